"""Why a rule says what it says of a subject: rows that counted, rows that did not, parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from quanheng.norms.finding import Evidence, Finding, SubjectType, Text
from quanheng.norms.kinds import (
    LEVELS,
    MILLION,
    Appraisal,
    Column,
    Contact,
    Duty,
    Evaluation,
    Pay,
    Reserve,
    Row,
    Secondment,
    Tenure,
    columns,
)
from quanheng.norms.measure import Selection
from quanheng.norms.pack import Form, Pack, Parameter, Rule, Value
from quanheng.norms.plain import Bench
from quanheng.norms.plain.case import View, fits
from quanheng.norms.population import People, Responsible
from quanheng.norms.proposal import (
    AgeLadder,
    GhostPay,
    GradeShare,
    LastPlaced,
    LowestRanked,
    PayRatio,
    PoolSize,
    ProjectTarget,
    Unanswered,
    VoteShare,
)
from quanheng.norms.records import DATED, Dossier, Records
from quanheng.norms.requirement import ConsecutiveGrade

READS: Mapping[type[Form], tuple[type[Row], ...]] = {
    AgeLadder: (Tenure,),
    ConsecutiveGrade: (Appraisal,),
    GhostPay: (Pay, Tenure),
    GradeShare: (Tenure,),
    LastPlaced: (Appraisal,),
    LowestRanked: (Appraisal,),
    PayRatio: (Tenure,),
    PoolSize: (Reserve,),
    ProjectTarget: (Secondment,),
    Unanswered: (Duty,),
    VoteShare: (Evaluation,),
}
"""The records that forms read without naming a selection."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record of the subject that the rule read and did not count, and why."""

    row: Row
    reason: Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding laid open.

    ``finding`` is None where the rule has nothing to say of the subject. ``since`` is the first
    day of the unbroken stretch in which the subject has qualified (None for units and proposals).
    """

    rule: Rule
    pack: Pack
    on: date
    subject: str
    name: str
    finding: Finding | None
    since: date | None
    counted: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    parameters: tuple[tuple[Parameter, Value], ...]


def explain(records: Records, pack: Pack, rule: Rule, subject: str, on: date) -> list[Explanation]:
    """How a rule's result for a subject came about: one explanation for each subject type.

    The list is empty if no subject of the rule's type has the code. Raises ``PackError`` if the
    pack is not in force on the day.
    """
    bench = Bench(records, [pack], on)
    return [
        _explained(bench, pack, rule, type, dossiers[subject], on)
        for type, dossiers in bench.subjects().items()
        if subject in dossiers and _speaks_of(rule.form, type)
    ]


def _speaks_of(form: Form, type: SubjectType) -> bool:
    also_units = isinstance(form, Unanswered) and type is SubjectType.UNIT
    return form.subject_type is type or also_units


def _explained(
    bench: Bench, pack: Pack, rule: Rule, type: SubjectType, dossier: Dossier, on: date
) -> Explanation:
    found = bench.findings(type, dossier, {rule.id})
    finding = found[0] if found else None
    view = bench.case.view(dossier)
    evidence = set(finding.evidence) if finding else set()
    counted, left_out = [], []
    for row, selection in _read(rule.form, view):
        if Evidence(row.sheet, row.row) in evidence:
            counted.append(row)
        else:
            left_out.append(LeftOut(row, _reason(row, selection, finding, on)))
    who = getattr(rule.form, "who", None)
    since = view.standing(who) if isinstance(who, People | Responsible) else None
    parameters = tuple((p, p.in_force(on)) for p in rule.parameters) if pack.in_force(on) else ()
    return Explanation(
        rule,
        pack,
        on,
        dossier.code,
        dossier.name,
        finding,
        since,
        tuple(counted),
        tuple(left_out),
        parameters,
    )


def _read(form: Form, view: View) -> Iterator[tuple[Row, Selection | None]]:
    """The records of the subject that the rule looks at, each once, with what it looks for."""
    selections = list(dict.fromkeys(_selections(form)))
    told: dict[type[Row], Selection | None] = {s.kind: s for s in selections}
    told.update(dict.fromkeys(READS.get(type(form), ())))
    who = getattr(form, "who", None)
    if isinstance(who, Responsible):
        told.setdefault(Contact, None)
    if isinstance(who, People) or not told:
        told.setdefault(Tenure, None)
    for kind in told:
        wanted = [selection for selection in selections if selection.kind is kind]
        anywhere = any(selection.anywhere for selection in wanted)
        rows = view.case.records.of(kind) if anywhere else view.dossier.of(kind)
        for row in rows:
            yield row, next((s for s in wanted if fits(s, row)), wanted[0] if wanted else None)


def _selections(value: object) -> Iterator[Selection]:
    if isinstance(value, Selection):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _selections(item)
    elif is_dataclass(value) and not isinstance(value, type | Parameter):
        for item in fields(value):
            yield from _selections(getattr(value, item.name))


def _reason(row: Row, selection: Selection | None, finding: Finding | None, on: date) -> Text:
    """Why a record did not count, the first reason that holds."""
    dated = DATED.get(type(row))
    day: date | None = getattr(row, dated) if dated else None
    if day is not None and day > on:
        return Text(f"日期{day}晚于统计日", f"dated {day}, after the as-of date")
    if row.interval is not None:
        start, end = (getattr(row, name) for name in row.interval)
        if end is not None and end == start:
            return Text("起止同日，不计", "it ends on the day it begins and has no effect")
    if selection is not None and not fits(selection, row):
        return _unlike(row, selection)
    if finding is not None and day is not None and selection is not None:
        if finding.window_start and day < finding.window_start:
            return Text(f"日期{day}早于统计期", f"dated {day}, before the window")
        if finding.window_end and day > finding.window_end:
            return Text(f"日期{day}晚于统计期", f"dated {day}, after the window")
    if selection is None and row.interval is not None and getattr(row, row.interval[1]):
        ended = getattr(row, row.interval[1])
        if ended <= on:
            return Text(f"已于{ended}结束", f"it ended on {ended}")
    return Text(
        "不属本条所计事项，或所计单元格为空", "not what the rule counts, or its cell is blank"
    )


def _unlike(row: Row, selection: Selection) -> Text:
    described = {column.name: column for column in columns(type(row))}
    for name, values in selection.where:
        if getattr(row, name) not in values:
            header = described[name].header
            found, wanted = (
                shown(described[name], getattr(row, name)),
                " / ".join(sorted(shown(described[name], value) for value in values)),
            )
            return Text(
                f"{header}为“{found}”，本条只计“{wanted}”",
                f"{header} is “{found}”, the rule counts “{wanted}”",
            )
    name, text = selection.saying or ("", "")
    header = described[name].header if name else ""
    return Text(f"{header}未含“{text}”", f"{header} does not mention “{text}”")


def shown(column: Column, value: object) -> str:
    """A cell as it stands in the workbook."""
    if value is None:
        return "空"
    if column.type == "yes_no":
        return "是" if value else "否"
    if column.type == "number" and isinstance(value, int):
        return f"{value / MILLION:g}"
    if column.choices == tuple(LEVELS):
        return next(name for name, level in LEVELS.items() if level == value)
    return str(value)


def told(row: Row) -> str:
    """A record in one line: its filled columns, without the code of its subject."""
    parts = [
        f"{column.header}={shown(column, getattr(row, column.name))}"
        for column in columns(type(row))
        if getattr(row, column.name) is not None
        and column.name not in ("person", "subject", "subject_type")
    ]
    return ",".join(parts)
