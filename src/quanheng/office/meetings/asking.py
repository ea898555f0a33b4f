"""Putting something kept elsewhere before a committee, and hearing what came out.

An app puts its matter on an agenda in draft (``open_agendas``, ``put_question``), and reads what a
closed meeting decided about it (``outcomes_of``; ``items_about`` for more than that).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Model, Q

from quanheng.office.accounts.models import User
from quanheng.office.meetings.actions.agenda import Asked, put_question
from quanheng.office.meetings.counting import Share, has_quorum
from quanheng.office.meetings.models import Item, Meeting, Member, Question
from quanheng.office.records.models import Unit

__all__ = [
    "Asked",
    "Decision",
    "Outcome",
    "agenda_in",
    "items_about",
    "open_agendas",
    "outcome_in",
    "outcomes_of",
    "put_question",
]


@dataclass(frozen=True, slots=True)
class Decision:
    """What came out of one question; ``passed`` is None where it was deferred.

    The numbers are None where it was deferred before anybody voted.
    """

    pk: int
    state: str
    agree: int | None
    disagree: int | None
    defer: int | None
    abstain: int | None
    passed: bool | None
    secret: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a closed meeting decided about a matter, by the key of each question.

    ``entitled`` and ``present`` are of the roll; ``quorum_ok`` and ``head_last_ok`` hold for every
    question that was decided (a head who was not in the room counts as none who spoke too early).
    """

    meeting: int
    day: date
    number: str
    item: int
    entitled: int
    present: int
    first_item_ok: bool
    quorum_ok: bool
    head_last_ok: bool
    state: str
    decisions: Mapping[str, Decision]


def open_agendas(unit: Unit, user: User, on: date) -> list[Meeting]:
    """The meetings of a unit, or above it, on whose agenda the account may still put something."""
    above = unit.path.rstrip("/").split("/")
    found = Meeting.objects.held_by(user, on).filter(state=Meeting.State.DRAFT)
    return list(found.filter(unit__code__in=above).select_related("unit").order_by("day", "pk"))


def items_about(matter: Model) -> list[Item]:
    """Where a matter stands or stood on agendas, the latest first, with what was asked.

    Each with how many members its meeting has, and how many were ``there``; two queries at most.
    """
    about = {"matter_kind": matter._meta.label_lower, "matter_key": str(matter.pk)}
    present = Q(meeting__members__attendance=Member.Attendance.PRESENT)
    found = Item.objects.filter(**about).annotate(
        entitled=Count("meeting__members"), there=Count("meeting__members", filter=present)
    )
    found = found.select_related("meeting__unit").prefetch_related("questions")
    return list(found.order_by("-meeting__day", "-pk"))


def agenda_in(items: Iterable[Item]) -> Meeting | None:
    """The meeting, not yet over, on whose agenda a matter stands, of ``items_about`` it."""
    over = (Meeting.State.CLOSED, Meeting.State.CANCELLED)
    return next((one.meeting for one in items if one.meeting.state not in over), None)


def outcomes_of(matter: Model) -> Outcome | None:
    """What the latest closed meeting decided about a matter; None before there is one."""
    return outcome_in(items_about(matter))


def outcome_in(items: Iterable[Item]) -> Outcome | None:
    """As ``outcomes_of``, of ``items_about`` the matter."""
    closed = (one for one in items if one.meeting.state == Meeting.State.CLOSED)
    item: Any = next(closed, None)
    if item is None:
        return None
    meeting = item.meeting
    asked = list(item.questions.all())
    share = Share(meeting.quorum_top, meeting.quorum_bottom)
    decided = [one for one in asked if one.state != Question.State.DEFERRED]
    return Outcome(
        meeting=meeting.pk,
        day=meeting.day,
        number=str(meeting),
        item=item.pk,
        entitled=item.entitled,
        present=item.there,
        first_item_ok=bool(meeting.first),
        quorum_ok=all(has_quorum(one.entitled or 0, one.present or 0, share) for one in decided),
        head_last_ok=all(one.head_last is not False for one in decided),
        state=meeting.state,
        decisions={one.key: _decision(one, item.secret) for one in asked},
    )


def _decision(question: Question, secret: bool) -> Decision:
    passed = {Question.State.PASSED: True, Question.State.FAILED: False}
    return Decision(
        question.pk, question.state, question.agree, question.disagree, question.defer,
        question.abstain, passed.get(Question.State(question.state)), secret,
    )  # fmt: skip
