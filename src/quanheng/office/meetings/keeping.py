"""Who may hold a meeting and keep its minutes; the meeting locked, in a state that allows it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power, may
from quanheng.office.meetings.models import Item, Meeting, Member, Question
from quanheng.office.procedures.kin import relatives_of
from quanheng.office.records.models import Unit
from quanheng.office.records.refusals import Overtaken, Refused


def may_hold(user: User, unit: Unit, on: date) -> bool:
    """Whether an account may hold the meetings of a unit."""
    return user.is_system or may(user, Power.HOLD_MEETINGS, unit.path, on=on)


def keeps(user: User, meeting: Meeting, on: date) -> bool:
    """Whether an account may write down what happens in a meeting."""
    return meeting.keeper_id == user.pk or may_hold(user, meeting.unit, on)


def held(meeting: Meeting, by: User, on: date, *states: str) -> Meeting:
    """The meeting, locked, for whoever holds meetings of its unit; raises ``Denied``."""
    if not may_hold(by, meeting.unit, on):
        raise Denied(Power.HOLD_MEETINGS)
    return _locked(meeting, states)


def kept(meeting: Meeting, by: User, on: date, *states: str) -> Meeting:
    """The meeting, locked, for whoever keeps its minutes; raises ``Denied``."""
    if not keeps(by, meeting, on):
        raise Denied(Power.HOLD_MEETINGS)
    return _locked(meeting, states)


def _locked(meeting: Meeting, states: Iterable[str]) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("unit", "keeper")
    now = found.get(pk=meeting.pk)
    if now.state not in states:
        state = now.get_state_display()
        raise Overtaken(_("会议现为“%s”，不能这样办理，请刷新页面。") % state)
    return now


def drafted(item: Item, by: User, on: date) -> Item:
    """An item of an agenda that is still being drafted, locked; raises ``Denied``."""
    meeting = held(item.meeting, by, on, Meeting.State.DRAFT)
    found = Item.objects.get(pk=item.pk)
    found.meeting = meeting
    return found


def under_way(question: Question, by: User, on: date) -> Question:
    """A question of the item that is being discussed, not settled yet, and locked.

    Raises ``Denied`` for whoever does not keep the minutes, or is kept from the question.
    """
    meeting = kept(question.item.meeting, by, on, Meeting.State.HELD)
    found = Question.objects.select_related("item", "person").get(pk=question.pk)
    found.item.meeting = meeting
    if found.item.state != Item.State.OPEN:
        raise Overtaken(_("该议题不在讨论中，请刷新页面。"))
    if found.state != Question.State.OPEN:
        raise Overtaken(_("该事项已有结果，不能再改。"))
    if kept_from(by, found):
        raise Refused(_("您与该事项有关联，须由他人记录。"))
    return found


def kept_from(user: User, question: Question) -> bool:
    """Whether a question is about the account's own person or a relative."""
    person = question.person
    if person is None or user.is_system:
        return False
    return person.code == user.person_code or person.pk in relatives_of(user)


def related(member: Member, question: Question) -> bool:
    """Whether a question is about a member, or about a relative of one; with or without account."""
    if question.person is None:
        return False
    if member.person_id == question.person_id:
        return True
    code = member.person.code if member.person is not None else None
    return question.person.pk in relatives_of(User(person_code=code, name=member.name))


def in_the_room(question: Question) -> list[Member]:
    """The members who are present and have not left for a question, in their order; two queries."""
    gone = set(question.recusals.values_list("member", flat=True))
    members = Member.objects.filter(
        meeting=question.item.meeting, attendance=Member.Attendance.PRESENT
    )
    return [one for one in members if one.pk not in gone]


def is_head(user: User, meeting: Meeting) -> bool:
    """Whether an account is that of the head of a meeting."""
    head = meeting.members.select_related("person").get(head=True)
    own = head.person is not None and head.person.code == user.person_code
    return head.user_id == user.pk or own
