"""One pass: what all rules together need to know of every subject, worked out once.

Rules are normalised to their distinct populations and their distinct measures (selection, column,
window); the cost follows those, not the number of rules.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from itertools import pairwise
from threading import Lock
from typing import Any, TypeVar

import numpy as np

from quanheng.norms.columnar import kernels, signatures
from quanheng.norms.columnar.columns import (
    BLANK_DAY,
    Array,
    Columns,
    Table,
)
from quanheng.norms.columnar.plan import DISCRIMINATOR, Atom, Plan, Side
from quanheng.norms.dates import Span
from quanheng.norms.kinds import (
    MILLION,
    Contact,
    Person,
    Row,
    Tenure,
    Unit,
)
from quanheng.norms.measure import Count, Days, Least, Measure, Selection, Sum
from quanheng.norms.pack import Parameter
from quanheng.norms.population import People, Post, Responsible, Units

T = TypeVar("T")
THREADS = 2
WORTH_SPREADING = 10_000
PIECES = 4
"""Ranges for each thread, so that a thread whose core is busy elsewhere gets fewer of them."""
MASK_BITS = 64
NOBODY = np.zeros(signatures.NUMBER, dtype=bool)


def spread(work: Callable[[int, int], object], size: int) -> None:
    """Run ``work(begin, end)`` over ranges of subjects, side by side."""
    if size < WORTH_SPREADING:
        work(0, size)
        return
    edges = np.linspace(0, size, PIECES * THREADS + 1).astype(int).tolist()
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work, a, b) for a, b in pairwise(edges)]:
            done.result()


class Frame:
    """Every subject on one day: sums of the wanted measures, standing in the populations."""

    def __init__(self, columns: Columns, on: date) -> None:
        """``on`` is the as-of date; law is that of the day."""
        self.columns = columns
        self.on = on
        self.day = on.toordinal()
        self.people = Side(dict(columns.of_people), len(columns.people))
        self.units = Side(dict(columns.of_units), len(columns.units))
        self._populations: dict[People, int] = {}
        self._since: Array = np.zeros((0, 0), dtype=np.int32)
        self._known: dict[object, Any] = {}
        self._locks: dict[object, Lock] = {}
        self._lent: list[Array] = []

    def room(self, shape: tuple[int, ...], dtype: type) -> Array:
        """An array for the pass, not cleared; its memory goes back to the columns at the end."""
        buffer, out = self.columns.room.lend(shape, dtype)
        self._lent.append(buffer)
        return out

    def close(self) -> None:
        """Give the memory of the pass back; sums and standing must not be read afterwards."""
        self.columns.room.take_back(self._lent)
        self._lent = []

    def limit(self, parameter: Parameter) -> Fraction:
        """The number in force."""
        return parameter.number(self.on)

    def whole(self, parameter: Parameter) -> int:
        """The number in force, a whole one."""
        return int(parameter.number(self.on))

    def once(self, key: object, work: Callable[[], T]) -> T:
        """What ``work`` gives, worked out once for all rules; its arrays cannot be changed."""
        with self._locks.setdefault(key, Lock()):
            if key not in self._known:
                made = self._known[key] = work()
                for array in made if isinstance(made, tuple) else (made,):
                    if isinstance(array, np.ndarray):
                        array.flags.writeable = False
        known: T = self._known[key]
        return known

    # What rules need, noted before the pass and read after it

    def want_population(self, who: People) -> None:
        """Note a population for the pass."""
        self._populations.setdefault(who, len(self._populations))

    def side(self, who: People | Responsible | Units) -> Side:
        """People or units."""
        return self.units if isinstance(who, Units) else self.people

    def run(self) -> None:
        """The pass over the records."""
        for side in (self.people, self.units):
            for kind in {wanted.atom.of.kind for wanted in side.wanted}:
                if kind in side.tables:
                    self._tally(side, side.tables[kind], kind)
        if self._populations and Tenure in self.people.tables:
            self._stand()

    def value(self, side: Side, measure: Measure, span: Span) -> Array:
        """A measure of every subject, in millionths; worked out once for all rules."""
        if not isinstance(measure, Sum | Least) and not measure.of.anywhere:
            return side.got(measure, span, self.day)
        return self.once(
            ("value", id(side), measure, span), lambda: self._combined(side, measure, span)
        )

    def _combined(self, side: Side, measure: Measure, span: Span) -> Array:
        if isinstance(measure, Sum):
            return np.sum([self.value(side, part, span) for part in measure.parts], axis=0)
        if isinstance(measure, Least):
            return np.min([self.value(side, part, span) for part in measure.parts], axis=0)
        return np.full(side.size, self._anywhere(measure, span), dtype=np.int64)

    def qualified(self, who: People | Responsible | Units) -> tuple[Array, Array]:
        """The places of those who qualify now, and since when, as ordinals."""
        return self.once(("qualified", who), lambda: self._qualified(who))

    def _qualified(self, who: People | Responsible | Units) -> tuple[Array, Array]:
        if not isinstance(who, People):
            since = self.since(who)
            subjects = np.flatnonzero(since).astype(np.int32)
            return subjects, since[subjects]
        room = self.columns.room
        buffer, (subjects, days) = room.lend((2, self.people.size + 1), np.int32)
        found = kernels.members(
            self._since[self._populations[who]], self._head("politics"), self._politics(who),
            self._head("staff_category"), self._staff(who), subjects, days,
        )  # fmt: skip
        qualified = subjects[:found].copy(), days[:found].copy()
        room.take_back([buffer])
        return qualified

    def since(self, who: People | Responsible | Units) -> Array:
        """Since when each subject has qualified, as an ordinal; 0 where it does not now."""
        if isinstance(who, Units):
            return self._units_of(who)
        if isinstance(who, Responsible):
            return self.once(("since", who), lambda: self._responsible(who))
        since = self._since[self._populations[who]]
        of = self._politics(who)[self._head("politics")]
        return np.where(of & self._staff(who)[self._head("staff_category")], since, 0)

    def _head(self, name: str) -> Array:
        """A column of the people, all blank without their sheet."""
        column = self.columns.heads[Person][name]
        return column if len(column) else np.full(self.people.size, -1, dtype=np.int8)

    def _politics(self, who: People) -> Array:
        """For each political status, blank last, whether a population takes it."""
        if who.politics is not None:
            return self.columns.saying(Person, "politics", who.politics.__contains__)
        return self.columns.saying(Person, "politics", lambda _: True) | True

    def _staff(self, who: People) -> Array:
        """For each staff category, blank last, whether a population takes it."""
        known = np.full(np.iinfo(np.int8).max + 2, who.staff is None)
        if who.staff is not None:
            known[self.columns.codes(Person, "staff_category", who.staff | {None})] = True
        return known

    # Masks over records

    def mask(self, selection: Selection, table: Table) -> Array:
        """Which records of a table are of a selection; intervals that are empty never are."""
        return self.once(("mask", selection, id(table)), lambda: self._mask(selection, table))

    def _mask(self, selection: Selection, table: Table) -> Array:
        found = np.ones(len(table), dtype=bool)
        for name, values in selection.where:
            found &= self._one_of(table, name, values)
        if selection.saying is not None:
            name, text = selection.saying
            found &= self.columns.saying(table.kind, name, lambda word: text in word)[table[name]]
        if table.kind.interval is not None:
            start, stop = (table[name] for name in table.kind.interval)
            found &= start != stop
        return found

    def _one_of(self, table: Table, name: str, values: frozenset[object]) -> Array:
        codes = self.columns.codes(table.kind, name, values)
        if len(codes) == 1:
            return np.asarray(table[name] == codes[0])
        return one_of(table[name], codes)

    def in_force(self, table: Table) -> Array:
        """Which intervals hold on the day."""
        return self.once(("in force", id(table)), lambda: self._in_force(table))

    def _in_force(self, table: Table) -> Array:
        start, stop = table["start"], table["end"]
        return np.asarray((start <= self.day) & ((stop == BLANK_DAY) | (stop > self.day)))

    def holding(self, post: Post, table: Table) -> Array:
        """Which tenures in force are like a post."""

        def found() -> Array:
            return np.asarray(self.fits(post)[self.signature(table)] & self.in_force(table))

        return self.once(("holding", post, id(table)), found)

    def signature(self, table: Table) -> Array:
        """A number for leading, chief, promoted, level, role and category of each tenure."""
        return self.once(("signature", id(table)), lambda: self._signature(table))

    def _signature(self, table: Table) -> Array:
        category = self.columns.heads[Unit]["category"]
        out = self.room((len(table),), np.int32)

        def work(begin: int, end: int) -> None:
            kernels.signed(
                table["leading"], table["chief"], table["promoted"], table["level"],
                table["role"], table["unit"], category, signatures.SIZES, begin, end, out,
            )  # fmt: skip

        spread(work, len(table))
        return out

    def fits(self, post: Post) -> Array:
        """For each signature whether it is like a post."""
        return signatures.like(post)

    # The pass itself

    def _stand(self) -> None:
        self._since = self.room((len(self._populations), self.people.size), np.int32)
        table, whos = self.people.tables[Tenure], list(self._populations)
        sign = self.signature(table)
        for place in range(0, len(whos), MASK_BITS):
            some = whos[place : place + MASK_BITS]
            holds = bits([self.fits(who.holding) for who in some])
            bars = bits([self.fits(who.unless) if who.unless else NOBODY for who in some])
            self._stretches(table, sign, holds, bars, self._since[place : place + MASK_BITS])

    def _stretches(self, table: Table, sign: Array, holds: Array, bars: Array, out: Array) -> None:
        scratch = scratch_size(table)

        def work(begin: int, end: int) -> None:
            kernels.standing(
                table.offsets, table["start"], table["end"], sign, holds, bars, self.day,
                scratch, begin, end, out,
            )  # fmt: skip

        spread(work, out.shape[1])

    def _responsible(self, who: Responsible) -> Array:
        table = self.people.tables[Contact]
        sign = self._one_of(table, "type", frozenset({who.type})).astype(np.int32)
        out = np.zeros((1, self.people.size), dtype=np.int32)
        self._stretches(table, sign, np.array([0, 1], np.uint64), np.zeros(2, np.uint64), out)
        return out[0]

    def _units_of(self, who: Units) -> Array:
        head = self.columns.heads[Unit]
        found = np.ones(len(head["category"]), dtype=bool)
        if who.categories is not None:
            wanted = self.columns.codes(Unit, "category", frozenset(who.categories))
            found &= np.isin(head["category"], wanted)
        if who.root:
            found &= head["parent"] < 0
        return found.astype(np.int32)

    def _tally(self, side: Side, table: Table, kind: type[Row]) -> None:
        wanted = [w for w in side.wanted if w.atom.of.kind is kind and not w.atom.of.anywhere]
        if not wanted:
            return
        plan = Plan(self.mask, table, wanted)
        out = self.room((len(wanted), side.size), np.int64)
        records = (
            table.offsets, table[DISCRIMINATOR[kind]], table.day, plan.flags, *plan.values,
            plan.start,
        )  # fmt: skip
        fours = list(plan.fours()) if plan.crowded else []

        def work(begin: int, end: int) -> None:
            for place, four in enumerate(fours):
                kernels.tally_four(*records, *four, begin, end, out, 4 * place)  # type: ignore[call-arg]
            if not fours:
                kernels.tally(  # type: ignore[call-arg]
                    *records, plan.ptr, plan.slot, plan.low, plan.span, plan.need, plan.adds,
                    plan.blank, plan.lowest, begin, end, out,
                )  # fmt: skip

        spread(work, side.size)
        side.sums.update(zip(wanted, out, strict=True))

    def _anywhere(self, atom: Atom, span: Span) -> int:
        kind = atom.of.kind
        if kind not in self.people.tables:
            return 0
        table = self.people.tables[kind]
        day = table.day
        last = min(span.last, self.on).toordinal()
        found = self.mask(atom.of, table) & (day >= span.first.toordinal()) & (day <= last)
        return int(self.worth(atom, table)[found].sum())

    def worth(self, atom: Atom, table: Table) -> Array:
        """What each record adds to a measure, in millionths."""
        return self.once(("worth", atom, id(table)), lambda: self._worth(atom, table))

    def _worth(self, atom: Atom, table: Table) -> Array:
        if isinstance(atom, Count):
            return np.broadcast_to(np.int64(MILLION), (len(table),))
        if isinstance(atom, Days):
            return (table["end"].astype(np.int64) - table["start"] + 1) * MILLION
        column = table[atom.column]
        return np.where(column < 0, atom.blank * MILLION, column)


def one_of(column: Array, codes: list[int]) -> Array:
    """Which cells of a column of small codes (-1: blank) hold one of these."""
    known = np.zeros(np.iinfo(np.int8).max + 2, dtype=bool)
    known[codes] = True
    return np.asarray(known[column])


def scratch_size(table: Table) -> int:
    """Room for every piece that one subject's intervals can be cut into."""
    longest = int(np.diff(table.offsets).max(initial=0))
    return 2 * (longest + 1) ** 2


def bits(fits: list[Array]) -> Array:
    """For each signature a bit for each population that it fits."""
    return np.bitwise_or.reduce(
        [fit.astype(np.uint64) << np.uint64(place) for place, fit in enumerate(fits)]
    )
