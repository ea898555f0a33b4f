"""Windows and thresholds prepared for a case, and the dispatch of forms to their judges.

A judge is prepared once for a case (parameters and windows are worked out then): a view in, the
subject's answers out, none where the rule does not apply.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import singledispatch
from typing import NamedTuple, Protocol

from quanheng.norms.dates import (
    DAY,
    Span,
    add_years,
    cycle_of,
    last_months,
    month_of,
    quarter_of,
    year_of,
)
from quanheng.norms.finding import Status, Text
from quanheng.norms.kinds import MILLION, Row
from quanheng.norms.measure import Calendar, Cycle, Rolling, Threshold, Window
from quanheng.norms.pack import Form, Parameter
from quanheng.norms.plain.case import Answer, Case, Measurer, Tally, View, measurer

Judge = Callable[[View], Iterator[Answer]]
A_YEAR = 12
"""Months in a year: rolling windows are given in years."""


class Law(Protocol):
    """A day, and the parameters in force on it."""

    on: date

    def limit(self, parameter: Parameter) -> Fraction:
        """The number in force."""

    def whole(self, parameter: Parameter) -> int:
        """The number in force, a whole one."""


class Period(NamedTuple):
    """A window on the day: its span, the days on which facts count, and when it falls due.

    ``due`` is the last day of this window and ``later`` that of the next; ``years`` is set for
    rolling windows, which are always closed.
    """

    span: Span
    facts: Span
    due: date
    later: date
    years: int | None = None


class Way(NamedTuple):
    """One threshold, prepared: measure it, and compare with ``least`` millionths."""

    measure: Measurer
    least: Fraction
    unit: Text


def period(window: Window, law: Law) -> Period:
    """The window that holds the as-of date."""
    on = law.on
    if isinstance(window, Rolling):
        years = law.whole(window.years)
        span = last_months(on, A_YEAR * years)
        return Period(span, span, on, on, years)
    span = _span(window, law, on)
    later = _span(window, law, span.last + DAY)
    if isinstance(window, Calendar) and (window.opens or window.closes):
        facts = _narrowed(window, law, span)
        return Period(span, facts, facts.last, _narrowed(window, law, later).last)
    return Period(span, span, span.last, later.last)


def _span(window: Calendar | Cycle, law: Law, day: date) -> Span:
    if isinstance(window, Cycle):
        return cycle_of(day, law.whole(window.years), law.whole(window.origin))
    return {"year": year_of, "quarter": quarter_of, "month": month_of}[window.period](day)


def _narrowed(window: Calendar, law: Law, span: Span) -> Span:
    def day(parts: tuple[Parameter, Parameter] | None, otherwise: date) -> date:
        if parts is None:
            return otherwise
        return date(span.first.year, law.whole(parts[0]), law.whole(parts[1]))

    return Span(day(window.opens, span.first), day(window.closes, span.last))


def ways(what: tuple[Threshold, ...], case: Case) -> list[Way]:
    """Thresholds prepared for a case."""
    return [
        Way(
            measurer(threshold.measure, case.on),
            case.limit(threshold.least) * MILLION,
            threshold.least.unit,
        )
        for threshold in what
    ]


def closest(prepared: list[Way], view: View, facts: Span) -> tuple[Way, Tally]:
    """The way that is closest to its threshold, the first on a tie, and what it measured."""
    if len(prepared) == 1:
        return prepared[0], prepared[0].measure(view, *facts)
    measured = [(way, way.measure(view, *facts)) for way in prepared]
    return max(measured, key=lambda pair: pair[1].value / pair[0].least)


@singledispatch
def judge(form: Form, case: Case) -> Judge | None:
    """Prepare a form for a case; None if it cannot speak of anybody there.

    Raises ``TypeError`` for a form that the executor does not know.
    """
    raise TypeError(f"{type(form).__name__} is not a form that can be evaluated.")


def standing(
    window: Period, since: date, on: date, reached: bool, lacking: bool
) -> tuple[Status, date | None]:
    """Status and due date of a subject that qualified since a day."""
    if reached:
        return Status.MET, None
    if lacking:
        return Status.NO_DATA, None
    if window.years is not None:
        full = add_years(since, window.years) if since > date.min else since
        return (Status.MISSED, None) if on >= full else (Status.PENDING, full)
    if since > window.span.first:
        return Status.PENDING, window.later
    return (Status.MISSED, None) if on >= window.due else (Status.PENDING, window.due)


def next_day(rows: Iterable[Row], on: date) -> date | None:
    """The day of the next activity, vote or matter to come."""
    return min((row.day for row in rows if row.day > on), default=None)  # type: ignore[attr-defined]
