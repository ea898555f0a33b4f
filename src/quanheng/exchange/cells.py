"""One cell: what may stand in it, by the type of its column.

A cell reaches this module as text, a number, a date, or a ``BadCell`` (an error, a formula without
a stored value, or a truth value, which only free text accepts). Each parser returns the value of
the record, ``None`` for a blank, or raises ``Unreadable`` with what was expected.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any, NamedTuple
from unicodedata import normalize

from quanheng.norms.finding import Text
from quanheng.norms.kinds import LEVELS, MILLION, Column

FIRST_DAY = date(1800, 1, 1)
LAST_DAY = date(9999, 12, 31)
"""The days a file can speak of."""

FIRST_EXCEL_DATE = date(1910, 1, 1)
"""Earlier Excel dates are refused: 1975.03 typed into a cell with a date format is stored as a
day in May 1905. Earlier days can be given as text."""

MISTYPED = (date(2420, 1, 1), date(2480, 12, 31))
"""Excel dates in here are refused: 202403 typed into a cell with a date format becomes 2454."""

LARGEST = 1_000_000_000
"""The largest number of a cell: in millionths it and thousands of its like fit 64 bits."""


class BadCell(NamedTuple):
    """A cell hardly any column accepts: what it shows, and what is wrong with it."""

    shown: str
    expected: Text


Raw = str | float | date | BadCell


class Unreadable(ValueError):  # noqa: N818 - a refusal, not a defect
    """A value its column does not accept; ``expected`` says what it accepts."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.zh)
        self.expected = expected


CODE = Text(
    "编码应为文本，或不小于 0 的整数", "a code must be text, or a whole number of at least 0"
)
DATE = Text(
    "应为 1800 至 9999 年的日期，如 2024-03-01、2024.03 或 20240301",
    "expected a date from 1800 to 9999, such as 2024-03-01, 2024.03 or 20240301",
)
EARLY = Text(
    "应为日期；此单元格是 1975.03 或 202403 之类的数字误存成的 Excel 日期，请按文本填写",
    "expected a date; this is a number such as 1975.03 or 202403 that Excel stored as a"
    " date: enter it as text",
)
MONTH = Text(
    "应为 1800 至 9999 年的月份，如 2025.03 或 202503",
    "expected a month from 1800 to 9999, such as 2025.03 or 202503",
)
YEAR = Text(
    "应为 1800 至 9999 之间的四位年份，如 2025",
    "expected a year of four digits from 1800 to 9999, such as 2025",
)
NUMBER = Text(
    "应为 0 至 10 亿之间的数字，如 40 或 40.5，不带单位和千位分隔符",
    "expected a number from 0 to 1,000,000,000, such as 40 or 40.5, without unit or separators",
)
NEGATIVE = Text("不能为负数，请改为不小于 0 的数字", "must not be negative, enter at least 0")
YES_NO = Text("应为“是”或“否”", "expected 是 (yes) or 否 (no)")
TEXT = Text("应为文本", "expected text")
TRUTH = Text(
    "不接受逻辑值 TRUE 或 FALSE，请填文字或数字",
    "the truth values TRUE and FALSE are not accepted: enter text or a number",
)

_SPACES = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_PLAIN = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30})?")
_DAY = re.compile(
    r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[ T]0?0:00(?::00(?:\.0{1,6})?)?)?"
)
"""A midnight, which databases and WPS add to a day, says nothing more; another time is refused."""
_DAY_ZH = re.compile(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
_MONTH = re.compile(r"([0-9]{4})\.?([0-9]{2})")
_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def clean(text: str) -> str:
    """Text without surrounding space, line breaks or invisible control characters."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return text.strip()


def shown(raw: Raw | None) -> str:
    """What a cell shows, shortened for a message."""
    if raw is None:
        return ""
    if isinstance(raw, float):
        return str(int(raw)) if abs(raw) < 1e15 and raw.is_integer() else repr(raw)
    if isinstance(raw, date):
        return raw.isoformat()
    text = clean(raw if isinstance(raw, str) else raw.shown)
    return text if len(text) <= 60 else text[:60] + "…"


def parse_text(raw: Raw) -> str | None:
    """Text; numbers, dates and truth values that Excel made of it are written out again."""
    if isinstance(raw, str):
        return clean(raw) or None
    if not is_truth(raw):
        _usable(raw)
    return shown(raw)


def parse_code(raw: Raw) -> str | None:
    """A code as text; a number is read as its whole number, a fraction is refused."""
    if isinstance(raw, str):
        return clean(raw) or None
    _usable(raw)
    if not isinstance(raw, float) or not isfinite(raw) or raw < 0 or not raw.is_integer():
        raise Unreadable(CODE)
    return f"{Decimal(repr(raw)):.0f}"


def parse_number(raw: Raw) -> int | None:
    """A plain number in whole millionths; finer values are rounded to the nearest."""
    if isinstance(raw, str):
        plain = normalize("NFKC", clean(raw))
        if not plain:
            return None
        if _PLAIN.fullmatch(plain.removeprefix("-")) is None:
            raise Unreadable(NUMBER)
        exact = Decimal(plain)
    else:
        _usable(raw)
        if not isinstance(raw, float) or not isfinite(raw):
            raise Unreadable(NUMBER)
        exact = Decimal(repr(raw))
    if exact < 0:
        raise Unreadable(NEGATIVE)
    if exact > LARGEST:
        raise Unreadable(NUMBER)
    return int((exact * MILLION).to_integral_value(ROUND_HALF_UP))


def parse_year(raw: Raw) -> int | None:
    """A year of the calendar."""
    digits = _digits(raw, YEAR)
    if digits is None:
        return None
    digits = digits.removesuffix("年")
    if re.fullmatch("[0-9]{4}", digits) is None:
        raise Unreadable(YEAR)
    year = int(digits)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Unreadable(YEAR)
    return year


def parse_date(raw: Raw) -> date | None:
    """A day; a month means its first day."""
    return _day(raw, DATE)


def parse_month(raw: Raw) -> date | None:
    """The first day of a month; any day of it may be given."""
    day = _day(raw, MONTH)
    return None if day is None else day.replace(day=1)


def parse_yes_no(raw: Raw) -> bool | None:
    """是 or 否."""
    if not isinstance(raw, str):
        _usable(raw)
        raise Unreadable(YES_NO)
    word = clean(raw)
    if word not in ("", "是", "否"):
        raise Unreadable(YES_NO)
    return word == "是" if word else None


def parser(column: Column) -> Callable[[Raw], Any]:
    """The function that reads the cells of a column."""
    if column.type == "choice":
        return _choice_parser(column.choices)
    return {
        "text": parse_text,
        "code": parse_code,
        "date": parse_date,
        "month": parse_month,
        "year": parse_year,
        "number": parse_number,
        "yes_no": parse_yes_no,
    }[column.type]


def _choice_parser(choices: tuple[str, ...]) -> Callable[[Raw], Any]:
    # 村社区 is also a category of staff and of projects: only the whole list means levels.
    levels = choices == tuple(LEVELS)
    meanings: Mapping[str, Any] = LEVELS if levels else dict(zip(choices, choices, strict=True))
    some = choices if len(choices) <= 20 else choices[:8]
    zh = "、".join(some) + (f"等 {len(choices)} 项，见模板" if len(some) < len(choices) else "")
    en = ", ".join(some) + (" … (see the template)" if len(some) < len(choices) else "")
    expected = Text(f"应为下列之一：{zh}", f"expected one of {en}")

    def parse_choice(raw: Raw) -> Any:
        if not isinstance(raw, str):
            _usable(raw)
            raise Unreadable(expected)
        word = clean(raw)
        if not word:
            return None
        if word not in meanings:
            raise Unreadable(expected)
        return meanings[word]

    return parse_choice


def is_truth(raw: Raw) -> bool:
    """Whether a cell holds TRUE or FALSE, typed as such: Excel takes the word for the value."""
    return isinstance(raw, BadCell) and raw.expected == TRUTH


def _usable(raw: Raw) -> None:
    if isinstance(raw, BadCell):
        raise Unreadable(raw.expected)


def _digits(raw: Raw, expected: Text) -> str | None:
    """Text as typed, or the digits of a whole number; ``None`` for a blank."""
    if isinstance(raw, str):
        return normalize("NFKC", clean(raw)) or None
    _usable(raw)
    if not isinstance(raw, float) or not isfinite(raw) or not raw.is_integer():
        raise Unreadable(expected)
    return f"{raw:.0f}"


def is_mistyped(day: date) -> bool:
    """Whether a day stored as an Excel date is more likely a number typed into a date cell."""
    return day < FIRST_EXCEL_DATE or MISTYPED[0] <= day <= MISTYPED[1]


def _day(raw: Raw, expected: Text) -> date | None:
    if isinstance(raw, date):
        if is_mistyped(raw):
            raise Unreadable(EARLY)
        day = raw
    else:
        written = _digits(raw, expected)
        if written is None:
            return None
        try:
            day = date(*_parts(written, expected))
        except ValueError as error:
            raise Unreadable(expected) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Unreadable(expected)
    return day


def _parts(written: str, expected: Text) -> tuple[int, int, int]:
    if match := _DAY.fullmatch(written):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _EIGHT.fullmatch(written):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _MONTH.fullmatch(written):
        return int(match[1]), int(match[2]), 1
    if match := _DAY_ZH.fullmatch(written):
        return int(match[1]), int(match[2]), int(match[3] or 1)
    raise Unreadable(expected)
