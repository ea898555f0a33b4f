"""The report on a terminal."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from quanheng.exchange.report import Report, print_table


def printed(
    report: Report, *, lang: str = "zh", subject: str | None = None, **console: object
) -> str:
    stream = StringIO()
    print_table(
        report, Console(file=stream, **{"width": 80, **console}), lang=lang, subject=subject
    )
    return stream.getvalue()


def test_summary_clauses_and_subjects_are_there(small: Report) -> None:
    text = printed(small)
    for part in (
        "截至 2025-07-01",
        "甲文件",
        "alpha:1",
        "谈心谈话",
        "已为国家规定取代",
        "区发展改革局",
    ):
        assert part in text
    assert "工作表“杂项”未识别" in text
    assert "干部 第9行" in text


def test_the_worst_subject_comes_first(small: Report) -> None:
    text = printed(small)
    subjects = text[text.index("对象") :]
    assert subjects.index("002") < subjects.index("U1") < subjects.index("001")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_screen(crowd: Report, lang: str, width: int) -> None:
    lines = printed(crowd, lang=lang, width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_only_twenty_subjects_are_listed_and_it_says_so(crowd: Report) -> None:
    assert "--subject" in printed(crowd)
    assert "20" in printed(crowd, lang="en", width=200).splitlines()[-1]


def test_one_subject_is_told_in_full(small: Report) -> None:
    text = printed(small, subject="001")
    for part in (
        "张明",
        "局长",
        "副主任",
        "张明的说明。",
        "监督 4–5、9；活动 7",
        "2025-12-31",
        "2 / 1 次",
    ):
        assert part in text
    assert "=1+2" not in text


def test_an_unknown_subject_is_said_to_be_unknown(small: Report) -> None:
    assert "“1”" in printed(small, subject="1")


def test_colours_on_a_terminal_only(small: Report) -> None:
    assert "\x1b" not in printed(small)
    assert "\x1b" in printed(small, force_terminal=True)


def test_texts_cannot_steer_the_terminal(small: Report) -> None:
    text = printed(small, subject="002")
    assert "<script>alert(1)</script>未提供" in text
    assert "\x1b" not in text


def test_brackets_in_names_are_no_markup(small: Report) -> None:
    named = replace(small, warnings=("[bold]名称[/nothing]",))
    assert "[bold]名称[/nothing]" in printed(named)


def test_nothing_found_is_said(small: Report) -> None:
    assert "没有规则适用" in printed(replace(small, findings=()))
