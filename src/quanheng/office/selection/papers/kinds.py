"""Which papers a case yields: from which step on, of whom, and what is still to be added.

A paper belongs to a step. ``AFTER`` it can be made once that step is taken, ``IN`` it also while
the case stands in it; both hold until the end of the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from quanheng.norms.procedure import Procedure
from quanheng.office.procedures.models import Case
from quanheng.office.selection.models.papers import PaperKind as Kind


class When(Enum):
    """From when on a paper can be made."""

    IN = "in"
    AFTER = "after"


@dataclass(frozen=True)
class Declared:
    """A paper: its step, and the names of the details that are asked when it is made.

    ``each`` makes one for every nominee; with ``meeting`` a closed meeting must have dealt with the
    case.
    """

    step: str
    when: When
    asks: tuple[str, ...] = ()
    each: bool = False
    meeting: bool = False


ISSUED = ("organ", "mark", "day")
CONTACT = ("phone", "address", "postcode")
PAPERS: Mapping[Kind, Declared] = {
    Kind.MOTION: Declared("motion", When.AFTER, ("mark",)),
    Kind.PLAN: Declared("plan", When.AFTER, ISSUED),
    Kind.TALK_FORM: Declared("talks", When.IN, ("groups", "most")),
    Kind.MEETING_FORM: Declared("meeting", When.IN, ("groups", "most")),
    Kind.SUMMARY: Declared("meeting", When.AFTER, ("returned",)),
    Kind.VETTING_NOTICE: Declared(
        "vet", When.IN, ("organ", "day", "since", "until", "leader", "members", *CONTACT)
    ),
    Kind.MATERIAL: Declared("vet", When.AFTER, ("organ",), each=True),
    Kind.INTEGRITY_LETTER: Declared("integrity", When.IN, (*ISSUED, "addressee", "due", "contact")),
    Kind.INTEGRITY_REPLY: Declared(
        "integrity", When.AFTER, (*ISSUED, "addressee", "answers", "valid_until", "signers")
    ),
    Kind.SLIP: Declared("decide", When.IN, ("committee", "day")),
    Kind.COUNT: Declared("decide", When.IN, ("committee",), meeting=True),
    Kind.MINUTES: Declared("decide", When.IN, (), meeting=True),
    Kind.REQUEST: Declared(
        "decide", When.AFTER, (*ISSUED, "addressee", "signer", "leave", "reason", "contact")
    ),
    Kind.PUBLIC_NOTICE: Declared(
        "publish", When.AFTER, ("organ", "day", "leave", "exception", *CONTACT)
    ),
    Kind.APPOINTMENT_FORM: Declared(
        "decide", When.AFTER, ("organ", "day", "leave", "reason", "filler"), each=True
    ),
    Kind.APPOINTMENT_NOTICE: Declared(
        "appoint", When.AFTER, ("organ", "day", "addressee", "committee", "leave", "copies")
    ),
}
"""Every paper, in the order in which an appointment needs them."""


def makeable(kind: Kind, case: Case, procedure: Procedure, *, met: bool) -> bool:
    """Whether a paper can be made as the case stands; ``met``: a closed meeting dealt with it."""
    declared = PAPERS[kind]
    names = [step.name for step in procedure.steps]
    if declared.step not in names or (declared.meeting and not met):
        return False
    if case.state == Case.State.DONE:
        return True
    if case.state != Case.State.OPEN or case.step not in names:
        return False
    reached = names.index(case.step) - names.index(declared.step)
    return reached > 0 or (reached == 0 and declared.when is When.IN)
