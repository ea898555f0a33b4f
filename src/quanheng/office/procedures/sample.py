"""Cases for the demonstration: a leave that waits for the head, another one that is over."""

from collections.abc import Mapping
from datetime import date, timedelta

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.opening import place_of
from quanheng.office.records.models import Person

LEAVE = "qingshanhu-2009:14/leave"


def sample_cases(users: Mapping[str, User], on: date) -> None:
    """Two leaves of the official, by the accounts of the demonstration (by role)."""
    _applied(users, on, begins=on + timedelta(days=14), place="市委党校")
    begun = on - timedelta(days=10)
    over = _applied(users, begun - timedelta(days=3), begins=begun, place="邻区社区治理示范点")
    head, official = users[Role.HEAD], users[Role.OFFICIAL]
    actions.take_step(over, "approved", by=head, on=begun - timedelta(days=2))
    back = begun + timedelta(days=2)
    actions.take_step(over, "reported", {"returned": back}, by=official, on=back)


def _applied(users: Mapping[str, User], on: date, *, begins: date, place: str) -> Case:
    official = users[Role.OFFICIAL]
    person = Person.objects.get(code=official.person_code)
    told = {"by": official, "on": on}
    entry = actions.open_case(LEAVE, person, place=place_of(person, on), **told)
    case = Case.objects.get(pk=entry.about_key)
    trip = {
        "kind": "外出",
        "from": begins,
        "to": begins + timedelta(days=2),
        "place": place,
        "matter": "学习考察基层治理经验",
    }
    actions.take_step(case, "applied", trip, **told)
    return case
