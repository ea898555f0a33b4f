"""Which units, people and records an account sees."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power, Role
from quanheng.office.records.models import (
    MODELS,
    Family,
    Health,
    Particulars,
    Person,
    Programme,
    Tenure,
    Unit,
    UnitParticulars,
)
from tests.office.accounts.conftest import TODAY

Make = Callable[..., User]


def codes(rows: object) -> list[str]:
    return sorted(row.code for row in rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("unit", "people", "units"),
    [
        ("", ["P1", "P2", "P3"], ["D", "D1", "D2", "d1"]),
        ("D", ["P1", "P2"], ["D", "D1", "D2"]),
        ("D1", ["P1"], ["D1"]),
        ("d1", ["P3"], ["d1"]),
        ("nowhere", [], []),
    ],
)
def test_a_head_sees_the_people_and_units_below(
    account: Make, tree: SimpleNamespace, unit: str, people: list[str], units: list[str]
) -> None:
    head = account(Role.HEAD, unit=unit)
    assert codes(Person.objects.visible_to(head, on=TODAY)) == people
    assert codes(Unit.objects.visible_to(head, on=TODAY)) == units
    seen = Tenure.objects.visible_to(head, on=TODAY)
    assert sorted(tenure.person.code for tenure in seen) == people


def test_an_official_sees_the_own_file_and_no_unit(account: Make, tree: SimpleNamespace) -> None:
    official = account(Role.OFFICIAL, person="P2")
    assert codes(Person.objects.visible_to(official, on=TODAY)) == ["P2"]
    assert [row.person.code for row in Particulars.objects.visible_to(official, on=TODAY)] == ["P2"]
    assert not Unit.objects.visible_to(official, on=TODAY)


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.PETITION_OFFICER, None]
)
def test_administrators_see_no_file(
    account: Make, tree: SimpleNamespace, role: Role | None
) -> None:
    user = account(role, person="P1")
    for model in (Person, Unit, Programme, Health, *MODELS.values()):
        assert not model._default_manager.visible_to(user, on=TODAY)


def test_nobody_logged_in_sees_nothing(tree: SimpleNamespace) -> None:
    assert not Person.objects.visible_to(AnonymousUser())


@pytest.mark.parametrize(("end", "seen"), [(TODAY, False), (date(2026, 3, 3), True)])
def test_whoever_has_left_the_unit_is_no_longer_seen(
    account: Make, tree: SimpleNamespace, end: date, seen: bool
) -> None:
    head = account(Role.HEAD, unit="D1")
    Tenure.objects.filter(person=tree.people["P1"]).update(end=end)
    assert Person.objects.visible_to(head, on=TODAY).exists() is seen


def test_a_superseded_tenure_shows_nobody(account: Make, tree: SimpleNamespace) -> None:
    head = account(Role.HEAD, unit="D1")
    Tenure.objects.filter(person=tree.people["P1"]).update(known_until=timezone.now())
    assert not Person.objects.visible_to(head, on=TODAY)


def test_family_needs_its_own_power(account: Make, tree: SimpleNamespace) -> None:
    assert not Family.objects.visible_to(account(Role.HEAD, unit="D"), on=TODAY)
    officer = account(Role.PERSONNEL_OFFICER, unit="D1")
    assert [row.person.code for row in Family.objects.visible_to(officer, on=TODAY)] == ["P1"]


def test_another_power_narrows_what_is_seen(account: Make, tree: SimpleNamespace) -> None:
    officer = account(Role.ORGANISATION_OFFICER, person="P1")
    assert codes(Person.objects.visible_to(officer, on=TODAY)) == ["P1", "P2", "P3"]
    edited = Person.objects.visible_to(officer, Power.EDIT_RECORDS, TODAY)
    assert codes(edited) == ["P2", "P3"]
    tenures = Tenure.objects.visible_to(officer, Power.EDIT_RECORDS, TODAY)
    assert {row.person.code for row in tenures} == {"P2", "P3"}


def test_records_of_units_follow_the_unit(
    account: Make, tree: SimpleNamespace, system: User
) -> None:
    for code in ("D1", "D2"):
        unit = tree.units[code]
        UnitParticulars.objects.create(
            unit=unit,
            name=unit.name,
            category=unit.category,
            recorded_at=timezone.now(),
            recorded_by=system,
        )
    head = account(Role.HEAD, unit="D2")
    assert [row.unit.code for row in UnitParticulars.objects.visible_to(head, on=TODAY)] == ["D2"]


def test_every_kind_of_record_can_be_asked_for(account: Make, tree: SimpleNamespace) -> None:
    head = account(Role.HEAD, unit="D")
    for model in MODELS.values():
        list(model._default_manager.visible_to(head, on=TODAY))


def test_the_number_of_queries_is_constant(
    account: Make, tree: SimpleNamespace, django_assert_num_queries: Callable[..., object]
) -> None:
    head = account(Role.HEAD, unit="D")
    with django_assert_num_queries(3):
        list(Person.objects.visible_to(head, on=TODAY))
    with django_assert_num_queries(3):
        list(Tenure.objects.visible_to(head, on=TODAY))


def test_powers_that_reach_as_far_are_one_condition(account: Make, tree: SimpleNamespace) -> None:
    """A condition that stands twice makes PostgreSQL join the file with itself."""
    officer = account(Role.PERSONNEL_OFFICER, unit="D")
    seen = Tenure.objects.visible_to(officer, on=TODAY)
    taken_out = Tenure.objects.visible_to(officer, Power.EXPORT_RECORDS, on=TODAY)
    assert str(taken_out.query) == str(seen.query)
