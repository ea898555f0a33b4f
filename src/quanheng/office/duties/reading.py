"""A workbook with the sheet 清单, compared with the file row by row before anything is written."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.exchange.problems import WorkbookRefused
from quanheng.exchange.workbook import read_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import columns
from quanheng.office.accounts.models import User
from quanheng.office.duties.lists import KINDS
from quanheng.office.duties.models import Item
from quanheng.office.duties.permission import manages, raises
from quanheng.office.duties.sheet import MORE
from quanheng.office.language import language
from quanheng.office.records.models import Duty, Person, Unit
from quanheng.office.records.refusals import Refused
from quanheng.office.records.shape import places

SHEET = kinds.Duty.sheet
LARGEST = 5 * 1024 * 1024
MOST = 5_000
HEADS = {column.name: column.header for column in columns(kinds.Duty)}
FIELDS = {place.field: place.column.name for place in places(kinds.Duty)}
DONE = ("answered", "closed")


class Outcome(StrEnum):
    """What is to be done with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class Change(NamedTuple):
    """A column that the workbook would change."""

    label: str
    before: Any
    after: Any


class Line(NamedTuple):
    """A row of the sheet: what it would do, or why it is refused (where, what, what to do)."""

    row: int | None
    outcome: Outcome
    type: str
    number: str
    matter: str
    changes: tuple[Change, ...] = ()
    refusal: str = ""
    values: dict[str, Any] | None = None
    duty: Duty | None = None


class Preview(NamedTuple):
    """All rows, and how many there are of each outcome."""

    lines: list[Line]
    warnings: list[str]

    def count(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return sum(line.outcome is outcome for line in self.lines)


def compared(data: bytes, *, by: User, on: date) -> Preview:
    """What a workbook would change for an account; raises ``Refused`` for one that is none."""
    spoken = language()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        path.write_bytes(data)
        try:
            loaded = read_workbook(path, skip_bad_rows=True)
        except WorkbookRefused as refused:
            raise Refused(refused.problems.lines(spoken, limit=20)) from refused
    if not loaded.records.has(kinds.Duty):
        raise Refused(_("文件中没有工作表“清单”，请使用导出的清单或模板。"))
    rows = list(loaded.records.of(kinds.Duty))
    if len(rows) > MOST:
        raise Refused(_("一次最多导入%d行，请分批导入。") % MOST)
    wrong = [one for one in loaded.skipped if one.sheet == SHEET]
    known = _known(rows)
    lines = [_compared(row, known, by, on) for row in rows]
    lines += [
        Line(one.row, Outcome.REFUSED, "", "", "", refusal=one.message.in_(spoken)) for one in wrong
    ]
    lines.sort(key=lambda line: line.row or 0)
    own = {head for head, _width in MORE}
    warnings = [
        one.message.in_(spoken)
        for one in loaded.warnings
        if one.sheet == SHEET and one.column not in own
    ]
    return Preview(lines, warnings)


class _Known(NamedTuple):
    units: dict[str, Unit]
    people: dict[str, Person]
    duties: dict[tuple[str, str], Duty]
    followed: set[tuple[str, str]]


def _known(rows: Iterable[kinds.Duty]) -> _Known:
    """What rows name: four queries, however many rows."""
    numbers = {row.number for row in rows}
    units = Unit.objects.filter(code__in={row.lead_unit for row in rows if row.lead_unit})
    people = Person.objects.filter(code__in={row.owner for row in rows if row.owner})
    duties = Duty.objects.filter(known_until=None, number__in=numbers)
    followed = Item.objects.filter(number__in=numbers).values_list("type", "number")
    return _Known(
        {unit.code: unit for unit in units},
        {person.code: person for person in people},
        {(one.type, one.number): one for one in duties.select_related("lead_unit", "owner")},
        set(followed),
    )


def _compared(row: kinds.Duty, known: _Known, by: User, on: date) -> Line:
    key = (row.type, row.number)
    told = {"row": row.row, "type": row.type, "number": row.number, "matter": row.matter}
    for name, code, found in (
        ("lead_unit", row.lead_unit, known.units),
        ("owner", row.owner, known.people),
    ):
        if code and code not in found:
            why = _("编码“%s”不在档案中，请核对后改正。") % code
            return Line(outcome=Outcome.REFUSED, refusal=_at(row, name, why), **told)
    values = _values(row, known)
    old = known.duties.get(key)
    why = _refusal(row, old, values, key in known.followed, by, on)
    if why:
        return Line(outcome=Outcome.REFUSED, refusal=why, **told)
    if old is None:
        return Line(outcome=Outcome.NEW, values=values, **told)
    changes = tuple(
        Change(HEADS[FIELDS[name]], getattr(old, name), value)
        for name, value in values.items()
        if getattr(old, name) != value
    )
    outcome = Outcome.CHANGED if changes else Outcome.SAME
    return Line(outcome=outcome, changes=changes, values=values, duty=old, **told)


def _values(row: kinds.Duty, known: _Known) -> dict[str, Any]:
    """A row as values of the record's fields."""
    values = {field: getattr(row, name) for field, name in FIELDS.items()}
    values["lead_unit"] = known.units.get(row.lead_unit or "")
    values["owner"] = known.people.get(row.owner or "")
    return values


def _refusal(
    row: kinds.Duty, old: Duty | None, values: dict[str, Any], followed: bool, by: User, on: date
) -> str:
    """Why a row may not be written; blank when it may."""
    if not manages(by, values["lead_unit"], on) or (
        old is not None and not manages(by, old.lead_unit, on)
    ):
        return _at(row, "lead_unit", _("该单位的清单不在您的督办范围，请删除本行或由上级导入。"))
    if old is None:
        if not raises(by, KINDS[row.type], values["lead_unit"], on):
            return _at(row, "type", _("您的角色不能交办该类事项，请删除本行。"))
        return ""
    for name in DONE:
        if getattr(old, name) != values[name]:
            why = _("回复和办结须在系统内办理并由他人核验，请恢复为档案中的日期。")
            return _at(row, name, why)
    if followed and old.deadline != values["deadline"]:
        return _at(row, "deadline", _("在办事项延期须写明理由，请在事项页面办理延期。"))
    if row.owner is not None and row.owner == by.person_code:
        return _at(row, "owner", _("您是该事项的责任人，请由他人更新。"))
    return ""


def _at(row: kinds.Duty, name: str, why: str) -> str:
    """Where it is wrong, and what to do."""
    place = {"sheet": SHEET, "row": row.row, "column": HEADS[name], "why": why}
    return _("工作表“%(sheet)s”第 %(row)s 行“%(column)s”列：%(why)s") % place
