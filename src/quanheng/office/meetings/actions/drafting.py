"""A meeting from its draft on: day, roll, keeper of the minutes; what is to be studied."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.inbox.sending import tell
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.keeping import held, may_hold
from quanheng.office.meetings.models import Meeting, Member, Study
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.refusals import Refused, given

State = Meeting.State
FEWEST, MOST = 3, 60
"""Members of a committee."""


class Seat(NamedTuple):
    """Somebody entitled to vote; ``user`` is found by the person where it is not given."""

    name: str
    person: Person | None = None
    post: str = ""
    head: bool = False
    user: User | None = None


@transaction.atomic
def draft_meeting(
    unit: Unit,
    kind: str,
    day: date,
    seats: Sequence[Seat],
    *,
    keeper: User,
    venue: str = "",
    by: User,
    on: date,
) -> Entry:
    """Begin a meeting with its roll; the next number of the year is its own."""
    if not may_hold(by, unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    if kind not in Meeting.Kind.values:
        raise Refused(_("请选择会议类别。"))
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    before = Meeting.objects.filter(unit=unit, kind=kind, year=day.year)
    made = Meeting.objects.create(
        unit=unit,
        kind=kind,
        day=day,
        year=day.year,
        number=(before.aggregate(most=Max("number"))["most"] or 0) + 1,
        venue=venue.strip(),
        keeper=_active(keeper),
        drafted_by=by,
    )
    _seat(made, seats)
    return record(made, "meeting drafted", by=by, on=on, values=told(made, members=len(seats)))


@transaction.atomic
def change_meeting(
    meeting: Meeting, day: date, *, venue: str = "", keeper: User, by: User, on: date
) -> Entry:
    """Another day, venue or keeper of the minutes; its number stays.

    Once the agenda is closed its day stays too; once it has begun the keeper may still change.
    """
    meeting = held(meeting, by, on, *Meeting.AHEAD, State.HELD)
    if day.year != meeting.year:
        raise Refused(_("会议按年度编号，不能改到另一年；请取消后重新拟定。"))
    if meeting.state != State.DRAFT and day != meeting.day:
        raise Refused(_("议程已定，改期须先退回拟定，重新核对议程。"))
    meeting.day, meeting.venue, meeting.keeper = day, venue.strip(), _active(keeper)
    meeting.save(update_fields=["day", "venue", "keeper"])
    return record(meeting, "meeting changed", by=by, on=on, values=told(meeting))


@transaction.atomic
def set_members(meeting: Meeting, seats: Sequence[Seat], *, by: User, on: date) -> Entry:
    """Give a meeting in draft another roll."""
    meeting = held(meeting, by, on, State.DRAFT)
    meeting.members.all().delete()
    _seat(meeting, seats)
    values = told(meeting, members=len(seats))
    return record(meeting, "meeting roll set", by=by, on=on, values=values)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: User, on: date) -> Entry:
    """Call a meeting off before it begins; its number is not given again."""
    given(reason)
    meeting = held(meeting, by, on, *Meeting.AHEAD)
    known = meeting.state == State.AGENDA
    meeting.state, meeting.cancel_reason = State.CANCELLED, reason.strip()
    meeting.save(update_fields=["state", "cancel_reason"])
    if known:
        called = meeting.called
        zh, en = f"{called.zh}已取消：{reason.strip()}", f"Called off: {called.en}"
        tell_members(meeting, "cancelled", Text(zh, en), by=by)
    return record(
        meeting, "meeting cancelled", by=by, on=on, reason=reason.strip(), values=told(meeting)
    )


@transaction.atomic
def prescribe_study(
    unit: Unit, title: str, *, source: str, received_on: date, by: User, on: date
) -> Entry:
    """Note what committees of a unit and below are to study, and since when it is there."""
    if not may_hold(by, unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    if not title.strip() or not source.strip():
        raise Refused(_("请填写学习内容和文号或出处。"))
    if received_on > on:
        raise Refused(_("收到日期不能晚于今天。"))
    if Study.objects.filter(unit=unit, title=title.strip()).exists():
        raise Refused(_("这项学习内容已经登记。"))
    made = Study.objects.create(
        unit=unit, title=title.strip(), source=source.strip(), received_on=received_on, by=by
    )
    values = {"unit": unit.code, "title": made.title, "received": received_on}
    return record(made, "study prescribed", by=by, on=on, values=values)


def told(meeting: Meeting, **more: object) -> dict[str, object]:
    """What every entry about a meeting says."""
    return {
        "unit": meeting.unit.code,
        "kind": meeting.kind,
        "year": meeting.year,
        "number": meeting.number,
        "day": meeting.day,
        **more,
    }


def tell_members(meeting: Meeting, what: str, text: Text, *, by: User) -> int:
    """Tell the members with an account something once; how many were told."""
    url, key = reverse("meetings:meeting", args=[meeting.pk]), f"meeting:{meeting.pk}:{what}"
    users = User.objects.filter(pk__in=meeting.members.values("user"), is_active=True)
    sent = [
        tell(user, key=key, text=text, url=url, due=meeting.day, by=by)
        for user in users.exclude(pk=by.pk)
    ]
    return len([one for one in sent if one is not None])


def _active(keeper: User) -> User:
    if not keeper.is_active or keeper.is_system:
        raise Refused(_("记录人的账户已停用，请另选。"))
    return keeper


def _seat(meeting: Meeting, seats: Sequence[Seat]) -> None:
    people = [seat.person.pk for seat in seats if seat.person is not None]
    wrong = {
        _("请列出%(few)d到%(most)d名成员。") % {"few": FEWEST, "most": MOST}: not FEWEST
        <= len(seats)
        <= MOST,
        _("请指定一名主要负责人，只能一名。"): sum(seat.head for seat in seats) != 1,
        _("有成员列了两次，请核对名册。"): len(set(people)) < len(people),
        _("请填写每名成员的姓名。"): not all(seat.name.strip() for seat in seats),
    }
    for message, is_wrong in wrong.items():
        if is_wrong:
            raise Refused(message)
    codes = [seat.person.code for seat in seats if seat.person is not None]
    found = User.objects.filter(person_code__in=codes, is_active=True).order_by("-pk")
    accounts = {user.person_code: user for user in found}
    Member.objects.bulk_create(
        Member(
            meeting=meeting,
            place=place,
            name=seat.name.strip(),
            post=seat.post.strip(),
            person=seat.person,
            user=seat.user or (accounts.get(seat.person.code) if seat.person else None),
            head=seat.head,
        )
        for place, seat in enumerate(seats, start=1)
    )
