"""Retirement: whoever reaches the statutory age is not put forward."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quanheng.norms.dates import add_years
from quanheng.norms.eligibility.candidate import NOTHING, OFFICER, Candidate, OfCandidate, met
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import Check
from quanheng.norms.pack import Parameter
from quanheng.norms.retirement import Retirement, Schedules, retirement


@dataclass(frozen=True, kw_only=True)
class OfAge(OfCandidate):
    """A condition about the statutory retirement of the person at the level of the post."""

    since: Parameter
    schedules: Schedules

    def leaves(self, of: Candidate) -> Retirement | None:
        """When the person retires; None while the person's line is not on file."""
        if of.person is None:
            return None
        level = min(of.level or of.post.level, of.post.level)
        return retirement(of.person.birth, self.schedules.of(of.person.sex, level))


@dataclass(frozen=True, kw_only=True)
class NotRetired(OfAge):
    """The statutory retirement age (法定退休年龄) is not reached."""

    def look(self, of: Candidate) -> Iterator[Check]:
        """By the month of birth."""
        leaves = self.leaves(of)
        told = NOTHING
        if leaves:
            told = _month(leaves)
        yield self.told(
            of,
            Text("退休年龄", "retirement age"),
            met(leaves is not None and of.on < leaves.statutory, leaves is not None),
            told,
            Text("未到法定退休年龄", "not reached"),
            Text("已到龄的不再提名。", "Nobody is named after that.") if leaves else OFFICER,
            [of.person] if of.person else [],
        )


@dataclass(frozen=True, kw_only=True)
class ServesTerm(OfAge):
    """Whoever is appointed for a term can generally serve it before retiring."""

    advisory: ClassVar[bool] = True
    years: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Only for posts with a term; shown, and left to people."""
        leaves, years = self.leaves(of), int(self.years.number(of.on))
        if not of.post.term or leaves is None:
            return
        enough = add_years(of.on, years) <= leaves.statutory
        yield self.told(
            of,
            Text("可任满一届", "can serve a term"),
            Status.MET if enough else Status.ATTENTION,
            _month(leaves),
            Text(f"一般应能任满一届（{years}年）", f"generally a term of {years} years"),
            Text("由组织部门研究。", "The organisation department considers it."),
            [of.person] if of.person else [],
        )


def _month(leaves: Retirement) -> Text:
    day = leaves.statutory
    return Text(f"法定退休时间{day.year}年{day.month}月", f"retires in {day:%Y-%m}")
