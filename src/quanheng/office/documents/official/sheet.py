"""A paper as it is laid out: its head, its title, and blocks one under the other.

Every document says by ``laid_out`` what stands on it; PDF and .docx are both drawn from the answer,
so that they cannot differ. A text is only ever a text: nothing in it is taken for markup.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Head(StrEnum):
    """What stands over the title: nothing, the red head of an issued paper, or that of a letter."""

    NONE = "none"
    RED = "red"
    LETTER = "letter"


class Role(StrEnum):
    """How a line is set."""

    BODY = "body"
    HEADING = "heading"
    SUBHEADING = "subheading"
    ADDRESSEE = "addressee"
    CENTRE = "centre"
    RIGHT = "right"
    FLUSH = "flush"
    HANGING = "hanging"
    NOTE = "note"


class Side(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    role: Role = Role.BODY
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``columns`` and ``rows`` say how many it takes up, ``head`` labels."""

    text: str
    columns: int = 1
    rows: int = 1
    side: Side = Side.CENTRE
    head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: at least so many millimetres high, higher for what needs it."""

    cells: tuple[Cell, ...]
    height: float = 9


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; ``widths`` are shares, the first ``heads`` rows stand on every page."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    heads: int = 0
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues a paper and when, at its end, with room for the seal; no day: filled by hand."""

    organ: str
    on: date | None = None
    kind: str = "issue"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines for names that are written by hand, two side by side."""

    labels: tuple[str, ...]
    kind: str = "signatures"


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who gets a copy, who printed it and when; at the foot of the last page."""

    copies: str = ""
    organ: str = ""
    on: date | None = None
    kind: str = "imprint"


Block = Line | Grid | Issue | Signatures | Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper: ``form`` for one that is filled in (smaller letters, narrower margins).

    ``organ`` and ``number`` (文号) stand in the head, ``signer`` (签发人) on papers that go up.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    head: Head = Head.NONE
    organ: str = ""
    number: str = ""
    signer: str = ""
    form: bool = False


class Document(Protocol):
    """Anything that can be laid out as a paper."""

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        ...


def label(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell that names what stands beside or under it."""
    return Cell(text, columns, rows, Side.CENTRE, True)


def said(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell with a text that may be long."""
    return Cell(text, columns, rows, Side.LEFT)


def heads(*texts: str) -> Row:
    """The row that names the columns."""
    return Row(tuple(label(text) for text in texts))


def texts(*lines: str, role: Role = Role.BODY) -> tuple[Line, ...]:
    """Paragraphs: one for each line of each text; empty ones are left out."""
    return tuple(Line(one, role) for text in lines for one in text.splitlines() if one.strip())
