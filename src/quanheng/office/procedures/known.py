"""The procedures that documents declare, and as they hold for a case: with its unit's numbers."""

from datetime import date
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from quanheng.norms.gate import Gate
from quanheng.norms.pack import canonical
from quanheng.norms.procedure import Addition, Procedure, Step
from quanheng.office.law.statutes import Statutes, fingerprint_of, law_at, pack_of
from quanheng.office.procedures.models.cases import Case
from quanheng.office.records.models import Unit
from quanheng.packs import installed


@cache
def procedures() -> dict[str, Procedure]:
    """Every procedure as declared, by its id: steps and who acts, which no unit changes."""
    return {name: one for pack in installed().values() for name, one in pack.procedures.items()}


def gates_of(procedure: Procedure, step: Step) -> tuple[Gate, ...]:
    """The gates of a step, with those that any installed document adds to it."""
    added = (one for pack in installed().values() for one in pack.additions.values())
    return procedure.with_gates(added).step(step.name).gates


class Lawful(NamedTuple):
    """A procedure with the numbers of a unit, and the fingerprint of its document with them.

    ``holds`` tells whether the unit follows the document; if not, no case of it is opened there.
    """

    procedure: Procedure
    fingerprint: str
    holds: bool

    @property
    def pinned(self) -> str:
        """The fingerprint of the procedure alone: steps, numbers, gates and the rules in them."""
        return sha256(canonical(self.procedure).encode()).hexdigest()


def lawful(procedure: str, place: Unit | None, on: date) -> Lawful:
    """A procedure as it holds at a unit on a day; two queries, one more without a unit.

    Raises ``KeyError`` when its document is installed no longer.
    """
    pack = document_of(procedure)
    law, path = law_at(place, on)
    variant = law.variant(pack, path)
    found = pack_of(variant).procedures[procedure].with_gates(_added(law, path))
    return Lawful(found, fingerprint_of(variant), law.holds(pack, path))


def _added(law: Statutes, path: str) -> list[Addition]:
    """The gates that the documents which hold at a unit add, with its numbers."""
    return [
        one
        for name, pack in installed().items()
        if pack.additions and law.holds(name, path)
        for one in pack_of(law.variant(name, path)).additions.values()
    ]


def lawful_for(case: Case, on: date) -> Lawful:
    """The procedure of a case as it holds on a day where the case is handled.

    A case begun under a document ends under it: where the unit follows it no longer, the document
    still tells how the case goes on. Raises ``KeyError`` when it is installed no longer.
    """
    return lawful(case.procedure, case.place, on)


def procedure_of(case: Case) -> Procedure:
    """The procedure of a case as declared; raises ``KeyError`` as ``lawful_for`` does."""
    return procedures()[case.procedure]


def step_of(case: Case) -> Step:
    """The step in which a case stands, as declared."""
    return procedure_of(case).step(case.step)


def document_of(procedure: str) -> str:
    """The id of the document in which a procedure stands."""
    return procedure.partition(":")[0]
