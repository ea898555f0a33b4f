"""What a subsystem adds to its procedures: what a step does, and what the page of a case shows.

A module ``effects.py`` of an app registers its functions with ``@effect``; they are called inside
the transaction of the step, change what they are there for, and say what the ledger should tell.
They raise ``Refused`` to keep the step from being taken. With ``@panel`` it shows on the page of a
case what the case is about, and with ``@packed`` it adds the papers that were made of the case to
the package that proves it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import models

from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.reading import Reading


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


Showing = Callable[[Reading, User], Mapping[str, Any]]
_PANELS: dict[str, tuple[str, Showing]] = {}


def panel(kind: str, template: str) -> Callable[[Showing], Showing]:
    """Show, on the page of a case, what a function returns for the account that looks.

    For cases about a kind of matter (model label), or of a family of procedures.
    """

    def registered(function: Showing) -> Showing:
        _PANELS[kind] = (template, function)
        return function

    return registered


def panel_of(read: Reading, user: User) -> Panel | None:
    """What the page of a case shows of its matter, or of its family; None without one."""
    family = read.procedure.family if read.procedure is not None else ""
    found = _PANELS.get(read.case.matter_kind) or _PANELS.get(family)
    return Panel(found[0], found[1](read, user)) if found is not None else None


@dataclass(frozen=True)
class Packed:
    """Papers that were made of a case, as its package lists them, and the entries that say so.

    Each of ``papers`` has the ``key`` that an entry is about, the ``day``, what the entry tells of
    it by the same names, and the SHA-256 of its files.
    """

    papers: Sequence[Mapping[str, Any]] = ()
    entries: Sequence[Entry] = ()


Packing = Callable[[Case], Packed]
_PACKINGS: dict[str, Packing] = {}


def packed(family: str) -> Callable[[Packing], Packing]:
    """Let a function tell the papers of the cases of a family of procedures."""

    def registered(function: Packing) -> Packing:
        _PACKINGS[family] = function
        return function

    return registered


def packed_of(case: Case, family: str) -> Packed:
    """The papers that were made of a case; none where no room makes any."""
    function = _PACKINGS.get(family)
    return function(case) if function is not None else Packed()
