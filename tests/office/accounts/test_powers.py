"""Powers of stored accounts: questions, Django's permissions, guarded views."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, may, needs, powers_of, require, scope_of
from quanheng.office.accounts.roles import Power, Role
from tests.office.accounts.conftest import TODAY

Make = Callable[..., User]


@needs(Power.MANAGE_ACCOUNTS)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def asked_by(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/somewhere")
    request.user = user
    return request


def test_a_unit_officer_reaches_the_unit_and_not_its_neighbour(account: Make) -> None:
    officer = account(Role.PERSONNEL_OFFICER, unit="D1")
    assert may(officer, Power.EDIT_RECORDS, "D/D1/", on=TODAY)
    assert not may(officer, Power.EDIT_RECORDS, "D/D2/", on=TODAY)
    assert not may(officer, Power.CONFIRM_CORRECTION, "D/D1/", on=TODAY)


def test_an_official_reaches_the_own_file_only(account: Make) -> None:
    official = account(Role.OFFICIAL, person="P1")
    assert may(official, Power.SEE_FILE, "D/D1/", person_code="P1", on=TODAY)
    assert not may(official, Power.SEE_FILE, "D/D1/", person_code="P2", on=TODAY)


def test_an_account_without_a_role_may_nothing(account: Make) -> None:
    assert not powers_of(account(person="P1"), TODAY)


def test_nobody_logged_in_may_nothing(db: None) -> None:
    assert not scope_of(AnonymousUser(), Power.SEE_FILE, TODAY)


def test_standing_costs_one_query(
    account: Make, django_assert_num_queries: Callable[..., object]
) -> None:
    officer = account(Role.ORGANISATION_OFFICER)
    with django_assert_num_queries(1):
        powers_of(officer, TODAY)


def test_permissions_are_powers_held_everywhere(account: Make) -> None:
    assert account(Role.AUDITOR).has_perm("see_ledger")
    assert not account(Role.AUDITOR, unit="D1").has_perm("see_ledger")
    assert not account(Role.SECURITY_ADMIN).has_perm("see_ledger")
    assert not account(Role.AUDITOR).has_perm("auth.add_user")


def test_a_guarded_view_lets_in_whoever_has_the_power(account: Make) -> None:
    assert guarded(asked_by(account(Role.SECURITY_ADMIN))).status_code == 200
    with pytest.raises(Denied):
        guarded(asked_by(account(Role.SYSTEM_ADMIN)))
    assert guarded(asked_by(AnonymousUser())).status_code == 302


def test_the_system_may_act_and_others_need_the_power(account: Make, system: User) -> None:
    require(system, Power.GRANT_ROLES, TODAY)
    with pytest.raises(Denied):
        require(account(Role.AUDIT_ADMIN), Power.GRANT_ROLES, TODAY)
