"""Signed notes, with the example that the Go implementation of the format ships."""

import subprocess
from pathlib import Path

import pytest

from quanheng.office.ledger.notes import (
    NoteRefused,
    TreeHead,
    opened,
    sign,
    tree_head,
    verifier,
    verifier_of,
)

EXAMPLE = (
    "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfX"
    "ppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SEED = bytes(range(32))
HEAD = TreeHead("quanheng/ledger", 7, bytes(32))


def test_a_note_signed_elsewhere_opens() -> None:
    assert opened(EXAMPLE, [verifier(EXAMPLE_KEY)]) == "This is an example message.\n"
    assert str(verifier(EXAMPLE_KEY)) == EXAMPLE_KEY


def test_a_checkpoint_survives_signing() -> None:
    note = sign(HEAD.text(), HEAD.origin, SEED)
    assert tree_head(opened(note, [verifier_of(HEAD.origin, SEED)])) == HEAD


@pytest.mark.parametrize(
    "spoilt",
    [
        EXAMPLE.replace("example message", "other message"),
        EXAMPLE.replace("Uw2QOkn8", "Uw2QOkn9"),
        EXAMPLE.replace("\u2014 ", "-- "),
        EXAMPLE.replace("\n\n", "\n"),
        EXAMPLE.removesuffix("\n"),
        "",
    ],
)
def test_a_spoilt_note_is_refused(spoilt: str) -> None:
    with pytest.raises(NoteRefused):
        opened(spoilt, [verifier(EXAMPLE_KEY)])


def test_a_note_of_another_key_is_refused() -> None:
    with pytest.raises(NoteRefused, match="no trusted key"):
        opened(EXAMPLE, [verifier_of("example.com/foo", SEED)])


@pytest.mark.parametrize(
    "spoilt", ["", "name", "name+00000000+AAAA", EXAMPLE_KEY.replace("530d", "530e")]
)
def test_a_spoilt_key_is_refused(spoilt: str) -> None:
    with pytest.raises(NoteRefused):
        verifier(spoilt)


@pytest.mark.parametrize(
    "text", ["origin\n", "origin\n07\nAA==\n", "origin\nmany\nAA==\n", "origin\n7\n?\n", ""]
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        tree_head(text)


def test_openssl_reads_the_public_key(tmp_path: Path) -> None:
    pem = tmp_path / "key.pem"
    pem.write_text(verifier_of("quanheng/ledger", SEED).pem())
    command = ["openssl", "pkey", "-pubin", "-in", pem, "-noout", "-text"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "ED25519" in shown
