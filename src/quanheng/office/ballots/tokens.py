"""Tokens of phones: signing them blind while they are given out, checking them when they vote."""

import base64
import binascii
import hashlib
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.office.accounts.vault import place, unseal_bytes
from quanheng.office.ballots import blind
from quanheng.office.ballots.codes import grouped
from quanheng.office.ballots.holding import NotNow, Refused
from quanheng.office.ballots.models import Ballot, TokenKey, Voter
from quanheng.office.ballots.tellers import TOKEN_KEY

PREPARED = blind.PREFIX + blind.MESSAGE
FINGERPRINT = 16
"""Letters of a key's SHA-256 that are shown."""


class Token(NamedTuple):
    """What a phone votes with: the class, the prepared message, its signature."""

    voter_class: int
    prepared: bytes
    signature: bytes

    def written(self) -> str:
        """As the phone sends it: ``class.message.signature`` in base64url without padding."""
        return f"{self.voter_class}.{_letters(self.prepared)}.{_letters(self.signature)}"


def read(text: str) -> Token | None:
    """A token from what a phone sent; None when it is none."""
    parts = text.strip().split(".")
    try:
        number, prepared, signature = int(parts[0]), *map(_bytes, parts[1:])
    except (ValueError, binascii.Error):
        return None
    fits = 0 < number < 2**63 and (len(prepared), len(signature)) == (PREPARED, blind.BYTES)
    return Token(number, prepared, signature) if fits else None


def signature_for(voter: Voter) -> bytes:
    """The blind signature that ``give_token`` promised, as long as tokens are given out.

    The same each time. Raises ``NotNow`` afterwards, or for a voter who was promised none, and
    ``Refused`` when what the phone sent is no blinded message.
    """
    key = TokenKey.objects.filter(voter_class=voter.voter_class_id).first()
    if key is None or key.sealed_private is None or voter.blinded is None:
        raise NotNow(_("领票已经结束，或您没有在手机上领票。"))
    private = unseal_bytes(key.sealed_private, place(TOKEN_KEY, "private", voter.voter_class_id))
    try:
        return blind.sign(private, bytes(voter.blinded))
    except blind.BadRequest as error:
        raise Refused(_("领票请求无效，请刷新页面重试。")) from error


def key_fingerprints(ballot: Ballot) -> list[tuple[str, str]]:
    """Of each class, by name, the beginning of the SHA-256 of the key that signs its tokens.

    Read out at the meeting and compared on each phone, it shows that all have the same key: by a
    key of one's own a token could be told from the others.
    """
    keys = TokenKey.objects.filter(voter_class__ballot=ballot).select_related("voter_class")
    return [
        (
            key.voter_class.name,
            grouped(hashlib.sha256(bytes(key.public)).hexdigest()[:FINGERPRINT]),
        )
        for key in keys.order_by("voter_class")
    ]


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(letters: str) -> bytes:
    return base64.b64decode(letters + "=" * (-len(letters) % 4), altchars="-_", validate=True)
