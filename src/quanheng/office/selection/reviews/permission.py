"""Who may handle the selection work of a unit."""

from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, may
from quanheng.office.procedures.kin import related
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.permission import over
from quanheng.office.records.refusals import Refused


def handles_unit(unit: Unit, *, by: User, on: date) -> None:
    """Raise ``Denied`` without the power over a unit."""
    over(unit, Power.MANAGE_SELECTION, by=by, on=on)


def manages(user: User, unit: Unit, on: date) -> bool:
    """Whether an account handles the selection work of a unit."""
    return user.is_system or may(user, Power.MANAGE_SELECTION, unit.path, on=on)


def not_about_near(person: Person | None, *, by: User) -> None:
    """Raise ``Refused`` for the person concerned and its relatives."""
    if person is None or by.is_system:
        return
    if by.person_code == person.code or related(by, person):
        raise Refused(_("事项涉及您本人或亲属，应当回避，请由他人办理。"))
