"""What carries out a clause beside computed rules: its procedures, and what pages count."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.norms.pack import Clause
from quanheng.norms.procedure import Procedure
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, powers_of
from quanheng.office.language import said
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.opening import ELSEWHERE, Reach, address, reach_of
from quanheng.office.selection.teams.villages import BATCHES, villages
from quanheng.packs import installed


class Run(NamedTuple):
    """A procedure of a clause: its steps in words, and where whoever opens cases of it begins."""

    title: str
    steps: list[str]
    href: str


class Kept(NamedTuple):
    """Something that a clause asks for and a page counts: asked, on file, how it stands."""

    title: str
    asked: str
    found: str
    status: Status
    href: str


def carried(clause: Clause, user: User, on: date) -> dict[str, Any]:
    """What the page of a clause shows of it: procedures, and requirements that pages count."""
    return {"runs": runs_of(clause, user, on), "kept": kept_by(clause, user, on)}


def runs_of(clause: Clause, user: User, on: date) -> list[Run]:
    """The procedures of a clause; eight queries at most, none where there are none."""
    made = [one for one in procedures().values() if one.clause.id == clause.id]
    reach = reach_of(user, on) if made else None
    return [
        Run(
            said(one.title),
            [said(step.title) for step in one.steps],
            address(one) if reach is not None and _opens(one, user, reach) else "",
        )
        for one in made
    ]


def _opens(procedure: Procedure, user: User, reach: Reach) -> bool:
    return procedure.id not in ELSEWHERE and reach.at(procedure, user) is not None


def kept_by(clause: Clause, user: User, on: date) -> list[Kept]:
    """What pages count of a clause that has no rule for it, for those who may see them."""
    named = [
        one.name for one in installed()[clause.pack].parameters.values() if one.clause == clause.id
    ]
    known = [(name, page) for name, page in PAGES.items() if name in named]
    if not known or Power.SEE_TEAMS not in powers_of(user, on):
        return []
    told = (page(clause, user, on) for _name, page in known)
    return [one for one in told if one is not None]


def _batches(clause: Clause, user: User, on: date) -> Kept | None:
    """The two-way secondments of this year; nothing where that cannot be said."""
    found = villages(user, on.year, on)
    if found.clause != clause.id or found.status is None:
        return None
    return Kept(
        _("今年双向挂职批次"),
        _("不少于%d批") % (found.wanted or 0),
        _("%d批") % found.counted,
        found.status,
        reverse("selection:villages"),
    )


PAGES: dict[str, Callable[[Clause, User, date], Kept | None]] = {BATCHES: _batches}
"""By the name of the parameter that says how much is asked for."""
