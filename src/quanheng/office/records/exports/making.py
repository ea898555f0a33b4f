"""Making an ordered workbook."""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exporting import KINDS_READ, as_workbook, visible_records
from quanheng.office.records.exports.files import keep
from quanheng.office.records.importing.progress import Progress, Reporter, clear, seen
from quanheng.office.records.models import Export
from quanheng.office.records.refusals import Overtaken

DAYS_KEPT = 7
"""Days in which a workbook can be fetched, the day on which it was made included."""


def make_export(export: Export, *, by: User, on: date) -> Entry:
    """Make the workbook of what the account may take out now, keep it, and tell the ledger.

    Raises ``Denied`` when the account may export no longer, ``Overtaken`` when it is made already.
    """
    require(by, Power.EXPORT_RECORDS, on)
    reporter = Reporter(_job(export))
    reporter.begin("collect", KINDS_READ)
    records = visible_records(by, on, told=lambda: reporter.add(1))
    reporter.begin("write", len(records))
    done: dict[str, int] = {}

    def told(sheet: str, rows: int, expected: int) -> None:
        done[sheet] = rows
        reporter.tell(sum(done.values()))

    data = as_workbook(records, progress=told)
    counts = {kind.sheet: len(records.of(kind)) for kind in records}
    keep(export, data)
    entry = _finish(export, data, counts, by=by, on=on)
    clear(_job(export))
    return entry


@transaction.atomic
def _finish(export: Export, data: bytes, counts: Mapping[str, int], *, by: User, on: date) -> Entry:
    """Note that a workbook lies ready."""
    require(by, Power.EXPORT_RECORDS, on)
    made = Export.objects.select_for_update().get(pk=export.pk)
    if made.state != Export.State.RUNNING:
        raise Overtaken(_("该导出现为“%s”，不能再办理。") % made.get_state_display())
    made.counts, made.size = dict(counts), len(data)
    made.sha256 = hashlib.sha256(data).hexdigest()
    made.expires_on = on + timedelta(days=DAYS_KEPT)
    values = {"counts": counts, "sha256": made.sha256, "size": made.size}
    entry = record(made, "records exported", by=by, on=on, reason=made.reason, values=values)
    made.state, made.entry_number = Export.State.DONE, entry.number
    made.save()
    return entry


def progress_of(export: Export) -> Progress | None:
    """How far a workbook is, None when nobody has begun."""
    return seen(_job(export))


def _job(export: Export) -> str:
    return f"export-{export.pk}"
