"""Procedures: the order of steps, who acts, what is asked and attached, time limits and gates.

A procedure is declared in a pack and run by ``office.procedures`` as a case. ``problems`` says what
is wrong with a declaration: above all a way to the end that passes over a required step, and an
adverse decision without the right to be heard and to appeal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.kinds import Row
from quanheng.norms.pack import Clause, Pack, PackError, Parameter, parameters_in

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

    def outcome(self, name: str) -> Outcome:
        """One of the outcomes; raises ``KeyError`` for another."""
        return {one.name: one for one in self.outcomes}[name]


@dataclass(frozen=True, slots=True)
class Given:
    """In a filing: the value entered in ``step.field``."""

    fact: str


@dataclass(frozen=True)
class Filing:
    """The record that a case leaves in the file when a step ends in an outcome.

    ``values`` are by column of the kind; ``subject`` names the column for whom it is about.
    """

    step: str
    outcome: str
    kind: type[Row]
    subject: str
    values: tuple[tuple[str, Given | str | bool], ...]


@dataclass(frozen=True)
class Procedure:
    """A procedure as declared.

    ``managed_by`` may suspend, resume, reopen and withdraw a case; they and whoever acts in a step
    may see it, and those of ``seen_by`` too. An ``adverse`` procedure may weigh on a person.
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
        """What everything that is entered or attached is called, by ``step.name``."""
        found: dict[str, Text] = {}
        for step in self.steps:
            found |= {f"{step.name}.{ask.name}": ask.label for ask in step.asks}
            found |= {f"{step.name}.{paper.name}": paper.label for paper in step.papers}
        return found


def procedure(
    pack: Pack,
    slug: str,
    title: Text,
    *,
    about: SubjectType,
    steps: tuple[Step, ...],
    managed_by: tuple[Actor, ...],
    seen_by: tuple[Actor, ...] = (),
    adverse: bool = False,
    filings: tuple[Filing, ...] = (),
) -> Procedure:
    """Declare a procedure of a pack as ``clause/name``; steps cite that clause unless they say.

    Raises ``PackError`` for one that cannot be run as it is declared (see ``problems``).
    """
    number, separator, name = slug.partition("/")
    if not separator or not name:
        raise PackError(f"{pack.id}: a procedure is named clause/name, not {slug!r}.")
    clause = pack.clause(number)
    cited = tuple(_citing(pack, clause, step) for step in steps)
    made = Procedure(
        f"{pack.id}:{slug}", clause, title, about, cited, managed_by, seen_by, adverse, filings
    )
    if made.id in pack.procedures:
        raise PackError(f"{made.id} is declared twice.")
    for told in problems(made):
        raise PackError(f"{made.id}: {told.en}")
    pack.procedures[made.id] = made
    return made


def _citing(pack: Pack, clause: Clause, step: Step) -> Step:
    """A step, and its gates, with the clause that each rests on in full."""
    own = pack.clause(step.clause) if step.clause else clause
    gates = tuple(
        replace(gate, clause=pack.clause(gate.clause).id if gate.clause else own.id)
        for gate in step.gates
    )
    return replace(step, clause=own.id, gates=gates)


def problems(made: Procedure) -> Iterator[Text]:
    """What is wrong with a procedure, what to do; nothing when it may be run."""
    names = [step.name for step in made.steps]
    if not names or len(names) != len(set(names)) or {NEXT, DONE, REFUSED} & set(names):
        yield Text(
            "步骤须至少1个、名称互不相同，且不用 next、done、refused，请改名。",
            "there must be a step, each of its own name, none named next, done or refused",
        )
        return
    broken = [*_outcomes(made), *_references(made)]
    yield from broken
    if not broken:
        yield from _order(made)
        yield from _remedies(made)


def _outcomes(made: Procedure) -> Iterator[Text]:
    known = {step.name for step in made.steps} | {NEXT, DONE, REFUSED}
    for step in made.steps:
        ways = [one.name for one in step.outcomes]
        if not step.by or not ways or len(ways) != len(set(ways)):
            yield Text(
                f"步骤{step.name}须写明由谁办理，办理结果不能重名，请更正。",
                f"step {step.name} needs somebody who acts and outcomes of different names",
            )
        for lost in sorted({one.to for one in step.outcomes} - known):
            yield Text(
                f"步骤{step.name}指向不存在的步骤{lost}，请更正。",
                f"step {step.name} leads to {lost}, which is no step; correct it",
            )
        if step.lapses and (step.lapses not in ways or step.limit is None):
            yield Text(
                f"步骤{step.name}逾期按{step.lapses}处理，须有此结果和时限，请更正。",
                f"step {step.name} lapses to {step.lapses}: it needs that outcome and a limit",
            )


def _references(made: Procedure) -> Iterator[Text]:
    known, names = set(made.names), [step.name for step in made.steps]
    asked = [
        *(step.limit.after for step in made.steps if step.limit and step.limit.after),
        *(
            value.fact
            for one in made.filings
            for _, value in one.values
            if isinstance(value, Given)
        ),
    ]
    for lost in sorted(set(asked) - known):
        yield Text(
            f"引用了未登记的项目{lost}，请更正。", f"it names {lost}, which no step asks for"
        )
    for place, step in enumerate(made.steps):
        for lost in sorted(set(step.not_by) - set(names[:place])):
            yield Text(
                f"步骤{step.name}的回避步骤{lost}不在其前，请更正。",
                f"step {step.name} is not for who took {lost}, which does not come before it",
            )
    ends = {(step.name, one.name) for step in made.steps for one in step.outcomes}
    for one in made.filings:
        if (one.step, one.outcome) not in ends:
            yield Text(
                f"归档条件{one.step}.{one.outcome}不存在，请更正。",
                f"it files after {one.step}.{one.outcome}, which is no outcome",
            )


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


def _order(made: Procedure) -> Iterator[Text]:
    everything = reached(made)
    for step in made.steps:
        if step.name not in everything:
            yield Text(
                f"步骤{step.name}永远走不到，请更正其前各步的去向。",
                f"step {step.name} is never reached; correct where those before it lead",
            )
        if not step.optional and DONE in reached(made, without=step.name):
            yield Text(
                f"不经步骤{step.name}也能办结，请改去向，或标为可选（optional）。",
                f"a case can be done without step {step.name}; mend the way, or make it optional",
            )
    if DONE not in everything:
        yield Text("没有办结的路径，请更正。", "no way leads to done; correct the outcomes")


def _remedies(made: Procedure) -> Iterator[Text]:
    """An adverse decision is heard before and may be appealed against after."""
    adverse = [step for step in made.steps if any(one.adverse for one in step.outcomes)]
    if adverse and not made.adverse:
        yield Text("有不利结果，须声明为 adverse。", "an outcome is adverse: declare it so")
    if not made.adverse:
        return
    if not adverse:
        yield Text(
            "没有任何不利结果，不应声明为 adverse。", "declared adverse, but nothing in it is"
        )
    heard = {step.name for step in made.steps if _own(step, Purpose.HEARING)}
    appeals = {step.name for step in made.steps if _own(step, Purpose.APPEAL) and step.limit}
    for step in adverse:
        if not any(step.name not in reached(made, without=name) for name in heard):
            yield Text(
                f"步骤{step.name}可作出不利决定，其前须有本人陈述申辩（HEARING）的步骤，请补上。",
                f"step {step.name} may decide against somebody, who must be heard before: "
                "add a step of the subject with purpose HEARING",
            )
        for one in step.outcomes:
            if one.adverse and made.leads_to(step, one) not in appeals:
                yield Text(
                    f"步骤{step.name}的不利结果{one.name}须转到本人申诉（APPEAL，有时限）的步骤。",
                    f"the adverse outcome {one.name} of {step.name} must lead to a step of the "
                    "subject with purpose APPEAL and a time limit",
                )


def _own(step: Step, purpose: Purpose) -> bool:
    return step.purpose is purpose and step.by == (Actor.SUBJECT,)
