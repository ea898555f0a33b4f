"""A paper of any kind: title, sections with paragraphs and tables, signatures, issuing organ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quanheng.office.documents.official.sheet import (
    Block,
    Cell,
    Grid,
    Head,
    Imprint,
    Issue,
    Line,
    Role,
    Row,
    Sheet,
    Side,
    Signatures,
    heads,
    texts,
)
from quanheng.office.documents.official.words import numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: names of the columns, rows of texts; ``widths`` are shares, alike without them.

    ``left`` numbers the columns, from 0, whose texts are long and stand left.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    left: Sequence[int] = ()
    caption: str = ""

    def blocks(self) -> tuple[Block, ...]:
        """The table as laid out, under its caption."""
        lines = tuple(
            Row(
                tuple(
                    Cell(text, side=Side.LEFT if at in self.left else Side.CENTRE)
                    for at, text in enumerate(row)
                )
            )
            for row in self.rows
        )
        widths = tuple(self.widths) or (1.0,) * len(self.heads)
        caption = (Line(self.caption, Role.CENTRE),) if self.caption else ()
        return (*caption, Grid(widths, (heads(*self.heads), *lines), 1))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper; a title is numbered 一、二、… by the paper."""

    title: str = ""
    paragraphs: Sequence[str] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A paper of any kind. ``head`` is that of an issued paper, of a letter, or none.

    ``opening`` comes before the sections and ``closing`` after them; ``signatures`` are labels of
    lines to sign on; ``organ`` and ``on`` stand at the end with room for the seal.
    """

    title: str
    sections: Sequence[Section] = ()
    subtitle: str = ""
    head: Head = Head.NONE
    number: str = ""
    addressee: str = ""
    opening: Sequence[str] = ()
    closing: Sequence[str] = ()
    attachments: Sequence[str] = ()
    signatures: Sequence[str] = ()
    organ: str = ""
    on: date | None = None
    copies: Sequence[str] = ()
    note: str = ""
    form: bool = False

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        blocks: list[Block] = [*addressed(self.addressee), *texts(*self.opening)]
        blocks += sectioned(self.sections)
        blocks += [*texts(*self.closing), *attached(self.attachments)]
        if self.signatures:
            blocks.append(Signatures(tuple(self.signatures)))
        if self.organ:
            blocks.append(Issue(self.organ, self.on))
        blocks += texts(self.note, role=Role.NOTE)
        if self.copies:
            blocks.append(Imprint("，".join(self.copies), self.organ, self.on))
        return Sheet(
            title=self.title,
            subtitle=self.subtitle,
            head=self.head,
            organ=headed(self.head, self.organ),
            number=self.number,
            form=self.form,
            blocks=tuple(blocks),
        )


def headed(head: Head, organ: str) -> str:
    """The words of the red head of an organ, or of its letters."""
    return f"{organ}文件" if head is Head.RED else organ


def addressed(addressee: str) -> tuple[Line, ...]:
    """To whom a paper goes."""
    return (Line(f"{addressee}：", Role.ADDRESSEE),) if addressee else ()


def sectioned(sections: Sequence[Section]) -> list[Block]:
    """Sections, those with a title numbered."""
    blocks: list[Block] = []
    at = 0
    for section in sections:
        if section.title:
            at += 1
            blocks.append(Line(f"{numbered(at)}、{section.title}", Role.HEADING))
        blocks += texts(*section.paragraphs)
        for table in section.tables:
            blocks += table.blocks()
    return blocks


def attached(attachments: Sequence[str]) -> tuple[Line, ...]:
    """The list of what is attached, one line below what it is attached to."""
    if not attachments:
        return ()
    blank = Line("", Role.FLUSH)
    if len(attachments) == 1:
        return (blank, Line(f"附件：{attachments[0]}", Role.HANGING))
    named = (
        Line(f"{'附件：' if at == 1 else '　　　'}{at}.{text}", Role.HANGING)
        for at, text in enumerate(attachments, start=1)
    )
    return (blank, *named)
