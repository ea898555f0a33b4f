"""What the page of one case reads."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.norms.gate import Check
from quanheng.norms.procedure import DONE, REFUSED, Outcome, Procedure, Step
from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.procedures.acting import acting, concerns, holds, manages
from quanheng.office.procedures.gates import Passage, passages
from quanheng.office.procedures.known import lawful_for, procedures
from quanheng.office.procedures.models import Attachment, Case, Move
from quanheng.office.procedures.reading import TAKEN, Reading
from quanheng.office.procedures.taking import forward
from quanheng.office.procedures.words import (
    Answer,
    Cited,
    actors,
    answers,
    cited,
    named_in,
    outcome_in,
    step_in,
    step_title,
)
from quanheng.office.records.models import RECORDS

SHEETS = {kind.sheet: model for kind, model in RECORDS.items()}
KINDS = dict.fromkeys(Status, "missed") | {Status.MET: "met", Status.NO_DATA: "no_data"}
"""What a check counts as in the sum of a nominee's checks."""
FEW = 5
"""So many people whom a gate stops are laid open."""
MATTERS = {"records.correction": "corrections:show"}
"""Where what a case is about is shown, by its model."""

Kind, State = Move.Kind, Case.State


@dataclass(frozen=True)
class Sight(Reading):
    """A case as its page shows it; no procedure, or step, where the document knows it no more.

    ``pinned`` is the fingerprint of the procedure as it holds now.
    """

    step: Step | None
    pinned: str

    @property
    def attached(self) -> set[str]:
        """The names of the papers that are attached to the present step."""
        return {one.name for one in self.papers if one.step == self.case.step}


class Doing(NamedTuple):
    """Something done in a case, in words.

    ``what`` is the outcome or the kind of move, ``about`` the gate or the person it concerns.
    """

    move: Move
    step: str
    what: str
    tone: str
    about: str
    answers: list[Answer]
    papers: list[Attachment]


class Ground(NamedTuple):
    """A record that a check rests on."""

    label: str
    href: str


class Condition(NamedTuple):
    """A check of a gate in words; an ``advisory`` one does not hold and keeps nobody."""

    status: str
    label: str
    clause: Cited
    on_file: str
    required: str
    remedy: str
    evidence: list[Ground]
    advisory: bool


class Judged(NamedTuple):
    """The checks of a gate about one nominee, with how many hold, do not, or are not known."""

    name: str
    nominee: int
    conditions: list[Condition]
    counts: list[tuple[str, str, int]]
    blocks: bool


class Barrier(NamedTuple):
    """A gate of the present step: its checks, its override, and what the account may do of it.

    Those about people put forward are ``people``; ``opened`` says whether those whom it stops are
    few enough to be laid open.
    """

    passage: Passage
    title: str
    clause: Cited
    conditions: list[Condition]
    overridden_by: str
    may_propose: bool
    may_sign: bool
    people: list[Judged]
    opened: bool


class Button(NamedTuple):
    """An outcome as the form offers it; ``forward`` needs what the step asks."""

    name: str
    label: str
    forward: bool
    kind: str


class Rights(NamedTuple):
    """What an account may do in a case."""

    acts: bool
    behalf_of: User | None
    manages: bool
    withdraws: bool
    concerned: bool
    declares: bool


def sight(case: Case, on: date) -> Sight:
    """A case as it stands now; two queries, and one for each part that is asked for.

    The procedure is that of a day, or of the one on which the case ended.
    """
    held = lawful_for(case, case.closed_on or on) if case.procedure in procedures() else None
    procedure = held.procedure if held else None
    return Sight(case, procedure, step_in(procedure, case.step), held.pinned if held else "")


def rights(seen: Sight, user: User, on: date) -> Rights:
    """What an account that sees a case may do in it.

    Whoever is to be kept away from a case does not see it (``CasesVisible.visible_to``).
    """
    case, procedure, step = seen.case, seen.procedure, seen.step
    own, doer = concerns(case, user), None
    if step is not None and case.state == State.OPEN:
        doer = acting(case, step, user, on, away=False, read=seen)
    managing = procedure is not None and manages(case, procedure, user, on, away=False)
    opener = case.opened_by_id == user.pk
    filed = case.filed or any(one.filed for one in seen.people)
    return Rights(
        doer is not None,
        doer.behalf_of if doer else None,
        managing,
        case.running and (opener or managing) and not filed,
        own,
        case.running and not own,
    )


def changed(seen: Sight) -> bool:
    """Whether the procedure has changed since the case was opened, so that it cannot go on."""
    found = seen.procedure is not None
    return seen.case.running and found and seen.case.pinned != seen.pinned


def history(seen: Sight) -> list[Doing]:
    """What was done, in words, with what was entered and attached."""
    procedure, moves, papers = seen.procedure, seen.moves, seen.papers
    names, people = named_in(procedure, moves), _people(moves)
    by_stay: dict[int, list[Attachment]] = {}
    for paper in papers:
        by_stay.setdefault(paper.stay, []).append(paper)
    found, stay = [], 1
    for move in moves:
        step = step_in(procedure, move.step)
        taken = move.kind in TAKEN
        outcome = outcome_in(step, move.outcome) if taken else None
        found.append(
            Doing(
                move,
                step_title(procedure, move.step),
                _what(move, outcome),
                _tone(move, procedure, step, outcome),
                _about(move, step, people),
                answers(step, move.answers, names),
                by_stay.get(stay, []) if taken else [],
            )
        )
        stay += _moved_on(procedure, step, move, outcome)
    return found


def _moved_on(
    procedure: Procedure | None, step: Step | None, move: Move, outcome: Outcome | None
) -> bool:
    """Whether a step was entered by a move."""
    if move.kind == Kind.REOPENED:
        return True
    if procedure is None or step is None or outcome is None:
        return False
    return procedure.leads_to(step, outcome) not in (DONE, REFUSED)


def _people(moves: Iterable[Move]) -> dict[str, str]:
    """The names of those whom recusals are about; one query, none without recusals."""
    wanted = {move.outcome for move in moves if move.kind in (Kind.RECUSED, Kind.LIFTED)}
    if not wanted:
        return {}
    return {one.get_username(): str(one) for one in User.objects.filter(username__in=wanted)}


def _what(move: Move, outcome: Outcome | None) -> str:
    if outcome is None:
        return move.get_kind_display()
    told = said(outcome.label)
    return f"{told}（{move.get_kind_display()}）" if move.kind == Kind.LAPSED else told


def _about(move: Move, step: Step | None, people: Mapping[str, str]) -> str:
    if move.kind in (Kind.RECUSED, Kind.LIFTED):
        return people.get(move.outcome, move.outcome)
    if move.kind in (Kind.OVERRIDE, Kind.SIGNED):
        return next(
            (
                said(gate.title)
                for gate in (step.gates if step else ())
                if gate.name == move.outcome
            ),
            move.outcome,
        )
    return ""


def _tone(
    move: Move, procedure: Procedure | None, step: Step | None, outcome: Outcome | None
) -> str:
    """The colour of what was done."""
    if move.kind not in TAKEN:
        return "plain" if move.kind in (Kind.RESUMED, Kind.CONTINUED, Kind.LIFTED) else "warning"
    if procedure is None or step is None or outcome is None:
        return "plain"
    if outcome.adverse or procedure.leads_to(step, outcome) == REFUSED:
        return "error"
    return "ok" if forward(procedure, step, outcome) else "warning"


def buttons(procedure: Procedure, step: Step) -> list[Button]:
    """The outcomes of a step as its form offers them; what leads on comes first."""
    found = []
    for one in step.outcomes:
        ahead = forward(procedure, step, one)
        ends = one.adverse or procedure.leads_to(step, one) == REFUSED
        kind = "danger" if ends else "primary" if ahead else ""
        found.append(Button(one.name, said(one.label), ahead, kind))
    return found


def barriers(
    seen: Sight, user: User, on: date, more: Mapping[str, Any] | None = None
) -> list[Barrier]:
    """The gates of the present step, with what the account may do of those that do not hold.

    ``more`` are answers not yet kept.
    """
    case, procedure, step = seen.case, seen.procedure, seen.step
    if procedure is None or step is None:
        return []
    found, names = [], {}
    if procedure.entry is not None:
        names = {one.person.code: (str(one.person), one.pk) for one in seen.standing}
    for one in passages(case, procedure, step, on, more, seen):
        override, gate = one.override, one.gate
        may = not one.holds and not concerns(case, user)
        may = may and holds(user, gate.overridden_by, case, on)
        waits = override is not None and override.signed_by_id is None
        people = judged(one.checks, names)
        found.append(
            Barrier(
                one,
                said(gate.title),
                cited(gate.clause),
                [condition(check) for check in one.checks if not check.about],
                actors(gate.overridden_by),
                may and override is None,
                may and waits and override.proposed_by_id != user.pk,  # type: ignore[union-attr]
                people,
                sum(each.blocks for each in people) <= FEW,
            )
        )
    return found


def judged(checks: Iterable[Check], names: Mapping[str, tuple[str, int]]) -> list[Judged]:
    """The checks about each nominee, in the order in which they were put forward."""
    own: dict[str, list[Check]] = {}
    for check in checks:
        if check.about:
            own.setdefault(check.about, []).append(check)
    return [
        Judged(
            *names.get(code, (code, 0)),
            [condition(check) for check in told],
            counts(told),
            any(check.blocks for check in told),
        )
        for code, told in own.items()
    ]


def counts(checks: Iterable[Check]) -> list[tuple[str, str, int]]:
    """How many checks hold, do not hold, are not known, and are for reference; none of none."""
    told = Counter("advice" if _advises(one) else KINDS[one.status] for one in checks)
    words = {"met": _("符合"), "missed": _("不符合"), "no_data": _("待查"), "advice": _("参考")}
    return [(kind, word, told[kind]) for kind, word in words.items() if told[kind]]


def _advises(check: Check) -> bool:
    return not check.binding and not check.holds


def condition(check: Check) -> Condition:
    """A check in the language of the page, with the records that it rests on."""
    evidence = [
        Ground(
            str(SHEETS[sheet]._meta.verbose_name),
            reverse("records:record", args=[SHEETS[sheet]._meta.model_name, row]),
        )
        for sheet, row in check.evidence
        if sheet in SHEETS
    ]
    return Condition(
        check.status.value,
        said(check.label),
        cited(check.clause),
        said(check.on_file),
        said(check.required),
        "" if check.holds else said(check.remedy),
        evidence,
        _advises(check),
    )


def before(seen: Sight) -> dict[str, Any]:
    """What was answered when the present step was taken before."""
    told = [one.answers for one in seen.moves if one.kind in TAKEN and one.step == seen.case.step]
    return next((one for one in reversed(told) if one), {})


def reopenable(seen: Sight) -> list[Step]:
    """The steps from which an ended case may be taken up again."""
    case, procedure, moves = seen.case, seen.procedure, seen.moves
    if procedure is None or case.running or case.matter_key:
        return []
    entered = {move.step for move in moves if move.kind in TAKEN} | {case.step}
    return [step for step in procedure.steps if step.name in entered]
