"""The pages of pools: numbers that agree with lists, who goes stale, few queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.norms.dates import add_months
from quanheng.office.records.models import Person, Reserve
from quanheng.office.selection.models import Pool, PoolEntry, PoolReview
from quanheng.office.selection.pools import actions
from tests.office.action_case import World
from tests.office.selection.pools import making
from tests.office.selection.teams.making import OFFICER, somebody

Clients = Callable[[str], Client]


@pytest.fixture
def officer(world: World, client_of: Clients) -> Client:
    return client_of("organisation_officer")


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    answer = client.get(reverse(f"selection:{name}", args=args), query)
    assert answer.status_code == 200
    return answer


def registered(world: World) -> Pool:
    """A pool that the file names, with members, somebody who came this year and one who left."""
    first = Reserve.objects.current().order_by("pool", "pk")[0]
    pool = making.pool(world, name=first.pool, kind="reserve", field="")
    here = Reserve.objects.filter(pool=pool.name).values("person")
    people = Person.objects.exclude(pk__in=here).order_by("code")[:2]
    told = {"pool": pool.name, "recorded_at": pool.at, "recorded_by": pool.by}
    new_year = localdate().replace(month=1, day=1)
    Reserve.objects.create(person=people[0], start=new_year, **told)
    Reserve.objects.create(person=people[1], start=date(2020, 1, 1), end=new_year, **told)
    return pool


def today(world: World) -> dict[str, Any]:
    return {"by": world.users[OFFICER], "on": localdate()}


def test_pools_of_the_file_are_listed_before_anybody_registers_them(
    world: World, officer: Client
) -> None:
    names = set(Reserve.objects.current().values_list("pool", flat=True))
    rows = page(officer, "pools").context["pools"]
    assert {row.name for row in rows} == names and all(row.pool is None for row in rows)
    assert all(row.gap is None for row in rows)


@pytest.mark.parametrize("show", ["members", "entered", "left", "stale"])
def test_numbers_agree_with_the_lists_they_lead_to(
    world: World, officer: Client, show: str
) -> None:
    pool = registered(world)
    numbers = page(officer, "pool", pool.pk).context["found"].numbers
    listed = page(officer, "pool", pool.pk, show=show).context["found"].page
    assert listed.paginator.count == numbers[show]
    row = next(one for one in page(officer, "pools").context["pools"] if one.name == pool.name)
    counted = {"members": row.members, "entered": row.entered, "left": row.left}
    assert {**counted, "stale": row.stale} == numbers


def test_the_picture_agrees_with_the_lists_of_its_years(world: World, officer: Client) -> None:
    pool = registered(world)
    found = page(officer, "pool", pool.pk).context["found"]
    for row in found.picture.table.rows:
        for way, cell in zip(("in", "out"), row[1:3], strict=True):
            shown = page(officer, "pool", pool.pk, show=f"{way}-{row[0].text}").context["found"]
            assert shown.page.paginator.count == int(cell.text)


@pytest.mark.parametrize(("days", "stale"), [(0, 1), (1, 0)])
def test_a_member_goes_stale_on_the_day_the_months_are_over(
    world: World, officer: Client, days: int, stale: int
) -> None:
    pool, line = making.member(world)
    start = add_months(localdate(), -12) + timedelta(days=days)
    Reserve.objects.filter(pk=line.pk).update(start=start)
    assert page(officer, "pool", pool.pk).context["found"].numbers["stale"] == stale
    assert page(officer, "pool", pool.pk).context["found"].rows[0].stale is bool(stale)


def test_a_look_starts_the_months_anew(world: World, officer: Client) -> None:
    pool, line = making.member(world)
    Reserve.objects.filter(pk=line.pk).update(start=date(2020, 1, 1))
    assert page(officer, "pool", pool.pk).context["found"].numbers["stale"] == 1
    actions.review_member(pool, line.person, "进步明显", "keep", **today(world))
    assert page(officer, "pool", pool.pk).context["found"].numbers["stale"] == 0
    PoolReview.objects.update(on=add_months(localdate(), -12))
    assert page(officer, "pool", pool.pk).context["found"].numbers["stale"] == 1


def test_who_leaves_is_superseded_and_may_come_back(world: World) -> None:
    pool, line = making.member(world)
    actions.take_out(line, reason="工作调动", **today(world))
    gone = Reserve.objects.current().get(pool=pool.name, person=line.person)
    assert gone.supersedes_id == line.pk and gone.reason == "工作调动"
    later = {**today(world), "on": localdate() + timedelta(days=1)}
    actions.add_to_pool(pool, line.person, "talks", "谈话", **later)
    assert PoolEntry.objects.filter(pool=pool, person=line.person).count() == 2


def test_a_narrow_view_is_not_compared_with_the_target(
    world: World, client_of: Clients, officer: Client
) -> None:
    pool = making.pool(world)
    making.entered(world, pool)

    def row(client: Client) -> Any:
        rows = page(client, "pools").context["pools"]
        return next(one for one in rows if one.name == pool.name)

    assert row(officer).gap == -1
    assert row(client_of("personnel_officer")).gap is None
    assert "范围内" in page(client_of("head"), "pool", pool.pk).content.decode()


def test_the_make_up_tells_no_names(world: World, officer: Client) -> None:
    pool = registered(world)
    found = page(officer, "pool", pool.pk).context["found"]
    assert sum(number for _label, number, _unknown in found.make_up) > 0
    body = page(officer, "pool", pool.pk).content.decode()
    assert "show=women" not in body and "汉族" not in body


@pytest.mark.parametrize(("name", "most"), [("pools", 12), ("pool", 29)])
def test_few_queries_however_many_members(
    world: World, officer: Client, name: str, most: int
) -> None:
    pool = making.pool(world)
    args = (pool.pk,) if name == "pool" else ()

    def queries() -> int:
        page(officer, name, *args)
        with CaptureQueriesContext(connection) as asked:
            page(officer, name, *args)
        return len(asked)

    making.entered(world, pool)
    few = queries()
    people = Reserve.objects.current().exclude(person=somebody(world)).values("person")[:5]
    for one in people:
        Reserve.objects.create(
            pool=pool.name, person_id=one["person"], start=date(2024, 1, 1),
            recorded_at=pool.at, recorded_by=pool.by,
        )  # fmt: skip
    assert queries() == few <= most


def test_a_refused_entry_says_why_on_the_page(world: World, officer: Client) -> None:
    pool, line = making.member(world)
    asked = {"person": line.person.code, "channel": "unit", "told_by": "推荐"}
    answer = officer.post(reverse("selection:pool-enter", args=[pool.pk]), asked)
    assert answer.status_code == 422 and "已在库中" in answer.content.decode()
