"""What pictures are made of: shapes in whole pixels, a legend, and the table of their figures.

Every shape that stands for something has a title, and a link where there is something to see.
Colours are named by tone; ``static/web/pictures.css`` says what a tone looks like, and
``PATTERNS`` which of them carry a pattern, so that they differ on paper without colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

PATTERNS = {
    "missed": "cross",
    "attention": "dots",
    "pending": "slash",
    "no_data": "flat",
    "deputy": "slash",
    "influence": "slash",
    "second": "slash",
    "third": "dots",
}
"""The tones that carry a pattern; other tones are plain."""

WIDE, SLIM = 12, 7
"""Pixels that a Chinese and a Latin character take in the text of pictures."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar or a part of one."""

    x: int
    y: int
    width: int
    height: int
    tone: str
    title: str = ""
    href: str = ""

    @property
    def pattern(self) -> str:
        """The pattern of its tone; empty for a plain one."""
        return PATTERNS.get(self.tone, "")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid, an axis, or a curve through several points."""

    points: tuple[tuple[int, int], ...]
    tone: str = "grid"

    @property
    def path(self) -> str:
        """The points as a polyline names them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in time or of a curve, at its centre; the shape is that of its tone."""

    x: int
    y: int
    tone: str
    title: str
    href: str = ""

    @property
    def outline(self) -> str:
        """The corners: a triangle for sanctions, a diamond for awards, else a square."""
        x, y = self.x, self.y
        corners = {
            "sanction": ((x - 6, y - 5), (x + 6, y - 5), (x, y + 6)),
            "award": ((x, y - 7), (x + 6, y), (x, y + 7), (x - 6, y)),
        }.get(self.tone, ((x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)))
        return " ".join(f"{px},{py}" for px, py in corners)


@dataclass(frozen=True, slots=True)
class Label:
    """Words; ``anchor`` is start, middle or end."""

    x: int
    y: int
    text: str
    anchor: str = "start"
    tone: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table below a picture."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a picture; the first cell of a row is its heading."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend, with its number and a link where it counts something."""

    tone: str
    text: str
    count: str = ""
    href: str = ""

    @property
    def pattern(self) -> str:
        """The pattern of its tone; empty for a plain one."""
        return PATTERNS.get(self.tone, "")


@dataclass(frozen=True)
class Picture:
    """A picture ready to be drawn by ``web/pictures/picture.html``.

    ``name`` is its id on the page. ``aside`` are labels in a column of ``aside_width`` that stays
    in place while the rest is scrolled sideways; ``late`` starts the scrolling at the right end.
    """

    name: str
    title: str
    width: int
    height: int
    table: Table
    rects: Sequence[Rect] = ()
    lines: Sequence[Line] = ()
    marks: Sequence[Mark] = ()
    labels: Sequence[Label] = ()
    legend: Sequence[Key] = ()
    aside: Sequence[Label] = ()
    aside_width: int = 0
    late: bool = False
    shade: Sequence[Rect] = field(default=())

    @property
    def patterns(self) -> list[str]:
        """The patterns that its shapes use."""
        used = {rect.pattern for rect in (*self.rects, *self.shade)}
        return sorted((used | {key.pattern for key in self.legend}) - {""})


def length(text: str) -> int:
    """How many pixels a text takes, roughly and never less."""
    return sum(SLIM if character < "\u2e80" else WIDE for character in text)


def fitted(text: str, room: int) -> str:
    """A text cut with an ellipsis to the room; empty where not even two characters fit."""
    if length(text) <= room:
        return text
    kept = ""
    for character in text:
        if length(kept + character) + WIDE > room:
            break
        kept += character
    return f"{kept}…" if len(kept) > 1 else ""


def rounded_up(most: float) -> int:
    """A round number not below the largest value: 1, 2 or 5 times a power of ten, at least 1."""
    unit = 1
    while unit < most:
        for factor in (2, 5, 10):
            if unit * factor >= most:
                return unit * factor
        unit *= 10
    return unit


def segments(values: Sequence[int], room: int) -> list[int]:
    """Widths that share the room by the values and fill it exactly; something is never nothing."""
    total = sum(values)
    if not total:
        return [0 for _ in values]
    widths = [max(2, value * room // total) if value else 0 for value in values]
    widest = widths.index(max(widths))
    widths[widest] += room - sum(widths)
    return widths
