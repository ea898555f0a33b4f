"""The distinct measures that all rules together want, laid out for the kernel."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

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
    slots: dict[Wanted, int] = field(default_factory=dict)
    sums: Array = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))

    def want(self, atom: Atom, span: Span, on: int) -> None:
        """Note a measure for the pass."""
        wanted = _wanted(atom, span, on)
        self.slots.setdefault(wanted, len(self.slots))

    def got(self, atom: Atom, span: Span, on: int) -> Array:
        """The sums of a measure, one for each subject, in millionths."""
        return self.sums[self.slots[_wanted(atom, span, on)]]


def _wanted(atom: Atom, span: Span, on: int) -> Wanted:
    return Wanted(atom, span.first.toordinal(), min(span.last.toordinal(), on))


class Plan:
    """The measures of one kind, laid out for the kernel."""

    def __init__(self, mask: Mask, table: Table, wanted: Iterable[Wanted]) -> None:
        wanted = list(wanted)
        told = DISCRIMINATOR[table.kind]
        choices = column_of(table.kind, told).choices
        self.flags = np.zeros(len(table), dtype=np.uint8)
        self.low = np.array([w.low for w in wanted], dtype=np.int32)
        self.high = np.array([w.high for w in wanted], dtype=np.int32)
        self.need = np.array([self._need(mask, table, w, told) for w in wanted], dtype=np.uint8)
        names = list(dict.fromkeys(w.atom.column for w in wanted if isinstance(w.atom, Total)))
        self.adds = np.array([_adds(w.atom, names) for w in wanted], dtype=np.uint8)
        blank = [w.atom.blank if isinstance(w.atom, Total) else 0 for w in wanted]
        self.blank = np.array(blank, dtype=np.int64) * MILLION
        nothing = np.zeros(1, dtype=np.int64)
        self.values = [table[name] for name in names] + [nothing] * (2 - len(names))
        self.start = table.data.get("start", np.zeros(1, dtype=np.int32))
        members: list[int] = []
        ptr = [0]
        for code in range(-1, len(choices)):
            value = choices[code] if code >= 0 else None
            for m, one in enumerate(wanted):
                values = dict(one.atom.of.where).get(told)
                if values is None or value in values:
                    members.append(m)
            ptr.append(len(members))
        self.ptr = np.array(ptr, dtype=np.int32)
        self.members = np.array(members or [0], dtype=np.int32)

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
            self.flags |= mask(rest, table).astype(np.uint8) * np.uint8(bit)
            self._bits[key] = bit
        return self._bits[key]

    @cached_property
    def _bits(self) -> dict[object, int]:
        return {}


def _adds(atom: Atom, names: list[str]) -> int:
    if isinstance(atom, Total):
        return kernels.FIRST + names.index(atom.column)
    return kernels.DAYS if isinstance(atom, Days) else kernels.COUNT
