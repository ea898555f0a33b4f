"""Reviews, checks and reports at each stage, for tests."""

from datetime import date
from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.writing import rewrite
from quanheng.office.selection.models import (
    LeavingCheck,
    PriorReport,
    RegulationCheck,
    Review,
    ReviewCount,
)
from quanheng.office.selection.reviews import actions
from tests.office.action_case import World
from tests.office.procedures.desk import follow
from tests.office.selection.marks.making import OFFICER, OFFICIAL, told, user

HEAD = "head"
PACKS = ("hangzhou-2017", "qingshanhu-2009")
VOTES = {
    "entitled": 40, "issued": 38, "returned": 36,
    "excellent": 10, "competent": 10, "basic": 6, "incompetent": 8, "abstained": 2,
}  # fmt: skip
TITLES = "局长 乡科级正职\n副局长 乡科级副职\n科员"


def person(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users[OFFICIAL].person_code)


def place(world: World) -> Unit:
    """The unit in which the officers of the tests serve, and a second organisation officer."""
    assert world.district
    follow(*PACKS)
    user(world, "second")
    return Unit.objects.get(code=world.users["personnel_officer"].grants.get().unit_code)


def promoted(world: World, of: Person | None = None, year: int = 2025) -> Tenure:
    """The official's post, as one to which the official was promoted in a year."""
    post = Tenure.objects.current().filter(person=of or person(world), end=None)[0]
    said = {"promoted": True, "leading": True, "chief": True, "start": date(year, 3, 1)}
    made = rewrite(post, said, by=user(world, OFFICER), source="")
    assert isinstance(made, Tenure)
    return made


def review(world: World, year: int = 2025) -> Review:
    unit = place(world)
    promoted(world)
    entry = actions.open_review(unit, year, **told(world))
    return Review.objects.get(pk=entry.about_key)


def counted(world: World) -> ReviewCount:
    made = review(world)
    entry = actions.count_by_hand(made, None, VOTES, **told(world))
    return ReviewCount.objects.get(pk=entry.about_key)


def ready(world: World) -> Review:
    """Held, counted and confirmed: it can be filed."""
    count = counted(world)
    actions.confirm_count(count, **told(world, "second"))
    actions.prepare_review(count.review, {"meeting_on": world.on}, **told(world))
    return Review.objects.get(pk=count.review_id)


def tellers(world: World) -> dict[str, User]:
    return {"first_teller": world.users["auditor"], "second_teller": world.users[HEAD]}


def check(world: World) -> RegulationCheck:
    unit = place(world)
    titles(world, unit)
    entry = actions.open_check(unit, 2025, **told(world))
    return RegulationCheck.objects.get(pk=entry.about_key)


def titles(world: World, unit: Unit, role: str = OFFICER, **more: Any) -> Any:
    said = {"lines": TITLES, "source": "编办1号", "since": date(2025, 1, 1), **more}
    return actions.enter_titles(unit, said.pop("lines"), **said, **told(world, role))


def report_values(**more: Any) -> dict[str, Any]:
    return {
        "kind": "破格提拔", "person": None, "case": None, "number": "组报〔2026〕1号",
        "matter": "拟破格提拔1名副局长", "reported_to": "市委组织部",
        "reported_on": date(2026, 1, 5), **more,
    }  # fmt: skip


def report(world: World, **more: Any) -> PriorReport:
    values = report_values(**more)
    entry = actions.register_prior_report(place(world), values, **told(world))
    return PriorReport.objects.get(pk=entry.about_key)


def leaver(world: World) -> Tenure:
    place(world)
    return promoted(world)


def opened(world: World, post: Tenure, role: str = OFFICER, **more: Any) -> Any:
    people = {"first": world.users["auditor"], "second": user(world, "second"), **more}
    kind = people.pop("kind", "离任检查")
    return actions.open_leaving_check(post, kind, **people, **told(world, role))


def leaving(world: World) -> LeavingCheck:
    entry = opened(world, leaver(world))
    return LeavingCheck.objects.get(pk=entry.about_key)


def found(world: World, result: str = "发现问题") -> LeavingCheck:
    made = leaving(world)
    actions.note_findings(made, result, "有1次未按程序备案", **told(world))
    return LeavingCheck.objects.get(pk=made.pk)


def fed_back(world: World) -> LeavingCheck:
    made = found(world)
    actions.show_findings(made, **told(world))
    return LeavingCheck.objects.get(pk=made.pk)


def stated(world: World) -> LeavingCheck:
    made = fed_back(world)
    actions.state_on_check(made, "已补办", **told(world, OFFICIAL))
    return LeavingCheck.objects.get(pk=made.pk)
