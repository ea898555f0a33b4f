"""How a question about a power is decided."""

from datetime import date

import pytest

from quanheng.office.accounts.roles import (
    Holding,
    Power,
    Role,
    Standing,
    incompatible,
    powers,
    scope,
)

DAY = date(2026, 1, 1)
NEXT = date(2026, 1, 2)


def holding(role: Role, unit: str = "", since: date = DAY, until: date | None = None) -> Holding:
    return Holding(role, unit, since, until)


@pytest.mark.parametrize(("on", "holds"), [(date(2025, 12, 31), False), (DAY, True), (NEXT, False)])
def test_a_role_holds_from_its_first_day_until_before_its_end(on: date, holds: bool) -> None:
    standing = Standing(None, (holding(Role.HEAD, until=NEXT),))
    assert scope(standing, Power.SEE_FILE, on).covers("D/") is holds


@pytest.mark.parametrize(
    ("path", "reached"), [("D/D1/", True), ("D/D1/X/", True), ("D/", False), ("D/D11/", False)]
)
def test_a_role_reaches_its_unit_and_everything_below(path: str, reached: bool) -> None:
    standing = Standing(None, (holding(Role.HEAD, "D1"),))
    assert scope(standing, Power.SEE_FILE, DAY).covers(path, "P1") is reached


def test_nothing_less_than_everywhere_covers_the_whole() -> None:
    limited = scope(Standing("P1", (holding(Role.AUDITOR, "D1"),)), Power.SEE_LEDGER, DAY)
    whole = scope(Standing("P1", (holding(Role.AUDITOR),)), Power.SEE_LEDGER, DAY)
    assert not limited.covers()
    assert whole.covers()


@pytest.mark.parametrize("power", [Power.EDIT_RECORDS, Power.CONFIRM_CORRECTION])
def test_nobody_edits_or_confirms_the_own_file(power: Power) -> None:
    found = scope(Standing("P1", (holding(Role.ORGANISATION_OFFICER),)), power, DAY)
    assert found.covers("D/", "P2")
    assert not found.covers("D/", "P1")


def test_a_disabled_account_has_no_power() -> None:
    held = (holding(Role.ORGANISATION_OFFICER), holding(Role.OFFICIAL))
    assert powers(Standing("P1", held), DAY)
    assert not powers(Standing("P1", held, active=False), DAY)


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, True),
        (Role.ORGANISATION_OFFICER, Role.SECURITY_ADMIN, True),
        (Role.SYSTEM_ADMIN, Role.SYSTEM_ADMIN, False),
        (Role.OFFICIAL, Role.HEAD, False),
    ],
)
def test_an_administrator_holds_no_other_role(first: Role, second: Role, clash: bool) -> None:
    assert bool(incompatible([holding(first)], holding(second))) is clash


def test_administrators_roles_may_follow_one_another() -> None:
    first = holding(Role.SYSTEM_ADMIN, until=NEXT)
    assert incompatible([first], holding(Role.AUDIT_ADMIN, since=NEXT)) is None
    assert incompatible([first], holding(Role.AUDIT_ADMIN, since=DAY)) is first
