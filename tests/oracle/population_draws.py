"""Draws for random districts: days at the edges of windows, quantities at thresholds."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from .evaluator_semantics import DAY, add_months, add_years, calendar_window

Option = TypeVar("Option")
WINDOWS = ("month", "quarter", "year", "cycle", "five years")
FAR = timedelta(days=90)

# The columns that may be blank, by sheet. 任期开始 goes together with 任期结束.
OPTIONAL: dict[str, tuple[str, ...]] = {
    "单位": ("上级单位编码", "正职职数", "副职职数", "所属乡镇编码", "所在地"),
    "干部": ("出生地", "成长地", "政治面貌", "人员类别"),
    "任职": ("职务类别", "免职时间", "是否提拔", "分管工作", "任期结束"),
    "培训": ("学时", "学分", "主办层级"),
    "考核": ("等次", "排名", "主观原因确认"),
    "测评": ("收回票", "优秀", "称职", "不称职", "推荐票"),
    "活动": ("数量", "单位地点编码", "说明"),
    "监督": ("是否批准",),
    "奖惩": ("影响期截止",),
    "项目": ("类别", "目标人数", "开始日期"),
    "锻炼": ("项目编码", "结束日期"),
    "后备": ("出池日期",),
    "家庭": (),
    "清单": ("牵头单位编码", "责任人编码", "截止日期", "办结日期", "回复日期"),
    "包联": ("结束日期",),
    "制度": ("失效日期",),
    "工资": ("应发", "出勤天数"),
}


def whole(amount: Decimal) -> int | Decimal:
    """Whole numbers as int, as a reader of cells would give them."""
    return int(amount) if amount == int(amount) else amount


def random_as_of(rng: Random) -> date:
    """A day in 2021–2028, mostly one on which a window opens or closes."""
    year = rng.randint(2021, 2028)
    if rng.random() < 0.1:
        return rng.choice([date(2023, 12, 31), date(2025, 12, 31), date(2026, 12, 31)])
    if rng.random() < 0.25:
        return date(year, 1, 1) + timedelta(days=rng.randrange(365))
    month = rng.choice([1, 1, 2, 2, 3, 4, 6, 7, 9, 10, 11, 12, 12, 12])
    first = date(year, month, 1)
    last = add_months(first, 1) - DAY
    return rng.choice([first, last, last, last - DAY, date(year, 12, 31)])


def edges(on: date) -> list[date]:
    """First and last days of every window of the day, and the anniversaries that count."""
    days = [
        on,
        date(2016, 2, 29),
        date(2020, 2, 29),
        date(2024, 2, 29),
        date(on.year, 1, 31),
        date(on.year, 12, 1),
    ]
    for kind in WINDOWS:
        days += calendar_window(kind, on)
    days += [add_years(on, -years) for years in (1, 2, 5, 8, 10)]
    days += [add_months(on, -6), add_months(on, -12)]
    return days


class Draw:
    """A source of random days, amounts and choices around one as-of date."""

    def __init__(self, rng: Random, on: date) -> None:
        self.rng = rng
        self.on = on
        self.edges = edges(on)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, options: Sequence[Option]) -> Option:
        return self.rng.choice(options)

    def maybe(self, value: Any, share: float = 0.8) -> Any:
        """The value, or a blank cell."""
        return value if self.chance(share) else None

    def near(self, day: date) -> date:
        return day + timedelta(days=self.pick([-1, 0, 0, 1]))

    def day(self, anchors: Sequence[date] = ()) -> date:
        """A day at or beside an edge or an anchor, or any day of the last twelve years."""
        roll = self.rng.random()
        if anchors and roll < 0.4:
            return self.near(self.pick(anchors))
        if roll < 0.75:
            return self.near(self.pick(self.edges))
        return self.on + FAR - timedelta(days=self.rng.randrange(12 * 365))

    def inside(self, first: date, last: date) -> date:
        """Mostly a day of the window that has come; sometimes one just outside."""
        last = max(first, min(last, self.on))
        if self.chance(0.15):
            return self.pick([first - DAY, last + DAY, self.on + DAY])
        return self.pick([first, last, first + (last - first) // 2])

    def within(self, kind: str) -> date:
        """A day in or beside the window of that name."""
        if kind.startswith("rolling "):
            return self.inside(add_years(self.on, -int(kind[8:])) + DAY, self.on)
        return self.inside(*calendar_window(kind, self.on))

    def amounts(self, threshold: int) -> list[int | Decimal | None]:
        """Quantities that reach the threshold exactly, miss it by little, pass it, or are 0."""
        if threshold == 1:
            return self.pick(
                [[None], [1], [0], [Decimal("0.5")], [2], [Decimal("0.5"), Decimal("0.5")], [0, 1],
                 [Decimal("0.9"), Decimal("0.1")], [None, None]]
            )  # fmt: skip
        total = threshold + Decimal(
            self.pick(["0", "0", "0", "-1", "1", "-0.5", "-0.1", "0.1", "25"])
        )
        if self.chance(0.5):
            return [whole(total)]
        part = self.pick([Decimal(1), Decimal("0.1"), Decimal(threshold) / 2])
        rest = total - part
        if self.chance(0.7):
            return [whole(part), whole(rest)]
        return [None, whole(part), whole(max(rest - 1, Decimal(0)))]

    def end(self, start: date, open_share: float = 0.5) -> date | None:
        """Blank, or an end not before the start: equal to it, around the as-of date, or any."""
        if self.chance(open_share):
            return None
        days = [start, self.on, self.on + DAY, self.on - DAY, add_years(self.on, 1)]
        days += [start + timedelta(days=days) for days in (1, 359, 360, 361, 800)]
        later = [day for day in days if day > start or self.chance(0.3)]
        return max(start, self.pick(later)) if later else None


def blank_columns(draw: Draw, sheets: dict[str, list[dict[str, Any]]]) -> None:
    """Empty whole optional columns now and then, as None or as absent columns."""
    for name, rows in sheets.items():
        for column in OPTIONAL[name]:
            if not draw.chance(0.02):
                continue
            absent = draw.chance(0.5)
            for row in rows:
                if absent:
                    row.pop(column, None)
                else:
                    row[column] = None


def numbered(draw: Draw, sheets: dict[str, list[dict[str, Any]]]) -> None:
    """Put rows into any order and give them their Excel row numbers, with blank rows between."""
    for rows in sheets.values():
        draw.rng.shuffle(rows)
        number = 2
        for row in rows:
            row["_row"] = number
            number += draw.pick([1, 1, 1, 2])
