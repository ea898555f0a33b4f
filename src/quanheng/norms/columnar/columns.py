"""Records as plain columns: one array per column, clustered by subject, sorted by date.

Encoding: dates are proleptic ordinals (``BLANK_DAY`` = 0 is blank), numbers are whole millionths
(blank -1), yes/no is 1, 0 or -1 for blank, choices are their place in ``Column.choices`` (blank
-1), codes of people and units are their place in ``people`` and ``units`` (blank -1), other text is
its place in the column's vocabulary (blank -1).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import prod
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quanheng.norms.kinds import (
    LEVELS,
    Column,
    Duty,
    Level,
    Person,
    Project,
    Row,
    Unit,
    columns,
)
from quanheng.norms.records import DATED, OF_EITHER, OF_PERSON, OF_UNIT, Records

Array = NDArray[Any]
BLANK_DAY = 0
TYPES: Mapping[str, type] = {
    "date": np.int32,
    "month": np.int32,
    "year": np.int32,
    "number": np.int64,
    "yes_no": np.int8,
    "choice": np.int8,
    "code": np.int32,
    "text": np.int32,
}
PERSON_CODES = frozenset({"person", "owner"})
UNIT_CODES = frozenset({"unit", "lead_unit", "place", "payer", "parent", "township"})
LEVEL_NUMBERS = np.array([*LEVELS.values(), 0], dtype=np.int16)
"""Place of a level among the choices -> ``Level``; the last stands for blank."""


@dataclass(frozen=True)
class Table:
    """Records of one kind, clustered: rows ``offsets[s]`` to ``offsets[s + 1]`` are subject s's."""

    kind: type[Row]
    offsets: Array
    data: Mapping[str, Array]

    def __getitem__(self, name: str) -> Array:
        """A column."""
        return self.data[name]

    def __len__(self) -> int:
        """How many rows there are."""
        return int(self.offsets[-1])

    @cached_property
    def owner(self) -> Array:
        """The subject of each row."""
        counts = np.diff(self.offsets)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts)

    @property
    def day(self) -> Array:
        """The day that dates each row (the year, for appraisals)."""
        return self.data[DATED.get(self.kind, "year")]


class Room:
    """Memory that one evaluation leaves to the next: fresh pages cost more than the sums."""

    def __init__(self) -> None:
        self._free: list[Array] = []
        self._lock = Lock()

    def lend(self, shape: tuple[int, ...], dtype: type) -> tuple[Array, Array]:
        """A buffer and an array in it, not cleared; the smallest free buffer that is enough."""
        size = prod(shape) * np.dtype(dtype).itemsize
        with self._lock:
            fitting = [place for place, one in enumerate(self._free) if len(one) >= size]
            place = min(fitting, key=lambda place: len(self._free[place]), default=None)
            buffer = np.empty(size, np.uint8) if place is None else self._free.pop(place)
        return buffer, buffer[:size].view(dtype).reshape(shape)

    def take_back(self, buffers: Iterable[Array]) -> None:
        """Keep buffers for the next evaluation."""
        with self._lock:
            self._free.extend(buffers)


@dataclass
class Columns:
    """All records as columns.

    ``people`` and ``units`` are codes in ascending order; ``names`` their names. ``heads`` hold
    one row for each person (干部) and unit (单位), in that order. ``of_people``, ``of_units`` hold
    the clustered tables, ``others`` the sheets that are clustered otherwise (项目). ``words`` are
    the vocabularies of text columns. ``present`` says which sheets were given.
    """

    people: Sequence[str]
    units: Sequence[str]
    present: frozenset[type[Row]]
    heads: Mapping[type[Row], Mapping[str, Array]]
    of_people: Mapping[type[Row], Table]
    of_units: Mapping[type[Row], Table]
    words: dict[tuple[type[Row], str], list[str]] = field(default_factory=dict)
    projects: Mapping[str, Array] = field(default_factory=dict)
    room: Room = field(default_factory=Room, repr=False, compare=False)

    def lacks(self, kinds: "set[type[Row]]") -> bool:
        """Whether any of the sheets is absent."""
        return not kinds <= self.present

    def choice(self, kind: type[Row], name: str, value: str) -> int:
        """The code of a value of a choice column."""
        return column_of(kind, name).choices.index(value)

    def codes(self, kind: type[Row], name: str, values: frozenset[object]) -> list[int]:
        """The codes under which values stand in a column of choices or yes/no (None: blank)."""
        described = column_of(kind, name)
        if described.type == "yes_no":
            return [-1 if value is None else int(bool(value)) for value in values]
        return [-1 if v is None else described.choices.index(str(v)) for v in values]

    def saying(self, kind: type[Row], name: str, test: Callable[[str], bool]) -> Array:
        """For each word of a text column whether it passes a test; False for blank (the last)."""
        words = self.words.get((kind, name), [])
        return np.array([*(test(word) for word in words), False], dtype=bool)

    @classmethod
    def from_records(cls, records: Records) -> "Columns":
        """Encode records; the order of rows within a subject and a day is kept."""
        people, units = sorted(records.people), sorted(_unit_codes(records))
        places = {code: place for place, code in enumerate(people)}
        seats = {code: place for place, code in enumerate(units)}
        encoder = _Encoder(places, seats)
        heads: dict[type[Row], Mapping[str, Array]] = {
            kind: encoder.heads(kind, records, codes)
            for kind, codes in ((Person, people), (Unit, units))
        }
        of_people, of_units = {}, {}
        for kind in records:
            if kind in OF_PERSON or kind in OF_EITHER:
                of_people[kind] = encoder.table(kind, records, people=True)
            if kind in OF_UNIT or kind in OF_EITHER or kind is Duty:
                of_units[kind] = encoder.table(kind, records, people=False)
        projects = encoder.heads(Project, records, None)
        present = frozenset(records)
        return cls(people, units, present, heads, of_people, of_units, encoder.words, projects)


def column_of(kind: type[Row], name: str) -> Column:
    """The description of a column."""
    return next(column for column in columns(kind) if column.name == name)


class _Encoder:
    """Turns cells into numbers; keeps the vocabularies."""

    def __init__(self, people: Mapping[str, int], units: Mapping[str, int]) -> None:
        self.people = people
        self.units = units
        self.words: dict[tuple[type[Row], str], list[str]] = {}
        self._places: dict[tuple[type[Row], str], dict[str, int]] = {}

    def column(self, kind: type[Row], described: Column, rows: Sequence[Row]) -> Array:
        values = (getattr(row, described.name) for row in rows)
        encode = self._encoding(kind, described)
        return np.fromiter(map(encode, values), dtype=TYPES[described.type], count=len(rows))

    def _encoding(self, kind: type[Row], described: Column) -> Callable[[Any], int]:
        if described.type in ("date", "month"):
            return lambda day: BLANK_DAY if day is None else day.toordinal()
        if described.type in ("number", "yes_no", "year"):
            return lambda value: -1 if value is None else int(value)
        if described.type == "choice":
            places: Mapping[Any, int] = {v: place for place, v in enumerate(described.choices)}
            if described.choices == tuple(LEVELS):
                places = {level: place for place, level in enumerate(Level)}
            return lambda value: -1 if value is None else places[value]
        if described.name in PERSON_CODES:
            return lambda code: -1 if code is None else self.people[code]
        if described.name in UNIT_CODES:
            return lambda code: -1 if code is None else self.units[code]
        words = self.words.setdefault((kind, described.name), [])
        seen = self._places.setdefault((kind, described.name), {})

        def word(value: str | None) -> int:
            if value is None:
                return -1
            place = seen.get(value)
            if place is None:
                place = seen[value] = len(words)
                words.append(value)
            return place

        return word

    def heads(
        self, kind: type[Row], records: Records, codes: Sequence[str] | None
    ) -> Mapping[str, Array]:
        rows: Sequence[Any] = records.of(kind)
        if codes is not None:
            found = {row.code: row for row in rows}
            rows = [found[code] for code in codes if code in found]
        elif kind is Project:
            rows = sorted(rows, key=lambda row: str(row.code))
        return {c.name: self.column(kind, c, rows) for c in columns(kind)}

    def table(self, kind: type[Row], records: Records, *, people: bool) -> Table:
        rows, owners = _owned(kind, records, self.people if people else self.units, people)
        owner = np.array(owners, dtype=np.int32)
        data = {c.name: self.column(kind, c, rows) for c in columns(kind) if c.name != "subject"}
        day = data[DATED.get(kind, "year")]
        number = np.fromiter((row.row for row in rows), dtype=np.int64, count=len(rows))
        order = np.lexsort((number, day, owner))
        size = len(self.people if people else self.units)
        offsets = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=size)))).astype(
            np.int64
        )
        return Table(kind, offsets, {name: array[order] for name, array in data.items()})


def _unit_codes(records: Records) -> set[str]:
    """Every code of a unit that occurs in any column."""
    found = set(records.organs)
    for kind in records:
        for described in columns(kind):
            if described.name in UNIT_CODES:
                found.update(
                    filter(None, (getattr(row, described.name) for row in records.of(kind)))
                )
    return found


def _owned(
    kind: type[Row], records: Records, places: Mapping[str, int], people: bool
) -> tuple[list[Row], list[int]]:
    """The rows of a kind that belong to people (units), and to whom."""
    owner = OF_PERSON.get(kind) if people else OF_UNIT.get(kind)
    if kind in OF_EITHER:
        owner, wanted = "subject", "干部" if people else "单位"
        rows = [row for row in records.of(kind) if row.subject_type == wanted]  # type: ignore[attr-defined]
    elif kind is Duty:
        rows = [row for row in records.of(Duty) if (row.owner is not None) is people]
        owner = "owner" if people else "lead_unit"
        rows = [row for row in rows if getattr(row, owner) is not None]
    else:
        rows = list(records.of(kind))
    assert owner is not None
    return rows, [places[getattr(row, owner)] for row in rows]


def ordinal(day: date) -> int:
    """A date as its ordinal."""
    return day.toordinal()
