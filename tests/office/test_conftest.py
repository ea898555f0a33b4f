"""The ground that the other tests stand on."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.records.models import Person
from tests.office.settings import DATABASE

pytestmark = pytest.mark.django_db


def test_the_database_is_the_one_asked_for() -> None:
    assert connection.vendor == DATABASE


def test_every_role_has_an_account_with_its_grant(users: dict[str, User]) -> None:
    assert set(users) == {role.value for role in Role}
    assert {grant.user.username: grant.role for grant in Grant.objects.all()} == {
        role.value: role.value for role in Role
    }


def test_the_district_is_in_the_database(district: Records, somebody: kinds.Person) -> None:
    assert Person.objects.count() == len(district.of(kinds.Person)) == 40
    assert Person.objects.get(code=somebody.code).name == somebody.name


def test_a_client_is_logged_in(client_of: Callable[[str], Client], users: dict[str, User]) -> None:
    session = client_of(Role.AUDITOR).session
    assert session["_auth_user_id"] == str(users["auditor"].pk)


def test_constraints_are_those_of_the_database(users: dict[str, User]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("auditor")
