"""How headers are matched, and what is said of those that are missing, unknown or unreadable."""

import pytest

from quanheng.exchange.headers import header_name
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.kinds import KINDS, Person, columns
from tests.exchange.books import DAY, HEAD, LINE, places, refusal, sheet_of


def test_headers_in_any_order_with_or_without_star(tmp_path):
    loaded = read_workbook(sheet_of(tmp_path, HEAD, LINE))
    assert loaded.records.of(Person)[0].sex == "女"
    assert loaded.records.of(Person)[0].ethnicity is None


@pytest.mark.parametrize(
    "header",
    [
        "人员\n编码*",
        "人员\r\n编码",
        "人员 编码 *",
        "\u3000人员\u3000编码\uff0a",
        "*人员编码",
        "人员编码\ufe61",
    ],
)
def test_a_header_may_be_broken_into_lines_or_spaced(tmp_path, header):
    loaded = read_workbook(sheet_of(tmp_path, [*HEAD[:3], header], LINE))
    assert loaded.records.of(Person)[0].code == "P1"
    assert not loaded.warnings.lines()


def test_every_header_of_the_workbook_is_compared_as_it_is_written():
    headers = [column.header for kind in KINDS for column in columns(kind)]
    assert [header_name(header) for header in headers] == headers


def test_a_missing_required_column_is_refused_and_the_rest_still_read(tmp_path):
    path = sheet_of(tmp_path, HEAD[:2], ["不详", "女"])
    found = places(refusal(path))
    assert ("干部", 1, "人员编码") in found
    assert ("干部", 1, "姓名") in found
    assert ("干部", 2, "出生年月") in found
    assert len(found) == 3
    assert places(refusal(path, skip_bad_rows=True)) == found


def test_a_mistyped_header_is_named_with_the_column_that_is_missing(tmp_path):
    refused = refusal(sheet_of(tmp_path, [*HEAD[:3], "人员 编号"], LINE))
    assert places(refused) == [("干部", 1, "人员编码")]
    assert "“人员 编号”列与之相近" in str(refused)
    assert "column 人员 编号 resembles it" in refused.problems.lines("en")[0]
    said = refused.warnings.lines()
    assert said == ["工作表“干部”第 1 行“人员 编号”列：未知列，已忽略；如指“人员编码”，请改正名称"]


def test_an_unlike_header_is_not_suggested(tmp_path):
    refused = refusal(sheet_of(tmp_path, [*HEAD[:3], "电话"], LINE))
    assert str(refused).endswith("缺少必填列，请按模板补上")
    assert refused.warnings.lines() == ["工作表“干部”第 1 行“电话”列：未知列，已忽略"]


def test_a_mistyped_optional_header_is_warned_of_with_the_column_meant(tmp_path):
    loaded = read_workbook(sheet_of(tmp_path, [*HEAD, "入党日期"], [*LINE, DAY]))
    assert "如指“入党时间”" in loaded.warnings.lines()[0]


def test_an_unknown_sheet_is_named_when_there_is_no_known_one(tmp_path):
    refused = refusal(sheet_of(tmp_path, HEAD, LINE, name="干部表"))
    assert refused.problems.total == 1
    assert refused.warnings.lines() == [
        "工作表“干部表”：未知工作表，已忽略；如指“干部”，请改正名称"
    ]


@pytest.mark.parametrize("extra", [[], ["民族"]])
def test_a_header_that_is_a_formula_without_value_is_refused_as_such(tmp_path, extra):
    path = sheet_of(tmp_path, [*HEAD[:3], '="人员"&"编码"', *extra], LINE)
    refused = refusal(path)
    assert places(refused) == [("干部", 1, "(D)")]
    assert "“(D)”列的值“=…”：公式没有存储结果，请在 Excel 或 WPS 中打开并保存" in str(refused)
    assert not refused.warnings.lines()


def test_more_columns_missing_than_headers_unreadable_are_named(tmp_path):
    found = places(refusal(sheet_of(tmp_path, [*HEAD[:2], '="姓名"'], LINE[:2])))
    assert found == [("干部", 1, "(C)"), ("干部", 1, "人员编码"), ("干部", 1, "姓名")]


def test_a_repeated_header_is_refused(tmp_path):
    path = sheet_of(tmp_path, [*HEAD, "姓名"], [*LINE, "乙"])
    assert places(refusal(path)) == [("干部", 1, "姓名")]


@pytest.mark.parametrize("lines", [[], [[], HEAD, LINE]])
def test_a_sheet_without_header_in_row_1_is_refused(tmp_path, lines):
    assert places(refusal(sheet_of(tmp_path, *lines))) == [("干部", 1, None)]
