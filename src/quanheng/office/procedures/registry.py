"""What a subsystem adds to its procedures: what a step does, and what the page of a case shows.

A module ``effects.py`` of an app registers its functions with ``@effect``; they are called inside
the transaction of the step, change what they are there for, and say what the ledger should tell.
They raise ``Refused`` to keep the step from being taken. With ``@panel`` it shows on the page of a
case what the case is about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

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


class Panel(NamedTuple):
    """What the page of a case shows of its matter: a template, and what it is given."""

    template: str
    context: Mapping[str, Any]


_PANELS: dict[str, tuple[str, Callable[[Case], Mapping[str, Any]]]] = {}


def panel(
    kind: str, template: str
) -> Callable[[Callable[[Case], Mapping[str, Any]]], Callable[[Case], Mapping[str, Any]]]:
    """Show, on the page of a case, what a function returns.

    For cases about a kind of matter (model label), or of a family of procedures.
    """

    def registered(
        function: Callable[[Case], Mapping[str, Any]],
    ) -> Callable[[Case], Mapping[str, Any]]:
        _PANELS[kind] = (template, function)
        return function

    return registered


def panel_of(case: Case, family: str = "") -> Panel | None:
    """What the page of a case shows of its matter, or of its family; None without one."""
    found = _PANELS.get(case.matter_kind) or _PANELS.get(family)
    return Panel(found[0], found[1](case)) if found is not None else None
