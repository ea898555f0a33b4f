"""What an account may do with an item: work on it, or manage it."""

from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power, may, standing_of
from quanheng.office.duties.lists import KINDS, Kind
from quanheng.office.records.models import Duty, Unit
from quanheng.office.records.refusals import Refused


def owns(user: User, duty: Duty) -> bool:
    """Whether an account is of the person responsible."""
    owner = duty.owner
    return owner is not None and bool(user.person_code) and owner.code == user.person_code


def manages(user: User, unit: Unit | None, on: date) -> bool:
    """Whether an account manages the items of a unit; of none, whether it manages everything."""
    path = unit.path if unit is not None else None
    return user.is_system or may(user, Power.MANAGE_DUTIES, path, on=on)


def works_on(user: User, duty: Duty, on: date) -> bool:
    """Whether an account may note measures, progress, evidence and an answer."""
    return owns(user, duty) or manages(user, duty.lead_unit, on)


def need_work(user: User, duty: Duty, on: date) -> None:
    """Raise ``Denied`` for whoever neither is responsible nor manages it."""
    if not works_on(user, duty, on):
        raise Denied(Power.MANAGE_DUTIES)


def need_management(user: User, duty: Duty, on: date) -> None:
    """Raise ``Denied`` without the power, ``Refused`` for whoever is responsible for it."""
    if not manages(user, duty.lead_unit, on):
        raise Denied(Power.MANAGE_DUTIES)
    if owns(user, duty):
        raise Refused(_("您是该事项的责任人，核验、办结、延期等须由他人办理。"))


def raises(user: User, kind: Kind, unit: Unit | None, on: date) -> bool:
    """Whether a role of an account may raise items of a kind for a unit."""
    if user.is_system:
        return True
    codes = unit.path.split("/") if unit is not None else []
    held = [one for one in standing_of(user).holdings if one.role in kind.roles]
    return any(one.in_force(on) and (not one.unit_code or one.unit_code in codes) for one in held)


def kinds_for(user: User, on: date) -> list[Kind]:
    """The kinds of list of which an account may raise items somewhere."""
    held = {one.role for one in standing_of(user).holdings if one.in_force(on)}
    return [kind for kind in KINDS.values() if held.intersection(kind.roles)]
