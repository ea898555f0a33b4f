"""The steps of something under way as a line: what is done, where it stands, what lies ahead.

It is drawn across for a wide page and down for a narrow one. Loops tell where it was sent back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quanheng.office.pictures.shapes import Cell, Label, Line, Picture, Rect, Table, fitted, length

BOX, TALL, APART, INSET = 152, 30, 34, 8
COLUMNS = 6
WIDER = {COLUMNS: BOX, 5: 190, 4: 244}
"""How wide a box is, by how many stand in a row: as few as the longest title needs."""
BELOW, ABOVE = 42, 26
"""Room for who and when under a box, and for loops over it."""
GUTTER, PITCH, NARROW = 26, 52, 336
CHEVRON = 4
MARGIN = 2 * INSET + 16
"""What a box keeps free beside its title: its edges and the sign."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A step: ``state`` is done, now, ahead, passed (over), or halted, and is told by a sign.

    ``who`` and ``when`` are in words; ``href`` leads to what was done there.
    """

    title: str
    state: str
    who: str = ""
    when: str = ""
    href: str = ""
    remark: str = ""


class Loop(NamedTuple):
    """From which step to which earlier one it was sent back, and how often, in words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the picture: its title, the heads of its table, and each state."""

    title: str
    heads: tuple[str, str, str, str, str]
    states: dict[str, str]


SIGNS = {"done": "✓", "now": "▶", "ahead": "○", "passed": "–", "halted": "✕"}


def across(name: str, words: Words, stops: Sequence[Stop], loops: Sequence[Loop] = ()) -> Picture:
    """The steps from left to right, in several rows where they are many."""
    columns, box = _row(stops)
    near = [one for one in loops if one.start // columns == one.end // columns]
    head = ABOVE if near else 10
    places = [
        (at % columns * (box + APART) + 1, head + at // columns * (head + TALL + BELOW))
        for at in range(len(stops))
    ]
    lines, labels = [], []
    for one, (x, y) in zip(stops, places, strict=True):
        labels += _told(one, x + INSET, y + TALL + 15, box - INSET)
    for at, (x, y) in enumerate(places[1:], start=1):
        tone = _tone(stops[at])
        if at % columns:
            middle = y + TALL // 2
            way = ((x - APART, middle), (x - 3, middle))
            lines.append(Line((*way, *_head(way[1], "right")), tone))
        else:
            far, turn = places[at - 1][0] + box - 6, y - head + 4
            end = (x + 20, y - 3)
            way = ((far, turn - 10), (far, turn), (x + 20, turn), end)
            lines.append(Line((*way, *_head(end, "down")), tone))
    for lane, loop in enumerate(near):
        start, end = places[loop.start], places[loop.end]
        top = start[1] - 8 - 5 * (lane % 2)
        a, b = start[0] + box // 2 + 12, end[0] + box // 2 - 12
        lines.append(Line(((a, start[1] - 1), (a, top), (b, top), (b, end[1] - 2)), "back"))
        lines.append(Line(_head((b, end[1] - 2), "down"), "back"))
        labels.append(Label((a + b) // 2, top - 4, loop.text, "middle", "axis"))
    width = max(x for x, _y in places) + box + 2
    height = max(y for _x, y in places) + TALL + BELOW
    return _picture(name, words, stops, loops, places, lines, labels, (width, height), box)


def down(name: str, words: Words, stops: Sequence[Stop], loops: Sequence[Loop] = ()) -> Picture:
    """The steps from top to bottom, who and when beside each."""
    left = GUTTER if loops else 1
    places = [(left, 2 + at * PITCH) for at in range(len(stops))]
    box = BOX - 10
    lines, labels = [], []
    for one, (x, y) in zip(stops, places, strict=True):
        labels += _told(one, x + box + 10, y + 13, NARROW - x - box - 10)
    for at, (x, y) in enumerate(places[1:], start=1):
        way = ((x + 20, y - PITCH + TALL), (x + 20, y - 3))
        lines.append(Line((*way, *_head(way[1], "down")), _tone(stops[at])))
    for lane, loop in enumerate(loops):
        start, end = places[loop.start][1] + TALL // 2, places[loop.end][1] + TALL // 2
        side = left - 10 - 5 * (lane % 3)
        lines.append(Line(((left, start), (side, start), (side, end), (left - 2, end)), "back"))
        lines.append(Line(_head((left - 2, end), "right"), "back"))
    height = places[-1][1] + TALL + 8
    return _picture(name, words, stops, loops, places, lines, labels, (NARROW, height), box)


def _row(stops: Sequence[Stop]) -> tuple[int, int]:
    """How many boxes stand in a row, and how wide each is, so that titles are whole."""
    longest = max(length(one.title) for one in stops)
    for columns, box in WIDER.items():
        if longest <= box - MARGIN:
            return columns, box
    return columns, box


def _tone(stop: Stop) -> str:
    """The look of the way to a step: gone already, or still ahead."""
    return "way" if stop.state in ("ahead", "passed") else "gone"


def _head(at: tuple[int, int], to: str) -> tuple[tuple[int, int], ...]:
    """The corners of an arrow's head, from its point and back to it."""
    x, y = at
    if to == "down":
        return ((x - CHEVRON, y - CHEVRON), (x, y), (x + CHEVRON, y - CHEVRON))
    return ((x - CHEVRON, y - CHEVRON), (x, y), (x - CHEVRON, y + CHEVRON))


def _told(stop: Stop, x: int, y: int, room: int) -> list[Label]:
    """Who and when, in two lines."""
    texts = [text for text in (stop.who, stop.when) if text]
    tones = [f"step-{stop.state}-note" if text == stop.when else "axis" for text in texts]
    return [
        Label(x, y + 15 * line, fitted(text, room), tone=tone)
        for line, (text, tone) in enumerate(zip(texts, tones, strict=True))
    ]


def _picture(
    name: str,
    words: Words,
    stops: Sequence[Stop],
    loops: Sequence[Loop],
    places: Sequence[tuple[int, int]],
    lines: list[Line],
    labels: list[Label],
    size: tuple[int, int],
    box: int,
) -> Picture:
    """The boxes with their titles, over the lines between them."""
    rects = []
    for one, (x, y) in zip(stops, places, strict=True):
        told = " ".join(part for part in (one.title, words.states[one.state], one.who) if part)
        rects.append(Rect(x, y, box, TALL, f"step-{one.state}", told, one.href))
        title = f"{SIGNS[one.state]} {fitted(one.title, box - MARGIN)}"
        labels.append(Label(x + INSET, y + 20, title, tone=f"on-step-{one.state}"))
    return Picture(
        name,
        words.title,
        *size,
        _table(words, stops, loops),
        rects=rects,
        lines=lines,
        labels=labels,
    )


def _table(words: Words, stops: Sequence[Stop], loops: Sequence[Loop]) -> Table:
    back = {loop.start: loop.text for loop in loops}
    return Table(
        words.heads,
        tuple(
            (
                Cell(one.title, one.href),
                Cell(words.states[one.state]),
                Cell(one.who),
                Cell(one.when),
                Cell(" ".join(part for part in (one.remark, back.get(at, "")) if part)),
            )
            for at, one in enumerate(stops)
        ),
    )
