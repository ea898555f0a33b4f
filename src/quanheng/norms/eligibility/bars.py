"""What bars somebody for a time: influence periods, suspension, a grade, a missing report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from quanheng.norms.dates import DAY, add_months, add_years
from quanheng.norms.eligibility.candidate import (
    NOTHING,
    Candidate,
    OfCandidate,
    joined,
    listed,
    met,
)
from quanheng.norms.eligibility.post import LEVEL_NAMES
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import Check
from quanheng.norms.kinds import Appraisal, Award, Level, Supervision
from quanheng.norms.pack import Parameter

SANCTIONS = ("党纪处分", "政务处分")
NONE = Text("无", "none")
Mark = Award | Supervision
DISCIPLINE = Text(
    "由纪检监察机关核实并补登影响期。", "The discipline office verifies and enters the period."
)


def influence(of: Candidate, months: int) -> list[tuple[Mark, date | None]]:
    """Admonitions and sanctions by the day, each with the first day on which it is over.

    The day is None where the file does not tell it.
    """
    found: list[tuple[Mark, date | None]] = [
        (row, add_months(row.day, months))
        for row in of.of(Supervision, lambda row: row.type == "诫勉" and row.day <= of.on)
    ]
    for row in of.of(Award, lambda row: row.type in SANCTIONS and row.day <= of.on):
        found.append((row, row.influence_until))
    return found


def _named(mark: Mark, until: date | None) -> Text:
    name = mark.name if isinstance(mark, Award) else mark.type
    if until is None:
        return Text(f"{mark.day}{name}，影响期未登记", f"{mark.day} {name}, end not on file")
    last = until - DAY
    return Text(f"{mark.day}{name}，影响期至{last}（含）", f"{mark.day} {name}, until {last}")


def _line(marks: list[tuple[Mark, date | None]]) -> Text:
    return joined(_named(*one) for one in marks)


@dataclass(frozen=True, kw_only=True)
class NotInfluenced(OfCandidate):
    """No influence period of an admonition or a sanction is running."""

    allowed: Parameter
    months: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """The latest end counts; unknown where an end is not on file."""
        found = influence(of, int(self.months.number(of.on)))
        running = [one for one in found if one[1] and of.on < one[1]]
        unsaid = [one for one in found if one[1] is None]
        shown = running or unsaid
        over = len(running) > self.allowed.number(of.on)
        last = max((until for _mark, until in running if until), default=None)
        yield self.told(
            of,
            Text("影响期", "influence period"),
            Status.MISSED if over else Status.NO_DATA if unsaid else Status.MET,
            _line(shown) if shown else Text("无在影响期内的", "none running"),
            Text("不在诫勉、处分影响期内", "no admonition or sanction in its period"),
            Text(f"{last}起方可。", f"From {last} on.") if last else DISCIPLINE,
            [mark for mark, _until in shown],
        )


@dataclass(frozen=True, kw_only=True)
class OldInfluence(OfCandidate):
    """Influence periods that ended within some years: whether they still weigh, people judge."""

    advisory: ClassVar[bool] = True
    years: Parameter
    months: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """One check for people to consider, only where there is such a mark."""
        back = add_years(of.on, -int(self.years.number(of.on)))
        found = influence(of, int(self.months.number(of.on)))
        over = [one for one in found if one[1] and back < one[1] <= of.on]
        if not over:
            return
        yield self.told(
            of,
            Text("影响期满后的使用", "use after an influence period"),
            Status.ATTENTION,
            _line(over),
            Text("期满而仍影响使用的，不得列为考察对象", "nobody on whom it still weighs"),
            Text(
                "是否仍影响使用由组织部门会同纪检监察机关研判，写明理由。",
                "The organisation department and the discipline office judge, with reasons.",
            ),
            [mark for mark, _until in over],
        )


@dataclass(frozen=True, kw_only=True)
class NotSuspended(OfCandidate):
    """Nobody who is suspended (停职) is put forward."""

    allowed: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """A suspension runs to its last day, or on while none is on file."""
        rows = of.of(
            Supervision,
            lambda row: (
                row.type == "停职"
                and row.day <= of.on
                and (row.until is None or of.on <= row.until)
            ),
        )
        told = listed(f"{row.day}～{row.until or ''}" for row in rows)
        yield self.told(
            of,
            Text("停职", "suspension"),
            met(len(rows) <= self.allowed.number(of.on)),
            told if rows else NONE,
            Text("不在停职期间", "not suspended"),
            Text(
                "停职解除后方可；已解除的由纪检监察机关补登截止日期。",
                "After it is lifted; if it was, the discipline office enters the last day.",
            ),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class LastGrade(OfCandidate):
    """The grade of last year's annual appraisal is none of those that bar."""

    barring: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Unknown while no grade is on file for last year."""
        barring, year = self.barring.names(of.on), of.on.year - 1
        rows = of.of(
            Appraisal, lambda row: row.type == "年度" and row.year == year and bool(row.grade)
        )
        barred = any(row.grade in barring for row in rows)
        told = listed(f"{year}年度{row.grade}" for row in rows)
        yield self.told(
            of,
            Text("上年度考核", "last year's appraisal"),
            Status.MISSED if barred else met(bool(rows), known=False),
            told if rows else Text(f"{year}年度{NOTHING.zh}", f"{year}: {NOTHING.en}"),
            Text("上年度等次在称职及以上", "last year competent or better"),
            Text(
                f"{year}年度为基本称职以下的，本年度不得列为考察对象。"
                if barred
                else f"由人事干部登记{year}年度考核等次；未定等次的写明原因。",
                "Not in the year after such a grade."
                if barred
                else f"The personnel officer enters the grade of {year}.",
            ),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class ReportFiled(OfCandidate):
    """The yearly report of personal matters is on file, of whoever owes one or is to owe one."""

    reports: Parameter
    month: Parameter
    day: Parameter
    owed_from: Level = Level.DIVISION_DEPUTY

    def look(self, of: Candidate) -> Iterator[Check]:
        """The report of the year; until the day on which it falls due, last year's will do."""
        if min(of.level or Level.VILLAGE, of.post.level) > self.owed_from:
            return
        due = date(of.on.year, int(self.month.number(of.on)), int(self.day.number(of.on)))
        first = date(of.on.year if of.on > due else of.on.year - 1, 1, 1)
        rows = of.of(
            Supervision, lambda row: row.type == "个人事项报告" and first <= row.day <= of.on
        )
        told = listed(row.day.isoformat() for row in rows)
        yield self.told(
            of,
            Text("个人有关事项报告", "report of personal matters"),
            met(len(rows) >= self.reports.number(of.on), known=False),
            told if rows else Text(f"{first.year}年以来{NOTHING.zh}", f"since {first.year}: none"),
            Text(
                f"{LEVEL_NAMES[self.owed_from]}以上每年报告，提拔前核实",
                "yearly, and verified before a promotion",
            ),
            Text(
                "由本人报告，组织部门登记并核实（凡提必核）。",
                "The person reports; the organisation department files and verifies it.",
            ),
            rows,
        )
