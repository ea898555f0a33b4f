"""Checks of heads who leave: opened, found, shown, answered, filed."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.inbox.sending import tell
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Supervision, Tenure
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.records.writing import write
from quanheng.office.selection.models import LeavingCheck
from quanheng.office.selection.reviews.numbers import leaving_reply_days
from quanheng.office.selection.reviews.permission import handles_unit, not_about_near
from quanheng.office.workdays import add_working_days

SAID = Text(
    "关于您的检查情况已反馈，请查看并说明", "The findings of a check about you: read and answer"
)


@transaction.atomic
def open_leaving_check(
    tenure: Tenure, kind: str, *, first: User, second: User, by: User, on: date
) -> Entry:
    """Begin the check of a head's selection work by two people; about the new ``LeavingCheck``.

    Raises ``Refused`` for a post that is not a head's, for one checker twice, and for relatives.
    """
    handles_unit(tenure.unit, by=by, on=on)
    for user in (by, first, second):
        not_about_near(tenure.person, by=user)
    if not (tenure.chief and tenure.leading):
        raise Refused(_("离任检查的对象是主要领导。"))
    if first.pk == second.pk:
        raise Refused(_("检查须由两人以上进行，请选择两名检查人。"))
    if LeavingCheck.objects.filter(tenure=tenure, kind=kind).exists():
        raise Refused(_("该职务已有这项检查。"))
    made = LeavingCheck(
        person=tenure.person, unit=tenure.unit, tenure=tenure, kind=kind, first=first,
        second=second, opened_by=by, opened_on=on,
    )  # fmt: skip
    made.full_clean(exclude=["person", "unit", "tenure", "first", "second", "opened_by"])
    made.save(force_insert=True)
    values = {"person": tenure.person.code, "kind": kind}
    return record(made, "leaving check opened", by=by, on=on, values=values)


def _open(check: LeavingCheck) -> LeavingCheck:
    found = LeavingCheck.objects.select_for_update(of=("self",), no_key=True).get(pk=check.pk)
    if found.filed_on is not None:
        raise Overtaken(_("检查已归档，请刷新页面。"))
    return found


def _handled(check: LeavingCheck, by: User, on: date) -> LeavingCheck:
    handles_unit(check.unit, by=by, on=on)
    not_about_near(check.person, by=by)
    return _open(check)


@transaction.atomic
def note_findings(check: LeavingCheck, result: str, findings: str, *, by: User, on: date) -> Entry:
    """Write down what was found; not once it was shown."""
    check = _handled(check, by, on)
    if check.shown_on is not None:
        raise Overtaken(_("检查情况已反馈本人，不能再更改。"))
    if not findings.strip() or result not in LeavingCheck.Result.values:
        raise Refused(_("请选择结果，写明检查情况。"))
    check.result, check.findings = result, findings.strip()
    check.save(update_fields=["result", "findings"])
    return record(check, "leaving check noted", by=by, on=on, values={"result": result})


@transaction.atomic
def show_findings(check: LeavingCheck, *, by: User, on: date) -> Entry:
    """Show what was found to the head, who may answer."""
    check = _handled(check, by, on)
    if not check.result or check.shown_on is not None:
        raise Overtaken(_("还没有检查情况，或已反馈本人，请刷新页面。"))
    days = leaving_reply_days(check.unit, on)
    check.shown_on, check.reply_due = on, add_working_days(on, days)
    check.save(update_fields=["shown_on", "reply_due"])
    accounts = User.objects.filter(is_active=True, is_system=False)
    user = accounts.filter(person_code=check.person.code).order_by("pk").first()
    if user is not None:
        key, url = f"leaving:{check.pk}", reverse("selection:leaving", args=[check.pk])
        tell(user, key=key, text=SAID, url=url, due=check.reply_due, kind="task", by=by)
    values = {"reply_due": check.reply_due}
    return record(check, "leaving check shown", by=by, on=on, values=values)


@transaction.atomic
def state_on_check(check: LeavingCheck, text: str, *, by: User, on: date) -> Entry:
    """What the head says to what was found; until it is filed."""
    if not by.person_code or by.person_code != check.person.code:
        raise Denied(Power.SEE_FILE)
    check = _open(check)
    if check.shown_on is None:
        raise Overtaken(_("检查情况尚未反馈。"))
    if not text.strip():
        raise Refused(_("请写明情况。"))
    check.statement, check.stated_on = text.strip()[:2000], on
    check.save(update_fields=["statement", "stated_on"])
    return record(check, "leaving check answered", by=by, on=on)


@transaction.atomic
def file_leaving_check(check: LeavingCheck, *, by: User, on: date) -> Entry:
    """Put the result into the file; of problems only after the head was heard."""
    check = _handled(check, by, on)
    if not check.may_be_filed(on):
        raise Refused(_("发现问题的，须反馈本人并听取说明，或说明期满之后才能归档。"))
    source = f"{check.unit.name}{check.kind}"
    values = {
        "person": check.person,
        "type": check.kind,
        "day": on,
        "result": check.result,
        "note": check.findings[:1000],
    }
    filed = write(Supervision, values, by=by, source=source)
    check.record_id, check.filed_by, check.filed_on = filed.pk, by, on
    check.save(update_fields=["record", "filed_by", "filed_on"])
    return record(check, "leaving check filed", by=by, on=on, values={"record": filed.pk})
