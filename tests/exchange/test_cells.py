import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.exchange.cells import (
    TEXT,
    TRUTH,
    BadCell,
    Unreadable,
    clean,
    is_mistyped,
    parse_code,
    parse_date,
    parse_month,
    parse_number,
    parse_text,
    parse_year,
    parse_yes_no,
    parser,
)
from quanheng.norms.kinds import KINDS, LEVELS, MILLION, Level, Tenure, columns

FIRST = datetime.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (FIRST, FIRST),
        ("2024-03-01", FIRST),
        ("2024-3-1", FIRST),
        ("2024/3/1", FIRST),
        ("2024/03/01", FIRST),
        ("2024.3.1", FIRST),
        ("2024.03.01", FIRST),
        ("2024.03", FIRST),
        ("202403", FIRST),
        ("20240301", FIRST),
        ("2024年3月", FIRST),
        ("2024年03月", FIRST),
        ("2024年3月1日", FIRST),
        (202403.0, FIRST),
        (20240301.0, FIRST),
        (" 2024-03-01\n", FIRST),
        ("2024-03-01 00:00:00", FIRST),
        ("2024/3/1 0:00:00", FIRST),
        ("2024/3/1 0:00", FIRST),
        ("2024-03-01T00:00:00.000000", FIRST),
        ("\uff12\uff10\uff12\uff14-3-1", FIRST),
        ("2024-12-31", datetime.date(2024, 12, 31)),
        ("20240229", datetime.date(2024, 2, 29)),
        ("1905.05", datetime.date(1905, 5, 1)),
        ("", None),
        ("  ", None),
    ],
)
def test_dates_that_are_read(raw, day):
    assert parse_date(raw) == day


@pytest.mark.parametrize(
    "raw",
    [
        "2023-02-29",
        "20230229",
        "2024-13-01",
        "202413",
        "2024.00",
        "2024-03/01",
        "2024-03",
        "2024.3",
        "2024",
        "03/01/2024",
        "24-3-1",
        "2024年",
        "2024-03-01 08:30:00",
        "2024-03-01 00:00:01",
        "2024-03 00:00:00",
        "2024.03 00:00:00",
        "至今",
        "1799-12-31",
        "10000-01-01",
        "0000-12-31",
        45352.0,
        2024.03,
        2024.0,
        202403.5,
        20240230.0,
        float("nan"),
        float("inf"),
        -202403.0,
        datetime.date(2454, 2, 26),
        datetime.date(1905, 5, 27),
        BadCell("#N/A", TEXT),
    ],
)
def test_dates_that_are_refused(raw):
    with pytest.raises(Unreadable):
        parse_date(raw)


@given(st.dates(datetime.date(1910, 1, 1)).filter(lambda day: not is_mistyped(day)))
def test_every_day_in_every_form(day):
    for form in ("{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日"):
        assert parse_date(form.format(day)) == day
    assert parse_date(float(f"{day:%Y%m%d}")) == day
    assert parse_month(day) == parse_date(f"{day:%Y.%m}") == day.replace(day=1)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (40.0, 40 * MILLION),
        (0.0, 0),
        (-0.0, 0),
        (40.5, 40_500_000),
        (0.1 + 0.2, 300_000),
        (0.0000004, 0),
        (0.0000005, 1),
        (1e9, 10**15),
        ("40.5", 40_500_000),
        (" 40 ", 40 * MILLION),
        ("\uff14\uff10\uff0e\uff15", 40_500_000),
        ("0.1234567", 123_457),
        ("", None),
    ],
)
def test_numbers_that_are_read(raw, number):
    assert parse_number(raw) == number


@pytest.mark.parametrize(
    "raw",
    [
        *(-1.0, -0.000001, 1e9 + 1, float("nan"), float("inf"), FIRST, BadCell("TRUE", TEXT)),
        *("-1", "1,000", "40小时", "1e3", "+5", "五", ".", "1.", "NaN", "9" * 40, "1" * 5000),
        *("0x10", "1_000"),
    ],
)
def test_numbers_that_are_refused(raw):
    with pytest.raises(Unreadable):
        parse_number(raw)


@given(st.integers(0, 10**15))
def test_every_number_survives_as_a_float(millionths):
    assert parse_number(millionths / MILLION) == millionths


def test_a_negative_number_is_refused_as_negative():
    with pytest.raises(Unreadable, match="不能为负数"):
        parse_number(-3.0)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("007", "007"),
        (" 007\t", "007"),
        (7.0, "7"),
        (330106197503010000.0, "330106197503010000"),
        ("", None),
    ],
)
def test_codes_that_are_read(raw, code):
    assert parse_code(raw) == code


@pytest.mark.parametrize(
    "raw", [7.5, -7.0, float("nan"), FIRST, BadCell("#REF!", TEXT), BadCell("TRUE", TRUTH)]
)
def test_codes_that_are_refused(raw):
    with pytest.raises(Unreadable):
        parse_code(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" 张 三 ", "张 三"),
        ("\u3000张三\u00a0", "张三"),
        ("人事\r\n财务", "人事 财务"),
        ("a\x00b\x07\u200b\u202e\ufeffc", "abc"),
        ("\x00 \x00", None),
        ("N/A", "N/A"),
        (2024.0, "2024"),
        (1.5, "1.5"),
        (FIRST, "2024-03-01"),
        (BadCell("TRUE", TRUTH), "TRUE"),
    ],
)
def test_texts(raw, text):
    assert parse_text(raw) == text


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(character) < 32 for character in once)


@pytest.mark.parametrize(("raw", "year"), [(2024.0, 2024), ("2024", 2024), ("2024年", 2024)])
def test_years_that_are_read(raw, year):
    assert parse_year(raw) == year


@pytest.mark.parametrize("raw", [24.0, "24", 2024.5, 1799.0, 10000.0, 202403.0, FIRST, "今年"])
def test_years_that_are_refused(raw):
    with pytest.raises(Unreadable):
        parse_year(raw)


def test_yes_and_no():
    assert parse_yes_no(" 是 ") is True
    assert parse_yes_no("否") is False
    assert parse_yes_no("") is None


@pytest.mark.parametrize("raw", ["是否", "有", "Y", "TRUE", 1.0, BadCell("TRUE", TEXT)])
def test_what_is_neither_yes_nor_no(raw):
    with pytest.raises(Unreadable):
        parse_yes_no(raw)


@pytest.mark.parametrize(
    "column", [column for kind in KINDS for column in columns(kind) if column.choices]
)
def test_choices(column):
    parse = parser(column)
    for name in column.choices:
        expected = LEVELS[name] if column.header == "职务层次" else name
        assert parse(f" {name}") == expected
    assert parse(" ") is None
    for wrong in ("没有这一项", 1.0, FIRST):
        with pytest.raises(Unreadable, match="应为下列之一"):
            parse(wrong)


def test_a_level_is_read_as_a_level():
    level = next(column for column in columns(Tenure) if column.name == "level")
    assert parser(level)("股级") is Level.SUBSECTION
