"""Small workbooks for tests, written by a library other than the one under test."""

import datetime
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from quanheng.exchange.problems import WorkbookRefused
from quanheng.exchange.workbook import Loaded, read_workbook
from quanheng.norms.kinds import SHEETS, columns

DAY = datetime.date(2024, 3, 1)

SAMPLE: Mapping[str, dict[str, Any]] = {
    "单位": {"单位编码": "U1", "单位名称": "区委", "单位类别": "党委"},
    "干部": {"人员编码": "P1", "姓名": "甲", "性别": "男", "出生年月": "1975.03"},
    "任职": {
        "人员编码": "P1",
        "单位编码": "U1",
        "职务名称": "书记",
        "职务层次": "县处级正职",
        "是否领导职务": "是",
        "是否正职": "否",
        "任职时间": DAY,
    },
    "培训": {
        "人员编码": "P1",
        "班次名称": "班",
        "培训方式": "脱产",
        "开始日期": DAY,
        "结束日期": DAY,
    },
    "考核": {"对象类型": "干部", "对象编码": "P1", "年度": 2024, "考核类型": "年度"},
    "测评": {"对象类型": "干部", "对象编码": "P1", "日期": DAY, "测评类型": "民主测评"},
    "奖惩": {
        "对象类型": "单位",
        "对象编码": "U1",
        "类型": "表彰",
        "名称": "先进",
        "日期": DAY,
    },
    "项目": {"项目编码": "X1", "名称": "项目"},
    "锻炼": {"人员编码": "P1", "方式": "上挂", "开始日期": DAY},
    "监督": {"人员编码": "P1", "事项类型": "外出", "日期": DAY},
    "后备": {"池名称": "池", "人员编码": "P1", "入池日期": DAY},
    "清单": {"清单类型": "批示", "编号": "1", "事项": "事", "交办日期": DAY},
    "工资": {"人员编码": "P1", "月份": "2024.03", "发薪单位编码": "U1"},
}
"""One valid row of each kind the tests use."""

Rows = Sequence[Mapping[str, Any]]


def write(path: Path, sheets: Mapping[str, Rows], *, extra: Sequence[str] = ()) -> Path:
    """A workbook with these rows; ``extra`` columns are added at the right."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        headers = [column.header for column in columns(SHEETS[name])] + list(extra)
        sheet.append(headers)
        for row in rows:
            sheet.append([row.get(header) for header in headers])
    book.save(path)
    return path


def row(sheet: str, **changes: Any) -> dict[str, Any]:
    """The sample row of a sheet with some cells changed."""
    return {**SAMPLE[sheet], **changes}


def read(path: Path, sheets: Mapping[str, Rows], **options: Any) -> Loaded:
    """Write and read a workbook."""
    return read_workbook(write(path / "book.xlsx", sheets), **options)


def refusal(path: Path, **options: Any) -> WorkbookRefused:
    """The refusal of a file; fails if it is read."""
    try:
        read_workbook(path, **options)
    except WorkbookRefused as refused:
        return refused
    raise AssertionError("the workbook was not refused")


def places(refused: WorkbookRefused) -> list[tuple[str | None, int | None, str | None]]:
    """Where the problems of a refusal are."""
    return [(problem.sheet, problem.row, problem.column) for problem in refused.problems]


def repack(source: Path, target: Path, changes: Mapping[str, bytes | None]) -> Path:
    """A copy of a zip with some members replaced, added, or (None) left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            if data is not None:
                new.writestr(name, data)
    return target


def sheet_of(folder: Path, *lines: Sequence[Any], name: str = "干部") -> Path:
    """A workbook with one sheet, 干部 unless named otherwise, that holds these lines."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = name
    for line in lines:
        book.worksheets[0].append(line)
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


HEAD = ["出生年月*", "性别 *", " 姓名*", "人员编码"]
LINE = ["1975.03", "女", "甲", "P1"]
