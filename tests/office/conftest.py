"""What tests of the running system share: accounts, a small district, clients logged in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.accounts.system import system_account
from quanheng.office.ballots import sealing
from quanheng.office.findings.models import Run
from quanheng.office.findings.running import run_evaluation
from quanheng.office.law.actions import adopt_pack
from quanheng.office.records.actions import load_records
from quanheng.office.records.models import Unit
from quanheng.packs import installed
from quanheng.sample.district import make_district

PASSWORD = "correct-horse-battery"
LONG_AGO = date(2000, 1, 1)
AS_OF = date(2025, 12, 31)
OWN = {Role.OFFICIAL, Role.PERSONNEL_OFFICER, Role.HEAD, Role.COMMITTEE_MEMBER}
"""Roles held for the unit of the first official; the others are held everywhere."""


def pytest_report_header() -> str:
    return f"office: tests on {connection.vendor}"


@pytest.fixture(autouse=True)
def language_of_the_next_test() -> Iterator[None]:
    """What a request in English leaves behind is not for the next test."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def sample() -> Records:
    """The invented district, as rows; the same every time."""
    return make_district(40, None, 1, as_of=AS_OF)


@pytest.fixture(scope="session")
def somebody(sample: Records) -> kinds.Person:
    """The official whose account ``users["official"]`` is: the first not in the topmost unit."""
    below = {unit.code for unit in sample.of(kinds.Unit) if unit.parent}
    now = [row for row in sample.of(kinds.Tenure) if row.end is None]
    above = {row.person for row in now if row.unit not in below}
    serving = {row.person for row in now}
    return next(row for row in sample.of(kinds.Person) if row.code in serving - above)


@pytest.fixture(scope="session")
def somewhere(sample: Records, somebody: kinds.Person) -> str:
    """The code of the unit in which that official now serves."""
    held = [row for row in sample.of(kinds.Tenure) if row.person == somebody.code]
    return max(held, key=lambda row: row.start or LONG_AGO).unit or ""


def open_accounts(somebody: kinds.Person, somewhere: str) -> dict[str, User]:
    """One account for each role, named after it, with its grant; log-in by ``PASSWORD``."""
    system = User.objects.filter(is_system=True).first() or User.objects.create_user(
        "test-system", is_system=True
    )
    accounts = {}
    for role in Role:
        person = somebody.code if role is Role.OFFICIAL else None
        account = User.objects.create_user(
            role.value, password=PASSWORD, name=str(role.label), person_code=person
        )
        unit = somewhere if role in OWN else ""
        Grant.objects.create(
            user=account, role=role, unit_code=unit, since=LONG_AGO, granted_by=system
        )
        accounts[role.value] = account
    return accounts


@pytest.fixture
def users(db: None, somebody: kinds.Person, somewhere: str) -> dict[str, User]:
    """One account for each role, named after it, with its grant."""
    return open_accounts(somebody, somewhere)


@pytest.fixture
def district(users: dict[str, User], sample: Records) -> Records:
    """The sample district in the database; returns its rows."""
    load_records(sample, by=users[Role.ORGANISATION_OFFICER], on=AS_OF, source="样例")
    return sample


@pytest.fixture
def evaluated(district: Records, users: dict[str, User]) -> Run:
    """The sample district, for which every installed document holds, evaluated on ``AS_OF``."""
    system = User.objects.filter(is_system=True).first() or system_account()
    for root in Unit.objects.filter(parent=None):
        for pack in installed().values():
            adopt_pack(root, pack.id, since=pack.since, source="样例", by=system, on=AS_OF)
    return run_evaluation(Run.Kind.FULL, by=system, on=AS_OF)


@pytest.fixture
def client_of(users: dict[str, User]) -> Callable[[str], Client]:
    """``client_of(Role.AUDITOR)`` is a browser in which the account of that role is logged in."""

    def logged_in(role: str) -> Client:
        client = Client()
        client.force_login(users[role])
        return client

    return logged_in


@pytest.fixture(scope="session", autouse=True)
def cheap_passphrases() -> Iterator[None]:
    """A passphrase of a teller costs little to try."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "WORK", 10)
        yield


# The database refuses to change or remove ledger rows, so emptying the tables after a test with
# real transactions must first put the triggers aside.


@contextmanager
def without_triggers() -> Iterator[None]:
    """Let the tests, and nobody else, empty the ledger."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def emptied_past_triggers() -> Iterator[None]:
    """Make Django's flush work on the append-only tables."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(self: BaseDatabaseOperations, sql_list: Any) -> None:
        with without_triggers():
            flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield
