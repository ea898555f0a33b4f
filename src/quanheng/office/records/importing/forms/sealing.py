"""Forms as they are kept: as .lrmx, sealed for one row."""

from quanheng.exchange.forms.lrmx import Reading, read_lrmx, write_lrmx
from quanheng.exchange.forms.model import Form
from quanheng.office.accounts.vault import place, seal, unseal
from quanheng.office.records.models import FormFile, Person


def sealed(form: Form, kept: FormFile) -> bytes:
    """A form for its row."""
    return seal(write_lrmx(form).decode(), _where(kept))


def opened(kept: FormFile) -> Reading:
    """The form of a row, with the remarks on it.

    Raises ``Unsealable`` when it was moved or tampered with.
    """
    return read_lrmx(unseal(bytes(kept.form_sealed or b""), _where(kept)).encode())


def last_of(person: Person) -> Form | None:
    """The last form that was applied to a person."""
    kept = person.form_files.exclude(applied_at=None).order_by("-entry_number").first()
    return None if kept is None else opened(kept).form


def _where(kept: FormFile) -> str:
    return place("records.formfile", "form", kept.token)
