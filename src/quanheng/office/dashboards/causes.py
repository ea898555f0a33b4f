"""Why a rule says what it says: an explanation in the language of the page, with its records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from quanheng.norms.finding import Language, Text
from quanheng.norms.kinds import Row
from quanheng.norms.pack import Clause
from quanheng.norms.plain.explain import Explanation
from quanheng.norms.plain.telling import Names
from quanheng.office.dashboards.told import (
    TITLE_OF,
    Number,
    Said,
    in_language,
    numbers,
    record_at,
    said,
)
from quanheng.office.records.models import RECORDS
from quanheng.office.records.shape import Place, places
from quanheng.office.records.showing import cell
from quanheng.office.records.values import label_of

MOST = 30
"""Records of one kind that a reason shows; the number of the others is told."""


class Line(NamedTuple):
    """A record: where it is, what it says column by column, and why it does not count."""

    href: str
    cells: list[tuple[str, str]]
    reason: str = ""


class Table(NamedTuple):
    """Records of one kind with the columns in which any of them says something."""

    title: str
    heads: list[str]
    lines: list[Line]
    count: int

    @property
    def more(self) -> int:
        """How many records are not shown."""
        return self.count - len(self.lines)


class Cause(NamedTuple):
    """Why a rule says what it says of a subject."""

    title: str
    clause: Clause
    summary: str
    document: str
    said: Said | None
    silence: str
    since: date | None
    workings: list[str]
    numbers: list[Number]
    applies: list[Table]
    counted: list[Table]
    left_out: list[Table]
    note: str
    national: str

    @property
    def counted_all(self) -> int:
        """How many records count."""
        return sum(table.count for table in self.counted)

    @property
    def left_all(self) -> int:
        """How many records were read and do not count."""
        return sum(table.count for table in self.left_out)


def cause(found: Explanation, language: Language) -> Cause:
    """An explanation in words."""
    rule, names = found.rule, found.names or {}
    left = [(one.row, one.reason) for one in found.left_out]
    return Cause(
        rule.title.in_(language),
        rule.clause,
        rule.clause.summary.in_(language),
        found.pack.title.in_(language),
        said(found.finding, rule, found.on, language) if found.finding else None,
        in_language(found.silence, language),
        found.since,
        [one.in_(language) for one in found.workings],
        numbers(found.parameters, language),
        tables(_plain(found.applies), names, found.subject, language),
        tables(_plain(found.counted), names, found.subject, language),
        tables(left, names, found.subject, language),
        in_language(rule.clause.note, language),
        rule.status.label.in_(language) if rule.status else "",
    )


def _plain(rows: Iterable[Row]) -> list[tuple[Row, Text | None]]:
    return [(row, None) for row in rows]


def tables(
    rows: Iterable[tuple[Row, Text | None]], names: Names, subject: str, language: Language
) -> list[Table]:
    """Records and the reasons why they do not count, one table for each kind."""
    by_kind: dict[type[Row], list[tuple[Row, Text | None]]] = defaultdict(list)
    for row, reason in rows:
        by_kind[type(row)].append((row, reason))
    return [_table(kind, held, names, subject, language) for kind, held in by_kind.items()]


def _table(
    kind: type[Row],
    rows: Sequence[tuple[Row, Text | None]],
    names: Names,
    subject: str,
    language: Language,
) -> Table:
    shown = rows[:MOST]
    columns = [
        place
        for place in places(kind)
        if any(getattr(row, place.column.name) not in (None, subject) for row, _reason in shown)
    ]
    heads = [label_of(RECORDS[kind], place.field) for place in columns]
    lines = [
        Line(
            record_at(row.sheet, row.row),
            [(head, _cell(place, row, names)) for head, place in zip(heads, columns, strict=True)],
            in_language(reason, language),
        )
        for row, reason in shown
    ]
    return Table(str(TITLE_OF[kind.sheet]), heads, lines, len(rows))


def _cell(place: Place, row: Row, names: Mapping[tuple[str, str], str]) -> str:
    """What a record says in a column; a code as the name that it stands for."""
    value = getattr(row, place.column.name)
    for sheet in place.column.refers:
        if (sheet, value) in names:
            return names[sheet, value]
    return cell(place.column, value)
