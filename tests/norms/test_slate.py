"""Conditions about those put forward, on both sides of every threshold."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.answered import Chosen, EachVoted, Elapsed, Recent
from quanheng.norms.dates import add_months
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import Check, Condition, Matter, Nominee
from quanheng.norms.pack import Confidence, Parameter
from quanheng.norms.records import Records
from quanheng.norms.slate import (
    AmongFirst,
    EachFresh,
    EachIs,
    EachNumber,
    EachShare,
    Heard,
    IsSo,
    MoreThanPlaces,
    NoMoreThanPlaces,
    PutForward,
    Share,
    TwoPeople,
    WorkingDays,
)
from tests.office.procedures.pier import both, empty

TODAY = date(2026, 3, 2)
SMALL = st.integers(0, 12)
DAYS = st.integers(-800, 800)
REMEDY = both("请补。")
NAMES = ("a.n", "a.m", "a.day", "a.last", "a.chosen", "a.first", "a.second")


def number(value: int | str, confidence: Confidence = "high") -> Parameter:
    return empty().parameter("1", "n", value, both("个"), confidence=confidence)


def matter(people: list[dict[str, Any]] | int = 0, on: date = TODAY, **facts: Any) -> Matter:
    """A case; each nominee with the facts given, by name with a double underscore."""
    own = [{} for _ in range(people)] if isinstance(people, int) else people
    nominees = tuple(
        Nominee(f"P{at}", f"人{at}", dotted(told), Records({})) for at, told in enumerate(own)
    )
    names = {name: both(name) for name in NAMES}
    return Matter(
        on, "U1", dotted(facts), frozenset(), names, Records({}), nominees,
        lambda first, last: (last - first).days + 1,
    )  # fmt: skip


def dotted(facts: dict[str, Any]) -> dict[str, Any]:
    whole = {
        name.replace("__", "."): Fraction(value) if type(value) is int else value
        for name, value in facts.items()
    }
    return whole


def one(condition: Condition, told: Matter) -> Check:
    (check,) = condition.checks(told, "x:1")
    assert check.clause == "x:1"
    return check


def unknown(condition: Condition, told: Matter) -> None:
    check = one(condition, told)
    assert check.status is Status.NO_DATA
    assert not check.holds


@given(SMALL)
def test_somebody_is_put_forward(count: int) -> None:
    assert one(PutForward(), matter(count)).holds is (count >= 1)


@given(SMALL, SMALL)
def test_more_than_places_and_no_more_than_places(count: int, places: int) -> None:
    told = matter(count, a__n=places)
    assert one(MoreThanPlaces("a.n"), told).holds is (count > places)
    assert one(NoMoreThanPlaces("a.n"), told).holds is (count <= places)


def test_places_that_are_unknown() -> None:
    unknown(MoreThanPlaces("a.n"), matter(2))
    unknown(NoMoreThanPlaces("a.n"), matter(2))


@given(st.integers(0, 40), st.integers(1, 40), st.booleans())
def test_a_share_of_two_thirds(part: int, whole: int, strict: bool) -> None:
    check = one(Share("a.n", "a.m", number("2/3"), strict), matter(a__n=part, a__m=whole))
    reached = 3 * part > 2 * whole if strict else 3 * part >= 2 * whole
    assert check.holds is (reached and part <= whole)


@pytest.mark.parametrize("facts", [{}, {"a__n": 2}, {"a__m": 3}, {"a__n": 0, "a__m": 0}])
def test_a_share_of_something_unknown(facts: dict[str, int]) -> None:
    unknown(Share("a.n", "a.m", number("1/2")), matter(**facts))
    unknown(EachShare("a.n", "a.m", number("1/2")), matter([{}], **facts))


@given(st.integers(0, 20), st.integers(1, 20), st.booleans())
def test_the_votes_of_each(votes: int, voters: int, strict: bool) -> None:
    condition = EachShare("a.n", "a.m", number("1/2"), strict)
    check = one(condition, matter([{"a__n": votes}], a__m=voters))
    reached = 2 * votes > voters if strict else 2 * votes >= voters
    assert check.holds is (reached and votes <= voters)
    assert check.about == "P0"


@given(st.lists(SMALL, min_size=1, max_size=8), st.integers(1, 4))
def test_the_first_by_votes_share_a_place_when_equal(votes: list[int], most: int) -> None:
    told = matter([{"a__n": one} for one in votes])
    checks = list(AmongFirst("a.n", number(most)).checks(told, "x:1"))
    ranked = sorted(votes, reverse=True)
    assert [check.holds for check in checks] == [ranked.index(one) < most for one in votes]
    assert [check.about for check in checks] == [f"P{at}" for at in range(len(votes))]


def test_no_place_while_somebodys_votes_are_unknown() -> None:
    checks = AmongFirst("a.n", number(3)).checks(matter([{"a__n": 3}, {}]), "x:1")
    assert [check.status for check in checks] == [Status.NO_DATA, Status.NO_DATA]


@given(st.sampled_from(["good", "bad", "", None, True, False]))
def test_an_answer_with_which_it_goes_on(value: Any) -> None:
    wanted = (("good", both("合格")),)
    status = Status.NO_DATA if value in (None, "") else Status.MET
    status = Status.MISSED if status is Status.MET and value != "good" else status
    own = one(EachIs("a.chosen", wanted, REMEDY), matter([{"a__chosen": value}]))
    assert own.status is status
    assert one(Chosen("a.chosen", wanted, REMEDY), matter(a__chosen=value)).status is status


def test_an_answer_is_told_in_its_wording() -> None:
    asked = EachIs("a.chosen", (("yes", both("已办")),), REMEDY)
    assert [one(asked, matter([{"a__chosen": said}])).on_file for said in (True, False)] == [
        Text("是", "yes"), Text("否", "no"),
    ]  # fmt: skip
    told = replace(matter([{"a__chosen": "bad"}]), wordings={"a.chosen=bad": both("不合格")})
    wanted = (("good", both("合格")),)
    assert one(EachIs("a.chosen", wanted, REMEDY), told).on_file == both("不合格")
    assert (
        one(EachIs("a.chosen", wanted, REMEDY), matter([{"a__chosen": "bad"}])).on_file.zh == "bad"
    )


@given(st.fractions(0, 10))
def test_a_number_of_each_is_enough(value: Fraction) -> None:
    condition = EachNumber("a.n", number(5))
    assert one(condition, matter([{"a__n": value}])).holds is (value >= 5)
    unknown(condition, matter([{}]))


@given(DAYS, st.integers(1, 24))
def test_what_was_verified_is_fresh(days: int, months: int) -> None:
    day = TODAY + timedelta(days=days)
    holds = day <= TODAY < add_months(day, months)
    assert one(EachFresh("a.day", number(months)), matter([{"a__day": day}])).holds is holds
    assert one(Recent("a.day", number(months)), matter(a__day=day)).holds is holds


def test_a_day_that_is_unknown_is_not_fresh() -> None:
    unknown(EachFresh("a.day", number(6)), matter([{}]))
    unknown(Recent("a.day", number(6)), matter())
    unknown(Elapsed("a.day", number(6)), matter())


@given(DAYS, st.integers(1, 24))
def test_months_have_passed(days: int, months: int) -> None:
    day = TODAY + timedelta(days=days)
    check = one(Elapsed("a.day", number(months)), matter(a__day=day))
    assert check.holds is (add_months(day, months) <= TODAY)


@given(st.integers(-9, 9), st.booleans())
def test_heard_by_a_reply_or_when_the_time_is_over(days: int, replied: bool) -> None:
    last = TODAY + timedelta(days=days)
    told = matter([{"look__replied": replied, "look__heard_by": last}])
    assert one(Heard("look"), told).holds is (replied or days < 0)


def test_nobody_is_heard_who_was_shown_nothing() -> None:
    unknown(Heard("look"), matter([{"look__replied": False, "look__heard_by": None}]))
    unknown(Heard("look"), matter([{}]))


@pytest.mark.parametrize(
    ("value", "status"),
    [(True, Status.MET), (False, Status.MISSED), (None, Status.NO_DATA), ("yes", Status.NO_DATA)],
)
def test_something_is_so(value: Any, status: Status) -> None:
    assert one(IsSo("a.n", REMEDY), matter(a__n=value)).status is status


@given(st.sampled_from(["P0", "P7", "P8", None]), st.sampled_from(["P0", "P7", "P8", None]))
def test_two_people_who_are_not_put_forward(first: str | None, second: str | None) -> None:
    told = matter(1, a__first=first, a__second=second)
    check = one(TwoPeople("a.first", "a.second"), told)
    if first is None or second is None:
        assert check.status is Status.NO_DATA
    else:
        assert check.holds is ({first, second} == {"P7", "P8"})


@given(st.integers(-3, 12))
def test_enough_working_days(days: int) -> None:
    told = matter(a__day=TODAY, a__last=TODAY + timedelta(days=days))
    assert one(WorkingDays("a.day", "a.last", number(5)), told).holds is (days + 1 >= 5)
    unknown(WorkingDays("a.day", "a.last", number(5)), matter(a__day=TODAY))


@pytest.mark.parametrize(("facts", "status"), [({"a__n": 0}, Status.MET), ({}, Status.NO_DATA)])
def test_there_was_a_vote_on_each(facts: dict[str, int], status: Status) -> None:
    assert one(EachVoted("a.n"), matter([facts])).status is status


def test_what_is_not_known_of_a_nominee_is_that_of_the_case() -> None:
    told = matter([{}, {"a__n": 1}], a__n=9)
    checks = EachNumber("a.n", number(5)).checks(told, "x:1")
    assert [check.holds for check in checks] == [True, False]


@pytest.mark.parametrize(
    ("confidence", "blocks"), [("high", True), ("medium", False), ("low", False)]
)
def test_only_a_sure_number_blocks(confidence: Confidence, blocks: bool) -> None:
    day, far = TODAY - timedelta(days=900), matter([{"a__n": 0, "a__day": TODAY}], a__m=9, a__n=0)
    sure = number(5, confidence)
    late = matter([{"a__day": day}, {"a__n": 9}], a__day=day, a__last=day, a__n=0, a__m=9)
    for condition, told in (
        (EachNumber("a.n", sure), far),
        (EachShare("a.n", "a.m", sure), far),
        (Share("a.n", "a.m", sure), far),
        (EachFresh("a.day", sure), late),
        (Recent("a.day", sure), late),
        (WorkingDays("a.day", "a.last", sure), late),
        (Elapsed("a.day", number(50, confidence)), late),
        (AmongFirst("a.n", number(1, confidence)), matter([{"a__n": 2}, {"a__n": 1}])),
    ):
        checks = [check for check in condition.checks(told, "x:1") if not check.holds]
        assert checks, condition
        assert all(check.blocks is blocks for check in checks), condition
