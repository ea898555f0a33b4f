"""The minutes as a paper (会议记录), PDF or .docx; always in Chinese."""

from collections.abc import Collection, Iterator
from enum import StrEnum

from django.conf import settings
from django.utils import translation

from quanheng.office.documents.official import (
    ItemRecord,
    MeetingRecord,
    Spoken,
    official_docx,
    official_pdf,
)
from quanheng.office.meetings.minutes import Discussed, Minutes, Vote, minutes_of
from quanheng.office.meetings.models import Meeting


class Format(StrEnum):
    """What a paper may be made as."""

    PDF = "pdf"
    DOCX = "docx"


TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


NOTHING = "听取并讨论，没有提请表决的事项"


def minutes_paper(meeting: Meeting, format: Format, hidden: Collection[int] = ()) -> bytes:
    """The minutes as a file, without the questions that are ``hidden``."""
    with translation.override(settings.LANGUAGE_CODE):
        made = record_of(minutes_of(meeting, hidden))
    return official_pdf(made) if format is Format.PDF else official_docx(made)


def record_of(minutes: Minutes) -> MeetingRecord:
    """The minutes as the paper is laid out; a question of several has a part of its own."""
    return MeetingRecord(
        committee=f"{minutes.unit}{minutes.kind}",
        number=f"{minutes.year}年第{minutes.number}次",
        on=minutes.day,
        place=minutes.venue,
        host=minutes.head,
        keeper=minutes.keeper,
        entitled=minutes.entitled,
        present=minutes.present,
        excused=tuple(f"{name}（{why}）" for name, why in minutes.absent),
        items=tuple(part for item in minutes.items for part in _parts(item)),
        note=minutes.note,
    )


def _parts(item: Discussed) -> Iterator[ItemRecord]:
    study = f"学习内容：{item.study}。" if item.study else ""
    content = f"{study}{item.minutes}"
    if not item.votes:
        yield ItemRecord(
            title=item.title, reported_by=item.reporter, content=content, results=(NOTHING,)
        )
    for number, vote in enumerate(item.votes):
        several = len(item.votes) > 1
        yield ItemRecord(
            title=f"{item.title}：{vote.text}" if several else item.title,
            reported_by="" if number else item.reporter,
            content="" if number else content,
            recused=tuple(name for name, _why in vote.recused),
            spoken=tuple(
                Spoken(name=one.name, position=one.stance, words=one.words) for one in vote.said
            ),
            results=(_result(vote),),
        )


def _result(vote: Vote) -> str:
    """What came out, with the numbers where anybody voted."""
    if vote.agree is None:
        return f"{vote.text}：{vote.result}（{vote.reason}）" if vote.reason else vote.text
    how = "无记名表决" if vote.secret else "逐人表态"
    return (
        f"{vote.text}：{how}，应到会{vote.entitled}人，在场{vote.present}人，"
        f"同意{vote.agree}、不同意{vote.disagree}、缓议{vote.defer}，{vote.result}"
    )
