"""Suspending, resuming, withdrawing, reopening and continuing a case."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import manages
from quanheng.office.procedures.known import lawful_for
from quanheng.office.procedures.limits import put_off
from quanheng.office.procedures.models import Case, Move
from quanheng.office.procedures.moving import add_move, enter, locked, must_manage, told
from quanheng.office.procedures.reading import TAKEN
from quanheng.office.procedures.registry import effect_of
from quanheng.office.records.refusals import Refused, given

State, Kind = Case.State, Move.Kind


@transaction.atomic
def suspend_case(case: Case, *, reason: str, by: User, on: date) -> Entry:
    """Let a case rest; its time limit does not run meanwhile."""
    given(reason)
    case, procedure = locked(case, State.OPEN, on=on)
    must_manage(case, procedure, by, on)
    add_move(case, Kind.SUSPENDED, by=by, on=on, reason=reason)
    case.state = State.SUSPENDED
    case.save(update_fields=["state"])
    return record(case, "case suspended", by=by, on=on, reason=reason, values=told(case))


@transaction.atomic
def resume_case(case: Case, *, reason: str, by: User, on: date) -> Entry:
    """Take a case up again; its time limit moves by the days for which it rested."""
    given(reason)
    case, procedure = locked(case, State.SUSPENDED, on=on)
    must_manage(case, procedure, by, on)
    since = case.moves.filter(kind=Kind.SUSPENDED).order_by("-number")[0].on
    add_move(case, Kind.RESUMED, by=by, on=on, reason=reason)
    limit = procedure.step(case.step).limit
    case.state = State.OPEN
    case.due = put_off(case.due, since, on, limit.clock if limit else None)
    case.save(update_fields=["state", "due"])
    values = told(case, due=str(case.due) if case.due else "")
    return record(case, "case resumed", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def withdraw_case(case: Case, *, reason: str, by: User, on: date) -> Entry:
    """End a case before it is decided: whoever opened it, or who looks after it."""
    given(reason)
    case, procedure = locked(case, *Case.RUNNING, on=on)
    if case.opened_by_id != by.pk and not manages(case, procedure, by, on):
        raise Refused(_("只有发起人或负责此程序的人员可以撤回。"))
    if case.has_filed:
        raise Refused(_("已有结果归档，不能撤回；请继续办理，或请负责人员重新办理。"))
    move = add_move(case, Kind.WITHDRAWN, by=by, on=on, reason=reason)
    effect = effect_of(case, move, by, on)
    case.state, case.closed_on, case.due = State.WITHDRAWN, on, None
    case.save(update_fields=["state", "closed_on", "due"])
    values, action = told(case, **effect.values), effect.action or "case withdrawn"
    return record(effect.about or case, action, by=by, on=on, reason=reason, values=values)


@transaction.atomic
def reopen_case(case: Case, step: str, *, reason: str, by: User, on: date) -> Entry:
    """Take up a case that has ended, from a step that had been entered before.

    Raises ``Refused`` for any other step: none is passed over.
    """
    given(reason)
    case, procedure = locked(case, State.DONE, State.REFUSED, State.WITHDRAWN, on=on)
    must_manage(case, procedure, by, on)
    entered = set(case.moves.filter(kind__in=TAKEN).values_list("step", flat=True)) | {case.step}
    if step not in entered or step not in {one.name for one in procedure.steps}:
        raise Refused(_("只能从曾经办理过的步骤重新办理。"))
    if case.matter_key:
        raise Refused(_("这类事项不能重新办理，请重新发起。"))
    held = lawful_for(case, on)
    case.fingerprint, case.pinned = held.fingerprint, held.pinned
    case.state, case.closed_on, case.step = State.OPEN, None, step
    add_move(case, Kind.REOPENED, by=by, on=on, reason=reason)
    enter(case, procedure, procedure.step(step), on)
    case.save()
    return record(case, "case reopened", by=by, on=on, reason=reason, values=told(case))


@transaction.atomic
def continue_case(case: Case, *, reason: str, by: User, on: date) -> Entry:
    """Go on with a case although its document has changed since; the step must still exist."""
    given(reason)
    case, procedure = locked(case, *Case.RUNNING, on=on)
    must_manage(case, procedure, by, on)
    held = lawful_for(case, on)
    if case.pinned == held.pinned:
        raise Refused(_("文件没有变化，无须续办。"))
    if case.step not in {one.name for one in procedure.steps}:
        raise Refused(_("新文本没有这一步，请撤回后重新发起。"))
    add_move(case, Kind.CONTINUED, by=by, on=on, reason=reason)
    before, case.fingerprint, case.pinned = case.pinned, held.fingerprint, held.pinned
    case.save(update_fields=["fingerprint", "pinned"])
    values = told(case, before=before)
    return record(case, "case continued", by=by, on=on, reason=reason, values=values)
