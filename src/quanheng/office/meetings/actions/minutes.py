"""Signing the minutes by two persons, and what the meeting leaves in the file of the unit."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.actions.drafting import told
from quanheng.office.meetings.keeping import is_head, kept, may_hold
from quanheng.office.meetings.models import Item, Meeting
from quanheng.office.records.models import Activity, Unit
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.records.writing import follow, write

State = Meeting.State
MEETING, FIRST = "党委会", "第一议题"
"""The records 活动 that a meeting leaves."""


@transaction.atomic
def sign_minutes(meeting: Meeting, *, by: User, on: date) -> Entry:
    """Sign the minutes as who keeps them, once every item has come to its end."""
    meeting = kept(meeting, by, on, State.HELD)
    if meeting.keeper_id != by.pk:
        raise Refused(_("会议记录由记录人签署。"))
    if meeting.items.exclude(state=Item.State.DONE).exists():
        raise Refused(_("还有议题没有讨论完；未讨论的事项请作暂缓处理。"))
    meeting.state, meeting.signed_by, meeting.signed_on = State.SIGNED, by, on
    meeting.save(update_fields=["state", "signed_by", "signed_on"])
    return record(meeting, "minutes signed", by=by, on=on, values=told(meeting))


@transaction.atomic
def return_minutes(meeting: Meeting, *, reason: str, by: User, on: date) -> Entry:
    """Give the minutes back to who keeps them, with what is wrong."""
    given(reason)
    meeting = _second(meeting, by, on)
    meeting.state, meeting.signed_by, meeting.signed_on = State.HELD, None, None
    meeting.save(update_fields=["state", "signed_by", "signed_on"])
    return record(
        meeting, "minutes returned", by=by, on=on, reason=reason.strip(), values=told(meeting)
    )


@transaction.atomic
def close_meeting(meeting: Meeting, *, note: str = "", by: User, on: date) -> Entry:
    """Sign the minutes as the head, and file the meeting.

    Somebody else who holds meetings of the unit may do so for a head without an account, and says
    where the head's signature is. What is filed says that the committee met, and whether the
    study item came first.
    """
    meeting = _second(meeting, by, on)
    if not is_head(by, meeting) and not note.strip():
        raise Refused(_("代主要负责人归档的，请写明其签字的纸质记录存放何处。"))
    first = meeting.items.order_by("place").first()
    meeting.first = first is not None and first.kind == Item.Kind.STUDY and bool(first.study_id)
    meeting.state, meeting.closed_by, meeting.closed_on = State.CLOSED, by, on
    meeting.closing_note = note.strip()
    meeting.filed = _file(meeting, by)
    meeting.save()
    values = told(meeting, first=meeting.first, filed=meeting.filed, note=meeting.closing_note)
    return record(meeting, "meeting closed", by=by, on=on, values=values)


@transaction.atomic
def note_minutes_taken(meeting: Meeting, format: str, *, by: User, on: date) -> Entry:
    """Note that somebody took the minutes out of the system as a file."""
    if not Meeting.objects.visible_to(by, on).filter(pk=meeting.pk).exists():
        raise Denied(Power.HOLD_MEETINGS)
    return record(meeting, "minutes taken out", by=by, on=on, values=told(meeting, format=format))


def _second(meeting: Meeting, by: User, on: date) -> Meeting:
    """The meeting whose minutes wait, locked, for the head or who holds meetings of the unit."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("unit")
    meeting = found.get(pk=meeting.pk)
    if meeting.state != State.SIGNED:
        raise Overtaken(_("会议记录不在待签署状态，请刷新页面。"))
    if not is_head(by, meeting) and not may_hold(by, meeting.unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    if meeting.signed_by_id == by.pk:
        raise Refused(_("记录人已经签署，须由主要负责人或另一人审签。"))
    return meeting


def _file(meeting: Meeting, by: User) -> list[int]:
    """The records of the day that are not in the file yet; their keys."""
    Unit.objects.select_for_update(no_key=True).get(pk=meeting.unit_id)
    made, called = [], meeting.called.zh
    for type in (MEETING, *([FIRST] if meeting.first else [])):
        values = {"unit": meeting.unit, "type": type, "day": meeting.day}
        if Activity.objects.filter(**values, known_until=None).exists():
            continue
        filed = write(Activity, {**values, "note": called}, by=by, source=f"{called}记录"[:200])
        follow(filed)
        made.append(filed.pk)
    return made
