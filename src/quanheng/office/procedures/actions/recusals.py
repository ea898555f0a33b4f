"""Keeping somebody from a case, by declaration; and finding that a namesake is no relative."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import concerns
from quanheng.office.procedures.models import Case, Move, Recusal
from quanheng.office.procedures.moving import add_move, locked, must_manage, must_see, told
from quanheng.office.records.refusals import Overtaken, Refused, given


@transaction.atomic
def recuse(
    case: Case, user: User, *, reason: str, cleared: bool = False, by: User, on: date
) -> Entry:
    """Keep somebody from the case: the person declares it, or whoever looks after it decides.

    ``cleared``: whoever looks after the case has verified that somebody held for a relative by
    name is none.
    """
    given(reason)
    case, procedure = locked(case, *Case.RUNNING, on=on)
    if cleared or by.pk != user.pk:
        must_manage(case, procedure, by, on)
    else:
        must_see(case, by, on)
    if concerns(case, user):
        raise Refused(_("本人不在回避之列：本人的权利由程序的步骤保障。"))
    made = Recusal(case=case, user=user, cleared=cleared, reason=reason.strip(), by=by, on=on)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("已有回避登记，或不能核实自己无须回避。")) from error
    kind = Move.Kind.LIFTED if cleared else Move.Kind.RECUSED
    add_move(case, kind, by=by, on=on, outcome=user.get_username()[:60], reason=reason)
    values = told(case, user=user.get_username())
    action = "recusal cleared" if cleared else "recusal declared"
    return record(case, action, by=by, on=on, reason=reason, values=values)


@transaction.atomic
def end_recusal(recusal: Recusal, *, reason: str, by: User, on: date) -> Entry:
    """End a recusal or a clearance, as whoever looks after the case and is not concerned by it."""
    given(reason)
    case, procedure = locked(recusal.case, *Case.RUNNING, on=on)
    must_manage(case, procedure, by, on)
    made = Recusal.objects.select_for_update().get(pk=recusal.pk)
    if made.ended_on is not None:
        raise Overtaken(_("这项登记已经解除。"))
    if made.user_id == by.pk:
        raise Refused(_("不能解除自己的回避，请由他人办理。"))
    made.ended_on = on
    made.save(update_fields=["ended_on"])
    name = made.user.get_username()
    add_move(case, Move.Kind.LIFTED, by=by, on=on, outcome=name[:60], reason=reason)
    values = told(case, user=name)
    return record(case, "recusal ended", by=by, on=on, reason=reason, values=values)
