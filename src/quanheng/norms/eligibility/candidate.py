"""What the file of a nominee says on a day, and the checks that are drawn from it."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, TypeVar

from quanheng.norms.dates import add_months
from quanheng.norms.eligibility.post import Post, post_of
from quanheng.norms.finding import Evidence, Status, Text
from quanheng.norms.gate import Check, Matter, Nominee, OfEach
from quanheng.norms.kinds import (
    Appraisal,
    Award,
    Family,
    Level,
    Person,
    Row,
    Secondment,
    Supervision,
    Tenure,
    Training,
    Unit,
)
from quanheng.norms.pack import Parameter, parameters_in
from quanheng.norms.records import Dossier

R = TypeVar("R", bound=Row)
READ: tuple[type[Row], ...] = (
    Unit,
    Person,
    Tenure,
    Training,
    Appraisal,
    Supervision,
    Award,
    Secondment,
    Family,
)
"""The kinds of record that conditions of candidates look at."""
YEAR = 12
ODD_DAYS = 31
"""Odd days of several stretches that make up a month: never earlier than the calendar."""

Stretch = tuple[date, date | None]


def months_served(stretches: Iterable[Stretch], on: date) -> int:
    """Full months in half-open stretches up to a day; what overlaps or touches counts once.

    The odd days of the stretches are added up, 31 of them to the month.
    """
    clipped = sorted((start, min(end or on, on)) for start, end in stretches if start <= on)
    merged: list[tuple[date, date]] = []
    for start, end in clipped:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    months = days = 0
    for start, end in merged:
        whole = (end.year - start.year) * YEAR + end.month - start.month
        if add_months(start, whole) > end:
            whole -= 1
        months += whole
        days += (end - add_months(start, whole)).days
    return months + days // ODD_DAYS


class Candidate:
    """One nominee beside one post on one day."""

    def __init__(self, matter: Matter, post: Post, nominee: Nominee) -> None:
        """``matter`` holds the records of the unit, ``nominee`` those of the person."""
        self.matter, self.post, self.nominee, self.on = matter, post, nominee, matter.on

    @cached_property
    def dossier(self) -> Dossier:
        """The person's own records."""
        return self.nominee.records.people.get(self.nominee.code) or Dossier(
            self.nominee.code, None
        )

    @property
    def person(self) -> Person | None:
        """The person's own line; None when it is not on file."""
        return self.dossier.head if isinstance(self.dossier.head, Person) else None

    def of(self, kind: type[R], keep: Callable[[R], bool] = lambda row: True) -> list[R]:
        """The person's records of one kind that are like that."""
        return [row for row in self.dossier.of(kind) if keep(row)]

    @cached_property
    def tenures(self) -> list[Tenure]:
        """Posts taken up by the day; one that ends as it starts was never held."""
        return self.of(Tenure, lambda row: row.start <= self.on and row.end != row.start)

    @cached_property
    def serving(self) -> list[Tenure]:
        """Posts held on the day."""
        return [row for row in self.tenures if row.end is None or row.end > self.on]

    @property
    def level(self) -> Level | None:
        """The highest level held on the day; None when no post is on file."""
        return min((row.level for row in self.serving), default=None)

    @property
    def rising(self) -> bool:
        """Whether the post is a promotion; it is taken for one when no level is on file."""
        return self.level is None or self.post.level < self.level

    @property
    def staying(self) -> list[Tenure]:
        """The tenures of the same post in the same unit that are held on the day."""
        here = (self.post.unit, self.post.title)
        return [row for row in self.serving if (row.unit, row.title) == here]

    def months(self, rows: Iterable[Tenure]) -> int:
        """Full months in some of the posts."""
        return months_served(((row.start, row.end) for row in rows), self.on)

    def unit(self, code: str) -> Unit | None:
        """A unit by its code; None when it is not on file."""
        return self.nominee.records.units.get(code) or self.matter.records.units.get(code)


@dataclass(frozen=True, kw_only=True)
class OfCandidate(OfEach):
    """A condition of posts from the level ``top`` down to ``bottom``.

    ``rising`` keeps to promotions, ``leaders`` to leading posts. An exceptional promotion may waive
    a ``waivable`` one: then it is shown and does not block.
    """

    kinds: ClassVar[tuple[type[Row], ...]] = READ
    waivable: ClassVar[bool] = False
    advisory: ClassVar[bool] = False

    top: Level = Level.NATIONAL_CHIEF
    bottom: Level = Level.VILLAGE
    rising: bool = False
    leaders: bool = True

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """The checks of one nominee; none where it does not speak of the post."""
        post = post_of(matter)
        if post is None or not self.top <= post.level <= self.bottom:
            return
        of = Candidate(matter, post, nominee)
        if (self.leaders and not post.leading) or (self.rising and not of.rising):
            return
        yield from self.look(of)

    @abstractmethod
    def look(self, of: Candidate) -> Iterator[Check]:
        """What it finds in the file."""

    def told(
        self,
        of: Candidate,
        label: Text,
        status: Status,
        on_file: Text,
        required: Text,
        remedy: Text,
        rows: Iterable[Row] = (),
    ) -> Check:
        """A check with the clause and source of the first parameter.

        It binds when every number is sure and nothing waives it.
        """
        numbers = tuple(dict.fromkeys(parameters_in(self)))
        waived = self.waivable and of.post.exceptional
        sure = all(number.confidence == "high" for number in numbers)
        binding = sure and not waived and not self.advisory
        if waived and status is not Status.MET:
            remedy = Text(
                f"{remedy.zh}破格提拔的，须在破格理由中写明并按程序报批。",
                f"{remedy.en} In an exceptional promotion: name it in the reasons for approval.",
            )
        return Check(
            numbers[0].clause,
            label,
            status,
            on_file,
            with_source(required, numbers[0], of.on),
            remedy,
            tuple(dict.fromkeys(Evidence(row.sheet, row.row) for row in rows)),
            of.nominee.code,
            binding,
        )


def with_source(required: Text, number: Parameter, on: date) -> Text:
    """What is required, and the article that says so where it is not the clause itself."""
    source = number.in_force(on).source
    if source.zh == number.clause:
        return required
    return Text(f"{required.zh}（{source.zh}）", f"{required.en} ({source.en})")


def met(holds: bool, known: bool = True) -> Status:
    """Met or missed; what holds already is met although other things are unknown."""
    if holds:
        return Status.MET
    return Status.MISSED if known else Status.NO_DATA


def spell(months: int) -> Text:
    """A length of time in years and months."""
    years, rest = divmod(months, YEAR)
    zh = (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")
    en = " ".join(
        f"{count} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((years, "year"), (rest, "month"))
        if count or (unit == "month" and not years)
    )
    return Text(zh, en)


def listed(parts: Iterable[str]) -> Text:
    """Several things in one line."""
    kept = list(parts)
    return Text("；".join(kept), "; ".join(kept))


def joined(parts: Iterable[Text]) -> Text:
    """Several wordings in one."""
    kept = list(parts)
    return Text("；".join(one.zh for one in kept), "; ".join(one.en for one in kept))


def held(rows: Iterable[Tenure], of: Candidate) -> Text:
    """Posts in one line, each with its days."""
    told = []
    for row in rows:
        unit = of.unit(row.unit)
        until = row.end.isoformat() if row.end else ""
        told.append(f"{row.start}～{until} {unit.name if unit else row.unit} {row.title}")
    return listed(told)


NOTHING = Text("未入档", "not on file")
OFFICER = Text(
    "由人事干部依据人事档案补充登记。", "The personnel officer enters it from the paper file."
)
