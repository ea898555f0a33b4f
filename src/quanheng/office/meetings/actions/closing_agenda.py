"""Closing an agenda through its gates, opening it again, letting a gate pass by two persons."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.actions.drafting import tell_members, told
from quanheng.office.meetings.gates import (
    gate_named,
    must_pass,
    passages,
    shares_of,
    told_of,
)
from quanheng.office.meetings.keeping import held
from quanheng.office.meetings.models import Item, Meeting, Override
from quanheng.office.procedures.models.visible import held_by
from quanheng.office.records.refusals import Overtaken, Refused, given

State = Meeting.State


@transaction.atomic
def close_agenda(meeting: Meeting, *, by: User, on: date) -> Entry:
    """Settle the agenda, provided every gate holds or is let pass; the members are told.

    Raises ``Refused`` with every check that fails.
    """
    meeting = held(meeting, by, on, State.DRAFT)
    if not meeting.items.exists():
        raise Refused(_("议程还是空的，请先列出议题。"))
    found = passages(meeting, on)
    must_pass(found)
    quorum, passing = shares_of(meeting.unit, on)
    meeting.quorum_top, meeting.quorum_bottom = quorum
    meeting.passing_top, meeting.passing_bottom = passing
    meeting.state = State.AGENDA
    meeting.save()
    zh = f"{meeting.called.zh}议程已定，请准时参加"
    en = f"The agenda is settled: {meeting.called.en}"
    sent = tell_members(meeting, f"agenda:{meeting.agendas}", Text(zh, en), by=by)
    items = [f"{one.place} {one.kind} {one.title}" for one in meeting.items.all()]
    values = told(meeting, items=items, checks=told_of(found), told=sent)
    return record(meeting, "agenda closed", by=by, on=on, values=values)


@transaction.atomic
def reopen_agenda(meeting: Meeting, *, reason: str, by: User, on: date) -> Entry:
    """Take a settled agenda back into drafting; what was let pass must be let pass again."""
    given(reason)
    meeting = held(meeting, by, on, State.AGENDA)
    meeting.state = State.DRAFT
    meeting.agendas += 1
    meeting.save(update_fields=["state", "agendas"])
    return record(
        meeting, "agenda reopened", by=by, on=on, reason=reason.strip(), values=told(meeting)
    )


@transaction.atomic
def propose_agenda_override(
    meeting: Meeting, item: Item | None, gate: str, *, reason: str, by: User, on: date
) -> Entry:
    """Ask that the agenda may be closed although a gate fails; another person must sign."""
    given(reason)
    meeting = _drafting(meeting)
    _may_override(meeting, gate_named(meeting, item, gate, on), by, on)
    before = Override.objects.filter(meeting=meeting, item=item, agendas=meeting.agendas, gate=gate)
    if before.exists():
        raise Refused(_("这一关口已有放行申请。"))
    Override.objects.create(
        meeting=meeting, item=item, agendas=meeting.agendas, gate=gate, reason=reason.strip(),
        proposed_by=by, proposed_on=on,
    )  # fmt: skip
    values = told(meeting, gate=gate, item=item.pk if item else None)
    return record(
        meeting, "agenda override proposed", by=by, on=on, reason=reason.strip(), values=values
    )


@transaction.atomic
def sign_agenda_override(override: Override, *, by: User, on: date) -> Entry:
    """Sign, as another person than who asked."""
    meeting = _drafting(override.meeting)
    made = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    if made.signed_by_id is not None or made.agendas != meeting.agendas:
        raise Overtaken(_("这项放行申请已签署或已过时，请刷新页面。"))
    _may_override(meeting, gate_named(meeting, made.item, made.gate, on), by, on)
    if made.proposed_by_id == by.pk:
        raise Refused(_("提出人不能签署自己提出的放行，请由另一人签署。"))
    made.signed_by, made.signed_on = by, on
    made.save(update_fields=["signed_by", "signed_on"])
    values = told(meeting, gate=made.gate, proposed_by=made.proposed_by.get_username())
    return record(
        meeting, "agenda override signed", by=by, on=on, reason=made.reason, values=values
    )


def may_pass(gate: Gate, meeting: Meeting, user: User, on: date) -> bool:
    """Whether a role of an account over the unit lets it propose or sign an override of a gate."""
    roles = {actor.value for actor in gate.overridden_by}
    held_now = held_by([user], on)[user.pk]
    return user.is_active and any(
        not path or meeting.unit.path.startswith(path)
        for role, paths in held_now.items()
        if role in roles
        for path in paths
    )


def _may_override(meeting: Meeting, gate: Gate, by: User, on: date) -> None:
    if not gate.overridden_by:
        raise Refused(_("这个关口不能放行，必须满足全部条件。"))
    if not may_pass(gate, meeting, by, on):
        raise Denied(Power.HOLD_MEETINGS)


def _drafting(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("unit")
    now = found.get(pk=meeting.pk)
    if now.state != State.DRAFT:
        raise Overtaken(_("议程已定，请刷新页面。"))
    return now
