"""Making the workbook of a roster, at once or as ordered."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.dashboards.models import RosterExport
from quanheng.office.dashboards.roster.asked import Asked, kept_as
from quanheng.office.dashboards.roster.catalogue import Line
from quanheng.office.dashboards.roster.queries import every, lines, listed
from quanheng.office.dashboards.roster.workbook import workbook
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exports.files import keep
from quanheng.office.records.importing.progress import Progress, Reporter, clear, seen
from quanheng.office.records.queries.choosing import unit_named
from quanheng.office.records.refusals import Overtaken

DAYS_KEPT = 7
"""Days in which a roster can be fetched, the day on which it was made included."""


def made(
    asked: Asked, user: User, *, told: Callable[[int], None] = lambda done: None
) -> tuple[bytes, int]:
    """The workbook of everybody in a roster whom the account may take out, and how many they are.

    ``told`` is called with the number of people added.
    """
    unit = unit_named(user, asked.unit)
    found = listed(user, asked, unit, Power.EXPORT_RECORDS)

    def walked() -> Iterator[Line]:
        for people in every(found, asked):
            yield from lines(people, asked, unit)
            told(len(people))

    return workbook(walked(), asked)


def make(export: RosterExport, *, by: User, on: date) -> Entry:
    """Make an ordered roster, keep it, and tell the ledger.

    Raises ``Denied`` when the account may export no longer, ``Overtaken`` when it is made already.
    """
    require(by, Power.EXPORT_RECORDS, on)
    asked, reporter = kept_as(export.asked), Reporter(_job(export))
    found = listed(by, asked, unit_named(by, asked.unit), Power.EXPORT_RECORDS)
    reporter.begin("write", found.order_by().count())
    data, rows = made(asked, by, told=reporter.add)
    keep(export, data)
    entry = _finish(export, data, rows, by=by, on=on)
    clear(_job(export))
    return entry


@transaction.atomic
def _finish(export: RosterExport, data: bytes, rows: int, *, by: User, on: date) -> Entry:
    """Note that a roster lies ready."""
    require(by, Power.EXPORT_RECORDS, on)
    done = RosterExport.objects.select_for_update().get(pk=export.pk)
    if done.state != RosterExport.State.RUNNING:
        raise Overtaken(_("该导出现为“%s”，不能再办理。") % done.get_state_display())
    done.rows, done.size = rows, len(data)
    done.sha256 = hashlib.sha256(data).hexdigest()
    done.expires_on = on + timedelta(days=DAYS_KEPT)
    values = {"rows": rows, "sha256": done.sha256, "size": done.size}
    entry = record(done, "roster exported", by=by, on=on, reason=done.reason, values=values)
    done.state, done.entry_number = RosterExport.State.DONE, entry.number
    done.save()
    return entry


def progress_of(export: RosterExport) -> Progress | None:
    """How far a roster is, None when nobody has begun."""
    return seen(_job(export))


def _job(export: RosterExport) -> str:
    return f"roster-{export.pk}"
