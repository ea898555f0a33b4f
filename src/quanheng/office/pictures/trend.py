"""Values over dates as curves, each point a link; and many small ones on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quanheng.office.pictures.shapes import (
    Cell,
    Key,
    Label,
    Line,
    Mark,
    Picture,
    Table,
    length,
    rounded_up,
)

WIDTH, HEIGHT = 520, 170
SMALL_WIDTH, SMALL_HEIGHT = 200, 66
TOP, FOOT, RIGHT = 10, 22, 24
STEPS = 4
APART = 64
"""Least pixels between two days on the axis."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day, and where to see what it counts."""

    day: date
    value: float
    href: str = ""

    @property
    def text(self) -> str:
        """The value in figures."""
        return f"{self.value:,.10g}"


@dataclass(frozen=True, slots=True)
class Series:
    """A curve; the points stand in the order of their days."""

    label: str
    tone: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """Where days and values lie in a picture."""

    first: date
    last: date
    most: int
    left: int
    width: int
    height: int
    top: int = TOP
    foot: int = FOOT
    right: int = RIGHT

    def x(self, day: date) -> int:
        room = self.width - self.left - self.right
        span = (self.last - self.first).days
        return self.left + (round((day - self.first).days / span * room) if span else room // 2)

    def y(self, value: float) -> int:
        room = self.height - self.top - self.foot
        return self.top + room - round(value / self.most * room)


def trend(
    name: str,
    title: str,
    series: Sequence[Series],
    *,
    head: str,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> Picture:
    """Curves over a common time axis from zero up; ``head`` is the table's word for the day."""
    points = [point for one in series for point in one.points]
    days = sorted({point.day for point in points})
    most = rounded_up(max((point.value for point in points), default=1))
    left = length(f"{most:,}") + 10
    end = date.min if not days else days[-1]
    field = _Field(days[0] if days else end, end, most, left, width, height)
    scale = [most * step / STEPS for step in range(STEPS + 1)]
    scale = [value for value in scale if most >= STEPS or value == int(value)]
    return Picture(
        name,
        title,
        width,
        height,
        _table(series, days, head),
        lines=[
            *(Line(((left, field.y(one)), (width - 8, field.y(one)))) for one in scale),
            *_curves(series, field),
        ],
        marks=_marks(series, field),
        labels=[
            *(Label(left - 6, field.y(one) + 4, f"{one:,g}", "end", "axis") for one in scale),
            *_days(days, field),
        ],
        legend=[Key(one.tone, one.label) for one in series] if len(series) > 1 else (),
    )


def multiples(
    name: str,
    items: Sequence[tuple[str, str, Series]],
    *,
    head: str,
) -> list[Picture]:
    """One small curve for each (label, link, series), all on the same scale."""
    points = [point for _, _, one in items for point in one.points]
    most = rounded_up(max((point.value for point in points), default=1))
    days = sorted({point.day for point in points}) or [date.min]
    field = _Field(days[0], days[-1], most, 6, SMALL_WIDTH, SMALL_HEIGHT, 8, 8, 44)
    made = []
    for number, (label, href, one) in enumerate(items):
        last = one.points[-1:]
        made.append(
            Picture(
                f"{name}-{number}",
                label,
                SMALL_WIDTH,
                SMALL_HEIGHT,
                _table([one], [point.day for point in one.points], head),
                lines=[
                    Line(((6, field.y(0)), (SMALL_WIDTH - 44, field.y(0)))),
                    *_curves([one], field),
                ],
                marks=_marks([one], field),
                labels=[
                    Label(SMALL_WIDTH - 36, field.y(point.value) + 4, point.text, href=href)
                    for point in last
                ],
            )
        )
    return made


def _curves(series: Sequence[Series], field: _Field) -> list[Line]:
    return [
        Line(tuple((field.x(one.day), field.y(one.value)) for one in curve.points), curve.tone)
        for curve in series
        if len(curve.points) > 1
    ]


def _marks(series: Sequence[Series], field: _Field) -> list[Mark]:
    return [
        Mark(
            field.x(one.day),
            field.y(one.value),
            curve.tone,
            f"{one.day:%Y.%m.%d} {curve.label} {one.text}",
            one.href,
        )
        for curve in series
        for one in curve.points
    ]


def _days(days: Sequence[date], field: _Field) -> list[Label]:
    labels: list[Label] = []
    for day in reversed(days):
        x = field.x(day)
        if not labels or labels[-1].x - x >= APART:
            labels.append(Label(x, field.height - 6, f"{day:%Y.%m.%d}", "middle", "axis"))
    return labels[::-1]


def _table(series: Sequence[Series], days: Sequence[date], head: str) -> Table:
    by_day = [{point.day: point for point in one.points} for one in series]
    rows = []
    for day in days:
        points = [found.get(day) for found in by_day]
        cells = [Cell(one.text, one.href) if one else Cell("—") for one in points]
        rows.append((Cell(f"{day:%Y.%m.%d}"), *cells))
    return Table((head, *(one.label for one in series)), tuple(rows))
