"""Proofs that leave the house: that an entry stands in the ledger, that the ledger only grew."""

from collections.abc import Collection, Sequence
from typing import Any

from quanheng.norms.finding import Text
from quanheng.office.ledger.checkpoints import LedgerRefused
from quanheng.office.ledger.leaves import LINE, line
from quanheng.office.ledger.models import Checkpoint, Details, Entry
from quanheng.office.ledger.tree import consistency_path, inclusion_path, sides

FORMAT = "quanheng-ledger-proof/1"


def prove(number: int, *, with_details: bool = True, using: str = "default") -> dict[str, Any]:
    """The proof that entry ``number`` stands under the latest checkpoint, ready for JSON.

    It holds the entry's line, its details with their salt (unless erased or not wanted), the
    siblings up to the root, each with its side, and the signed checkpoint. ``docs/ledger.md`` has
    the script that verifies it. Raises ``LedgerRefused``.
    """
    bare = () if with_details else (number,)
    return prove_all([number], bare=bare, using=using)[number]


def prove_all(
    numbers: Collection[int], *, bare: Collection[int] = (), using: str = "default"
) -> dict[int, dict[str, Any]]:
    """As ``prove``, for several entries under one checkpoint; those in ``bare`` without details."""
    found = Entry.objects.using(using).in_bulk(list(numbers))
    for number in numbers:
        if number not in found:
            raise LedgerRefused(
                Text(
                    f"账本中没有条目 {number}。请核对序号。",
                    f"The ledger has no entry {number}. Check the number.",
                )
            )
    last = max(numbers)
    signed = Checkpoint.objects.using(using).filter(size__gt=last).order_by("-size").first()
    if signed is None:
        raise LedgerRefused(
            Text(
                f"条目 {last} 之后还没有检查点。请安全审计员签署，"
                "或运行 quanheng ledger checkpoint。",
                f"No checkpoint covers entry {last} yet. Let the audit administrator sign one, "
                "or run quanheng ledger checkpoint.",
            )
        )
    leaves = _leaves(signed.size, using)
    told = Details.objects.using(using).exclude(pk__in=list(bare)).in_bulk(list(numbers))
    return {
        number: _proof(entry, told.get(number), signed, leaves) for number, entry in found.items()
    }


def _proof(
    entry: Entry, told: Details | None, signed: Checkpoint, leaves: Sequence[bytes]
) -> dict[str, Any]:
    path = inclusion_path(leaves, entry.number)
    left = sides(entry.number, signed.size)
    return {
        "format": FORMAT,
        "entry": line(*(getattr(entry, name) for name in LINE)),
        "details": told
        and {"salt": bytes(told.salt).hex(), "reason": told.reason, "values": told.values},
        "path": [
            ["left" if on_left else "right", sibling.hex()]
            for on_left, sibling in zip(left, path, strict=True)
        ],
        "checkpoint": signed.note,
    }


def prove_growth(old: int, new: int, *, using: str = "default") -> dict[str, Any]:
    """The proof that the ledger of checkpoint ``old`` is the beginning of that of ``new``.

    The two are sizes of checkpoints; ``tree.grew`` or any RFC 6962 library verifies the path.
    Raises ``LedgerRefused``.
    """
    notes = {}
    for size in (old, new):
        signed = Checkpoint.objects.using(using).filter(size=size).first()
        if signed is None:
            raise LedgerRefused(
                Text(f"没有条数为 {size} 的检查点。", f"There is no checkpoint of size {size}.")
            )
        notes[size] = signed.note
    return {
        "format": FORMAT,
        "old": notes[old],
        "new": notes[new],
        "path": [node.hex() for node in consistency_path(_leaves(new, using), old)],
    }


def _leaves(size: int, using: str) -> Sequence[bytes]:
    rows = Entry.objects.using(using).filter(number__lt=size).order_by("number")
    return [bytes(leaf) for leaf in rows.values_list("leaf", flat=True).iterator(chunk_size=20_000)]
