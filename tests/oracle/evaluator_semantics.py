"""What the words of the rules mean: dates, windows, stretches, statuses, and what is seen on a day.

Everything here is exact: quantities are Fractions, days are dates, intervals are half-open pairs.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Interval = tuple[date, date]
Answer = dict[str, Any]

DAY = timedelta(days=1)
STATUSES = ("missed", "attention", "pending", "no_data", "met")  # the worst first
LEVELS = (
    "国家级正职", "国家级副职", "省部级正职", "省部级副职", "厅局级正职", "厅局级副职",
    "县处级正职", "县处级副职", "乡科级正职", "乡科级副职", "股级", "科员", "村社区",
)  # fmt: skip

# The columns that bound an interval. A row whose end equals its start is ignored; a course of
# one day is no such row, for its last day is included.
BOUNDS = {
    "任职": ("任职时间", "免职时间"),
    "包联": ("开始日期", "结束日期"),
    "锻炼": ("开始日期", "结束日期"),
    "后备": ("入池日期", "出池日期"),
    "制度": ("生效日期", "失效日期"),
    "项目": ("开始日期", "结束日期"),
}
DATED = {
    "培训": "结束日期", "测评": "日期", "活动": "日期", "监督": "日期", "奖惩": "日期",
    "清单": "交办日期", "工资": "月份",
}  # fmt: skip


# --- dates ---------------------------------------------------------------------------------------


def add_months(day: date, months: int) -> date:
    """The same day of a later or earlier month, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def full_years(start: date, day: date) -> int:
    """Complete anniversaries of `start` up to and including `day`."""
    years = day.year - start.year
    return years if add_years(start, years) <= day else years - 1


def last_years(day: date, years: int) -> Interval:
    """First and last day of (day − years, day]."""
    return add_years(day, -years) + DAY, day


def last_months(day: date, months: int) -> Interval:
    return add_months(day, -months) + DAY, day


def calendar_window(kind: str, day: date) -> Interval:
    """First and last day of the month, quarter, year, 3-year cycle or 5-year term of a day."""
    if kind == "month":
        first, months = day.replace(day=1), 1
    elif kind == "quarter":
        first, months = date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3
    elif kind == "year":
        first, months = date(day.year, 1, 1), 12
    elif kind == "cycle":
        first, months = date(day.year - (day.year - 2009) % 3, 1, 1), 36
    elif kind == "five years":
        first, months = date(day.year - (day.year - 2006) % 5, 1, 1), 60
    else:
        raise ValueError(kind)
    return first, add_months(first, months) - DAY


# --- intervals -----------------------------------------------------------------------------------


def contains(interval: Interval, day: date) -> bool:
    return interval[0] <= day < interval[1]


def without(intervals: Iterable[Interval], holes: Iterable[Interval]) -> list[Interval]:
    """The days of `intervals` that lie in none of `holes`."""
    left = list(intervals)
    for hole_start, hole_end in holes:
        pieces = []
        for start, end in left:
            if hole_end <= start or end <= hole_start:
                pieces.append((start, end))
                continue
            if start < hole_start:
                pieces.append((start, hole_start))
            if hole_end < end:
                pieces.append((hole_end, end))
        left = pieces
    return left


def stretch_start(intervals: Iterable[Interval], day: date) -> date | None:
    """First day of the unbroken stretch that contains `day`; a gap of a day does not break it."""
    ordered = sorted(intervals)
    if not any(contains(interval, day) for interval in ordered):
        return None
    first, reach = ordered[0]
    for start, end in ordered[1:]:
        if start > day:
            break
        if (start - reach).days > 1:
            first, reach = start, end
        else:
            reach = max(reach, end)
    return first


# --- statuses ------------------------------------------------------------------------------------


def in_calendar_window(
    kind: str, on: date, reached: bool, since: date | None
) -> tuple[str, date | None]:
    """Status and due date; `since` is the first day of the stretch, None for units."""
    first, last = calendar_window(kind, on)
    if reached:
        return "met", None
    if since is not None and since > first:
        return "pending", calendar_window(kind, last + DAY)[1]
    if on >= last:
        return "missed", None
    return "pending", last


def in_rolling_window(years: int, on: date, reached: bool, since: date) -> tuple[str, date | None]:
    if reached:
        return "met", None
    if on < add_years(since, years):
        return "pending", add_years(since, years)
    return "missed", None


def until(last: date, on: date, reached: bool) -> tuple[str, date | None]:
    """A window that ends on `last` and to which everyone is held."""
    if reached:
        return "met", None
    return ("missed", None) if on >= last else ("pending", last)


def closer(one: tuple[Fraction, int], other: tuple[Fraction, int]) -> tuple[bool, Fraction, int]:
    """Two ways to meet: whether either is reached, and the one nearer to its threshold."""
    reached = one[0] >= one[1] or other[0] >= other[1]
    measured, required = other if other[0] / other[1] > one[0] / one[1] else one
    return reached, measured, required


def worst(answers: list[Answer]) -> list[Answer]:
    """One finding for a subject: worst status, smallest measured, earliest due.

    Where all three are equal the text is silent: the earliest window is taken.
    """
    if not answers:
        return []
    return [
        min(
            answers,
            key=lambda answer: (
                STATUSES.index(answer["status"]),
                0 if answer["measured"] is None else answer["measured"],
                answer["due"] or date.max,
                answer["window_start"],
                answer["window_end"],
            ),
        )
    ]


def number(value: Any) -> Fraction:
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def plain(value: Fraction | int | None) -> int | float | None:
    if value is None:
        return None
    value = Fraction(value)
    return int(value) if value.denominator == 1 else float(value)


# --- what is seen --------------------------------------------------------------------------------


class Book:
    """The rows of a workbook that are seen on a day."""

    def __init__(self, sheets: dict[str, list[Row]], on: date) -> None:
        self.on = on
        self.sheets = {name: [row for row in rows if seen(name, row, on)]
                       for name, rows in sheets.items()}  # fmt: skip
        self.tenures = grouped(self.rows("任职"), "人员编码")
        self.trainings = grouped(self.rows("培训"), "人员编码")
        self.supervision = grouped(self.rows("监督"), "人员编码")
        self.ties = grouped(self.rows("包联"), "人员编码")
        self.pay = grouped(self.rows("工资"), "人员编码")
        self.people = {row["人员编码"]: row for row in self.rows("干部")}
        self.units = {row["单位编码"]: row for row in self.rows("单位")}
        self.activities: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows("活动"):
            key = (row["对象类型"], row["对象编码"], row["活动类型"])
            self.activities.setdefault(key, []).append(row)

    def has(self, *names: str) -> bool:
        return all(name in self.sheets for name in names)

    def rows(self, name: str) -> list[Row]:
        return self.sheets.get(name, [])

    def in_force(self, person: str) -> list[Row]:
        return [row for row in self.tenures.get(person, []) if held_on("任职", row, self.on)]

    def answer(
        self,
        rule: str,
        subject_type: str,
        subject: str,
        status: str,
        measured: Fraction | int | None,
        required: Fraction | int,
        window: Interval | None = None,
        due: date | None = None,
        name: str | None = None,
    ) -> Answer:
        """One finding; no window means the day itself."""
        first, last = window or (self.on, self.on)
        if name is None:
            sheet, column = (
                (self.people, "姓名") if subject_type == "person" else (self.units, "单位名称")
            )
            name = sheet[subject][column] if subject in sheet else subject
        return {
            "rule": rule,
            "clause": rule.split("/")[0],
            "subject_type": subject_type,
            "subject": subject,
            "name": name,
            "status": status,
            "measured": plain(measured),
            "required": plain(required),
            "window_start": first,
            "window_end": last,
            "due": due,
        }


def grouped(rows: list[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def seen(name: str, row: Row, on: date) -> bool:
    """Whether a rule sees the row on that day."""
    if name in BOUNDS:
        start, end = (row.get(column) for column in BOUNDS[name])
        return (start is None or start <= on) and (start is None or start != end)
    if name in DATED:
        day: date = row[DATED[name]]
        return (day.replace(day=1) if name == "工资" else day) <= on
    if name == "考核":
        return bool(row["年度"] <= on.year)
    return True


def interval_of(name: str, row: Row) -> Interval:
    start_column, end_column = BOUNDS[name]
    return row[start_column], row.get(end_column) or date.max


def held_on(name: str, row: Row, day: date) -> bool:
    return contains(interval_of(name, row), day)


# --- levels and roles, of one tenure -------------------------------------------------------------

Condition = Callable[[Row], bool]


def rank(tenure: Row) -> int:
    return LEVELS.index(tenure["职务层次"])


def at_least(tenure: Row, level: str) -> bool:
    return rank(tenure) <= LEVELS.index(level)


def leads(tenure: Row) -> bool:
    return tenure["是否领导职务"] is True


def heads(tenure: Row) -> bool:
    return tenure["是否正职"] is True and tenure.get("职务类别") != "内设机构"


def in_team(tenure: Row) -> bool:
    return leads(tenure) and tenure.get("职务类别") != "内设机构"


def people_where(
    book: Book, condition: Condition, unless: Condition | None = None
) -> list[tuple[str, date]]:
    """People who hold on the day a tenure with the condition, and since when without a break.

    `unless`: days on which a tenure with that condition is held as well do not qualify.
    """
    found = []
    for person, tenures in book.tenures.items():
        days = [interval_of("任职", row) for row in tenures if condition(row)]
        if unless is not None:
            days = without(days, [interval_of("任职", row) for row in tenures if unless(row)])
        since = stretch_start(days, book.on)
        if since is not None:
            found.append((person, since))
    return found
