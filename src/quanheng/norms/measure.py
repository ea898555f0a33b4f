"""Measures: what is counted, how much of it is asked, and within which window.

A pack says ``at_least(total(Training, "hours"), HOURS)`` and ``rolling(FIVE_YEARS)``; nothing here
computes anything, so that every executor reads the same words.
"""

from dataclasses import dataclass
from functools import cache

from quanheng.norms.kinds import Activity, Row, Supervision
from quanheng.norms.pack import Parameter
from quanheng.norms.records import DATED


@dataclass(frozen=True)
class Selection:
    """Records of a kind, narrowed by what stands in their columns.

    ``where`` pairs a column with the values it may have; ``saying`` pairs a column with a text
    that must occur in it. ``anywhere`` takes them from the whole register, not from the subject.
    """

    kind: type[Row]
    where: tuple[tuple[str, frozenset[object]], ...]
    saying: tuple[str, str] | None
    anywhere: bool

    @property
    def dated(self) -> str:
        """The column that dates a record."""
        return DATED[self.kind]


@cache
def _selection(
    kind: type[Row],
    where: tuple[tuple[str, frozenset[object]], ...],
    saying: tuple[str, str] | None,
    anywhere: bool,
) -> Selection:
    return Selection(kind, where, saying, anywhere)


def rows(
    kind: type[Row],
    *,
    saying: tuple[str, str] | None = None,
    anywhere: bool = False,
    **where: object,
) -> Selection:
    """Records of ``kind`` whose columns have the given value, or one of a tuple of values.

    Equal selections are one object: measures are shared between rules and between packs.
    """
    narrowed = tuple(
        (name, frozenset(value if isinstance(value, tuple) else (value,)))
        for name, value in sorted(where.items())
    )
    return _selection(kind, narrowed, saying, anywhere)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Total:
    """The sum of a column; a blank cell counts as ``blank`` (0, or 1 for quantities)."""

    of: Selection
    column: str
    blank: int = 0


@dataclass(frozen=True)
class Count:
    """How many records there are."""

    of: Selection


@dataclass(frozen=True)
class Days:
    """The days from the column ``start`` to ``end``, both counted, summed."""

    of: Selection


@dataclass(frozen=True)
class Sum:
    """Several measures added."""

    parts: tuple["Measure", ...]


@dataclass(frozen=True)
class Least:
    """The smallest of several measures."""

    parts: tuple["Measure", ...]


Measure = Total | Count | Days | Sum | Least


@cache
def activity(*types: str, saying: tuple[str, str] | None = None) -> Total:
    """活动 of these types: the sum of 数量, a blank one being 1."""
    return Total(rows(Activity, type=types, saying=saying), "quantity", blank=1)


@cache
def matters(*types: str) -> Count:
    """监督 rows of these types."""
    return Count(rows(Supervision, type=types))


@dataclass(frozen=True)
class Threshold:
    """A measure and the least that is asked of it."""

    measure: Measure
    least: Parameter


def at_least(measure: Measure, least: Parameter) -> Threshold:
    """``measure`` must reach ``least``."""
    return Threshold(measure, least)


def either(*ways: Threshold) -> tuple[Threshold, ...]:
    """Several ways to meet a requirement; the one closer to its threshold is shown."""
    return ways


@dataclass(frozen=True)
class Calendar:
    """The calendar year, quarter or month of the as-of date.

    ``opens`` and ``closes`` (month, day) narrow the days on which facts count; with ``closes``
    that day of the year is also when the requirement falls due.
    """

    period: str
    opens: tuple[Parameter, Parameter] | None = None
    closes: tuple[Parameter, Parameter] | None = None


@dataclass(frozen=True)
class Cycle:
    """A cycle of whole calendar years, counted from 1 January of the year ``origin``."""

    years: Parameter
    origin: Parameter


@dataclass(frozen=True)
class Rolling:
    """The last n years up to the as-of date."""

    years: Parameter


Window = Calendar | Cycle | Rolling

YEAR = Calendar("year")
QUARTER = Calendar("quarter")
MONTH = Calendar("month")
