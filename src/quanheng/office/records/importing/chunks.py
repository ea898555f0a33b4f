"""The rows of a workbook as they are kept: a thousand at a time, packed and sealed.

They hold identity numbers and families, so nobody reads them with a copy of the database alone.
"""

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from quanheng.norms.kinds import KINDS, LEVELS, SHEETS, Level, Row, columns
from quanheng.norms.records import Records
from quanheng.office.accounts.vault import place, seal, unseal
from quanheng.office.records.importing.outcomes import Compared
from quanheng.office.records.models import ImportBatch, ImportChunk

ROWS = 1_000


def store(batch: ImportBatch, rows: Mapping[type[Row], Iterable[Compared]]) -> None:
    """Keep the rows of a comparison in place of those kept before; sets counts and digest."""
    batch.chunks.all().delete()
    digest, number, counts = hashlib.sha256(), 0, {}
    for kind in KINDS:
        total: Counter[str] = Counter()
        waiting = iter(rows.get(kind, ()))
        while part := list(islice(waiting, ROWS)):
            said = json.dumps([_kept(found) for found in part], ensure_ascii=False)
            digest.update(said.encode())
            counted = Counter(str(found.outcome) for found in part)
            total += counted
            ImportChunk.objects.create(
                batch=batch,
                sheet=kind.sheet,
                number=number,
                counts=dict(counted),
                rows=_sealed(said, batch.pk, number),
            )
            number += 1
        if total:
            counts[kind.sheet] = dict(total)
    batch.counts, batch.digest = counts, digest.hexdigest()


def stored(batch: ImportBatch) -> Records:
    """The rows of the workbook, without what became of them."""
    rows: dict[type[Row], list[Row]] = {}
    for chunk in batch.chunks.iterator(chunk_size=20):
        rows.setdefault(SHEETS[chunk.sheet], []).extend(found.row for found in opened(chunk))
    return Records(rows)


def opened(chunk: ImportChunk) -> list[Compared]:
    """The rows of one chunk."""
    packed = unseal(chunk.rows, _where(chunk.batch_id, chunk.number))
    rows = json.loads(zlib.decompress(base64.b85decode(packed)))
    kind = SHEETS[chunk.sheet]
    return [_restored(kind, kept) for kept in rows]


def page_of(
    batch: ImportBatch, outcome: str, *, sheet: str = "", start: int = 0, size: int = 50
) -> list[Compared]:
    """Some of the rows with an outcome (of one sheet, if given), counted from ``start``."""
    return list(islice(_with(batch, outcome, sheet, start), size))


def _with(batch: ImportBatch, outcome: str, sheet: str, skip: int) -> Iterator[Compared]:
    chunks = batch.chunks.filter(sheet=sheet) if sheet else batch.chunks.all()
    for chunk in chunks.defer("rows"):
        count = chunk.counts.get(outcome, 0)
        if count <= skip:
            skip -= count
            continue
        for found in opened(chunk):
            if found.outcome == outcome:
                if skip:
                    skip -= 1
                    continue
                yield found


def _sealed(said: str, batch: int, number: int) -> bytes:
    packed = base64.b85encode(zlib.compress(said.encode(), 6)).decode()
    return seal(packed, _where(batch, number))


def _where(batch: int, number: int) -> str:
    return place("records.importchunk", "rows", f"{batch}.{number}")


def _kept(found: Compared) -> list[Any]:
    names = [column.name for column in columns(type(found.row))]
    before = {name: _plain(value) for name, value in (found.before or {}).items()}
    return [
        found.row.row,
        [_plain(getattr(found.row, name)) for name in names],
        str(found.outcome),
        found.record,
        before,
        list(found.keys),
        found.why,
        found.detail,
    ]


def _restored(kind: type[Row], kept: list[Any]) -> Compared:
    number, values, outcome, record, before, keys, why, detail = kept
    readers = _readers(kind)
    said = {
        name: value if value is None else readers[name](value)
        for name, value in zip(readers, values, strict=True)
    }
    old = {name: v if v is None else readers[name](v) for name, v in before.items()}
    row = kind(row=number, **said)
    return Compared(row, outcome, record, old or None, tuple(keys), why, detail)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@cache
def _readers(kind: type[Row]) -> Mapping[str, Callable[[Any], Any]]:
    """How a kept value of each column is read."""
    found: dict[str, Callable[[Any], Any]] = {}
    for column in columns(kind):
        found[column.name] = _same
        if column.type in ("date", "month"):
            found[column.name] = date.fromisoformat
        elif column.choices == tuple(LEVELS):
            found[column.name] = Level
    return found


def _same(value: Any) -> Any:
    return value
