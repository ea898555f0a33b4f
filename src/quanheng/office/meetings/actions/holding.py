"""The meeting itself: who is there, item by item, who leaves the room, who says what."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.actions.drafting import told
from quanheng.office.meetings.counting import Share, has_quorum
from quanheng.office.meetings.keeping import in_the_room, kept, related, under_way
from quanheng.office.meetings.models import Item, Meeting, Member, Question, Recusal, Speech
from quanheng.office.records.refusals import Overtaken, Refused, given

State, Attendance = Meeting.State, Member.Attendance
KIN = "本人或亲属，按档案家庭成员记录回避"


@transaction.atomic
def begin_meeting(
    meeting: Meeting, attendance: Mapping[int, tuple[str, str]], *, by: User, on: date
) -> Entry:
    """Begin: of every member (by key) whether it came, and why not.

    Raises ``Refused`` before its day, and unless everybody is accounted for and enough came.
    """
    meeting = kept(meeting, by, on, State.AGENDA)
    if on < meeting.day:
        raise Refused(_("会议定于%s召开，当天才能开始。") % meeting.day)
    members = list(meeting.members.all())
    for one in members:
        state, excuse = attendance.get(one.pk, (Attendance.UNKNOWN, ""))
        _attend(one, state, excuse)
    present = sum(one.attendance == Attendance.PRESENT for one in members)
    share = Share(meeting.quorum_top, meeting.quorum_bottom)
    if not has_quorum(len(members), present, share):
        raise Refused(
            _("应到会%(entitled)d人，实到%(present)d人，不足%(share)s，不能开会。")
            % {"entitled": len(members), "present": present, "share": f"{share[0]}/{share[1]}"}
        )
    meeting.state = State.HELD
    meeting.save(update_fields=["state"])
    values = told(meeting, attendance={one.name: one.attendance for one in members})
    return record(meeting, "meeting begun", by=by, on=on, values=values)


@transaction.atomic
def note_attendance(
    member: Member, attendance: str, *, excuse: str = "", by: User, on: date
) -> Entry:
    """Note that somebody has come or gone, between two items."""
    meeting = kept(member.meeting, by, on, State.HELD)
    if meeting.items.filter(state=Item.State.OPEN).exists():
        raise Refused(_("请在本议题讨论结束后登记到会变化。"))
    found = Member.objects.get(pk=member.pk)
    _attend(found, attendance, excuse)
    values = told(meeting, member=found.name, attendance=attendance)
    return record(found, "attendance noted", by=by, on=on, reason=excuse, values=values)


def _attend(member: Member, attendance: str, excuse: str) -> None:
    if attendance not in Attendance.values or attendance == Attendance.UNKNOWN:
        raise Refused(_("请登记%s是否到会。") % member.name)
    if attendance == Attendance.EXCUSED and not excuse.strip():
        raise Refused(_("请写明%s请假的原因。") % member.name)
    member.attendance, member.excuse = attendance, excuse.strip()
    member.save(update_fields=["attendance", "excuse"])


@transaction.atomic
def open_item(item: Item, *, by: User, on: date) -> Entry:
    """Take up the next item of the agenda; who is concerned or kin leaves at once."""
    meeting = kept(item.meeting, by, on, State.HELD)
    found = Item.objects.get(pk=item.pk)
    if found.state != Item.State.WAITING:
        raise Overtaken(_("该议题已经开始，请刷新页面。"))
    if meeting.items.filter(place__lt=found.place).exclude(state=Item.State.DONE).exists():
        raise Refused(_("请按议程次序逐项讨论。"))
    found.state = Item.State.OPEN
    found.save(update_fields=["state"])
    gone = []
    members = list(meeting.members.select_related("person"))
    for question in found.questions.select_related("person"):
        for member in members:
            if related(member, question):
                Recusal.objects.create(
                    question=question, member=member, kin=True, reason=KIN, by=by
                )
                gone.append(f"{question.place} {member.name}")
    values = told(meeting, item=found.title, recused=gone)
    return record(found, "item taken up", by=by, on=on, values=values)


@transaction.atomic
def recuse_member(question: Question, member: Member, *, reason: str, by: User, on: date) -> Entry:
    """Note that a member leaves the room for a question, before anybody has spoken to it."""
    given(reason)
    found = under_way(question, by, on)
    if member.meeting_id != found.item.meeting_id:
        raise Refused(_("请选择本次会议的成员。"))
    if found.speeches.filter(struck="").exists():
        raise Refused(_("已有人发言，回避须在讨论之前登记。"))
    if found.recusals.filter(member=member).exists():
        raise Refused(_("该成员已登记回避。"))
    made = Recusal.objects.create(question=found, member=member, reason=reason.strip(), by=by)
    values = told(found.item.meeting, question=found.text, member=member.name)
    return record(made, "member recused", by=by, on=on, reason=reason.strip(), values=values)


@transaction.atomic
def note_speech(
    question: Question, member: Member, *, stance: str = "", words: str = "", by: User, on: date
) -> Entry:
    """Write down what a member says and, in an open vote, the position taken.

    The head (末位表态) cannot be entered while anybody else in the room has not spoken.
    """
    found = under_way(question, by, on)
    room = {one.pk: one for one in in_the_room(found)}
    spoken = set(found.speeches.filter(struck="").values_list("member", flat=True))
    speaker = room.get(member.pk)
    if speaker is None:
        raise Refused(_("该成员未到会或已回避，不能发言表态。"))
    if speaker.pk in spoken:
        raise Refused(_("该成员已经表态。"))
    left = len(room) - len(spoken) - 1
    if speaker.head and left:
        raise Refused(_("主要负责人末位表态，还有%d人没有表态。") % left)
    secret = found.item.secret
    if not secret and stance not in Speech.Stance.values:
        raise Refused(_("请选择同意、不同意或缓议。"))
    made = Speech.objects.create(
        question=found,
        member=speaker,
        place=len(spoken) + 1,
        of=len(room),
        head=speaker.head,
        head_speaks=any(one.head for one in room.values()),
        secret=secret,
        stance="" if secret else stance,
        words=words.strip(),
        by=by,
        at=timezone.now(),
    )
    values = told(
        found.item.meeting, question=found.text, member=speaker.name, turn=made.place,
        stance=made.stance, words=made.words,
    )  # fmt: skip
    return record(made, "position noted", by=by, on=on, values=values)


@transaction.atomic
def strike_speech(speech: Speech, *, reason: str, by: User, on: date) -> Entry:
    """Take back the last turn, entered by mistake; it stays on file as struck."""
    given(reason)
    question = under_way(speech.question, by, on)
    found = Speech.objects.select_related("member").get(pk=speech.pk)
    if found.struck:
        raise Overtaken(_("这条记录已经更正。"))
    if question.speeches.filter(struck="", place__gt=found.place).exists():
        raise Refused(_("只能更正最后一条，请从后往前更正。"))
    if question.agree is not None:
        raise Refused(_("已登记票数，不能再更正发言。"))
    found.struck = reason.strip()
    found.save(update_fields=["struck"])
    values = told(question.item.meeting, question=question.text, member=found.member.name)
    return record(found, "position struck", by=by, on=on, reason=reason.strip(), values=values)
