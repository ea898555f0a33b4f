"""Date arithmetic: one documented rule for month ends, 29 February and full years.

* Adding months or years keeps the day of the month and clamps it to the month's end:
  31 January + 1 month = 28 (29) February, 29 February 2024 + 1 year = 28 February 2025.
* A full year (满一年) is a complete anniversary under that rule: someone who took up a post on
  29 February 2020 has one full year on 28 February 2021.
* "The last n months (years)" on D are the days in (D - n months, D].
* Calendar periods are given by their first and last day, both inclusive.
* Stretches and tenures are half-open: the first day counts, the end day does not.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Span(NamedTuple):
    """A period of days, both ends inclusive."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in the period."""
        return isinstance(day, date) and self.first <= day <= self.last


def add_months(day: date, months: int) -> date:
    """The day ``months`` later (earlier if negative), clamped to the month's end.

    Beyond the calendar's last (first) year it is the calendar's last (first) day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The day ``years`` later (earlier if negative); 29 February becomes 28 where needed."""
    return add_months(day, 12 * years)


def full_years(since: date, on: date) -> int:
    """Complete anniversaries of ``since`` reached on ``on`` (negative before the start)."""
    years = on.year - since.year
    return years if add_years(since, years) <= on else years - 1


def last_months(on: date, months: int) -> Span:
    """The last n months on a day: (on - n months, on]."""
    return Span(add_months(on, -months) + DAY, on)


def leaves_after(day: date, months: int) -> date:
    """The first day on which ``day`` is no longer within the last n months."""
    candidate = add_months(day, months)
    while add_months(candidate, -months) < day:
        candidate += DAY
    return candidate


def year_of(on: date) -> Span:
    """The calendar year of a day."""
    return Span(date(on.year, 1, 1), date(on.year, 12, 31))


def quarter_of(on: date) -> Span:
    """The calendar quarter of a day."""
    first = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return Span(first, add_months(first, 3) - DAY)


def month_of(on: date) -> Span:
    """The calendar month of a day."""
    first = on.replace(day=1)
    return Span(first, add_months(first, 1) - DAY)


def cycle_of(on: date, years: int, origin: int) -> Span:
    """The cycle of whole calendar years, counted from 1 January of ``origin``, that holds a day."""
    first = origin + (on.year - origin) // years * years
    return Span(date(first, 1, 1), date(first + years - 1, 12, 31))


def stretch_start(
    held: Iterable[tuple[date, date | None]],
    barred: Iterable[tuple[date, date | None]],
    on: date,
) -> date | None:
    """The first day of the unbroken stretch of qualifying that contains ``on``.

    ``held`` are the half-open intervals that qualify, ``barred`` those that exclude; a gap of at
    most one day does not break the stretch. ``None`` if ``on`` itself does not qualify.
    """
    qualifying = _without(sorted(_closed(held)), sorted(_closed(barred)))
    if not any(start <= on < end for start, end in qualifying):
        return None
    first, reach = qualifying[0]
    for start, end in qualifying[1:]:
        if start > on:
            break
        if start - reach > DAY:
            first = start
        reach = max(reach, end)
    return first


def _closed(intervals: Iterable[tuple[date, date | None]]) -> list[tuple[date, date]]:
    return [(start, end or date.max) for start, end in intervals]


def _without(
    held: list[tuple[date, date]], barred: list[tuple[date, date]]
) -> list[tuple[date, date]]:
    """``held`` less ``barred``: sorted half-open intervals, possibly overlapping."""
    for start, end in barred:
        held = [
            piece
            for low, high in held
            for piece in ((low, min(high, start)), (max(low, end), high))
            if piece[0] < piece[1]
        ]
        held = sorted(set(held))
    return held
