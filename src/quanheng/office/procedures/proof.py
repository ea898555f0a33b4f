"""A case as a package that proves itself: its outline, its ledger entries, and a script."""

from importlib.resources import files

from quanheng.office.ledger.packages import as_json, package
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.outline import outline
from quanheng.office.procedures.record import entries_of

FORMAT = "quanheng-case-proof/1"
SCRIPT = "verify_case.py"


def proof_of(case: Case) -> bytes:
    """A zip file: ``case.json``, a proof for each entry, the ledger's key, and the scripts.

    ``verify_case.py`` is plain Python: it checks that every entry stands in the ledger, that the
    steps follow each other as the procedure says, that none is missing, and that no gate was passed
    without its checks or a signed override. Raises ``LedgerRefused`` while no checkpoint covers
    the last entry.
    """
    entries = entries_of(case)
    told = {
        "format": FORMAT,
        "case": case.pk,
        "state": case.state,
        "subject": case.subject.code,
        "entries": sorted(one.number for one in entries),
        "procedure": outline(procedure_of(case)),
    }
    script = files(__package__).joinpath(SCRIPT).read_text("utf-8")
    return package(entries, {"case.json": as_json(told), SCRIPT: script})
