"""The procedures that the installed documents declare."""

from functools import cache

from quanheng.norms.procedure import Procedure, Step
from quanheng.office.procedures.models.cases import Case
from quanheng.packs import installed


@cache
def procedures() -> dict[str, Procedure]:
    """Every procedure, by its id."""
    return {name: one for pack in installed().values() for name, one in pack.procedures.items()}


def procedure_of(case: Case) -> Procedure:
    """The procedure of a case; raises ``KeyError`` when its document is installed no longer."""
    return procedures()[case.procedure]


def step_of(case: Case) -> Step:
    """The step in which a case stands."""
    return procedure_of(case).step(case.step)


def fingerprint_of(procedure: str) -> str:
    """The fingerprint of the document that a procedure stands in."""
    return installed()[procedure.partition(":")[0]].fingerprint
