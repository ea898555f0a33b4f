"""Which meetings, and what was decided in them, an account may see."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from quanheng.office.accounts.models import Role, User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.procedures.kin import relatives_of
from quanheng.office.procedures.models.visible import held_by
from quanheng.office.records.models import Unit
from quanheng.office.records.models.visible import any_of, under

LOOKING_ON = (Role.AUDITOR.value, Role.DISCIPLINE_OFFICER.value)
"""Roles that see the meetings of their units without holding any."""


def places_seen(user: User, on: date, column: str = "unit__path") -> Q:
    """The units whose meetings the roles of an account let it see; two queries at most."""
    found = units_held(user, on, column)
    for role, paths in held_by([user], on)[user.pk].items():
        if role in LOOKING_ON:
            found |= any_of([under(path, column) if path else Q(pk__gte=0) for path in paths])
    return found


def units_held(user: User, on: date, column: str = "unit__path") -> Q:
    """The units in which an account may hold meetings; one query at most."""
    scope = scope_of(user, Power.HOLD_MEETINGS, on)
    if scope.everywhere:
        return Q(pk__gte=0)
    granted = Unit.objects.filter(code__in=scope.unit_codes) if scope.unit_codes else ()
    return any_of([under(unit.path, column) for unit in granted])


def sits(user: User, prefix: str = "") -> Q:
    """That a member is the account's: by the account, or by the person that it is of."""
    found = Q(**{f"{prefix}user": user})
    if user.person_code:
        found |= Q(**{f"{prefix}person__code": user.person_code})
    return found


class MeetingsVisible(models.QuerySet[Any]):
    """Meetings."""

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Those of whose roll or minutes one is, and those of the units one looks after."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        member = self.model._meta.get_field("members").related_model
        seated = member._base_manager.filter(sits(user), meeting=OuterRef("pk"))
        found = places_seen(user, on or localdate())
        return self.filter(found | Q(keeper=user) | Exists(seated))

    def held_by(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Those of the units in which the account may hold meetings."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(units_held(user, on or localdate()))


class QuestionsVisible(models.QuerySet[Any]):
    """What is put to the vote."""

    def visible_to(
        self,
        user: User | AnonymousUser,
        on: date | None = None,
        meetings: MeetingsVisible | None = None,
    ) -> Self:
        """Those of the meetings that one sees, but of none from which one is kept.

        Kept away are the person concerned, relatives, and whoever left the room for it.
        ``meetings`` are those that the account sees, where they are known already.
        """
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        item = self.model._meta.get_field("item").related_model
        meeting = item._meta.get_field("meeting").related_model
        seen = meeting.objects.visible_to(user, on) if meetings is None else meetings
        return self.filter(item__meeting__in=seen.order_by().values("pk")).away_from(user)

    def away_from(self, user: User) -> Self:
        """Without those from which an account is kept; two queries at most."""
        recusal = self.model._meta.get_field("recusals").related_model
        gone = recusal._base_manager.filter(sits(user, "member__"), question=OuterRef("pk"))
        found = self.exclude(Exists(gone)).exclude(person__in=relatives_of(user))
        return found.exclude(person__code=user.person_code) if user.person_code else found
