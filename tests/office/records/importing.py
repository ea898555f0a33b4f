"""What tests of imports share: upload rows, have them written, look at what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quanheng.norms.kinds import Row
from quanheng.office.records.importing import jobs
from quanheng.office.records.importing.actions import order_import
from quanheng.office.records.importing.chunks import page_of
from quanheng.office.records.importing.outcomes import Compared
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.tables import everyone
from tests.office.records.conftest import TODAY

Upload = Callable[..., ImportBatch]
Kinds = Mapping[type[Row], Sequence[Row]]


def applied(batch: ImportBatch, **options: bool) -> ImportBatch:
    order_import(batch, by=batch.uploaded_by, on=TODAY, **options)
    jobs.apply.call(batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def counts(batch: ImportBatch) -> dict[str, int]:
    outcomes = ("new", "changed", "same", "waiting", "conflict")
    return {outcome: n for outcome in outcomes if (n := batch.count(outcome))}


def only(batch: ImportBatch, outcome: str) -> Compared:
    [found] = page_of(batch, outcome)
    return found


def one(kind: type[Row], number: int = 0) -> Any:
    return replace(everyone(identity=True).of(kind)[number], row=2)
