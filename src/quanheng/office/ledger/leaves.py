"""The bytes under the tree: what exactly a leaf and a commitment are computed over."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from quanheng.office.ledger.tree import leaf_hash

SALT = 32
"""Bytes of salt in a commitment; without them a short text could be guessed."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Mapping[str, Any]) -> bytes:
    """A mapping as bytes that are the same everywhere: JSON with sorted keys, no spaces."""
    return _encode(value).encode()


def settled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as every database gives them back: dates, decimals and floats become text.

    Raises ``TypeError`` for a value that has no JSON form.
    """
    written = json.dumps(values, cls=DjangoJSONEncoder)
    told: dict[str, Any] = json.loads(written, parse_float=str, parse_constant=str)
    return told


def commitment_to(salt: bytes, reason: str, values: Mapping[str, Any]) -> bytes:
    """The commitment to an entry's details."""
    return hashlib.sha256(salt + canonical({"reason": reason, "values": values})).digest()


def line(
    number: int,
    at: datetime,
    actor: str,
    action: str,
    about_kind: str,
    about_key: str,
    on: date | None,
    commitment: bytes,
) -> dict[str, Any]:
    """What the leaf of an entry says, as it is hashed and shown in a proof. Times are UTC."""
    return {
        "number": number,
        "at": at.isoformat(),
        "actor": actor,
        "action": action,
        "about": [about_kind, about_key],
        "on": on.isoformat() if on else None,
        "commitment": bytes(commitment).hex(),
    }


LINE = ("number", "at", "actor", "action", "about_kind", "about_key", "on", "commitment")
"""The columns of an entry that make its line, in the order of ``line``."""


def leaf_of(said: Mapping[str, Any]) -> bytes:
    """The leaf hash of a line."""
    return leaf_hash(canonical(said))
