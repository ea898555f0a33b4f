"""Asking what an account may do. The table and the decisions are in ``roles.py``.

``Person.objects.visible_to(user)`` and its like are built on ``scope_of``; a page about no object
is guarded by ``needs``; apps below this one ask through ``user.has_perm(power)``.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from quanheng.office.accounts import roles
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import NOWHERE, Power, Reach, Role, Scope, Standing

__all__ = ["Denied", "Power", "Reach", "Role", "Scope", "Standing"]

type_of_view = Callable[..., HttpResponse]


class Denied(PermissionDenied):
    """The account lacks a power; the message names it."""

    def __init__(self, power: Power) -> None:
        self.power = power
        super().__init__(
            _("您的账户没有“%(power)s”的权限。如工作需要，请联系安全保密管理员。")
            % {"power": power.label}
        )


def standing_of(user: User | AnonymousUser) -> Standing:
    """An account and the grants it has ever had; one query, none where they were prefetched."""
    if not isinstance(user, User) or user.pk is None:
        return Standing(None, (), active=False)
    held = tuple(grant.holding() for grant in user.grants.all())
    return Standing(user.person_code, held, user.is_active)


def scope_of(user: User | AnonymousUser, power: Power, on: date) -> Scope:
    """What a power reaches for an account on a day."""
    if not user.is_authenticated:
        return NOWHERE
    return roles.scope(standing_of(user), Power(power), on)


def may(
    user: User | AnonymousUser,
    power: Power,
    unit_path: str | None = None,
    *,
    person_code: str | None = None,
    on: date,
) -> bool:
    """Whether an account has a power over a unit, over a person, or (given neither) everywhere.

    For a person give the code and the path of a unit in which the person serves; a person who
    serves in several units is asked about once for each.
    """
    return scope_of(user, power, on).covers(unit_path, person_code)


def powers_of(user: User | AnonymousUser, on: date) -> frozenset[Power]:
    """The powers that reach anything at all for an account; one query."""
    return roles.powers(standing_of(user), on)


def require(user: User, power: Power, on: date) -> None:
    """Raise ``Denied`` unless the power reaches something; the system's own account may act."""
    if not user.is_system and not scope_of(user, power, on):
        raise Denied(power)


def needs(*any_of: Power) -> Callable[[type_of_view], type_of_view]:
    """A view for those in whom one of these powers reaches something; others get 403."""

    def guard(view: type_of_view) -> type_of_view:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if powers_of(request.user, localdate()).isdisjoint(any_of):
                raise Denied(any_of[0])
            return view(request, *args, **kwargs)

        return login_required(guarded)

    return guard
