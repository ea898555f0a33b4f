"""Sealed values open in their place only."""

import pytest

from quanheng.office.accounts.vault import (
    HEADER,
    Unsealable,
    blind_index,
    place,
    seal,
    seal_text,
    unseal,
    unseal_text,
)

HERE = place("records.particulars", "id_number", 1)
ELSEWHERE = [
    place("records.particulars", "id_number", 2),
    place("records.particulars", "note", 1),
    place("records.health", "id_number", 1),
]


def test_a_value_opens_in_its_place() -> None:
    assert unseal(seal("33010619700101123X", HERE), HERE) == "33010619700101123X"
    assert unseal_text(seal_text("健康", HERE), HERE) == "健康"


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_value_moved_to_another_row_or_column_does_not_open(where: str) -> None:
    sealed = seal("secret", HERE)
    assert unseal(sealed, HERE) == "secret"
    with pytest.raises(Unsealable):
        unseal(sealed, where)


def test_every_single_changed_byte_is_noticed() -> None:
    sealed = seal("secret", HERE)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(Unsealable):
            unseal(bytes(changed), HERE)


@pytest.mark.parametrize("length", [0, 1, HEADER, HEADER + 12, HEADER + 20])
def test_a_cut_value_does_not_open(length: int) -> None:
    with pytest.raises(Unsealable):
        unseal(seal("secret", HERE)[:length], HERE)


def test_equal_values_look_different() -> None:
    assert seal("secret", HERE) != seal("secret", HERE)


def test_a_retired_key_opens_and_does_not_seal(settings) -> None:  # type: ignore[no-untyped-def]
    old = seal("secret", HERE)
    settings.FIELD_KEY, retired = "another key", settings.FIELD_KEY
    with pytest.raises(Unsealable):
        unseal(old, HERE)
    settings.RETIRED_FIELD_KEYS = [retired]
    assert unseal(old, HERE) == "secret"
    assert seal("secret", HERE)[:HEADER] != old[:HEADER]


def test_the_index_finds_equal_values_of_one_column(settings) -> None:  # type: ignore[no-untyped-def]
    found = blind_index("33010619700101123X", "id_number")
    assert found == blind_index("33010619700101123X", "id_number")
    assert found != blind_index("330106197001011231", "id_number")
    assert found != blind_index("33010619700101123X", "other")
    settings.INDEX_KEY = "another key"
    assert found != blind_index("33010619700101123X", "id_number")
