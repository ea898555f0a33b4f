"""The case that the plain executor judges: all records on one day, one subject's view of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import inf, nextafter
from operator import attrgetter
from typing import NamedTuple

from quanheng.norms.dates import DAY, add_months, stretch_start
from quanheng.norms.finding import Measured, Status, Text
from quanheng.norms.kinds import (
    MILLION,
    Activity,
    Appraisal,
    Contact,
    Person,
    Row,
    Rulebook,
    Tenure,
    Unit,
)
from quanheng.norms.measure import Count, Days, Least, Measure, Selection, Sum, Total
from quanheng.norms.pack import Parameter
from quanheng.norms.population import People, Population, Post, Responsible, Units
from quanheng.norms.records import DATED, Dossier, Records


class Answer(NamedTuple):
    """One answer of a rule for a subject; a finding shows the worst.

    ``rows`` counted; ``clocks`` are days on which the answer may change without a new record
    (days that are not after the as-of date are ignored); ``detail`` adds what the numbers lack.
    """

    status: Status
    measured: Measured
    required: Measured
    unit: Text
    first: date
    last: date
    due: date | None = None
    rows: Iterable[Row] = ()
    clocks: tuple[date | None, ...] = ()
    detail: Text | None = None

    @property
    def badness(self) -> tuple[int, float, date, date]:
        """The order of several answers: status, smallest measured, earliest due and window."""
        measured = self.measured if self.measured is not None else 0
        return (self.status.severity, measured, self.due or date.max, self.first)


def worst(answers: Iterable[Answer]) -> Answer | None:
    """The worst of several answers, None if there is none."""
    return min(answers, key=lambda answer: answer.badness, default=None)


def figure(millionths: int) -> int | float:
    """A number of millionths as people read it."""
    whole, rest = divmod(millionths, MILLION)
    return whole if rest == 0 else millionths / MILLION


def number(value: Fraction) -> int | float:
    """A fraction as a plain number."""
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def number_beside(value: Fraction, limit: Fraction) -> int | float:
    """A fraction as a plain number that lies on the same side of the limit as the fraction.

    Two fractions of large sums may differ by less than plain numbers tell apart.
    """
    told = number(value)
    if value == limit or told != number(limit):
        return told
    return nextafter(told, -inf if value < limit else inf)


class Tally(NamedTuple):
    """What a measure gave: millionths, the rows that counted, the next row to come."""

    value: int
    rows: list[Row]
    upcoming: date | None


Measurer = Callable[["View", date, date], Tally]


class Case:
    """All records as seen on one day, with the parameters in force."""

    def __init__(self, records: Records, on: date) -> None:
        """``on`` is the as-of date: later rows are unseen, and law is that of the day."""
        self.records = records
        self.on = on
        self._anywhere: dict[int, list[Row]] = {}

    def limit(self, parameter: Parameter) -> Fraction:
        """The number in force."""
        return parameter.number(self.on)

    def whole(self, parameter: Parameter) -> int:
        """The number in force, a whole one."""
        return int(parameter.number(self.on))

    def lacks(self, kinds: Iterable[type[Row]]) -> bool:
        """Whether any of the sheets is absent."""
        return any(not self.records.has(kind) for kind in kinds)

    def category(self, unit: str) -> str | None:
        """A unit's category, None if unknown."""
        found = self.records.units.get(unit)
        return found.category if found else None

    def in_force(self, row: Tenure | Contact | Rulebook) -> bool:
        """Whether a half-open interval holds on the day; one that ends as it starts never does."""
        return row.start <= self.on and (row.end is None or row.end > self.on)

    def seen(self, row: Tenure | Contact) -> bool:
        """Whether an interval began by the day and is not empty."""
        return row.start <= self.on and row.end != row.start

    def anywhere(self, selection: Selection) -> list[Row]:
        """A selection from the whole register, in the order of date and row."""
        key = id(selection)
        if key not in self._anywhere:
            found = [row for row in self.records.of(selection.kind) if fits(selection, row)]
            dated = attrgetter(selection.dated)
            self._anywhere[key] = sorted(found, key=lambda row: (dated(row), row.row))
        return self._anywhere[key]

    @cached_property
    def villages(self) -> Mapping[str, list[Unit]]:
        """Units by the township they belong to."""
        found = defaultdict(list)
        for unit in self.records.of(Unit):
            if unit.township:
                found[unit.township].append(unit)
        return found

    def view(self, dossier: Dossier) -> "View":
        """One subject, seen in this case."""
        return View(self, dossier)

    def views(self, codes: Iterable[str]) -> Iterator["View"]:
        """Views of several people."""
        return (View(self, self.records.people[code]) for code in codes)


class View:
    """One subject on the day: the rows of a dossier, and since when the subject qualifies."""

    __slots__ = ("_boundary", "_standing", "case", "dossier")

    def __init__(self, case: Case, dossier: Dossier) -> None:
        """A view lives for one subject and one day."""
        self.case = case
        self.dossier = dossier
        self._standing: dict[int, date | None] = {}
        self._boundary: date | bool | None = False

    def rows(self, selection: Selection) -> list[Row]:
        """The subject's records of a selection, in the order of date and row, of any date."""
        if selection.anywhere:
            return self.case.anywhere(selection)
        memo = self.dossier.memo
        key = id(selection)
        found = memo.get(key)
        if found is None:
            found = memo[key] = [
                row for row in self.dossier.of(selection.kind) if fits(selection, row)
            ]
        return found  # type: ignore[return-value]

    def holding(self, post: Post) -> list[Tenure]:
        """Tenures in force like ``post``."""
        case = self.case
        return [
            tenure
            for tenure in self.dossier.of(Tenure)
            if case.in_force(tenure) and post.fits(tenure, case.category(tenure.unit))
        ]

    def contacts(self, type: str) -> list[Contact]:
        """包联 records of a type in force."""
        return [
            row for row in self.dossier.of(Contact) if row.type == type and self.case.in_force(row)
        ]

    def standing(self, who: Population) -> date | None:
        """Since when the subject has qualified without a break; None if it does not now."""
        key = id(who)
        if key not in self._standing:
            self._standing[key] = self._since(who)
        return self._standing[key]

    def _since(self, who: Population) -> date | None:
        case = self.case
        if isinstance(who, Units):
            unit = self.dossier.head
            if not isinstance(unit, Unit) or (who.root and unit.parent is not None):
                return None
            return date.min if who.categories is None or unit.category in who.categories else None
        if isinstance(who, Responsible):
            held = [
                (row.start, row.end)
                for row in self.dossier.of(Contact)
                if row.type == who.type and case.seen(row)
            ]
            return stretch_start(held, (), case.on) if held else None
        return self._holding_since(who)

    def _holding_since(self, who: People) -> date | None:
        case, head = self.case, self.dossier.head
        if who.politics is not None or who.staff is not None:
            if not isinstance(head, Person):
                return None
            if who.politics is not None and head.politics not in who.politics:
                return None
            if who.staff is not None and (head.staff_category or "") not in who.staff | {""}:
                return None
        held, barred = [], []
        for tenure in self.dossier.of(Tenure):
            if not case.seen(tenure):
                continue
            category = case.category(tenure.unit)
            if who.holding.fits(tenure, category):
                held.append((tenure.start, tenure.end))
            if who.unless is not None and who.unless.fits(tenure, category):
                barred.append((tenure.start, tenure.end))
        return stretch_start(held, barred, case.on) if held else None

    @property
    def boundary(self) -> date | None:
        """The next day on which one of the subject's posts or contact points begins or ends."""
        if self._boundary is False:
            on = self.case.on
            turns = [(row.start, row.end) for row in self.dossier.of(Tenure)]
            turns += [(row.start, row.end) for row in self.dossier.of(Contact)]
            days = [day for turn in turns for day in turn if day is not None and day > on]
            self._boundary = min(days, default=None)
        return self._boundary  # type: ignore[return-value]


def fits(selection: Selection, row: Row) -> bool:
    """Whether a record is of the selection; an interval that ends as it starts never is."""
    if any(getattr(row, name) not in values for name, values in selection.where):
        return False
    if selection.saying is not None:
        name, text = selection.saying
        if text not in (getattr(row, name) or ""):
            return False
    interval = row.interval
    return interval is None or getattr(row, interval[0]) != getattr(row, interval[1])


def kinds_of(measure: Measure) -> set[type[Row]]:
    """The sheets that a measure reads."""
    if isinstance(measure, Sum | Least):
        return set().union(*(kinds_of(part) for part in measure.parts))
    return {measure.of.kind}


def kinds_of_population(who: Population) -> set[type[Row]]:
    """The sheets that tell whom a rule applies to."""
    if isinstance(who, Units):
        return {Unit}
    if isinstance(who, Responsible):
        return {Contact}
    kinds: set[type[Row]] = {Tenure}
    if who.politics is not None or who.staff is not None:
        kinds.add(Person)
    if who.holding.unit_in is not None or (who.unless and who.unless.unit_in is not None):
        kinds.add(Unit)
    return kinds


def measurer(measure: Measure, on: date) -> Measurer:
    """A function that measures a view between two days (both included, never after ``on``)."""
    if isinstance(measure, Sum | Least):
        return _combined(measure, on)
    if measure.of.kind is Appraisal:
        return _of_years(measure.of, on)
    worth = _worth(measure)
    selection, dated = measure.of, attrgetter(DATED[measure.of.kind])

    def tally(view: View, first: date, last: date) -> Tally:
        total, counted, upcoming = 0, [], None
        last = min(last, on)
        for row in view.rows(selection):
            day = dated(row)
            if day > on:
                upcoming = day
                break
            if first <= day <= last:
                value = worth(row)
                if value is not None:
                    total += value
                    counted.append(row)
        return Tally(total, counted, upcoming)

    return tally


def _worth(measure: Total | Count | Days) -> Callable[[Row], int | None]:
    """What one record adds, in millionths; None if it adds nothing."""
    if isinstance(measure, Count):
        return lambda row: MILLION
    if isinstance(measure, Days):
        return lambda row: ((row.end - row.start).days + 1) * MILLION  # type: ignore[attr-defined]
    value, blank = attrgetter(measure.column), measure.blank * MILLION or None

    def column(row: Row) -> int | None:
        found: int | None = value(row)
        return blank if found is None else found

    return column


def _combined(measure: Sum | Least, on: date) -> Measurer:
    parts = [measurer(part, on) for part in measure.parts]
    adds = isinstance(measure, Sum)

    def tally(view: View, first: date, last: date) -> Tally:
        tallies = [part(view, first, last) for part in parts]
        value = sum(t.value for t in tallies) if adds else min(t.value for t in tallies)
        upcoming = [t.upcoming for t in tallies if t.upcoming is not None]
        return Tally(value, [row for t in tallies for row in t.rows], min(upcoming, default=None))

    return tally


def _of_years(selection: Selection, on: date) -> Measurer:
    """Appraisals are dated by their year, and seen when it is not after the as-of date's."""

    def tally(view: View, first: date, last: date) -> Tally:
        del last
        rows = [row for row in view.rows(selection) if isinstance(row, Appraisal)]
        counted: list[Row] = [row for row in rows if first.year <= row.year <= on.year]
        later = [date(row.year, 1, 1) for row in rows if row.year > on.year]
        return Tally(len(counted) * MILLION, counted, min(later, default=None))

    return tally


def month_after(first: date) -> date:
    """The first day of the next month."""
    return add_months(first, 1)


def day_before(day: date) -> date:
    """The day before."""
    return day - DAY


def activities(view: View, selection: Selection) -> list[Activity]:
    """A subject's activities of a selection, of any date."""
    return [row for row in view.rows(selection) if isinstance(row, Activity)]
