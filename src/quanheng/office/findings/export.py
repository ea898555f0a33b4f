"""Findings as a workbook."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.findings.queries import Row
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry

LARGEST = 20_000
"""Findings that are given out at once."""
WIDTHS = (8, 14, 14, 24, 30, 36, 60, 12, 12, 12, 12)


@transaction.atomic
def note_export(count: int, query: str, *, by: User, on: date) -> Entry:
    """Write down that findings are given out."""
    require(by, Power.EXPORT_RECORDS, on)
    return record(None, "findings exported", by=by, on=on, values={"count": count, "query": query})


def as_workbook(rows: Iterable[Row], on: date) -> bytes:
    """One sheet: status, subject, unit, document, clause, sentence, figures, days."""
    heads = [_("状态"), _("编码"), _("对象"), _("单位"), _("条款"), _("要求"), _("结论")]
    heads += [_("实际"), _("要求值"), _("期限"), _("核对日")]
    data = BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "constant_memory": True, "strings_to_formulas": False}
    )
    bold = book.add_format({"bold": True, "bg_color": "#EEF1F6", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_("履责情况"))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(rows, start=1):
        one = row.finding
        texts = [one.get_status_display(), one.code, one.name, str(one.place or "")]
        texts += [row.document, row.title, one.message]
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text)
        for column, number in enumerate((one.measured, one.required), start=len(texts)):
            if number is not None:
                sheet.write_number(line, column, number)
        if one.due:
            sheet.write_datetime(line, 9, one.due, day)
        sheet.write_datetime(line, 10, on, day)
    book.close()
    return data.getvalue()
