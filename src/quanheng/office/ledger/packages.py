"""Zip files that prove themselves: entries with their proofs, the ledger's key, and a script."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from io import BytesIO

from quanheng.norms.finding import Text
from quanheng.office.ledger.checkpoints import LedgerRefused, own_key
from quanheng.office.ledger.details import told_in_words
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.proofs import prove_all

SCRIPT = "verify_entry.py"


def package(entries: Sequence[Entry], more: Mapping[str, str]) -> bytes:
    """The proofs of some entries, the public key, ``verify_entry.py``, and further files by name.

    Entries that pages mask go without their details. Raises ``LedgerRefused`` while no checkpoint
    covers the last of them.
    """
    if not entries:
        raise LedgerRefused(Text("账本中没有相关条目。", "The ledger has no entry about this."))
    masked = [one.number for one in entries if told_in_words(one.about_kind, _values(one)).masked]
    proofs = prove_all([one.number for one in entries], bare=masked)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, proof in proofs.items():
            archive.writestr(f"entries/{number}.json", as_json(proof))
        archive.writestr("ledger.pem", own_key().pem())
        archive.writestr(SCRIPT, files(__package__).joinpath(SCRIPT).read_text("utf-8"))
        for name, content in more.items():
            archive.writestr(name, content)
    return packed.getvalue()


def as_json(value: object) -> str:
    """A value as the files of a package have it."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def _values(entry: Entry) -> dict[str, object]:
    details = getattr(entry, "details", None)
    return details.values if details is not None else {}
