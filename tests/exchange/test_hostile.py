"""Hostile files end in one clear sentence, soon, and without filling the memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.books import refusal
from tests.exchange.hostile import FILES, honest

READ = r"""
import json, re, sys, time
from pathlib import Path
from quanheng.exchange.problems import WorkbookRefused
from quanheng.exchange.workbook import read_workbook
start = time.perf_counter()
try:
    read_workbook(sys.argv[1])
    lines = {"zh": [], "en": []}
except WorkbookRefused as refused:
    lines = {word: refused.problems.lines(word, limit=203) for word in ("zh", "en")}
# getrusage would report the peak of the process that started this one.
peak = int(re.search(r"VmHWM:\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
print(json.dumps({"lines": lines, "seconds": time.perf_counter() - start, "kilobytes": peak}))
"""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_in_a_sentence(tmp_path, name):
    make, word = FILES[name]
    done = subprocess.run(
        [sys.executable, "-c", READ, str(make(tmp_path))],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    print(name, answer["seconds"], answer["kilobytes"], answer["lines"]["zh"][-1:])
    if word is None:
        assert answer["lines"] == {"zh": [], "en": []}
    elif name != "formulas_without_values":
        assert len(answer["lines"]["zh"]) == len(answer["lines"]["en"]) == 1
    if word is not None:
        assert word in answer["lines"]["zh"][-1]
    assert answer["seconds"] < 60
    assert answer["kilobytes"] < 1_500_000


def test_the_honest_file_is_read(tmp_path):
    assert subprocess.run([sys.executable, "-c", READ, str(honest(tmp_path))]).returncode == 0


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "broken link", "pipe", "device", "null byte"]
)
def test_what_is_no_file_is_refused_in_a_sentence(tmp_path, kind):
    path = tmp_path / "book.xlsx"
    if kind == "folder":
        path.mkdir()
    elif kind == "broken link":
        path.symlink_to(tmp_path / "none.xlsx")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    elif kind == "null byte":
        path = tmp_path / "a\0b.xlsx"
    assert refusal(path).problems.total == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = honest(tmp_path)
    path.chmod(0)
    assert "读取权限" in str(refusal(path))


def test_a_link_to_a_workbook_is_read(tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(honest(tmp_path))
    with pytest.raises(AssertionError, match="not refused"):
        refusal(link)
