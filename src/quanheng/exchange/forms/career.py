"""简历: the lines of a curriculum vitae, ``1997.09--2001.07  某县某局科员``.

A line is a period and what was done in it; an open period is still going on. What is indented
below a line belongs to it: a bracketed addition such as ``（其间：…）`` is kept as a note, other
text is the line gone on after a break that an editor made.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quanheng.exchange.forms.when import PartialDate, parse_date

TEXT_COLUMN = 18
"""Where the text of a line begins: ``YYYY.MM--YYYY.MM`` and two spaces."""

NOTE_COLUMN = 17
"""Where a note begins; its full-width bracket is blank on the left."""

INDENTED = 6
"""From this many blanks on, a line is part of the one above even if it begins with a period."""

_DATE = r"[0-9]{4}(?:[.．年/][0-9]{1,2}月?(?:[.．/]?[0-9]{1,2}日?)?|[0-9]{2}|年)?"
_DASH = r"(?>--+|—+|―+|－+|–+|-|~|～|至)"
_GAP = r"[ \t]{0,2}"
_SPAN = (
    rf"(?P<start>{_DATE})(?:{_GAP}{_DASH}?{_GAP}至今"
    rf"|{_GAP}{_DASH}(?:{_GAP}(?P<end>{_DATE}))?)(?![0-9])"
)
"""Beyond two blanks a date is no end: an open line may begin its text with a year."""

_PERIOD = re.compile(rf"{_SPAN}[ \t]*(?P<text>.*)")
_BREAK = re.compile(r"\r\n|\r|\n|<[bB][rR] */?>")
_MEANWHILE = re.compile(rf"{_SPAN}[ \t，,:：]*(?P<text>[^；;）)]*)")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_OPENING, _CLOSING = "（(", "）)"
_ANCHOR = re.compile(rf"[ \t]+(?={_DATE}{_GAP}{_DASH}(?:{_GAP}{_DATE}|[ \t]|今))")


class CareerLine(NamedTuple):
    """One line: its period (``start`` ``None``: no period was given), text, bracketed notes.

    ``end`` ``None`` with a start means: still so when the form was filled in.
    """

    start: PartialDate | None
    end: PartialDate | None
    text: str
    notes: tuple[str, ...] = ()


class Meanwhile(NamedTuple):
    """Something done beside the main line, named in a bracket: studies, a secondment."""

    start: PartialDate
    end: PartialDate | None
    text: str


def parse_career(text: str) -> tuple[CareerLine, ...]:
    """The lines of a curriculum vitae; nothing of the text is lost but its layout."""
    lines: list[CareerLine] = []
    for written in _written_lines(text):
        stripped = written.strip()
        indent = len(written) - len(written.lstrip())
        found = None if lines and indent >= INDENTED else _line(stripped)
        if found is not None:
            lines.append(found)
        elif lines and (indent >= INDENTED or stripped[0] in _OPENING or _is_open(lines[-1])):
            lines[-1] = _whole(_gone_on(lines[-1], stripped))
        else:
            lines.append(CareerLine(None, None, stripped))
    return tuple(lines)


def write_career(lines: Sequence[CareerLine]) -> str:
    """The lines as editors of the form write them."""
    return "\n".join(part for line in lines for part in _parts(line))


def meanwhile(line: CareerLine) -> tuple[Meanwhile, ...]:
    """What a line says in brackets was done in periods of their own, in the order written."""
    found = []
    for bracket in _brackets(line.text + "".join(line.notes)):
        for match in _MEANWHILE.finditer(bracket):
            start, end = parse_date(match["start"]), parse_date(match["end"] or "")
            if start is not None:
                found.append(Meanwhile(start, end, match["text"].strip()))
    return tuple(found)


def with_breaks(text: str) -> str:
    """A text on one line, broken again before each period: XML attributes lose line breaks."""
    if len([line for line in text.splitlines() if line.strip()]) != 1:
        return text
    cuts = [match.end() for match in _ANCHOR.finditer(text) if _depth(text[: match.start()]) == 0]
    ends = [*cuts, len(text)]
    return "\n".join(text[low:high].strip() for low, high in zip([0, *cuts], ends, strict=True))


def period(line: CareerLine) -> str:
    """The period of a line as written: ``1997.09--2001.07``."""
    if line.start is None:
        return ""
    return f"{line.start.dotted}--{line.end.dotted if line.end else ''}"


def _written_lines(text: str) -> Iterator[str]:
    for line in _BREAK.split(text.replace("\u3000", "  ")):
        if line.strip():
            yield line.rstrip()


def _line(text: str) -> CareerLine | None:
    """The line that begins with a period, ``None`` if it does not."""
    match = _PERIOD.fullmatch(text.translate(_HALF_WIDTH))
    if match is None:
        return None
    start, end = parse_date(match["start"]), parse_date(match["end"] or "")
    if start is None or (match["end"] and end is None):
        return None
    return CareerLine(start, end, text[match.start("text") :].strip())


def _gone_on(line: CareerLine, text: str) -> CareerLine:
    if line.notes and _depth(line.notes[-1]) > 0:
        return line._replace(notes=(*line.notes[:-1], line.notes[-1] + text))
    if _depth(line.text) > 0 or (text[0] not in _OPENING and not line.notes):
        return line._replace(text=line.text + text)
    if text[0] in _OPENING:
        return line._replace(notes=(*line.notes, text))
    return line._replace(notes=(*line.notes[:-1], line.notes[-1] + text))


def _whole(line: CareerLine) -> CareerLine:
    """A line whose period itself was broken in two is read again."""
    found = _line(line.text) if line.start is None else None
    return line if found is None else found._replace(notes=line.notes)


def _is_open(line: CareerLine) -> bool:
    return _depth(line.notes[-1] if line.notes else line.text) > 0


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in _OPENING) - sum(text.count(mark) for mark in _CLOSING)


def _parts(line: CareerLine) -> Iterator[str]:
    if line.start is None:
        yield line.text
    else:
        yield f"{period(line).ljust(TEXT_COLUMN - 2)}  {line.text}".rstrip()
    for note in line.notes:
        yield " " * NOTE_COLUMN + note


def _brackets(text: str) -> Iterator[str]:
    """The outermost bracketed parts of a text."""
    depth = opened = 0
    for at, mark in enumerate(text):
        if mark in _OPENING:
            opened = at if depth == 0 else opened
            depth += 1
        elif mark in _CLOSING and depth:
            depth -= 1
            if depth == 0:
                yield text[opened + 1 : at]
