"""Conditions about those whom a case puts forward: how many, how many votes, what was found.

Facts are named ``step.field``; one about a nominee is looked up among what was entered about that
person, else among what was entered in the case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from quanheng.norms.dates import add_months
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import UNSAID, Check, Condition, Matter, Nominee, OfEach, Value, chosen
from quanheng.norms.pack import Parameter
from quanheng.norms.sentence import percent, shown

PEOPLE = Text("人", "people")


def status(holds: bool | None) -> Status:
    """Met or missed; no data while it is not known."""
    if holds is None:
        return Status.NO_DATA
    return Status.MET if holds else Status.MISSED


def sure(*numbers: Parameter) -> bool:
    """Whether every number is sure enough to keep a step from being taken."""
    return all(one.confidence == "high" for one in numbers)


def number(value: Value) -> Fraction | None:
    """A number that was entered; None for anything else."""
    return value if isinstance(value, Fraction) else None


def told(value: Fraction | None) -> Text:
    """A number as people read it."""
    return UNSAID if value is None else shown(value, PEOPLE)


def fact(matter: Matter, nominee: Nominee, name: str) -> Value:
    """What was entered about a nominee, or in the case."""
    return nominee.facts[name] if name in nominee.facts else matter.facts.get(name)


@dataclass(frozen=True)
class PutForward(Condition):
    """Somebody is put forward."""

    reads: ClassVar[bool] = False

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check."""
        count = Fraction(len(matter.nominees))
        yield Check(
            clause,
            Text("提出人选", "somebody is put forward"),
            status(count > 0),
            told(count),
            Text("至少1人", "at least 1"),
            Text("请先登记人选；没有人选的，撤回本事项。", "Put somebody forward first."),
        )


@dataclass(frozen=True)
class MoreThanPlaces(Condition):
    """More people are put forward than there are places (差额)."""

    reads: ClassVar[bool] = False
    places: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the number of places is."""
        count, places = Fraction(len(matter.nominees)), number(matter.facts.get(self.places))
        yield Check(
            clause,
            Text("差额：人选多于职位", "more nominees than places"),
            status(None if places is None else count > places),
            told(count),
            UNSAID if places is None else Text(f"多于{places}人", f"more than {places}"),
            Text(
                "请增加人选；意见集中、等额提出的，由有权人员说明理由放行。",
                "Put more people forward, or have a single slate let pass with a reason.",
            ),
        )


@dataclass(frozen=True)
class NoMoreThanPlaces(Condition):
    """No more people are left than there are places."""

    reads: ClassVar[bool] = False
    places: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the number of places is."""
        count, places = Fraction(len(matter.nominees)), number(matter.facts.get(self.places))
        yield Check(
            clause,
            Text("人选不多于职位", "no more nominees than places"),
            status(None if places is None else count <= places),
            told(count),
            UNSAID if places is None else Text(f"不多于{places}人", f"at most {places}"),
            Text("请把未被选定的人选移出，写明理由。", "Leave out who was not chosen, saying why."),
        )


@dataclass(frozen=True)
class Share(Condition):
    """One number of the case is a share of another: at least it or, if ``strict``, more."""

    reads: ClassVar[bool] = False
    part: str
    whole: str
    share: Parameter
    strict: bool = False

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while one of the numbers is."""
        part, whole = (number(matter.facts.get(name)) for name in (self.part, self.whole))
        one, other = matter.names[self.part], matter.names[self.whole]
        yield reaches(
            clause,
            Text(f"{one.zh}占{other.zh}", f"{one.en} of {other.en}"),
            part,
            whole,
            self.share.number(matter.on),
            strict=self.strict,
            binding=sure(self.share),
        )


def reaches(
    clause: str,
    label: Text,
    part: Fraction | None,
    whole: Fraction | None,
    share: Fraction,
    *,
    strict: bool,
    binding: bool,
) -> Check:
    """Whether a part is at least, or more than, a share of a whole; unknown without a whole.

    A part that is greater than the whole was entered wrongly and does not hold.
    """
    holds, on_file = None, UNSAID
    if part is not None and whole is not None and whole > 0:
        need = share * whole
        holds = (part > need if strict else part >= need) and part <= whole
        told = percent(part / whole, share)
        on_file = Text(f"{part}/{whole}（{told}）", f"{part}/{whole} ({told})")
    zh, en = ("超过", "more than") if strict else ("不少于", "at least")
    return Check(
        clause,
        label,
        status(holds),
        on_file,
        Text(f"{zh}{share}", f"{en} {share}"),
        Text(
            "请核对人数和票数；确未达到的，不能这样继续。",
            "Check the numbers; where they are right, this way is closed.",
        ),
        binding=binding,
    )


@dataclass(frozen=True)
class EachShare(OfEach):
    """The votes of every nominee are a share of a number."""

    reads: ClassVar[bool] = False
    votes: str
    whole: str
    share: Parameter
    strict: bool = False

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while one of the numbers is."""
        part, whole = (number(fact(matter, nominee, one)) for one in (self.votes, self.whole))
        label = matter.names[self.votes]
        yield reaches(
            clause,
            label,
            part,
            whole,
            self.share.number(matter.on),
            strict=self.strict,
            binding=sure(self.share),
        )


@dataclass(frozen=True)
class AmongFirst(OfEach):
    """Every nominee is among the first by votes; equal votes stand in one place."""

    reads: ClassVar[bool] = False
    votes: str
    places: Parameter

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while somebody's votes are."""
        most = self.places.number(matter.on)
        mine = number(fact(matter, nominee, self.votes))
        all_ = [number(fact(matter, one, self.votes)) for one in matter.nominees]
        place, on_file = None, UNSAID
        if mine is not None and None not in all_:
            place = 1 + sum(one > mine for one in all_ if one is not None)
            on_file = Text(f"第{place}名（{mine}票）", f"{place} ({mine} votes)")
        yield Check(
            clause,
            Text("推荐票名次", "place by recommendation"),
            status(None if place is None else place <= most),
            on_file,
            Text(f"前{most}名", f"among the first {most}"),
            Text("请移出名次在后的人选，写明理由。", "Leave out those placed lower, saying why."),
            binding=sure(self.places),
        )


@dataclass(frozen=True)
class EachIs(OfEach):
    """What was chosen about every nominee is one of the answers with which the case goes on.

    A question is answered with ``yes`` or ``no``.
    """

    reads: ClassVar[bool] = False
    fact: str
    wanted: tuple[tuple[str, Text], ...]
    remedy: Text

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while nothing was chosen."""
        said = value = fact(matter, nominee, self.fact)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        good = dict(self.wanted)
        wordings = list(good.values())
        yield Check(
            clause,
            matter.names[self.fact],
            status(None if value in (None, "") else value in good),
            UNSAID if value in (None, "") else chosen(matter, self.fact, said),
            Text("或".join(one.zh for one in wordings), " or ".join(one.en for one in wordings)),
            self.remedy,
        )


@dataclass(frozen=True)
class EachNumber(OfEach):
    """A number entered about every nominee is at least a number of the clause."""

    reads: ClassVar[bool] = False
    fact: str
    least: Parameter

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while the number is."""
        value, least = number(fact(matter, nominee, self.fact)), self.least.number(matter.on)
        wanted = shown(least, self.least.unit)
        yield Check(
            clause,
            matter.names[self.fact],
            status(None if value is None else value >= least),
            UNSAID if value is None else shown(value, self.least.unit),
            Text(f"不少于{wanted.zh}", f"at least {wanted.en}"),
            Text("请补足后登记。", "Complete it and enter it again."),
            binding=sure(self.least),
        )


@dataclass(frozen=True)
class EachFresh(OfEach):
    """What was verified about every nominee is not too old: so many months from its day."""

    reads: ClassVar[bool] = False
    day: str
    months: Parameter

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while the day is; missed for a day to come."""
        day, months = fact(matter, nominee, self.day), self.months.number(matter.on)
        known = isinstance(day, date)
        last = add_months(day, int(months)) if isinstance(day, date) else None
        holds = known and day <= matter.on < last  # type: ignore[operator]
        yield Check(
            clause,
            matter.names[self.day],
            status(holds if known else None),
            Text(f"{day}，至{last}失效", f"{day}, valid before {last}") if known else UNSAID,
            Text(f"{months}个月内有效", f"valid for {months} months"),
            Text("请重新核实并登记日期。", "Verify it again and enter the day."),
            binding=sure(self.months),
        )


@dataclass(frozen=True)
class Heard(OfEach):
    """Every nominee has replied to what was found, or the time to reply has passed.

    The office tells, with the facts of the step, ``replied`` and ``heard_by``: the last day for it.
    """

    reads: ClassVar[bool] = False
    step: str

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while nothing was shown to the person."""
        replied = nominee.facts.get(f"{self.step}.replied") is True
        last = nominee.facts.get(f"{self.step}.heard_by")
        known = replied or isinstance(last, date)
        over = isinstance(last, date) and last < matter.on
        said = Text("已答复", "replied") if replied else Text(f"可答复至{last}", f"until {last}")
        yield Check(
            clause,
            Text("听取本人说明", "the person was heard"),
            status(replied or over if known else None),
            said if known else Text("尚未告知本人", "not yet shown to the person"),
            Text("本人已答复，或答复期已过", "a reply, or the time for it has passed"),
            Text("请等候本人答复或答复期届满。", "Wait for the reply, or until the time is over."),
        )


@dataclass(frozen=True)
class IsSo(Condition):
    """Something that the case says, or that another room tells of it, is answered with yes."""

    reads: ClassVar[bool] = False
    fact: str
    remedy: Text

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while nothing is told."""
        value = matter.facts.get(self.fact)
        known = isinstance(value, bool)
        yield Check(
            clause,
            matter.names[self.fact],
            status(value is True if known else None),
            chosen(matter, self.fact, value) if known else UNSAID,
            Text("是", "yes"),
            self.remedy,
        )


@dataclass(frozen=True)
class TwoPeople(Condition):
    """Two persons who were entered are two."""

    reads: ClassVar[bool] = False
    first: str
    second: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while one of them is. A nominee cannot be one of them."""
        one, other = matter.facts.get(self.first), matter.facts.get(self.second)
        known = bool(one) and bool(other)
        candidates = {nominee.code for nominee in matter.nominees}
        apart = known and one != other and not {one, other} & candidates
        yield Check(
            clause,
            Text("两人以上办理", "two people at least"),
            status(apart if known else None),
            Text(f"{one}、{other}", f"{one}, {other}") if known else UNSAID,
            Text("两名不同的人，且不是人选", "two different people, neither put forward"),
            Text("请另派一人。", "Send somebody else."),
        )


@dataclass(frozen=True)
class WorkingDays(Condition):
    """From one date to another, both included, there are enough working days."""

    reads: ClassVar[bool] = False
    first: str
    last: str
    least: Parameter

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while one of the dates is."""
        first, last = matter.facts.get(self.first), matter.facts.get(self.last)
        count = matter.working_days
        days = None
        if isinstance(first, date) and isinstance(last, date) and count is not None:
            days = Fraction(count(first, last))
        least = self.least.number(matter.on)
        wanted = shown(least, self.least.unit)
        yield Check(
            clause,
            Text("公示期", "days of public notice"),
            status(None if days is None else days >= least),
            UNSAID if days is None else shown(days, self.least.unit),
            Text(f"不少于{wanted.zh}", f"at least {wanted.en}"),
            Text("请延长公示截止日期。", "Put the last day further off."),
            binding=sure(self.least),
        )
