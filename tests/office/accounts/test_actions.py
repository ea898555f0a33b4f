"""Changes of accounts and roles: what they do, what they refuse, and their line in the ledger."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from quanheng.office.accounts import actions, directory
from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.models import AccessLog, Grant, User
from quanheng.office.accounts.powers import Denied
from quanheng.office.accounts.roles import ADMINISTRATORS, Role
from quanheng.office.ledger.models import Details, Entry
from tests.office.accounts.conftest import TODAY

Make = Callable[..., User]
FIRST = "a-first-password"
TOMORROW = date(2026, 3, 3)


@pytest.fixture
def security(account: Make) -> User:
    """The security administrator who acts."""
    return account(Role.SECURITY_ADMIN)


def refused(change: Callable[..., Any], *things: Any, error: type = Refused, **values: Any) -> None:
    """The change is refused and writes nothing."""
    before = Entry.objects.count()
    with pytest.raises(error):
        change(*things, **values)
    assert Entry.objects.count() == before


def test_an_account_is_opened_with_a_password_to_be_changed(security: User) -> None:
    entry = actions.open_account(
        "li.wei", name="李卫", password=FIRST, person_code="P7", by=security, on=TODAY
    )
    opened = User.objects.get(pk=entry.about_key)
    assert (entry.action, entry.actor) == ("account opened", security.username)
    assert opened.check_password(FIRST)
    assert opened.must_change_password
    assert FIRST not in str(Details.objects.get(entry=entry).values)


def test_a_name_or_a_person_has_one_account(security: User, account: Make) -> None:
    account(person="P7")
    for name, person in (("someone", "P7"), (security.username.upper(), None)):
        refused(
            actions.open_account,
            name,
            name="某人",
            password=FIRST,
            person_code=person,
            by=security,
            on=TODAY,
        )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_ADMIN])
def test_only_the_security_administrator_changes_accounts(account: Make, role: Role) -> None:
    by, other = account(role), account()
    told = {"by": by, "on": TODAY}
    refused(actions.open_account, "x", name="某人", password=FIRST, error=Denied, **told)
    refused(actions.disable_account, other, reason="调离", error=Denied, **told)
    refused(actions.reset_password, other, password=FIRST, reason="遗失", error=Denied, **told)
    refused(actions.grant_role, other, Role.HEAD, since=TODAY, error=Denied, **told)


def test_an_account_is_disabled_and_enabled_with_reasons(security: User, account: Make) -> None:
    other = account()
    refused(actions.disable_account, other, by=security, on=TODAY, reason=" ")
    entry = actions.disable_account(other, by=security, on=TODAY, reason="调离")
    other.refresh_from_db()
    assert not other.is_active
    assert Details.objects.get(entry=entry).reason == "调离"
    refused(actions.disable_account, other, by=security, on=TODAY, reason="调离")
    actions.enable_account(other, by=security, on=TODAY, reason="返回")
    other.refresh_from_db()
    assert other.is_active


def test_a_password_is_reset_for_others_only(security: User, account: Make) -> None:
    other = account()
    actions.reset_password(other, password=FIRST, by=security, on=TODAY, reason="遗失")
    other.refresh_from_db()
    assert other.check_password(FIRST)
    assert other.must_change_password
    refused(actions.reset_password, security, password=FIRST, by=security, on=TODAY, reason="遗失")


def test_a_password_is_changed_by_its_owner_only(account: Make) -> None:
    owner, other = account(), account()
    new = "nine-horses-by-the-river"
    refused(actions.change_password, owner, password=new, by=other, on=TODAY)
    assert actions.change_password(owner, password=new, by=owner, on=TODAY).actor == owner.username
    assert owner.check_password(new)


def test_a_role_is_granted_and_ended(security: User, account: Make) -> None:
    other = account()
    entry = actions.grant_role(other, Role.HEAD, since=TODAY, by=security, on=TODAY)
    grant = other.grants.get()
    assert (grant.role, grant.granted_by) == (Role.HEAD, security)
    assert (entry.action, entry.about_key) == ("role granted", str(other.pk))
    refused(actions.end_role, grant, by=security, on=TOMORROW, reason="")
    ended = actions.end_role(grant, by=security, on=TOMORROW, reason="轮岗")
    grant.refresh_from_db()
    assert grant.until == TOMORROW
    assert Details.objects.get(entry=ended).values["role"] == "head"
    refused(actions.end_role, grant, by=security, on=TOMORROW, reason="轮岗")


def test_a_role_granted_by_mistake_ends_the_same_day(security: User, account: Make) -> None:
    other = account()
    actions.grant_role(other, Role.HEAD, since=TODAY, by=security, on=TODAY)
    actions.end_role(other.grants.get(), by=security, on=TODAY, reason="误授")
    assert not other.grants.in_force(TODAY)


def test_nobody_grants_to_oneself(security: User, account: Make) -> None:
    refused(actions.grant_role, security, Role.HEAD, since=TODAY, by=security, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=security, role=Role.HEAD, since=TODAY, granted_by=security)


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", [*sorted(ADMINISTRATORS), Role.ORGANISATION_OFFICER])
def test_nobody_holds_two_separated_roles(
    security: User, account: Make, first: Role, second: Role
) -> None:
    other = account(first)
    given = {"since": TODAY, "by": security, "on": TODAY}
    if first == second:
        assert actions.grant_role(other, second, **given)
        return
    refused(actions.grant_role, other, second, **given)
    row = {"user": other, "role": second, "granted_by": security}
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(since=TODAY, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(user=account(second)).update(user=other)
    before = other.grants.get()
    Grant.objects.filter(pk=before.pk).update(until=TODAY)
    assert Grant.objects.create(since=TODAY, **row)


def test_a_role_fits_the_account_the_unit_and_the_period(
    security: User, account: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory.Directory, "units", lambda: [directory.Place("D1", "一镇")])
    given = {"by": security, "on": TODAY}
    nobody, official = account(), account(person="P1")
    refused(actions.grant_role, nobody, Role.HEAD, unit_code="D9", since=TODAY, **given)
    refused(actions.grant_role, nobody, Role.OFFICIAL, since=TODAY, **given)
    refused(actions.grant_role, nobody, Role.AUDIT_ADMIN, unit_code="D1", since=TODAY, **given)
    refused(actions.grant_role, nobody, Role.HEAD, since=TODAY, until=TODAY, **given)
    assert actions.grant_role(nobody, Role.HEAD, unit_code="D1", since=TODAY, **given)
    assert actions.grant_role(official, Role.OFFICIAL, since=TODAY, **given)
    refused(actions.grant_role, nobody, Role.HEAD, unit_code="D1", since=TODAY, **given)


def test_the_systems_account_is_out_of_reach(security: User, system: User) -> None:
    refused(actions.grant_role, system, Role.HEAD, since=TODAY, by=security, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("robot", password=FIRST, is_system=True)


@pytest.mark.parametrize("flag", ["is_superuser", "is_staff"])
def test_no_account_stands_above_the_roles(db: None, flag: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("root", password=FIRST, **{flag: True})


@pytest.mark.parametrize(
    ("reason", "noted"), [("审核任职资格", True), ("看看", False), ("", False)]
)
def test_a_masked_part_needs_a_reason(account: Make, reason: str, noted: bool) -> None:
    officer, about = account(Role.ORGANISATION_OFFICER), account()
    what = AccessLog.What.IDENTITY
    told = {"by": officer, "on": TODAY, "reason": reason}
    if not noted:
        refused(actions.note_access, about, "P1", what, **told)
        return
    entry = actions.note_access(about, "P1", what, **told)
    row = AccessLog.objects.get()
    assert (row.entry_number, row.person_code, row.reason) == (entry.number, "P1", reason)


def test_an_unreasoned_look_is_refused_by_the_database(account: Make) -> None:
    row = {"at": "2026-03-02T08:00:00Z", "on": TODAY, "user": account(), "person_code": "P1"}
    AccessLog.objects.create(what="file", entry_number=1, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessLog.objects.create(what="identity", entry_number=2, **row)
