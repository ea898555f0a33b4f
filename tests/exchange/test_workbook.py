"""What a workbook is refused for, warned of, and how bad rows are left out."""

import datetime

import openpyxl
import pytest

from quanheng.exchange import problems
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.finding import Text
from quanheng.norms.kinds import (
    MILLION,
    SHEETS,
    Level,
    Pay,
    Person,
    Tenure,
    Training,
    Unit,
    columns,
)
from tests.exchange.books import (
    DAY,
    HEAD,
    LINE,
    SAMPLE,
    places,
    read,
    refusal,
    row,
    sheet_of,
    write,
)

BEFORE = DAY - datetime.timedelta(days=1)


def test_every_sample_row_is_read(tmp_path):
    loaded = read(tmp_path, {sheet: [cells] for sheet, cells in SAMPLE.items()})
    assert len(loaded.records) == len(SAMPLE)
    assert not loaded.warnings.lines()
    assert not loaded.skipped.lines()
    tenure = loaded.records.of(Tenure)[0]
    assert (tenure.row, tenure.level, tenure.leading) == (2, Level.DIVISION_CHIEF, True)
    assert (tenure.chief, tenure.promoted, tenure.end) == (False, None, None)
    assert loaded.records.of(Person)[0].birth == datetime.date(1975, 3, 1)
    assert loaded.records.of(Pay)[0].month == DAY


CELLS = [
    ("干部", "姓名", None),
    ("干部", "姓名", "  "),
    ("干部", "出生年月", "不详"),
    ("干部", "出生年月", 27454),
    ("干部", "性别", "M"),
    ("干部", "人员编码", 1.5),
    ("干部", "人员编码", True),
    ("培训", "学时", -1),
    ("培训", "学时", "40小时"),
    ("培训", "学时", "#N/A"),
    ("培训", "学时", "=1+1"),
    ("培训", "学时", True),
    ("培训", "结束日期", BEFORE),
    ("培训", "人员编码", "P9"),
    ("任职", "单位编码", "U9"),
    ("任职", "免职时间", BEFORE),
    ("任职", "任期结束", BEFORE),
    ("任职", "职务层次", "处级"),
    ("任职", "是否正职", "Y"),
    ("考核", "对象编码", "U1"),
    ("考核", "年度", "24"),
    ("监督", "截止日期", BEFORE),
    ("奖惩", "影响期截止", BEFORE),
    ("奖惩", "对象编码", "P1"),
    ("锻炼", "项目编码", "X9"),
    ("后备", "出池日期", BEFORE),
    ("清单", "截止日期", BEFORE),
    ("清单", "办结日期", BEFORE),
    ("清单", "回复日期", BEFORE),
    ("清单", "责任人编码", "U1"),
    ("清单", "牵头单位编码", "P1"),
    ("单位", "上级单位编码", "U9"),
    ("单位", "上级单位编码", "U1"),
    ("单位", "所属乡镇编码", "U9"),
    ("工资", "月份", 2024.03),
]


@pytest.mark.parametrize(("sheet", "column", "value"), CELLS)
def test_a_bad_cell_is_refused_where_it_stands(tmp_path, sheet, column, value):
    sheets = {name: [cells] for name, cells in SAMPLE.items()}
    sheets[sheet] = [row(sheet, **{column: value})]
    refused = refusal(write(tmp_path / "book.xlsx", sheets))
    assert (sheet, 2, column) in places(refused)
    problem = next(one for one in refused.problems if one.column == column)
    assert f"“{sheet}”第 2 行“{column}”列" in problem.message.zh
    assert f"Sheet {sheet}, row 2, column {column}" in problem.message.en


def test_all_problems_are_named_at_once(tmp_path):
    sheets = {name: [cells] for name, cells in SAMPLE.items()}
    for sheet, column, value in CELLS:
        sheets[sheet] = [*sheets[sheet], row(sheet, **{column: value})]
    refused = refusal(write(tmp_path / "book.xlsx", sheets))
    found = {(sheet, column) for sheet, _, column in places(refused)}
    assert {(sheet, column) for sheet, column, _ in CELLS} <= found
    assert refused.problems.total >= len(CELLS)


@pytest.mark.parametrize(
    ("sheet", "column", "second"),
    [
        ("干部", "人员编码", row("干部", 姓名="乙")),
        ("单位", "单位编码", row("单位", 单位名称="街道")),
        ("项目", "项目编码", row("项目", 名称="另一")),
        ("清单", "编号", row("清单", 事项="另一")),
        ("考核", "对象编码", row("考核", 等次="优秀")),
    ],
)
def test_a_repeated_key_is_refused(tmp_path, sheet, column, second):
    refused = refusal(write(tmp_path / "book.xlsx", {sheet: [SAMPLE[sheet], second]}))
    assert places(refused) == [(sheet, 3, column)]
    assert "第 2 行重复" in str(refused)


@pytest.mark.parametrize(
    "second",
    [row("考核", 年度=2023), row("考核", 考核类型="专项"), row("考核", 对象类型="单位")],
)
def test_appraisals_that_differ_are_no_repetition(tmp_path, second):
    assert len(read(tmp_path, {"考核": [SAMPLE["考核"], second]}).records) == 2


def test_the_same_number_may_stand_in_two_lists(tmp_path):
    assert len(read(tmp_path, {"清单": [row("清单"), row("清单", 清单类型="承诺")]}).records) == 2


def test_references_to_an_absent_sheet_are_not_checked(tmp_path):
    assert len(read(tmp_path, {"培训": [row("培训", 人员编码="P9")]}).records) == 1


def test_references_to_an_empty_sheet_are_checked(tmp_path):
    refused = refusal(write(tmp_path / "book.xlsx", {"干部": [], "培训": [SAMPLE["培训"]]}))
    assert places(refused) == [("培训", 2, "人员编码")]


def test_a_bad_row_still_names_its_code(tmp_path):
    sheets = {"干部": [row("干部", 性别="?")], "培训": [SAMPLE["培训"]]}
    assert places(refusal(write(tmp_path / "book.xlsx", sheets))) == [("干部", 2, "性别")]


def test_a_cycle_of_units_is_refused_at_each_of_them(tmp_path):
    units = [
        row("单位", 单位编码=code, 上级单位编码=parent)
        for code, parent in [("A", "B"), ("B", "C"), ("C", "A"), ("D", "A"), ("E", None)]
    ]
    refused = refusal(write(tmp_path / "book.xlsx", {"单位": units}))
    assert places(refused) == [("单位", number, "上级单位编码") for number in (2, 3, 4)]


def test_a_long_chain_of_units_is_read(tmp_path):
    units = [row("单位", 单位编码=f"U{n}", 上级单位编码=f"U{n + 1}") for n in range(2000)]
    assert len(read(tmp_path, {"单位": [*units, row("单位", 单位编码="U2000")]}).records) == 2001


def test_equal_start_and_end_are_allowed(tmp_path):
    assert read(tmp_path, {"任职": [row("任职", 免职时间=DAY, 任期结束=DAY)]}).records


@pytest.mark.parametrize(("start", "end", "good"), [(None, DAY, True), (BEFORE, BEFORE, True)])
def test_a_term_is_measured_from_its_own_start(tmp_path, start, end, good):
    assert read(tmp_path, {"任职": [row("任职", 任期开始=start, 任期结束=end)]}).records


@pytest.mark.parametrize(
    ("votes", "good"),
    [
        ({"收回票": 10, "优秀": 4, "称职": 3, "基本称职": 1, "不称职": 1, "弃权": 1}, True),
        ({"收回票": 9, "优秀": 4, "称职": 3, "基本称职": 1, "不称职": 1, "弃权": 1}, False),
        ({"收回票": 5, "推荐票": 5, "优秀": 5}, True),
        ({"收回票": 5, "推荐票": 6}, False),
        ({"推荐票": 6, "优秀": 3}, True),
        ({"收回票": 5}, True),
    ],
)
def test_votes_must_fit_the_ballots_returned(tmp_path, votes, good):
    path = write(tmp_path / "book.xlsx", {"测评": [row("测评", **votes)]})
    if good:
        assert len(read_workbook(path).records) == 1
    else:
        assert places(refusal(path)) == [("测评", 2, "收回票")]


@pytest.mark.parametrize("skip", [True, False])
@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        (sheet, column.header)
        for sheet in ("干部", "单位", "项目")
        for column in columns(SHEETS[sheet])
        if column.required
    ],
)
def test_after_a_missing_column_no_code_is_called_unknown(tmp_path, sheet, column, skip):
    sheets = {name: [cells] for name, cells in SAMPLE.items()}
    sheets["单位"] = [row("单位"), row("单位", 单位编码="U2", 上级单位编码="U1")]
    sheets["锻炼"] = [row("锻炼", 项目编码="X1")]
    path = write(tmp_path / "book.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    header = next(cell for cell in book[sheet][1] if cell.value == column)
    header.value = "备忘"
    book.save(path)
    assert places(refusal(path, skip_bad_rows=skip)) == [(sheet, 1, column)]


@pytest.mark.parametrize("skip", [True, False])
def test_what_is_wrong_with_other_rows_is_still_named(tmp_path, skip):
    """Codes that could be read are known although a row of theirs is not sound."""
    path = sheet_of(tmp_path, ["人员编码", "性别", "出生年月"], ["P1", "女", "1975.03"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("后备")
    for line in (["池名称", "人员编码", "入池日期"], ["池", "P1", DAY], ["池", "P9", DAY]):
        book["后备"].append(line)
    book.save(path)
    found = places(refusal(path, skip_bad_rows=skip))
    assert found == [("干部", 1, "姓名"), ("后备", 3, "人员编码")]


@pytest.mark.parametrize("twice", ["header", "sheet"])
def test_codes_that_stand_twice_leave_references_unchecked(tmp_path, twice):
    path = sheet_of(tmp_path, ["人员编码", *HEAD] if twice == "header" else HEAD, ["P8", *LINE])
    book = openpyxl.load_workbook(path)
    if twice == "sheet":
        book["干部"].delete_cols(5)
        book.copy_worksheet(book["干部"]).title = "干部 "
    for line in (["池名称", "人员编码", "入池日期"], ["池", "P1", DAY]):
        (book["后备"] if "后备" in book else book.create_sheet("后备")).append(line)
    book.save(path)
    assert [place[0] for place in places(refusal(path))].count("后备") == 0


def test_codes_none_of_which_can_be_read_leave_references_unchecked(tmp_path):
    sheets = {"干部": [row("干部", 人员编码='="P1"')], "后备": [row("后备")]}
    path = write(tmp_path / "book.xlsx", sheets)
    assert places(refusal(path)) == [("干部", 2, "人员编码")]


def test_a_truth_value_is_text_in_a_text_column_only(tmp_path):
    sheets = {"干部": [row("干部", 姓名=True)], "后备": [row("后备", 出池原因=False)]}
    loaded = read(tmp_path, sheets)
    assert loaded.records.of(Person)[0].name == "TRUE"


def test_problems_before_a_stray_cell_are_named_too(tmp_path):
    path = sheet_of(tmp_path, HEAD, ["不详", *LINE[1:]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("后备").cell(2, 300).value = "x"
    book["后备"].cell(1, 1).value = "池名称"
    book.save(path)
    assert places(refusal(path))[0] == ("干部", 2, "出生年月")


def test_no_known_sheet_is_refused(tmp_path):
    assert "没有任何已知的工作表" in str(refusal(sheet_of(tmp_path, HEAD, LINE, name="Sheet1")))


def test_rows_are_excel_rows_and_blank_rows_are_skipped(tmp_path):
    other = [*LINE[:3], "P2"]
    loaded = read_workbook(sheet_of(tmp_path, HEAD, [], LINE, [" ", None], [], other))
    assert [person.row for person in loaded.records.of(Person)] == [3, 6]


def test_a_table_that_does_not_begin_in_column_a(tmp_path):
    path = sheet_of(tmp_path, [None, None, *HEAD], [None, None, *LINE])
    assert [person.code for person in read_workbook(path).records.of(Person)] == ["P1"]


def test_what_is_warned_of(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "干部"
    book.worksheets[0].append([*HEAD, "备注"])
    book.worksheets[0].append([*LINE[:3], 7, "x", "无表头"])
    book.create_sheet("说明").append(["任意"])
    book.create_sheet("其他")
    book.save(tmp_path / "book.xlsx")
    loaded = read_workbook(tmp_path / "book.xlsx")
    found = [(problem.sheet, problem.row, problem.column) for problem in loaded.warnings]
    assert found == [
        ("其他", None, None),
        ("干部", 1, "备注"),
        ("干部", 2, "人员编码"),
        ("干部", 1, "(F)"),
    ]
    assert loaded.records.of(Person)[0].code == "7"


def test_an_empty_text_stored_by_a_formula_is_blank(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "干部"
    book.worksheets[0].append([*HEAD, "民族"])
    book.worksheets[0].append([*LINE, '=""'])
    book.save(tmp_path / "book.xlsx")
    assert places(refusal(tmp_path / "book.xlsx")) == [("干部", 2, "民族")]


def test_skipping_leaves_out_bad_rows_and_all_that_refers_to_them(tmp_path):
    sheets = {
        "单位": [
            row("单位"),
            row("单位", 单位编码="U2", 单位类别="?"),
            row("单位", 单位编码="U3", 上级单位编码="U2"),
            row("单位", 单位编码="U4", 所属乡镇编码="U3"),
        ],
        "干部": [row("干部"), row("干部", 人员编码="P2", 性别="?")],
        "任职": [row("任职"), row("任职", 单位编码="U4"), row("任职", 人员编码="P2")],
        "培训": [row("培训", 人员编码="P2"), row("培训", 学时=40)],
    }
    loaded = read(tmp_path, sheets, skip_bad_rows=True)
    skipped = [(problem.sheet, problem.row, problem.column) for problem in loaded.skipped]
    assert skipped == [
        ("单位", 3, "单位类别"),
        ("单位", 4, "上级单位编码"),
        ("单位", 5, "所属乡镇编码"),
        ("干部", 3, "性别"),
        ("任职", 3, "单位编码"),
        ("任职", 4, "人员编码"),
        ("培训", 2, "人员编码"),
    ]
    assert [unit.code for unit in loaded.records.of(Unit)] == ["U1"]
    assert [person.code for person in loaded.records.of(Person)] == ["P1"]
    assert [tenure.row for tenure in loaded.records.of(Tenure)] == [2]
    assert [(one.row, one.hours) for one in loaded.records.of(Training)] == [(3, 40 * MILLION)]


def test_of_repeated_codes_the_first_is_kept_when_skipping(tmp_path):
    sheets = {"干部": [row("干部"), row("干部", 姓名="乙")]}
    loaded = read(tmp_path, sheets, skip_bad_rows=True)
    assert [person.name for person in loaded.records.of(Person)] == ["甲"]
    assert [problem.row for problem in loaded.skipped] == [3]


def test_units_in_and_below_a_cycle_are_skipped(tmp_path):
    units = [
        row("单位", 单位编码=code, 上级单位编码=parent)
        for code, parent in [("A", "B"), ("B", "A"), ("C", "B"), ("D", None)]
    ]
    loaded = read(tmp_path, {"单位": units}, skip_bad_rows=True)
    assert [unit.code for unit in loaded.records.of(Unit)] == ["D"]


def test_every_problem_has_its_line(tmp_path):
    found = refusal(write(tmp_path / "book.xlsx", {"后备": [{"池名称": "池"}] * 600})).problems
    lines = found.lines("en")
    assert found.total == len(lines) == 1200
    assert lines[0] == "Sheet 后备, row 2, column 人员编码, blank: required: fill it in"
    assert lines[-1] == "Sheet 后备, row 601, column 入池日期, blank: required: fill it in"
    assert found.lines(limit=200)[-1] == "另有 1000 处未列出。"


def test_every_warning_has_its_line(tmp_path):
    loaded = read(tmp_path, {"干部": [row("干部", 人员编码=code) for code in range(300)]})
    assert len(loaded.warnings.lines()) == 300


def test_of_a_refusal_beyond_the_limit_the_rest_is_counted():
    found = problems.Problems(keep=2)
    for number in range(5):
        found.add(problems.Problem("干部", number, None, None, Text("错", "wrong")))
    assert len(found.kept) == 2
    assert found.lines()[-1] == "另有 3 处未列出。"


def test_rows_left_out_are_never_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(problems.Problems.__init__, "__defaults__", (2,))
    sheets = {"后备": [row("后备", 入池日期="?")] * 9}
    assert len(refusal(write(tmp_path / "book.xlsx", sheets)).problems.kept) == 2
    skipped = read(tmp_path, sheets, skip_bad_rows=True).skipped
    assert [problem.row for problem in skipped] == list(range(2, 11))


def test_progress_is_told_by_sheet(tmp_path):
    told = []
    sheets = {"干部": [SAMPLE["干部"]], "培训": [SAMPLE["培训"]] * 5001}
    read(tmp_path, sheets, progress=lambda *step: told.append(step))
    assert told == [("干部", 1, 1), ("培训", 5000, 5001), ("培训", 5001, 5001)]
