"""Pools for the demonstration: the five of the file registered, talent pools of two fields."""

from collections.abc import Mapping
from datetime import date, timedelta

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person, Reserve, Unit
from quanheng.office.selection.models import Pool
from quanheng.office.selection.pools import actions

RESERVES, TARGET = "hangzhou-2017:7", 100
TALENTS = (("金融人才库", "金融", "财政金融", 30), ("生态人才库", "生态", "生态环保", 20))
CLAUSE = "kunming-2019:12"
CHANNELS = (
    ("daily", "年度考核情况"),
    ("talks", "班子调研谈话"),
    ("unit", "所在单位党组推荐"),
    ("local", "街道推荐"),
    ("system", "业务系统推荐"),
)


def sample_pools(users: Mapping[str, User], on: date) -> None:
    """Register and fill them; ``users`` by log-in name."""
    by = users["organisation-officer"]
    unit = Unit.objects.filter(parent=None).order_by("code").first()
    named = Reserve.objects.current().order_by("pool").values_list("pool", flat=True).distinct()
    for name in named:
        values = {"name": name, "kind": "reserve", "unit": unit, "clause": RESERVES}
        actions.open_pool({**values, "target": TARGET}, by=by, on=on - timedelta(days=60))
        _looks(Pool.objects.get(name=name), by, on)
    for name, field, familiar, target in TALENTS:
        values = {"name": name, "kind": "talent", "field": field, "unit": unit, "clause": CLAUSE}
        made = actions.open_pool({**values, "target": target}, by=by, on=on - timedelta(days=50))
        _filled(Pool.objects.get(pk=made.about_key), familiar, by, on)


def _looks(pool: Pool, by: User, on: date) -> None:
    """Some members looked at this year."""
    members = Reserve.objects.current().filter(pool=pool.name, end=None).select_related("person")
    for line in members.order_by("pk")[:8]:
        told = {"by": by, "on": on - timedelta(days=20)}
        actions.review_member(pool, line.person, "参加重点项目锻炼，进步明显。", "keep", **told)


def _filled(pool: Pool, familiar: str, by: User, on: date) -> None:
    """People who know a field, found in different ways."""
    people = Person.objects.filter(
        particularss__known_until=None, particularss__familiar_field=familiar
    )
    seen = people.visible_to(by).order_by("code")[: len(CHANNELS) * 2]  # type: ignore[attr-defined]
    for at, person in enumerate(seen):
        channel, told_by = CHANNELS[at % len(CHANNELS)]
        actions.add_to_pool(pool, person, channel, told_by, by=by, on=on - timedelta(days=40))
