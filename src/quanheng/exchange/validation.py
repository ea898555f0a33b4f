"""What rows must satisfy beyond their cells: order of dates, sums of votes, keys, references.

References lead to the sheets 单位, 干部 and 项目 only, which are read first; so every row is
checked as it is read. Only the tree of units needs a second look, when its sheet is complete.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from quanheng.norms.finding import Text
from quanheng.norms.kinds import (
    Appraisal,
    Column,
    Duty,
    Evaluation,
    Person,
    Project,
    Row,
    Unit,
    columns,
)

UNIQUE: Mapping[type[Row], tuple[str, ...]] = {
    Unit: ("code",),
    Person: ("code",),
    Project: ("code",),
    Duty: ("type", "number"),
    Appraisal: ("subject_type", "subject", "year", "type"),
}
"""The columns that must not be the same in two rows of a kind."""

REFERRED: Mapping[str, type[Row]] = {kind.sheet: kind for kind in (Unit, Person, Project)}

Codes = Mapping[str, Collection[str]]
"""By sheet: the codes that occur in it; a sheet that is absent is not a key."""


class Fault(NamedTuple):
    """What is wrong with a row: the position of the column in its kind, and what is expected."""

    column: int
    expected: Text


class RowChecks:
    """The checks of one kind on the values of a row, in the order of the kind's columns."""

    def __init__(self, kind: type[Row], codes: Codes) -> None:
        self._columns = columns(kind)
        self._place = {column.name: place for place, column in enumerate(self._columns)}
        self._codes = codes
        self._ends = [
            (place, [self._place[start] for start in column.ends])
            for place, column in enumerate(self._columns)
            if column.ends
        ]
        self._references = [
            (place, column)
            for place, column in enumerate(self._columns)
            if column.refers and kind.sheet not in column.refers
        ]
        self._key = [self._place[name] for name in UNIQUE.get(kind, ())]
        self._seen: dict[Any, int] = {}
        self._votes = kind is Evaluation

    def faults(self, values: Sequence[Any]) -> list[Fault]:
        """Everything wrong with a row; a value that is blank or unreadable is passed over."""
        found: list[Fault] = []
        for place, starts in self._ends:
            end = values[place]
            if end is not None:
                start = next((at for at in starts if values[at] is not None), None)
                if start is not None and end < values[start]:
                    found.append(Fault(place, self._before(start, values[start])))
        for place, column in self._references:
            code = values[place]
            if code is not None:
                sheet = self._sheet(column, values)
                if sheet in self._codes and code not in self._codes[sheet]:
                    found.append(Fault(place, unknown_code(sheet)))
        if self._votes:
            found.extend(self._vote_faults(values))
        return found

    def repeated(self, values: Sequence[Any], row: int) -> Fault | None:
        """Note the key of a row; a fault if an earlier row has the same."""
        if not self._key:
            return None
        key = tuple([values[place] for place in self._key])
        if None in key:
            return None
        first = self._seen.setdefault(key[0] if len(key) == 1 else key, row)
        if first == row:
            return None
        headers = [self._columns[place].header for place in self._key]
        zh, en = "、".join(headers), ", ".join(headers)
        return Fault(
            self._key[0] if len(key) == 1 else self._key[1],
            Text(f"与第 {first} 行重复，{zh}不能相同", f"repeats row {first}; {en} must be unique"),
        )

    def _sheet(self, column: Column, values: Sequence[Any]) -> str:
        if len(column.refers) == 1:
            return column.refers[0]
        return values[self._place["subject_type"]] or ""

    def _before(self, start: int, day: date) -> Text:
        header = self._columns[start].header
        return Text(f"不能早于{header} {day}", f"must not be before {header} {day}")

    def _vote_faults(self, values: Sequence[Any]) -> Iterator[Fault]:
        place = self._place
        returned = values[place["returned"]]
        if returned is None:
            return
        parts = ("excellent", "competent", "basic", "incompetent", "abstained")
        if returned < sum(values[place[part]] or 0 for part in parts):
            yield Fault(
                place["returned"],
                Text(
                    "不能少于优秀、称职、基本称职、不称职、弃权之和",
                    "must not be less than 优秀, 称职, 基本称职, 不称职 and 弃权 together",
                ),
            )
        if returned < (values[place["recommended"]] or 0):
            yield Fault(place["returned"], Text("不能少于推荐票", "must not be less than 推荐票"))


def unknown_code(sheet: str) -> Text:
    """What is expected of a code that leads nowhere."""
    return Text(f"应为工作表“{sheet}”中的有效编码", f"expected a code that occurs in sheet {sheet}")


class UnitLine(NamedTuple):
    """A row of 单位 as the tree sees it."""

    row: int
    code: str | None
    parent: str | None
    township: str | None


def tree_faults(
    lines: Sequence[UnitLine], *, cascade: bool
) -> Iterator[tuple[UnitLine, str, Text]]:
    """What is wrong with the tree of units: line, column name, and what is expected.

    With ``cascade`` a faulty line does not count as a unit, so that those below it are faulty too.
    """
    known: dict[str, UnitLine] = {}
    for line in lines:
        if line.code is not None:
            known.setdefault(line.code, line)
    faulty: list[UnitLine] = []
    for line, column, expected in _direct_faults(lines, known):
        yield line, column, expected
        faulty.append(line)
    if cascade:
        yield from _faults_below(lines, faulty)


def _faults_below(
    lines: Sequence[UnitLine], faulty: Sequence[UnitLine]
) -> Iterator[tuple[UnitLine, str, Text]]:
    below: dict[str, list[tuple[UnitLine, str]]] = {}
    for line in lines:
        for column, code in (("parent", line.parent), ("township", line.township)):
            if code is not None:
                below.setdefault(code, []).append((line, column))
    out = {line.row for line in faulty}
    queue = [line.code for line in faulty if line.code is not None]
    while queue:
        for line, column in below.get(queue.pop(), ()):
            if line.row not in out:
                out.add(line.row)
                yield line, column, unknown_code(Unit.sheet)
                if line.code is not None:
                    queue.append(line.code)


def _direct_faults(
    lines: Sequence[UnitLine], known: Mapping[str, UnitLine]
) -> Iterator[tuple[UnitLine, str, Text]]:
    circular = _in_cycles(known)
    for line in lines:
        if line.parent is not None:
            if line.parent not in known:
                yield line, "parent", unknown_code(Unit.sheet)
            elif line.code in circular and known[line.code] is line:
                yield (
                    line,
                    "parent",
                    Text("上级单位不能构成循环", "parent units must not form a cycle"),
                )
        if line.township is not None and line.township not in known:
            yield line, "township", unknown_code(Unit.sheet)


def _in_cycles(known: Mapping[str, UnitLine]) -> set[str]:
    """The codes of the units that are, step by step, above themselves."""
    done: set[str] = set()
    circular: set[str] = set()
    for start in known:
        path: dict[str, None] = {}
        code: str | None = start
        while code is not None and code in known and code not in done and code not in path:
            path[code] = None
            code = known[code].parent
        if code in path:
            walked = list(path)
            circular.update(walked[walked.index(code) :])
        done.update(path)
    return circular
