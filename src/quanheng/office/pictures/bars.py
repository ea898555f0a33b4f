"""Horizontal bars, plain or stacked; the age ladder; a strip of shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quanheng.office.pictures.shapes import (
    Cell,
    Key,
    Label,
    Picture,
    Rect,
    Table,
    fitted,
    length,
    segments,
)

HIGH, STEP, FIRST = 16, 24, 4
WIDTH, STRIP = 340, 18
LEAST_LABEL, MOST_LABEL = 48, 118
BAND = 5
"""Years in a band of the age ladder."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how many, in which tone, what they are, and where to see them."""

    value: int
    tone: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; ``href`` leads to everything that it counts."""

    label: str
    parts: tuple[Part, ...]
    href: str = ""

    @property
    def total(self) -> int:
        """What all parts count together."""
        return sum(part.value for part in self.parts)


def bars(
    name: str,
    title: str,
    rows: Sequence[Bar],
    *,
    heads: tuple[str, str],
    legend: Sequence[Key] = (),
    width: int = WIDTH,
) -> Picture:
    """Bars one below the other, each with its number; ``heads`` are those of the table.

    With a legend of several entries, every tone has a column of its own in the table.
    """
    least = max((length(row.label) for row in rows), default=0) + 10
    left = min(max(least, LEAST_LABEL), MOST_LABEL)
    room = width - left - max((length(str(row.total)) for row in rows), default=0) - 12
    most = max((row.total for row in rows), default=0) or 1
    rects: list[Rect] = []
    labels: list[Label] = []
    for number, row in enumerate(rows):
        y, whole = FIRST + number * STEP, row.total * room // most
        rects += _parts(row, left, y, whole)
        labels.append(Label(left - 8, y + 13, fitted(row.label, left - 8), "end"))
        labels.append(Label(left + whole + 6, y + 13, str(row.total), tone="count", href=row.href))
    return Picture(
        name,
        title,
        width,
        FIRST + len(rows) * STEP,
        _table(rows, heads, legend),
        rects=rects,
        labels=labels,
        legend=legend,
    )


def _parts(row: Bar, x: int, y: int, whole: int) -> list[Rect]:
    """The parts of a bar side by side, as wide together as the whole."""
    rects = []
    widths = segments([part.value for part in row.parts], whole)
    for part, wide in zip(row.parts, widths, strict=True):
        if wide:
            said = " ".join(filter(None, (row.label, part.text, str(part.value))))
            rects.append(Rect(x, y, wide, HIGH, part.tone, said, part.href or row.href))
        x += wide
    return rects


def _table(rows: Sequence[Bar], heads: tuple[str, str], legend: Sequence[Key]) -> Table:
    if len(legend) < 2:
        cells = ((Cell(row.label), Cell(str(row.total), row.href)) for row in rows)
        return Table(heads, tuple(cells))
    told = []
    for row in rows:
        by_tone = {part.tone: part for part in row.parts}
        parts = (by_tone.get(key.tone, Part(0, key.tone, "")) for key in legend)
        cells_of = (Cell(str(part.value), part.href) for part in parts)
        told.append((Cell(row.label), *cells_of, Cell(str(row.total), row.href)))
    return Table((heads[0], *(key.text for key in legend), heads[1]), tuple(told))


def bands(ages: Iterable[int], youngest: int = 30, oldest: int = 60) -> list[tuple[int, int]]:
    """Bands of five years from the youngest age to the oldest, at least those that are usual."""
    held = list(ages)
    first = min([*held, youngest]) // BAND * BAND
    last = max([*held, oldest - 1]) // BAND * BAND
    return [(low, low + BAND - 1) for low in range(first, last + 1, BAND)]


def ladder(
    name: str,
    title: str,
    ages: Mapping[str, Sequence[int]],
    *,
    legend: Sequence[Key],
    heads: tuple[str, str],
    hrefs: Mapping[tuple[int, int], str],
    ranges: Sequence[tuple[int, int]],
    width: int = WIDTH,
) -> Picture:
    """An age ladder, oldest on top: ``ages`` by tone, stacked in the order of the legend."""
    rows = []
    for low, high in reversed(ranges):
        parts = tuple(
            Part(sum(low <= age <= high for age in ages.get(key.tone, ())), key.tone, key.text)
            for key in legend
        )
        href = hrefs.get((low, high), "") if any(part.value for part in parts) else ""
        rows.append(Bar(f"{low}–{high}", parts, href))
    return bars(name, title, rows, heads=heads, legend=legend, width=width)


def strip(
    name: str, title: str, parts: Sequence[Part], *, heads: tuple[str, str], width: int = WIDTH
) -> Picture:
    """Shares of a whole in one bar; the legend gives each its number and its link."""
    rects, x = [], 0
    for part, wide in zip(parts, segments([part.value for part in parts], width), strict=True):
        if wide:
            said = f"{part.text} {part.value}"
            rects.append(Rect(x, 0, wide, STRIP, part.tone, said, part.href))
        x += wide
    return Picture(
        name,
        title,
        width,
        STRIP,
        Table(heads, tuple((Cell(part.text), Cell(str(part.value), part.href)) for part in parts)),
        rects=rects,
        legend=[Key(part.tone, part.text, str(part.value), part.href) for part in parts],
    )
