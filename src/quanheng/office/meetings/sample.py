"""Meetings for the demonstration: two filed, one whose agenda is being drafted."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from quanheng.office.meetings import actions
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.meetings.actions.drafting import Seat
from quanheng.office.meetings.keeping import in_the_room
from quanheng.office.meetings.models import Item, Meeting, Member, Question, Study
from quanheng.office.records.models import Person, Tenure, Unit

Told = dict[str, Any]
STUDIES = (
    ("关于干部队伍建设的重要讲话", "党报2026年第31期", 50),
    ("关于加强基层治理的指示批示", "市委办〔2026〕12号", 20),
)
PAPERS = {
    "legality": "法制办审查意见，结论：合法",
    "risk": "风险评估报告，结论：低风险",
    "expert": "3名专家咨询意见，建议采纳",
    "soundings": "会前与班子成员逐一沟通，意见一致",
    "alignment": "对照市委全会决定和国土空间规划",
    "interests": True,
    "consultation": "村居座谈4次，收集意见27条，采纳19条",
}
WORDS = ("赞成，条件成熟。", "同意，建议按季度报告进度。", "同意，注意资金安全。", "同意。")
SIZE = 7


def sample_meetings(users: Mapping[str, User], on: date) -> list[Meeting]:
    """The meetings, by the accounts of the demonstration (by role)."""
    officer, head = users[Role.PERSONNEL_OFFICER], users[Role.HEAD]
    unit = Unit.objects.get(code=head.grants.filter(role=Role.HEAD)[0].unit_code)
    seats = _seats(users, unit, on)
    for title, source, days in STUDIES:
        received = on - timedelta(days=days)
        actions.prescribe_study(unit, title, source=source, received_on=received, by=officer, on=on)
    studies = list(Study.objects.filter(unit=unit).order_by("received_on"))
    first = _agenda(unit, seats, studies[0], officer, on - timedelta(days=35))
    _matter(
        first, "decision", "乡镇产业发展三年行动方案", "审议通过三年行动方案", officer, first.day
    )
    _held(first, officer, head, absent=1)
    second = _agenda(unit, seats, studies[1], officer, on - timedelta(days=12))
    _matter(second, "project", "滨河步道建设项目", "同意立项", officer, second.day)
    _matter(second, "funds", "老旧管网改造资金安排", "同意安排资金160万元", officer, second.day)
    _held(second, officer, head, absent=0, against=("funds", 4))
    draft = _agenda(unit, seats, studies[1], officer, on + timedelta(days=3), drafted=on)
    _personnel(draft, unit, officer, on)
    return [first, second, draft]


def _seats(users: Mapping[str, User], unit: Unit, on: date) -> list[Seat]:
    """The head, who else leads the unit, and the account of a committee member."""
    head, member = users[Role.HEAD], users[Role.COMMITTEE_MEMBER]
    chief = Person.objects.get(code=head.person_code)
    held = Tenure.objects.current().filter(unit=unit, start__lte=on).exclude(end__lte=on)
    serving = held.exclude(person=chief).select_related("person").order_by("-leading", "pk")
    others: dict[str, Seat] = {}
    for one in serving:
        if len(others) < SIZE - 2 and one.person.code != users[Role.OFFICIAL].person_code:
            others.setdefault(one.person.code, Seat(one.person.name, one.person, "委员"))
    invented = [Seat(name, None, "委员") for name in ("陈文静", "林志远", "周晓峰", "吴秀兰")]
    filled = [*others.values(), *invented][: SIZE - 2]
    return [
        Seat(chief.name, chief, "书记", head=True, user=head),
        Seat(member.name, None, "副书记", user=member),
        *filled,
    ]


def _agenda(
    unit: Unit,
    seats: Sequence[Seat],
    study: Study,
    by: User,
    day: date,
    drafted: date | None = None,
) -> Meeting:
    told: Told = {"by": by, "on": drafted or day}
    entry = actions.draft_meeting(
        unit, Meeting.Kind.COMMITTEE, day, seats, keeper=by, venue="二楼会议室", **told
    )
    meeting = Meeting.objects.get(pk=entry.about_key)
    more = {"study": study, "reporter": "宣传委员"}
    actions.add_item(meeting, Item.Kind.STUDY, f"学习：{study}", more, **told)
    return meeting


def _matter(meeting: Meeting, kind: str, title: str, text: str, by: User, on: date) -> None:
    entry = actions.add_item(meeting, kind, title, {**PAPERS, "reporter": "分管领导"}, by=by, on=on)
    actions.add_question(Item.objects.get(pk=entry.about_key), Asked(text), by=by, on=on)


def _personnel(meeting: Meeting, unit: Unit, by: User, on: date) -> None:
    """An item about two people, of whom nothing is on file yet: its gates do not hold."""
    entry = actions.add_item(meeting, Item.Kind.APPOINTMENT, "中层干部任免", by=by, on=on)
    item = Item.objects.get(pk=entry.about_key)
    seated = meeting.members.exclude(person=None).values("person")
    held = Tenure.objects.current().filter(unit=unit, end=None).exclude(person__in=seated)
    for one in held.select_related("person").order_by("pk")[:2]:
        asked = Asked(f"{one.person.name}任办公室主任人选", one.person)
        actions.add_question(item, asked, by=by, on=on)


def _held(
    meeting: Meeting, by: User, head: User, *, absent: int, against: tuple[str, int] = ("", 0)
) -> None:
    """From the closed agenda to the file; ``against`` so many disagree in the item of that kind."""
    told: Told = {"by": by, "on": meeting.day}
    actions.close_agenda(meeting, **told)
    members = list(meeting.members.all())
    away = {one.pk for one in members[-absent:]} if absent else set()
    came = {
        one.pk: ("excused", "参加市里培训") if one.pk in away else ("present", "")
        for one in members
    }
    actions.begin_meeting(meeting, came, **told)
    for item in meeting.items.order_by("place"):
        actions.open_item(item, **told)
        for question in item.questions.all():
            question.item.meeting = meeting
            _decided(question, against[1] if item.kind == against[0] else 0, told)
        study = item.kind == Item.Kind.STUDY
        minutes = "原文学习并讨论贯彻意见。" if study else "听取汇报，逐人发表意见。"
        actions.finish_item(item, minutes, **told)
    actions.sign_minutes(meeting, **told)
    actions.close_meeting(meeting, by=head, on=meeting.day)
    meeting.refresh_from_db()


def _decided(question: Question, against: int, told: Told) -> None:
    room: list[Member] = sorted(in_the_room(question), key=lambda one: (one.head, one.place))
    for number, member in enumerate(room):
        stance = "disagree" if number < against else "agree"
        words = (
            "资金来源还没有落实，建议再论证。" if number < against else WORDS[number % len(WORDS)]
        )
        actions.note_speech(question, member, stance=stance, words=words, **told)
    actions.settle_question(question, **told)
