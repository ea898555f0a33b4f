"""What a subsystem does when a step of one of its procedures is taken.

A module ``effects.py`` of an app registers its functions with ``@effect``; they are called inside
the transaction of the step, change what they are there for, and return what the ledger should
tell. They raise ``Refused`` to keep the step from being taken.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.procedures.models import Case, Move

Effect = Callable[[Case, Move, User, date], Mapping[str, Any]]
_EFFECTS: dict[tuple[str, str, str], Effect] = {}


def effect(procedure: str, step: str, outcome: str) -> Callable[[Effect], Effect]:
    """Let a function be called when a step of a procedure ends in an outcome."""

    def registered(function: Effect) -> Effect:
        _EFFECTS[procedure, step, outcome] = function
        return function

    return registered


def effect_of(procedure: str, move: Move) -> Effect | None:
    """The function for a step just taken, None when there is none."""
    return _EFFECTS.get((procedure, move.step, move.outcome))
