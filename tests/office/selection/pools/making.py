"""A pool with members, for tests."""

from typing import Any

from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Reserve, Unit
from quanheng.office.selection.models import Pool
from quanheng.office.selection.pools import actions
from tests.office.action_case import World
from tests.office.selection.teams.making import OFFICER, own, somebody, told

NAME = "金融人才库"
POOL = {"name": NAME, "kind": "talent", "field": "金融", "target": 2, "clause": "kunming-2019:12"}


def root(world: World) -> Unit:
    assert world.district
    return Unit.objects.get(parent=None)


def opened(world: World, role: str = OFFICER, **more: Any) -> Entry:
    return actions.open_pool({**POOL, "unit": root(world), **more}, **told(world, role))


def pool(world: World, **more: Any) -> Pool:
    return Pool.objects.get(pk=opened(world, **more).about_key)


def entered(world: World, kept: Pool, role: str = OFFICER, **more: Any) -> Entry:
    person: Person = more.get("person") or somebody(world)
    channel, told_by = more.get("channel", "unit"), more.get("told_by", "单位党组推荐")
    return actions.add_to_pool(kept, person, channel, told_by, **told(world, role))


def member(world: World) -> tuple[Pool, Reserve]:
    kept = pool(world)
    made = entered(world, kept)
    own(world)
    return kept, Reserve.objects.get(pk=made.about_key)


def with_own(world: World) -> tuple[Pool, Person]:
    return pool(world), own(world)
