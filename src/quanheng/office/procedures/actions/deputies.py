"""Naming a deputy for a time."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.accounts.roles import ADMINISTRATORS
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.models import Delegation
from quanheng.office.records.refusals import Overtaken, Refused, given


@transaction.atomic
def delegate(
    deputy: User, *, since: date, until: date | None, reason: str, by: User, on: date
) -> Entry:
    """Let somebody act in cases in one's own place for a time; ``until`` is the day it ends.

    Raises ``Refused`` for oneself, an administrator, a period in the past or the wrong way round,
    and for a second delegation to the same person.
    """
    given(reason)
    if deputy.pk == by.pk or deputy.is_system or not deputy.is_active:
        raise Refused(_("请选择另一位在用的账户作为代理人。"))
    if any(one.role in ADMINISTRATORS for one in standing_of(deputy).holdings if one.in_force(on)):
        raise Refused(_("管理员账户不能代理业务。"))
    if since < on or (until is not None and until <= since):
        raise Refused(_("代理应自今日或以后开始，终止日期应晚于开始日期。"))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Delegation.objects.in_force(since).filter(principal=by, deputy=deputy).exists():
        raise Refused(_("这段时间已委托给此人。"))
    made = Delegation.objects.create(
        principal=by, deputy=deputy, since=since, until=until, reason=reason.strip(), made_by=by
    )
    values = {"deputy": deputy.get_username(), "since": str(since), "until": str(until or "")}
    return record(made, "delegation made", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: User, on: date) -> Entry:
    """End one's own delegation, or that by which one is a deputy, from today on."""
    made = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if by.pk not in (made.principal_id, made.deputy_id):
        raise Refused(_("只有委托人和代理人可以终止。"))
    if made.until is not None and made.until <= on:
        raise Overtaken(_("这项委托已经终止。"))
    made.until = max(on, made.since)
    made.save(update_fields=["until"])
    values = {"principal": made.principal.get_username(), "deputy": made.deputy.get_username()}
    return record(made, "delegation ended", by=by, on=on, values=values)
