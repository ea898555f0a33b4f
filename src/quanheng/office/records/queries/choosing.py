"""The unit by which a list is narrowed: chosen from a list, or named where there are too many."""

from datetime import date
from typing import NamedTuple

from quanheng.office.accounts.models import User
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Unit

COLUMNS = ("pk", "code", "name", "path")


class Choice(NamedTuple):
    """The unit asked for, if the account may see it, and the units to choose from.

    ``units`` are codes and names, none where there are too many for a list; ``told`` is what was
    asked.
    """

    unit: Unit | None
    units: list[tuple[str, str]]
    told: str


def choosing(user: User, on: date, told: str) -> Choice:
    """The unit of a code or a full name; one query where all units stand in the list."""
    told = told.strip()
    seen = Unit.objects.visible_to(user).in_force(on)
    rows = list(seen.values_list(*COLUMNS)[: CHOSEN_FROM + 1])
    if len(rows) > CHOSEN_FROM:
        return Choice(unit_named(user, told), [], told)
    chosen = [
        Unit(pk=row[0], code=row[1], name=row[2], path=row[3]) for row in rows if row[1] == told
    ]
    unit = chosen[0] if chosen else unit_named(user, told)
    return Choice(unit, [(code, name) for _pk, code, name, _path in rows], told)


def unit_named(user: User, told: str) -> Unit | None:
    """The unit of a code or else a full name, if the account may see it; no query for none."""
    if not told:
        return None
    seen = Unit.objects.visible_to(user)
    found: Unit | None = seen.filter(code=told).first()
    return found or seen.filter(name=told).order_by("path").first()
