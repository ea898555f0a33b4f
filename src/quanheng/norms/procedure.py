"""Declaring procedures: in a pack, run by ``office.procedures`` as cases.

Packs find here the whole vocabulary; what is wrong with a declaration is told by ``problems``.
"""

from dataclasses import replace

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.pack import Clause, Pack, PackError
from quanheng.norms.soundness import problems
from quanheng.norms.steps import (
    DONE,
    NEXT,
    REFUSED,
    Addition,
    Ask,
    Clock,
    Filing,
    Given,
    Kind,
    Limit,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
    openings,
    reached,
)

__all__ = [
    "DONE",
    "NEXT",
    "REFUSED",
    "Addition",
    "Ask",
    "Clock",
    "Filing",
    "Given",
    "Kind",
    "Limit",
    "Outcome",
    "Paper",
    "Procedure",
    "Purpose",
    "Step",
    "add_gate",
    "openings",
    "problems",
    "procedure",
    "reached",
]


def procedure(
    pack: Pack,
    slug: str,
    title: Text,
    *,
    about: SubjectType,
    steps: tuple[Step, ...],
    managed_by: tuple[Actor, ...],
    seen_by: tuple[Actor, ...] = (),
    adverse: bool = False,
    filings: tuple[Filing, ...] = (),
    family: str = "",
    supplied: tuple[Ask, ...] = (),
    supplied_each: tuple[Ask, ...] = (),
    from_above: bool = False,
) -> Procedure:
    """Declare a procedure of a pack as ``clause/name``; steps cite that clause unless they say.

    Raises ``PackError`` for one that cannot be run as it is declared (see ``problems``).
    """
    number, separator, name = slug.partition("/")
    if not separator or not name:
        raise PackError(f"{pack.id}: a procedure is named clause/name, not {slug!r}.")
    clause = pack.clause(number)
    cited = tuple(_citing(pack, clause, step) for step in steps)
    made = Procedure(
        f"{pack.id}:{slug}", clause, title, about, cited, managed_by, seen_by, adverse, filings,
        family, supplied, supplied_each,
        from_above,
    )  # fmt: skip
    if made.id in pack.procedures:
        raise PackError(f"{made.id} is declared twice.")
    for told in problems(made):
        raise PackError(f"{made.id}: {told.en}")
    pack.procedures[made.id] = made
    return made


def _citing(pack: Pack, clause: Clause, step: Step) -> Step:
    """A step, and its gates, with the clause that each rests on in full.

    A clause of another document is named in full already.
    """
    own = _full(pack, step.clause) if step.clause else clause.id
    gates = tuple(
        replace(gate, clause=_full(pack, gate.clause) if gate.clause else own)
        for gate in step.gates
    )
    return replace(step, clause=own, gates=gates)


def _full(pack: Pack, number: str) -> str:
    document, _colon, own = number.rpartition(":")
    return pack.clause(own).id if document in ("", pack.id) else number


def add_gate(pack: Pack, number: str, family: str, step: str, gate: Gate) -> None:
    """Let a clause of a pack add a gate to a step of the procedures of a family.

    It holds where the unit follows the document. Raises ``PackError`` when the name is taken.
    """
    clause = pack.clause(number)
    name = f"{clause.id}/{gate.name}"
    if name in pack.additions:
        raise PackError(f"{name} is declared twice; give the second gate another name.")
    named = replace(gate, name=f"{pack.id}-{number}-{gate.name}", clause=clause.id)
    pack.additions[name] = Addition(family, step, named)
