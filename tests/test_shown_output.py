"""What the pages show is what the commands print: line by line, but for what … leaves out."""

import re
from pathlib import Path

import pytest

from tests.commands import ON, run

ROOT = Path(__file__).parent.parent
WHO = ("--subject", "GB00004")
HOURS = ("--rule", "kunming-2019:4/training-5y", *WHO)
WALKED = ("--rule", "hangzhou-2020:14/villages-walked", "--subject", "GB00008")
PAGES = ["README.md", "README.zh-CN.md", "docs/check.md"]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Everything that the commands on the pages print, blanks at the ends of lines left out."""
    book = tmp_path_factory.mktemp("shown") / "district.xlsx"
    run("sample", "--people", 300, "--units", "auto", "--seed", 1, "-o", book)
    printed = []
    for lang in ("zh", "en"):
        for args in ((), WHO):
            printed.append(run("check", book, *ON, "--lang", lang, *args, code=1).stdout)
        for args in (HOURS, WALKED):
            printed.append(run("explain", book, *ON, "--lang", lang, *args).stdout)
    one = ("--format", "json", "--pack", "kunming-2019")
    return printed, run("check", book, *ON, *one, code=1).stdout


def blocks(page, kind):
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S)


def pattern(line):
    """A line as a pattern: … stands for anything."""
    return re.compile(".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"\s*$")


@pytest.mark.parametrize("page", PAGES)
def test_every_line_that_a_page_shows_is_printed(shown, page):
    lines = [line for printed in shown[0] for line in printed.splitlines()]
    told = [line for block in blocks(page, "text") for line in block.splitlines()]
    assert len(told) > 10
    for line in told:
        if line.strip(" …"):
            assert any(pattern(line).match(printed) for printed in lines), line


@pytest.mark.parametrize("page", PAGES)
def test_the_lines_stand_in_the_order_in_which_they_are_printed(shown, page):
    for block in blocks(page, "text"):
        wanted = [pattern(line) for line in block.splitlines() if line.strip(" …")]
        assert any(in_order(wanted, printed.splitlines()) for printed in shown[0]), block


def in_order(wanted, lines):
    rest = iter(lines)
    return all(any(one.match(line) for line in rest) for one in wanted)


def test_the_json_that_is_shown_is_printed(shown):
    (block,) = blocks("docs/check.md", "json")
    printed, place = shown[1].replace("\n", ""), 0
    for part in block.replace("\n", "").split("…"):
        found = printed.find(part, place)
        assert found >= 0, part
        place = found + len(part)
    assert place == len(printed)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_a_readme_are_those_that_are_run_here(page):
    commands = "\n".join(blocks(page, "sh"))
    assert "sample --people 300 --units auto --seed 1 -o district.xlsx" in commands
    assert commands.count("--as-of 2025-12-31") == commands.count("GB00004") + 1 == 3
    assert " ".join(HOURS) in commands
