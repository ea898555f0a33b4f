"""Writing the ledger, in the transaction of the change it tells of."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from quanheng.office.ledger.models import Details, Entry, Head
from quanheng.office.ledger.tree import leaf_hash, push

HASH = 32


def canonical(value: Mapping[str, Any]) -> bytes:
    """A mapping as bytes that are the same everywhere: JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commit_to(salt: bytes, reason: str, values: Mapping[str, Any]) -> bytes:
    """The commitment to an entry's details."""
    return hashlib.sha256(salt + canonical({"reason": reason, "values": values})).digest()


def leaf_of(entry: Entry) -> bytes:
    """The leaf of an entry: everything its line says, and the commitment."""
    return leaf_hash(
        canonical(
            {
                "number": entry.number,
                "at": entry.at.isoformat(),
                "actor": entry.actor,
                "action": entry.action,
                "about": [entry.about_kind, entry.about_key],
                "on": entry.on.isoformat() if entry.on else None,
                "commitment": bytes(entry.commitment).hex(),
            }
        )
    )


def record(
    about: models.Model | None,
    action: str,
    *,
    by: Any,
    on: date | None = None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry about a thing; must be called inside the transaction of the change.

    ``by`` is the acting account. Raises ``TransactionManagementError`` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a ledger entry belongs to a transaction")
    head, _ = Head.objects.select_for_update().get_or_create(id=1)
    salt, told = secrets.token_bytes(HASH), dict(values or {})
    entry = Entry(
        number=head.size,
        at=timezone.now(),
        actor=by.get_username(),
        action=action,
        about_kind=about._meta.label_lower if about is not None else "",
        about_key=str(about.pk) if about is not None else "",
        on=on,
        commitment=commit_to(salt, reason, told),
    )
    entry.leaf = leaf_of(entry)
    entry.save(force_insert=True)
    Details.objects.create(entry=entry, salt=salt, reason=reason, values=told)
    grown = push(peaks(head), head.size, bytes(entry.leaf))
    head.size, head.frontier = head.size + 1, b"".join(grown)
    head.save(update_fields=["size", "frontier"])
    return entry


def peaks(head: Head) -> list[bytes]:
    """The frontier of the tree as hashes."""
    stored = bytes(head.frontier)
    return [stored[i : i + HASH] for i in range(0, len(stored), HASH)]
