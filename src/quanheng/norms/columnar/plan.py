"""The distinct measures that all rules together want, laid out for the kernel."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from quanheng.norms.columnar import kernels
from quanheng.norms.columnar.columns import Array, Table, column_of
from quanheng.norms.dates import Span
from quanheng.norms.kinds import MILLION, Activity, Duty, Row, Secondment, Supervision, Training
from quanheng.norms.measure import Count, Days, Least, Measure, Selection, Sum, Total

DISCRIMINATOR: dict[type[Row], str] = {
    Activity: "type",
    Supervision: "type",
    Training: "mode",
    Duty: "type",
    Secondment: "mode",
}
"""The column by which the records of a kind are told apart first."""

Atom = Total | Count | Days


class Wanted(NamedTuple):
    """A distinct measure: what is added, between which days (ordinals, both included)."""

    atom: Atom
    low: int
    high: int


def atoms(measure: Measure) -> list[Atom]:
    """The plain sums that a measure is made of."""
    if isinstance(measure, Sum | Least):
        return [atom for part in measure.parts for atom in atoms(part)]
    return [measure]


Mask = Callable[[Selection, Table], Array]
"""Which records of a table are of a selection."""


@dataclass
class Side:
    """People or units: their tables, and what is wanted of them."""

    tables: "dict[type[Row], Table]"
    size: int
    wanted: dict[Wanted, None] = field(default_factory=dict)
    sums: dict[Wanted, Array] = field(default_factory=dict)

    def want(self, atom: Atom, span: Span, on: int) -> None:
        """Note a measure for the pass."""
        self.wanted[_wanted(atom, span, on)] = None

    def got(self, atom: Atom, span: Span, on: int) -> Array:
        """The sums of a measure, one for each subject, in millionths; zeros without the sheet."""
        wanted = _wanted(atom, span, on)
        if wanted not in self.sums:
            self.sums[wanted] = np.zeros(self.size, dtype=np.int64)
        return self.sums[wanted]


def _wanted(atom: Atom, span: Span, on: int) -> Wanted:
    return Wanted(atom, span.first.toordinal(), min(span.last.toordinal(), on))


class Plan:
    """The measures of one kind, laid out for the kernel: one entry for each code and measure."""

    def __init__(self, mask: Mask, table: Table, wanted: Iterable[Wanted]) -> None:
        wanted = list(wanted)
        told = DISCRIMINATOR[table.kind]
        self.flags = np.zeros(1, dtype=np.uint8)
        names = list(dict.fromkeys(w.atom.column for w in wanted if isinstance(w.atom, Total)))
        needs = [self._need(mask, table, one, told) for one in wanted]
        nothing = np.zeros(1, dtype=np.int64)
        self.values = [table[name] for name in names] + [nothing] * (2 - len(names))
        self.start = table.data.get("start", np.zeros(1, dtype=np.int32))
        ptr, slot = _by_code(column_of(table.kind, told).choices, wanted, told)
        self.ptr, self.slot = np.array(ptr, dtype=np.int32), np.array(slot, dtype=np.int32)
        self.lowest = min(one.low for one in wanted)
        self.measures, self.codes = len(wanted), len(ptr) - 1

        def entry(values: Iterable[int], dtype: type) -> Array:
            return np.array(list(values), dtype=dtype)[self.slot]

        self.low = entry((w.low for w in wanted), np.int32)
        self.span = entry((w.high - w.low if w.high >= w.low else 0 for w in wanted), np.uint32)
        self.need = entry(needs, np.uint8)
        self.adds = entry((_adds(w.atom, names) for w in wanted), np.uint8)
        blank = (w.atom.blank * MILLION if isinstance(w.atom, Total) else 0 for w in wanted)
        self.blank = entry(blank, np.int64)

    @property
    def crowded(self) -> bool:
        """Whether a record adds to so many measures that adding to all of them is quicker."""
        return len(self.slot) > self.codes * -(-self.measures // 4)

    def fours(self) -> Iterator[tuple[Any, ...]]:
        """For each four measures what ``kernels.tally_four`` asks: ``counts`` to ``lowest``."""
        wide = -(-self.measures // 4) * 4
        counts = np.zeros((wide, self.codes), dtype=np.int64)
        counts[self.slot, np.repeat(np.arange(self.codes), np.diff(self.ptr))] = -1
        columns = []
        for column in (self.low, self.span, self.need, self.adds, self.blank):
            columns.append(np.zeros(wide, dtype=column.dtype))
            columns[-1][self.slot] = column
        entries = list(zip(*columns, strict=True))
        for place in range(0, wide, 4):
            four = slice(place, place + 4)
            adds = tuple(self.adds.dtype.type(entry[3]) for entry in entries[four])
            yield counts[four].T.ravel(), tuple(entries[four]), adds, self.lowest

    def _need(self, mask: Mask, table: Table, wanted: Wanted, told: str) -> int:
        """The flag of the conditions beyond the discriminating column; 0 if there are none."""
        of = wanted.atom.of
        others = tuple(pair for pair in of.where if pair[0] != told)
        if not others and of.saying is None and table.kind.interval is None:
            return 0
        key = (others, of.saying)
        if key not in self._bits:
            bit = 1 << len(self._bits)
            rest = Selection(table.kind, others, of.saying, False)
            if len(self.flags) != len(table):
                self.flags = np.zeros(len(table), dtype=np.uint8)
            self.flags |= mask(rest, table).astype(np.uint8) * np.uint8(bit)
            self._bits[key] = bit
        return self._bits[key]

    @cached_property
    def _bits(self) -> dict[object, int]:
        return {}


def _by_code(
    choices: tuple[str, ...], wanted: list[Wanted], told: str
) -> tuple[list[int], list[int]]:
    """For each code of the discriminating column, blank first, the measures that it counts for."""
    ptr, slot = [0], list[int]()
    for value in (None, *choices):
        for place, one in enumerate(wanted):
            values = dict(one.atom.of.where).get(told)
            if one.high >= one.low and (values is None or value in values):
                slot.append(place)
        ptr.append(len(slot))
    return ptr, slot


def _adds(atom: Atom, names: list[str]) -> int:
    if isinstance(atom, Total):
        return kernels.FIRST + names.index(atom.column)
    return kernels.DAYS if isinstance(atom, Days) else kernels.COUNT
