"""What is taken out: the records that an account may see, complete in themselves, as a workbook."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from quanheng.exchange.export import write_workbook
from quanheng.exchange.workbook import Progress
from quanheng.norms import kinds
from quanheng.norms.kinds import KINDS, Row, columns
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.records.models import RECORDS, ProgrammeParticulars, UnitParticulars
from quanheng.office.records.tables import read

NEVER_IN_BULK = (kinds.Family,)
"""Kinds that no workbook of many files holds; nor does it hold identity numbers."""

KINDS_READ = len(KINDS) - len(NEVER_IN_BULK)
"""How often ``visible_records`` tells that it has read a kind."""


def visible_records(user: User, on: date, *, told: Callable[[], None] = lambda: None) -> Records:
    """What an account may take out, complete in itself: with every unit and programme it names.

    ``told`` is called after each kind.
    """
    rows: dict[type[Row], list[Row]] = {}
    for kind in KINDS:
        if kind not in NEVER_IN_BULK:
            found = RECORDS[kind].objects.visible_to(user, Power.EXPORT_RECORDS, on).current()
            rows[kind] = read(kind, found)
            told()
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


def as_workbook(records: Records, *, progress: Progress | None = None) -> bytes:
    """Records as the bytes of a workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        write_workbook(records, path, progress=progress)
        return path.read_bytes()
