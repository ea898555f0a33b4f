"""Date arithmetic against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms.dates import (
    DAY,
    Span,
    add_months,
    add_years,
    cycle_of,
    full_years,
    last_months,
    leaves_after,
    month_of,
    quarter_of,
    stretch_start,
    year_of,
)

days = st.dates(date(1980, 1, 1), date(2060, 12, 31))
near = st.dates(date(2024, 1, 25), date(2024, 4, 5))
intervals = st.lists(st.tuples(near, st.none() | near), max_size=6)


def anniversaries(since: date, on: date) -> int:
    """Complete anniversaries, counted one by one."""
    reached = 0
    while True:
        year = since.year + reached + 1
        leap_day = (since.month, since.day) == (2, 29)
        leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        nth = date(year, 2, 28) if leap_day and not leap_year else since.replace(year=year)
        if nth > on:
            return reached
        reached += 1


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-12-31", -6, "2025-06-30"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-11-30", 3, "2026-02-28"),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last_of_the_month(day, months, then):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(days, st.integers(-600, 600))
def test_adding_months_lands_in_that_month(day, months):
    then = add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then + DAY).day == 1)


def test_the_calendar_has_a_first_and_a_last_day():
    assert add_years(date(9999, 6, 1), 1) == date.max
    assert add_years(date(1, 6, 1), -1) == date.min


@given(days, st.integers(0, 30_000))
def test_full_years_are_anniversaries(since, later):
    on = since + timedelta(later)
    assert full_years(since, on) == anniversaries(since, on)


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        ("2020-02-29", "2021-02-27", 0),
        ("2020-02-29", "2021-02-28", 1),
        ("2020-02-29", "2024-02-28", 3),
        ("2020-02-29", "2024-02-29", 4),
        ("2020-03-01", "2021-02-28", 0),
        ("2020-03-01", "2020-02-29", -1),
    ],
)
def test_full_years_on_the_edges(since, on, years):
    assert full_years(date.fromisoformat(since), date.fromisoformat(on)) == years


@given(days, st.integers(1, 72))
def test_a_day_leaves_the_last_months_on_the_first_day_outside(day, months):
    first_outside = leaves_after(day, months)
    assert day not in last_months(first_outside, months)
    assert day in last_months(first_outside - DAY, months)


@given(days, st.integers(1, 72))
def test_a_day_that_left_does_not_come_back(day, months):
    first_outside = leaves_after(day, months)
    assert all(day not in last_months(first_outside + timedelta(n), months) for n in range(40))


@given(days)
def test_calendar_periods_hold_their_day_and_follow_each_other(day):
    for period, count in ((month_of, 12), (quarter_of, 4), (year_of, 1)):
        span = period(day)
        assert day in span
        assert period(span.first) == period(span.last) == span
        assert period(span.last + DAY).first == span.last + DAY
        year = {period(date(day.year, month, 1)) for month in range(1, 13)}
        assert len(year) == count


@given(days, st.integers(1, 9), st.integers(1950, 2050))
def test_a_cycle_holds_its_day_and_counts_from_its_origin(day, years, origin):
    span = cycle_of(day, years, origin)
    assert day in span
    assert (span.first.year - origin) % years == 0
    assert span.last.year - span.first.year == years - 1
    assert (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31)


def test_cycles_of_three_years_from_2009():
    assert cycle_of(date(2025, 12, 31), 3, 2009) == Span(date(2024, 1, 1), date(2026, 12, 31))
    assert cycle_of(date(2008, 12, 31), 3, 2009) == Span(date(2006, 1, 1), date(2008, 12, 31))


@given(intervals, intervals, near)
def test_a_stretch_is_that_of_the_days_that_qualify(held, barred, on):
    window = [date(2024, 1, 1) + timedelta(n) for n in range(120)]

    def covered(day, spans):
        return any(start <= day and (end is None or day < end) for start, end in spans)

    qualifies = {day for day in window if covered(day, held) and not covered(day, barred)}
    expected = None
    if on in qualifies:
        expected = on
        while expected - DAY in qualifies or expected - 2 * DAY in qualifies:
            expected -= DAY if expected - DAY in qualifies else 2 * DAY
    assert stretch_start(held, barred, on) == expected


def test_one_day_does_not_break_a_stretch_and_two_do():
    first, end = date(2020, 1, 1), date(2021, 5, 1)
    on = date(2025, 1, 1)
    assert stretch_start([(first, end), (end + DAY, None)], (), on) == first
    assert stretch_start([(first, end), (end + 2 * DAY, None)], (), on) == end + 2 * DAY
    assert stretch_start([(first, end)], (), on) is None
