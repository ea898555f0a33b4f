"""Registers: what became of decisions, interventions of leaders, authority passed down."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import Role, User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.actions.drafting import told
from quanheng.office.meetings.keeping import may_hold
from quanheng.office.meetings.models import Authority, Intervention, Meeting, Note, Question
from quanheng.office.procedures.models.visible import held_by
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.refusals import Refused


@transaction.atomic
def note_accountability(question: Question, text: str, *, basis: str, by: User, on: date) -> Entry:
    """Note beside a decision what was found of it later, and on which finding that rests."""
    meeting = question.item.meeting
    if not may_note(by, meeting.unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    if meeting.state != Meeting.State.CLOSED:
        raise Refused(_("会议归档之后才能登记。"))
    if not text.strip() or not basis.strip():
        raise Refused(_("请写明情况和依据。"))
    made = Note.objects.create(
        question=question, text=text.strip(), basis=basis.strip(), by=by, on=on
    )
    values = told(meeting, question=question.text, text=made.text, basis=made.basis)
    return record(made, "accountability noted", by=by, on=on, values=values)


@transaction.atomic
def note_intervention(
    unit: Unit, day: date, name: str, matter: str, *,
    person: Person | None = None, question: Question | None = None, handled: str = "",
    by: User, on: date,
) -> Entry:  # fmt: skip
    """Note that a leader asked for something outside the due way."""
    if not may_note(by, unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    if not name.strip() or not matter.strip():
        raise Refused(_("请写明何人干预何事。"))
    if day > on:
        raise Refused(_("日期不能晚于今天。"))
    made = Intervention.objects.create(
        unit=unit, day=day, name=name.strip(), person=person, matter=matter.strip(),
        question=question, handled=handled.strip(), by=by, at=timezone.now(),
    )  # fmt: skip
    values = {"unit": unit.code, "day": day, "name": made.name, "matter": made.matter}
    return record(made, "intervention noted", by=by, on=on, values=values)


@transaction.atomic
def give_authority(
    unit: Unit, matter: str, *, holder: str, limit: str, basis: str, since: date,
    until: date | None = None, by: User, on: date,
) -> Entry:  # fmt: skip
    """Note what a committee lets somebody decide without it, and up to where."""
    if not may_hold(by, unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    words = [word.strip() for word in (matter, holder, limit, basis)]
    if not all(words):
        raise Refused(_("请写明授权事项、被授权人、权限和依据。"))
    if until is not None and until <= since:
        raise Refused(_("终止日期应晚于开始日期。"))
    what, who, most, why = words
    made = Authority.objects.create(
        unit=unit, matter=what, holder=who, limit=most, basis=why, since=since, until=until, by=by
    )
    values = {"unit": unit.code, "matter": what, "holder": who, "limit": most, "since": since}
    return record(made, "authority given", by=by, on=on, values=values)


def may_note(user: User, unit: Unit, on: date) -> bool:
    """Whether an account may note what was found of a unit's decisions, and interventions."""
    return may_hold(user, unit, on) or disciplines(user, unit, on)


def disciplines(user: User, unit: Unit, on: date) -> bool:
    """Whether an account is a discipline officer's over a unit."""
    paths = held_by([user], on)[user.pk].get(Role.DISCIPLINE_OFFICER.value, [])
    return any(unit.path.startswith(path) for path in paths)
