"""What the actions on the personnel file do."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.records import actions
from quanheng.office.records.models import (
    RECORDS,
    Particulars,
    Person,
    Programme,
    Training,
    Unit,
)
from tests.office.action_case import Case, World
from tests.office.records import file_cases

OFFICER = Role.ORGANISATION_OFFICER.value
OFFICIAL = Role.OFFICIAL.value
CLASS = {
    "name": "新录用人员培训",
    "mode": "脱产",
    "start": date(2025, 3, 1),
    "end": date(2025, 3, 9),
}
BIRTH = {"birth": date(1979, 8, 1)}
GROUNDS = {"reason": "档案审核认定", "evidence": "入团志愿书"}
POST = {"title": "科员", "level": 112, "leading": False, "chief": False, "start": date(2026, 1, 1)}
NEWCOMER = {"name": "单雄信", "sex": "男", "birth": date(1990, 5, 1)}
OFFICE = {"name": "新设办公室", "category": "区直部门"}


def told(world: World, role: str = OFFICER, **more: Any) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": world.users[role], "on": world.on, **more}


def official(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users[OFFICIAL].person_code)


def training(world: World) -> Training:
    """A record without key facts."""
    found: Training = Training.objects.filter(person=official(world))[0]
    return found


def particulars(world: World) -> Particulars:
    """A record with key facts."""
    found: Particulars = Particulars.objects.get(person=official(world))
    return found


def unit(world: World) -> Unit:
    """The root of the tree."""
    assert world.district
    found: Unit = Unit.objects.filter(parent=None)[0]
    return found


def new_unit(world: World) -> Unit:
    """A unit in which nobody serves."""
    entry = actions.add_unit("NEW", {**OFFICE, "parent": unit(world)}, **told(world))
    return Unit.objects.get(pk=entry.about_key)


def second_officer(world: World) -> User:
    """Another officer of the organisation department."""
    account = User.objects.create_user("second-officer", name="另一人")
    Grant.objects.create(
        user=account, role=Role.ORGANISATION_OFFICER, since=date(2000, 1, 1),
        granted_by=world.users[Role.SECURITY_ADMIN.value],
    )  # fmt: skip
    return account


def emptied(world: World) -> Records:
    """Nobody and nothing is on file; returns what may be."""
    for model in (*RECORDS.values(), Programme, Person, Unit):
        model._base_manager.all()._raw_delete(connection.alias)
    sample: Records = world.fixture("sample")
    return sample


CASES = [
    *file_cases.CASES,
    Case(
        "records.actions.load_records",
        says="records loaded",
        before=emptied,
        works=lambda world, sample: actions.load_records(sample, **told(world)),
    ),
    Case(
        "records.actions.add_record",
        says="record added",
        before=official,
        works=lambda world, person: actions.add_record(
            Training, {**CLASS, "person": person}, **told(world)
        ),
        refused=[
            lambda world, person: actions.add_record(
                Training, {**CLASS, "person": person, "end": date(2025, 2, 1)}, **told(world)
            ),
            lambda world, person: actions.add_record(
                Training, {**CLASS, "person": person}, **told(world, OFFICIAL)
            ),
        ],
    ),
    Case(
        "records.actions.correct_record",
        says="record corrected",
        before=training,
        works=lambda world, line: actions.correct_record(
            line, {"hours": Decimal(7)}, **told(world, reason="笔误")
        ),
        refused=[
            lambda world, line: actions.correct_record(
                line, {"hours": Decimal(7)}, **told(world, reason="")
            ),
            lambda world, line: actions.correct_record(
                Particulars.objects.get(person=line.person), BIRTH, **told(world, reason="笔误")
            ),
        ],
    ),
    Case(
        "records.actions.retract_record",
        says="record retracted",
        before=training,
        works=lambda world, line: actions.retract_record(line, **told(world, reason="录错人")),
        refused=[lambda world, line: actions.retract_record(line, **told(world, reason=""))],
    ),
    Case(
        "records.actions.add_person",
        says="person added",
        before=unit,
        works=lambda world, place: actions.add_person(
            "NEW", NEWCOMER, unit=place, tenure=POST, **told(world)
        ),
        refused=[
            lambda world, place: actions.add_person(
                world.users[OFFICIAL].person_code, NEWCOMER, unit=place, tenure=POST, **told(world)
            ),
            lambda world, place: actions.add_person(
                "NEW", {**NEWCOMER, "sex": "?"}, unit=place, tenure=POST, **told(world)
            ),
        ],
    ),
    Case(
        "records.actions.add_unit",
        says="unit added",
        before=unit,
        works=lambda world, root: actions.add_unit(
            "NEW", {**OFFICE, "parent": root}, **told(world)
        ),
        refused=[
            lambda world, root: actions.add_unit(
                root.code, {**OFFICE, "parent": root}, **told(world)
            ),
            lambda world, root: actions.add_unit(
                "NEW", {**OFFICE, "parent": root}, **told(world, OFFICIAL)
            ),
        ],
    ),
    Case(
        "records.actions.move_unit",
        says="unit moved",
        before=new_unit,
        works=lambda world, place: actions.move_unit(
            place,
            Unit.objects.filter(parent=place.parent).exclude(pk=place.pk)[0],
            **told(world, reason="机构改革"),
        ),
        refused=[
            lambda world, place: actions.move_unit(place, place, **told(world, reason="机构改革"))
        ],
    ),
    Case(
        "records.actions.end_unit",
        says="unit ended",
        before=new_unit,
        works=lambda world, place: actions.end_unit(place, **told(world, reason="机构改革")),
        refused=[
            lambda world, place: actions.end_unit(place.parent, **told(world, reason="机构改革"))
        ],
    ),
]
