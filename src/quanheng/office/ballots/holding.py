"""Who may do what with a ballot, and when; the ballot locked for it."""

from datetime import date

from django.utils.translation import gettext as _

from quanheng.office.accounts import directory
from quanheng.office.accounts.conditions import Refused, given
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power, scope_of
from quanheng.office.ballots.models import Ballot

__all__ = ["NotNow", "Refused", "given", "holdable", "opened_for", "taken"]

State = Ballot.State


class NotNow(Refused):
    """The ballot is not in the state for this; somebody else may have gone on with it."""


def holdable(unit_code: str, *, by: User, on: date) -> directory.Place:
    """The unit, provided ``by`` may hold ballots in it; raises ``Denied`` and ``Refused``."""
    place = next((place for place in directory.places() if place.code == unit_code), None)
    if place is None:
        raise Refused(_("没有编码为“%s”的单位，请从列表中选择。") % unit_code)
    if not by.is_system and not scope_of(by, Power.HOLD_BALLOTS, on).covers(place.path):
        raise Denied(Power.HOLD_BALLOTS)
    return place


def taken(ballot: Ballot, *states: str) -> Ballot:
    """The ballot, locked, provided it is in one of these states."""
    found = Ballot.objects.select_for_update(of=("self",), no_key=True).get(pk=ballot.pk)
    if found.state not in states:
        raise NotNow(_("投票现为“%s”，不能办理此事。") % found.get_state_display())
    return found


def opened_for(ballot: Ballot, *states: str, by: User, on: date, tellers: bool = False) -> Ballot:
    """The ballot, locked, for whoever may hold ballots in its unit; with ``tellers``, for them too.

    A teller does nothing else with the ballot that is counted.
    """
    found = taken(ballot, *states)
    if by.pk in (found.first_teller_id, found.second_teller_id):
        if tellers:
            return found
        raise Refused(_("计票人不能办理本次投票的组织事务，请由组织人办理。"))
    holdable(found.unit_code, by=by, on=on)
    return found
