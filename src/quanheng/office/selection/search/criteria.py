"""The criteria of a search as checks: what is on file for them, and what is not."""

from collections.abc import Iterable, Iterator

from quanheng.norms.eligibility.candidate import (
    NOTHING,
    OFFICER,
    YEAR,
    Candidate,
    held,
    listed,
    met,
    spell,
)
from quanheng.norms.eligibility.learning import ORDER, rung
from quanheng.norms.finding import Evidence, Status, Text
from quanheng.norms.gate import Check
from quanheng.norms.kinds import Level, Row, Secondment
from quanheng.office.selection.models import Mark
from quanheng.office.selection.search.asked import Criteria

GRASS_ROOTS = ("街道", "乡镇", "园区", "村", "社区")
FIND, FRONT, SHORT = "hangzhou-2017:12", "qingshanhu-2009:18", "qingshanhu-2009:21"
"""The clauses for which one searches: by evidence, from the front line, by fields in demand."""

NOT_ASKED = Text("可放宽这一条件。", "The criterion may be dropped.")


def checks(of: Candidate, wanted: Criteria, marks: Iterable[Mark]) -> Iterator[Check]:
    """One check for each criterion that was chosen."""
    person = of.person
    if wanted.field:
        yield _text(of, Text("熟悉领域", "familiar field"), person and person.familiar_field,
                    wanted.field)  # fmt: skip
    if wanted.speciality:
        yield _text(of, Text("专业", "speciality"), person and person.speciality,
                    wanted.speciality)  # fmt: skip
    if wanted.schooling:
        yield _schooling(of, wanted.schooling)
    if wanted.years is not None:
        yield _led(of, wanted.years)
    if wanted.head:
        yield _head(of)
    if wanted.modes:
        yield _front(of, wanted.modes)
    if wanted.mark:
        yield _mark(of, wanted.mark, marks)


def _check(
    of: Candidate, clause: str, label: Text, status: Status, on_file: Text, required: Text,
    rows: Iterable[Row] = (),
) -> Check:  # fmt: skip
    remedy = OFFICER if status is Status.NO_DATA else NOT_ASKED
    proof = tuple(Evidence(row.sheet, row.row) for row in rows)
    return Check(clause, label, status, on_file, required, remedy, proof, of.nominee.code)


def _text(of: Candidate, label: Text, told: str | None, wanted: str) -> Check:
    rows = [of.person] if of.person else []
    found = Text(told, told) if told else NOTHING
    asked = Text(f"含“{wanted}”", f"contains “{wanted}”")
    return _check(of, SHORT, label, met(wanted in (told or ""), bool(told)), found, asked, rows)


def _schooling(of: Candidate, wanted: str) -> Check:
    texts = (of.person.education, of.person.inservice_education) if of.person else ()
    told = [text for text in texts if text]
    ranks = [ORDER.index(one) for text in told if (one := rung(text))]
    enough = any(rank >= ORDER.index(wanted) for rank in ranks)
    return _check(
        of,
        FIND,
        Text("学历条件", "schooling asked for"),
        met(enough, bool(told) and len(ranks) == len(told)),
        listed(told) if told else NOTHING,
        Text(f"{wanted}及以上", f"{wanted} or above"),
        [of.person] if of.person else [],
    )


def _led(of: Candidate, years: int) -> Check:
    """Years in leading posts at the grass roots."""
    rows = []
    for row in of.tenures:
        unit = of.unit(row.unit)
        if row.leading and unit and unit.category in GRASS_ROOTS:
            rows.append(row)
    months = of.months(rows)
    return _check(
        of,
        FIND,
        Text("基层领导经历", "led at the grass roots"),
        met(months >= years * YEAR, bool(of.tenures)),
        _served(months, held(rows, of)) if of.tenures else NOTHING,
        Text(f"在乡镇、街道、园区、村社区任领导职务满{years}年", f"{years} years there"),
        rows,
    )


def _head(of: Candidate) -> Check:
    """Experience as head one level below the post."""
    below = of.post.level + (2 if of.post.of_chief else 1)
    rows = [row for row in of.tenures if row.chief and row.level == min(below, Level.SUBSECTION)]
    return _check(
        of,
        FIND,
        Text("下一级正职经历", "head one level below"),
        met(bool(rows), bool(of.tenures)),
        held(rows, of) if rows else Text("无", "none") if of.tenures else NOTHING,
        Text("担任过下一级单位（机构）正职", "was head of a unit one level below"),
        rows,
    )


def _front(of: Candidate, modes: tuple[str, ...]) -> Check:
    """Service in hard places and on projects."""
    rows = of.of(Secondment, lambda row: row.mode in modes and row.start <= of.on)
    told = [
        f"{row.start}～{row.end or ''} {row.mode} {row.unit_name or ''}".strip() for row in rows
    ]
    return _check(
        of,
        FRONT,
        Text("一线锻炼", "service on the front line"),
        met(bool(rows)),
        listed(told) if rows else Text("档案中无此类锻炼", "none on file"),
        Text("或".join(modes), " or ".join(modes)),
        rows,
    )


def _mark(of: Candidate, wanted: str, marks: Iterable[Mark]) -> Check:
    found = [mark for mark in marks if mark.type == wanted]
    told = listed(f"{mark.decided_on} {mark.type}：{mark.facts}" for mark in found)
    return _check(
        of,
        FIND,
        Text("评价类型", "mark"),
        met(bool(found)),
        told if found else Text("没有有效的该类评价", "no such mark in force"),
        Text(wanted, wanted),
    )


def _served(months: int, where: Text) -> Text:
    if not months:
        return Text("无", "none")
    return Text(f"{spell(months).zh}：{where.zh}", f"{spell(months).en}: {where.en}")
