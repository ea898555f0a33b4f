"""Sealing for a teller: envelopes that a private key opens, keys that a passphrase opens. Pure.

An envelope is X25519 with a key of its own, HKDF-SHA-256 and AES-256-GCM. What it belongs to is
authenticated, so that none opens in another ballot, class or layer.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY = 32
NONCE = 12
TAG = 16
SALT = 16
OVERHEAD = KEY + TAG
"""Bytes by which an envelope is longer than what lies in it."""
WORK = 16
"""scrypt's cost as a power of two: 64 MB and a fifth of a second for each try at a passphrase."""
LEAST = 12
"""Characters of a passphrase."""


class Unopenable(Exception):  # noqa: N818  it names what is wrong
    """A wrong passphrase, a wrong key, or an envelope that was changed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A teller's key pair as kept: the private half is sealed under the passphrase."""

    public: bytes
    sealed_private: bytes


def new_pair(passphrase: str, owner: str) -> Pair:
    """A new pair; ``owner`` says whose it is and for which ballot."""
    private = X25519PrivateKey.generate()
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    key = AESGCM(_stretched(passphrase, salt, WORK))
    body = key.encrypt(nonce, private.private_bytes_raw(), owner.encode())
    return Pair(private.public_key().public_bytes_raw(), bytes([WORK]) + salt + nonce + body)


def opened(sealed_private: bytes, passphrase: str, owner: str) -> X25519PrivateKey:
    """The private key; raises ``Unopenable`` for another passphrase."""
    work, kept = sealed_private[0], bytes(sealed_private[1:])
    salt, nonce, body = kept[:SALT], kept[SALT : SALT + NONCE], kept[SALT + NONCE :]
    try:
        raw = AESGCM(_stretched(passphrase, salt, work)).decrypt(nonce, body, owner.encode())
    except (InvalidTag, ValueError) as error:
        raise Unopenable("the passphrase does not open this key") from error
    return X25519PrivateKey.from_private_bytes(raw)


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**work, r=8, p=1).derive(passphrase.encode())


def seal(public: bytes, inside: bytes, about: str) -> bytes:
    """An envelope for whoever has the private half; always ``OVERHEAD`` bytes longer."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(bytes(public)))
    key, nonce = _derived(shared, mine, bytes(public))
    return mine + AESGCM(key).encrypt(nonce, inside, about.encode())


def unseal(private: X25519PrivateKey, sealed: bytes, about: str) -> bytes:
    """What lies in an envelope; raises ``Unopenable``."""
    theirs, body = bytes(sealed[:KEY]), bytes(sealed[KEY:])
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
        key, nonce = _derived(shared, theirs, private.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(nonce, body, about.encode())
    except (InvalidTag, ValueError) as error:
        raise Unopenable("the envelope was not sealed for this key, or was changed") from error


def _derived(shared: bytes, once: bytes, public: bytes) -> tuple[bytes, bytes]:
    """Key and nonce of one envelope, used once, from the key that was made for it alone."""
    both = HKDF(SHA256(), length=32 + NONCE, salt=None, info=b"quanheng ballot" + once + public)
    made = both.derive(shared)
    return made[:32], made[32:]
