"""Which cases an account may see, and who is kept from one as a relative."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.procedures.kin import relatives_of
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


class CasesVisible(models.QuerySet[Any]):
    """Cases."""

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Cases about oneself, those one has opened, and those that one's roles have to do with.

        A deputy sees what those see for whom it acts. Relatives of the person concerned, and
        whoever is recused, see nothing of a case.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        day = on or localdate()
        seen = Q(opened_by=user)
        if user.person_code:
            seen |= Q(person__code=user.person_code)
        recusal = self.model._meta.get_field("recusals").related_model
        told = recusal.objects.filter(case=OuterRef("pk"), user=user, ended_on=None)
        found = self.filter(seen | self._by_role(user, day)).exclude(
            Exists(told.filter(cleared=False))
        )
        return found.exclude(Q(person__in=relatives_of(user)) & ~Exists(told.filter(cleared=True)))

    def _by_role(self, user: User, on: date) -> Q:
        held = [
            holding
            for one in (user, *principals_of(user, on))
            for holding in standing_of(one).holdings
            if holding.in_force(on)
        ]
        codes = {holding.unit_code for holding in held} - {""}
        paths = dict(Unit.objects.filter(code__in=codes).values_list("code", "path"))
        conditions = []
        for holding in held:
            told = Q(procedure__in=seen_by(holding.role))
            if not holding.unit_code:
                conditions.append(told)
            elif holding.unit_code in paths:
                conditions.append(told & under(paths[holding.unit_code], "place__path"))
        return any_of(conditions)

    def running(self) -> Self:
        """Those that have not ended."""
        return self.filter(state__in=self.model.RUNNING)
