"""The minutes (会议记录) and the record of a vote (票决单), as plain data."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.queries import Line, in_words
from quanheng.office.meetings.models import Item, Meeting, Member, Question, Recusal, Speech


class Said(NamedTuple):
    """One turn: who, the position (blank in a secret vote), the words."""

    turn: int
    name: str
    post: str
    head: bool
    stance: str
    words: str


class Vote(NamedTuple):
    """One question and what came out; numbers are None where nobody voted."""

    pk: int
    place: int
    text: str
    person: str
    code: str
    secret: bool
    recused: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    entitled: int | None
    present: int | None
    agree: int | None
    disagree: int | None
    defer: int | None
    abstain: int | None
    needed: int | None
    result: str
    state: str
    reason: str
    tellers: tuple[str, ...]
    ballot: int | None


class Discussed(NamedTuple):
    """One item."""

    place: int
    kind: str
    title: str
    reporter: str
    study: str
    minutes: str
    votes: tuple[Vote, ...]


class Minutes(NamedTuple):
    """A whole meeting; ``absent`` are names with the reason."""

    title: str
    unit: str
    kind: str
    year: int
    number: int
    day: date
    venue: str
    head: str
    keeper: str
    present: tuple[str, ...]
    absent: tuple[tuple[str, str], ...]
    entitled: int
    first: bool | None
    items: tuple[Discussed, ...]
    signed_by: str
    signed_on: date | None
    closed_by: str
    closed_on: date | None
    note: str


def minutes_of(meeting: Meeting, hidden: Collection[int] = ()) -> Minutes:
    """The minutes of a meeting, without the questions that are ``hidden``; six queries."""
    members, attendance = list(meeting.members.all()), Member.Attendance
    away = [one for one in members if one.attendance in (attendance.EXCUSED, attendance.ABSENT)]
    return Minutes(
        title=str(meeting),
        unit=meeting.unit.name,
        kind=str(meeting.get_kind_display()),
        year=meeting.year,
        number=meeting.number,
        day=meeting.day,
        venue=meeting.venue,
        head=next((one.name for one in members if one.head), ""),
        keeper=str(meeting.keeper),
        present=tuple(one.name for one in members if one.attendance == attendance.PRESENT),
        absent=tuple((one.name, one.excuse or str(one.get_attendance_display())) for one in away),
        entitled=len(members),
        first=meeting.first,
        items=_items(meeting, hidden),
        signed_by=str(meeting.signed_by or ""),
        signed_on=meeting.signed_on,
        closed_by=str(meeting.closed_by or ""),
        closed_on=meeting.closed_on,
        note=meeting.closing_note,
    )


def _items(meeting: Meeting, hidden: Collection[int]) -> tuple[Discussed, ...]:
    votes: dict[int, list[Vote]] = {}
    for item, vote in _votes(meeting):
        if vote.pk not in hidden:
            votes.setdefault(item, []).append(vote)
    return tuple(
        Discussed(
            one.place,
            str(one.get_kind_display()),
            one.title,
            one.reporter,
            one.study.title if one.study else "",
            one.minutes,
            tuple(votes.get(one.pk, ())),
        )
        for one in meeting.items.select_related("study").order_by("place")
    )


def vote_of(question: Question) -> Vote:
    """The record of one vote (票决单)."""
    found = (vote for _item, vote in _votes(question.item.meeting))
    return next(vote for vote in found if vote.pk == question.pk)


def _votes(meeting: Meeting) -> Iterator[tuple[int, Vote]]:
    asked = Question.objects.filter(item__meeting=meeting).select_related("item", "person")
    speeches: dict[int, list[Said]] = {}
    spoken = Speech.objects.filter(question__item__meeting=meeting, struck="")
    for one in spoken.select_related("member").order_by("place"):
        who, stance = one.member, str(one.get_stance_display()) if one.stance else ""
        said = Said(one.place, who.name, who.post, one.head, stance, one.words)
        speeches.setdefault(one.question_id, []).append(said)
    gone: dict[int, list[tuple[str, str]]] = {}
    for left in Recusal.objects.filter(question__item__meeting=meeting).select_related("member"):
        gone.setdefault(left.question_id, []).append((left.member.name, left.reason))
    for one in asked.order_by("item__place", "place"):
        tellers = tuple(filter(None, (one.first_teller, one.second_teller)))
        yield (
            one.item_id,
            Vote(
                one.pk, one.place, one.text, one.person.name if one.person else "",
                one.person.code if one.person else "", one.item.secret,
                tuple(gone.get(one.pk, ())), tuple(speeches.get(one.pk, ())),
                one.entitled, one.present, one.agree, one.disagree, one.defer, one.abstain,
                one.needed, str(one.get_state_display()), one.state, one.reason, tellers,
                one.ballot_id,
            ),
        )  # fmt: skip


def entries_of(meeting: Meeting, hidden: Collection[int] = ()) -> list[Line]:
    """The ledger's entries on a meeting and everything in it, in order; one query."""
    about = Q(about_kind=meeting._meta.label_lower, about_key=str(meeting.pk))
    inside = (
        (Item, Q(meeting=meeting)),
        (Member, Q(meeting=meeting)),
        (Question, Q(item__meeting=meeting) & ~Q(pk__in=hidden)),
        (Speech, Q(question__item__meeting=meeting) & ~Q(question__in=hidden)),
        (Recusal, Q(question__item__meeting=meeting) & ~Q(question__in=hidden)),
    )
    for model, of_meeting in inside:
        found = model._default_manager.filter(of_meeting).order_by()  # type: ignore[attr-defined]
        keys = found.annotate(named=Cast("pk", CharField())).values("named")
        about |= Q(about_kind=model._meta.label_lower, about_key__in=keys)
    entries = Entry.objects.filter(about).select_related("details").order_by("number")
    return list(map(in_words, entries))
