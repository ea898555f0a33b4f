"""What the steps of correcting a key fact do to the file."""

from datetime import date

from quanheng.office.accounts.models import User
from quanheng.office.procedures.actions.corrections import PROCEDURE
from quanheng.office.procedures.corrections.queries import KIND, change_of
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.registry import WITHDRAWN, Effect, effect, panel
from quanheng.office.records import correcting
from quanheng.office.records.models import Correction

State = Correction.State


def correction_of(case: Case) -> Correction:
    """The correction that a case is about."""
    return Correction.objects.get(pk=case.matter_key)


@effect(PROCEDURE, "ask", "asked")
def asked(case: Case, move: Move, by: User, on: date) -> Effect:
    """The correction was made when the case was opened."""
    del move, by, on
    made = correction_of(case)
    return Effect(correcting.told(made), "correction requested", made)


@effect(PROCEDURE, "propose", "proposed")
def proposed(case: Case, move: Move, by: User, on: date) -> Effect:
    """Take up what the official asked for; what an officer proposes was made with the case."""
    made = correction_of(case)
    if made.state == State.REQUESTED:
        made = correcting.take_up(made, evidence=move.reason, by=by, on=on)
    return Effect(correcting.told(made), "correction proposed", made)


@effect(PROCEDURE, "confirm", "confirmed")
def confirmed(case: Case, move: Move, by: User, on: date) -> Effect:
    """Change the file."""
    made = correction_of(case)
    told = correcting.confirm(made, decision=move.reason, by=by, on=on)
    return Effect(told, "correction confirmed", made)


@effect(PROCEDURE, "propose", "refused")
@effect(PROCEDURE, "confirm", "refused")
def refused(case: Case, move: Move, by: User, on: date) -> Effect:
    """Leave the file as it is."""
    made = correction_of(case)
    told = correcting.refuse(made, decision=move.reason, by=by, on=on)
    return Effect(told, "correction refused", made)


@effect(PROCEDURE, "propose", WITHDRAWN)
@effect(PROCEDURE, "confirm", WITHDRAWN)
def withdrawn(case: Case, move: Move, by: User, on: date) -> Effect:
    """Take the correction back."""
    del move, by, on
    made = correction_of(case)
    return Effect(correcting.withdraw(made), "correction withdrawn", made)


@panel(KIND, "corrections/_change.html")
def correction(read: Reading, user: User) -> dict[str, object]:
    """The correction that is asked for."""
    del user
    return change_of(read.case)
