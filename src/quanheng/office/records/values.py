"""What a record says as plain values: in the ledger, in a proposal, and compared.

Codes stand for units, people and programmes; numbers and days are text. The identity number is
sealed wherever it is kept.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from quanheng.office.records import identity
from quanheng.office.records.models import Particulars, Record

Plain = str | int | bool | None


def names_of(model: type[Record]) -> tuple[str, ...]:
    """The names of what a record says; the sealed number is one of them, its columns are not."""
    hidden = {identity.SEALED, identity.INDEX, "image_sealed"}
    names = tuple(field.name for field in model.facts() if field.name not in hidden)
    return (*names, identity.COLUMN) if model is Particulars else names


def label_of(model: type[Record], name: str) -> str:
    """What a field is called."""
    field = identity.SEALED if name == identity.COLUMN else name
    return str(model._meta.get_field(field).verbose_name)


def value_of(record: Record, name: str) -> Any:
    """What a record says in a field; the identity number opened."""
    if name == identity.COLUMN:
        return identity.opened(record.id_number_sealed, record.person_id)  # type: ignore[attr-defined]
    return getattr(record, name)


def plain(value: Any, name: str = "", person: int | None = None) -> Plain:
    """A value as it is kept; ``person`` is whose identity number it may be."""
    if name == identity.COLUMN and value is not None and person is not None:
        return identity.sealed_text(value, person)
    if isinstance(value, models.Model):
        return str(value.code)  # type: ignore[attr-defined]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def restored(model: type[Record], name: str, kept: Plain, person: int | None = None) -> Any:
    """A kept value again; raises ``DoesNotExist`` for a code that is gone."""
    if kept is None:
        return None
    if name == identity.COLUMN:
        return identity.opened_text(str(kept), person or 0)
    field = model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return field.related_model._default_manager.get(code=kept)
    return field.to_python(kept)  # type: ignore[union-attr]


def told(record: Record) -> dict[str, Plain]:
    """Everything a record says that is known, for the ledger."""
    person = getattr(record, "person_id", None)
    found = {name: plain(value_of(record, name), name, person) for name in names_of(type(record))}
    return {name: value for name, value in found.items() if value is not None}


def differing(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that are not what the record says; an empty text is none."""
    cleaned = {name: None if value == "" else value for name, value in values.items()}
    return {name: value for name, value in cleaned.items() if value_of(record, name) != value}
