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
from quanheng.norms.columnar.frame import Frame, spread
from quanheng.norms.columnar.plan import Atom, atoms
from quanheng.norms.dates import DAY, Span, add_years, full_years, last_months
from quanheng.norms.kinds import MILLION, Appraisal, Tenure
from quanheng.norms.measure import Measure, Threshold
from quanheng.norms.plain.case import kinds_of, kinds_of_population
from quanheng.norms.plain.windows import A_YEAR, Period, period
from quanheng.norms.population import People, Units
from quanheng.norms.requirement import Before, CatchUp, EachTenure, Requirement, Term, Until

EMPTY_SPAN = (NO_DAY, NO_DAY)


def looked_up(days: Array, worth: Callable[[date], int], dtype: type) -> Array:
    """A value for each ordinal; each distinct day is worked out once."""
    if len(days) == 0:
        return np.zeros(0, dtype=dtype)
    low = int(days.min())
    table: Array = np.zeros(int(days.max()) - low + 1, dtype=dtype)
    present = np.zeros(len(table), dtype=bool)
    present[days - low] = True
    for place in np.flatnonzero(present).tolist():
        table[place] = worth(date.fromordinal(place + low))
    return np.asarray(table[days - low])


def shifted(days: Array, shift: Callable[[date], date]) -> Array:
    """Ordinals moved by a function of dates."""
    return looked_up(days, lambda day: shift(day).toordinal(), np.int32)


def shifted_years(since: Array, on: date) -> Array:
    """Full years on a day."""
    return looked_up(since, lambda day: full_years(day, on), np.int64)


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
    columns = frame.columns
    if columns.lacks(kinds_of_population(form.who)):
        return None
    lacking = columns.lacks(set().union(*(kinds_of(way.measure) for way in form.ways)))
    window = period(form.within, frame)
    _want(frame, form.who, form.ways, window.facts)
    deferral = _deferral(form.deferred_by, frame) if form.deferred_by else None

    def judge() -> Outcome:
        found = _settled(form, frame, window, lacking)
        if not deferral:
            return found
        deferred, _, due = deferral()
        waiting = np.zeros(frame.people.size, dtype=bool)
        waiting[deferred[due > frame.day]] = True
        return found.where(~waiting[found.subjects])

    return judge


def _settled(form: Requirement, frame: Frame, window: Period, lacking: bool) -> Outcome:
    """Everybody's answer under a requirement, in one compiled walk."""
    subjects, since = frame.qualified(form.who)
    leasts = [frame.limit(way.least) for way in form.ways]
    side = frame.side(form.who)
    values = [frame.value(side, way.measure, window.facts) for way in form.ways]
    second, ask = (values[-1], leasts[-1])
    size, two = len(subjects), len(form.ways) > 1
    status, due = np.empty(size, dtype=np.uint8), np.zeros(size, dtype=np.int32)
    required = np.empty(size, dtype=np.float64) if two else np.zeros(1)
    own = np.full(size if two or lacking else 0, np.nan)
    late_from, full, full_from = _opening(window, since, frame, isinstance(form.who, Units))
    now = window.due.toordinal() if window.due > frame.on else NO_DAY

    def work(begin: int, end: int) -> None:
        kernels.settle(
            subjects, since, values[0], second, two, needed(leasts[0]), needed(ask),
            leasts[0].denominator * ask.numerator, ask.denominator * leasts[0].numerator,
            float(leasts[0]), float(ask), late_from, now, window.later.toordinal(),
            full, full_from, lacking, begin, end, status, own, required, due,
        )  # fmt: skip

    spread(work, size)
    key = ("figures", form.who, form.ways[0].measure, window.facts)
    measured = own if len(own) else frame.once(key, lambda: _figures_of(subjects, values[0]))
    asked = required if two else np.broadcast_to(np.float64(leasts[0]), (size,))
    first, last = (np.broadcast_to(np.int32(day.toordinal()), (size,)) for day in window.span)
    return Outcome(subjects, status, measured, asked, first, last, due)


def _figures_of(subjects: Array, values: Array) -> Array:
    """The values of some subjects as plain numbers."""
    out = np.empty(len(subjects), dtype=np.float64)
    spread(lambda begin, end: kernels.figures_of(subjects, values, begin, end, out), len(out))
    return out


def needed(least: Fraction) -> int:
    """The least whole number of millionths that reaches a threshold."""
    return -(-least.numerator * MILLION // least.denominator)


def _opening(window: Period, since: Array, frame: Frame, always: bool) -> tuple[int, Array, int]:
    """How the start of qualifying decides.

    For calendar windows the first day (0: whoever qualifies is held to it). For rolling windows
    the day of the full window for each day of qualifying, from a first day on (0: by now).
    """
    nothing = np.zeros(0, dtype=np.int32)
    if always:
        return 0, nothing, 0
    if window.years is None:
        return window.span.first.toordinal(), nothing, 0
    years = window.years
    first = add_years(frame.on, -years).toordinal()
    days = np.arange(first, frame.day + 1, dtype=np.int32)
    full = shifted(days, lambda day: add_years(day, years))
    full[full <= frame.day] = NO_DAY
    return 0, full, first


def _want(frame: Frame, who: object, ways: tuple[Threshold, ...], span: Span) -> None:
    if isinstance(who, People):
        frame.want_population(who)
    side = frame.side(who)  # type: ignore[arg-type]
    for way in ways:
        for atom in atoms(way.measure):
            if not atom.of.anywhere:
                side.want(atom, span, frame.day)


Deferral = Callable[[], tuple[Array, Array, Array]]


def _deferral(form: CatchUp, frame: Frame) -> Deferral | None:
    """After the pass: subjects in their time of grace or past it, day of promotion, its end."""
    kinds = kinds_of_population(form.who).union(*(kinds_of(way.measure) for way in form.what))
    if frame.columns.lacks(kinds):
        return None
    frame.want_population(form.who)
    years, grace = frame.whole(form.within.years), frame.whole(form.grace)
    leasts = [frame.limit(way.least) for way in form.what]

    def worked_out() -> tuple[Array, Array, Array]:
        subjects, since = frame.once(("promoted", form.who), lambda: _promoted(form.who, frame))
        before = since - DAY.days
        low = shifted(before, lambda day: last_months(day, A_YEAR * years).first)
        measures = [way.measure for way in form.what]
        values = frame.once(
            ("before promotion", form.who, years, *measures),
            lambda: tuple(at(frame, measure, subjects, low, before) for measure in measures),
        )
        short = ~reached(list(values), leasts)
        due = shifted(since, lambda day: add_years(day, grace))
        return subjects[short], since[short], due[short]

    return lambda: frame.once(("deferred", form), worked_out)


def _promoted(who: People, frame: Frame) -> tuple[Array, Array]:
    """Those whose newest tenure in force is a promotion, and since when they have held it."""
    table = frame.people.tables[Tenure]
    rows = np.flatnonzero(frame.in_force(table))
    owner, start = table.owner[rows], table["start"][rows]
    newest = np.zeros(frame.people.size, dtype=np.int32)
    newest[owner] = start  # rows are sorted by start: the last one written is the newest
    promoted = np.zeros(len(newest), dtype=bool)
    promoted[owner[(table["promoted"][rows] == 1) & (start == newest[owner])]] = True
    subjects = np.flatnonzero(promoted & (frame.since(who) > 0))
    return subjects, newest[subjects]


def at(frame: Frame, measure: Measure, subjects: Array, low: Array, high: Array) -> Array:
    """A measure of some subjects, each between two days of its own."""
    total = np.zeros(len(subjects), dtype=np.int64)
    for atom in atoms(measure):
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
        values = [at(frame, way.measure, subjects, first, last) for way in form.what]
        value, required, _ = closest(values, leasts)
        status = np.where(due <= frame.day, MISSED, PENDING)
        status[reached(values, leasts)] = MET
        due = np.where(status == PENDING, due, NO_DAY)
        return outcome(subjects, status, figures(value), required, first, last, due)

    return judge


@prepare.register
def _(form: EachTenure, frame: Frame) -> Judge | None:
    columns = frame.columns
    if columns.lacks(kinds_of_population(form.who)):
        return None
    lacking, least = columns.lacks(kinds_of(form.what.measure)), frame.limit(form.what.least)

    def judge() -> Outcome:
        key = (form.who, form.what.measure, form.within, form.begun_months, form.begun_years)
        subjects, first, last, due, values = frame.once(key, lambda: _by_tenure(form, frame))
        status = np.where((due == NO_DAY) | (due <= frame.day), MISSED, PENDING)
        if lacking:
            status[:] = NO_DATA
        status[reached([values], [least])] = MET
        measured = np.where(status == NO_DATA, np.nan, figures(values))
        due = np.where(status == PENDING, due, NO_DAY)
        return worst(outcome(subjects, status, measured, float(least), first, last, due))

    return judge


def _by_tenure(form: EachTenure, frame: Frame) -> tuple[Array, Array, Array, Array, Array]:
    """For each tenure in question: whose, its window, when it falls due, and what was measured."""
    table, measure = frame.people.tables[Tenure], form.what.measure
    rows = np.flatnonzero(frame.holding(form.who.holding, table) & _recent(form, frame, table))
    subjects = table.owner[rows]
    first, last, due = _own_window(form.within, frame, table, rows)
    if measure.of.kind is Appraisal:  # type: ignore[union-attr]
        years = np.full_like(first, frame.on.year)
        return subjects, first, last, due, at(frame, measure, subjects, _years(first), years)
    return subjects, first, last, due, at(frame, measure, subjects, first, last)


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
