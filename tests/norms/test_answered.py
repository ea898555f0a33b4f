"""What was answered: one of some answers, long enough ago, not too old, put to the vote."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.answered import Chosen, EachVoted, Elapsed, NoOther, Recent
from quanheng.norms.dates import add_months
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import Condition, Matter, Nominee, Value
from quanheng.norms.pack import Parameter
from quanheng.norms.records import Records
from tests.office.procedures.pier import both, empty

ON = date(2026, 3, 2)
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
GOOD = (("clean", both("无问题")), ("settled", both("已查清")))


def months(length: int) -> Parameter:
    return empty().parameter("1", "months", length, Text("个月", "months"))


def said(condition: Condition, value: Value, on: date = ON) -> Status:
    names = {"a.b": both("项目")}
    matter = Matter(on, "W1", {"a.b": value}, frozenset(), names, Records({}))
    (check,) = condition.checks(matter, "pier:1")
    return check.status


@pytest.mark.parametrize(
    ("value", "status"),
    [("clean", Status.MET), ("settled", Status.MET), ("open", Status.MISSED),
     ("", Status.NO_DATA), (None, Status.NO_DATA)],
)  # fmt: skip
def test_one_of_the_answers_was_chosen(value: Value, status: Status) -> None:
    assert said(Chosen("a.b", GOOD, both("更正")), value) is status


@pytest.mark.parametrize(
    ("others", "taken", "status", "told"),
    [("", Fraction(0), Status.MET, "没有"), (None, None, Status.NO_DATA, "未填写"),
     ("#7（2026-01-05）", Fraction(2), Status.MISSED, "#7（2026-01-05），共2个职位"),
     ("#7（2026-01-05）", None, Status.MISSED, "#7（2026-01-05）")],
)  # fmt: skip
def test_no_other_case_does_the_same(
    others: Value, taken: Value, status: Status, told: str
) -> None:
    facts = {"a.others": others, "a.taken": taken}
    matter = Matter(ON, "W1", facts, frozenset(), {"a.others": both("其他")}, Records({}))
    (check,) = NoOther("a.others", "a.taken").checks(matter, "pier:1")
    assert (check.status, check.on_file.zh) == (status, told)


@given(day=DAYS, length=st.integers(1, 24), offset=st.integers(-3, 3))
def test_a_time_has_passed_from_its_last_day_on(day: date, length: int, offset: int) -> None:
    on = add_months(day, length) + timedelta(days=offset)
    expected = Status.MET if offset >= 0 else Status.MISSED
    assert said(Elapsed("a.b", months(length)), day, on) is expected


@given(day=DAYS, length=st.integers(1, 24), offset=st.integers(-3, 3))
def test_what_was_verified_holds_until_its_time_is_over(
    day: date, length: int, offset: int
) -> None:
    on = add_months(day, length) + timedelta(days=offset)
    expected = Status.MET if offset < 0 else Status.MISSED
    assert said(Recent("a.b", months(length)), day, on) is expected
    assert said(Recent("a.b", months(length)), day, day - timedelta(days=1)) is Status.MISSED


@pytest.mark.parametrize("condition", [Elapsed, Recent])
def test_an_unknown_day_is_unknown_and_an_unsure_number_does_not_bind(
    condition: type[Elapsed] | type[Recent],
) -> None:
    assert said(condition("a.b", months(3)), None) is Status.NO_DATA
    unsure = replace(months(3), confidence="low")
    matter = Matter(ON, "W1", {}, frozenset(), {"a.b": both("日期")}, Records({}))
    (check,) = condition("a.b", unsure).checks(matter, "pier:1")
    assert not check.blocks
    assert not check.holds


@pytest.mark.parametrize(
    ("votes", "status"),
    [(Fraction(0), Status.MET), (Fraction(5), Status.MET), (None, Status.NO_DATA)],
)
def test_there_was_a_vote_on_each(votes: Value, status: Status) -> None:
    one = Nominee("P1", "甲", {"decision.agree": votes}, Records({}))
    matter = Matter(ON, "W1", {}, frozenset(), {}, Records({}), (one,))
    (check,) = EachVoted("decision.agree").checks(matter, "pier:1")
    assert (check.status, check.about) == (status, "P1")
