"""Comparing a workbook with the file: what is new, changed, the same, or in conflict, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Q

from quanheng.exchange.validation import RowChecks
from quanheng.norms import kinds
from quanheng.norms.kinds import KINDS, Row, columns
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.records.importing.matching import match, merged
from quanheng.office.records.importing.outcomes import BOTH, Compared, Outcome, Why, conflicting
from quanheng.office.records.importing.pending import settle_pending
from quanheng.office.records.importing.reach import reach_of
from quanheng.office.records.importing.references import check_references
from quanheng.office.records.models import RECORDS
from quanheng.office.records.shape import ANCHORS, PERSON, UNIT, has_subject, places
from quanheng.office.records.tables import lines

ASKED_AT_ONCE = 5_000

Told = Callable[[str, int], None]
"""Called with a sheet and how many of its rows are compared."""


class Comparison(NamedTuple):
    """Every row with what becomes of it, and the records that changed rows stand for."""

    rows: dict[type[Row], list[Compared]]
    records: dict[type[Row], dict[int, Row]]

    def of(self, kind: type[Row], outcome: str) -> list[Compared]:
        """The rows of a kind with one outcome."""
        return [found for found in self.rows.get(kind, ()) if found.outcome == outcome]


def compare(records: Records, *, by: User, on: date, told: Told | None = None) -> Comparison:
    """Compare a workbook with the file as it stands, for the account that imports it."""
    comparison = Comparison({}, {})
    for kind in KINDS:
        rows = records.of(kind)
        if not rows:
            continue
        held = list(counterparts(kind, rows))
        comparison.rows[kind] = match(kind, rows, held)
        meant = {found.record for found in comparison.rows[kind] if found.before}
        comparison.records[kind] = {record.row: record for record in held if record.row in meant}
        _check_sound(kind, comparison)
        if told is not None:
            told(kind.sheet, len(rows))
    check_references(comparison.rows)
    if reach_of(by, on).check(comparison.rows):
        check_references(comparison.rows)
    settle_pending(comparison.rows)
    return comparison


def counterparts(kind: type[Row], rows: Sequence[Row]) -> Iterator[Row]:
    """The records of the subjects that the rows are about."""
    found = RECORDS[kind].objects.current()
    for lookup, codes in sorted(subjects(kind, rows).items()):
        ordered = sorted(codes)
        for start in range(0, len(ordered), ASKED_AT_ONCE):
            part = Q(**{f"{lookup}__in": ordered[start : start + ASKED_AT_ONCE]})
            yield from lines(kind, found.filter(part), identity=True)


def subjects(kind: type[Row], rows: Iterable[Row]) -> Mapping[str, set[str]]:
    """How the records that may correspond to rows are found: codes by lookup."""
    found: dict[str, set[str]] = defaultdict(set)
    if has_subject(kind):
        lookups = {PERSON: "person__code", UNIT: "unit__code"}
        for row in rows:
            found[lookups[row.subject_type]].add(row.subject)  # type: ignore[attr-defined]
        return found
    if kind is kinds.Duty:
        return {"number": {row.number for row in rows}}  # type: ignore[attr-defined]
    name = "code" if kind in ANCHORS else "unit" if kind is kinds.Rulebook else "person"
    place = next(place for place in places(kind) if place.column.name == name)
    return {place.lookup: {getattr(row, name) for row in rows}}


def _check_sound(kind: type[Row], comparison: Comparison) -> None:
    """Leave out rows that the file could not hold."""
    checks, rows = RowChecks(kind, {}), comparison.rows[kind]
    limits, names = longest(kind), [column.name for column in columns(kind)]
    for at, compared in enumerate(rows):
        found = rows[at] = _short_enough(compared, limits)
        if found.outcome not in (Outcome.NEW, Outcome.CHANGED):
            continue
        if found.outcome == Outcome.CHANGED and found.record is not None:
            whole = whole_row(found, comparison.records[kind][found.record])
            faults = checks.faults([getattr(whole, name) for name in names])
            if faults:
                header, expected = columns(kind)[faults[0].column].header, faults[0].expected
                said = BOTH.join(f"“{header}”{text}" for text in expected)
                rows[at] = conflicting(found.row, Why.UNSOUND, said)


def _short_enough(found: Compared, limits: Sequence[tuple[str, str, int]]) -> Compared:
    """The row, in conflict if a text is too long for the file.

    Of such a text only the beginning is kept, because a small workbook can hold gigabytes of it.
    """
    for name, header, limit in limits:
        said = getattr(found.row, name) or ""
        if len(said) > limit:
            row = replace(found.row, **{name: said[: limit + 1]})
            found = conflicting(row, Why.TOO_LONG, header)
    return found


def whole_row(found: Compared, record: Row) -> Row:
    """What the record will say: the row, and where that is blank, the record."""
    said = {column.name: getattr(record, column.name) for column in columns(type(record))}
    return merged(found.row, said)


def without_keys(found: Compared, record: Row) -> Row:
    """As ``whole_row``, with the columns that two persons must correct left as they are."""
    whole = whole_row(found, record)
    return replace(whole, **{name: getattr(record, name) for name in found.keys})


@cache
def longest(kind: type[Row]) -> tuple[tuple[str, str, int], ...]:
    """The texts and codes of a kind: column, header, and how long they may be."""
    found = []
    for place in places(kind):
        field: Any = RECORDS[kind]._meta.get_field(place.field)
        if place.target is not None:
            field = place.target._meta.get_field("code")
        if getattr(field, "max_length", None) and not place.column.choices:
            found.append((place.column.name, place.column.header, field.max_length))
    return tuple(found)
