"""What is kept of a case, each part asked of the database once: for a page, or for the gates.

Whoever changes the case, and goes on with it, reads it anew.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Prefetch

from quanheng.norms.procedure import Procedure
from quanheng.office.procedures.models import Attachment, Case, Move, Nominee, Recusal, Sheet

T = TypeVar("T")
TAKEN = (Move.Kind.TAKEN, Move.Kind.LAPSED)


@dataclass(frozen=True)
class Reading:
    """A case, its procedure (None where it is known no more), and what is kept of it."""

    case: Case
    procedure: Procedure | None
    _told: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def moves(self) -> list[Move]:
        """Everything done, in order."""
        if self.case.pk is None:
            return []
        return list(self.case.moves.select_related("by", "behalf_of").order_by("number"))

    @cached_property
    def papers(self) -> list[Attachment]:
        """The papers that are attached."""
        if self.case.pk is None:
            return []
        return list(self.case.papers.filter(removed_at=None).select_related("by"))

    @cached_property
    def people(self) -> list[Nominee]:
        """Everybody who is or was put forward, in that order, with the sheets; two queries."""
        if self.case.pk is None:
            return []
        sheets = Prefetch("sheets", Sheet.objects.select_related("by").order_by("stay", "pk"))
        found = self.case.nominees.select_related("person", "by", "out_by").order_by("pk")
        return list(found.prefetch_related(sheets))

    @cached_property
    def recusals(self) -> list[Recusal]:
        """Who is kept from the case, or was found to be no relative."""
        return list(self.case.recusals.filter(ended_on=None).select_related("user", "by"))

    @property
    def standing(self) -> list[Nominee]:
        """Those who are still put forward."""
        return [one for one in self.people if one.out_on is None]

    @property
    def sheets(self) -> dict[int, Sheet]:
        """The sheets of the present stay, by the key of the nominee."""
        return {
            sheet.nominee_id: sheet
            for one in self.people
            for sheet in one.sheets.all()
            if sheet.stay == self.case.stay
        }

    def last(self, step: str, outcome: str = "") -> dict[str, Any]:
        """What was entered when a step was taken last, with that outcome if one is named."""
        told = [
            one.answers
            for one in self.moves
            if one.kind in TAKEN and one.step == step and outcome in ("", one.outcome)
        ]
        return told[-1] if told else {}

    def once(self, asked: Callable[[Case], T]) -> T:
        """What another room tells of the case: the gates and the page may both need it."""
        if asked not in self._told:
            self._told[asked] = asked(self.case)
        found: T = self._told[asked]
        return found
