"""Who may act in a step of a case, for whom, and why somebody may not."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from quanheng.norms.gate import Actor
from quanheng.norms.procedure import Procedure, Step
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.procedures.kin import relatives_of
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.visible import principals_of
from quanheng.office.procedures.reading import TAKEN, Reading
from quanheng.office.records.refusals import Refused


class Acting(NamedTuple):
    """Somebody who may act; ``behalf_of`` is the one for whom a deputy does."""

    user: User
    behalf_of: User | None


def concerns(case: Case, user: User) -> bool:
    """Whether the case is about the account's own person."""
    return case.person is not None and case.person.code == user.person_code


def kept_away(case: Case, user: User) -> bool:
    """Whether somebody is a relative of whom it concerns, or recused, or put forward in the case.

    Those who were put forward and are no more count as well. No clearance lets somebody act on
    the own name.
    """
    named: dict[int, str] = {}
    if case.pk is not None:
        named = dict(case.nominees.values_list("person", "person__code"))
        if user.person_code and user.person_code in named.values():
            return True
        told = case.recusals.filter(user=user, ended_on=None).first()
        if told is not None:
            return not told.cleared
    if case.person_id is None and not named:
        return False
    return bool({case.person_id, *named} & relatives_of(user))


def holds(user: User, actors: Iterable[Actor], case: Case, on: date) -> bool:
    """Whether an account holds one of the roles over the unit that handles the case."""
    roles = {actor.value for actor in actors}
    path = case.place.path.split("/") if case.place else []
    return user.is_active and any(
        holding.role in roles and (not holding.unit_code or holding.unit_code in path)
        for holding in standing_of(user).holdings
        if holding.in_force(on)
    )


def _fits(user: User, actors: Iterable[Actor], case: Case, on: date) -> bool:
    """Whether an account is one of those who act; the person concerned only as such."""
    if concerns(case, user):
        return Actor.SUBJECT in actors and user.is_active
    return holds(user, actors, case, on)


def acting(
    case: Case,
    step: Step,
    user: User,
    on: date,
    away: bool | None = None,
    read: Reading | None = None,
) -> Acting | None:
    """As whom an account may take a step of a case; None when it may not.

    ``away`` tells whether it is kept away, ``read`` what the case keeps, where that is known.
    """
    took = _took(case, step.not_by, read)
    if user.pk in took or (kept_away(case, user) if away is None else away):
        return None
    if _fits(user, step.by, case, on):
        return Acting(user, None)
    if concerns(case, user):
        return None
    for principal in principals_of(user, on):
        if concerns(case, principal) or principal.pk in took:
            continue
        if _fits(principal, step.by, case, on) and not kept_away(case, principal):
            return Acting(user, principal)
    return None


def _took(case: Case, steps: tuple[str, ...], read: Reading | None = None) -> set[int]:
    """The keys of those who took some of the steps, and of those for whom it was done."""
    if not steps:
        return set()
    moves = (read or Reading(case, None)).moves
    found = [one for one in moves if one.step in steps and one.kind in TAKEN]
    return {key for one in found for key in (one.by_id, one.behalf_of_id) if key is not None}


def must_act(case: Case, step: Step, user: User, on: date) -> Acting:
    """As ``acting``; raises ``Refused`` saying why somebody may not."""
    found = acting(case, step, user, on)
    if found is not None:
        return found
    if kept_away(case, user):
        raise Refused(_("您须回避这一事项，不能办理。"))
    if user.pk in _took(case, step.not_by):
        raise Refused(_("这一步须由另一人办理：您已办理过前面的步骤。"))
    raise Refused(_("这一步不由您办理。"))


def manages(
    case: Case, procedure: Procedure, user: User, on: date, away: bool | None = None
) -> bool:
    """Whether an account may suspend, resume, reopen and withdraw the case."""
    if concerns(case, user) or not _fits(user, procedure.managed_by, case, on):
        return False
    return not (kept_away(case, user) if away is None else away)


def those_who_act(case: Case, actors: Iterable[Actor], on: date) -> list[User]:
    """The accounts that may act, without relatives and those recused, and without deputies."""
    wanted = set(actors)
    grants = Grant.objects.in_force(on).filter(
        role__in=[actor.value for actor in wanted], user__is_active=True, user__is_system=False
    )
    codes = case.place.path.split("/") if case.place else []
    grants = grants.filter(Q(unit_code="") | Q(unit_code__in=codes)).select_related("user")
    users = {grant.user.pk: grant.user for grant in grants}
    found = [user for user in users.values() if not concerns(case, user)]
    found = [user for user in found if not kept_away(case, user)]
    if Actor.SUBJECT in wanted and case.person is not None:
        found += User.objects.filter(person_code=case.person.code, is_active=True)
    return found
