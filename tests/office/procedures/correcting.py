"""The correction of a key fact, step by step, as tests take them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.corrections.queries import case_of
from quanheng.office.procedures.models import Case
from quanheng.office.records.correcting import Grounds
from quanheng.office.records.models import Correction, Record


def made(entry: Entry) -> Correction:
    """The correction that an entry is about."""
    return Correction.objects.get(pk=entry.about_key)


def proposed(
    line: Record, changes: Mapping[str, Any], *, by: User, on: date, **grounds: Any
) -> Correction:
    """Proposed by an officer."""
    return made(actions.propose_correction(line, changes, Grounds(**grounds), by=by, on=on))


def requested(
    line: Record, changes: Mapping[str, Any], *, by: User, on: date, **grounds: Any
) -> Correction:
    """Asked for by the official."""
    return made(actions.request_correction(line, changes, Grounds(**grounds), by=by, on=on))


def retraction(line: Record, *, by: User, on: date, **grounds: Any) -> Correction:
    """That a record be taken back, proposed by an officer."""
    return made(actions.propose_retraction(line, Grounds(**grounds), by=by, on=on))


def running(correction: Correction) -> Case:
    """The case of a correction."""
    found = case_of(correction)
    assert found is not None
    return found


def take_up(correction: Correction, *, evidence: str, by: User, on: date) -> Entry:
    return actions.take_step(running(correction), "proposed", reason=evidence, by=by, on=on)


def confirm(correction: Correction, *, by: User, on: date, decision: str = "") -> Entry:
    return actions.take_step(running(correction), "confirmed", reason=decision, by=by, on=on)


def refuse(correction: Correction, *, by: User, on: date, decision: str) -> Entry:
    return actions.take_step(running(correction), "refused", reason=decision, by=by, on=on)


def withdraw(correction: Correction, *, by: User, on: date, reason: str = "不必了") -> Entry:
    return actions.withdraw_case(running(correction), reason=reason, by=by, on=on)
