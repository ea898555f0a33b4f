"""The empty exchange workbook, ready to be filled in."""

from pathlib import Path

from quanheng.exchange.export import saved
from quanheng.exchange.layout import add_notes, add_sheet, new_workbook
from quanheng.norms.kinds import KINDS


def write_template(path: str | Path) -> None:
    """Write an empty workbook with all sheets, drop-downs, a comment on every column, and notes.

    Raises ``OSError`` when the file cannot be written; an existing file is then left as it was.
    """
    with saved(Path(path)) as draft:
        book, look = new_workbook(draft)
        add_notes(book, look)
        for kind in KINDS:
            add_sheet(book, look, kind)
        book.close()
