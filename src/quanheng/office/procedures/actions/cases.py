"""Opening a case, and taking its steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import taking
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.moving import told
from quanheng.office.records.models import Person, Unit


@transaction.atomic
def open_case(
    procedure: str,
    subject: Person | Unit,
    *,
    place: Unit | None,
    by: User,
    on: date,
    matter: models.Model | None = None,
) -> Entry:
    """Open a case about somebody; it stands in the first step that ``by`` may take.

    ``place`` is the unit whose people handle it. Raises ``Refused`` when no opening step is for
    ``by``, or when a case about the same matter is running.
    """
    case = taking.begin(procedure, subject, place=place, by=by, on=on, matter=matter)
    return record(case, "case opened", by=by, on=on, values=told(case, matter=case.matter_key))


@transaction.atomic
def take_step(
    case: Case,
    outcome: str,
    answers: Mapping[str, Any] | None = None,
    *,
    reason: str = "",
    by: User,
    on: date,
) -> Entry:
    """Take the step in which a case stands, with one of its outcomes.

    Raises ``Refused`` for whoever may not act, for a gate that does not hold and is not overridden,
    for a missing paper or reason; ``ValidationError`` by field for the answers.
    """
    done = taking.take(case, outcome, answers or {}, reason=reason, by=by, on=on)
    return record(done.about, done.action, by=by, on=on, reason=reason, values=done.values)


@transaction.atomic
def lapse_step(case: Case, *, by: User, on: date) -> Entry:
    """Let silence speak: the step's time limit has passed, and its declared outcome takes effect.

    Raises ``Refused`` while the time runs, and where the procedure gives silence no meaning.
    """
    done = taking.lapse(case, by=by, on=on)
    return record(done.about, done.action, by=by, on=on, values=done.values)
