"""What the pages of accounts read. Every list has a fixed number of queries."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from quanheng.office.accounts import directory
from quanheng.office.accounts.models import AccessLog, Grant, User
from quanheng.office.accounts.roles import POWERS, Power, Role


def accounts(words: str, role: str, on: date) -> QuerySet[User]:
    """People's accounts, by name or code and by role held on a day, with those roles."""
    found = User.objects.filter(is_system=False)
    if words:
        said = Q(username__icontains=words) | Q(name__icontains=words)
        found = found.filter(said | Q(person_code__iexact=words))
    if role:
        held = Grant.objects.in_force(on).filter(role=role)
        found = found.filter(pk__in=held.values("user"))
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    roles_now = Prefetch("grants", Grant.objects.in_force(on).order_by("role"), to_attr="roles_now")
    return (
        found.annotate(second_factor=Exists(factors))
        .prefetch_related(roles_now)
        .order_by("username")
    )


def grants_of(account: User) -> list[Grant]:
    """The roles an account has ever had, newest first, each with its ``unit_name``."""
    names = {place.code: place.name for place in directory.places()}
    found = list(account.grants.select_related("granted_by").order_by("-since", "-pk"))
    for grant in found:
        grant.unit_name = names.get(grant.unit_code, grant.unit_code)  # type: ignore[attr-defined]
    return found


def powers_by_role(grants: list[Grant]) -> list[tuple[str, list[str]]]:
    """The roles among some grants, each with what it allows, in words."""
    held = sorted({grant.role for grant in grants})
    return [
        (
            str(Role(role).label),
            [str(power.label) for power in Power if power in POWERS[Role(role)]],
        )
        for role in held
    ]


def accesses(filters: dict[str, Any]) -> QuerySet[AccessLog]:
    """The access log, newest first, by person code, account and days."""
    found = AccessLog.objects.select_related("user")
    if person := filters.get("person"):
        found = found.filter(person_code=person)
    if user := filters.get("user"):
        found = found.filter(user__username=user)
    if since := filters.get("since"):
        found = found.filter(on__gte=since)
    if until := filters.get("until"):
        found = found.filter(on__lte=until)
    return found
