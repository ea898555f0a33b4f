"""The command line: every command, format and language, exit codes, equal bytes."""

import json
import os
import subprocess
import sys
from datetime import date

import openpyxl
import pytest

from quanheng import __version__
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.finding import Status
from quanheng.norms.kinds import KINDS
from quanheng.packs import installed
from tests.commands import BRANCH, ON, checked, run
from tests.exchange.books import write

KEYS = [
    "rule",
    "clause",
    "subject_type",
    "subject",
    "name",
    "status",
    "measured",
    "required",
    "measure_unit",
    "national_status",
    "next_change_on",
    "window_start",
    "window_end",
    "due",
    "evidence",
    "message",
]


# help and versions


@pytest.mark.parametrize(
    "command", ["template", "sample", "check", "explain", "packs", "clauses", None]
)
def test_every_command_has_help_in_both_languages(command):
    page = run(*([command] if command else []), "--help").stdout
    assert page.isascii() is False
    assert "Usage:" in page


def test_the_version_is_told():
    assert __version__ in run("--version").stdout


def test_an_unknown_command_is_answered_with_the_nearest():
    assert "check" in run("chek", code=2).stderr


# template and sample


@pytest.mark.parametrize(("lang", "said"), [("zh", "已写入"), ("en", "Wrote")])
def test_a_template_reads_back_empty(tmp_path, lang, said):
    path = tmp_path / "empty.xlsx"
    result = run("template", path, "--lang", lang)
    assert said in result.stderr
    assert result.stdout == ""
    assert len(read_workbook(path).records) == 0
    assert {kind.sheet for kind in KINDS} <= set(openpyxl.load_workbook(path).sheetnames)


def test_an_empty_template_is_checked_without_findings(tmp_path):
    run("template", tmp_path / "empty.xlsx")
    assert "没有规则适用" in run("check", tmp_path / "empty.xlsx", *ON).stdout


def test_a_sample_reads_back_and_has_as_many_people(tmp_path):
    path = tmp_path / "sample.xlsx"
    run("sample", "--people", 20, "--units", "auto", "--seed", 3, "-o", path)
    records = read_workbook(path).records
    assert sum(1 for dossier in records.people.values() if dossier.head) == 20
    days = [tenure.start for dossier in records.people.values() for tenure in dossier.of(KINDS[2])]
    assert max(days) <= date(2025, 12, 31)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--people", "0"], "x>=1"),
        (["--units", "x"], "单位数“x”应为整数或 auto。"),
        (["--units", "3"], "单位数 3 太少，一个区至少需要 48 个单位。"),
        (["--units", "3", "--lang", "en"], "3 units are too few"),
        (["--as-of", "2025-02-30"], "最接近的是 2025-02-28"),
    ],
)
def test_a_sample_that_cannot_be_made_is_refused(tmp_path, args, said):
    result = run("sample", *args, "-o", tmp_path / "s.xlsx", code=2)
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


# check: formats and languages


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["干部队伍建设政策核对报告", "截至 2025-12-31", "未达标", "合计", "--subject 编码"]),
        ("en", ["Policy check report", "As of 2025-12-31", "missed", "Total", "--subject CODE"]),
    ],
)
def test_a_table_on_the_terminal(workbook, lang, words):
    page = run("check", workbook, *ON, "--lang", lang, code=1).stdout
    assert all(word in page for word in words)
    assert "kunming-2019:4/training-5y" in page
    assert "\x1b" not in page


def test_json_has_its_keys_and_order(workbook, district):
    told = checked(workbook)
    assert list(told) == ["as_of", "packs", "summary", "warnings", "findings"]
    assert told["as_of"] == "2025-12-31"
    assert told["packs"] == sorted(installed())
    assert told["warnings"] == []
    assert all(list(finding) == KEYS for finding in told["findings"])
    order = [(f["rule"], f["subject_type"], f["subject"]) for f in told["findings"]]
    assert order == sorted(set(order))
    counted = told["summary"]["status"]
    assert sum(counted.values()) == told["summary"]["findings"] == len(order)
    assert set(counted) == {status.value for status in Status}


def test_json_speaks_either_language(workbook):
    zh, en = (checked(workbook, "--lang", lang)["findings"] for lang in ("zh", "en"))
    assert [f["subject"] for f in zh] == [f["subject"] for f in en]
    assert all(f["message"].endswith("。") for f in zh)
    assert all(f["message"].endswith(".") for f in en)
    units = {(f["measure_unit"], g["measure_unit"]) for f, g in zip(zh, en, strict=True)}
    assert ("学时", "hours") in units


def test_evidence_names_rows_of_the_workbook(workbook):
    book = openpyxl.load_workbook(workbook, read_only=True)
    sheet = [list(values) for values in book["培训"].iter_rows(values_only=True)]
    code = next(place for place, head in enumerate(sheet[0]) if head.startswith("人员编码"))
    for finding in checked(workbook, "--pack", "kunming-2019")["findings"]:
        if finding["rule"].endswith(("training-5y", "training-year")):
            for place in finding["evidence"]:
                assert place["sheet"] == "培训"
                assert sheet[place["row"] - 1][code] == finding["subject"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_html_is_one_page(workbook, lang):
    page = run(
        "check", workbook, *ON, "--format", "html", "--lang", lang, "--pack", "national", code=1
    ).stdout
    assert page.lower().startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert ("政策核对报告" if lang == "zh" else "Policy check report") in page


def test_xlsx_needs_a_file_and_holds_every_finding(workbook, tmp_path):
    refused = run("check", workbook, *ON, "--format", "xlsx", code=2)
    assert "-o" in refused.stderr
    out = tmp_path / "report.xlsx"
    run("check", workbook, *ON, "--format", "xlsx", "-o", out, code=1)
    book = openpyxl.load_workbook(out, read_only=True)
    rows = list(book[book.sheetnames[1]].iter_rows(values_only=True))
    assert len(rows) == len(checked(workbook)["findings"]) + 1


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_a_file_holds_what_the_terminal_would_show(workbook, tmp_path, form):
    args = ("check", workbook, *ON, "--format", form, "--pack", "national")
    shown = run(*args, code=1).stdout
    result = run(*args, "-o", tmp_path / "out", code=1)
    assert result.stdout == ""
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_equal_input_gives_equal_bytes_whatever_the_hash_seed(workbook):
    def told(seed):
        command = [
            sys.executable,
            "-m",
            "quanheng",
            "check",
            str(workbook),
            *ON,
            "--format",
            "json",
        ]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, check=False, env=env)
        assert done.returncode == 1, done.stderr
        return done.stdout

    first = told("0")
    assert first
    assert first == told("0") == told("1") == told("4242")


# check: what is evaluated


def test_only_the_packs_that_are_named(workbook):
    told = checked(workbook, "--pack", "national", "--pack", "kunming-2019", "--pack", "national")
    assert told["packs"] == ["kunming-2019", "national"]
    assert {f["rule"].partition(":")[0] for f in told["findings"]} == {"kunming-2019", "national"}


def test_a_pack_not_yet_in_force_is_named_in_the_warnings_only(workbook):
    args = ("--as-of", "2018-12-31", "--pack", "kunming-2019", "--pack", "hangzhou-2017")
    result = run("check", workbook, *args, "--format", "json", code=1)
    told = json.loads(result.stdout)
    assert told["packs"] == list(told["summary"]["packs"]) == ["hangzhou-2017"]
    assert told["warnings"] == ["kunming-2019 自 2019-02-02 起施行，在 2018-12-31 没有结论。"]
    assert told["warnings"] == result.stderr.splitlines()
    table = run("check", workbook, *args, code=1).stdout
    assert "kunming-2019 当日未施行，未核对" in table


def test_only_the_subject_that_is_named(workbook):
    everything = checked(workbook)["findings"]
    subject = next(f["subject"] for f in everything if f["subject_type"] == "person")
    told = checked(workbook, "--subject", subject, code=1)["findings"]
    assert told == [f for f in everything if f["subject"] == subject]
    page = run("check", workbook, *ON, "--subject", subject, code=1).stdout
    assert all(f["rule"] in page for f in told)


@pytest.mark.parametrize(
    ("sheets", "day"),
    [
        ({"单位": [BRANCH], "活动": []}, "2025-12-30"),  # pending
        ({"单位": [BRANCH]}, "2025-12-31"),  # no data
        ({"单位": [BRANCH], "活动": []}, "2005-12-31"),  # nothing in force
    ],
)
def test_nothing_missed_leaves_with_zero(tmp_path, sheets, day):
    book = write(tmp_path / "book.xlsx", sheets)
    run("check", book, "--as-of", day, "--pack", "national", "--format", "json", code=0)


def test_a_missed_duty_leaves_with_one(small):
    assert "未达标" in run("check", small, "--pack", "national", *ON, code=1).stdout


def test_the_day_decides_which_law_is_in_force(workbook):
    result = run("check", workbook, "--as-of", "2008-01-01", "--format", "json")
    told = json.loads(result.stdout)
    assert {f["rule"].partition(":")[0] for f in told["findings"]} <= {"national"}
    assert len(told["warnings"]) == 5
    assert told["warnings"][0] == "hangzhou-2017 自 2017-01-05 起施行，在 2008-01-01 没有结论。"
    assert result.stderr.splitlines() == told["warnings"]


@pytest.mark.parametrize(
    "day", ["2025-12-31", "2025.12.31", "2025/12/31", "20251231", "2025年12月31日", " 2025-12-31 "]
)
def test_a_day_may_be_written_in_several_ways(small, day):
    told = json.loads(run("check", small, "--as-of", day, "--format", "json", code=1).stdout)
    assert told["as_of"] == "2025-12-31"


@pytest.mark.parametrize(
    ("day", "near"),
    [
        ("2025-2-30", "2025-02-28"),
        ("2024-02-30", "2024-02-29"),
        ("2025-13-01", "2025-12-01"),
        ("2025-01-00", "2025-01-01"),
        ("9999-12-31", "2199-12-31"),
        ("1850-05-05", "1900-01-01"),
        ("abc", "2025-12-31"),
        ("2025-12", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("", "2025-12-31"),
    ],
)
def test_what_is_no_day_is_refused_with_the_nearest(small, day, near):
    result = run("check", small, "--as-of", day, code=2)
    assert near in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("day", "code"), [("1900-01-01", 0), ("2006-01-01", 0), ("2028-02-29", 1), ("2199-12-31", 1)]
)
def test_any_usable_day_can_be_checked(workbook, day, code):
    run("check", workbook, "--as-of", day, code=code)


# the terminal


@pytest.mark.parametrize("width", [80, 200])
def test_pages_keep_within_their_width(workbook, monkeypatch, width):
    monkeypatch.setattr("quanheng.output.DEFAULT_WIDTH", width)
    page = run("check", workbook, *ON, code=1).stdout
    wide = [line for line in page.splitlines() if sum(1 + (ord(c) > 0x2E80) for c in line) > width]
    assert not wide
