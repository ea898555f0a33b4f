"""Gates: what must hold before a step of a case may be taken, condition by condition.

A condition is data; it looks at one case on one day and yields every check, never only the first
that fails. A pack adds its own by a frozen dataclass that derives from ``Condition``.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from quanheng.norms.finding import Evidence, Status, Text
from quanheng.norms.kinds import KINDS, Row
from quanheng.norms.pack import Parameter, Rule
from quanheng.norms.plain.case import Case, View, worst
from quanheng.norms.plain.windows import judge
from quanheng.norms.records import Records
from quanheng.norms.sentence import shown

Value = str | date | bool | Fraction | None
"""What was entered in a step; None where nothing was."""


class Actor(StrEnum):
    """Who may act: the roles of the running system, and the person whom the case concerns."""

    SUBJECT = "subject"
    ORGANISATION_OFFICER = "organisation_officer"
    PERSONNEL_OFFICER = "personnel_officer"
    HEAD = "head"
    COMMITTEE_MEMBER = "committee_member"
    DISCIPLINE_OFFICER = "discipline_officer"
    AUDITOR = "auditor"
    PETITION_OFFICER = "petition_officer"


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody whom a case puts forward, as a gate sees it.

    ``facts`` are what was entered about this person, by ``step.field``; ``records`` the own file.
    """

    code: str
    name: str
    facts: Mapping[str, Value]
    records: Records


@dataclass(frozen=True, slots=True)
class Matter:
    """One case as a gate sees it.

    ``facts`` are the values entered so far, by ``step.field``; ``papers`` the names, by
    ``step.paper``, of what is attached; ``names`` say what each of them is called. ``records`` are
    those of the subject, as they stand. ``nominees`` are those still put forward; ``working_days``
    counts the working days from one day to another, both included. ``wordings`` are those of the
    answers that were to choose from, by ``step.field=answer``.
    """

    on: date
    subject: str
    facts: Mapping[str, Value]
    papers: Set[str]
    names: Mapping[str, Text]
    records: Records
    nominees: tuple[Nominee, ...] = ()
    working_days: Callable[[date, date], int] | None = None
    wordings: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a gate: what the clause requires, what is on file, and how to satisfy it.

    ``about`` is the code of the nominee whom it concerns, blank for the case itself. One that is
    not ``binding`` is shown and does not keep the step from being taken: its number is not sure.
    """

    clause: str
    label: Text
    status: Status
    on_file: Text
    required: Text
    remedy: Text
    evidence: tuple[Evidence, ...] = ()
    about: str = ""
    binding: bool = True

    @property
    def holds(self) -> bool:
        """Whether what is required is known to be so; unknown is not met."""
        return self.status is Status.MET

    @property
    def blocks(self) -> bool:
        """Whether it keeps the step from being taken."""
        return self.binding and not self.holds


@dataclass(frozen=True)
class Condition(ABC):
    """Something that must hold; each kind yields its checks for a case.

    ``reads`` says whether it looks at the records of the subject or of those put forward, and
    ``kinds`` at which of them.
    """

    reads: ClassVar[bool] = True
    kinds: ClassVar[tuple[type[Row], ...]] = KINDS

    @abstractmethod
    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """Everything that it looks at."""


@dataclass(frozen=True)
class OfEach(Condition):
    """Something that must hold of everybody who is put forward."""

    @abstractmethod
    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """Everything that it looks at in one nominee."""

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """The checks of every nominee, each told apart by ``about``."""
        for nominee in matter.nominees:
            for check in self.each(matter, nominee, clause):
                yield replace(check, about=nominee.code)


@dataclass(frozen=True, slots=True)
class Gate:
    """Conditions of one clause that must all hold before a step is taken.

    ``overridden_by`` names who may let a step pass although a check fails: one writes the reason,
    another one of them signs. Nobody may where it is empty.
    """

    name: str
    title: Text
    conditions: tuple[Condition, ...]
    clause: str = ""
    overridden_by: tuple[Actor, ...] = ()

    def checks(self, matter: Matter) -> list[Check]:
        """Every check of every condition."""
        return [check for one in self.conditions for check in one.checks(matter, self.clause)]


UNSAID = Text("未填写", "not stated")


def _said(value: Value) -> Text:
    """A value as people read it."""
    if value is None or value == "":
        return UNSAID
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    told = value.isoformat() if isinstance(value, date) else str(value)
    return Text(told, told)


def chosen(matter: Matter, name: str, value: Value) -> Text:
    """What was chosen for a fact, in the wording of the answer."""
    return matter.wordings.get(f"{name}={value}", _said(value))


def _status(known: bool, holds: bool) -> Status:
    if not known:
        return Status.NO_DATA
    return Status.MET if holds else Status.MISSED


@dataclass(frozen=True)
class InOrder(Condition):
    """One date that was entered is not after another one."""

    reads: ClassVar[bool] = False
    first: str
    then: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while one of the dates is."""
        first, then = matter.facts.get(self.first), matter.facts.get(self.then)
        known = isinstance(first, date) and isinstance(then, date)
        early, late = matter.names[self.first], matter.names[self.then]
        one, other = _said(first), _said(then)
        yield Check(
            clause,
            Text(f"{early.zh}不晚于{late.zh}", f"{early.en} not after {late.en}"),
            _status(known, known and first <= then),  # type: ignore[operator]
            Text(f"{one.zh}，{other.zh}", f"{one.en}, {other.en}"),
            Text(f"{early.zh}≤{late.zh}", f"{early.en} ≤ {late.en}"),
            Text("请核对两个日期并更正。", "Check the two dates and correct them."),
        )


@dataclass(frozen=True)
class NoLaterThan(Condition):
    """The step is taken no later than a date that was entered."""

    reads: ClassVar[bool] = False
    fact: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the date is."""
        day, name = matter.facts.get(self.fact), matter.names[self.fact]
        known = isinstance(day, date)
        yield Check(
            clause,
            Text(f"在{name.zh}之前办理", f"done by {name.en}"),
            _status(known, known and matter.on <= day),  # type: ignore[operator]
            Text(f"{name.zh}{_said(day).zh}，今日{matter.on}", f"{_said(day).en}, {matter.on}"),
            Text(f"不晚于{_said(day).zh}", f"by {_said(day).en}"),
            Text(
                "时间已过，须由有权人员说明理由后放行，或作不同意处理。",
                "The day has passed: whoever may let it pass gives the reason, or it is refused.",
            ),
        )


@dataclass(frozen=True)
class NotBefore(Condition):
    """The step is not taken before a date that was entered."""

    reads: ClassVar[bool] = False
    fact: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the date is."""
        day, name = matter.facts.get(self.fact), matter.names[self.fact]
        known = isinstance(day, date)
        yield Check(
            clause,
            Text(f"{name.zh}已到", f"{name.en} has come"),
            _status(known, known and matter.on >= day),  # type: ignore[operator]
            Text(f"{name.zh}{_said(day).zh}，今日{matter.on}", f"{_said(day).en}, {matter.on}"),
            Text("不晚于今日", "today or before"),
            Text("请核对日期；未到的日子不能先登记。", "Check the date; it has not come yet."),
        )


@dataclass(frozen=True)
class AtMost(Condition):
    """A number that was entered is no greater than a number of the clause."""

    reads: ClassVar[bool] = False
    fact: str
    limit: Parameter

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the number is."""
        given, limit = matter.facts.get(self.fact), self.limit.number(matter.on)
        known = isinstance(given, Fraction)
        unit, name = self.limit.unit, matter.names[self.fact]
        told = shown(given, unit) if isinstance(given, Fraction) else UNSAID
        most = shown(limit, unit)
        yield Check(
            clause,
            name,
            _status(known, known and given <= limit),  # type: ignore[operator]
            told,
            Text(f"不超过{most.zh}", f"at most {most.en}"),
            Text(f"请把{name.zh}改为不超过{most.zh}。", f"Bring {name.en} down to {most.en}."),
        )


@dataclass(frozen=True)
class Enclosed(Condition):
    """A paper is attached."""

    reads: ClassVar[bool] = False
    paper: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check."""
        there, name = self.paper in matter.papers, matter.names[self.paper]
        yield Check(
            clause,
            name,
            _status(True, there),
            Text("已附", "attached") if there else Text("未附", "not attached"),
            Text("须附", "to be attached"),
            Text(f"请上传{name.zh}。", f"Attach {name.en}."),
        )


@dataclass(frozen=True)
class Holds(Condition):
    """A rule of a pack is met by the subject of the case, on the day of the step."""

    rule: Rule

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check, with the records that counted; met where the rule does not speak of it."""
        case = Case(matter.records, matter.on)
        prepared = judge(self.rule.form, case)
        dossier = matter.records.people.get(matter.subject)
        answer = worst(prepared(View(case, dossier))) if prepared and dossier else None
        label, cited = self.rule.title, self.rule.clause.id
        if answer is None:
            status = Status.MET if prepared and dossier else Status.NO_DATA
            none = Text("不适用", "does not apply")
            yield Check(cited, label, status, none if status is Status.MET else UNSAID, none, none)
            return
        rows = tuple(dict.fromkeys(Evidence(row.sheet, row.row) for row in answer.rows))
        yield Check(
            cited,
            label,
            answer.status,
            UNSAID if answer.measured is None else shown(answer.measured, answer.unit),
            UNSAID if answer.required is None else shown(answer.required, answer.unit),
            Text(
                "请补全或核实档案中的相应记录。", "Complete or verify the records that it rests on."
            ),
            rows,
        )
