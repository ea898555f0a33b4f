"""Files of evidence and uploaded workbooks: sealed, each bound to its row."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext as _

from quanheng.office.accounts.vault import place, seal_bytes, unseal_bytes
from quanheng.office.records.refusals import Refused

LARGEST = 10 * 1024 * 1024
ENDINGS = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The files that are taken as evidence, with their type of content."""


def read(file: File) -> bytes:
    """The bytes of an upload; raises ``Refused`` for one too large or of another kind."""
    if Path(file.name or "").suffix.lower() not in ENDINGS:
        raise Refused(_("佐证材料应为 PDF、图片、Word（.docx）或 Excel（.xlsx）文件。"))
    if (file.size or 0) > LARGEST:
        raise Refused(_("文件超过 10 MB，请缩小或拆分后再上传。"))
    return bytes(file.read())


def keep(row: models.Model, data: bytes) -> None:
    """Keep the file of a row."""
    file = path_of(row)
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(seal_bytes(data, _where(row)))
    draft.replace(file)


def kept(row: models.Model) -> bytes | None:
    """The file of a row; None when there is none.

    Raises ``Unsealable`` when it was moved or tampered with.
    """
    try:
        return unseal_bytes(path_of(row).read_bytes(), _where(row))
    except FileNotFoundError:
        return None


def forget(row: models.Model) -> None:
    """Remove the file of a row."""
    path_of(row).unlink(missing_ok=True)


def path_of(row: models.Model) -> Path:
    """Where the file of a row lies."""
    folder = Path(settings.MEDIA_ROOT) / "duties"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{row._meta.model_name}-{row.pk}.sealed"


def _where(row: models.Model) -> str:
    return place(row._meta.label_lower, "file", row.pk)
