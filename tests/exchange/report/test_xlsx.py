"""The report as a workbook."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from quanheng.exchange.report import Report, write_xlsx, xlsx
from quanheng.norms.finding import Status, Text
from tests.exchange.report.builders import finding


def findings(report: Report, folder: Path, lang: str = "zh") -> Worksheet:
    write_xlsx(report, folder / "report.xlsx", lang=lang)
    return openpyxl.load_workbook(folder / "report.xlsx").worksheets[1]


def column(sheet: Worksheet, header: str) -> list[object]:
    place = [cell.value for cell in sheet[1]].index(header)
    return [row[place].value for row in sheet.iter_rows(min_row=2)]


def test_a_row_per_finding_with_filter_and_frozen_header(small: Report, tmp_path: Path) -> None:
    sheet = findings(small, tmp_path)
    assert sheet.max_row == 1 + len(small.findings)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:S{sheet.max_row}"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_values_keep_their_types(small: Report, tmp_path: Path) -> None:
    sheet = findings(small, tmp_path)
    assert column(sheet, "编码") == ["001", "002", "001", "002", "U1"]
    assert column(sheet, "实测") == [2, 0, 0, None, 0.85]
    assert column(sheet, "完成期限（含当日）")[2] == datetime(2025, 12, 31)
    assert column(sheet, "状态") == ["达标", "未达标", "进行中", "未提供", "待研判"]
    assert column(sheet, "单位") == [
        "区发展改革局",
        "湖滨街道",
        "区发展改革局",
        "湖滨街道",
        "区发展改革局",
    ]


def test_a_name_that_looks_like_a_formula_is_text(small: Report, tmp_path: Path) -> None:
    sheet = findings(small, tmp_path)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+2"]
    assert len(cells) == 2
    assert all(cell.data_type != "f" and cell.quotePrefix for cell in cells)


@pytest.mark.parametrize(
    ("lang", "names"), [("zh", ("总览", "结果")), ("en", ("Overview", "Findings"))]
)
def test_sheets_are_named_in_the_language(
    small: Report, tmp_path: Path, lang: str, names: tuple[str, str]
) -> None:
    book = findings(small, tmp_path, lang).parent
    assert tuple(book.sheetnames) == names


def test_the_overview_counts_packs_and_clauses(small: Report, tmp_path: Path) -> None:
    overview = findings(small, tmp_path).parent["总览"]
    rows = {row[0]: row[3:9] for row in overview.iter_rows(values_only=True)}
    assert rows["alpha"] == (1, 0, 1, 1, 1, 4)
    assert rows["beta:1"] == (0, 1, 0, 0, 0, 1)
    assert rows["合计"] == (1, 1, 1, 1, 1, 5)
    assert "alpha:3" not in rows
    assert "工作表“杂项”未识别。" in rows


def test_more_findings_than_a_sheet_holds_go_on_further_sheets(
    small: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 2)
    book = findings(small, tmp_path).parent
    assert book.sheetnames == ["总览", "结果", "结果 2", "结果 3"]
    assert [sheet.max_row - 1 for sheet in book.worksheets[1:]] == [2, 2, 1]


def test_equal_reports_give_equal_files(small: Report, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(small, tmp_path / name, lang="zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_share_below_its_limit_does_not_look_like_it(small: Report, tmp_path: Path) -> None:
    share = Text("比例", "share")
    low = finding(
        "alpha:1/talks",
        "001",
        "张明",
        Status.ATTENTION,
        measured=1.19999,
        required=1.2,
        measure_unit=share,
    )
    near = finding("alpha:1/talks", "002", "=1+2", Status.MISSED, measured=549.996, required=550)
    sheet = findings(replace(small, findings=(low, near)), tmp_path)
    place = [cell.value for cell in sheet[1]].index("实测") + 1
    formats = [[sheet.cell(row, place + step).number_format for step in (0, 1)] for row in (2, 3)]
    assert formats == [["0.000%"] * 2, ["#,##0.000"] * 2]


def test_a_pack_not_in_force_is_marked(small: Report, tmp_path: Path) -> None:
    packs = (small.packs[0], replace(small.packs[1], in_force=False))
    overview = findings(replace(small, packs=packs), tmp_path).parent["总览"]
    marks = {row[0]: row[2] for row in overview.iter_rows(values_only=True)}
    assert marks["beta"] == "当日未施行，未核对"
    assert not marks["alpha"]
