"""Stopping an order that somebody is working on."""

from datetime import date

from quanheng.office.accounts.models import User
from quanheng.office.documents.actions import cancel_order
from quanheng.office.documents.making import job_of
from quanheng.office.documents.models import Order
from quanheng.office.ledger.models import Entry
from quanheng.office.records.importing.progress import ask_to_stop


def stop_order(order: Order, *, by: User, on: date) -> Entry:
    """Cancel an order, then ask whoever works on it to stop.

    Raises ``Overtaken`` when it is made already.
    """
    entry = cancel_order(order, by=by, on=on)
    ask_to_stop(job_of(order))
    return entry
