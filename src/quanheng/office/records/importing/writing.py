"""Writing what a comparison found into the file; part of one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms import kinds
from quanheng.norms.kinds import KINDS, Row
from quanheng.office.accounts.models import User
from quanheng.office.records.filing import (
    BATCH,
    create_people,
    create_programmes,
    create_units,
    file_rows,
    insert,
    known_codes,
    values_of,
)
from quanheng.office.records.identity import COLUMN
from quanheng.office.records.importing.comparing import Comparison, without_keys
from quanheng.office.records.importing.matching import field_of
from quanheng.office.records.importing.outcomes import Compared, Outcome
from quanheng.office.records.importing.progress import Reporter
from quanheng.office.records.importing.reach import subject
from quanheng.office.records.models import (
    RECORDS,
    Correction,
    ImportBatch,
    Person,
    Programme,
    Unit,
)
from quanheng.office.records.shape import Codes
from quanheng.office.records.tree import replant_all
from quanheng.office.records.values import plain


class Written(NamedTuple):
    """How many records were filed, superseded, and proposed for correction, by sheet."""

    new: dict[str, int]
    changed: dict[str, int]
    proposed: dict[str, int]


def write_comparison(
    comparison: Comparison, batch: ImportBatch, *, by: User, at: datetime, reporter: Reporter
) -> Written:
    """File what is new, supersede what changed, and propose changes of key facts."""
    codes, written = known_codes(), Written({}, {}, {})
    _create_anchors(comparison, codes)
    for kind in KINDS:
        new = [found.row for found in comparison.of(kind, Outcome.NEW)]
        if new:
            written.new[kind.sheet] = file_rows(
                new, codes, by=by, at=at, source=batch.name, filed=reporter.add
            )
        changed = comparison.of(kind, Outcome.CHANGED)
        if changed:
            superseding = [found for found in changed if set(found.before or ()) > set(found.keys)]
            _supersede(kind, superseding, comparison, codes, batch, by=by, at=at)
            proposed = [found for found in changed if found.keys]
            _propose(kind, proposed, codes, batch, by=by, at=at)
            written.changed[kind.sheet] = len(superseding)
            written.proposed[kind.sheet] = len(proposed)
            reporter.add(len(changed))
    _follow(comparison, codes)
    return written


def _create_anchors(comparison: Comparison, codes: Codes) -> None:
    """The units, people and programmes that are new."""

    def new(kind: type[Row], known: Mapping[str, int]) -> list[Any]:
        rows = (found.row for found in comparison.of(kind, Outcome.NEW))
        return [row for row in rows if row.code not in known]  # type: ignore[attr-defined]

    create_units(new(kinds.Unit, codes.units), codes)
    create_people(new(kinds.Person, codes.people), codes)
    create_programmes(new(kinds.Project, codes.programmes), codes)


def _supersede(
    kind: type[Row],
    changed: Sequence[Compared],
    comparison: Comparison,
    codes: Codes,
    batch: ImportBatch,
    *,
    by: User,
    at: datetime,
) -> None:
    """New records in the place of those that changed, key facts left as they are."""
    model, records = RECORDS[kind], comparison.records[kind]
    shared = {"recorded_at": at, "recorded_by_id": by.pk, "source": batch.name}
    for part in parts(changed):
        held = [found.record for found in part if found.record is not None]
        model.objects.filter(pk__in=held).update(known_until=at)
        insert(
            model,
            [
                values_of(without_keys(found, records[found.record]), codes)
                | shared
                | {"supersedes_id": found.record}
                for found in part
                if found.record is not None
            ],
        )


def _propose(
    kind: type[Row],
    proposed: Sequence[Compared],
    codes: Codes,
    batch: ImportBatch,
    *,
    by: User,
    at: datetime,
) -> None:
    """Corrections of key facts, to be confirmed by somebody else."""
    model = RECORDS[kind]
    for part in parts(proposed):
        held = [found.record for found in part]
        successors = model.objects.filter(supersedes__in=held).values_list("supersedes", "pk")
        now = dict(successors)
        Correction.objects.bulk_create(
            [
                Correction(
                    person_id=_person(found.row, codes),
                    model=model._meta.model_name,
                    record=now.get(found.record, found.record),
                    changes=_changes(found, _person(found.row, codes)),
                    reason=_("导入的数据与档案不一致"),
                    evidence=f"{batch.name}（SHA-256 {batch.sha256[:16]}…）",
                    state=Correction.State.PROPOSED,
                    proposed_by=by,
                    proposed_at=at,
                    batch=batch,
                )
                for found in part
            ],
            batch_size=BATCH,
        )


def _changes(found: Compared, person: int) -> dict[str, Any]:
    before = found.before or {}
    return {
        field_of(type(found.row), name): {
            "before": _plain(before[name], name, person),
            "after": _plain(getattr(found.row, name), name, person),
        }
        for name in found.keys
    }


def _plain(value: Any, name: str, person: int) -> Any:
    return plain(value, name if name == COLUMN else "", person)


def _person(row: Row, codes: Codes) -> int:
    code = row.code if isinstance(row, kinds.Person) else row.person  # type: ignore[attr-defined]
    return codes.people[code]


def _follow(comparison: Comparison, codes: Codes) -> None:
    """Bring units and programmes in line with their particulars, and units into their places."""
    changed = comparison.of(kinds.Unit, Outcome.CHANGED)
    for found in changed:
        assert found.record is not None
        row: Any = without_keys(found, comparison.records[kinds.Unit][found.record])
        parent = codes.units[row.parent] if row.parent else None
        Unit.objects.filter(code=row.code).update(
            name=row.name, category=row.category, parent=parent
        )
    for found in comparison.of(kinds.Project, Outcome.CHANGED):
        assert found.record is not None
        row = without_keys(found, comparison.records[kinds.Project][found.record])
        Programme.objects.filter(code=row.code).update(name=row.name)
    if any("parent" in (found.before or {}) for found in changed):
        replant_all()


def parts(rows: Sequence[Compared]) -> Iterator[Sequence[Compared]]:
    """Rows in parts that one statement can take."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def hold_people(comparison: Comparison) -> None:
    """Keep others from changing the files concerned until the end of the transaction."""
    held: set[str] = set()
    for compared in comparison.rows.values():
        for found in compared:
            code = subject(found.row)[0]
            if code is not None and found.outcome in (Outcome.NEW, Outcome.CHANGED):
                held.add(code)
    ordered = sorted(held)
    for start in range(0, len(ordered), BATCH):
        some = Person.objects.filter(code__in=ordered[start : start + BATCH])
        list(some.select_for_update(no_key=True).order_by("pk").values_list("pk"))
