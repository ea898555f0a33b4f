"""The files of papers: sealed, each bound to its row and format, and never replaced."""

import hashlib
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from quanheng.office.accounts.vault import place, seal_bytes, unseal_bytes
from quanheng.office.selection.models import CasePaper


class Format(StrEnum):
    """In which format a paper is kept."""

    PDF = "pdf"
    DOCX = "docx"


CONTENT = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def keep(paper: CasePaper, form: Format, data: bytes) -> None:
    """Keep a file of a paper, in place of one from an attempt that was broken off."""
    file = path_of(paper, form)
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(seal_bytes(data, _where(paper, form)))
    draft.replace(file)


def kept(paper: CasePaper, form: Format) -> bytes | None:
    """A file of a paper; None when it is gone.

    Raises ``Unsealable`` when it was moved or tampered with.
    """
    try:
        return unseal_bytes(path_of(paper, form).read_bytes(), _where(paper, form))
    except FileNotFoundError:
        return None


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def path_of(paper: CasePaper, form: Format) -> Path:
    """Where a file of a paper lies."""
    folder = Path(settings.MEDIA_ROOT) / "papers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{paper.pk}-{form}.sealed"


def _where(paper: CasePaper, form: Format) -> str:
    return place(paper._meta.label_lower, form.value, paper.pk)
