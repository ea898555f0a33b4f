"""How values read in a report: numbers, shares, dates, rows, and nothing that could do harm."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from quanheng.norms.finding import Evidence, Finding, Language, Measured, Text
from quanheng.norms.sentence import digits, percent, places

SHARES = frozenset({"share", "ratio", "%"})
"""English names of units in which 1 stands for 100 %."""

BLANK = "–"


def number(value: Measured, unit: Text, beside: Measured) -> str:
    """A measured or required value without its unit; shares as per cent, unknown as a dash.

    It differs from ``beside``, against which it is read, wherever the two numbers differ.
    """
    if value is None:
        return BLANK
    if unit.en in SHARES:
        return percent(value, beside, comma=",")
    return digits(value, places(value, beside, 2), comma=",")


def part(count: int, total: int) -> str:
    """A part of a total in per cent: 0% and 100% are none and all, never almost so."""
    share = Fraction(count, total)
    return percent(share, round(share))


def unit_of(finding: Finding, lang: Language) -> str:
    """The unit to be written after the numbers; empty for shares, which carry their sign."""
    return "" if finding.measure_unit.en in SHARES else finding.measure_unit.in_(lang)


def against(finding: Finding, lang: Language) -> str:
    """Measured against required, such as ``320 / 550 学时``."""
    unit = finding.measure_unit
    measured, required = finding.measured, finding.required
    said = f"{number(measured, unit, required)} / {number(required, unit, measured)}"
    return f"{said} {unit_of(finding, lang)}".strip()


def window(start: date | None, end: date | None) -> str:
    """A window, both ends inclusive; empty when the rule has none."""
    if start is None and end is None:
        return ""
    if start == end:
        return str(start)
    return f"{start or ''}–{end or ''}"


def rows(evidence: Iterable[Evidence], lang: Language) -> str:
    """The rows that counted, sheet by sheet, neighbours drawn together: ``培训 3–5, 9``."""
    sheets: dict[str, list[int]] = {}
    for sheet, row in evidence:
        sheets.setdefault(sheet, []).append(row)
    comma = "、" if lang == "zh" else ", "
    parts = (f"{sheet} {comma.join(_runs(numbers))}" for sheet, numbers in sheets.items())
    return ("；" if lang == "zh" else "; ").join(parts)


def _runs(numbers: Iterable[int]) -> list[str]:
    runs: list[list[int]] = []
    for row in sorted(set(numbers)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [str(low) if low == high else f"{low}–{high}" for low, high in runs]


def printable(text: str) -> str:
    """The text without control and direction characters, which can rewrite a screen."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "�" for sign in text)
