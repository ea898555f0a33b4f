"""Which cases an account may see, and who is kept from one as a relative."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.procedures.kin import relatives_of_each
from quanheng.office.procedures.models.deputies import Delegation
from quanheng.office.records.models import Unit
from quanheng.office.records.models.visible import any_of, under
from quanheng.packs import installed


def seen_by(role: str) -> list[str]:
    """The procedures whose cases a role may see, for its unit and below."""
    return [
        one.id
        for pack in installed().values()
        for one in pack.procedures.values()
        if role in one.actors
    ]


def principals_of(user: User, on: date) -> list[User]:
    """Those for whom an account acts as deputy on a day."""
    held = Delegation.objects.in_force(on).filter(deputy=user, principal__is_active=True)
    found = held.select_related("principal").prefetch_related("principal__grants")
    return [one.principal for one in found]


Held = Mapping[str, list[str]]
"""The paths of the units for which each role is held; blank for everywhere."""


class Hands(NamedTuple):
    """For whom an account acts as deputy; of each of them, and of itself, roles and relatives."""

    principals: list[User]
    held: Mapping[int, Held]
    kin: Mapping[int, frozenset[int]]


def hands_of(user: User, on: date) -> Hands:
    """What an account may have a hand in on a day; six queries at most."""
    principals = principals_of(user, on)
    people = [user, *principals]
    kin = zip((one.pk for one in people), relatives_of_each(people), strict=True)
    return Hands(principals, held_by(people, on), dict(kin))


def held_by(people: Iterable[User], on: date) -> dict[int, Held]:
    """Where each account holds which role; one query, none for roles held everywhere."""
    holdings = {
        user.pk: [one for one in standing_of(user).holdings if one.in_force(on)] for user in people
    }
    codes = {one.unit_code for held in holdings.values() for one in held} - {""}
    paths = {"": ""}
    if codes:
        paths |= dict(Unit.objects.filter(code__in=codes).values_list("code", "path"))
    found: dict[int, Held] = {}
    for key, held in holdings.items():
        roles: dict[str, list[str]] = {}
        for one in held:
            if one.unit_code in paths:
                roles.setdefault(one.role.value, []).append(paths[one.unit_code])
        found[key] = roles
    return found


class CasesVisible(models.QuerySet[Any]):
    """Cases."""

    def visible_to(
        self, user: User | AnonymousUser, on: date | None = None, hands: Hands | None = None
    ) -> Self:
        """Cases about oneself, those one has opened, and those that one's roles have to do with.

        A deputy sees what those see for whom it acts. Relatives of the person concerned, and
        whoever is recused, see nothing of a case; nor do those put forward in it, and theirs.
        ``hands`` are those of the account where they are known already.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        day = on or localdate()
        seen = Q(opened_by=user)
        if user.person_code:
            seen |= Q(person__code=user.person_code)
        recusal = self.model._meta.get_field("recusals").related_model
        told = recusal.objects.filter(case=OuterRef("pk"), user=user, ended_on=None)
        hands = hands or hands_of(user, day)
        found = self.filter(seen | self._by_role(hands)).exclude(Exists(told.filter(cleared=False)))
        kin, cleared = hands.kin[user.pk], Exists(told.filter(cleared=True))
        found = found.exclude(Q(person__in=kin) & ~cleared)
        nominee = self.model._meta.get_field("nominees").related_model
        near = nominee.objects.filter(case=OuterRef("pk"))
        if user.person_code:
            found = found.exclude(Exists(near.filter(person__code=user.person_code)))
        return found.exclude(Exists(near.filter(person__in=kin)) & ~cleared)

    def _by_role(self, hands: Hands) -> Q:
        conditions = []
        for held in hands.held.values():
            for role, paths in held.items():
                told = Q(procedure__in=seen_by(role))
                conditions += [
                    told & under(path, "place__path") if path else told for path in paths
                ]
        return any_of(conditions)

    def running(self) -> Self:
        """Those that have not ended."""
        return self.filter(state__in=self.model.RUNNING)
