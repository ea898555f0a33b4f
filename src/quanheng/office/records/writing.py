"""How one record comes into the file, in the place of another one, or goes; used by actions.

Nothing here writes the ledger or asks who may: that is for the actions, which call these
functions inside their transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.records import identity
from quanheng.office.records.models import (
    Particulars,
    Person,
    Photo,
    Programme,
    ProgrammeParticulars,
    Record,
    Unit,
    UnitParticulars,
)
from quanheng.office.records.refusals import Overtaken
from quanheng.office.records.spelling import spelt
from quanheng.office.records.values import names_of, value_of


def locked(record: Record) -> Record:
    """The record as it is now, nobody else changing it; raises ``Overtaken`` if it is superseded.

    The person or unit is locked first, so that changes of one file wait for each other in one
    order.
    """
    if isinstance(record, UnitParticulars):
        Unit.objects.select_for_update(no_key=True).get(pk=record.unit_id)
    person = getattr(record, "person_id", None)
    if person is not None:
        Person.objects.select_for_update(no_key=True).get(pk=person)
    found = type(record).objects.select_for_update().get(pk=record.pk)
    if found.known_until is not None:
        raise Overtaken(_("这条记录已被更正或撤回，请刷新页面，查看现行记录。"))
    return found


def moment_after(record: Record | None) -> datetime:
    """Now, and never before a record that is to be superseded."""
    now = timezone.now()
    return max(now, record.recorded_at) if record is not None else now


def write(
    model: type[Record],
    values: Mapping[str, Any],
    *,
    by: User,
    source: str,
    instead_of: Record | None = None,
) -> Record:
    """A new record, superseding another one if given; checked before it is written.

    Raises ``ValidationError`` for values that the file may not hold.
    """
    at = moment_after(instead_of)
    if instead_of is not None:
        close(instead_of, at)
    made = model(recorded_at=at, recorded_by=by, source=source, supersedes=instead_of)
    for name, value in values.items():
        if name != identity.COLUMN:
            setattr(made, name, None if value == "" else value)
    if model is Particulars:
        for column, value in identity.sealed(
            values.get(identity.COLUMN) or None,
            made.person_id,  # type: ignore[attr-defined]
        ).items():
            setattr(made, column, value)
    made.full_clean()
    made.save(force_insert=True)
    return made


def rewrite(record: Record, changes: Mapping[str, Any], *, by: User, source: str) -> Record:
    """A record that says what another one says but for some values, in its place."""
    values = {name: value_of(record, name) for name in names_of(type(record))} | dict(changes)
    if isinstance(record, Photo):
        values["image_sealed"] = record.image_sealed
    return write(type(record), values, by=by, source=source, instead_of=record)


def close(record: Record, at: datetime) -> None:
    """From a moment on the file no longer says it; raises ``Overtaken`` if it does not already."""
    open_ones = type(record).objects.filter(pk=record.pk, known_until=None)
    if not open_ones.update(known_until=at):
        raise Overtaken(_("这条记录已被他人更正或撤回，请刷新页面后再办理。"))


def follow(record: Record) -> None:
    """Bring the name of a person, unit or programme in line with its particulars."""
    if isinstance(record, Particulars):
        Person.objects.filter(pk=record.person_id).update(name=record.name, **spelt(record.name))
    elif isinstance(record, UnitParticulars):
        Unit.objects.filter(pk=record.unit_id).update(name=record.name, category=record.category)
    elif isinstance(record, ProgrammeParticulars):
        Programme.objects.filter(pk=record.programme_id).update(name=record.name)
