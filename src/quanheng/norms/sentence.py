"""Sentences: a finding in one line, as an official would say it."""

from fractions import Fraction
from math import floor

from quanheng.norms.dates import Span
from quanheng.norms.finding import Measured, Status, Text

SHARE = Text("比例", "share")
"""The unit of shares: fractions, shown in per cent."""

Exact = Measured | Fraction
"""A number as it is measured or as it is known exactly; None is unknown."""

_ASKED = {
    "at_least": Text("要求不少于{}", "required at least {}"),
    "at_most": Text("要求不超过{}", "required at most {}"),
    "below": Text("预警线{}", "alert from {}"),
    "about": Text("目标{}", "target {}"),
    "rank": Text("末{}内", "among the last {}"),
}
_ENDING = {
    Status.MET: Text("已达标", "met"),
    Status.PENDING: Text("尚未完成，应不迟于{due}完成", "not yet met, due by {due}"),
    Status.MISSED: Text("未达标", "missed"),
    Status.ATTENTION: Text("提请研判", "for people to consider"),
    Status.NO_DATA: Text("所需数据未提供", "the data it needs was not provided"),
}


def places(value: Exact, beside: Exact, least: int) -> int:
    """Decimals, at least ``least``, at which two numbers compare as they do exactly.

    ``least`` will do where either is unknown.
    """
    if value is None or beside is None or (isinstance(value, int) and isinstance(beside, int)):
        return least
    one, other = _exact(value), _exact(beside)
    while one != other and _scaled(one, least) == _scaled(other, least):
        least += 1
    return least


def digits(value: int | float | Fraction, decimals: int, comma: str = "") -> str:
    """A number rounded to some decimals, half away from zero, without zeros at its end.

    ``comma`` parts thousands.
    """
    if isinstance(value, int):
        return f"{value:,}".replace(",", comma)
    scaled = _scaled(_exact(value), decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    told = f"{whole:,}".replace(",", comma)
    if rest:
        told += "." + f"{rest:0{decimals}d}".rstrip("0")
    return f"-{told}" if scaled < 0 else told


def percent_places(value: Exact, beside: Exact) -> int:
    """Decimals of a share in per cent: one, or as many as part it from ``beside``."""
    if value is None or beside is None:
        return 1
    return places(_exact(value) * 100, _exact(beside) * 100, 1)


def percent(value: int | float | Fraction, beside: Exact = None, comma: str = "") -> str:
    """A share in per cent, with one decimal or as many as part it from ``beside``."""
    return digits(_exact(value) * 100, percent_places(value, beside), comma) + "%"


def shown(value: Exact, unit: Text, beside: Exact = None) -> Text:
    """A figure with its unit; a share in per cent, a long fraction to two places.

    It gets more decimals where it would look like ``beside``, from which it differs.
    """
    if value is None:
        return Text("—", "—")
    if unit == SHARE:
        told = percent(value, beside)
        return Text(told, told)
    told = digits(value, places(value, beside, 2))
    return Text(f"{told}{unit.zh}", f"{told} {_singular(unit.en) if told == '1' else unit.en}")


def gap(value: int | float | Fraction, limit: int | float | Fraction) -> str:
    """How far a share is from its limit, in per cent: the difference of what is shown of both."""
    decimals = percent_places(value, limit)
    one, other = (_scaled(_exact(share) * 100, decimals) for share in (value, limit))
    return digits(Fraction(abs(one - other), 10**decimals), decimals) + "%"


def _exact(value: int | float | Fraction) -> Fraction:
    """A number as it is written: 1.2 is six fifths."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def _scaled(exact: Fraction, decimals: int) -> int:
    """So many units of the last decimal, rounded half away from zero, as spreadsheets do."""
    rounded: int = floor(abs(exact) * 10**decimals + Fraction(1, 2))
    return -rounded if exact < 0 else rounded


def _singular(unit: str) -> str:
    """The English unit for one."""
    if unit == "people":
        return "person"
    return unit.removesuffix("es") if unit.endswith("ches") else unit.removesuffix("s")


def sentence(
    title: Text,
    compare: str,
    status: Status,
    measured: Measured,
    required: Measured,
    unit: Text,
    window: Span,
    due: object,
    detail: Text | None,
) -> Text:
    """One sentence: what was measured, what is asked, where the subject stands."""
    zh, en = (
        _clause(title, compare, status, measured, required, unit, window, due, detail, language)
        for language in (0, 1)
    )
    return Text(zh, en)


def _clause(
    title: Text,
    compare: str,
    status: Status,
    measured: Measured,
    required: Measured,
    unit: Text,
    window: Span,
    due: object,
    detail: Text | None,
    language: int,
) -> str:
    asked = _ASKED[compare][language].format(shown(required, unit, measured)[language])
    ending = _ENDING[status][language].format(due=due)
    period = str(window.last) if window.first == window.last else f"{window.first}–{window.last}"
    figures = "" if measured is None else shown(measured, unit, required)[language]
    comma = "，" if language == 0 else ", "
    told = f"{figures}{comma}{asked}" if figures else asked
    if language == 0:
        line = f"{title.zh}（{period}）：{told}；{ending}。"
        return line + (f"{detail.zh}。" if detail else "")
    line = f"{title.en} ({period}): {told}; {ending}."
    return line + (f" {detail.en[:1].upper()}{detail.en[1:]}." if detail else "")
