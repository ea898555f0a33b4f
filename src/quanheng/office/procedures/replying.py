"""Who may enter the written reply of somebody who has no account."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from quanheng.norms.gate import Actor
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures.acting import concerns, holds, kept_away
from quanheng.office.procedures.models import Case, Sheet

WROTE = ("sheet filled", "sheet changed")


def awaited(sheet: Sheet | None, case: Case) -> bool:
    """Whether a sheet was shown to the person, who has not replied while the step lasts."""
    return (
        sheet is not None
        and sheet.shown_on is not None
        and sheet.replied_on is None
        and sheet.stay == case.stay
        and case.running
    )


def why_not(sheet: Sheet, case: Case, user: User, on: date, away: bool | None = None) -> str:
    """Why an account may not enter the written reply to a sheet; blank where it may.

    ``away`` tells whether it is kept away from the case, where that is known already.
    It is an officer of the organisation department, not kept away from the case, and neither
    whoever wrote anything of the sheet nor the one in whose place that was done. Whoever has an
    account speaks alone.
    """
    if concerns(case, user) or not holds(user, (Actor.ORGANISATION_OFFICER,), case, on):
        return _("书面说明由组织部门干部代录。")
    if kept_away(case, user) if away is None else away:
        return _("您须回避这一事项，不能办理。")
    if has_account(sheet):
        return _("本人有可用账号，请由本人登录后说明。")
    if wrote(sheet, user):
        return _("填写这些情况的人不能代录本人说明，请由组织部门另一名干部代录。")
    return ""


def has_account(sheet: Sheet) -> bool:
    """Whether the person of a sheet can log in and reply."""
    code = sheet.nominee.person.code
    return User.objects.filter(person_code=code, is_active=True, is_system=False).exists()


def wrote(sheet: Sheet, user: User) -> bool:
    """Whether an account, or a deputy for it, wrote what a sheet says, in any stay in its step.

    The sheet names the last who did; the others, and for whom deputies did, stand in the ledger.
    """
    if user.pk == sheet.by_id:
        return True
    case, name = sheet.nominee.case, user.get_username()
    entries = Entry.objects.filter(
        about_kind=case._meta.label_lower,
        about_key=str(case.pk),
        action__in=WROTE,
        details__values__person=sheet.nominee.person.code,
        details__values__step=sheet.step,
    )
    return entries.filter(Q(actor=name) | Q(details__values__behalf_of=name)).exists()
