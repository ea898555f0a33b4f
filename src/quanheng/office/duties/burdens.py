"""减负台账 of a year, as its page shows it."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.duties.filters import reached
from quanheng.office.duties.models import Burden, Listed
from quanheng.office.records.models import Unit

KEY_ITEMS = "专项整治"


class BurdenRow(NamedTuple):
    """A line: what was counted, and how it stands against the cap (or the number to reach)."""

    burden: Burden
    counted: int | None
    status: Status


def burdens_of(user: User, on: date, year: int) -> list[BurdenRow]:
    """The lines of the units whose lists an account manages; three queries."""
    units = Unit.objects.filter(reached(user, on, Power.MANAGE_DUTIES))
    found = Burden.objects.filter(year=year, unit__in=units.order_by().values("pk"))
    listed = Listed.objects.current().filter(type=KEY_ITEMS, assigned__year=year)
    per_unit = listed.order_by().values_list("lead_unit").annotate(n=Count("pk"))
    items = dict(per_unit.values_list("lead_unit", "n"))
    rows = []
    for burden in found.select_related("unit", "noted_by"):
        key = burden.what == KEY_ITEMS
        counted = items.get(burden.unit_id, 0) if key else burden.counted
        rows.append(BurdenRow(burden, counted, stand(burden.cap, counted, least=key)))
    return rows


def stand(cap: int | None, counted: int | None, *, least: bool) -> Status:
    """How a count stands: unknown while either is; a number to reach is not a cap."""
    if cap is None or counted is None:
        return Status.NO_DATA
    if least:
        return Status.MET if counted >= cap else Status.PENDING
    return Status.MET if counted <= cap else Status.ATTENTION
