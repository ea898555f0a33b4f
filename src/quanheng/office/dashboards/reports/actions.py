"""Giving out standing reports."""

from datetime import date

from django.db import transaction

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import given


@transaction.atomic
def give_out_unit_report(unit: Unit, *, count: int, reason: str, by: User, on: date) -> Entry:
    """Write down that the findings of a unit and its people are given out, and what for.

    Raises ``Refused`` without a purpose, ``Denied`` for a unit out of reach.
    """
    given(reason)
    over(unit, Power.EXPORT_RECORDS, by=by, on=on)
    values = {"unit": unit.code, "count": count}
    return record(unit, "findings exported", by=by, on=on, reason=reason, values=values)
