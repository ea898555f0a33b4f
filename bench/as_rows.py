"""Some people of the made-up register as ordinary records, for the plain executor and for tests."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np

from bench.data import Raw, owner, size
from bench.people import WORDS, Array
from quanheng.norms.kinds import LEVELS, Column, Person, Row, Unit, columns
from quanheng.norms.records import Records

UNITS = frozenset({"unit", "lead_unit", "place", "payer", "parent", "township"})
LEVEL = tuple(LEVELS.values())


def person_code(place: int) -> str:
    """The code of a person."""
    return f"P{place:07d}"


def unit_code(place: int) -> str:
    """The code of a unit."""
    return f"U{place:06d}"


def as_records(raw: Raw, people: int) -> Records:
    """The first people with all their records, and all units."""
    return Records({kind: list(_rows(raw, kind, people)) for kind in raw})


def _rows(raw: Raw, kind: type[Row], people: int) -> Iterator[Row]:
    count = size(raw, kind)
    if kind is Person:
        count = min(people, count)
    elif kind is not Unit:
        count = int(np.searchsorted(owner(raw, kind), people))
    read = {
        column.name: _reader(kind, column, raw[kind].get(column.name)) for column in columns(kind)
    }
    for place in range(count):
        yield kind(row=place + 2, **{name: cell(place) for name, cell in read.items()})


def _reader(kind: type[Row], column: Column, values: Array | None) -> Callable[[int], Any]:
    if values is None:
        if column.name == "code":
            return person_code if kind is Person else unit_code
        return lambda place: str(place) if column.required else None
    read = _decoding(kind, column)
    blank = 0 if column.type in ("date", "month") else -1

    def cell(place: int) -> Any:
        value = int(values[place])
        return None if value == blank else read(value)

    return cell


def _decoding(kind: type[Row], column: Column) -> Callable[[int], Any]:
    if column.type in ("date", "month"):
        return date.fromordinal
    if column.type in ("number", "year"):
        return int
    if column.type == "yes_no":
        return bool
    if column.type == "choice":
        return (
            LEVEL if column.name == "level" and kind.__name__ == "Tenure" else column.choices
        ).__getitem__
    if column.type == "text":
        return WORDS[kind, column.name].__getitem__
    return unit_code if column.name in UNITS else person_code
