"""Signed notes (C2SP signed-note, tlog-checkpoint) with Ed25519 keys. Pure.

A note is a text, an empty line, and signature lines. A verifier key is
``<name>+<key id>+<base64 of the algorithm and the public key>``.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

DASH = "\u2014 "
ED25519 = b"\x01"
KEY_ID = 4


class NoteRefused(Exception):  # noqa: N818 - a refusal, not a defect
    """A note is malformed, or no trusted key has signed it."""


@dataclass(frozen=True)
class Verifier:
    """A public key with its name."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first bytes of the hash of name and key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID]

    def __str__(self) -> str:
        key = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def pem(self) -> str:
        """The key as openssl reads it."""
        key = Ed25519PublicKey.from_public_bytes(self.public)
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def verifier(written: str) -> Verifier:
    """A verifier from its written form. Raises ``NoteRefused``."""
    try:
        name, key_id, key = written.strip().split("+", 2)
        decoded = base64.b64decode(key, validate=True)
    except (ValueError, binascii.Error) as error:
        raise NoteRefused(f"{written!r} is not a verifier key") from error
    found = Verifier(name, decoded[1:])
    if decoded[:1] != ED25519 or len(found.public) != 32 or found.key_id.hex() != key_id:
        raise NoteRefused(f"{written!r} is not a verifier key")
    return found


def verifier_of(name: str, seed: bytes) -> Verifier:
    """The verifier that belongs to a private key."""
    return Verifier(
        name, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    )


def sign(text: str, name: str, seed: bytes) -> str:
    """A signed note of a text that ends with a line break; ``seed`` is the 32-byte private key."""
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())
    signed = base64.b64encode(verifier_of(name, seed).key_id + signature).decode()
    return f"{text}\n{DASH}{name} {signed}\n"


def signatures(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text of a note and its signatures as name, key id and signature; nothing is verified."""
    text, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise NoteRefused("the note has no signature")
    found = []
    for line in lines[:-1].split("\n"):
        name, space, signed = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH) or not space:
            raise NoteRefused(f"{line!r} is not a signature line")
        try:
            decoded = base64.b64decode(signed, validate=True)
        except binascii.Error as error:
            raise NoteRefused(f"{line!r} is not a signature line") from error
        found.append((name, decoded[:KEY_ID], decoded[KEY_ID:]))
    return f"{text}\n", found


def opened(note: str, trusted: list[Verifier]) -> str:
    """The text of a note that a trusted key has signed. Raises ``NoteRefused``."""
    text, found = signatures(note)
    for name, key_id, signature in found:
        for key in trusted:
            if (key.name, key.key_id) == (name, key_id):
                try:
                    Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
                except InvalidSignature as error:
                    raise NoteRefused(f"the signature of {name} is wrong") from error
                return text
    raise NoteRefused("no trusted key has signed the note")


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint says: whose tree, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def tree_head(text: str) -> TreeHead:
    """What the text of a checkpoint says. Raises ``NoteRefused``."""
    try:
        origin, size, root = text.split("\n")[:3]
        head = TreeHead(origin, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error) as error:
        raise NoteRefused("the note is not a checkpoint") from error
    if not text.startswith(head.text()):
        raise NoteRefused("the note is not a checkpoint")
    return head
