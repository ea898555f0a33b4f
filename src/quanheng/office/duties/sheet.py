"""Items as a workbook: the sheet 清单 of the exchange workbook, with more columns after its own."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quanheng.exchange.layout import Look, add_notes, add_sheet, new_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import columns
from quanheng.office.duties.queries import Row
from quanheng.office.records.shape import places

LARGEST = 20_000
"""Items that are given out at once."""
MORE = (
    ("牵头单位", 24),
    ("责任人", 12),
    ("办理阶段", 12),
    ("逾期天数", 10),
    ("措施", 40),
    ("最近进展", 40),
    ("核验人", 14),
    ("办结依据", 24),
    ("回头看", 14),
    ("办理轮次", 10),
    ("结转", 16),
)
"""Columns after those of the exchange workbook; left out of account when it is read."""


def as_workbook(rows: Iterable[Row], on: date) -> bytes:
    """A workbook that reads back as the same records."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        book, look = new_workbook(path)
        add_notes(book, look)
        sheet = add_sheet(book, look, kinds.Duty)
        own = columns(kinds.Duty)
        for index, (head, width) in enumerate(MORE, start=len(own)):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, head, look.optional)
        for number, row in enumerate(rows, start=1):
            told = [_value(row, place.lookup) for place in places(kinds.Duty)]
            for index, value in enumerate([*told, *_more(row)]):
                _write(sheet, look, number, index, value)
        book.close()
        return path.read_bytes()


def _value(row: Row, lookup: str) -> Any:
    """A column of the record; of a unit or person the code."""
    name, _dunder, code = lookup.partition("__")
    found = getattr(row.duty, name)
    return found.code if code and found is not None else found


def _more(row: Row) -> list[Any]:
    item = row.item
    looks = list(item.look_backs.all()) if item is not None else []
    look = looks[-1] if looks else None
    told = look.get_finding_display() or str(look.planned_on) if look is not None else None
    accepted = item.accepted if item is not None else None
    carried = (item.carried_to or getattr(item, "carried_from", None)) if item else None
    steps = [f"{one.place}. {one.text}" for one in row.measures]
    return [
        str(row.duty.lead_unit or "") or None,
        str(row.duty.owner or "") or None,
        str(row.stage.label),
        row.over or None,
        "\n".join(steps) or None,
        row.last.text if row.last else None,
        str(accepted.verified_by) if accepted is not None else None,
        str(item.proof) if item is not None and item.proof else None,
        told,
        item.rounds if item is not None else None,
        str(carried) if carried is not None else None,
    ]


def _write(sheet: Any, look: Look, row: int, index: int, value: Any) -> None:
    """Text is never taken for a formula."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, index, value, look.date)
    elif isinstance(value, int):
        sheet.write_number(row, index, value)
    else:
        sheet.write_string(row, index, str(value))
