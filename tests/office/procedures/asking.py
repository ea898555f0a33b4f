"""Short ways to ask for the pages of cases in tests."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.models import Role
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Family
from quanheng.office.records.writing import write
from tests.office.procedures.desk import Desk

BOARD, NEW, DEPUTIES = "/cases/", "/cases/new/", "/deputies/"
ROLES = [role.value for role in Role]


def at(name: str, case: Case, **more: int) -> str:
    return reverse(f"procedures:{name}", kwargs={"pk": case.pk, **more})


def trip(begins: int = 10) -> dict[str, Any]:
    """What the official enters, by the day of leaving, counted from today."""
    first = localdate() + timedelta(days=begins)
    told = {"kind": "外出", "place": "苏州", "matter": "学习基层治理"}
    return {**told, "from": first, "to": first + timedelta(days=2)}


def posted(values: dict[str, Any], outcome: str, reason: str = "") -> dict[str, Any]:
    """What the form of a step sends."""
    told = {f"step-{name}": str(value) for name, value in values.items()}
    return {**told, "outcome": outcome, "step-reason-given": reason}


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def make_relative(desk: Desk, role: str) -> None:
    """The official declares somebody of the name of an account as family."""
    values = {"person": desk.person, "relation": "配偶", "name": desk.users[role].name}
    write(Family, values, by=desk.users["organisation_officer"], source="")


def named(browser: Client, **changed: Any) -> Any:
    """Name the member of the committee as a deputy."""
    on = localdate()
    values = {"deputy": "committee_member", "since": on, "until": on + timedelta(days=9)}
    return browser.post(DEPUTIES, {**values, "reason": "出差", **changed})
