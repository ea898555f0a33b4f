"""Random records that a workbook can hold: consistent in dates, votes, keys and references."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from quanheng.exchange.cells import clean
from quanheng.exchange.validation import UNIQUE
from quanheng.norms.kinds import (
    KINDS,
    LEVELS,
    MILLION,
    Column,
    Evaluation,
    Project,
    Row,
    Unit,
    columns,
)
from quanheng.norms.records import Records

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(clean).filter(bool)
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(9999, 12, 31))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "code": TEXTS,
    "date": DAYS,
    "month": DAYS.map(lambda day: day.replace(day=1)),
    "year": st.integers(1800, 9999),
    "number": st.integers(0, 1000 * MILLION) | st.integers(0, 10**15),
    "yes_no": st.booleans(),
}


def value(column: Column) -> st.SearchStrategy[Any]:
    if column.type == "choice":
        levels = column.header == "职务层次"
        found = st.sampled_from(list(LEVELS.values()) if levels else column.choices)
    else:
        found = VALUES[column.type]
    return found if column.required else st.none() | found


@st.composite
def one(draw: Callable[..., Any], kind: type[Row]) -> Row:
    return kind(row=2, **{column.name: draw(value(column)) for column in columns(kind)})


def ordered(row: Row) -> Row:
    """The row with its ends brought to its start where they precede it."""
    for column in columns(type(row)):
        end = getattr(row, column.name)
        starts = [getattr(row, name) for name in column.ends]
        start = next((day for day in starts if day is not None), None)
        if end is not None and start is not None and end < start:
            row = replace(row, **{column.name: start})
    return row


@st.composite
def records(draw: Callable[..., Any]) -> Records:
    found: dict[type[Row], list[Row]] = {}
    codes: dict[str, list[str]] = {}
    for kind in KINDS:
        if not draw(st.booleans()):
            continue
        rows = [ordered(row) for row in draw(st.lists(one(kind), max_size=3))]
        if kind is Evaluation:
            rows = [replace(row, returned=None) for row in rows]
        rows = [settled for row in rows if (settled := _referring(draw, row, codes)) is not None]
        rows = list({_key(row, number): row for number, row in enumerate(rows)}.values())
        found[kind] = [replace(row, row=number) for number, row in enumerate(rows, start=2)]
        if kind in (Unit, Project) or kind.sheet == "干部":
            codes[kind.sheet] = [row.code for row in found[kind]]  # type: ignore[attr-defined]
    return Records(found)


def _key(row: Row, number: int) -> object:
    names = UNIQUE.get(type(row))
    return number if names is None else tuple(getattr(row, name) for name in names)


def _referring(draw: Callable[..., Any], row: Row, codes: dict[str, list[str]]) -> Row | None:
    """The row with codes that exist; None where a required one cannot."""
    for column in columns(type(row)):
        sheets = column.refers if len(column.refers) < 2 else (row.subject_type,)  # type: ignore[attr-defined]
        for sheet in sheets:
            if sheet == row.sheet:
                row = replace(row, **{column.name: None})
            elif sheet in codes and not codes[sheet] and column.required:
                return None
            elif sheet in codes:
                code = draw(st.sampled_from(codes[sheet])) if codes[sheet] else None
                row = replace(row, **{column.name: code})
    return row
