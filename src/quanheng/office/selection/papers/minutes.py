"""会议记录 of the item that dealt with a case: an extract, so that nothing else is given away."""

from quanheng.office.documents.official import ItemRecord, MeetingRecord, Spoken
from quanheng.office.meetings.minutes import Discussed, Vote
from quanheng.office.selection.papers.details import Details
from quanheng.office.selection.papers.reading import Reading

EXTRACT = "本件为与本事项有关议题的摘录；会议其他议题未列入。"


def minutes(read: Reading, details: Details, number: str) -> MeetingRecord:
    """What the minutes say of the case; secret votes have no positions."""
    del details, number
    met, outcome = read.minutes, read.outcome
    assert met is not None and outcome is not None
    asked = {one.pk for one in outcome.decisions.values()}
    return MeetingRecord(
        committee=f"{met.unit}{met.kind}",
        on=met.day,
        time=f"{met.year}年第{met.number}次",
        place=met.venue,
        host=met.head,
        keeper=met.keeper,
        entitled=met.entitled,
        present=met.present,
        excused=[f"{name}（{why}）" for name, why in met.absent],
        items=[_item(one) for one in met.items if asked & {vote.pk for vote in one.votes}],
        note=EXTRACT,
    )


def _item(item: Discussed) -> ItemRecord:
    several = len(item.votes) > 1
    recused = [name for vote in item.votes for name, _reason in vote.recused]
    return ItemRecord(
        title=item.title,
        reported_by=item.reporter,
        content=item.minutes,
        recused=list(dict.fromkeys(recused)),
        spoken=[one for vote in item.votes for one in _spoken(vote, several=several)],
        results=[_result(vote) for vote in item.votes],
    )


def _spoken(vote: Vote, *, several: bool) -> list[Spoken]:
    of = f"对{vote.person}" if several and vote.person else ""
    return [
        Spoken(name=one.name, position=f"{of}{one.stance}" if one.stance else "", words=one.words)
        for one in vote.said
        if one.stance or one.words
    ]


def _result(vote: Vote) -> str:
    numbers = (
        ("应到会", vote.entitled),
        ("到会", vote.present),
        ("同意", vote.agree),
        ("不同意", vote.disagree),
        ("缓议", vote.defer),
        ("未表态", vote.abstain),
    )
    told = "，".join(f"{name}{number}" for name, number in numbers if number is not None)
    return f"{vote.text}：{told}，{vote.result}" if told else f"{vote.text}：{vote.result}"
