"""What a subsystem does when a step of one of its procedures is taken.

A module ``effects.py`` of an app registers its functions with ``@effect``; they are called inside
the transaction of the step, change what they are there for, and say what the ledger should tell.
They raise ``Refused`` to keep the step from being taken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from quanheng.office.accounts.models import User
from quanheng.office.procedures.models import Case, Move


@dataclass(frozen=True)
class Effect:
    """What was done: ``values`` for the ledger, and its own word and subject if it has them."""

    values: Mapping[str, Any] = field(default_factory=dict)
    action: str = ""
    about: models.Model | None = None


Doing = Callable[[Case, Move, User, date], Effect]
_DOINGS: dict[tuple[str, str, str], Doing] = {}
WITHDRAWN = ""
"""The outcome under which what a withdrawal does is registered."""


def effect(procedure: str, step: str, outcome: str) -> Callable[[Doing], Doing]:
    """Let a function be called when a step of a procedure ends in an outcome."""

    def registered(function: Doing) -> Doing:
        _DOINGS[procedure, step, outcome] = function
        return function

    return registered


def effect_of(case: Case, move: Move, by: User, on: date) -> Effect:
    """Do what belongs to a step just taken, if anything does."""
    function = _DOINGS.get((case.procedure, move.step, move.outcome))
    return function(case, move, by, on) if function is not None else Effect()
