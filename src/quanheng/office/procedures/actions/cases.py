"""Opening a case, and taking its steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from quanheng.norms.finding import SubjectType
from quanheng.norms.procedure import Outcome, Procedure, Step, openings
from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import acting, must_act
from quanheng.office.procedures.registry import effect_of
from quanheng.office.procedures.facts import entered, said
from quanheng.office.procedures.filing import file_results
from quanheng.office.procedures.gates import must_pass, passages, told_of
from quanheng.office.procedures.known import fingerprint_of, procedures
from quanheng.office.procedures.limits import due_of
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.moving import add_move, advance, locked, told, unchanged
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.refusals import Refused, given

State, Kind = Case.State, Move.Kind


@transaction.atomic
def open_case(
    procedure: str,
    subject: Person | Unit,
    *,
    place: Unit | None,
    by: User,
    on: date,
    matter: models.Model | None = None,
) -> Entry:
    """Open a case about somebody; it stands in the first step that ``by`` may take.

    ``place`` is the unit whose people handle it. Raises ``Refused`` when no opening step is for
    ``by``, or when a case about the same matter is running.
    """
    told_by = procedures().get(procedure)
    if told_by is None:
        raise Refused(_("没有名为“%s”的程序。") % procedure)
    person = subject if isinstance(subject, Person) else None
    if (told_by.about is SubjectType.PERSON) is (person is None):
        raise Refused(_("这一程序的对象不符，请重新选择。"))
    case = Case(
        procedure=procedure,
        fingerprint=fingerprint_of(procedure),
        person=person,
        unit=None if isinstance(subject, Person) else subject,
        place=place,
        matter_kind=matter._meta.label_lower if matter is not None else "",
        matter_key=str(matter.pk) if matter is not None else "",
        since=on,
        opened_by=by,
        opened_on=on,
    )
    step = opening(case, told_by, by, on)
    case.step = step.name
    case.due = due_of(step.limit, on, {})
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("这件事已有一项在办，请先办结。")) from error
    return record(case, "case opened", by=by, on=on, values=told(case, matter=case.matter_key))


def opening(case: Case, procedure: Procedure, by: User, on: date) -> Step:
    """The first step that an account may open a case with; raises ``Refused`` without one."""
    for step in openings(procedure):
        if acting(case, step, by, on) is not None:
            return step
    raise Refused(_("“%s”不由您发起。") % said(procedure.title))


@transaction.atomic
def take_step(
    case: Case,
    outcome: str,
    answers: Mapping[str, Any] | None = None,
    *,
    reason: str = "",
    by: User,
    on: date,
) -> Entry:
    """Take the step in which a case stands, with one of its outcomes.

    Raises ``Refused`` for whoever may not act, for a gate that does not hold and is not overridden,
    for a missing paper or reason; ``ValidationError`` by field for the answers.
    """
    case, procedure = locked(case, State.OPEN)
    unchanged(case)
    step = procedure.step(case.step)
    doer = must_act(case, step, by, on)
    wanted = next((one for one in step.outcomes if one.name == outcome), None)
    if wanted is None:
        raise Refused(_("这一步没有“%s”这一结果，请从列出的结果中选择。") % outcome)
    if wanted.reason:
        given(reason)
    kept = entered(step, answers or {}) if forward(procedure, step, wanted) else {}
    return _taken(
        case, procedure, step, wanted, Kind.TAKEN, kept, reason, by, on, behalf_of=doer.behalf_of
    )


@transaction.atomic
def lapse_step(case: Case, *, by: User, on: date) -> Entry:
    """Let silence speak: the step's time limit has passed, and its declared outcome takes effect.

    Raises ``Refused`` while the time runs, and where the procedure gives silence no meaning.
    """
    case, procedure = locked(case, State.OPEN)
    unchanged(case)
    step = procedure.step(case.step)
    if not by.is_system or not step.lapses or case.due is None or on <= case.due:
        raise Refused(_("这一步未到期，或逾期不自动办理。"))
    wanted = step.outcome(step.lapses)
    return _taken(case, procedure, step, wanted, Kind.LAPSED, {}, "", by, on)


def forward(procedure: Procedure, step: Step, outcome: Outcome) -> bool:
    """Whether an outcome leads on, so that what the step asks must be answered and hold.

    Sending back and refusing need a reason instead.
    """
    target = procedure.leads_to(step, outcome)
    names = [one.name for one in procedure.steps]
    if target not in names:
        return not outcome.reason
    return names.index(target) > names.index(step.name)


def _taken(
    case: Case,
    procedure: Procedure,
    step: Step,
    outcome: Outcome,
    kind: Kind,
    kept: Mapping[str, Any],
    reason: str,
    by: User,
    on: date,
    *,
    behalf_of: User | None = None,
) -> Entry:
    """Take a step: papers, gates, what was done, what it does, where it leads, what is filed."""
    checks = []
    if forward(procedure, step, outcome):
        _enclosed(case, step)
        found = passages(case, procedure, step, on, kept)
        must_pass(found)
        checks = told_of(found)
    move = add_move(
        case,
        kind,
        by=by,
        on=on,
        outcome=outcome.name,
        answers=kept,
        reason=reason,
        behalf_of=behalf_of,
    )
    function = effect_of(case.procedure, move)
    done = dict(function(case, move, by, on)) if function is not None else {}
    filed = file_results(case, procedure, move, by=by, on=on)
    case.filed = {**case.filed, **filed}
    values = told(
        case,
        move=move.number,
        outcome=outcome.name,
        answers=dict(kept),
        papers=_papers(case),
        checks=checks,
        behalf_of=behalf_of.get_username() if behalf_of else "",
        filed=filed,
        **done,
    )
    advance(case, procedure, step, outcome, on)
    action = "step taken" if kind is Kind.TAKEN else "step lapsed"
    return record(case, action, by=by, on=on, reason=reason, values=values)


def _papers(case: Case) -> list[list[str]]:
    """The papers attached in this stay, with their hashes."""
    found = case.papers.filter(stay=case.stay, removed_at=None)
    return [list(row) for row in found.values_list("name", "title", "sha256")]


def _enclosed(case: Case, step: Step) -> None:
    there = set(case.papers.filter(step=step.name, removed_at=None).values_list("name", flat=True))
    missing = [one for one in step.papers if one.required and one.name not in there]
    if missing:
        raise Refused([_("请先上传“%s”。") % said(one.label) for one in missing])
