"""The tree of units: new units, moves of a whole subtree, and the end of a unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions.records import change_of
from quanheng.office.records.models import Tenure, Unit, UnitParticulars
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Refused, given
from quanheng.office.records.tree import hold_tree, replant
from quanheng.office.records.values import told
from quanheng.office.records.writing import locked, rewrite, write


@transaction.atomic
def add_unit(
    code: str,
    values: Mapping[str, Any],
    *,
    since: date | None = None,
    by: User,
    on: date,
    source: str = "",
) -> Entry:
    """Add a unit with its particulars; ``values`` holds its ``parent``, a unit or None.

    Raises ``Denied`` without the power over the parent (for a root: over everything), ``Refused``
    for a code already in use.
    """
    parent = hold_tree(values.get("parent"))
    if Unit.objects.filter(code=code).exists():
        raise Refused(_("单位编码“%s”已被使用。") % code)
    unit = Unit(
        code=code, name=values["name"], category=values["category"], parent=parent, start=since
    )
    unit.path = unit.path_below(parent)
    unit.full_clean()
    unit.save(force_insert=True)
    over(parent or unit, Power.EDIT_RECORDS, by=by, on=on)
    made = write(UnitParticulars, {**values, "unit": unit}, by=by, source=source)
    return record(unit, "unit added", by=by, on=on, values=told(made))


@transaction.atomic
def move_unit(unit: Unit, parent: Unit | None, *, by: User, on: date, reason: str) -> Entry:
    """Put a unit, with everything below it, under another one (None: it becomes a root).

    Raises ``Refused`` when the new parent is the unit itself or stands below it.
    """
    given(reason)
    parent = hold_tree(parent)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    for end in filter(None, (unit, parent)):
        over(end, Power.EDIT_RECORDS, by=by, on=on)
    if parent is not None and parent.path.startswith(unit.path):
        raise Refused(_("不能把单位放到其自身或其下级单位之下。"))
    line = locked(UnitParticulars.objects.current().get(unit=unit))
    if line.parent_id == (parent.pk if parent else None):
        raise Refused(_("该单位已隶属于所选单位，无须调整。"))
    made = rewrite(line, {"parent": parent}, by=by, source=line.source)
    replant(unit, parent)
    values = change_of(line, {"parent": parent})
    return record(made, "unit moved", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def end_unit(unit: Unit, *, by: User, on: date, reason: str) -> Entry:
    """End a unit from ``on``; nothing may be below it any more, and nobody serve in it.

    Raises ``Refused`` naming what is still there.
    """
    given(reason)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    over(unit, Power.EDIT_RECORDS, by=by, on=on)
    if unit.end is not None:
        raise Refused(_("该单位已于%s撤销。") % unit.end)
    if below := unit.children.in_force(on).first():
        raise Refused(_("仍有下级单位，如“%s”；请先调整其隶属或撤销。") % below)
    serving = Tenure.objects.current().filter(unit=unit).exclude(end__lte=on)
    if post := serving.select_related("person").first():
        raise Refused(_("仍有人在任，如%s；请先登记免职时间。") % post.person)
    unit.end = on
    unit.full_clean()
    unit.save(update_fields=["end"])
    return record(unit, "unit ended", by=by, on=on, reason=reason)
