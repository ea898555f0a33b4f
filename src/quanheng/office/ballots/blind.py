"""Tokens signed blind: RFC 9474, RSABSSA-SHA384-PSS-Randomized. Pure.

The signer raises a number that tells it nothing to its private exponent; the phone takes the
blinding off and has a signature of its token that nobody has seen. Whoever checks the token later
cannot tell which of the signed requests it came from. ``Client`` is what the phone does, for tests
and for other programs.
"""

import hashlib
import math
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

BITS = 3072
BYTES = BITS // 8
EXPONENT = 65537
HASH = 48
SALT = 48
PREFIX = 32
"""Random bytes before the message, which the variant asks for."""
MESSAGE = 32
"""Random bytes that are a token."""


class BadRequest(ValueError):  # noqa: N818  it names what is wrong
    """What was sent is no blinded message for this key."""


class SigningFault(RuntimeError):  # noqa: N818
    """The signature came out wrong: a fault of the machine, which could give the key away."""


def new_key() -> tuple[bytes, bytes]:
    """A new key: public and private half, in DER."""
    key = generate_private_key(EXPONENT, BITS)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return public, private


def sign(private: bytes, blinded: bytes) -> bytes:
    """The blind signature of a blinded message; the same each time for the same one.

    The base is blinded again, so that the time this takes tells nothing, and the outcome is
    checked before it leaves. Raises ``BadRequest`` and ``SigningFault``.
    """
    # The key comes out of a seal that shows any change, and each signature is checked.
    key = load_der_private_key(private, password=None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, RSAPrivateKey)
    return sign_with(key, blinded)


def sign_with(key: RSAPrivateKey, blinded: bytes) -> bytes:
    """As ``sign``, with the key at hand."""
    numbers = key.private_numbers()
    public = numbers.public_numbers
    length = -(-public.n.bit_length() // 8)
    asked = int.from_bytes(blinded, "big")
    if len(blinded) != length or not 1 < asked < public.n - 1 or math.gcd(asked, public.n) != 1:
        raise BadRequest("the blinded message does not fit the key")
    mask = _unit(public.n)
    base = asked * pow(mask, public.e, public.n) % public.n
    first = pow(base % numbers.p, numbers.dmp1, numbers.p)
    second = pow(base % numbers.q, numbers.dmq1, numbers.q)
    whole = second + numbers.q * ((first - second) * numbers.iqmp % numbers.p)
    signed = whole * pow(mask, -1, public.n) % public.n
    if pow(signed, public.e, public.n) != asked:
        raise SigningFault("the signature does not verify; nothing was given out")
    return signed.to_bytes(length, "big")


def verified(public: bytes, prepared: bytes, signature: bytes) -> bool:
    """Whether a signature is of a prepared message (prefix and message) under this key."""
    key = load_der_public_key(bytes(public))
    assert isinstance(key, RSAPublicKey)
    try:
        key.verify(signature, prepared, PSS(MGF1(SHA384()), SALT), SHA384())
    except InvalidSignature:
        return False
    return True


def digest(prepared: bytes) -> str:
    """What is kept of a token once somebody has voted with it."""
    return hashlib.sha256(b"quanheng token " + prepared).hexdigest()


def _unit(modulus: int) -> int:
    """A random number that has an inverse."""
    while True:
        found = secrets.randbelow(modulus - 2) + 2
        if math.gcd(found, modulus) == 1:
            return found


@dataclass(frozen=True, slots=True)
class Client:
    """What a phone keeps between asking and voting: the token, the blinding, what it sent."""

    public: RSAPublicKey
    prepared: bytes
    blinded: bytes
    inverse: int

    @classmethod
    def ask(cls, public: bytes) -> "Client":
        """A new token for a key, blinded."""
        key = load_der_public_key(bytes(public))
        assert isinstance(key, RSAPublicKey)
        prepared = secrets.token_bytes(PREFIX) + secrets.token_bytes(MESSAGE)
        factor = _unit(key.public_numbers().n)
        return cls.blind(key, prepared, secrets.token_bytes(SALT), factor)

    @classmethod
    def blind(cls, key: RSAPublicKey, prepared: bytes, salt: bytes, factor: int) -> "Client":
        """The steps Prepare and Blind of the RFC with their random choices given."""
        numbers = key.public_numbers()
        length = -(-numbers.n.bit_length() // 8)
        encoded = int.from_bytes(encode(prepared, salt, numbers.n.bit_length() - 1), "big")
        blinded = encoded * pow(factor, numbers.e, numbers.n) % numbers.n
        inverse = pow(factor, -1, numbers.n)
        return cls(key, prepared, blinded.to_bytes(length, "big"), inverse)

    def finalize(self, signed: bytes) -> bytes:
        """The signature of the token; raises ``InvalidSignature`` if the signer cheated."""
        modulus = self.public.public_numbers().n
        found = int.from_bytes(signed, "big") * self.inverse % modulus
        signature = found.to_bytes(len(self.blinded), "big")
        self.public.verify(signature, self.prepared, PSS(MGF1(SHA384()), SALT), SHA384())
        return signature


def encode(message: bytes, salt: bytes, bits: int) -> bytes:
    """EMSA-PSS-ENCODE of RFC 8017 with SHA-384 and a given salt."""
    length = -(-bits // 8)
    hashed = hashlib.sha384(b"\0" * 8 + hashlib.sha384(message).digest() + salt).digest()
    block = b"\0" * (length - len(salt) - HASH - 2) + b"\1" + salt
    mask = _mask(hashed, len(block))
    masked = bytearray(one ^ other for one, other in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + hashed + b"\xbc"


def _mask(seed: bytes, length: int) -> bytes:
    """MGF1 with SHA-384."""
    rounds = range(-(-length // HASH))
    return b"".join(hashlib.sha384(seed + number.to_bytes(4, "big")).digest() for number in rounds)[
        :length
    ]
