"""Short ways to open cases and take their steps in tests."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.roles import Role
from quanheng.office.accounts.system import system_account
from quanheng.office.law.models import Adoption
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Person, Unit
from quanheng.packs import installed

DAY = date(2026, 3, 2)  # a Monday
BACK = date(2026, 3, 12)
LEAVE, ADMONISH = "qingshanhu-2009:14/leave", "pier:1/admonish"
TRIP = {
    "kind": "外出",
    "from": date(2026, 3, 10),
    "to": date(2026, 3, 12),
    "place": "苏州",
    "matter": "学习基层治理",
}
FOUND = {"times": 2, "day": date(2026, 3, 1)}


@dataclass
class Desk:
    """Accounts by role, the official whom cases are about, and the unit."""

    users: dict[str, User]
    person: Person
    unit: Unit

    def by(self, role: str, on: date = DAY) -> dict[str, Any]:
        return {"by": self.users[role], "on": on}

    def second(self, role: Role, unit: str = "") -> User:
        """Another account of a role."""
        return another(role, unit)

    def open(self, procedure: str = LEAVE, role: str = "official", on: date = DAY) -> Case:
        entry = actions.open_case(procedure, self.person, place=self.unit, **self.by(role, on))
        return Case.objects.get(pk=entry.about_key)

    def take(
        self,
        case: Case,
        outcome: str,
        answers: Any = None,
        *,
        role: str,
        reason: str = "",
        **more: Any,
    ) -> Entry:
        return actions.take_step(case, outcome, answers, reason=reason, **self.by(role, **more))

    def applied(self, trip: Any = None, on: date = DAY) -> Case:
        """A leave that waits for the head."""
        case = self.open(on=on)
        self.take(case, "applied", {**TRIP, **(trip or {})}, role="official", on=on)
        case.refresh_from_db()
        return case


def another(role: Role, unit: str = "") -> User:
    """Another account of a role."""
    made = User.objects.create_user(f"{role.value}-2", name=f"{role.label}（复核）")
    system = system_account()
    Grant.objects.create(
        user=made, role=role, unit_code=unit, since=date(2000, 1, 1), granted_by=system
    )
    return made


def follow(*packs: str) -> None:
    """Let the topmost unit follow documents, as far as it does not yet."""
    root = Unit.objects.get(parent=None)
    held = Adoption.objects.filter(unit=root, until=None).values_list("pack", flat=True)
    Adoption.objects.bulk_create(
        Adoption(
            unit=root,
            pack=pack,
            since=installed()[pack].since,
            source="样例",
            adopted_by=system_account(),
            adopted_at=timezone.now(),
        )
        for pack in sorted(set(packs) - set(held))
    )


def desk_of(users: dict[str, User], person: str, unit: str) -> Desk:
    return Desk(users, Person.objects.get(code=person), Unit.objects.get(code=unit))
