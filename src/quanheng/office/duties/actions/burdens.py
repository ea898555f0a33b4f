"""减负台账: what grass-roots units are spared, and what was given out of the lists."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power, scope_of
from quanheng.office.duties.models import Burden
from quanheng.office.duties.permission import manages
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit
from quanheng.office.records.refusals import Refused


@transaction.atomic
def note_burden(
    unit: Unit,
    year: int,
    what: str,
    *,
    cap: int | None = None,
    counted: int | None = None,
    source: str = "",
    by: User,
    on: date,
) -> Entry:
    """Say how many of something a unit may have in a year, and has had; None is unknown."""
    if not manages(by, unit, on):
        raise Denied(Power.MANAGE_DUTIES)
    if cap is not None and not source.strip():
        raise Refused(_("设定上限须写明依据。"))
    found = Burden.objects.select_for_update().filter(unit=unit, year=year, what=what).first()
    line = found or Burden(unit=unit, year=year, what=what)
    before = {"cap": line.cap, "counted": line.counted}
    line.cap, line.counted, line.source = cap, counted, source.strip()
    line.noted_by, line.noted_at = by, timezone.now()
    line.full_clean(exclude=["unit", "noted_by"])
    line.save()
    values = {"unit": unit.code, "year": year, "what": what, "before": before}
    after = {"cap": cap, "counted": counted}
    return record(line, "burden noted", by=by, on=on, reason=line.source, values=values | after)


@transaction.atomic
def note_export(count: int, query: str, *, by: User, on: date) -> Entry:
    """Write down that lists are given out."""
    if not any(scope_of(by, one, on) for one in (Power.EXPORT_RECORDS, Power.MANAGE_DUTIES)):
        raise Denied(Power.EXPORT_RECORDS)
    return record(None, "duties exported", by=by, on=on, values={"count": count, "query": query})
