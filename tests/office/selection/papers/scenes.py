"""An appointment's case as far as a test needs it, with everything that papers read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from quanheng.norms.procedure import Procedure
from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import Item, Meeting, Member, Question, Speech
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case, Move, Nominee, Sheet
from quanheng.office.records.models import Person, Unit
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers.actions import make_paper

PROCEDURE = "national:selection/appointment"
ON = date(2026, 3, 2)
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "analysis": {"team": "班子缺少熟悉工程管理的成员。", "need": "原局长到龄退休。"},
    "motion": {
        "title": "局长", "level": "乡科级正职", "leading": True, "chief": True, "role": "班子成员",
        "places": "1", "term": False, "on": "2026-01-05", "by": "分管领导",
        "opinion": "在副职中选配。",
    },
    "plan": {
        "conditions": "担任副职2年以上\n熟悉城乡规划", "scope": "区直机关副职", "way": "会议推荐",
        "schedule": "三月底前完成",
    },
    "approve": {},
    "talks": {"day": "2026-01-12", "talked": "30", "scope": "班子成员"},
    "meeting": {
        "day": "2026-01-14", "entitled": "60", "present": "52", "issued": "52", "valid": "51",
    },
    "shortlist": {"meeting": "部务会集体研究"},
    "vet": {
        "plan": "考察方案", "notice": "2026-01-19", "from": "2026-01-20", "to": "2026-01-26",
        "talks": "28",
    },
    "political": {},
    "checks": {},
    "integrity": {},
    "sign": {"read": True},
    "soundings": {"day": "2026-02-02", "committee": "同意", "leaders": "同意"},
    "decide": {},
    "publish": {
        "number": "云组公〔2026〕4号", "from": "2026-02-10", "to": "2026-02-18", "where": "本单位",
        "phone": "12380",
    },
    "objections": {"received": "无"},
    "talk": {"day": "2026-02-20", "who": "部长"},
    "appoint": {"number": "云委〔2026〕21号", "start": "2026-02-25"},
}  # fmt: skip
SHEETS: Mapping[str, Mapping[str, Any]] = {
    "talks": {"votes": "20"},
    "meeting": {"votes": "33"},
    "shortlist": {"reason": "经历丰富，推荐集中", "bars": "none", "basis": "查档"},
    "vet": {
        "conduct": "主持老旧小区改造，四个月完成签约。", "faults": "有时偏急", "asked": "10",
        "answers": "十问均已了解", "fit": "fit",
    },
    "political": {
        "loyalty": "有事例", "ideals": "有事例", "awareness": "有事例", "line": "有事例",
        "stance": "有担当", "finding": "meets", "signed": "考察组",
    },
    "checks": {
        "file_day": "2026-01-21", "file": "clean", "report_day": "2026-01-22", "report": "settled",
        "complaints_day": "2026-01-23", "complaints": "clean",
    },
    "integrity": {
        "day": "2026-01-27", "clues": "none", "opinion": "clear", "basis": "无处分和诫勉",
    },
    "objections": {"result": "none"},
    "talk": {"held": True, "note": "已谈"},
    "appoint": {"promoted": True, "leaves": True, "probation": True},
}  # fmt: skip


def procedure() -> Procedure:
    return procedures()[PROCEDURE]


def steps_before(step: str) -> list[str]:
    """The steps that are taken when a case stands in one; all of them at the end."""
    names = [one.name for one in procedure().steps]
    return names[: names.index(step)] if step else names


def case_at(
    step: str,
    *,
    unit: Unit,
    officer: User,
    people: list[Person],
    team: tuple[str, str] = ("", ""),
    met: bool | None = None,
) -> Case:
    """A case that stands in a step, or is done with ``step`` blank; ``met``: a meeting was held."""
    case = Case.objects.create(
        procedure=PROCEDURE, fingerprint="0" * 64, pinned="0" * 64, unit=unit, place=unit.parent,
        state="open" if step else "done", step=step, stay=len(steps_before(step)) + 1, since=ON,
        opened_by=officer, opened_on=ON, closed_on=None if step else ON,
    )  # fmt: skip
    taken = steps_before(step)
    for at, name in enumerate(taken, start=1):
        answers = dict(ANSWERS.get(name, {}))
        if name == "vet":
            answers |= {"leader": team[0], "second": team[1]}
        Move.objects.create(
            case=case, number=at, kind="taken", step=name, outcome="taken", by=officer, on=ON,
            at=timezone.now(), answers=answers,
        )  # fmt: skip
    for person in people:
        put_forward(case, person, taken, officer)
    if met is not False and "decide" in [*taken, step]:
        meeting_about(case, officer, people)
    return case


def put_forward(case: Case, person: Person, taken: list[str], officer: User) -> Nominee:
    """Somebody put forward, with a sheet for every step that was taken."""
    nominee = Nominee.objects.create(
        case=case, person=person, step="talks", stay=1, how="谈话推荐", by=officer, on=ON
    )
    for at, name in enumerate(taken, start=1):
        if name in SHEETS:
            Sheet.objects.create(
                nominee=nominee, step=name, stay=at, answers=dict(SHEETS[name]), by=officer,
                at=timezone.now(),
            )  # fmt: skip
    return nominee


def meeting_about(case: Case, officer: User, people: list[Person]) -> Meeting:
    """A closed meeting of eleven that decided on everybody put forward."""
    other = User.objects.exclude(pk=officer.pk).first()
    meeting = Meeting.objects.create(
        unit=case.place or case.unit, kind="standing", day=date(2026, 2, 6),
        number=Meeting.objects.count() + 1, year=2026,
        venue="第一会议室", keeper=officer, drafted_by=officer, state="closed", first=True,
        signed_by=officer, signed_on=ON, closed_by=other, closed_on=ON,
    )  # fmt: skip
    names = ["方远", "贺正清", "陆川", *(f"委员{at}" for at in range(8))]
    members = [
        Member.objects.create(
            meeting=meeting, place=at, name=name, head=name == "方远",
            attendance="present" if at < 10 else "excused",
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    item = Item.objects.create(
        meeting=meeting, place=1, kind="appointment", title="研究干部任免事项", reporter="组织部",
        matter_kind=case._meta.label_lower, matter_key=str(case.pk), state="done",
    )  # fmt: skip
    Item.objects.create(meeting=meeting, place=2, kind="other", title="研究无关的保密事项")
    for at, person in enumerate(people):
        question = Question.objects.create(
            item=item, place=at, key=person.code, text=f"{person.name}的任用", person=person,
            state="passed", agree=9, disagree=1, defer=0, abstain=0, entitled=11, present=10,
            needed=6, head_last=True, settled_on=ON, settled_by=officer,
        )  # fmt: skip
        Speech.objects.create(
            question=question, member=members[0], place=10, of=10, head=True, stance="agree",
            words="同意大家意见", by=officer, at=timezone.now(),
        )  # fmt: skip
    return meeting


def motion_of(unit: Unit, officer: User, on: date) -> CasePaper:
    """The 动议纪实 of a case that the unit itself handles."""
    case = case_at("plan", unit=unit, officer=officer, people=[])
    case.place = unit
    case.save()
    entry = make_paper(case, PaperKind.MOTION, {}, by=officer, on=on)
    return CasePaper.objects.get(pk=entry.about_key)
