"""Blind signatures against the vector of RFC 9474, and what a signer must refuse."""

import base64
import hashlib
import tomllib
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
)

from quanheng.office.ballots import blind, tokens

pytestmark = pytest.mark.any_database
FILE = Path(__file__).with_name("rfc9474.toml")
VECTOR = {
    name: bytes.fromhex("".join(text.split()))
    for name, text in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
}
PREPARED = VECTOR["msg_prefix"] + VECTOR["msg"]


def number(name: str) -> int:
    return int.from_bytes(VECTOR[name], "big")


def key_of_the_vector() -> rsa.RSAPrivateKey:
    p, q = number("p"), number("q")
    d = pow(65537, -1, (p - 1) * (q - 1))
    return rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q),
        rsa.RSAPublicNumbers(65537, p * q),
    ).private_key()  # fmt: skip


@pytest.fixture(scope="module")
def pair() -> tuple[bytes, bytes]:
    return blind.new_key()


def test_blinding_signing_and_unblinding_are_those_of_the_rfc() -> None:
    key = key_of_the_vector()
    factor = pow(number("inv"), -1, number("p") * number("q"))
    client = blind.Client.blind(key.public_key(), PREPARED, VECTOR["salt"], factor)
    assert client.blinded == VECTOR["blinded_msg"]
    signed = blind.sign_with(key, client.blinded)
    assert signed == VECTOR["blind_sig"]
    assert client.finalize(signed) == VECTOR["sig"]
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert blind.verified(public, PREPARED, VECTOR["sig"])
    assert not blind.verified(public, VECTOR["msg"], VECTOR["sig"])


def test_a_token_is_signed_unseen_and_verifies(pair: tuple[bytes, bytes]) -> None:
    public, private = pair
    client = blind.Client.ask(public)
    signature = client.finalize(blind.sign(private, client.blinded))
    assert blind.verified(public, client.prepared, signature)
    assert len(client.blinded) == len(signature) == blind.BYTES
    assert not blind.verified(public, client.prepared[::-1], signature)
    assert not blind.verified(public, client.prepared, signature[::-1])
    assert not blind.verified(blind.new_key()[0], client.prepared, signature)


def test_the_same_request_is_answered_with_the_same_signature(pair: tuple[bytes, bytes]) -> None:
    client = blind.Client.ask(pair[0])
    assert blind.sign(pair[1], client.blinded) == blind.sign(pair[1], client.blinded)


def test_what_the_signer_saw_fits_every_token_alike(pair: tuple[bytes, bytes]) -> None:
    """For any request and any token there is one blinding that leads from one to the other."""
    public, private = pair
    clients = [blind.Client.ask(public) for _ in range(3)]
    signatures = [client.finalize(blind.sign(private, client.blinded)) for client in clients]
    modulus = clients[0].public.public_numbers().n
    for asked in clients:
        for signature in signatures:
            encoded = pow(int.from_bytes(signature, "big"), blind.EXPONENT, modulus)
            factor = int.from_bytes(asked.blinded, "big") * pow(encoded, -1, modulus) % modulus
            assert 1 < factor < modulus
    assert not any(client.prepared in client.blinded for client in clients)


@pytest.mark.parametrize("asked", [0, 1, "modulus", "modulus less one", "factor"])
def test_a_signer_refuses_what_is_no_blinded_message(
    asked: int | str, pair: tuple[bytes, bytes]
) -> None:
    key = load_der_private_key(pair[1], None)
    assert isinstance(key, rsa.RSAPrivateKey)
    numbers = key.private_numbers()
    modulus = numbers.public_numbers.n
    named = {"modulus": modulus, "modulus less one": modulus - 1, "factor": numbers.p}
    value = named[asked] if isinstance(asked, str) else asked
    with pytest.raises(blind.BadRequest):
        blind.sign(pair[1], value.to_bytes(blind.BYTES, "big"))
    with pytest.raises(blind.BadRequest):
        blind.sign(pair[1], b"\2" * (blind.BYTES - 1))


def test_a_wrong_signature_never_leaves(
    pair: tuple[bytes, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One wrong half of the computation would give a factor of the modulus away."""
    client = blind.Client.ask(pair[0])
    key = load_der_private_key(pair[1], None)
    assert isinstance(key, rsa.RSAPrivateKey)
    numbers = key.private_numbers()

    def faulty(base: int, exponent: int, modulus: int) -> int:
        return pow(base, exponent, modulus) ^ (modulus == numbers.p)

    monkeypatch.setattr(blind, "pow", faulty, raising=False)
    with pytest.raises(blind.SigningFault):
        blind.sign(pair[1], client.blinded)


def test_a_signer_that_cheats_is_noticed(pair: tuple[bytes, bytes]) -> None:
    client = blind.Client.ask(pair[0])
    with pytest.raises(InvalidSignature):
        client.finalize(blind.sign(blind.new_key()[1], b"\1" * blind.BYTES))


def test_a_token_is_written_and_read(pair: tuple[bytes, bytes]) -> None:
    client = blind.Client.ask(pair[0])
    signature = client.finalize(blind.sign(pair[1], client.blinded))
    token = tokens.Token(7, client.prepared, signature)
    assert tokens.read(f" {token.written()}\n") == token
    assert client.prepared not in blind.digest(client.prepared).encode()


@pytest.mark.parametrize(
    "text",
    ["", "1.2", "a.b.c", "1..", "0.AA.AA", "-1.AA.AA", "1.AA.AA.AA", "九.AA.AA", "1.é.AA"],
)
def test_what_is_no_token_is_none(text: str) -> None:
    assert tokens.read(text) is None
    good = base64.urlsafe_b64encode(hashlib.sha512(b"").digest()).decode()
    assert tokens.read(f"1.{good}.{good}") is None
