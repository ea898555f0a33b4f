"""How a case is opened and a step taken, without the ledger's entry; used by actions."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from quanheng.norms.finding import SubjectType
from quanheng.norms.procedure import Outcome, Procedure, Step, openings
from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.procedures.acting import acting, must_act
from quanheng.office.procedures.facts import entered, standing
from quanheng.office.procedures.filing import file_results
from quanheng.office.procedures.gates import must_pass, passages, told_of
from quanheng.office.procedures.known import lawful, procedures
from quanheng.office.procedures.limits import due_of
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.moving import add_move, advance, locked, told, unchanged
from quanheng.office.procedures.registry import effect_of
from quanheng.office.procedures.sheets import must_be_filled, sheets_told
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.refusals import Refused, given
from quanheng.packs import installed

Kind = Move.Kind


class Done(NamedTuple):
    """What the ledger is to tell of a step: about what, in which words, with which values."""

    about: models.Model
    action: str
    values: Mapping[str, Any]


def begin(
    procedure: str,
    subject: Person | Unit,
    *,
    place: Unit | None,
    by: User,
    on: date,
    matter: models.Model | None = None,
) -> Case:
    """A new case in the first step that ``by`` may take; see ``actions.open_case``."""
    if procedure not in procedures():
        raise Refused(_("没有名为“%s”的程序。") % procedure)
    held, person = lawful(procedure, place, on), subject if isinstance(subject, Person) else None
    told_by = held.procedure
    if (told_by.about is SubjectType.PERSON) is (person is None):
        raise Refused(_("这一程序的对象不符，请重新选择。"))
    if not held.holds:
        raise Refused(not_followed(told_by, place))
    case = Case(
        procedure=procedure,
        fingerprint=held.fingerprint,
        pinned=held.pinned,
        person=person,
        unit=None if isinstance(subject, Person) else subject,
        place=place,
        matter_kind=matter._meta.label_lower if matter is not None else "",
        matter_key=str(matter.pk) if matter is not None else "",
        since=on,
        opened_by=by,
        opened_on=on,
    )
    step = _opening(case, told_by, by, on)
    case.step = step.name
    case.due = due_of(step.limit, on, {})
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("这件事已有一项在办，请先办结。")) from error
    return case


def not_followed(procedure: Procedure, place: Unit | None) -> str:
    """That no case of a procedure is opened where its document does not hold, and what to do."""
    told = _("《%(document)s》未在%(place)s施行，不能发起“%(title)s”；须由组织部门先行采纳。")
    document = installed()[procedure.clause.pack]
    where = str(place) if place is not None else _("该单位")
    title = said(procedure.title)
    return told % {"document": said(document.title), "place": where, "title": title}


def _opening(case: Case, procedure: Procedure, by: User, on: date) -> Step:
    """The first step that an account may open a case with; raises ``Refused`` without one."""
    for step in openings(procedure):
        if acting(case, step, by, on) is not None:
            return step
    raise Refused(_("“%s”不由您发起。") % said(procedure.title))


def take(
    case: Case, outcome: str, answers: Mapping[str, Any], *, reason: str, by: User, on: date
) -> Done:
    """Take the step in which the case stands; see ``actions.take_step``."""
    case, procedure = locked(case, Case.State.OPEN, on=on)
    unchanged(case, on)
    step = procedure.step(case.step)
    doer = must_act(case, step, by, on)
    wanted = next((one for one in step.outcomes if one.name == outcome), None)
    if wanted is None:
        raise Refused(_("这一步没有“%s”这一结果，请从列出的结果中选择。") % outcome)
    if wanted.reason:
        given(reason)
    kept = entered(step.asks, answers) if forward(procedure, step, wanted) else {}
    checks = _checked(case, procedure, step, wanted, kept, on)
    move = add_move(
        case,
        Kind.TAKEN,
        by=by,
        on=on,
        outcome=outcome,
        answers=kept,
        reason=reason,
        behalf_of=doer.behalf_of,
    )
    return _carried_out(case, procedure, move, wanted, checks, by=by, on=on)


def lapse(case: Case, *, by: User, on: date) -> Done:
    """Let the outcome of silence take effect; see ``actions.lapse_step``."""
    case, procedure = locked(case, Case.State.OPEN, on=on)
    unchanged(case, on)
    step = procedure.step(case.step)
    if not by.is_system or not step.lapses or case.due is None or on <= case.due:
        raise Refused(_("这一步未到期，或逾期不自动办理。"))
    wanted = step.outcome(step.lapses)
    checks = _checked(case, procedure, step, wanted, {}, on)
    move = add_move(case, Kind.LAPSED, by=by, on=on, outcome=wanted.name)
    return _carried_out(case, procedure, move, wanted, checks, by=by, on=on)


def forward(procedure: Procedure, step: Step, outcome: Outcome) -> bool:
    """Whether an outcome leads on, so that what the step asks must be answered and hold.

    Sending back and refusing need a reason instead.
    """
    target = procedure.leads_to(step, outcome)
    names = [one.name for one in procedure.steps]
    if target not in names:
        return not outcome.reason
    return names.index(target) > names.index(step.name)


def _checked(
    case: Case,
    procedure: Procedure,
    step: Step,
    outcome: Outcome,
    kept: Mapping[str, Any],
    on: date,
) -> list[dict[str, Any]]:
    """The checks of the gates that the outcome leads through; raises ``Refused`` if one fails."""
    if not forward(procedure, step, outcome):
        return []
    there = set(case.papers.filter(step=step.name, removed_at=None).values_list("name", flat=True))
    missing = [one for one in step.papers if one.required and one.name not in there]
    if missing:
        raise Refused([_("请先上传“%s”。") % said(one.label) for one in missing])
    must_be_filled(case, step)
    found = passages(case, procedure, step, on, kept)
    must_pass(found, {one.person.code: one.person.name for one in standing(case)})
    return told_of(found)


def _carried_out(
    case: Case,
    procedure: Procedure,
    move: Move,
    outcome: Outcome,
    checks: list[dict[str, Any]],
    *,
    by: User,
    on: date,
) -> Done:
    """What the step does, what it files, and where it leads."""
    step_of_move = procedure.step(move.step)
    effect = effect_of(case, move, by, on)
    filed = file_results(case, procedure, move, by=by, on=on)
    case.filed = {**case.filed, **filed}
    values = told(
        case,
        move=move.number,
        outcome=outcome.name,
        answers=dict(move.answers),
        papers=_papers(case),
        nominees=sheets_told(case, step_of_move),
        checks=checks,
        behalf_of=move.behalf_of.get_username() if move.behalf_of else "",
        filed=filed,
        **effect.values,
    )
    advance(case, procedure, step_of_move, outcome, on)
    usual = "step taken" if move.kind == Kind.TAKEN else "step lapsed"
    return Done(effect.about or case, effect.action or usual, values)


def _papers(case: Case) -> list[list[str]]:
    """The papers attached in this stay, with their hashes."""
    found = case.papers.filter(stay=case.stay, removed_at=None)
    return [list(row) for row in found.values_list("name", "title", "sha256")]
