"""The tree of units: every unit's path, and how it changes when units move."""

from collections.abc import Mapping

from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils.translation import gettext as _

from quanheng.office.records.models import Unit
from quanheng.office.records.models.anchors import SEPARATOR
from quanheng.office.records.refusals import Refused

LONGEST_PATH = 600


def paths_of(parents: Mapping[str, str | None]) -> dict[str, str]:
    """The path of each unit from its parent's code; a parent that is not given is a root.

    Raises ``ValueError`` naming a unit that stands, step by step, above itself.
    """
    found: dict[str, str] = {}
    for code in parents:
        climbed: dict[str, None] = {}
        at: str | None = code
        while at is not None and at in parents and at not in found:
            if at in climbed:
                raise ValueError(at)
            climbed[at] = None
            at = parents[at]
        path = found.get(at, "") if at is not None else ""
        for step in reversed(climbed):
            path = found[step] = f"{path}{step}{SEPARATOR}"
    return found


def hold_tree(parent: Unit | None) -> Unit | None:
    """Keep others from changing the tree meanwhile; the parent as it now stands."""
    list(Unit.objects.select_for_update(no_key=True).filter(parent=None).order_by("pk"))
    return Unit.objects.get(pk=parent.pk) if parent is not None else None


def replant(unit: Unit, parent: Unit | None) -> None:
    """Set the place of a unit, and of everything below it, under a parent."""
    old, new = unit.path, unit.path_below(parent)
    below = Unit.objects.below(unit)
    deepest = below.aggregate(longest=Max(Length("path")))["longest"] or 0
    if deepest - len(old) + len(new) > LONGEST_PATH:
        raise Refused(_("单位层级过深，请减少层级或缩短编码。"))
    below.order_by().update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)


def replant_all() -> None:
    """Work out the place of every unit from its parent."""
    units = {unit.code: unit for unit in Unit.objects.annotate(above=F("parent__code"))}
    paths = paths_of({code: unit.above for code, unit in units.items()})  # type: ignore[attr-defined]
    moved = [unit for code, unit in units.items() if unit.path != paths[code]]
    # Paths are unique, so those in the way step aside first.
    for unit in moved:
        unit.path = f"?{unit.pk}"
    Unit.objects.bulk_update(moved, ["path"], batch_size=500)
    for unit in moved:
        unit.path = paths[unit.code]
    Unit.objects.bulk_update(moved, ["path"], batch_size=500)
