"""Conditions about what was answered: one of some answers, long enough ago, not too old, a vote.

Facts are named ``step.field``, as in ``slate``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from quanheng.norms.dates import add_months
from quanheng.norms.finding import Text
from quanheng.norms.gate import UNSAID, Check, Condition, Matter, Nominee, OfEach, chosen
from quanheng.norms.pack import Parameter
from quanheng.norms.slate import fact, number, status, sure


@dataclass(frozen=True)
class Chosen(Condition):
    """What was chosen in the case is one of the answers with which it goes on."""

    reads: ClassVar[bool] = False
    fact: str
    wanted: tuple[tuple[str, Text], ...]
    remedy: Text

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while nothing was chosen."""
        value, good = matter.facts.get(self.fact), dict(self.wanted)
        known = value not in (None, "")
        told = chosen(matter, self.fact, value)
        wordings = list(good.values())
        yield Check(
            clause,
            matter.names[self.fact],
            status(str(value) in good if known else None),
            told if known else UNSAID,
            Text("或".join(one.zh for one in wordings), " or ".join(one.en for one in wordings)),
            self.remedy,
        )


@dataclass(frozen=True)
class NoOther(Condition):
    """No other case under way does the same.

    The office tells which do, as one text that is blank where none does, and how many places they
    take.
    """

    reads: ClassVar[bool] = False
    others: str
    taken: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while nothing is told."""
        told, taken = matter.facts.get(self.others), number(matter.facts.get(self.taken))
        found = UNSAID
        if told == "":
            found = Text("没有", "none")
        elif isinstance(told, str):
            found = Text(
                told if taken is None else f"{told}，共{taken}个职位",
                told if taken is None else f"{told}, for {taken} places",
            )
        yield Check(
            clause,
            matter.names[self.others],
            status(told == "" if isinstance(told, str) else None),
            found,
            Text("没有", "none"),
            Text(
                "重复发起的，请撤回其中一件；职位不止一个、确需同时办理的，由两人说明理由放行。",
                "Withdraw one of them; where there are places for both, two persons let it pass.",
            ),
        )


@dataclass(frozen=True)
class Elapsed(Condition):
    """So many months have passed since a day that was entered."""

    reads: ClassVar[bool] = False
    day: str
    months: Parameter

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the day is."""
        day, months = matter.facts.get(self.day), int(self.months.number(matter.on))
        end = add_months(day, months) if isinstance(day, date) else None
        yield Check(
            clause,
            matter.names[self.day],
            status(None if end is None else matter.on >= end),
            UNSAID if end is None else Text(f"{day}起，至{end}满", f"from {day}, over on {end}"),
            Text(f"满{months}个月", f"{months} months have passed"),
            Text("请在期满后办理。", "Take the step when the time is over."),
            binding=sure(self.months),
        )


@dataclass(frozen=True)
class Recent(Condition):
    """What was verified in the case is not too old: so many months from its day."""

    reads: ClassVar[bool] = False
    day: str
    months: Parameter

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the day is; missed for a day to come."""
        day, months = matter.facts.get(self.day), int(self.months.number(matter.on))
        last = add_months(day, months) if isinstance(day, date) else None
        holds = None
        if isinstance(day, date) and last is not None:
            holds = day <= matter.on < last
        yield Check(
            clause,
            matter.names[self.day],
            status(holds),
            UNSAID if last is None else Text(f"{day}，至{last}失效", f"{day}, valid before {last}"),
            Text(f"{months}个月内有效", f"valid for {months} months"),
            Text("请重新核实并登记日期。", "Verify it again and enter the day."),
            binding=sure(self.months),
        )


@dataclass(frozen=True)
class EachVoted(OfEach):
    """There was a vote on every nominee, one by one."""

    reads: ClassVar[bool] = False
    votes: str

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while no vote is on record."""
        votes = number(fact(matter, nominee, self.votes))
        yield Check(
            clause,
            Text("逐人票决", "put to the vote"),
            status(None if votes is None else True),
            UNSAID if votes is None else Text(f"同意{votes}票", f"{votes} votes for"),
            Text("有逐人表决的记录", "a vote on record"),
            Text("请在会议中对每名人选逐一表决并登记。", "Hold and enter a vote on each person."),
        )
