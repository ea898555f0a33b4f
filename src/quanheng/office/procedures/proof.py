"""A case as a package that proves itself: its outline, its ledger entries, and a script."""

from importlib.resources import files

from quanheng.office.ledger.packages import as_json, package
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.outline import outline
from quanheng.office.procedures.record import entries_of
from quanheng.office.procedures.registry import packed_of

FORMAT = "quanheng-case-proof/1"
SCRIPT = "verify_case.py"


def proof_of(case: Case) -> bytes:
    """A zip file: ``case.json``, a proof for each entry, the ledger's key, and the scripts.

    ``verify_case.py`` is plain Python: it checks that every entry stands in the ledger, that the
    steps follow each other as the procedure says, that none is missing, that no gate was passed
    without its checks or a signed override, and that every paper made of the case is the one that
    the ledger tells of. The files of papers are not in it: whoever takes one out is written down.
    Raises ``LedgerRefused`` while no checkpoint covers the last entry.
    """
    entries, procedure = entries_of(case), procedure_of(case)
    packed = packed_of(case, procedure.family)
    told = {
        "format": FORMAT,
        "case": case.pk,
        "state": case.state,
        "subject": case.subject.code,
        "entries": sorted(one.number for one in entries),
        "papers": list(packed.papers),
        "paper_entries": sorted(one.number for one in packed.entries),
        "procedure": outline(procedure),
    }
    script = files(__package__).joinpath(SCRIPT).read_text("utf-8")
    return package([*entries, *packed.entries], {"case.json": as_json(told), SCRIPT: script})
