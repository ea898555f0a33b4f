"""The pieces of the page: plain values, already worded, for its template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from quanheng.exchange.report.counts import Counts
from quanheng.exchange.report.subjects import Subject
from quanheng.norms.finding import Status
from quanheng.norms.pack import Clause

LETTERS: Mapping[Status, str] = MappingProxyType(
    {
        Status.MISSED: "m",
        Status.ATTENTION: "a",
        Status.PENDING: "p",
        Status.NO_DATA: "n",
        Status.MET: "k",
    }
)
"""One letter for each status: style class and key of the index that the page searches."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many findings have a status, and which share of a total in tenths, rounded up."""

    letter: str
    label: str
    count: int
    level: int
    percent: str


class Segment(NamedTuple):
    """A piece of a bar, in per cent of its length."""

    letter: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, worded. ``rule`` is the rule's place among the rules."""

    letter: str
    label: str
    rule: int
    title: str
    clause: str
    national: str
    overruled: bool
    against: str
    window: str
    due: str
    change: str
    evidence: str
    message: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Subjects with the same status under one rule: anchors and names; ``met`` ones are folded."""

    letter: str
    label: str
    count: int
    met: bool
    subjects: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with its counts and its subjects by status."""

    place: int
    id: str
    title: str
    figures: list[Figure]
    bar: list[Segment]
    total: int
    listed: list[Listed]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause; ``letter`` and ``label`` say its worst status, empty when nothing was found."""

    anchor: str
    clause: Clause
    summary: str
    national: str
    note: str
    letter: str
    label: str
    rules: list[RuleView]


@dataclass(frozen=True, slots=True)
class PackView:
    """A document with its counts and clauses; ``note`` says that it is not in force."""

    place: int
    id: str
    title: str
    note: str
    figures: list[Figure]
    bar: list[Segment]
    total: int
    clauses: list[ClauseView]


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A subject: its line, its index for the search, and its findings."""

    anchor: str
    subject: Subject
    type: str
    posts: str
    figures: list[Figure]
    index: str
    open: list[Row]
    met: list[Row]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A unit and its people; they are prepared one by one, since there may be very many."""

    anchor: str
    code: str
    name: str
    category: str
    people: int
    figures: list[Figure]
    subjects: Iterator[SubjectView]


@dataclass(frozen=True, slots=True)
class Month:
    """How much falls due in a month; ``height`` in per cent of the highest."""

    label: str
    year: str
    count: int
    height: float


def bar(counts: Counts) -> list[Segment]:
    """A bar of all statuses, worst first."""
    total = counts.total()
    segments: list[Segment] = []
    start = 0.0
    for status in Status:
        if counts[status]:
            width = round(100 * counts[status] / total, 2)
            segments.append(Segment(LETTERS[status], round(start, 2), width))
            start += width
    return segments
