"""A roster as an Excel workbook: one sheet, A4 landscape, the head row on every printed page."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from quanheng.office.dashboards.roster.asked import Asked
from quanheng.office.dashboards.roster.catalogue import COLUMNS, Line

A4 = 9
HEAD = 2
"""The rows above the people: title, headings."""


def workbook(lines: Iterable[Line], asked: Asked) -> tuple[bytes, int]:
    """The workbook, and how many people stand in it. Rows are written as they come."""
    data = BytesIO()
    count = 0
    with TemporaryDirectory() as folder:
        options = {"constant_memory": True, "tmpdir": str(Path(folder)), "in_memory": False}
        book = Workbook(data, options)
        sheet = book.add_worksheet(_("干部名册"))
        frame = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        _head(book, sheet, asked)
        for count, line in enumerate(lines, start=1):
            row = HEAD + count - 1
            sheet.write_number(row, 0, count, frame)
            for at, name in enumerate(asked.columns, start=1):
                sheet.write_string(row, at, COLUMNS[name].says(line), frame)
        book.close()
    return data.getvalue(), count


def _head(book: Workbook, sheet: Worksheet, asked: Asked) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "valign": "vcenter"})
    bold = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    )
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD - 1)
    sheet.freeze_panes(HEAD, 2)
    sheet.set_footer(_("&C第 &P 页，共 &N 页"))
    sheet.set_column(0, 0, 6)
    for at, name in enumerate(asked.columns, start=1):
        sheet.set_column(at, at, COLUMNS[name].width)
    day = asked.on.strftime("%Y.%m.%d")
    sheet.write_string(0, 0, _("干部名册（%s）") % day, title)
    sheet.write_string(HEAD - 1, 0, _("序号"), bold)
    for at, name in enumerate(asked.columns, start=1):
        sheet.write_string(HEAD - 1, at, str(COLUMNS[name].title), bold)
