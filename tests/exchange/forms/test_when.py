"""Dates as forms write them."""

from datetime import date

import pytest
from hypothesis import given

from quanheng.exchange.forms.when import (
    PartialDate,
    parse_date,
    parse_when,
    when_digits,
    when_shown,
)
from tests.exchange.forms.strategies import WHEN


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("197503", PartialDate(1975, 3)),
        ("19750312", PartialDate(1975, 3, 12)),
        ("19750300", PartialDate(1975, 3)),
        ("1975.03", PartialDate(1975, 3)),
        ("1975.3", PartialDate(1975, 3)),
        ("1975.03.", PartialDate(1975, 3)),
        ("1975-03-12", PartialDate(1975, 3, 12)),
        ("1975/3/1", PartialDate(1975, 3, 1)),
        ("1975年3月", PartialDate(1975, 3)),
        ("1975年3月1日", PartialDate(1975, 3, 1)),
        ("１９７５．０３", PartialDate(1975, 3)),
        (" 1975 . 03 ", PartialDate(1975, 3)),
        ("1975", PartialDate(1975)),
        ("197513", None),
        ("19750230", None),
        ("19750012", None),
        ("0975.03", None),
        ("民盟", None),
        ("", None),
        ("1975.03.12.04", None),
    ],
)
def test_a_date(written, expected):
    assert parse_date(written) == expected


def test_words_are_kept():
    assert parse_when(" 2001.06加入民盟 ") == "2001.06加入民盟"
    assert parse_when("  ") is None


def test_a_month_agrees_with_its_days():
    assert PartialDate(1975, 3).agrees(PartialDate(1975, 3, 12))
    assert not PartialDate(1975, 3, 11).agrees(PartialDate(1975, 3, 12))
    assert not PartialDate(1975, 3).agrees(PartialDate(1975, 4))


def test_the_first_day_it_can_mean():
    assert PartialDate(1975, 3).first_day == date(1975, 3, 1)
    assert PartialDate(1975).first_day == date(1975, 1, 1)


@given(WHEN)
def test_both_ways_of_writing_read_the_same(when):
    assert parse_when(when_digits(when)) == when
    assert parse_when(when_shown(when)) == when
