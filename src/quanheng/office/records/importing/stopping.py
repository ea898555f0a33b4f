"""Stopping an import that somebody is working on."""

from datetime import date

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.ledger.models import Entry
from quanheng.office.records.importing import progress
from quanheng.office.records.importing.actions import cancel_import
from quanheng.office.records.models import ImportBatch


def stop_import(batch: ImportBatch, *, by: User, on: date) -> Entry:
    """Ask whoever works on an import to stop, then cancel it.

    Raises ``Overtaken`` when it is already written.
    """
    require(by, Power.IMPORT_RECORDS, on)
    # Before the transaction, which waits for the one in which the import is being written.
    progress.ask_to_stop(batch.pk)
    return cancel_import(batch, by=by, on=on)
