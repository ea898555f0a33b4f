"""Words that recur on official papers."""

from collections.abc import Sequence
from datetime import date

NONE = "无"
UNKNOWN = "未登记"
NUMERALS = "一二三四五六七八九十"
BOX = "□"


def day(on: date | None) -> str:
    """2026年3月1日; a day that is left to be filled in by hand otherwise."""
    return "　　年　　月　　日" if on is None else f"{on.year}年{on.month}月{on.day}日"


def dotted(on: date | None) -> str:
    """2026.03.01, for narrow columns; a day that nobody entered is not on file."""
    return UNKNOWN if on is None else on.strftime("%Y.%m.%d")


def span(since: date | None, until: date | None) -> str:
    """From one day to another."""
    return f"{day(since)}至{day(until)}"


def number(value: int | None) -> str:
    """A number as counted; one that nobody entered is not zero."""
    return UNKNOWN if value is None else str(value)


def numbered(at: int) -> str:
    """The numeral of a section, counted from 1: 一 … 十 … 二十三."""
    tens, ones = divmod(at, 10)
    if not tens:
        return NUMERALS[ones - 1]
    return (NUMERALS[tens - 1] if tens > 1 else "") + "十" + (NUMERALS[ones - 1] if ones else "")


def listed(names: Sequence[str], otherwise: str = NONE) -> str:
    """Names in a row."""
    return "、".join(name for name in names if name) or otherwise
