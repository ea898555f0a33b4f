"""What the command line refuses: it says what is wrong, names the nearest, and writes nothing."""

import json
import os
from pathlib import Path

import pytest

from tests.commands import ON, run
from tests.exchange.books import row, write


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--pack", "kunming"], "没有名为“kunming”的政策包。最接近的有：kunming-2019"),
        (["--pack", "Hangzhou-2021"], "最接近的有：hangzhou-2017、hangzhou-2020"),
        (["--pack", "nothing"], "qingshanhu-2009"),
        (["--subject", "GB1"], "没有名为“GB1”的编码。最接近的有：GB00001"),
        (["--subject", "gb00001"], "最接近的有：GB00001"),
        (["--subject", "朱"], "没有名为“朱”的编码。最接近的有："),
        (["--pack", "kunming", "--lang", "en"], "There is no pack “kunming”. The nearest: kunming"),
        (["--format", "jsn"], "'table', 'json', 'xlsx', 'html'"),
        (["--lang", "fr"], "'zh', 'en'"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(workbook, args, said):
    assert said in run("check", workbook, *ON, *args, code=2).stderr


def test_a_name_is_answered_with_its_code(workbook, district):
    someone = district.people["GB00001"]
    said = run("check", workbook, *ON, "--subject", someone.name, code=2).stderr
    assert f"“{someone.name}”是姓名或名称，请改用编码：" in said
    assert "GB00001" in said


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("missing.xlsx", "zh", "找不到文件“"),
        ("missing.xlsx", "en", "missing.xlsx"),
        ("", "zh", "不是文件，请指定一个 .xlsx 文件"),
        ("table.csv", "zh", "文件不是 xlsx 工作簿"),
        ("table.csv", "en", "The file is not an xlsx workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, name, lang, said):
    (tmp_path / "table.csv").write_text("人员编码,姓名\n", encoding="utf-8")
    result = run("check", tmp_path / name, "--lang", lang, code=2)
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["table", "json", "html", "xlsx"])
def test_a_bad_workbook_names_all_places_and_writes_nothing(bad, form):
    out = bad.with_name("out.xlsx")
    result = run("check", bad, *ON, "--format", form, "-o", out, code=2)
    lines = result.stderr.splitlines()
    assert len(lines) == 4
    assert any("“干部”第 3 行“姓名”列为空" in line for line in lines)
    assert any("“干部”第 3 行“出生年月”列的值“昨天”" in line for line in lines)
    assert any("“干部”第 3 行“人员编码”列" in line for line in lines)
    assert any("“任职”第 3 行“单位编码”列的值“U9”" in line for line in lines)
    assert result.stdout == ""
    assert not out.exists()
    assert sorted(path.name for path in bad.parent.iterdir()) == ["bad.xlsx"]


def test_bad_rows_can_be_skipped_and_are_listed(bad):
    result = run("check", bad, *ON, "--skip-bad-rows", "--format", "json")
    told = json.loads(result.stdout)
    assert len(told["summary"]["skipped"]) >= 2
    assert all(f"已跳过：{line}" in result.stderr for line in told["summary"]["skipped"])
    assert {f["subject"] for f in told["findings"] if f["subject_type"] == "person"} == {"P1"}
    said = run("check", bad, *ON, "--skip-bad-rows", "--lang", "en").stderr
    assert said.startswith("Skipped: Sheet ")


def test_warnings_stand_on_stderr_and_in_the_json(tmp_path):
    book = write(tmp_path / "book.xlsx", {"单位": [row("单位")]}, extra=["备忘"])
    result = run("check", book, *ON, "--format", "json")
    told = json.loads(result.stdout)
    assert len(told["warnings"]) == 1
    assert "备忘" in told["warnings"][0]
    assert result.stderr.splitlines() == told["warnings"]


def test_a_refusal_names_the_unknown_columns_too(tmp_path):
    book = write(tmp_path / "book.xlsx", {"干部": [row("干部", 性别="?")]}, extra=["备忘"])
    lines = run("check", book, *ON, code=2).stderr.splitlines()
    assert len(lines) == 2
    assert "“备忘”列：未知列，已忽略" in lines[0]
    assert "“性别”列" in lines[1]
    english = run("check", book, *ON, "--lang", "en", code=2).stderr
    assert "column 备忘: unknown column, ignored" in english


def test_every_place_is_listed_however_many(tmp_path):
    rows = [row("干部", 人员编码=f"P{number}", 性别="?") for number in range(250)]
    book = write(tmp_path / "book.xlsx", {"单位": [row("单位", 单位编码=7)], "干部": rows})
    assert len(run("check", book, *ON, code=2).stderr.splitlines()) == 251
    result = run("check", book, *ON, "--skip-bad-rows", "--format", "json")
    told = json.loads(result.stdout)
    assert all(f"第 {at} 行" in line for at, line in enumerate(told["summary"]["skipped"], 2))
    assert len(told["summary"]["skipped"]) == 250
    assert len(result.stderr.splitlines()) == 251


def test_every_warning_is_in_the_json(tmp_path):
    rows = [row("单位", 单位编码=number) for number in range(250)]
    book = write(tmp_path / "book.xlsx", {"单位": rows})
    told = json.loads(run("check", book, *ON, "--format", "json").stdout)
    assert len(told["warnings"]) == 250


COMMANDS = {
    "template": lambda workbook, out: ("template", out),
    "sample": lambda workbook, out: ("sample", "--people", 5, "-o", out),
    "json": lambda workbook, out: ("check", workbook, "--format", "json", "-o", out),
    "html": lambda workbook, out: ("check", workbook, "--format", "html", "-o", out),
    "xlsx": lambda workbook, out: ("check", workbook, "--format", "xlsx", "-o", out),
    "table": lambda workbook, out: ("check", workbook, "-o", out),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_folder_is_named_before_any_work(workbook, tmp_path, command):
    out = tmp_path / "nowhere" / "out.xlsx"
    result = run(*COMMANDS[command](workbook, out), code=2)
    assert result.stderr == f"没有文件夹“{out.parent}”，请先建立，或换一个位置。\n"
    english = run(*COMMANDS[command](workbook, out), "--lang", "en", code=2).stderr
    assert english.startswith("There is no folder “")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_file_to_write_to(workbook, tmp_path, command):
    assert "是文件夹" in run(*COMMANDS[command](workbook, tmp_path), code=2).stderr


@pytest.mark.parametrize("command", ["template", "sample", "xlsx"])
def test_a_workbook_is_named_as_one(workbook, tmp_path, command):
    said = run(*COMMANDS[command](workbook, tmp_path / "out.txt"), code=2).stderr
    assert said == "“out.txt”应以 .xlsx 结尾，最接近的是 out.xlsx。\n"
    assert list(tmp_path.iterdir()) == []


def test_the_workbook_is_never_overwritten(small):
    before = small.read_bytes()
    link = small.with_name("link.xlsx")
    link.symlink_to(small)
    for out in (small, link):
        said = run("check", small, *ON, "--format", "xlsx", "-o", out, code=2).stderr
        assert "是待核对的工作簿，不能覆盖" in said
    assert small.read_bytes() == before


def fail(*args, **kwargs):
    """Write half a file and give up."""
    path = next(arg for arg in args if isinstance(arg, Path))
    path.write_bytes(b"half")
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("form", "writer"), [("json", None), ("html", None), ("table", None), ("xlsx", "write_xlsx")]
)
def test_a_failed_write_leaves_the_old_file_and_no_half_one(small, monkeypatch, form, writer):
    out = small.with_name("out.xlsx")
    out.write_text("old", encoding="utf-8")
    if writer:
        monkeypatch.setattr(f"quanheng.output.{writer}", fail)
    else:
        monkeypatch.setattr(Path, "write_text", fail)
    said = run("check", small, *ON, "--format", form, "-o", out, code=2).stderr
    assert "No space left on device" in said
    assert said.startswith("文件无法读写：")
    monkeypatch.undo()
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in small.parent.iterdir()) == ["out.xlsx", "small.xlsx"]


def test_a_device_is_written_to_and_not_replaced(small):
    run("check", small, *ON, "--format", "json", "-o", os.devnull, code=1)
    assert not Path(os.devnull).is_file()
