"""The files of what was ordered: sealed, readable by nobody but the system, gone in time."""

from datetime import date
from pathlib import Path

from django.apps import apps
from django.conf import settings

from quanheng.office.accounts.vault import place, seal_bytes, unseal_bytes
from quanheng.office.records.models.ordered import Ordered


def keep(ordered: Ordered, data: bytes) -> None:
    """Keep the file of an order, in place of one from an attempt that was broken off."""
    model, pk = type(ordered), ordered.pk
    file = _file(model, pk)
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(seal_bytes(data, _where(model, pk)))
    draft.replace(file)


def kept(ordered: Ordered) -> bytes | None:
    """The file; None when it is gone.

    Raises ``Unsealable`` when it was moved or tampered with.
    """
    model, pk = type(ordered), ordered.pk
    try:
        return unseal_bytes(_file(model, pk).read_bytes(), _where(model, pk))
    except FileNotFoundError:
        return None


def forget(ordered: Ordered) -> None:
    """Remove the file of an order."""
    _file(type(ordered), ordered.pk).unlink(missing_ok=True)


def forget_expired(on: date) -> int:
    """Remove the files whose time is over, whatever was ordered; how many there were."""
    gone = [
        file
        for model in apps.get_models()
        if issubclass(model, Ordered)
        for pk in model.objects.filter(expires_on__lte=on).values_list("pk", flat=True)
        if (file := _file(model, pk)).exists()
    ]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def _file(model: type[Ordered], pk: int) -> Path:
    folder = Path(settings.MEDIA_ROOT) / model.folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{pk}.sealed"


def _where(model: type[Ordered], pk: int) -> str:
    return place(model._meta.label_lower, "file", pk)
