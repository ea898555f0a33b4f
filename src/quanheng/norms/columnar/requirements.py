"""Requirements judged for everyone at once: met, pending or missed."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import numpy as np

from quanheng.norms.columnar import kernels
from quanheng.norms.columnar.answers import (
    MET,
    MISSED,
    NO_DATA,
    NO_DAY,
    PENDING,
    Judge,
    Outcome,
    outcome,
    prepare,
    worst,
)
from quanheng.norms.columnar.columns import BLANK_DAY, Array, Table
from quanheng.norms.columnar.frame import Frame
from quanheng.norms.columnar.plan import Atom, atoms
from quanheng.norms.dates import DAY, Span, add_years, full_years, last_months
from quanheng.norms.kinds import MILLION, Appraisal, Tenure
from quanheng.norms.measure import Threshold
from quanheng.norms.plain.case import kinds_of, kinds_of_population
from quanheng.norms.plain.windows import A_YEAR, Period, period
from quanheng.norms.population import People, Units
from quanheng.norms.requirement import Before, CatchUp, EachTenure, Requirement, Term, Until

EMPTY_SPAN = (NO_DAY, NO_DAY)


def shifted(days: Array, shift: Callable[[date], date]) -> Array:
    """Ordinals moved by a function of dates; each distinct day is worked out once."""
    distinct, places = np.unique(days, return_inverse=True)
    moved = [shift(date.fromordinal(int(day))).toordinal() for day in distinct]
    return np.array(moved, dtype=np.int32)[places] if len(moved) else days.astype(np.int32)


def shifted_years(since: Array, on: date) -> Array:
    """Full years on a day; each distinct day is worked out once."""
    distinct, places = np.unique(since, return_inverse=True)
    years = [full_years(date.fromordinal(int(day)), on) for day in distinct]
    return np.array(years, dtype=np.int64)[places] if len(years) else since.astype(np.int64)


def figures(millionths: Array) -> Array:
    """Millionths as plain numbers."""
    return np.asarray(millionths / MILLION)


def closest(values: list[Array], leasts: list[Fraction]) -> tuple[Array, Array, Array]:
    """For each subject the way closest to its threshold: value, threshold, and which it is."""
    value, way = values[0], np.zeros(len(values[0]), dtype=np.int8)
    required = np.full(len(value), float(leasts[0]))
    for place in range(1, len(values)):
        best, other = leasts[0], leasts[place]
        for earlier in range(place):
            best = leasts[earlier]
            mine = way == earlier
            # value / best < other value / other, in whole numbers
            left = value * (other.numerator * best.denominator)
            right = values[place] * (best.numerator * other.denominator)
            nearer = mine & (left < right)
            value = np.where(nearer, values[place], value)
            required = np.where(nearer, float(other), required)
            way = np.where(nearer, place, way).astype(np.int8)
    return value, required, way


def reached(values: list[Array], leasts: list[Fraction]) -> Array:
    """Which subjects reach any of the thresholds."""
    found = np.zeros(len(values[0]), dtype=bool)
    for value, least in zip(values, leasts, strict=True):
        found |= value * least.denominator >= least.numerator * MILLION
    return found


def status_of(
    frame: Frame, window: Period, since: Array, met: Array, lacking: bool, qualifying: bool
) -> tuple[Array, Array]:
    """Status and due day of subjects that have qualified since some day."""
    size = len(met)
    status = np.full(size, MISSED, dtype=np.uint8)
    due = np.zeros(size, dtype=np.int32)
    if window.years is not None and qualifying:
        years = window.years
        full = shifted(since, lambda day: add_years(day, years))
        open_ = full > frame.day
        due = np.where(open_, full, NO_DAY)
    elif window.years is None:
        late = since > window.span.first.toordinal() if qualifying else np.zeros(size, dtype=bool)
        now = window.due.toordinal() if window.due > frame.on else NO_DAY
        due = np.where(late, window.later.toordinal(), now)
    status[due != NO_DAY] = PENDING
    if lacking:
        status[:] = NO_DATA
    status[met] = MET
    due[(status == MET) | (status == NO_DATA)] = NO_DAY
    return status, due


@prepare.register
def _(form: Requirement, frame: Frame) -> Judge | None:
    columns, units = frame.columns, isinstance(form.who, Units)
    if columns.lacks(kinds_of_population(form.who)):
        return None
    lacking = columns.lacks(set().union(*(kinds_of(way.measure) for way in form.ways)))
    window, side = period(form.within, frame), frame.side(form.who)
    _want(frame, form.who, form.ways, window.facts)
    deferral = _deferral(form.deferred_by, frame) if form.deferred_by else None
    leasts = [frame.limit(way.least) for way in form.ways]

    def judge() -> Outcome:
        since = frame.since(form.who)
        subjects = np.flatnonzero(since)
        since = since[subjects]
        if deferral:
            deferred, _, due = deferral()
            keep = ~np.isin(subjects, deferred[due > frame.day])
            subjects, since = subjects[keep], since[keep]
        values = [_value(frame, side, way, window.facts)[subjects] for way in form.ways]
        met = reached(values, leasts)
        value, required, _ = closest(values, leasts)
        status, due = status_of(frame, window, since, met, lacking, not units)
        return outcome(
            subjects,
            status,
            np.where(status == NO_DATA, np.nan, figures(value)),
            required,
            window.span.first.toordinal(),
            window.span.last.toordinal(),
            due,
        )

    return judge


def _want(frame: Frame, who: object, ways: tuple[Threshold, ...], span: Span) -> None:
    if isinstance(who, People):
        frame.want_population(who)
    side = frame.side(who)  # type: ignore[arg-type]
    for way in ways:
        for atom in atoms(way.measure):
            if not atom.of.anywhere:
                side.want(atom, span, frame.day)


def _value(frame: Frame, side: object, way: Threshold, span: Span) -> Array:
    return frame.value(side, way.measure, span)  # type: ignore[arg-type]


Deferral = Callable[[], tuple[Array, Array, Array]]


def _deferral(form: CatchUp, frame: Frame) -> Deferral | None:
    """After the pass: subjects in their time of grace or past it, day of promotion, its end."""
    kinds = kinds_of_population(form.who).union(*(kinds_of(way.measure) for way in form.what))
    if frame.columns.lacks(kinds):
        return None
    frame.want_population(form.who)
    years, grace = frame.whole(form.within.years), frame.whole(form.grace)
    leasts = [frame.limit(way.least) for way in form.what]

    def deferred() -> tuple[Array, Array, Array]:
        table = frame.people.tables[Tenure]
        rows = np.flatnonzero(frame.in_force(table))
        owner, start = table.owner[rows], table["start"][rows]
        size = frame.people.size
        newest = np.zeros(size, dtype=np.int32)
        newest[owner] = start  # rows are sorted by start: the last one written is the newest
        promoted = np.zeros(size, dtype=bool)
        promoted[owner[(table["promoted"][rows] == 1) & (start == newest[owner])]] = True
        subjects = np.flatnonzero(promoted & (frame.since(form.who) > 0))
        since = newest[subjects]
        before = since - DAY.days
        low = shifted(before, lambda day: last_months(day, A_YEAR * years).first)
        values = [at(frame, way, subjects, low, before) for way in form.what]
        short = ~reached(values, leasts)
        due = shifted(since, lambda day: add_years(day, grace))
        return subjects[short], since[short], due[short]

    return deferred


def at(frame: Frame, way: Threshold, subjects: Array, low: Array, high: Array) -> Array:
    """A measure of some subjects, each between two days of its own."""
    total = np.zeros(len(subjects), dtype=np.int64)
    for atom in atoms(way.measure):
        table = frame.people.tables.get(atom.of.kind)
        if table is not None:
            total += _atom_at(frame, atom, table, subjects, low, np.minimum(high, frame.day))
    return total


def _atom_at(
    frame: Frame, atom: Atom, table: Table, subjects: Array, low: Array, high: Array
) -> Array:
    mask, worth = frame.mask(atom.of, table), frame.worth(atom, table)
    return np.asarray(kernels.tally_at(table.offsets, table.day, mask, worth, subjects, low, high))


@prepare.register
def _(form: CatchUp, frame: Frame) -> Judge | None:
    deferral = _deferral(form, frame)
    if deferral is None:
        return None
    years = frame.whole(form.within.years)
    leasts = [frame.limit(way.least) for way in form.what]

    def judge() -> Outcome:
        subjects, _, due = deferral()
        last = np.minimum(due, frame.day)
        first = shifted(last, lambda day: last_months(day, A_YEAR * years).first)
        values = [at(frame, way, subjects, first, last) for way in form.what]
        value, required, _ = closest(values, leasts)
        status = np.where(due <= frame.day, MISSED, PENDING)
        status[reached(values, leasts)] = MET
        due = np.where(status == PENDING, due, NO_DAY)
        return outcome(subjects, status, figures(value), required, first, last, due)

    return judge


@prepare.register
def _(form: EachTenure, frame: Frame) -> Judge | None:
    columns, kind = frame.columns, form.what.measure.of.kind  # type: ignore[union-attr]
    if columns.lacks(kinds_of_population(form.who)):
        return None
    lacking, least = columns.lacks(kinds_of(form.what.measure)), frame.limit(form.what.least)

    def judge() -> Outcome:
        table = frame.people.tables[Tenure]
        rows = np.flatnonzero(frame.holding(form.who.holding, table) & _recent(form, frame, table))
        subjects = table.owner[rows]
        first, last, due = _own_window(form.within, frame, table, rows)
        if kind is Appraisal:
            years = np.full_like(first, frame.on.year)
            values = at(frame, form.what, subjects, _years(first), years)
        else:
            values = at(frame, form.what, subjects, first, last)
        status = np.where((due == NO_DAY) | (due <= frame.day), MISSED, PENDING)
        if lacking:
            status[:] = NO_DATA
        status[reached([values], [least])] = MET
        measured = np.where(status == NO_DATA, np.nan, figures(values))
        due = np.where(status == PENDING, due, NO_DAY)
        return worst(outcome(subjects, status, measured, float(least), first, last, due))

    return judge


def _years(days: Array) -> Array:
    return np.array([date.fromordinal(int(day)).year for day in days], dtype=np.int32)


def _recent(form: EachTenure, frame: Frame, table: Table) -> Array:
    """Which tenures began late enough."""
    if form.begun_months is not None:
        edge = last_months(frame.on, frame.whole(form.begun_months)).first
    elif form.begun_years is not None:
        edge = add_years(frame.on, -frame.whole(form.begun_years))
    else:
        edge = date.min
    return np.asarray(table["start"] >= edge.toordinal())


def _own_window(
    within: Term | Before | Until, frame: Frame, table: Table, rows: Array
) -> tuple[Array, Array, Array]:
    """The tenures' own windows, and the days on which they fall due (0: they have)."""
    start = table["start"][rows]
    if isinstance(within, Before):
        return start - frame.whole(within.days), start, np.zeros_like(start)
    years = frame.whole(within.years)
    if isinstance(within, Until):
        due = shifted(start, lambda day: add_years(day, years))
        return start, due, due
    first = np.where(table["term_start"][rows] == BLANK_DAY, start, table["term_start"][rows])
    last = table["term_end"][rows]
    empty = last == first  # an interval that ends as it starts has no effect
    first, last = np.where(empty, start, first), np.where(empty, BLANK_DAY, last)
    filled = shifted(first, lambda day: add_years(day, years) - DAY)
    last = np.where(last == BLANK_DAY, filled, last)
    return first, last, last
