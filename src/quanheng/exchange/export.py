"""Writing records as an exchange workbook."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from quanheng.exchange.cells import is_mistyped
from quanheng.exchange.layout import Look, add_notes, add_sheet, new_workbook
from quanheng.exchange.sheet import ROWS
from quanheng.exchange.workbook import PROGRESS_EVERY, Progress
from quanheng.exchange.xlsx import LONGEST_TEXT
from quanheng.norms.kinds import LEVELS, MILLION, Column, Row, columns
from quanheng.norms.records import Records

_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}

Write = Callable[[Worksheet, int, int, Any], None]


def write_workbook(records: Records, path: str | Path, *, progress: Progress | None = None) -> None:
    """Write records as a workbook that reads back as the same records, numbered anew from row 2.

    Kinds that are absent get no sheet. Raises ``ValueError`` for more rows or longer text than a
    sheet can hold and ``OSError`` when the file cannot be written; an existing file is then left
    as it was.
    """
    with saved(Path(path)) as draft:
        book, look = new_workbook(draft, streaming=True)
        add_notes(book, look)
        for kind in records:
            _write_rows(add_sheet(book, look, kind), look, kind, records.of(kind), progress)
        book.close()


@contextmanager
def saved(path: Path) -> Iterator[Path]:
    """A draft beside ``path`` that takes its place when all of it is written."""
    with TemporaryDirectory(prefix=".quanheng-", dir=path.parent) as folder:
        draft = Path(folder) / "draft.xlsx"
        try:
            yield draft
        except FileCreateError as error:
            raise OSError(f"无法写入“{path}” (cannot be written): {error}") from error
        draft.replace(path)


def _write_rows(
    sheet: Worksheet,
    look: Look,
    kind: type[Row],
    rows: Any,
    progress: Progress | None,
) -> None:
    if len(rows) >= ROWS:
        raise ValueError(
            f"工作表“{kind.sheet}”超过 {ROWS - 1} 行,请拆分 (too many rows: split them)"
        )
    writers = [
        (index, column.name, _writer(column, look)) for index, column in enumerate(columns(kind))
    ]
    for number, row in enumerate(rows, start=1):
        for index, name, write in writers:
            value = getattr(row, name)
            if value is not None:
                write(sheet, number, index, value)
        if progress is not None and number % PROGRESS_EVERY == 0:
            progress(kind.sheet, number, len(rows))
    if progress is not None:
        progress(kind.sheet, len(rows), len(rows))


def _writer(column: Column, look: Look) -> Write:
    """How the values of a column are written; text is never taken for a formula."""
    levels = column.choices == tuple(LEVELS)
    month = column.type == "month"

    def number(sheet: Worksheet, row: int, index: int, value: int) -> None:
        sheet.write_number(row, index, value / MILLION)

    def year(sheet: Worksheet, row: int, index: int, value: int) -> None:
        sheet.write_number(row, index, value)

    def day(sheet: Worksheet, row: int, index: int, value: date) -> None:
        if is_mistyped(value):
            sheet.write_string(row, index, value.isoformat())
        else:
            sheet.write_datetime(row, index, value, look.month if month else look.date)

    def text(sheet: Worksheet, row: int, index: int, value: Any) -> None:
        if column.type == "yes_no":
            value = "是" if value else "否"
        elif levels:
            value = _LEVEL_NAMES[value]
        if len(value) > LONGEST_TEXT:
            raise ValueError(f"第 {row + 1} 行“{column.header}”超过 {LONGEST_TEXT} 个字符，请缩短")
        sheet.write_string(row, index, value)

    writers: dict[str, Write] = {"number": number, "year": year, "date": day, "month": day}
    return writers.get(column.type, text)
