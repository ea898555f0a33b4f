"""Beginning the correction of a key fact: the official asks, or an officer proposes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import taking
from quanheng.office.procedures.opening import place_of
from quanheng.office.records import correcting
from quanheng.office.records.correcting import Grounds
from quanheng.office.records.models import Correction, Record
from quanheng.office.records.refusals import Refused

PROCEDURE = "national:personnel-file/correction"


@transaction.atomic
def propose_correction(
    line: Record, changes: Mapping[str, Any], grounds: Grounds, *, by: User, on: date
) -> Entry:
    """Propose other values for a record; nothing changes until another person confirms.

    Raises ``Refused`` for no change, without reason or evidence, or when one is pending already.
    """
    made = correcting.propose(line, changes, grounds, by=by, on=on)
    return _begun(made, "proposed", by=by, on=on)


@transaction.atomic
def propose_retraction(line: Record, grounds: Grounds, *, by: User, on: date) -> Entry:
    """Propose to take back a record that holds key facts; another person confirms."""
    made = correcting.propose_retraction(line, grounds, by=by, on=on)
    return _begun(made, "proposed", by=by, on=on)


@transaction.atomic
def request_correction(
    line: Record, changes: Mapping[str, Any], grounds: Grounds, *, by: User, on: date
) -> Entry:
    """Ask, as the official concerned, for other values in the own file."""
    made = correcting.request(line, changes, grounds, by=by, on=on)
    return _begun(made, "asked", by=by, on=on)


@transaction.atomic
def take_up_correction(correction: Correction, *, by: User, on: date) -> Entry:
    """Open the case of a correction that has none: one that an import proposed.

    ``by`` is the system's own account; the case is opened in the name of whoever proposed it.
    Raises ``Refused`` for a correction that is decided or has a case.
    """
    made = Correction.objects.select_for_update().get(pk=correction.pk)
    author = made.proposed_by or made.requested_by
    if not by.is_system or made.state not in Correction.OPEN or author is None:
        raise Refused("该更正已办结，或不由系统立项。")
    outcome = "proposed" if made.state == Correction.State.PROPOSED else "asked"
    return _begun(made, outcome, by=author, on=on, told_by=by)


def _begun(
    made: Correction, outcome: str, *, by: User, on: date, told_by: User | None = None
) -> Entry:
    """The case of a correction, its first step taken; one entry tells of both."""
    place = place_of(made.person, on)
    case = taking.begin(PROCEDURE, made.person, place=place, by=by, on=on, matter=made)
    done = taking.take(case, outcome, {}, reason=made.reason, by=by, on=on)
    teller = told_by or by
    return record(done.about, done.action, by=teller, on=on, reason=made.reason, values=done.values)
