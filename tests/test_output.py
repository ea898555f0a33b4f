"""Standard output and error, whatever their encoding, whoever reads them, however full the disk."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quanheng import cli
from quanheng.cli import FAULT, FOUND, REFUSED
from tests.commands import ON, run
from tests.exchange.books import row, write

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")


@pytest.fixture(scope="module")
def rare(tmp_path_factory):
    """A branch whose name has characters that GBK lacks."""
    unit = row("单位", 单位名称="\U0002070e支部", 单位类别="党支部")
    folder = tmp_path_factory.mktemp("rare")
    return write(folder / "rare.xlsx", {"单位": [unit], "活动": []})


def command(*args, encoding="utf-8", **pipes):
    """The command as a process of its own, in a console of some encoding."""
    return subprocess.run(
        [sys.executable, "-m", "quanheng", *map(str, args)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        timeout=60,
        check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **pipes},
    )


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("form", ["json", "html"])
def test_what_programs_read_is_utf8_in_every_console(rare, encoding, form):
    args = ("check", rare, *ON, "--format", form)
    result = command(*args, encoding=encoding)
    assert result.returncode == FOUND
    assert "\U0002070e支部" in result.stdout.decode("utf-8")
    assert result.stdout == run(*args, code=1).stdout.encode("utf-8")


def test_lists_for_programs_are_utf8_in_every_console():
    told = json.loads(command("packs", "--format", "json", encoding="gbk").stdout.decode("utf-8"))
    assert told[0]["title_zh"]


@pytest.mark.parametrize(
    ("encoding", "written"), [("gbk", "gbk"), ("ascii", "utf-8"), ("latin-1", "utf-8")]
)
def test_text_is_written_in_every_console(rare, encoding, written):
    result = command("check", rare, *ON, "--subject", "U1", encoding=encoding)
    assert result.returncode == FOUND
    assert ("?支部" if written == "gbk" else "\U0002070e支部") in result.stdout.decode(written)
    assert result.stderr == b""


def test_help_and_refusals_are_written_in_every_console():
    assert "铨衡" in command("--help", encoding="ascii").stdout.decode("utf-8")
    refused = command("check", "\U0002070e.xlsx", encoding="gbk")
    assert refused.returncode == REFUSED
    assert "找不到文件" in refused.stderr.decode("gbk")


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_a_reader_who_leaves_early_changes_nothing(workbook, form):
    reading, writing = os.pipe()
    os.close(reading)
    result = command("check", workbook, *ON, "--format", form, stdout=writing)
    os.close(writing)
    assert result.returncode == FOUND
    assert result.stderr == b""


@needs_full
@pytest.mark.parametrize(
    "args", [("check", ...), ("check", ..., "--format", "json"), ("packs",), ("--help",)]
)
def test_a_full_disk_is_told(workbook, args):
    with FULL.open("wb") as full:
        said = [workbook if one is ... else one for one in args]
        result = command(*said, *(ON if len(said) > 1 else ()), stdout=full)
    assert result.returncode == REFUSED
    assert "文件无法读写" in result.stderr.decode("utf-8")
    assert b"Traceback" not in result.stderr


@needs_full
def test_what_cannot_be_told_does_not_change_the_exit_code(rare):
    with FULL.open("wb") as full:
        assert command("check", "none.xlsx", stderr=full).returncode == REFUSED
        early = ("--as-of", "2008-12-31", "--pack", "kunming-2019")
        assert command("check", rare, *early, stderr=full).returncode == 0


@pytest.mark.parametrize("form", ["json", "html", "table", "xlsx"])
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc on this system")
def test_a_place_that_cannot_be_written_is_refused(rare, form):
    result = run("check", rare, *ON, "--format", form, "-o", "/proc/report.xlsx", code=REFUSED)
    assert "文件无法读写" in result.stderr


def test_a_link_that_leads_nowhere_is_replaced(rare, tmp_path):
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    run("check", rare, *ON, "--format", "json", "-o", loop, code=FOUND)
    assert json.loads(loop.read_text(encoding="utf-8"))["findings"]


def test_a_fault_of_the_program_is_not_taken_for_a_finding(rare, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "evaluate", broken)
    said = run("check", rare, *ON, code=FAULT).stderr
    assert "ZeroDivisionError" in said
    assert "程序出错" in said


def test_ctrl_c_is_not_taken_for_a_finding(rare, monkeypatch):
    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "evaluate", interrupted)
    run("check", rare, *ON, code=cli.INTERRUPTED)
