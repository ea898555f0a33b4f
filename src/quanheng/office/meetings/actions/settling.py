"""What comes out of a question: counted, decided or deferred; the item brought to its end."""

from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import Form
from quanheng.office.ballots.queries import result
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.actions.drafting import told
from quanheng.office.meetings.counting import Share, Votes, has_quorum, needed_of, passes
from quanheng.office.meetings.keeping import in_the_room, kept, under_way
from quanheng.office.meetings.models import Item, Meeting, Question, Speech
from quanheng.office.records.refusals import Overtaken, Refused, given


@transaction.atomic
def note_count(
    question: Question, agree: int, disagree: int, defer: int, *, tellers: tuple[str, str],
    by: User, on: date,
) -> Entry:  # fmt: skip
    """Enter what two tellers counted of a secret vote; who is left took no position."""
    question = _secret(question, by, on)
    first, second = (name.strip() for name in tellers)
    if not first or not second or first == second:
        raise Refused(_("请填写两名不同的计票人。"))
    room = len(in_the_room(question))
    left = room - agree - disagree - defer
    if min(agree, disagree, defer, left) < 0:
        raise Refused(_("票数之和不能超过在场有表决权的%d人。") % room)
    _count(question, Votes(agree, disagree, defer, left), room)
    question.first_teller, question.second_teller, question.ballot = first, second, None
    question.save()
    values = _votes(question, tellers=[first, second])
    return record(question, "secret vote counted", by=by, on=on, values=values)


@transaction.atomic
def use_ballot(question: Question, ballot: Ballot, subject: str, *, by: User, on: date) -> Entry:
    """Take the numbers of a ballot that was held and counted for this question.

    ``subject`` is the key of what it asked about. Its roll must have as many as the meeting.
    """
    question = _secret(question, by, on)
    ballot = Ballot.objects.visible_to(by).filter(pk=ballot.pk).first() or _unknown()
    if ballot.state != Ballot.State.CLOSED or not ballot.counted:
        raise Refused(_("该投票还没有计票结果。"))
    if ballot.form != Form.DECISION:
        raise Refused(_("只能引用票决形式的投票。"))
    entitled = question.item.meeting.members.count()
    if ballot.entitled != entitled or ballot.present is None:
        raise Refused(_("投票名册与本次会议应到会人数不一致。"))
    lines = {one.subject.key: one.choices for one in result(ballot).standings}
    if subject not in lines:
        raise Refused(_("该投票没有这个对象。"))
    chosen = lines[subject]
    numbers = [chosen.get(name, 0) for name in ("agree", "disagree", "defer")]
    _count(question, Votes(*numbers, ballot.present - sum(numbers)), ballot.present)
    question.ballot, question.first_teller, question.second_teller = ballot, "", ""
    question.save()
    values = _votes(question, ballot=ballot.pk, subject=subject)
    return record(question, "ballot used", by=by, on=on, values=values)


def _unknown() -> Ballot:
    raise Refused(_("没有找到该投票，或您看不到它。"))


def _secret(question: Question, by: User, on: date) -> Question:
    question = under_way(question, by, on)
    if not question.item.secret:
        raise Refused(_("该议题为公开表态，不登记票数。"))
    _all_have_spoken(question)
    return question


def _all_have_spoken(question: Question) -> None:
    left = len(in_the_room(question)) - question.speeches.filter(struck="").count()
    if left:
        raise Refused(_("还有%d人没有发言表态。") % left)


def _count(question: Question, votes: Votes, present: int) -> None:
    meeting = question.item.meeting
    question.agree, question.disagree, question.defer, question.abstain = votes
    question.entitled, question.present = meeting.members.count(), present
    share = Share(meeting.passing_top, meeting.passing_bottom)
    question.needed = needed_of(question.entitled, share)


@transaction.atomic
def settle_question(question: Question, *, by: User, on: date) -> Entry:
    """Say what came out, once everybody in the room has taken a position.

    Raises ``Refused`` where too few of those entitled are in the room: nothing is decided then.
    """
    question = under_way(question, by, on)
    meeting = question.item.meeting
    _all_have_spoken(question)
    if question.item.secret:
        if question.agree is None:
            raise Refused(_("请先登记无记名表决的票数。"))
    else:
        votes = votes_of(question)
        _count(question, votes, votes.total)
    entitled, present = question.entitled or 0, question.present or 0
    if not has_quorum(entitled, present, Share(meeting.quorum_top, meeting.quorum_bottom)):
        raise Refused(
            _("应到会%(entitled)d人，在场%(present)d人，不足法定人数，不能表决，请作暂缓处理。")
            % {"entitled": entitled, "present": present}
        )
    votes = Votes(
        question.agree or 0, question.disagree or 0, question.defer or 0, question.abstain or 0
    )
    share = Share(meeting.passing_top, meeting.passing_bottom)
    passed = passes(votes, entitled, share)
    question.state = Question.State.PASSED if passed else Question.State.FAILED
    question.head_last = _head_was_last(question)
    question.settled_on, question.settled_by = on, by
    question.save()
    return record(question, "question settled", by=by, on=on, values=_votes(question))


def votes_of(question: Question) -> Votes:
    """The positions taken so far in an open vote; one query."""
    found = question.speeches.filter(struck="").order_by().values("stance")
    numbers = dict(found.annotate(n=Count("pk")).values_list("stance", "n"))
    stances = Speech.Stance
    return Votes(*(numbers.get(one.value, 0) for one in stances))


def _head_was_last(question: Question) -> bool | None:
    """Whether the head spoke last; None where the head was not in the room."""
    last = question.speeches.filter(struck="").order_by("-place").first()
    return last.head if last is not None and last.head_speaks else None


@transaction.atomic
def defer_question(question: Question, *, reason: str, by: User, on: date) -> Entry:
    """Put a question off: opinions are far apart, or too few are there; nothing is decided."""
    given(reason)
    question = under_way(question, by, on)
    question.entitled = question.item.meeting.members.count()
    if question.agree is None:
        question.present = len(in_the_room(question))
    question.state, question.reason = Question.State.DEFERRED, reason.strip()
    question.settled_on, question.settled_by = on, by
    question.save()
    values = _votes(question)
    return record(question, "question deferred", by=by, on=on, reason=reason.strip(), values=values)


@transaction.atomic
def finish_item(item: Item, minutes: str, *, by: User, on: date) -> Entry:
    """Write down how an item was discussed, and leave it."""
    meeting = kept(item.meeting, by, on, Meeting.State.HELD)
    found = Item.objects.get(pk=item.pk)
    if found.state != Item.State.OPEN:
        raise Overtaken(_("该议题不在讨论中，请刷新页面。"))
    if found.questions.filter(state=Question.State.OPEN).exists():
        raise Refused(_("还有事项没有表决；不能决定的，请作暂缓处理。"))
    if not minutes.strip():
        raise Refused(_("请记录汇报和讨论情况。"))
    found.state, found.minutes = Item.State.DONE, minutes.strip()
    found.save(update_fields=["state", "minutes"])
    values = told(meeting, item=found.title, minutes=found.minutes)
    return record(found, "item finished", by=by, on=on, values=values)


def _votes(question: Question, **more: object) -> dict[str, object]:
    return told(
        question.item.meeting,
        question=question.text,
        state=question.state,
        entitled=question.entitled,
        present=question.present,
        agree=question.agree,
        disagree=question.disagree,
        defer=question.defer,
        abstain=question.abstain,
        needed=question.needed,
        **more,
    )
