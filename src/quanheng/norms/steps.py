"""What a procedure is made of: steps, what each asks, its time limit, gates and outcomes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.kinds import Row
from quanheng.norms.pack import Clause, Parameter, parameters_in

NEXT, DONE, REFUSED = "next", "done", "refused"
"""Where an outcome leads: to the step that follows, or to one of the two ends."""


class Purpose(StrEnum):
    """What a step is for."""

    WORK = "work"
    HEARING = "hearing"
    DECISION = "decision"
    APPEAL = "appeal"


class Clock(StrEnum):
    """In what the length of a time limit is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


class Kind(StrEnum):
    """What may be entered in a field."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to be entered in a step; ``choices`` are values with their wordings."""

    name: str
    label: Text
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, Text], ...] = ()
    required: bool = True
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be attached in a step."""

    name: str
    label: Text
    required: bool = True


@dataclass(frozen=True, slots=True)
class Limit:
    """By when a step is to be taken: so long after it began, or after a date that was entered.

    ``after`` names that date as ``step.field``.
    """

    length: Parameter
    clock: Clock = Clock.WORKING_DAYS
    after: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step may end, and where that leads: a step's name, ``NEXT`` or an end.

    With ``reason`` it must be given in writing. An ``adverse`` outcome weighs on the person.
    """

    name: str
    label: Text
    to: str = NEXT
    reason: bool = False
    adverse: bool = False


TAKEN = Outcome("taken", Text("办理", "Done"))


@dataclass(frozen=True)
class Step:
    """One step: who acts, what is entered and attached, by when, through which gates.

    ``lapses`` names the outcome that takes effect when the time limit passes in silence. Whoever
    took one of the steps ``not_by`` may not take this one. An ``optional`` step may be passed over
    by whoever opens the case.

    People are put forward from a step that ``enters`` on, never before; ``each`` is asked about
    every one of them. What is entered about somebody in a step with ``replies`` is shown to that
    person, who may answer within so many working days.
    """

    name: str
    title: Text
    by: tuple[Actor, ...]
    clause: str = ""
    purpose: Purpose = Purpose.WORK
    asks: tuple[Ask, ...] = ()
    papers: tuple[Paper, ...] = ()
    limit: Limit | None = None
    gates: tuple[Gate, ...] = ()
    outcomes: tuple[Outcome, ...] = (TAKEN,)
    lapses: str = ""
    not_by: tuple[str, ...] = ()
    optional: bool = False
    enters: bool = False
    each: tuple[Ask, ...] = ()
    replies: Parameter | None = None

    def outcome(self, name: str) -> Outcome:
        """One of the outcomes; raises ``KeyError`` for another."""
        return {one.name: one for one in self.outcomes}[name]


@dataclass(frozen=True, slots=True)
class Given:
    """In a filing: the value entered in ``step.field``, about the nominee where it is asked so."""

    fact: str


@dataclass(frozen=True)
class Filing:
    """The record that a case leaves in the file when a step ends in an outcome.

    ``values`` are by column of the kind; ``subject`` names the column for whom it is about. With
    ``each`` there is one for every nominee who is still put forward, or, with ``when``, of whom
    that was answered with yes; a record of a nominee goes to the column ``subject``, and ``place``
    names the column for the unit that the case is about.
    """

    step: str
    outcome: str
    kind: type[Row]
    subject: str
    values: tuple[tuple[str, Given | str | bool], ...]
    each: bool = False
    when: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """A gate that a document adds to a step of every procedure of a family."""

    family: str
    step: str
    gate: Gate


@dataclass(frozen=True)
class Procedure:
    """A procedure as declared.

    ``managed_by`` may suspend, resume, reopen and withdraw a case; they and whoever acts in a step
    may see it, and those of ``seen_by`` too. An ``adverse`` procedure may weigh on a person.
    ``family`` groups procedures of one matter: documents add gates to the steps of a family.
    ``supplied`` are facts, by full name, that another room of the system tells, of the case or,
    with ``supplied_each``, of every nominee. One ``from_above`` is handled by the people of the
    unit above: a unit does not appoint its own leaders.
    """

    id: str
    clause: Clause
    title: Text
    about: SubjectType
    steps: tuple[Step, ...]
    managed_by: tuple[Actor, ...]
    seen_by: tuple[Actor, ...] = ()
    adverse: bool = False
    filings: tuple[Filing, ...] = ()
    family: str = ""
    supplied: tuple[Ask, ...] = ()
    supplied_each: tuple[Ask, ...] = ()
    from_above: bool = False

    def step(self, name: str) -> Step:
        """A step by its name; raises ``KeyError`` when there is none."""
        return {one.name: one for one in self.steps}[name]

    def leads_to(self, step: Step, outcome: Outcome) -> str:
        """Where an outcome of a step leads: the name of a step, or an end."""
        if outcome.to != NEXT:
            return outcome.to
        place = self.steps.index(step) + 1
        return self.steps[place].name if place < len(self.steps) else DONE

    @property
    def entry(self) -> Step | None:
        """The first step in which people are put forward; None where there is none."""
        return next((step for step in self.steps if step.enters), None)

    def with_gates(self, added: Iterable[Addition]) -> "Procedure":
        """The procedure with the gates that other documents add to its steps."""
        more: dict[str, tuple[Gate, ...]] = {}
        for one in added:
            if self.family and one.family == self.family:
                more[one.step] = (*more.get(one.step, ()), one.gate)
        if not more:
            return self
        steps = tuple(
            replace(step, gates=(*step.gates, *more.get(step.name, ()))) for step in self.steps
        )
        return replace(self, steps=steps)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter that its time limits and gates use, in the order of its declaration."""
        return tuple(dict.fromkeys(parameters_in(self.steps)))

    @property
    def actors(self) -> frozenset[Actor]:
        """Everybody who acts, looks after it, or may see it."""
        acting = {actor for step in self.steps for actor in step.by}
        return frozenset(acting | set(self.managed_by) | set(self.seen_by))

    @property
    def names(self) -> Mapping[str, Text]:
        """What everything that is entered, supplied or attached is called, by ``step.name``."""
        found = {ask.name: ask.label for ask in (*self.supplied, *self.supplied_each)}
        for step in self.steps:
            found |= {f"{step.name}.{ask.name}": ask.label for ask in (*step.asks, *step.each)}
            found |= {f"{step.name}.{paper.name}": paper.label for paper in step.papers}
        return found

    @property
    def wordings(self) -> Mapping[str, Text]:
        """The answers to choose from, by ``step.field=answer``."""
        own = [(f"{step.name}.", ask) for step in self.steps for ask in (*step.asks, *step.each)]
        told = [*own, *(("", ask) for ask in (*self.supplied, *self.supplied_each))]
        return {
            f"{place}{ask.name}={value}": wording
            for place, ask in told
            for value, wording in ask.choices
        }


def openings(made: Procedure) -> tuple[Step, ...]:
    """The steps with which a case may begin: the first, and those behind optional ones only."""
    found: list[Step] = []
    for step in made.steps:
        found.append(step)
        if not step.optional:
            break
    return tuple(found)


def reached(made: Procedure, without: str = "") -> frozenset[str]:
    """Every step and end that a case can come to, if it never takes one of the steps."""
    steps = {step.name: step for step in made.steps}
    waiting = [step.name for step in openings(made) if step.name != without]
    found: set[str] = set()
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        if here in steps and here != without:
            step = steps[here]
            waiting += [made.leads_to(step, one) for one in step.outcomes]
    return frozenset(found)
