"""The identity number: sealed for its person, and found by a blind index."""

from quanheng.office.accounts.vault import blind_index, place, seal, seal_text, unseal, unseal_text

COLUMN = "id_number"
SEALED = "id_number_sealed"
INDEX = "id_number_index"


def where(person: int) -> str:
    """The place to which a number is bound: the person's key."""
    return place("records.person", COLUMN, person)


def sealed(value: str | None, person: int) -> dict[str, bytes | str | None]:
    """The two columns that hold a number."""
    if value is None:
        return {SEALED: None, INDEX: None}
    return {SEALED: seal(value, where(person)), INDEX: index_of(value)}


def opened(stored: bytes | None, person: int) -> str | None:
    """The number again; raises ``Unsealable`` when it was moved or tampered with."""
    return None if stored is None else unseal(stored, where(person))


def index_of(value: str) -> str:
    """The blind index of a number; letters count as capital."""
    return blind_index(value.upper(), COLUMN)


def sealed_text(value: str, person: int) -> str:
    """A number in letters, for a proposal or a ledger entry."""
    return seal_text(value, where(person))


def opened_text(value: str, person: int) -> str:
    """As ``opened``, from letters."""
    return unseal_text(value, where(person))
