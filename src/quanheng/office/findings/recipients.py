"""Who is told about a finding: the person it is about, and the personnel officers of the unit."""

from collections.abc import Iterable, Mapping
from datetime import date

from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.findings.models import Finding
from quanheng.office.records.models import Unit


def accounts_of(codes: Iterable[str]) -> Mapping[str, User]:
    """The accounts of people, by their code."""
    found = User.objects.filter(is_active=True, is_system=False, person_code__in=list(codes))
    return {user.person_code: user for user in found if user.person_code}


def officers(on: date) -> list[tuple[User, str]]:
    """Personnel officers in force, with the path of the unit that each looks after.

    One who looks after everything has the empty path.
    """
    grants = Grant.objects.in_force(on).filter(role=Role.PERSONNEL_OFFICER, user__is_active=True)
    held = list(grants.select_related("user"))
    codes = {grant.unit_code for grant in held}
    paths = dict(Unit.objects.filter(code__in=codes).values_list("code", "path")) | {"": ""}
    return [(grant.user, paths[grant.unit_code]) for grant in held if grant.unit_code in paths]


def cared_for(
    found: Iterable[Finding], on: date
) -> Mapping[tuple[int, str, date | None], list[Finding]]:
    """Findings by officer (key), rule and due date; ``place`` is selected with them.

    Findings about the officer's own person are left out: those are told to the person.
    """
    known = officers(on)
    groups: dict[tuple[int, str, date | None], list[Finding]] = {}
    for one in found:
        for officer, path in known:
            own = one.subject_type == "person" and one.code == officer.person_code
            if one.place is not None and one.place.path.startswith(path) and not own:
                groups.setdefault((officer.pk, one.rule, one.due), []).append(one)
    return groups
