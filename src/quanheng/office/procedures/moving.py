"""How a case moves on; used by the actions, inside their transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.norms.procedure import DONE, REFUSED, Outcome, Procedure, Step
from quanheng.office.accounts.models import User
from quanheng.office.procedures.acting import concerns, kept_away, manages
from quanheng.office.procedures.facts import facts_of
from quanheng.office.procedures.known import lawful_for, procedure_of
from quanheng.office.procedures.limits import due_of
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.outline import digest
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.refusals import Overtaken, Refused

ENDS = {DONE: Case.State.DONE, REFUSED: Case.State.REFUSED}


def locked(case: Case, *states: str, on: date) -> tuple[Case, Procedure]:
    """The case as it is now, nobody else changing it, with its procedure as of a day.

    Raises ``Overtaken`` unless it is in one of the states. The subject is locked first, in the
    order in which changes of a file are.
    """
    if case.person_id is not None:
        Person.objects.select_for_update(no_key=True).get(pk=case.person_id)
    elif case.unit_id is not None:
        Unit.objects.select_for_update(no_key=True).get(pk=case.unit_id)
    found: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if found.state not in states:
        told = _("该事项现为“%s”，不能这样办理，请刷新页面。")
        raise Overtaken(told % found.get_state_display())
    return found, lawful_for(found, on).procedure


def unchanged(case: Case, on: date) -> None:
    """Raise ``Refused`` when the document has changed since the case was opened or continued.

    It has when its text, or a number that the unit chose, is another one on that day.
    """
    if case.pinned != lawful_for(case, on).pinned:
        raise Refused(_("文件在办理期间已更新，须先由管理人说明理由、按新文本续办。"))


def must_manage(case: Case, procedure: Procedure, by: User, on: date) -> None:
    """Raise ``Refused`` unless an account looks after the case."""
    if not manages(case, procedure, by, on):
        raise Refused(_("只有负责此程序的人员可以这样办理。"))


def must_see(case: Case, by: User, on: date) -> None:
    """Raise ``Refused`` for whoever is kept away from the case, or may not see it."""
    seen = Case.objects.visible_to(by, on).filter(pk=case.pk).exists()
    if not seen or (kept_away(case, by) and not concerns(case, by)):
        raise Refused(_("您不能查看或办理这一事项。"))


def add_move(
    case: Case,
    kind: Move.Kind,
    *,
    by: User,
    on: date,
    outcome: str = "",
    answers: Mapping[str, Any] | None = None,
    reason: str = "",
    behalf_of: User | None = None,
) -> Move:
    """Write down what was done in the step in which the case stands."""
    last = case.moves.order_by("-number").values_list("number", flat=True).first() or 0
    move = Move(
        case=case,
        number=last + 1,
        kind=kind,
        step=case.step,
        outcome=outcome,
        by=by,
        behalf_of=behalf_of,
        on=on,
        at=timezone.now(),
        answers=dict(answers or {}),
        reason=reason.strip(),
    )
    move.full_clean(exclude=["case", "by", "behalf_of"])
    move.save(force_insert=True)
    return move


def advance(case: Case, procedure: Procedure, step: Step, outcome: Outcome, on: date) -> None:
    """Bring the case where an outcome leads: into another step, or to its end."""
    target = procedure.leads_to(step, outcome)
    if target in ENDS:
        case.state, case.closed_on, case.due = ENDS[target], on, None
    else:
        enter(case, procedure, procedure.step(target), on)
    case.save()


def enter(case: Case, procedure: Procedure, step: Step, on: date) -> None:
    """Let the case stand in a step, with the step's time limit."""
    case.step, case.since, case.stay = step.name, on, case.stay + 1
    case.due = due_of(step.limit, on, facts_of(case, procedure))


def told(case: Case, **more: Any) -> dict[str, Any]:
    """What the ledger keeps of every change of a case."""
    return {
        "case": case.pk,
        "procedure": case.procedure,
        "fingerprint": case.fingerprint,
        "outline": digest(procedure_of(case)),
        "subject": case.subject.code,
        "step": case.step,
        **{name: value for name, value in more.items() if value not in (None, "", {}, [])},
    }
