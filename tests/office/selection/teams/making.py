"""A team with targets, needs and papers, for tests."""

from typing import Any

from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.selection.models import (
    ExchangeLine,
    FieldNeed,
    PostFit,
    PostNeed,
    TeamAnalysis,
    TeamTarget,
)
from quanheng.office.selection.teams import actions
from quanheng.office.selection.teams.judging import Bounds
from tests.office.action_case import World
from tests.office.conftest import LONG_AGO

OFFICER, PERSONNEL = Role.ORGANISATION_OFFICER.value, Role.PERSONNEL_OFFICER.value
TEXTS = {"running": "甲", "strengths": "乙", "problems": "丙", "suggestions": "丁"}
POST = {"title": "副镇长", "vacancy": "到龄", "lacks": "财政金融", "asks": "三年以上财政经历"}


def told(world: World, role: str = OFFICER, **more: Any) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on, **more}


def place(world: World) -> Unit:
    """The unit of the officers of the tests."""
    assert world.district
    return Unit.objects.get(code=world.users[PERSONNEL].grants.get().unit_code)


def somebody(world: World) -> Person:
    assert world.district
    return Person.objects.get(code=world.users["official"].person_code)


def second(world: World) -> User:
    """Another officer of the organisation department."""
    known = User.objects.filter(username="second").first()
    if known is not None:
        return known
    user = User.objects.create_user("second", name="复核")
    Grant.objects.create(
        user=user, role=OFFICER, since=LONG_AGO, granted_by=User.objects.get(is_system=True)
    )
    return user


def set_target(world: World, role: str = OFFICER, **more: Any) -> Entry:
    usual = {"dimension": "age", "category": "young", "bounds": Bounds(1, None), "reason": "梯次"}
    said: dict[str, Any] = {**usual, **more}
    return actions.set_target(
        place(world), said["dimension"], said["category"], said["bounds"],
        reason=said["reason"], **told(world, role),
    )  # fmt: skip


def target(world: World, **more: Any) -> TeamTarget:
    return TeamTarget.objects.get(pk=set_target(world, **more).about_key)


def set_need(world: World, role: str = OFFICER, field: str = "法律", **more: Any) -> Entry:
    number, reason = more.get("number", 1), more.get("reason", "依法行政")
    return actions.set_need(place(world), field, number, reason=reason, **told(world, role))


def need(world: World, **more: Any) -> FieldNeed:
    return FieldNeed.objects.get(pk=set_need(world, **more).about_key)


def analysis(world: World) -> TeamAnalysis:
    second(world)
    made = actions.write_analysis(place(world), TEXTS, **told(world))
    return TeamAnalysis.objects.get(pk=made.about_key)


def post(world: World) -> PostNeed:
    made = actions.describe_post(place(world), 110, False, POST, **told(world))
    return PostNeed.objects.get(pk=made.about_key)


def fit(world: World) -> PostFit:
    made = actions.give_opinion(post(world), somebody(world), "合适", **told(world))
    return PostFit.objects.get(pk=made.about_key)


def planned(world: World, role: str = OFFICER, **more: Any) -> Entry:
    said = {"year": world.on.year, "kind": "term", "reason": "任职满十年", **more}
    person = said.get("person") or somebody(world)
    reason = said["reason"]
    return actions.plan_exchange(
        person, said["year"], said["kind"], reason=reason, **told(world, role)
    )


def line(world: World) -> ExchangeLine:
    return ExchangeLine.objects.get(pk=planned(world).about_key)


def held(person: Person) -> Tenure:
    found = Tenure.objects.current().filter(person=person, end=None)
    return found.order_by("level", "start", "pk")[0]


def own(world: World) -> Person:
    """Somebody who is the officer of the organisation department."""
    person = somebody(world)
    other = Person.objects.filter(tenures__end=None, tenures__known_until=None)
    chosen = other.exclude(pk=person.pk).order_by("code")[0]
    User.objects.filter(username=OFFICER).update(person_code=chosen.code)
    world.users[OFFICER].person_code = chosen.code
    return chosen
