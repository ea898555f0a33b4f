"""Removing what has been kept for as long as it may be."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import erase_details, record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import MODELS, Record
from quanheng.office.records.refusals import given
from quanheng.office.records.retention import expired, expired_imports

AT_ONCE = 1_000


@transaction.atomic
def expire_records(*, by: User, on: date, reason: str) -> Entry:
    """Remove the records whose term is over, and what the ledger says of them beyond its lines.

    The lines of the ledger stay, and one more says how many records of each kind went.
    """
    given(reason)
    removed = {}
    for name, model in MODELS.items():
        gone = _with_earlier(model, expired(model, on).values_list("pk", flat=True))
        if gone:
            _erase(model, gone, by=by, on=on, reason=reason)
            _remove(model, gone)
            removed[name] = len(gone)
    for batch in expired_imports(on):
        batch.chunks.all().delete()
        removed["importchunk"] = removed.get("importchunk", 0) + 1
    return record(None, "records expired", by=by, on=on, reason=reason, values=removed)


def _with_earlier(model: type[Record], latest: Iterable[int]) -> list[int]:
    """Records and everything they superseded, step by step."""
    found, level = [], list(latest)
    while level:
        found += level
        part = model.objects.filter(pk__in=level).exclude(supersedes=None)
        level = list(part.values_list("supersedes", flat=True))
    return found


def _erase(model: type[Record], gone: list[int], *, by: User, on: date, reason: str) -> None:
    for start in range(0, len(gone), AT_ONCE):
        keys = [str(pk) for pk in gone[start : start + AT_ONCE]]
        told = Entry.objects.filter(about_kind=model._meta.label_lower, about_key__in=keys)
        for entry in told.filter(details__isnull=False):
            erase_details(entry, by=by, on=on, reason=reason)


def _remove(model: type[Record], gone: list[int]) -> None:
    for start in range(0, len(gone), AT_ONCE):
        part = model.objects.filter(pk__in=gone[start : start + AT_ONCE])
        model.objects.filter(supersedes__in=part.values("pk")).update(supersedes=None)
        part.update(supersedes=None)
        part.delete()
