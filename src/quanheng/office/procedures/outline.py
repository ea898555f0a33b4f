"""A procedure as far as whoever verifies a case must follow it."""

import hashlib
from typing import Any

from quanheng.norms.procedure import Procedure
from quanheng.office.ledger.leaves import canonical


def outline(procedure: Procedure) -> dict[str, Any]:
    """The steps, in order, with what leads where, who may not act, and the gates."""
    return {
        "id": procedure.id,
        "title": procedure.title.zh,
        "clause": procedure.clause.id,
        "steps": [
            {
                "name": step.name,
                "title": step.title.zh,
                "clause": step.clause,
                "optional": step.optional,
                "gates": [gate.name for gate in step.gates],
                "not_by": list(step.not_by),
                "outcomes": {one.name: procedure.leads_to(step, one) for one in step.outcomes},
                **({"enters": True} if step.enters else {}),
            }
            for step in procedure.steps
        ],
    }


def digest(procedure: Procedure) -> str:
    """The SHA-256 of the outline, which every entry about a case names."""
    return hashlib.sha256(canonical(outline(procedure))).hexdigest()
