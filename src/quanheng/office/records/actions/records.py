"""Adding, correcting and retracting single records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.key_facts import key_changes
from quanheng.office.records.models import (
    Particulars,
    Person,
    Record,
    Tenure,
    Unit,
    UnitParticulars,
)
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Refused, given
from quanheng.office.records.spelling import spelt
from quanheng.office.records.values import differing, label_of, plain, told, value_of
from quanheng.office.records.writing import close, follow, locked, moment_after, rewrite, write


@transaction.atomic
def add_record(
    model: type[Record],
    values: Mapping[str, Any],
    *,
    by: User,
    on: date,
    source: str = "",
    reason: str = "",
) -> Entry:
    """File a new record; ``values`` are by field name, units and people as objects.

    Raises ``Denied`` without the power over the person or unit it is about, ``ValidationError``
    for values that the file may not hold.
    """
    for subject in subjects(values):
        over(subject, Power.EDIT_RECORDS, by=by, on=on)
    made = write(model, values, by=by, source=source)
    return record(made, "record added", by=by, on=on, reason=reason, values=told(made))


@transaction.atomic
def correct_record(
    line: Record,
    changes: Mapping[str, Any],
    *,
    by: User,
    on: date,
    reason: str,
    source: str = "",
) -> Entry:
    """Supersede a record by one with other values.

    Raises ``Refused`` for key facts, which two persons correct together (``propose_correction``),
    for no change at all, and without a reason; ``Overtaken`` when it was superseded meanwhile.
    """
    given(reason)
    over(line, Power.EDIT_RECORDS, by=by, on=on)
    line = locked(line)
    changed = differing(line, changes)
    if not changed:
        raise Refused(_("没有任何改动，无须更正。"))
    if key := key_changes(line, changed):
        named = "、".join(label_of(type(line), name) for name in key)
        raise Refused(_("“%s”是关键信息，须由一人提出、另一人审核，请改用“提出更正”。") % named)
    if isinstance(line, UnitParticulars) and "parent" in changed:
        raise Refused(_("上级单位的变动请用“调整隶属”。"))
    made = rewrite(line, changed, by=by, source=source or line.source)
    follow(made)
    return record(
        made, "record corrected", by=by, on=on, reason=reason, values=change_of(line, changed)
    )


def change_of(line: Record, changed: Mapping[str, Any]) -> dict[str, Any]:
    """What changed, for the ledger: before and after, by field."""
    person = getattr(line, "person_id", None)
    return {
        "supersedes": line.pk,
        "before": {name: plain(value_of(line, name), name, person) for name in changed},
        "after": {name: plain(value, name, person) for name, value in changed.items()},
    }


@transaction.atomic
def retract_record(line: Record, *, by: User, on: date, reason: str) -> Entry:
    """Take back a record that should never have been made.

    Raises ``Refused`` for records that hold key facts and for the particulars of a unit.
    """
    given(reason)
    over(line, Power.EDIT_RECORDS, by=by, on=on)
    line = locked(line)
    if line.key_facts:
        raise Refused(_("这类记录含关键信息，撤回须由一人提出、另一人审核，请改用“提出撤回”。"))
    if isinstance(line, UnitParticulars):
        raise Refused(_("单位情况不能撤回；单位不再存在时请用“撤销单位”。"))
    return take_back(line, by=by, on=on, reason=reason)


def take_back(line: Record, *, by: User, on: date, reason: str) -> Entry:
    """Close a record without a successor, and tell the ledger."""
    close(line, moment_after(line))
    return record(line, "record retracted", by=by, on=on, reason=reason, values=told(line))


@transaction.atomic
def add_person(
    code: str,
    values: Mapping[str, Any],
    *,
    unit: Unit,
    tenure: Mapping[str, Any],
    by: User,
    on: date,
    source: str = "",
) -> Entry:
    """Open a file: the person, the particulars, and the first tenure, at ``unit``.

    Raises ``Denied`` without the power over the unit, ``Refused`` for a code already in use.
    """
    over(unit, Power.EDIT_RECORDS, by=by, on=on)
    if Person.objects.filter(code=code).exists():
        raise Refused(_("人员编码“%s”已被使用；如是同一人，请打开其档案。") % code)
    person = Person(code=code, name=values["name"], **spelt(values["name"]))
    person.full_clean()
    person.save(force_insert=True)
    particulars = write(Particulars, {**values, "person": person}, by=by, source=source)
    post = write(Tenure, {**tenure, "person": person, "unit": unit}, by=by, source=source)
    told_of = {"particulars": told(particulars), "tenure": told(post)}
    return record(person, "person added", by=by, on=on, values=told_of)


def subjects(values: Mapping[str, Any]) -> list[Person | Unit]:
    """Whom or what a new record is about: the person, else the units that it names."""
    person = values.get("person") or values.get("owner")
    if person is not None:
        return [person]
    return [values[name] for name in ("unit", "lead_unit") if values.get(name) is not None]
