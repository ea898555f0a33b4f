"""Sealed fields: AES-256-GCM, bound to the row they stand in, and a blind index to find them by.

A sealed value is a header (version, algorithm, key id), a nonce, and the ciphertext with its tag.
The header and the place (model, field, key of the row) are authenticated: a value copied into
another row or column does not open. The keys come from the settings FIELD_KEY (sealing and
opening), RETIRED_FIELD_KEYS (opening only) and INDEX_KEY (the index).
"""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = 1
AES_256_GCM = 1
KEY_ID = 4
NONCE = 12
HEADER = 2 + KEY_ID


class Unsealable(Exception):  # noqa: N818  it names what is wrong
    """A sealed value does not open: damaged, moved from another place, or its key is gone."""


def place(model: str, field: str, key: object) -> str:
    """The place of a value: model, field and key of its row."""
    return f"{model}.{field}.{key}"


@lru_cache(maxsize=8)
def derived(secret: str, purpose: bytes) -> bytes:
    """A key of 256 bits for one purpose."""
    return HKDF(SHA256(), length=32, salt=None, info=b"quanheng " + purpose).derive(secret.encode())


def key_id(key: bytes) -> bytes:
    """What the header calls a key; it tells nothing about the key."""
    return hashlib.sha256(b"key id" + key).digest()[:KEY_ID]


def seal(value: str, where: str) -> bytes:
    """A value sealed for its place (see ``place``)."""
    return seal_bytes(value.encode(), where)


def seal_bytes(value: bytes, where: str) -> bytes:
    """As ``seal``, of a file."""
    key = derived(settings.FIELD_KEY, b"field")
    header = bytes([VERSION, AES_256_GCM]) + key_id(key)
    nonce = secrets.token_bytes(NONCE)
    return header + nonce + AESGCM(key).encrypt(nonce, value, header + where.encode())


def unseal(sealed: bytes, where: str) -> str:
    """The value again; raises ``Unsealable`` in any other place or when it was tampered with."""
    return unseal_bytes(sealed, where).decode()


def unseal_bytes(sealed: bytes, where: str) -> bytes:
    """As ``unseal``, of a file."""
    sealed = bytes(sealed)
    header, nonce, body = sealed[:HEADER], sealed[HEADER : HEADER + NONCE], sealed[HEADER + NONCE :]
    if header[:2] != bytes([VERSION, AES_256_GCM]):
        raise Unsealable("the value has a header that this version does not know")
    secrets_known = (settings.FIELD_KEY, *settings.RETIRED_FIELD_KEYS)
    keys = {key_id(key): key for key in (derived(known, b"field") for known in secrets_known)}
    if header[2:] not in keys:
        raise Unsealable("the key of this value is not configured; see RETIRED_FIELD_KEYS")
    try:
        return AESGCM(keys[header[2:]]).decrypt(nonce, body, header + where.encode())
    except (InvalidTag, ValueError) as error:
        raise Unsealable("the value is damaged or belongs to another place") from error


def seal_text(value: str, where: str) -> str:
    """As ``seal``, in letters."""
    return base64.urlsafe_b64encode(seal(value, where)).decode()


def unseal_text(sealed: str, where: str) -> str:
    """As ``unseal``, from letters."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
    except ValueError as error:
        raise Unsealable("the value is not what seal_text made") from error
    return unseal(raw, where)


def blind_index(value: str, column: str) -> str:
    """A fingerprint for exact search: equal in one column for equal values, useless without key."""
    key = derived(settings.INDEX_KEY, b"index")
    return hmac.new(key, f"{column}\0{value}".encode(), hashlib.sha256).hexdigest()
