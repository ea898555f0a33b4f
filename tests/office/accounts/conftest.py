"""A district of four units and three people, made by hand, and accounts that look at it."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from quanheng.norms.kinds import LEVELS
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.records.identity import sealed
from quanheng.office.records.models import Family, Particulars, Person, Tenure, Unit

PASSWORD = "correct-horse-battery"
TODAY = date(2026, 3, 2)
LONG_AGO = date(2000, 1, 1)
NUMBER = "33010619700101123X"


@pytest.fixture
def system(db: None) -> User:
    """The account that acts for the system."""
    known = User.objects.filter(is_system=True).first()
    return known or User.objects.create_user("test-system", is_system=True)


@pytest.fixture
def account(system: User) -> Callable[..., User]:
    """``account(role, unit="D1")`` is a new account that holds the role for the unit."""
    made = 0

    def make(role: Role | None = None, *, unit: str = "", person: str | None = None) -> User:
        nonlocal made
        made += 1
        name = f"{role or 'nobody'}-{made}"
        user = User.objects.create_user(name, password=PASSWORD, name=name, person_code=person)
        if role:
            Grant.objects.create(
                user=user, role=role, unit_code=unit, since=LONG_AGO, granted_by=system
            )
        return user

    return make


@pytest.fixture
def tree(system: User) -> SimpleNamespace:
    """D over D1 and D2; d1 (a small letter) apart; one person in D1, one in D2, one in d1."""
    units, people = {}, {}
    for code, parent in (("D", None), ("D1", "D"), ("D2", "D"), ("d1", None)):
        above = units.get(parent)
        path = f"{above.path if above else ''}{code}/"
        units[code] = Unit.objects.create(
            code=code, name=f"单位{code}", category="乡镇", parent=above, path=path
        )
    for code, unit in (("P1", "D1"), ("P2", "D2"), ("P3", "d1")):
        people[code] = person = Person.objects.create(code=code, name=f"人{code}")
        kept = {"person": person, "recorded_by": system, "recorded_at": timezone.now()}
        Tenure.objects.create(
            unit=units[unit],
            title="主任",
            level=next(iter(LEVELS.values())).value,
            leading=True,
            chief=True,
            start=date(2020, 1, 1),
            **kept,
        )
        number = sealed(NUMBER if code == "P1" else None, person.pk)
        Particulars.objects.create(
            name=person.name, sex="男", birth=date(1970, 1, 1), **number, **kept
        )
        Family.objects.create(relation="妻子", name=f"家人{code}", **kept)
    return SimpleNamespace(units=units, people=people)
