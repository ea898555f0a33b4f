"""Taking records out: a workbook of what an account may see, and the extract of one file."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from django.db import transaction

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import KINDS, Row, columns
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import RECORDS, ProgrammeParticulars, UnitParticulars
from quanheng.office.records.refusals import given
from quanheng.office.records.tables import read

NEVER_IN_BULK = (kinds.Family,)
"""Kinds that no workbook of many files holds; nor does it hold identity numbers."""


def visible_records(user: User, on: date) -> Records:
    """What an account may take out, complete in itself: with every unit and programme it names."""
    rows: dict[type[Row], list[Row]] = {}
    for kind in KINDS:
        if kind not in NEVER_IN_BULK:
            found = RECORDS[kind].objects.visible_to(user, Power.EXPORT_RECORDS, on).current()
            rows[kind] = read(kind, found)
    people = {row.code for row in rows[kinds.Person]}  # type: ignore[attr-defined]
    rows[kinds.Duty] = [row for row in rows[kinds.Duty] if row.owner in {None, *people}]  # type: ignore[attr-defined]
    return completed(rows)


def completed(rows: dict[type[Row], list[Row]]) -> Records:
    """The rows with the units and programmes that they name, and those above them."""
    units = {row.code for row in rows[kinds.Unit]}  # type: ignore[attr-defined]
    wanted = named(rows, kinds.Unit.sheet) - units
    while wanted:
        found = UnitParticulars.objects.current().filter(unit__code__in=wanted)
        added = read(kinds.Unit, found)
        rows[kinds.Unit] += added
        units |= wanted
        wanted = named({kinds.Unit: added}, kinds.Unit.sheet) - units
    programmes = {row.code for row in rows[kinds.Project]}  # type: ignore[attr-defined]
    missing = named(rows, kinds.Project.sheet) - programmes
    found = ProgrammeParticulars.objects.current().filter(programme__code__in=missing)
    rows[kinds.Project] += read(kinds.Project, found)
    return Records(rows)


def named(rows: dict[type[Row], list[Row]], sheet: str) -> set[str]:
    """The codes of one sheet that rows name."""
    found: set[str] = set()
    for kind, lines in rows.items():
        names = [column.name for column in columns(kind) if sheet in column.refers]
        for row in lines:
            if getattr(row, "subject_type", sheet) == sheet or "subject" not in names:
                found.update(_codes(row, names))
            else:
                found.update(_codes(row, [name for name in names if name != "subject"]))
    return found


def _codes(row: Row, names: Iterable[str]) -> set[str]:
    return {code for name in names if (code := getattr(row, name)) is not None}


def export_workbook(*, by: User, on: date, reason: str) -> IO[bytes]:
    """A workbook of what an account may take out, without families and identity numbers.

    Raises ``Refused`` without a purpose. The ledger has the purpose and the number of rows.
    """
    records = visible_records(by, on)
    note_export(records, by=by, on=on, reason=reason)
    return in_file(records)


@transaction.atomic
def note_export(records: Records, *, by: User, on: date, reason: str) -> Entry:
    """Write down that records were taken out."""
    require(by, Power.EXPORT_RECORDS, on)
    given(reason)
    counts = {kind.sheet: len(records.of(kind)) for kind in records}
    return record(None, "records exported", by=by, on=on, reason=reason, values={"counts": counts})


def in_file(records: Records) -> IO[bytes]:
    """Records as a workbook in a file that is gone when it is closed."""
    file: Any = TemporaryFile()  # noqa: SIM115 - it is given back open
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        write_workbook(records, path)
        file.write(path.read_bytes())
    file.seek(0)
    return file
