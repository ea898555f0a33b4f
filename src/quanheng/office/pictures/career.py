"""A career on a time axis: spells as bars in rows, events as marks, influence periods hatched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from quanheng.office.pictures.shapes import (
    Cell,
    Key,
    Label,
    Line,
    Mark,
    Picture,
    Rect,
    Table,
    fitted,
    length,
)

LANE, GAP, PADDING, HEAD = 20, 4, 5, 22
SHORTEST, WIDEST, PER_YEAR = 560, 1050, 46
CLOSEST = 40
"""Least pixels between two years on the axis."""
INSET = 6


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that held from a day until another one (None: it still holds).

    ``short`` stands in the bar where the whole text has no room.
    """

    row: str
    start: date
    end: date | None
    text: str
    tone: str
    href: str = ""
    short: str = ""

    def within(self, room: int) -> str:
        """The words for a bar that has so much room; empty where it has none."""
        return self.text if length(self.text) <= room else fitted(self.short or self.text, room)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day."""

    row: str
    day: date
    text: str
    tone: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Shade:
    """A period that lies over all rows, such as an influence period."""

    start: date
    end: date
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the picture: its title, the heads of its table, and ``today``."""

    title: str
    row: str
    what: str
    start: str
    end: str
    today: str
    on_going: str


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date
    width: int

    def at(self, day: date) -> int:
        span = (self.last - self.first).days or 1
        return round(min(max((day - self.first).days / span, 0), 1) * self.width)


@dataclass
class _Drawn:
    """What is drawn so far, and down to where."""

    rects: list[Rect] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    aside: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    top: int = HEAD


def career(
    name: str,
    words: Words,
    rows: Sequence[str],
    spells: Sequence[Spell],
    events: Sequence[Event] = (),
    shades: Sequence[Shade] = (),
    legend: Sequence[Key] = (),
    *,
    on: date,
) -> Picture:
    """The picture of a career as of a day; ``rows`` from top to bottom, empty ones left out."""
    used = {one.row for one in spells} | {one.row for one in events}
    shown = [row for row in rows if row in used]
    axis = _axis([*(one.start for one in spells), *(one.day for one in events)], on)
    drawn = _Drawn()
    for row in shown:
        lanes = _lanes([one for one in spells if one.row == row], on)
        _draw_row(drawn, row, lanes, [one for one in events if one.row == row], axis, on)
    ticks, years = _years(axis, drawn.top)
    today = Line(((axis.at(on), HEAD - 4), (axis.at(on), drawn.top)), "today")
    return Picture(
        name,
        words.title,
        axis.width + 2,
        drawn.top + 2,
        _table(words, shown, spells, events, shades),
        rects=drawn.rects,
        lines=[*ticks, *drawn.lines, today],
        marks=drawn.marks,
        labels=[*years, *drawn.labels],
        legend=legend,
        aside=drawn.aside,
        aside_width=max([length(row) for row in shown], default=0) + 10,
        late=True,
        shade=[_shade(one, axis, drawn.top) for one in shades if one.start <= on],
    )


def _draw_row(
    drawn: _Drawn,
    row: str,
    lanes: Sequence[Sequence[Spell]],
    events: Sequence[Event],
    axis: _Axis,
    on: date,
) -> None:
    deep = 2 * PADDING + max(len(lanes), 1) * (LANE + GAP) - GAP
    middle = drawn.top + deep // 2
    drawn.aside.append(Label(0, middle + 4, row))
    for number, lane in enumerate(lanes):
        y = drawn.top + PADDING + number * (LANE + GAP)
        for spell in lane:
            bar = _bar(spell, axis, y, on)
            drawn.rects.append(bar)
            if text := spell.within(bar.width - 2 * INSET):
                drawn.labels.append(Label(bar.x + INSET, y + 14, text, tone=f"on-{spell.tone}"))
    drawn.marks += [
        Mark(axis.at(one.day), middle, one.tone, _told(one), one.href) for one in events
    ]
    drawn.top += deep
    drawn.lines.append(Line(((0, drawn.top), (axis.width, drawn.top)), "row"))


def _axis(days: Sequence[date], on: date) -> _Axis:
    first = date(min([*days, on]).year, 1, 1)
    last = date(min(on.year + 1, date.max.year), 1, 1)
    years = last.year - first.year
    return _Axis(first, last, max(SHORTEST, min(WIDEST, years * PER_YEAR)))


def _years(axis: _Axis, bottom: int) -> tuple[list[Line], list[Label]]:
    """A line and a label for every year, or every second, fifth or tenth one."""
    years = range(axis.first.year, axis.last.year)
    step = next(
        (one for one in (1, 2, 5, 10) if axis.width * one >= CLOSEST * len(years)),
        20,
    )
    kept = [year for year in years if year % step == 0 or len(years) == 1]
    lines = [Line(((x, HEAD - 4), (x, bottom))) for x in (axis.at(date(y, 1, 1)) for y in kept)]
    labels = [Label(axis.at(date(year, 1, 1)) + 3, 12, str(year), tone="axis") for year in kept]
    return lines, labels


def _lanes(spells: Sequence[Spell], on: date) -> list[list[Spell]]:
    """Spells of one row in lanes, so that none covers another."""
    lanes: list[list[Spell]] = []
    for spell in sorted(spells, key=lambda one: (one.start, one.text)):
        free = (lane for lane in lanes if (lane[-1].end or on) <= spell.start)
        lane = next(free, None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(spell)
    return lanes


def _bar(spell: Spell, axis: _Axis, y: int, on: date) -> Rect:
    x = axis.at(spell.start)
    width = max(axis.at(spell.end or on) - x - 1, 4)
    return Rect(x, y, width, LANE, spell.tone, _told(spell), spell.href)


def _shade(shade: Shade, axis: _Axis, bottom: int) -> Rect:
    x = axis.at(shade.start)
    width = max(axis.at(shade.end) - x, 3)
    return Rect(x, HEAD - 4, width, bottom - HEAD + 4, "influence", shade.text, shade.href)


def _told(item: Spell | Event) -> str:
    if isinstance(item, Event):
        return f"{item.day:%Y.%m.%d} {item.text}"
    return f"{item.start:%Y.%m}–{f'{item.end:%Y.%m}' if item.end else ''} {item.text}"


def _table(
    words: Words,
    rows: Sequence[str],
    spells: Sequence[Spell],
    events: Sequence[Event],
    shades: Sequence[Shade],
) -> Table:
    lines = [(one.start, (one.row, one.text, one.start, one.end, one.href)) for one in spells] + [
        (one.day, (one.row, one.text, one.day, one.day, one.href)) for one in events
    ]
    told = [line for _, line in sorted(lines, key=lambda pair: (pair[0], pair[1][0], pair[1][1]))]
    told += [("", one.text, one.start, one.end, one.href) for one in shades]
    cells = tuple(
        (
            Cell(f"{start:%Y.%m.%d}"),
            Cell(f"{end:%Y.%m.%d}" if end else words.on_going),
            Cell(row),
            Cell(text, href),
        )
        for row, text, start, end, href in told
        if not row or row in rows
    )
    return Table((words.start, words.end, words.row, words.what), cells)
