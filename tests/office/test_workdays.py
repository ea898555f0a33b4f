"""Working days: public holidays, weekends worked instead, years that nobody knows yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.office.workdays import (
    add_working_days,
    is_working_day,
    known,
    working_days_between,
)

pytestmark = pytest.mark.any_database

DAY = timedelta(days=1)
UNKNOWN = 2060
days = st.dates(date(2003, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 26), True),  # a Sunday, worked for the Spring Festival
        (date(2025, 1, 28), False),  # its eve, a Tuesday
        (date(2025, 2, 5), True),
        (date(2025, 10, 8), False),  # a Wednesday of the long week
        (date(2025, 10, 11), True),  # a Saturday, worked for it
        (date(2025, 10, 18), False),  # a plain Saturday
        (date(2025, 10, 20), True),
    ],
)
def test_holidays_and_the_weekends_worked_instead(day: date, works: bool) -> None:
    assert known(day)
    assert is_working_day(day) is works


def test_of_a_year_that_is_not_known_monday_to_friday_count() -> None:
    week = [date(UNKNOWN, 10, 1) + DAY * ahead for ahead in range(7)]
    assert not any(known(day) for day in week)
    assert [is_working_day(day) for day in week] == [day.weekday() < 5 for day in week]


def test_a_limit_in_working_days_passes_over_a_long_holiday() -> None:
    before = date(2025, 9, 29)  # Monday; Tuesday is worked, then eight days are off
    assert add_working_days(before, 1) == date(2025, 9, 30)
    assert add_working_days(before, 2) == date(2025, 10, 9)
    assert add_working_days(before, 4) == date(2025, 10, 11)
    assert working_days_between(before, date(2025, 10, 8)) == 1
    assert working_days_between(date(2025, 10, 11), before) == -4
    assert add_working_days(date(2025, 10, 11), -4) == date(2025, 9, 29)


@given(day=days, n=st.integers(1, 60))
def test_so_many_working_days_follow(day: date, n: int) -> None:
    last = add_working_days(day, n)
    passed = [day + DAY * ahead for ahead in range(1, (last - day).days + 1)]
    assert is_working_day(last)
    assert sum(map(is_working_day, passed)) == n


@given(day=days, n=st.integers(-60, 60))
def test_counting_gives_back_what_was_added(day: date, n: int) -> None:
    assert working_days_between(day, add_working_days(day, n)) == n


@given(a=days, b=days, c=days)
def test_stretches_add_up(a: date, b: date, c: date) -> None:
    c = min(c, b + DAY * 400)
    a = max(a, b - DAY * 400)
    if a <= b <= c:
        whole = working_days_between(a, c)
        assert whole == working_days_between(a, b) + working_days_between(b, c)
        assert working_days_between(c, a) == -sum(
            is_working_day(a + DAY * ahead) for ahead in range((c - a).days)
        )


@given(day=days)
def test_a_week_has_at_least_no_and_at_most_seven_working_days(day: date) -> None:
    assert 0 <= working_days_between(day, day + 7 * DAY) <= 7
    assert working_days_between(day, day) == 0 and add_working_days(day, 0) == day
