"""Putting people forward in a case, and what is entered about each of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.norms.procedure import Step
from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import Acting, must_act
from quanheng.office.procedures.facts import entered
from quanheng.office.procedures.kin import related
from quanheng.office.procedures.models import Case, Nominee, Sheet
from quanheng.office.procedures.moving import locked, told, unchanged
from quanheng.office.procedures.sheets import missing_in
from quanheng.office.records.models import Person
from quanheng.office.records.refusals import Overtaken, Refused, given
from quanheng.office.workdays import add_working_days


@transaction.atomic
def nominate(case: Case, person: Person, *, how: str, by: User, on: date) -> Entry:
    """Put somebody forward; ``how`` tells how the name came up.

    Raises ``Refused`` in a step in which no names are entered: before the work plan is approved
    there is no way to enter one; for whoever may not act; for oneself and one's relatives; and for
    a person who is or was put forward in the case already.
    """
    case, step, doer = _present(case, by, on)
    if not step.enters:
        raise Refused(_("这一步不能登记人选：须先定工作方案，再定人选。"))
    if not how.strip():
        raise Refused(_("请写明人选如何产生。"))
    hands = [one for one in doer if one is not None]
    if any(person.code == one.person_code or related(one, person) for one in hands):
        raise Refused(_("不能登记本人或亲属；请由他人办理。"))
    made = Nominee(
        case=case, person=person, step=case.step, stay=case.stay, how=how.strip(), by=by, on=on
    )
    _must_fit(made, "how")
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("%s已在本事项中登记过。") % person.name) from error
    values = told(case, person=person.code, how=made.how)
    return record(case, "nominee entered", by=by, on=on, values=values)


@transaction.atomic
def leave_out(nominee: Nominee, *, reason: str, by: User, on: date) -> Entry:
    """Put somebody forward no longer, with a reason; what was entered stays on record.

    Raises ``Refused`` while the person may still reply to what was found in this step.
    """
    given(reason)
    case, step, _doer = _present(nominee.case, by, on)
    nominee = _standing(nominee)
    if nominee.sheets.filter(stay=case.stay, reply_by__gte=on, replied_on=None).exists():
        raise Refused(_("已告知本人并可说明，须待本人说明或期限届满后再移出。"))
    nominee.out_step, nominee.out_reason = step.name, reason.strip()
    nominee.out_by, nominee.out_on = by, on
    _must_fit(nominee, "out_reason")
    nominee.save()
    values = told(case, person=nominee.person.code)
    return record(case, "nominee left out", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def fill_sheet(nominee: Nominee, answers: Mapping[str, Any], *, by: User, on: date) -> Entry:
    """Enter what the present step asks about a nominee; it may be completed later.

    Where the step takes replies the person is shown it once everything required is there, and has
    the whole time for a reply again when it is changed: what was said before stays. Raises
    ``ValidationError`` by field for a wrong answer, ``Refused`` for whoever may not act.
    """
    case, step, doer = _present(nominee.case, by, on)
    if not step.each:
        raise Refused(_("这一步不逐人填写。"))
    nominee = _standing(nominee)
    kept = entered(step.each, answers, whole=False)
    sheet, made = Sheet.objects.select_for_update().get_or_create(
        nominee=nominee, stay=case.stay,
        defaults={"step": step.name, "by": by, "at": timezone.now()},
    )  # fmt: skip
    changed = made or sheet.answers != kept
    sheet.answers, sheet.by, sheet.at = kept, by, timezone.now()
    if changed and step.replies is not None and (sheet.shown_on or not missing_in(step, sheet)):
        days = int(step.replies.number(on))
        sheet.shown_on, sheet.reply_by = on, add_working_days(on, days)
        sheet.replied_on = None
    sheet.save()
    behalf = doer.behalf_of.get_username() if doer.behalf_of else ""
    values = told(case, person=nominee.person.code, answers=kept, behalf_of=behalf)
    action = "sheet filled" if made else "sheet changed"
    return record(case, action, by=by, on=on, values=values)


def _present(case: Case, by: User, on: date) -> tuple[Case, Step, Acting]:
    """The case with the step in which it stands, which ``by`` may take."""
    case, procedure = locked(case, Case.State.OPEN, on=on)
    unchanged(case, on)
    step = procedure.step(case.step)
    return case, step, must_act(case, step, by, on)


def _standing(nominee: Nominee) -> Nominee:
    found = Nominee.objects.select_for_update(of=("self",)).select_related("person")
    now: Nominee = found.get(pk=nominee.pk)
    if now.out_on is not None:
        raise Overtaken(_("%s已移出人选。") % now.person.name)
    return now


def _must_fit(row: Nominee, name: str) -> None:
    """Raise ``ValidationError`` for a text that is longer than its column."""
    row.clean_fields(exclude={field.name for field in row._meta.fields} - {name})
