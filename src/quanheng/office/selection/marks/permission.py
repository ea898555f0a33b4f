"""Who may handle marks of a person: with the power, and neither the person nor a relative."""

from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.procedures.kin import related
from quanheng.office.records.models import Person
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Refused


def handles(person: Person, *, by: User, on: date) -> None:
    """Raise ``Denied`` without the power, ``Refused`` for the person or a relative of it."""
    over(person, Power.MANAGE_SELECTION, by=by, on=on)
    if by.is_system:
        return
    if by.person_code == person.code:
        raise Refused(_("不能办理对自己的评价，请由他人办理。"))
    if related(by, person):
        raise Refused(_("您与该干部有亲属关系，应当回避，请由他人办理。"))


def concerns(person: Person, *, by: User) -> None:
    """Raise ``Denied`` unless the account is that of the person."""
    if not by.person_code or by.person_code != person.code:
        raise Denied(Power.SEE_FILE)


def handled_by(person: Person, user: User, on: date) -> bool:
    """Whether an account may handle marks of a person."""
    try:
        handles(person, by=user, on=on)
    except (Denied, Refused):
        return False
    return True
