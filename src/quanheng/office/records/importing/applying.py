"""Writing a compared workbook into the file, in one transaction."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry, Head
from quanheng.office.records.importing import progress
from quanheng.office.records.importing.chunks import store, stored
from quanheng.office.records.importing.comparing import Comparison, compare
from quanheng.office.records.importing.forms.writing import apply_forms
from quanheng.office.records.importing.outcomes import Outcome
from quanheng.office.records.importing.progress import Reporter
from quanheng.office.records.importing.writing import hold_people, write_comparison
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.refusals import Overtaken
from quanheng.office.records.tree import hold_tree

State = ImportBatch.State


def apply_import(batch: ImportBatch, *, by: User, on: date) -> Entry:
    """Write a workbook into the file: everything, or nothing.

    Raises ``Overtaken`` when the comparison no longer comes out as it was shown, ``Stopped`` when
    somebody asked to stop.
    """
    reporter, records = Reporter(batch.pk), stored(batch)
    reporter.begin("compare", len(records))
    size = ledger_size()
    comparison = compare(records, by=by, on=on, told=lambda sheet, done: reporter.add(done))
    with transaction.atomic():
        batch = locked(batch, State.APPLYING)
        hold_tree(None)
        hold_people(comparison)
        if held_ledger_size() != size:
            comparison = compare(records, by=by, on=on)
        shown = batch.digest
        store(batch, comparison.rows)
        if batch.digest != shown:
            raise Overtaken(_("档案在预览之后有变动，已重新比对，请再次确认。"))
        return _write(batch, comparison, reporter, by=by, on=on)


def _write(
    batch: ImportBatch, comparison: Comparison, reporter: Reporter, *, by: User, on: date
) -> Entry:
    at = timezone.now()
    reporter.begin("write", batch.count(Outcome.NEW) + batch.count(Outcome.CHANGED))
    written = write_comparison(comparison, batch, by=by, at=at, reporter=reporter)
    forms = apply_forms(batch, comparison, by=by, on=on)
    progress.check(batch.pk)
    batch.applied_by = by
    batch.save()
    values: dict[str, Any] = {
        "file": batch.name,
        "sha256": batch.sha256,
        "digest": batch.digest,
        "counts": batch.counts,
        **written._asdict(),
        **({"forms": forms} if forms else {}),
    }
    entry = record(batch, "import applied", by=by, on=on, values=values)
    batch.state, batch.applied_at, batch.entry_number = State.APPLIED, at, entry.number
    batch.save(update_fields=["state", "applied_at", "entry_number"])
    return entry


def locked(batch: ImportBatch, *states: str) -> ImportBatch:
    """The batch, locked; raises ``Overtaken`` when it is not in one of the states."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in states:
        raise Overtaken(_("该导入现为“%s”，不能再办理。") % batch.get_state_display())
    return batch


def ledger_size() -> int:
    """How many entries the ledger has."""
    return Head.objects.values_list("size", flat=True).first() or 0


def held_ledger_size() -> int:
    """As ``ledger_size``; from now to the end of the transaction nobody else writes an entry."""
    sizes: Iterator[int] = iter(Head.objects.select_for_update().values_list("size", flat=True))
    return next(sizes, 0)
