"""Letting a step pass although a gate does not hold: one person writes why, another signs."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quanheng.norms.gate import Gate
from quanheng.norms.procedure import Procedure
from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import concerns, holds, kept_away
from quanheng.office.procedures.models import Case, Move, Override
from quanheng.office.procedures.moving import add_move, locked, told
from quanheng.office.records.refusals import Overtaken, Refused, given


@transaction.atomic
def propose_override(case: Case, gate: str, *, reason: str, by: User, on: date) -> Entry:
    """Ask that the step may be taken although a gate does not hold; another person must sign."""
    given(reason)
    case, procedure = locked(case, Case.State.OPEN, on=on)
    may_override(case, procedure, gate, by, on)
    made = Override(
        case=case,
        stay=case.stay,
        step=case.step,
        gate=gate,
        reason=reason.strip(),
        proposed_by=by,
        proposed_on=on,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("这一关口已有放行申请。")) from error
    add_move(case, Move.Kind.OVERRIDE, by=by, on=on, outcome=gate, reason=reason)
    values = told(case, gate=gate)
    return record(case, "override proposed", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def sign_override(override: Override, *, by: User, on: date) -> Entry:
    """Sign, as another person than who asked; the gate then holds for this stay in the step."""
    case, procedure = locked(override.case, Case.State.OPEN, on=on)
    made = Override.objects.select_for_update().get(pk=override.pk)
    if made.signed_by_id is not None or made.stay != case.stay:
        raise Overtaken(_("这项放行申请已签署或已过时，请刷新页面。"))
    may_override(case, procedure, made.gate, by, on)
    if made.proposed_by_id == by.pk:
        raise Refused(_("提出人不能签署自己提出的放行，请由另一人签署。"))
    made.signed_by, made.signed_on = by, on
    made.save(update_fields=["signed_by", "signed_on"])
    add_move(case, Move.Kind.SIGNED, by=by, on=on, outcome=made.gate, reason=made.reason)
    values = told(case, gate=made.gate, proposed_by=made.proposed_by.get_username())
    return record(case, "override signed", by=by, on=on, reason=made.reason, values=values)


def gate_named(case: Case, procedure: Procedure, name: str) -> Gate:
    """A gate of the step in which the case stands; raises ``Refused`` for another."""
    for gate in procedure.step(case.step).gates:
        if gate.name == name:
            return gate
    raise Refused(_("这一步没有这个关口。"))


def may_override(case: Case, procedure: Procedure, name: str, by: User, on: date) -> None:
    """Raise ``Refused`` unless the gate names a role of the account, which nothing keeps away."""
    gate = gate_named(case, procedure, name)
    if not gate.overridden_by:
        raise Refused(_("这个关口不能放行，必须满足全部条件。"))
    own = concerns(case, by) or kept_away(case, by)
    if own or not holds(by, gate.overridden_by, case, on):
        raise Refused(_("您无权放行这个关口。"))
