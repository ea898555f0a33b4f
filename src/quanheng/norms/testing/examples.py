"""Examples of a pack: a few lines of a workbook, a day, and the answer that a rule must give.

    [defaults."任职"]            # what a line of the sheet says unless it says otherwise
    [base.leader]                # lines that several examples share
    [["4/training-5y"]]          # an example of the rule 4/training-5y
    zh = "…"  en = "…"           # its name, in one line each
    on = 2025-12-31              # the as-of date
    use = ["leader"]             # bases it builds on
    subject = "王"               # whom the answer is about
    "培训" = [{ "学时" = 550 }]  # lines of a sheet, by header; a sheet not named is not provided
    expect = { status = "met", measured = 550 }  # or "none"

In a line with ``n = [1, 90]`` every ``{n}`` stands for 1, 2 … 90, a line each; with ``every``
("day" or "month") each line's dates are one day or month later than the line's before.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from quanheng.norms.dates import add_months
from quanheng.norms.finding import Status
from quanheng.norms.kinds import LEVELS, MILLION, SHEETS, Column, Row, columns
from quanheng.norms.pack import Pack
from quanheng.norms.records import Records

SHARED = {"on", "subject"}
OWN = {"zh", "en", "use", "expect"} | SHARED
STATED = {"status", "measured", "required", "due", "says"}

Line = Mapping[str, Any]


class ExampleError(ValueError):
    """An example that cannot be read; the message is Chinese, then English."""


@dataclass(frozen=True)
class Example:
    """A case that shows what a rule means; ``expect`` is None where the rule says nothing.

    ``expect`` may state ``status``, ``measured``, ``required``, ``due``, and in ``says`` words that
    occur in the sentence. Only what is stated is compared.
    """

    rule: str
    zh: str
    en: str
    on: date
    subject: str
    records: Records
    expect: Mapping[str, Any] | None

    @property
    def where(self) -> str:
        """The rule and the example's name."""
        return f"{self.rule}“{self.zh}”"


def problem(where: str, zh: str, en: str) -> str:
    """One line: where, what and what to do, in Chinese and in English."""
    return f"{where}: {zh} / {en}"


def read_examples(pack: Pack, examples: Mapping[str, Any]) -> tuple[list[Example], list[str]]:
    """The examples of a parsed ``examples.toml``, and problems of those that cannot be read."""
    found: list[Example] = []
    problems: list[str] = []
    defaults, bases = examples.get("defaults", {}), examples.get("base", {})
    for slug, cases in examples.items():
        if slug in ("defaults", "base"):
            continue
        rule = f"{pack.id}:{slug}"
        if rule not in pack.rules:
            problems.append(
                problem(
                    rule,
                    "示例所属的规则不存在，请改正名称。",
                    "there is no such rule; correct the name of the example's table.",
                )
            )
        if not _is_lines(cases):
            problems.append(
                problem(rule, "示例须写作 [[“规则名”]]。", "its examples are tables [['name']].")
            )
            continue
        names: set[str] = set()
        for place, case in enumerate(cases, start=1):
            try:
                example = _example(rule, case, bases, defaults)
                if example.zh in names:
                    raise ExampleError(
                        "与前例重名，请换一个名称。 / the name is taken; choose another."
                    )
                names.add(example.zh)
                found.append(example)
            except ExampleError as error:
                problems.append(f"{rule} 第{place}例 (example {place}): {error}")
    return found, problems


def _is_lines(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(line, dict) for line in value)


def _error(zh: str, en: str) -> ExampleError:
    return ExampleError(f"{zh} / {en}")


def _example(rule: str, case: Line, bases: Line, defaults: Line) -> Example:
    used = []
    for name in case.get("use", []):
        if name not in bases:
            raise _error(
                f"没有名为“{name}”的 base，请补上。", f"there is no base {name!r}; add it."
            )
        used.append(bases[name])
    told: dict[str, Any] = {}
    sheets: dict[str, list[Line]] = {}
    for part in (*used, case):
        for key, value in part.items():
            if key in (OWN if part is case else SHARED):
                told[key] = value
            elif key in SHEETS and _is_lines(value):
                sheets.setdefault(key, []).extend(value)
            else:
                raise _error(
                    f"“{key}”不是工作表，或内容不是若干行，请改正。",
                    f"{key!r} is no sheet, or holds no lines; correct it.",
                )
    for key in ("zh", "en", "on", "subject", "expect"):
        if not told.get(key):
            raise _error(f"缺少 {key}，请填写。", f"{key} is missing; state it.")
    records = Records(
        {
            SHEETS[sheet]: list(_rows(SHEETS[sheet], lines, defaults.get(sheet, {})))
            for sheet, lines in sheets.items()
        }
    )
    _known(told["subject"], records)
    expect = _expected(told["expect"])
    return Example(rule, told["zh"], told["en"], _day(told["on"]), told["subject"], records, expect)


def _known(subject: str, records: Records) -> None:
    """An answer about nobody would be right whatever the rule says."""
    known = (records.people, records.organs, records.pools, records.projects)
    if not any(subject in dossiers for dossiers in known):
        raise _error(
            f"对象“{subject}”不见于任何一行，请改正。",
            f"the subject {subject!r} occurs in no line; correct it.",
        )


def _expected(told: object) -> Mapping[str, Any] | None:
    if told == "none":
        return None
    if not isinstance(told, dict) or "status" not in told or set(told) - STATED:
        raise _error(
            "expect 须为“none”，或写明 status 及 measured、required、due、says。",
            "expect is 'none', or states status and, if you like, measured, required, due, says.",
        )
    if told["status"] not in list(Status):
        raise _error(
            f"没有状态“{told['status']}”，请用 {'、'.join(Status)}。",
            f"there is no status {told['status']!r}; use one of {', '.join(Status)}.",
        )
    exact = {key: _figure(told[key]) for key in ("measured", "required") if key in told}
    return {**told, **exact}


def _figure(value: int | float | str) -> int | float:
    """A number as a finding shows it; a fraction such as "2/3" is taken exactly."""
    exact = _fraction(value)
    return exact.numerator if exact.denominator == 1 else exact.numerator / exact.denominator


def _fraction(value: object) -> Fraction:
    try:
        if isinstance(value, bool):
            raise ValueError
        return Fraction(str(value))
    except ValueError as error:
        raise _error(
            f"“{value}”不是数，请改正。", f"{value!r} is no number; correct it."
        ) from error


def _rows(kind: type[Row], lines: Iterable[Line], defaults: Line) -> Iterator[Row]:
    described = columns(kind)
    headers = {column.header for column in described}
    number = 1
    for line in lines:
        for copy in _copies({**defaults, **line}):
            number += 1
            if unknown := sorted(set(copy) - headers):
                raise _error(
                    f"工作表“{kind.sheet}”没有列“{'、'.join(unknown)}”，请改正。",
                    f"sheet {kind.sheet} has no column {', '.join(unknown)}; correct it.",
                )
            values = {column.name: _cell(kind, column, copy) for column in described}
            yield kind(row=number, **values)


def _copies(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The line itself, or one for each value of its ``n``."""
    numbers, every = line.pop("n", None), line.pop("every", None)
    if numbers is None and every is None:
        yield line
        return
    if not isinstance(numbers, list) or len(numbers) != 2 or every not in (None, "day", "month"):
        raise _error(
            "重复行写作 n = [1, 90]，可加 every = “day”或“month”。",
            "a repeated line says n = [1, 90] and may say every = 'day' or 'month'.",
        )
    for step, number in enumerate(range(numbers[0], numbers[1] + 1)):
        yield {header: _moved(value, number, every, step) for header, value in line.items()}


def _moved(value: object, number: int, every: str | None, step: int) -> object:
    if isinstance(value, str):
        return value.replace("{n}", str(number))
    if isinstance(value, date) and every == "day":
        return value + timedelta(step)
    if isinstance(value, date) and every == "month":
        return add_months(value, step)
    return value


def _cell(kind: type[Row], column: Column, line: Line) -> Any:
    """A value as the record kind holds it; "" is a blank cell."""
    value = line.get(column.header, "")
    if value == "" and isinstance(value, str):
        if column.required:
            raise _error(
                f"“{kind.sheet}/{column.header}”必填，请补上。",
                f"{kind.sheet}/{column.header} is required; fill it in.",
            )
        return None
    try:
        return _READ[column.type](value, column)
    except (ValueError, TypeError, KeyError) as error:
        raise _error(
            f"“{kind.sheet}/{column.header}”不能是“{value}”，请改正。",
            f"{kind.sheet}/{column.header} cannot be {value!r}; correct it.",
        ) from error


def _text(value: object, column: Column) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _choice(value: object, column: Column) -> Any:
    if value not in column.choices:
        raise ValueError
    return LEVELS[str(value)] if column.choices == tuple(LEVELS) else value


def _day(value: object, column: Column | None = None) -> date:
    # A TOML date with a time of day is a date too, yet never equals one.
    if type(value) is not date or (column and column.type == "month" and value.day != 1):
        raise _error(f"“{value}”应为日期，如 2025-12-31。", f"{value!r} must be a date.")
    return value


def _year(value: object, column: Column) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _number(value: object, column: Column) -> int:
    millionths = _fraction(value) * MILLION
    if millionths.denominator != 1 or millionths < 0:
        raise ValueError
    return millionths.numerator


def _yes_no(value: object, column: Column) -> bool:
    return {"是": True, "否": False}[str(value)]


_READ: Mapping[str, Callable[[Any, Column], Any]] = {
    "text": _text,
    "code": _text,
    "choice": _choice,
    "date": _day,
    "month": _day,
    "year": _year,
    "number": _number,
    "yes_no": _yes_no,
}
