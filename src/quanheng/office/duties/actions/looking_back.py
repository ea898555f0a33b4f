"""回头看: seeing after some time whether what was closed has lasted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.actions.deciding import managed
from quanheng.office.duties.filing import note, told
from quanheng.office.duties.models import Event, LookBack, Stage
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Overtaken, Refused, given

What = Event.What


@transaction.atomic
def plan_look_back(duty: Duty, planned_on: date, *, by: User, on: date) -> Entry:
    """Set the day on which to look back, or another one while nobody has looked."""
    held = managed(duty, by, on, *Stage)
    if planned_on < on:
        raise Refused(_("回头看的计划日期不能早于今天。"))
    plan = held.item.look_backs.filter(done_on=None).first() or LookBack(item=held.item)
    plan.planned_on, plan.planned_by = planned_on, by
    plan.save()
    note(held.item, What.PLANNED, by=by, on=on, text=planned_on.isoformat())
    values = told(held, planned_on=planned_on)
    return record(held.item, "duty look-back planned", by=by, on=on, values=values)


@transaction.atomic
def look_back(duty: Duty, *, finding: str, text: str = "", by: User, on: date) -> Entry:
    """Say what was seen. After a relapse somebody decides whether to reopen; nothing does so by
    itself.
    """
    held = managed(duty, by, on, Stage.CLOSED)
    plan = held.item.look_backs.filter(done_on=None).first()
    if plan is None:
        raise Overtaken(_("没有待做的回头看，请先安排日期。"))
    if finding not in LookBack.Finding.values:
        raise Refused(_("请选择回头看的结果。"))
    if finding == LookBack.Finding.RELAPSE:
        given(text)
    plan.finding, plan.note, plan.done_on, plan.done_by = finding, text.strip(), on, by
    plan.full_clean(exclude=["item", "planned_by", "done_by"])
    plan.save()
    said = f"{plan.get_finding_display()}　{plan.note}".strip()
    note(held.item, What.LOOKED_BACK, by=by, on=on, text=said)
    values = told(held, finding=finding, note=plan.note)
    return record(held.item, "duty looked back", by=by, on=on, values=values)
