"""What the actions on documents in force and their numbers do."""

from datetime import date
from typing import Any

from quanheng.office.accounts.roles import Role
from quanheng.office.law import actions
from quanheng.office.law.models import Adoption
from quanheng.office.records.models import Unit
from tests.office.action_case import Case, World

OFFICER = Role.ORGANISATION_OFFICER.value
AUDITOR = Role.AUDITOR.value
HEAD = Role.HEAD.value
PACK = "kunming-2019"
NUMBER = "kunming-2019:14/young"


def told(world: World, role: str = OFFICER) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on}


def root(world: World) -> Unit:
    assert world.district
    return Unit.objects.filter(parent=None).get()


def adopt(world: World, unit: Unit, role: str = OFFICER, **options: Any) -> Any:
    options = {"since": date(2020, 1, 1), "source": "市委2020年1号", **options}
    return actions.adopt_pack(unit, options.pop("pack", PACK), **options, **told(world, role))


def adopted(world: World) -> Adoption:
    return Adoption.objects.get(pk=adopt(world, root(world)).about_key)


def choose(world: World, unit: Unit, role: str = OFFICER, **options: Any) -> Any:
    options = {"parameter": NUMBER, "value": "35", "source": "甲", **options}
    return actions.choose_number(unit, since=world.on, **options, **told(world, role))


CASES = [
    Case(
        "law.actions.adopt_pack",
        says="pack adopted",
        before=root,
        works=adopt,
        refused=[
            lambda world, unit: adopt(world, unit, AUDITOR),
            lambda world, unit: adopt(world, unit, source=" "),
            lambda world, unit: adopt(world, unit, pack="none"),
            lambda world, unit: adopt(world, unit, since=date(2019, 2, 1)),
        ],
    ),
    Case(
        "law.actions.end_adoption",
        says="adoption ended",
        before=adopted,
        works=lambda world, one: actions.end_adoption(
            one, until=world.on, reason="废止", **told(world)
        ),
        refused=[
            lambda world, one: actions.end_adoption(
                one, until=world.on, reason="废止", **told(world, HEAD)
            ),
            lambda world, one: actions.end_adoption(
                one, until=one.since, reason="废止", **told(world)
            ),
            lambda world, one: actions.end_adoption(one, until=world.on, reason="", **told(world)),
        ],
    ),
    Case(
        "law.actions.choose_number",
        says="number chosen",
        before=lambda world: adopted(world).unit,
        works=choose,
        refused=[
            lambda world, unit: choose(world, unit, HEAD),
            lambda world, unit: choose(world, unit, value="0"),
            lambda world, unit: choose(world, unit, source=""),
            lambda world, unit: choose(world, unit, parameter="kunming-2019:14/none"),
            lambda world, unit: choose(world, unit, parameter="hangzhou-2020:20/one-person"),
        ],
    ),
]
