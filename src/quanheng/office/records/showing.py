"""What records say, in words for pages."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import models
from django.utils.translation import gettext as _

from quanheng.norms.kinds import LEVELS, MILLION, Column
from quanheng.office.records import identity, influence
from quanheng.office.records.models import Correction, Record
from quanheng.office.records.values import Plain, label_of, names_of

NOTHING = "—"
HIDDEN = "••••••••"

_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


class Said(NamedTuple):
    """One thing that a record says."""

    name: str
    label: str
    text: str


class Difference(NamedTuple):
    """A field, what stood there, and what stands or shall stand there."""

    label: str
    before: str
    after: str


def shown(model: type[Record], name: str, value: Any) -> str:
    """A value of a field; the identity number is never shown here."""
    if value is None or value == "":
        return NOTHING
    if name == identity.COLUMN or name == identity.SEALED:
        return HIDDEN
    field: Any = model._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return plainly(value)


def plainly(value: Any) -> str:
    """A value without a field: days, numbers, yes and no."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y.%m.%d"))
    return str(value)


def cell(column: Column, value: Any) -> str:
    """A value of a workbook's row."""
    if value is None:
        return NOTHING
    if column.name == identity.COLUMN:
        return HIDDEN
    if column.type == "number":
        whole, rest = divmod(value, MILLION)
        return intcomma(whole) if not rest else f"{Decimal(value) / MILLION:f}".rstrip("0")
    if column.choices == tuple(LEVELS):
        return _(_LEVEL_NAMES.get(value, str(value)))
    return _(value) if column.choices and isinstance(value, str) else plainly(value)


def said_by(record: Record, *, without: tuple[str, ...] = (), on: date | None = None) -> list[Said]:
    """What a record says, field by field; the identity number hidden.

    Given a day, it also says whether an influence period is over on it.
    """
    model = type(record)
    found = []
    for name in names_of(model):
        if name in without:
            continue
        stored = identity.SEALED if name == identity.COLUMN else name
        value = getattr(record, stored)
        text = shown(model, name, value)
        if name == influence.COLUMN and value is not None and on is not None:
            text = influence.shown(value, on)
        found.append(Said(name, label_of(model, name), text))
    return found


def between(before: Record, after: Record) -> list[Difference]:
    """What a record says otherwise than the one it supersedes."""
    model = type(after)
    found = []
    for name in names_of(model):
        stored = identity.INDEX if name == identity.COLUMN else name
        old, new = getattr(before, stored), getattr(after, stored)
        if old != new:
            pair = (HIDDEN, HIDDEN) if name == identity.COLUMN else (old, new)
            words = [shown(model, name, value) for value in pair]
            found.append(Difference(label_of(model, name), *words))
    return found


def proposed_by(correction: Correction, model: type[Record]) -> list[Difference]:
    """What a correction would change; codes stand for units."""
    changes: Mapping[str, Mapping[str, Plain]] = correction.changes
    found = []
    for name, change in changes.items():
        words = [_kept(model, name, change[side]) for side in ("before", "after")]
        found.append(Difference(label_of(model, name), *words))
    return found


def _kept(model: type[Record], name: str, value: Plain) -> str:
    if value is None or name == identity.COLUMN:
        return NOTHING if value is None else HIDDEN
    field: Any = model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        named = field.related_model._default_manager.filter(code=value).first()
        return f"{named}（{value}）" if named else str(value)
    return shown(model, name, field.to_python(value))
