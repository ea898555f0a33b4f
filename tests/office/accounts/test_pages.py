"""Pages of the security administrator, of the audit, and of one's own account."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.accounts.roles import Role
from quanheng.office.ledger.models import Entry
from tests.office.accounts.conftest import PASSWORD, TODAY

Make = Callable[..., User]


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def security(account: Make) -> Client:
    return logged_in(account(Role.SECURITY_ADMIN))


def test_an_account_is_opened_and_the_owner_chooses_a_password(security: Client) -> None:
    told = {"username": "li.wei", "name": "李卫", "person_code": ""}
    page = security.post(reverse("accounts:open"), told)
    first = re.search(r'<code id="first-password">([^<]+)', page.text)
    assert first
    opened = User.objects.get(username="li.wei")
    assert first[1] not in security.get(reverse("accounts:account", args=[opened.pk])).text
    owner = Client()
    owner.post(reverse("account_login"), {"login": "li.wei", "password": first[1]})
    change = reverse("account_change_password")
    assert owner.get(reverse("home")).url == change
    new = "nine-horses-by-the-river"
    owner.post(change, {"oldpassword": first[1], "password1": new, "password2": new})
    assert owner.get(reverse("home")).status_code == 200
    actions = list(Entry.objects.values_list("action", flat=True))
    assert actions == ["account opened", "logged in", "password changed"]


def test_a_name_taken_is_told_on_the_form(security: Client, account: Make) -> None:
    taken = account()
    page = security.post(reverse("accounts:open"), {"username": taken.username, "name": "某人"})
    assert page.status_code == 422


def test_roles_are_given_and_ended_on_the_page(security: Client, account: Make) -> None:
    other = account()
    told = {"role": Role.HEAD.value, "unit_code": "", "since": TODAY.isoformat()}
    assert security.post(reverse("accounts:grant", args=[other.pk]), told).status_code == 302
    page = security.get(reverse("accounts:account", args=[other.pk])).text
    assert "主要领导" in page
    ended = reverse("accounts:end-role", args=[other.pk, other.grants.get().pk])
    assert security.post(ended, {"reason": ""}).status_code == 422
    assert other.grants.get().until is None
    assert security.post(ended, {"reason": "轮岗"}).status_code == 302
    assert other.grants.get().until is not None


def test_a_refused_role_is_told_with_its_reason(security: Client, account: Make) -> None:
    other = account(Role.AUDIT_ADMIN)
    told = {"role": Role.SYSTEM_ADMIN.value, "unit_code": "", "since": TODAY.isoformat()}
    page = security.post(reverse("accounts:grant", args=[other.pk]), told)
    assert page.status_code == 422
    assert "管理员与其他角色必须由不同账户担任" in page.text


def test_disabling_ends_the_session(security: Client, account: Make) -> None:
    other = account(Role.HEAD)
    theirs = logged_in(other)
    assert theirs.get(reverse("home")).status_code == 200
    security.post(reverse("accounts:disable", args=[other.pk]), {"reason": "调离"})
    assert theirs.get(reverse("home")).status_code == 302
    assert not Client().login(username=other.username, password=PASSWORD)
    security.post(reverse("accounts:enable", args=[other.pk]), {"reason": "返回"})
    other.refresh_from_db()
    assert other.is_active


def test_a_reset_password_is_shown_once_and_ends_the_session(
    security: Client, account: Make
) -> None:
    other = account(Role.HEAD)
    theirs = logged_in(other)
    page = security.post(reverse("accounts:password", args=[other.pk]), {"reason": "遗失"})
    first = re.search(r'<code id="first-password">([^<]+)', page.text)
    assert first
    other.refresh_from_db()
    assert other.check_password(first[1])
    assert theirs.get(reverse("home")).status_code == 302


def test_ones_own_account_offers_no_change(account: Make) -> None:
    own = account(Role.SECURITY_ADMIN)
    client = logged_in(own)
    page = client.get(reverse("accounts:account", args=[own.pk])).text
    assert reverse("accounts:disable", args=[own.pk]) not in page
    answer = client.post(reverse("accounts:disable", args=[own.pk]), {"reason": "试试"})
    assert answer.status_code == 422
    own.refresh_from_db()
    assert own.is_active


def test_accounts_are_found_by_name_and_role(security: Client, account: Make) -> None:
    head, clerk = account(Role.HEAD), account(Role.PERSONNEL_OFFICER)
    page = security.get(reverse("accounts:index"), {"role": Role.HEAD.value}).text
    assert head.username in page
    assert clerk.username not in page
    assert clerk.username in security.get(reverse("accounts:index"), {"q": clerk.username}).text


def test_the_list_has_a_constant_number_of_queries(
    security: Client, account: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for role in (Role.HEAD, Role.HEAD, Role.AUDITOR, Role.PERSONNEL_OFFICER):
        account(role)
    security.get(reverse("accounts:index"))
    with django_assert_max_num_queries(8):
        security.get(reverse("accounts:index"))


def test_the_audit_reads_and_exports_the_access_log(account: Make) -> None:
    officer, audit = account(Role.ORGANISATION_OFFICER), logged_in(account(Role.AUDIT_ADMIN))
    for code, reason in (("P1", "=SUM(A1)审核"), ("P2", "查阅履历情况")):
        what = AccessLog.What.IDENTITY
        note_access(officer, code, what, by=officer, on=TODAY, reason=reason)
    page = audit.get(reverse("accounts:access-log"), {"person": "P2"}).text
    assert "查阅履历情况" in page
    assert "SUM" not in page
    table = audit.get(reverse("accounts:access-export"))
    assert table["Content-Type"].startswith("text/csv")
    assert "'=SUM(A1)审核" in table.text


def test_ones_own_account_tells_roles_and_powers(account: Make) -> None:
    page = logged_in(account(Role.AUDITOR)).get(reverse("accounts:me")).text
    assert "审计人员" in page
    assert "查看账本" in page
