"""Imports, as pages show them."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from quanheng.norms.finding import Language
from quanheng.norms.kinds import SHEETS, columns
from quanheng.office.accounts.models import User
from quanheng.office.records.importing import progress
from quanheng.office.records.importing.chunks import page_of
from quanheng.office.records.importing.jobs import phase_label
from quanheng.office.records.importing.outcomes import Compared, Outcome
from quanheng.office.records.importing.reach import subject
from quanheng.office.records.models import ImportBatch, Person
from quanheng.office.records.showing import Difference, cell

ROWS = 50
CELLS = 6
"""Columns that a preview shows of a new row."""


class Shown(NamedTuple):
    """A row of a preview."""

    sheet: str
    number: int
    subject: str
    name: str
    cells: list[tuple[str, str]]
    changed: list[Difference]
    keys: list[str]
    why: str


class Count(NamedTuple):
    """How many rows have an outcome."""

    outcome: str
    label: str
    count: int


class Working(NamedTuple):
    """How far a running import is."""

    phase: str
    done: int
    total: int
    percent: int
    stalled: bool


def batches(user: User) -> "QuerySet[ImportBatch]":
    """The imports that an account may see, newest first."""
    return ImportBatch.objects.visible_to(user).select_related("uploaded_by").order_by("-pk")


def counts_of(batch: ImportBatch, sheet: str = "") -> list[Count]:
    """The rows by outcome."""
    found = []
    for outcome in Outcome:
        count = batch.counts.get(sheet, {}).get(outcome, 0) if sheet else batch.count(outcome)
        found.append(Count(outcome.value, str(outcome.label), count))
    return found


def rows_of(
    batch: ImportBatch, outcome: str, sheet: str, start: int, language: Language, user: User
) -> list[Shown]:
    """A page of the rows with an outcome; people by name whom the account may see."""
    found = page_of(batch, outcome, sheet=sheet, start=start, size=ROWS)
    codes = {subject(one.row)[0] for one in found} - {None}
    seen = Person.objects.visible_to(user).filter(code__in=codes)
    names = dict(seen.values_list("code", "name"))
    return [_shown(one, language, names) for one in found]


def _shown(found: Compared, language: Language, names: Mapping[str, str]) -> Shown:
    kind = type(found.row)
    described = {column.name: column for column in columns(kind)}
    person, unit = subject(found.row)
    before = found.before or {}
    return Shown(
        kind.sheet,
        found.row.row,
        person or unit or getattr(found.row, "code", ""),
        names.get(person or "", ""),
        [
            (_(column.header), cell(column, getattr(found.row, name)))
            for name, column in described.items()
            if getattr(found.row, name) is not None
        ][:CELLS],
        [
            Difference(
                _(described[name].header),
                cell(described[name], old),
                cell(described[name], getattr(found.row, name)),
            )
            for name, old in before.items()
        ],
        [_(described[name].header) for name in found.keys],
        found.said(language),
    )


def sheets_of(batch: ImportBatch) -> list[str]:
    """The sheets of the workbook, in the order of the kinds."""
    return [sheet for sheet in SHEETS if sheet in batch.counts]


def working(batch: ImportBatch) -> Working | None:
    """How far a running import is, None when it is not running or nobody has begun."""
    if batch.state not in ImportBatch.RUNNING:
        return None
    seen = progress.seen(batch.pk)
    if seen is None:
        return Working("", 0, 0, 0, False)
    return Working(phase_label(seen.phase), seen.done, seen.total, seen.percent, seen.stalled)
