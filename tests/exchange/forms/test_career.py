"""The lines of a curriculum vitae, as people and editors write them."""

import pytest
from hypothesis import example, given

from quanheng.exchange.forms.career import (
    CareerLine,
    Meanwhile,
    meanwhile,
    parse_career,
    with_breaks,
    write_career,
)
from quanheng.exchange.forms.when import PartialDate
from tests.exchange.forms.samples import CAREER, LIN
from tests.exchange.forms.strategies import FREE_CAREER


def line(start, end, text, *notes):
    return CareerLine(
        PartialDate(*start) if start else None, PartialDate(*end) if end else None, text, notes
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1997.09--2001.07  某县", line((1997, 9), (2001, 7), "某县")),
        ("1997.9--2001.7某县", line((1997, 9), (2001, 7), "某县")),
        ("1997.09-2001.07 某县", line((1997, 9), (2001, 7), "某县")),
        ("1997.09—2001.07  某县", line((1997, 9), (2001, 7), "某县")),
        ("199709--200107  某县", line((1997, 9), (2001, 7), "某县")),
        ("1997年9月至2001年7月  某县", line((1997, 9), (2001, 7), "某县")),
        ("1997--2001  某县", line((1997,), (2001,), "某县")),
        ("2001.07--         某县", line((2001, 7), None, "某县")),
        ("2001.07--         2003年起兼任", line((2001, 7), None, "2003年起兼任")),
        ("2001.07--至今  某县", line((2001, 7), None, "某县")),
        ("2001.07至今  某县", line((2001, 7), None, "某县")),
        ("　　2001.07--2002.01　某县", line((2001, 7), (2002, 1), "某县")),
        ("2001.13--2002.01  某县", line(None, None, "2001.13--2002.01  某县")),
        ("在某县工作", line(None, None, "在某县工作")),
    ],
)
def test_a_line(written, expected):
    assert parse_career(written) == (expected,)


def test_a_text_broken_by_the_editor_is_joined():
    written = (
        "1979.09--1988.11  某市委党校教师（其间：1985.10--\n" + " " * 18 + "1988.07在省委党校学习）"
    )
    (found,) = parse_career(written)
    assert found.text == "某市委党校教师（其间：1985.10--1988.07在省委党校学习）"


def test_a_bracket_below_a_line_is_its_note():
    written = CAREER.replace("公共管理", "公共\n                  管理")
    assert parse_career(written) == LIN.career


def test_a_period_below_a_line_is_part_of_its_note():
    written = "2002.07--  甲\n" + " " * 17 + "（2003.01--2004.01 挂职；\n" + " " * 18
    assert parse_career(written + "2005.01--2006.01 援藏）")[0].notes == (
        "（2003.01--2004.01 挂职；2005.01--2006.01 援藏）",
    )


def test_what_was_done_meanwhile():
    assert meanwhile(LIN.career[1]) == (
        Meanwhile(PartialDate(2008, 9), PartialDate(2011, 6), "在青江省委党校公共管理专业学习"),
    )


def test_a_text_that_lost_its_line_breaks_is_broken_again():
    flat = " ".join(CAREER.split())
    found = parse_career(with_breaks(flat))
    assert [each[:2] for each in found] == [each[:2] for each in LIN.career]
    assert with_breaks(CAREER) == CAREER


def test_it_is_written_as_editors_write_it():
    assert write_career(LIN.career) == CAREER


@given(FREE_CAREER)
@example("2001.07--2002.01  甲（乙\n（丙\n丁）\n      （戊")
@example("甲\n（乙\n2001--丙")
def test_what_was_written_reads_the_same(text):
    lines = parse_career(text)
    assert parse_career(write_career(lines)) == lines


@given(FREE_CAREER)
def test_nothing_but_layout_is_lost(text):
    """Every character of the text that is no date, dash or space is still there."""
    kept = [mark for mark in text if mark in "甲乙丙丁其间：<>&（）()"]
    written = write_career(parse_career(text))
    assert [mark for mark in written if mark in "甲乙丙丁其间：<>&（）()"] == kept
