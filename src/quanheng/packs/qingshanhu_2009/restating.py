"""National steps in the procedures of the district: their numbers, and whose clause they are."""

from collections.abc import Iterable
from dataclasses import replace

from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import Step
from quanheng.packs.national import NUMBERS
from quanheng.packs.national.appointment.terms import Numbers

NATIONAL = "national:selection"
USED = (
    "attendance", "valid", "fresh", "reply", "quorum", "majority", "notice",
)  # fmt: skip


def restated(pack: Pack, number: str) -> Numbers:
    """The national numbers under a clause of the document, so that units may set the open ones."""
    return replace(NUMBERS, **{name: _again(pack, number, getattr(NUMBERS, name)) for name in USED})


def _again(pack: Pack, number: str, one: Parameter) -> Parameter:
    said = one.values[0]
    return pack.parameter(
        number, one.name, said.value, one.unit, source=said.source, label=one.label,
        confidence=one.confidence,
    )  # fmt: skip


def national(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps that rest on the national regulations, as they stand there."""
    return tuple(replace(step, clause=step.clause or NATIONAL) for step in steps)
