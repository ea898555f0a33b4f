"""How a note on health is sealed: bound to its person, its day and its row."""

from quanheng.office.accounts.vault import place, seal, unseal
from quanheng.office.records.models.sensitive import Health


def where(health: Health) -> str:
    """The place to which a note is bound."""
    key = f"{health.person_id}.{health.day.isoformat()}.{health.token}"
    return place("records.health", "note", key)


def seal_note(health: Health, note: str) -> bytes:
    """A note, sealed for the row it will stand in."""
    return seal(note, where(health))


def open_note(health: Health) -> str:
    """The note again; raises ``Unsealable`` when it was moved or tampered with."""
    return unseal(health.note_sealed, where(health))
