"""Conditions of the procedures on villages, on both sides of each threshold."""

from datetime import date, timedelta
from typing import Any

import pytest

from quanheng.norms.finding import Status
from quanheng.norms.gate import Check, Matter, Nominee
from quanheng.norms.kinds import Level, Tenure
from quanheng.norms.records import Records
from quanheng.packs.qingshanhu_2009.village_people import BothWays, EachWithin, FromVillage
from tests.office.procedures.pier import both

ON = date(2026, 3, 2)
DAY = timedelta(days=1)


def matter(*told: dict[str, Any], posts: tuple[Tenure, ...] = (), **facts: Any) -> Matter:
    """A case in which P0, P1, … are put forward; ``posts`` are on file."""
    records = Records({Tenure: posts})
    people = tuple(Nominee(f"P{at}", "甲", one, records) for at, one in enumerate(told))
    names = {"n.way": both("方向"), "n.end": both("结束日期")}
    return Matter(ON, "U1", facts, frozenset(), names, records, people)


def post(level: Level, start: date, end: date | None = None) -> Tenure:
    return Tenure(
        row=2, person="P0", unit="V1", title="村委会主任", level=level, leading=False, chief=True,
        start=start, end=end,
    )  # fmt: skip


def only(checks: Any) -> Check:
    (check,) = checks
    assert isinstance(check, Check)
    return check


@pytest.mark.parametrize(
    ("held", "serves"),
    [
        (post(Level.VILLAGE, ON), True),
        (post(Level.VILLAGE, ON + DAY), False),
        (post(Level.VILLAGE, ON - DAY, ON), False),
        (post(Level.VILLAGE, ON - DAY, ON + DAY), True),
        (post(Level.STAFF, ON), False),
    ],
)
def test_who_serves_in_a_village_on_the_day(held: Tenure, serves: bool) -> None:
    check = only(FromVillage().checks(matter({}, posts=(held,)), "22"))
    assert check.status is (Status.MET if serves else Status.NO_DATA)
    assert [one.row for one in check.evidence] == ([2] if serves else [])


def test_only_who_goes_up_must_serve_in_a_village() -> None:
    people = matter({"n.way": "up"}, {"n.way": "down"}, {})
    assert [one.about for one in FromVillage("n.way").checks(people, "22")] == ["P0"]


@pytest.mark.parametrize(
    ("ways", "status"),
    [
        (("up", "down"), Status.MET),
        (("up", "up"), Status.MISSED),
        (("down",), Status.MISSED),
        (("up", "down", None), Status.NO_DATA),
        ((), Status.NO_DATA),
    ],
)
def test_a_batch_has_both_ways(ways: tuple[str | None, ...], status: Status) -> None:
    people = matter(*({"n.way": way} for way in ways))
    assert only(BothWays("n.way").checks(people, "22")).status is status


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (ON, Status.MET),
        (ON + DAY, Status.MISSED),
        (ON - 9 * DAY, Status.MET),
        (ON - 10 * DAY, Status.MISSED),
        (None, Status.NO_DATA),
    ],
)
def test_an_end_lies_after_the_beginning_and_not_ahead(end: date | None, status: Status) -> None:
    people = matter({"n.end": end}, **{"b.day": ON - 10 * DAY})
    assert only(EachWithin("n.end", "b.day").checks(people, "22")).status is status
