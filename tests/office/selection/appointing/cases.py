"""What the actions beside an appointment's case do."""

from datetime import date
from typing import Any

from quanheng.office.accounts.models import Role
from quanheng.office.ballots.actions import draft_ballot
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import Form
from quanheng.office.ballots.plan import ClassOf, Plan
from quanheng.office.law.actions import adopt_pack
from quanheng.office.procedures.facts import standing
from quanheng.office.records.models import Unit
from quanheng.office.selection.appointing import actions
from quanheng.office.selection.appointing.sample import OFFICER, Course
from quanheng.office.selection.models import Objection
from quanheng.packs import installed
from tests.office.action_case import Case, World
from tests.office.procedures.desk import another
from tests.office.selection.appointing import course as ways


def begun(world: World) -> Course:
    assert world.district
    for root in Unit.objects.filter(parent=None):
        for pack in installed().values():
            told = {"since": pack.since, "source": "样例", "by": officer(world)}
            adopt_pack(root, pack.id, **told, on=ways.ON)
    course = ways.begun(world.users)
    ways.put_forward(course)
    return course


def officer(world: World) -> Any:
    return world.users["organisation_officer"]


def noticed(world: World) -> Course:
    course = begun(world)
    ways.to_inspection(course)
    ways.published(course)
    return course


def objected(world: World) -> tuple[Course, Objection]:
    course = noticed(world)
    entry = take_in(course)
    second(course)
    return course, Objection.objects.get(pk=entry.about_key)


def take_in(course: Course, **changed: Any) -> Any:
    told = {
        "received_on": course.on, "channel": "phone", "matter": "反映其作风简单",
        "by": course.users[OFFICER], "on": course.on,
    }  # fmt: skip
    return actions.take_in_objection(standing(course.case)[0], **{**told, **changed})


def settle(course: Course, objection: Objection, by: Any, **changed: Any) -> Any:
    told = {"result": "unfounded", "finding": "走访核实，不属实。", "by": by, "on": course.on}
    return actions.settle_objection(objection, **{**told, **changed})


def balloted(world: World) -> tuple[Course, Ballot]:
    course = begun(world)
    paper = {"subjects": [{"key": "1", "name": "甲"}], "most": 1}
    tellers = (world.users["auditor"], world.users["discipline_officer"])
    place = course.case.place
    plan = Plan("推荐", Form.RECOMMENDATION, place.code, *tellers, paper, [ClassOf("全体")])  # type: ignore[union-attr]
    entry = draft_ballot(plan, by=officer(world), on=course.on)
    return course, Ballot.objects.get(pk=entry.about_key)


SECOND = "second"


def second(course: Course) -> Any:
    """Another officer of the organisation department."""
    if SECOND not in course.users:
        course.users[SECOND] = another(Role.ORGANISATION_OFFICER)  # type: ignore[index]
    return course.users[SECOND]


CASES = [
    Case(
        "selection.appointing.actions.take_in_objection",
        says="objection taken in",
        before=noticed,
        works=lambda _world, course: take_in(course),
        refused=[
            lambda _world, course: take_in(course, matter=" "),
            lambda _world, course: take_in(course, channel="rumour"),
            lambda _world, course: take_in(course, received_on=date(2030, 1, 1)),
            lambda world, course: take_in(course, by=world.users["personnel_officer"]),
            lambda world, course: take_in(course, by=world.users["auditor"]),
        ],
    ),
    Case(
        "selection.appointing.actions.settle_objection",
        says="objection settled",
        before=objected,
        works=lambda _world, made: settle(*made, second(made[0])),
        refused=[
            lambda _world, made: settle(*made, made[0].users[OFFICER]),
            lambda world, made: settle(*made, world.users["auditor"]),
            lambda _world, made: settle(*made, made[0].users["district-head"], finding=""),
        ],
    ),
    Case(
        "selection.appointing.actions.link_ballot",
        says="ballot of case",
        before=balloted,
        works=lambda world, made: actions.link_ballot(
            made[0].case, made[1], by=officer(world), on=made[0].on
        ),
        refused=[
            lambda world, made: actions.link_ballot(
                made[0].case, made[1], by=world.users["auditor"], on=made[0].on
            ),
        ],
    ),
]
