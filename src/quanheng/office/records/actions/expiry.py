"""Removing what has been kept for as long as it may be."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import erase_details, record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Record
from quanheng.office.records.refusals import given
from quanheng.office.records.retention import (
    KEPT_FOR_A_TERM,
    expired,
    expired_forms,
    expired_imports,
)

AT_ONCE = 1_000


@transaction.atomic
def expire_records(*, by: User, on: date, reason: str) -> Entry:
    """Remove the records whose term is over, and what the ledger says of them beyond its lines.

    The lines of the ledger stay, and one more says how many records of each kind went.
    """
    given(reason)
    gone: dict[type[Record], list[int]] = {}
    for model in KEPT_FOR_A_TERM:
        gone[model] = _with_earlier(model, expired(model, on).values_list("pk", flat=True))
        _remove(model, gone[model])
    removed = {str(model._meta.model_name): len(keys) for model, keys in gone.items() if keys}
    if imports := _empty_imports(on):
        removed["importbatch"] = imports
    if forms := expired_forms(on).delete()[0]:
        removed["formfile"] = forms
    # The ledger comes last: its head, once taken, is held to the end.
    for model, keys in gone.items():
        _erase(model, keys, by=by, on=on, reason=reason)
    return record(None, "records expired", by=by, on=on, reason=reason, values=removed)


def _empty_imports(on: date) -> int:
    """Remove the rows of uploads that have had their time; of how many uploads."""
    found = list(expired_imports(on))
    for batch in found:
        batch.chunks.all().delete()
    return len(found)


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
