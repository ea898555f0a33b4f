"""Putting many lines into the file at once: units, people, programmes, then their records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, models

from quanheng.norms import kinds
from quanheng.norms.kinds import Row
from quanheng.office.accounts.models import User
from quanheng.office.records.identity import sealed
from quanheng.office.records.models import RECORDS, Person, Programme, Record, Unit
from quanheng.office.records.models.anchors import SEPARATOR
from quanheng.office.records.shape import Codes, fields_of
from quanheng.office.records.spelling import spelt
from quanheng.office.records.tree import paths_of

BATCH = 2_000

Filed = Callable[[int], None]
"""Called with the number of records filed since the last call."""


def known_codes() -> Codes:
    """The keys of everything in the file, by code."""
    return Codes(
        *(dict(model.objects.values_list("code", "pk")) for model in (Unit, Person, Programme))
    )


def create_units(rows: Sequence[kinds.Unit], codes: Codes) -> None:
    """New units, with their place in the tree; ``codes`` learns their keys."""
    if not rows:
        return
    parents = {row.code: row.parent for row in rows}
    above = {parent for parent in parents.values() if parent and parent not in parents}
    known = dict(Unit.objects.filter(code__in=above).values_list("code", "path"))
    paths = paths_of(parents)
    for code, path in paths.items():
        root = parents[path.split(SEPARATOR)[0]]
        paths[code] = known.get(root or "", "") + path
    ordered = sorted(rows, key=lambda row: paths[row.code].count(SEPARATOR))
    for depth_first in _levels(ordered, paths):
        made = Unit.objects.bulk_create(
            [
                Unit(
                    code=row.code,
                    name=row.name,
                    category=row.category,
                    parent_id=codes.units[row.parent] if row.parent else None,
                    path=paths[row.code],
                )
                for row in depth_first
            ],
            batch_size=BATCH,
        )
        codes.units.update((unit.code, unit.pk) for unit in made)


def _levels(ordered: Sequence[kinds.Unit], paths: Mapping[str, str]) -> Iterable[list[kinds.Unit]]:
    """Units level by level, so that a parent's key is known before its children need it."""
    level: list[kinds.Unit] = []
    for row in ordered:
        if level and paths[level[0].code].count(SEPARATOR) != paths[row.code].count(SEPARATOR):
            yield level
            level = []
        level.append(row)
    if level:
        yield level


def create_people(rows: Sequence[kinds.Person], codes: Codes) -> None:
    """New people; ``codes`` learns their keys."""
    made = Person.objects.bulk_create(
        [Person(code=row.code, name=row.name, **spelt(row.name)) for row in rows],
        batch_size=BATCH,
    )
    codes.people.update((person.code, person.pk) for person in made)


def create_programmes(rows: Sequence[kinds.Project], codes: Codes) -> None:
    """New programmes; ``codes`` learns their keys."""
    made = Programme.objects.bulk_create(
        [Programme(code=row.code, name=row.name) for row in rows], batch_size=BATCH
    )
    codes.programmes.update((programme.code, programme.pk) for programme in made)


def values_of(row: Row, codes: Codes) -> dict[str, Any]:
    """A line as values of its model's fields, by the names that their columns have."""
    fields: dict[str, Any] = fields_of(row, codes)
    if isinstance(row, kinds.Person):
        fields |= sealed(row.id_number, fields["person_id"])
    return fields


def file_rows(
    rows: Iterable[Row],
    codes: Codes,
    *,
    by: User,
    at: datetime,
    source: str = "",
    filed: Filed | None = None,
) -> int:
    """File the lines of one kind as new records; how many there were."""
    total, waiting = 0, iter(rows)
    shared = {"recorded_at": at, "recorded_by_id": by.pk, "source": source}
    while batch := list(islice(waiting, BATCH)):
        model = RECORDS[type(batch[0])]
        insert(model, [values_of(row, codes) | shared for row in batch])
        total += len(batch)
        if filed is not None:
            filed(len(batch))
    return total


def insert(model: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to a model's table; a field that a row lacks is null.

    One statement executed many times: at a hundred thousand lines ``bulk_create`` takes six times
    as long, and other writers wait.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    prepared = [_prepared(field) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",
            [
                [
                    prepare(row.get(field.attname))
                    for prepare, field in zip(prepared, fields, strict=True)
                ]
                for row in rows
            ],
        )


def _prepared(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """What the database takes for a value of a field; each value is worked out once."""
    known: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return prepare
