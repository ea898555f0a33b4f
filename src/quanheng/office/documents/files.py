"""The files of orders: sealed, readable by nobody but the system, gone when their time is over."""

from datetime import date
from pathlib import Path

from django.conf import settings

from quanheng.office.accounts.vault import place, seal_bytes, unseal_bytes
from quanheng.office.documents.models import Order


def keep(order: Order, data: bytes) -> None:
    """Keep the file of an order, in place of one from an attempt that was broken off."""
    file = _file(order.pk)
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(seal_bytes(data, _where(order.pk)))
    draft.replace(file)


def kept(order: Order) -> bytes | None:
    """The file; None when it is gone.

    Raises ``Unsealable`` when it was moved or tampered with.
    """
    try:
        return unseal_bytes(_file(order.pk).read_bytes(), _where(order.pk))
    except FileNotFoundError:
        return None


def forget(order: Order) -> None:
    """Remove the file of an order."""
    _file(order.pk).unlink(missing_ok=True)


def forget_expired(on: date) -> int:
    """Remove the files whose time is over; how many there were."""
    over = Order.objects.filter(expires_on__lte=on).values_list("pk", flat=True)
    gone = [file for pk in over if (file := _file(pk)).exists()]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def _file(pk: int) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "documents"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{pk}.sealed"


def _where(pk: int) -> str:
    return place("documents.order", "file", pk)
