"""How a line of the workbook stands in the database: columns, foreign keys, numbers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from django.db import models

from quanheng.norms.kinds import LEVELS, MILLION, Column, Duty, Level, Row, columns
from quanheng.norms.kinds import Person as PersonRow
from quanheng.norms.kinds import Project as ProjectRow
from quanheng.norms.kinds import Unit as UnitRow
from quanheng.office.records.models import RECORDS, Person, Programme, Record, Unit

PERSON, UNIT = "干部", "单位"
"""The two values of 对象类型."""

RENAMED: Mapping[tuple[type[Row], str], str] = {
    (UnitRow, "code"): "unit",
    (PersonRow, "code"): "person",
    (ProjectRow, "code"): "programme",
    (Duty, "source"): "source_list",
}
"""Columns whose field has another name."""

ANCHORS: Mapping[type[Row], type[models.Model]] = {
    UnitRow: Unit,
    PersonRow: Person,
    ProjectRow: Programme,
}
"""The kinds of which every line is about a thing of its own."""


class Place(NamedTuple):
    """A column of a kind and its field; ``target`` is set where a code is a foreign key."""

    column: Column
    field: str
    target: type[models.Model] | None
    to_row: Callable[[Any], Any] | None
    to_field: Callable[[Any], Any] | None

    @property
    def lookup(self) -> str:
        """What to select for the value of the column."""
        return f"{self.field}__code" if self.target else self.field


class Codes(NamedTuple):
    """Keys by code, for everything that a line may name."""

    units: dict[str, int]
    people: dict[str, int]
    programmes: dict[str, int]

    def of(self, target: type[models.Model]) -> dict[str, int]:
        """The keys of one kind of thing."""
        return {Unit: self.units, Person: self.people, Programme: self.programmes}[target]


def millionths(value: Decimal) -> int:
    """A stored number in whole millionths."""
    return int(value * MILLION)


def decimal(value: int) -> Decimal:
    """Whole millionths as the number that is stored."""
    return Decimal(value).scaleb(-6)


@cache
def places(kind: type[Row]) -> tuple[Place, ...]:
    """The columns of a kind that are fields, without 对象类型, 对象编码 and 身份证号."""
    model = RECORDS[kind]
    found = []
    for column in columns(kind):
        if column.name in ("subject_type", "subject", "id_number"):
            continue
        name = RENAMED.get((kind, column.name), column.name)
        field = model._meta.get_field(name)
        target = field.related_model if isinstance(field, models.ForeignKey) else None
        to_row, to_field = None, None
        if column.type == "number":
            to_row, to_field = millionths, decimal
        elif column.choices == tuple(LEVELS):
            to_row, to_field = Level, int
        found.append(Place(column, name, target, to_row, to_field))
    return tuple(found)


@cache
def place_of(kind: type[Row], field: str) -> Place | None:
    """The column that a field holds, None for one that the workbook does not have."""
    return next((place for place in places(kind) if place.field == field), None)


@cache
def has_subject(kind: type[Row]) -> bool:
    """Whether a line of the kind is about a person or a unit, by its 对象类型."""
    return any(column.name == "subject_type" for column in columns(kind))


@cache
def names(kind: type[Row]) -> tuple[str, ...]:
    """The names of a kind's columns, in order."""
    return tuple(column.name for column in columns(kind))


def fields_of(row: Row, codes: Codes) -> dict[str, Any]:
    """A line as arguments of its model, without the identity number.

    Raises ``KeyError`` for a code that is not among ``codes``.
    """
    kind = type(row)
    found: dict[str, Any] = {}
    for place in places(kind):
        value = getattr(row, place.column.name)
        if value is not None:
            if place.target is not None:
                found[f"{place.field}_id"] = codes.of(place.target)[value]
                continue
            if place.to_field is not None:
                value = place.to_field(value)
        found[f"{place.field}_id" if place.target else place.field] = value
    if has_subject(kind):
        person = row.subject_type == PERSON  # type: ignore[attr-defined]
        into = codes.people if person else codes.units
        found["person_id" if person else "unit_id"] = into[row.subject]  # type: ignore[attr-defined]
    return found


def model_of(row: Row) -> type[Record]:
    """The model of a line."""
    return RECORDS[type(row)]
