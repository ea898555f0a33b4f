"""How a sheet of the exchange workbook looks: headers, comments, drop-downs, formats, print set-up.

Template and export write the same sheets, so that an exported workbook is filled in and read back
like any other.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from quanheng.exchange.sheet import ROWS
from quanheng.norms.kinds import KINDS, Column, ColumnType, Row, columns

NOTES = "说明"
"""The sheet of notes and lists, ignored on reading."""

TYPES: dict[ColumnType, tuple[str, str]] = {
    "text": ("文本", "text"),
    "code": ("编码，按文本填写，保留前导零", "code, entered as text, leading zeros kept"),
    "date": (
        "日期，如 2024-03-01、2024.3.1、20240301；只知年月填 2024.03，即当月 1 日",
        "date, such as 2024-03-01 or 20240301; a month such as 2024.03 means its first day",
    ),
    "month": ("月份，如 2025.03 或 202503", "month, such as 2025.03 or 202503"),
    "year": ("四位年份，如 2025", "year of four digits, such as 2025"),
    "number": ("不小于 0 的数字，不带单位", "number of at least 0, without unit"),
    "yes_no": ("是或否", "是 (yes) or 否 (no)"),
    "choice": ("从下拉列表中选择", "choose from the drop-down list"),
}

_WIDTHS: dict[ColumnType, int] = {
    "text": 18,
    "code": 16,
    "date": 13,
    "month": 11,
    "year": 9,
    "number": 10,
    "yes_no": 10,
    "choice": 14,
}


class Look(NamedTuple):
    """The cell formats of a workbook."""

    required: Format
    optional: Format
    text: Format
    date: Format
    month: Format
    title: Format
    wrapped: Format


def new_workbook(path: Path, *, streaming: bool = False) -> tuple[Workbook, Look]:
    """An empty workbook; ``streaming`` writes rows to disk as they come."""
    book = Workbook(str(path), {"constant_memory": streaming, "tmpdir": str(path.parent)})
    # A fixed date of creation: the same records give the same bytes.
    book.set_properties({"title": "铨衡交换工作簿", "created": datetime(2024, 1, 1)})
    head = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "num_format": "@"}
    return book, Look(
        required=book.add_format({**head, "bg_color": "#9B1C1C", "font_color": "#FFFFFF"}),
        optional=book.add_format({**head, "bg_color": "#F3EBDD", "font_color": "#222222"}),
        text=book.add_format({"num_format": "@"}),
        date=book.add_format({"num_format": "yyyy-mm-dd"}),
        month=book.add_format({"num_format": "yyyy-mm"}),
        title=book.add_format({"bold": True, "font_size": 14}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
    )


def heading(column: Column) -> str:
    """The header of a column, with ``*`` where it must be filled."""
    return column.header + ("*" if column.required else "")


def add_sheet(book: Workbook, look: Look, kind: type[Row]) -> Worksheet:
    """Add the sheet of a kind with its header row, ready for rows from row 2 on."""
    sheet = book.add_worksheet(kind.sheet)
    described = columns(kind)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 24)
    for index, column in enumerate(described):
        kept = look.text if column.type in ("text", "code", "date", "month", "choice") else None
        sheet.set_column(index, index, _width(column), kept)
        form = look.required if column.required else look.optional
        sheet.write_string(0, index, heading(column), form)
        sheet.write_comment(0, index, _comment(column), {"x_scale": 1.8, "y_scale": 1.4})
        _drop_down(sheet, index, column)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.set_header(f"&C&B{kind.sheet} {kind.title_en}")
    sheet.set_footer("&C&P / &N")
    return sheet


def add_notes(book: Workbook, look: Look) -> None:
    """Add the sheet 说明: how to fill in, and every column."""
    sheet = book.add_worksheet(NOTES)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 8)
    sheet.set_column(3, 4, 60)
    table: list[list[str]] = [[line, "", "", "", ""] for line in _GUIDE]
    table.append(["工作表 Sheet", "列 Column", "必填", "填写要求", "How to fill in"])
    for kind in KINDS:
        for column in columns(kind):
            zh, en = _requirement(column)
            table.append([kind.sheet, heading(column), "是" if column.required else "", zh, en])
    for row, cells in enumerate(table):
        for index, text in enumerate(cells):
            if text:
                wrapped = look.wrapped if index > 2 else None
                sheet.write_string(row, index, text, look.title if row == 0 else wrapped)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


_GUIDE = (
    "铨衡交换工作簿填写说明 How to fill in the exchange workbook",
    "带 * 的列必填；没有数据的工作表可整张删除，未提供的数据不作“未达标”认定。",
    "Columns with * are required; delete sheets without data: what is not given is never “missed”.",
    "不确定的内容请留空，留空即未知；不要填 0 或“无”。",
    "Leave blank what is not known: blank means unknown; do not enter 0 or “none”.",
    "表头须在第 1 行，列的顺序不限；本表及单元格批注在导入时忽略。",
    "Headers stand in row 1, in any order; this sheet and comments are ignored on import.",
    "",
)


def _drop_down(sheet: Worksheet, index: int, column: Column) -> None:
    choices = ("是", "否") if column.type == "yes_no" else column.choices
    if choices:
        rule: dict[str, Any] = {
            "validate": "list",
            "source": list(choices),
            "error_title": "铨衡",
            "error_message": "请从列表中选择 Choose from the list",
        }
        if sheet.data_validation(1, index, ROWS - 1, index, rule):
            raise ValueError(f"“{column.header}”的选项超过 255 个字符 (list too long for Excel)")


def _width(column: Column) -> int:
    return max(_WIDTHS[column.type], 2 * len(heading(column)) + 2)


def _requirement(column: Column) -> tuple[str, str]:
    zh, en = TYPES[column.type]
    if column.choices:
        zh += ":" + "、".join(column.choices)
        en += ": " + ", ".join(column.choices)
    if column.refers:
        zh += "；须为工作表" + "或".join(column.refers) + "中的编码"
        en += "; a code of sheet " + " or ".join(column.refers)
    if column.ends:
        starts = _headers(column)
        zh += f"；不早于{starts[0]}"
        en += f"; not before {starts[1]}"
    zh += f";{column.note_zh}" if column.note_zh else ""
    en += f"; {column.note_en}" if column.note_en else ""
    return zh, en


def _headers(column: Column) -> tuple[str, str]:
    """The headers of the columns whose day this one must not precede."""
    kind = next(kind for kind in KINDS if column in columns(kind))
    by_name = {other.name: other.header for other in columns(kind)}
    found = [by_name[name] for name in column.ends]
    return "或".join(found), " or ".join(found)


def _comment(column: Column) -> str:
    zh, en = _requirement(column)
    return (
        f"{'必填 required' if column.required else '选填 optional'}\n{zh}\n{en[:1].upper()}{en[1:]}"
    )
