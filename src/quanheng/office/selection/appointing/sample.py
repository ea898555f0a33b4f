"""Appointments for the demonstration: names to be entered, under inspection, on public notice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.meetings import actions as meetings
from quanheng.office.meetings.actions.drafting import Seat
from quanheng.office.meetings.asking import Asked, put_question
from quanheng.office.meetings.keeping import in_the_room
from quanheng.office.meetings.models import Item, Meeting, Study
from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.gates import passages
from quanheng.office.procedures.known import lawful_for
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.queries.people import in_force

APPOINTMENT = "national:selection/appointment"
OFFICER, HEAD, DISCIPLINE = "organisation-officer", "district-head", "discipline-officer"
DAYS = timedelta(days=1)
FIELD = 6
"""People who are put forward for a post."""
POST = {
    "title": "局长", "level": "乡科级正职", "leading": True, "chief": True, "role": "行政主任",
    "places": 1, "term": False, "by": "部务会", "opinion": "在区直部门和乡镇副职中选拔1名。",
    "standard": True, "review": "已审查：职位空缺、职数和动议程序符合规定。",
}  # fmt: skip
PLAN = {
    "conditions": "政治坚定，熟悉业务，有基层领导工作经历。",
    "scope": "区直部门、乡镇（街道）副科级领导干部。",
    "way": "谈话调研推荐和会议推荐，差额考察，票决。",
    "schedule": "两个月内完成，组织部干部科承办。",
}
FOUND = {
    "conduct": "牵头完成老旧小区改造，群众满意；办事扎实，善于协调。",
    "faults": "与企业沟通较少。",
    "asked": 10,
    "answers": "十问均已了解，未发现影响任用的情况。",
    "fit": "fit",
}
POLITICAL = {
    "loyalty": "重大任务中服从安排，带头驻村。",
    "ideals": "坚持学习，按时参加组织生活。",
    "awareness": "贯彻上级部署有方案、有结果。",
    "line": "落实惠民政策到户到人。",
    "stance": "大是大非面前立场坚定。",
    "finding": "meets",
    "signed": "考察组两人共同认定，依据见谈话记录。",
}


@dataclass
class Course:
    """A case on its way, step by step, each on its day."""

    users: Mapping[str, User]
    case: Case
    on: date

    def take(
        self, outcome: str, answers: Mapping[str, Any] | None = None, by: str = OFFICER
    ) -> None:
        """Take the present step."""
        told = {"by": self.users[by], "on": self.on}
        actions.take_step(self.case, outcome, answers or {}, **told)  # type: ignore[arg-type]
        self.case.refresh_from_db()

    def fill(self, by: str = OFFICER, **answers: Any) -> None:
        """Enter the same about everybody who is put forward."""
        for one in standing(self.case):
            actions.fill_sheet(one, answers, by=self.users[by], on=self.on)

    def later(self, days: int) -> None:
        """Go on some days later."""
        self.on += days * DAYS


def sample_appointments(users: Mapping[str, User], on: date) -> list[Case]:
    """Three of them, in the last departments of the district; none where it has no head.

    The other departments are left to whoever tries an appointment.
    """
    if HEAD not in users:
        return []
    units = list(_departments(on))[-3:]
    people = _candidates(units)
    units = units[: 1 + len(people) // FIELD]  # a small district has too few for more
    courses = [
        begun(unit, users, on - days * DAYS) for unit, days in zip(units, (6, 30, 52), strict=False)
    ]
    for number, course in enumerate(courses[1:]):
        recommended(course, people[number * FIELD : (number + 1) * FIELD])
    for course in courses[2:]:
        decided(course)
        first, last = on - 3 * DAYS, on + 6 * DAYS
        course.on = first
        phone = "12380，区委组织部干部监督科"
        told = {"number": "区组公示〔样例〕1号", "from": first, "to": last, "phone": phone}
        course.take("published", {**told, "where": "政府网站和单位公示栏"})
    return [course.case for course in courses]


def _departments(on: date) -> Iterable[Unit]:
    """Departments of the district with a head of section level in post, who is to leave."""
    heads = Tenure.objects.current().filter(
        in_force(on), chief=True, leading=True, level=Level.SECTION_CHIEF
    )
    units = Unit.objects.filter(category="区直部门", pk__in=heads.values("unit"))
    return units.exclude(parent=None).select_related("parent").order_by("code")


def _candidates(units: list[Unit]) -> list[Person]:
    """Deputies of section level, none of them of the units that look for a head."""
    held = Tenure.objects.current().filter(
        end=None, leading=True, chief=False, level=Level.SECTION_DEPUTY
    )
    found = held.exclude(unit__in=units).select_related("person").order_by("person__code")
    return list(dict.fromkeys(one.person for one in found))


def begun(unit: Unit, users: Mapping[str, User], on: date) -> Course:
    """A case up to the approved plan: names may be entered now."""
    officer = users[OFFICER]
    entry = actions.open_case(APPOINTMENT, unit, place=unit.parent, by=officer, on=on)
    course = Course(users, Case.objects.get(pk=entry.about_key), on)
    head = Tenure.objects.current().filter(in_force(on), unit=unit, chief=True, leading=True)
    leaving = head.order_by("level", "start")[0]
    course.take("analysed", {
        "team": "班子运行平稳，分工清楚。", "need": "主要负责人拟转任，须有人接替。",
    })  # fmt: skip
    moved = {**POST, "title": leaving.title, "on": on, "leaving": leaving.person}
    course.take("moved", moved)
    course.take("planned", PLAN)
    course.later(2)
    course.take("approved", by=HEAD)
    return course


def recommended(course: Course, people: list[Person]) -> None:
    """Up to the inspection, with those whom the rules keep from it left out, saying why."""
    officer = course.users[OFFICER]
    for person in people:
        actions.nominate(course.case, person, how="谈话调研推荐", by=officer, on=course.on)
    course.later(3)
    course.fill(votes=12)
    course.take("talked", {"day": course.on, "talked": 26, "scope": "班子成员、内设机构负责人"})
    course.later(2)
    for number, one in enumerate(standing(course.case)):
        actions.fill_sheet(one, {"votes": 22 - number}, by=officer, on=course.on)
    counted = {"day": course.on, "entitled": 40, "present": 37, "issued": 37, "valid": 36}
    course.take("recommended", counted)
    course.later(2)
    course.fill(
        reason="推荐较集中，经历与职位相符。", bars="none", basis="核对档案和日常了解，未发现。"
    )
    leave_out_barred(course)
    for one in list(standing(course.case))[3:]:
        told = {"by": officer, "on": course.on}
        actions.leave_out(one, reason="集体研究，差额提出3名考察对象。", **told)  # type: ignore[arg-type]
    course.take("chosen", {"meeting": "部务会研究，一致同意。"})


def leave_out_barred(course: Course) -> None:
    """Leave out those for whom a check fails that nobody waives."""
    procedure = lawful_for(course.case, course.on).procedure
    found = passages(course.case, procedure, procedure.step(course.case.step), course.on)
    barred = {
        check.about: check.label.zh
        for one in found
        for check in one.checks
        if check.blocks and check.about
    }
    for one in standing(course.case):
        if one.person.code in barred:
            told = {"by": course.users[OFFICER], "on": course.on}
            reason = f"不符合：{barred[one.person.code]}。"
            actions.leave_out(one, reason=reason, **told)  # type: ignore[arg-type]


def decided(course: Course) -> None:
    """From the inspection to the decision of a meeting."""
    officer, case = course.users[OFFICER], course.case
    start = course.on
    course.later(16)
    team = Person.objects.exclude(pk__in=case.nominees.values("person")).order_by("-code")[:2]
    days = {"notice": start + 2 * DAYS, "from": start + 6 * DAYS, "to": start + 14 * DAYS}
    course.fill(**FOUND)
    asked = {"plan": "考察组2人，谈话、查档、走访。", "talks": 24, **days}
    course.take("vetted", {**asked, "leader": team[0], "second": team[1]})
    for one in list(standing(case))[1:]:
        actions.leave_out(one, reason="综合比较后择优。", by=officer, on=course.on)
    course.fill(**POLITICAL)
    course.later(10)  # the time to reply passes
    course.take("found")
    course.fill(
        file_day=course.on, file="clean", report_day=course.on, report="clean",
        complaints_day=course.on, complaints="clean",
    )  # fmt: skip
    course.take("verified")
    course.fill(
        DISCIPLINE, day=course.on, clues="none", opinion="clear", basis="无处分、无在办线索。"
    )
    course.take("signed", by=DISCIPLINE)
    course.take("signed", {"read": True}, by=HEAD)
    told = {"committee": "意见一致。", "leaders": "分管领导同意。"}
    course.take("sounded", {"day": course.on, "outside": False, "dual": False, **told})
    course.later(2)
    _meet(course)
    course.take("decided")


def _meet(course: Course) -> None:
    """A meeting of the committee above, at which the case is put and carried."""
    case, on = course.case, course.on
    told: dict[str, Any] = {"by": course.users[OFFICER], "on": on}
    meeting = _called(course, told)
    people = [one.person for one in standing(case)]
    asked = [Asked(f"{one.name}的任用", one, one.code) for one in people]
    kind = Item.Kind.APPOINTMENT
    entry = put_question(meeting, f"{case.unit}正职人选", asked, kind=kind, matter=case, **told)
    item = Item.objects.get(pk=entry.about_key)
    meetings.change_item(item, {"soundings": "会前已逐一酝酿。"}, **told)
    meetings.close_agenda(meeting, **told)
    there = {one.pk: ("present", "") for one in meeting.members.all()}
    meetings.begin_meeting(meeting, there, **told)
    for one in Item.objects.filter(meeting=meeting).order_by("place"):
        _discuss(one, told)
    meetings.sign_minutes(meeting, **told)
    meetings.close_meeting(meeting, by=course.users[HEAD], on=on)


def _called(course: Course, told: Mapping[str, Any]) -> Meeting:
    """The meeting in draft, its study item first."""
    place, on = course.case.place, course.on
    assert place is not None
    posts = Tenure.objects.current().filter(in_force(on), unit=place, leading=True)
    seats = [
        Seat(one.person.name, one.person, one.title, one.chief)
        for one in posts.select_related("person").order_by("level", "start")
    ]
    keeper, venue = course.users[OFFICER], "区委会议室"
    standing = Meeting.Kind.STANDING
    entry = meetings.draft_meeting(place, standing, on, seats, keeper=keeper, venue=venue, **told)
    meeting = Meeting.objects.get(pk=entry.about_key)
    title = f"中央有关会议精神（样例，{on:%m月%d日}）"
    received = {"source": "上级党委通知", "received_on": on - 5 * DAYS}
    entry = meetings.prescribe_study(place, title, **received, **told)  # type: ignore[arg-type]
    study = Study.objects.get(pk=entry.about_key)
    meetings.add_item(meeting, Item.Kind.STUDY, "传达学习", {"study": study}, **told)
    return meeting


def _discuss(item: Item, told: Mapping[str, Any]) -> None:
    """Everybody speaks, the head last; all agree."""
    meetings.open_item(item, **told)
    for question in item.questions.all():
        for member in sorted(in_the_room(question), key=lambda one: one.head):
            meetings.note_speech(question, member, stance="agree", words="同意。", **told)
        meetings.settle_question(question, **told)
    meetings.finish_item(item, "讨论后通过。", **told)
