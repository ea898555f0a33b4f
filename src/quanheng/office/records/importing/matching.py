"""Which record each row of a workbook stands for. Pure: rows in, outcomes out.

Rows and records of one key (``Record.key``) are paired: first those that say the same, then, where
one row and one record are left, these two as a change. A blank cell says nothing, so it neither
differs nor erases. What the file lacks stays as it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from quanheng.norms.kinds import Row, Tenure
from quanheng.office.records.importing.outcomes import Compared, Outcome, Why, conflicting
from quanheng.office.records.key_facts import is_key_change
from quanheng.office.records.models import RECORDS
from quanheng.office.records.shape import has_subject, names, place_of, places

ALIKE = 200
"""Rows of one key that are compared one by one; more are told apart only when exactly equal."""

POST = attrgetter("person", "unit", "title")


@cache
def key_columns(kind: type[Row]) -> tuple[str, ...]:
    """The columns of a kind that tell its rows apart."""
    found: dict[str, None] = {}
    for field in RECORDS[kind].key:
        place = place_of(kind, field)
        if place is not None:
            found[place.column.name] = None
        elif has_subject(kind):
            found["subject_type"] = found["subject"] = None
    return tuple(found)


def key_of(kind: type[Row]) -> Callable[[Row], Any]:
    """A function that gives the key of a row."""
    return attrgetter(*key_columns(kind))


def match(kind: type[Row], rows: Sequence[Row], records: Iterable[Row]) -> list[Compared]:
    """What becomes of each row, given the records of the same subjects; in the order of rows."""
    key = key_of(kind)
    held: dict[Any, list[Row]] = defaultdict(list)
    for record in records:
        held[key(record)].append(record)
    given: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        given[key(row)].append(row)
    found: dict[int, Compared] = {}
    for at, group in given.items():
        for compared in _pair(group, held.get(at, [])):
            found[compared.row.row] = compared
    if kind is Tenure:
        _match_moved_starts(found, held)
    return [found[row.row] for row in rows]


def _pair(group: Sequence[Row], held: list[Row]) -> Iterator[Compared]:
    """Pair the rows of one key with its records; ``held`` keeps the records left over."""
    left = []
    exact: dict[Any, list[Row]] = defaultdict(list)
    for record in held:
        exact[values(record)].append(record)
    for row in group:
        if records := exact.get(values(row)):
            record = records.pop(0)
            held.remove(record)
            yield Compared(row, Outcome.SAME, record.row)
        else:
            left.append(row)
    if held and len(left) * len(held) <= ALIKE:
        for row in list(left):
            record_like = next((record for record in held if not differences(row, record)), None)
            if record_like is not None:
                held.remove(record_like)
                left.remove(row)
                yield Compared(row, Outcome.SAME, record_like.row)
    if left and len(left) == len(held) == 1:
        yield changed(left[0], held.pop())
        return
    for row in left:
        if held:
            yield conflicting(row, Why.SEVERAL)
        else:
            yield Compared(row, Outcome.NEW)


def values(row: Row) -> tuple[Any, ...]:
    """What a row says, column by column."""
    return tuple([getattr(row, name) for name in names(type(row))])


def differences(row: Row, record: Row) -> dict[str, Any]:
    """The columns in which a row says otherwise, with what the record says."""
    found = {}
    for name in names(type(row)):
        said, before = getattr(row, name), getattr(record, name)
        if said is not None and said != before:
            found[name] = before
    return found


def changed(row: Row, record: Row) -> Compared:
    """A row that corrects a record."""
    before = differences(row, record)
    return Compared(row, Outcome.CHANGED, record.row, before, keys_in(row, before))


def keys_in(row: Row, before: Mapping[str, Any]) -> tuple[str, ...]:
    """Those of the columns that two persons must correct."""
    kind = type(row)
    return tuple(
        name
        for name, old in before.items()
        if is_key_change(RECORDS[kind], field_of(kind, name), old, getattr(row, name))
    )


@cache
def field_of(kind: type[Row], name: str) -> str:
    """The field that holds a column."""
    return next((place.field for place in places(kind) if place.column.name == name), name)


def merged(row: Row, record_values: Mapping[str, Any]) -> Row:
    """A row with what it leaves blank taken from its record."""
    blank = {
        name: value
        for name, value in record_values.items()
        if getattr(row, name) is None and value is not None
    }
    return replace(row, **blank)


def _match_moved_starts(found: dict[int, Compared], held: Mapping[Any, list[Row]]) -> None:
    """A tenure that overlaps one of the same post which the file lacks corrects its start."""
    left: dict[Any, list[Tenure]] = defaultdict(list)
    for records in held.values():
        for record in records:
            if isinstance(record, Tenure):
                left[POST(record)].append(record)
    for number, compared in found.items():
        row = compared.row
        if compared.outcome != Outcome.NEW or not isinstance(row, Tenure):
            continue
        same_post = left.get(POST(row), [])
        meant = [record for record in same_post if overlap(row, record)]
        if len(meant) == 1:
            same_post.remove(meant[0])
            found[number] = changed(row, meant[0])
        elif meant:
            found[number] = conflicting(row, Why.SEVERAL)


def overlap(one: Tenure, other: Tenure) -> bool:
    """Whether two tenures share a day."""
    return (one.end or date.max) > other.start and (other.end or date.max) > one.start
