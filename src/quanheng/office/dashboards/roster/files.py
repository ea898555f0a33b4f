"""The files of ordered rosters: sealed, gone when their time is over."""

from datetime import date
from pathlib import Path

from django.conf import settings

from quanheng.office.accounts.vault import place, seal_bytes, unseal_bytes
from quanheng.office.dashboards.models import RosterExport


def keep(export: RosterExport, data: bytes) -> None:
    """Keep the workbook of an order, in place of one from an attempt that was broken off."""
    file = _file(export.pk)
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(seal_bytes(data, _where(export.pk)))
    draft.replace(file)


def kept(export: RosterExport) -> bytes | None:
    """The workbook; None when it is gone.

    Raises ``Unsealable`` when it was moved or tampered with.
    """
    try:
        return unseal_bytes(_file(export.pk).read_bytes(), _where(export.pk))
    except FileNotFoundError:
        return None


def forget_expired(on: date) -> int:
    """Remove the files whose time is over; how many there were."""
    over = RosterExport.objects.filter(expires_on__lte=on).values_list("pk", flat=True)
    gone = [file for pk in over if (file := _file(pk)).exists()]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def _file(pk: int) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "rosters"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{pk}.sealed"


def _where(pk: int) -> str:
    return place("dashboards.rosterexport", "file", pk)
