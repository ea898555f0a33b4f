"""A case as a package that proves itself: its outline, its ledger entries, and a script."""

import json
import zipfile
from importlib.resources import files
from io import BytesIO
from typing import Any

from quanheng.office.ledger.checkpoints import own_key
from quanheng.office.ledger.details import told_in_words
from quanheng.office.ledger.proofs import prove_all
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.outline import outline
from quanheng.office.procedures.record import entries_of

FORMAT = "quanheng-case-proof/1"
SCRIPT = "verify_case.py"


def proof_of(case: Case) -> bytes:
    """A zip file: ``case.json``, a proof for each entry, the ledger's key, and the script.

    The script is plain Python: it checks that every entry stands in the ledger, that the steps
    follow each other as the procedure says, that none is missing, and that no gate was passed
    without its checks or a signed override. Raises ``LedgerRefused`` while no checkpoint covers
    the last entry.
    """
    entries = entries_of(case)
    masked = [one.number for one in entries if told_in_words(one.about_kind, _values(one)).masked]
    proofs = prove_all([one.number for one in entries], bare=masked)
    told = {
        "format": FORMAT,
        "case": case.pk,
        "state": case.state,
        "subject": case.subject.code,
        "entries": sorted(proofs),
        "procedure": outline(procedure_of(case)),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("case.json", _json(told))
        for number, proof in proofs.items():
            archive.writestr(f"entries/{number}.json", _json(proof))
        archive.writestr("ledger.pem", own_key().pem())
        archive.writestr(SCRIPT, files(__package__).joinpath(SCRIPT).read_text("utf-8"))
    return packed.getvalue()


def _values(entry: Any) -> dict[str, Any]:
    details = getattr(entry, "details", None)
    return details.values if details is not None else {}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
