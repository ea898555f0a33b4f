"""Short ways to choose a steersman in tests: a case about a unit that puts people forward."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions, supplying
from quanheng.office.procedures.models import Case, Nominee, Sheet
from quanheng.office.procedures.supplying import Supplied
from quanheng.office.records.models import Family, Person, Tenure, Unit
from quanheng.office.records.writing import write
from tests.office.procedures.desk import DAY, Desk
from tests.office.procedures.ferry import FAMILY, STEER

OFFICER, PERSONNEL, HEAD, OFFICIAL = (
    "organisation_officer", "personnel_officer", "head", "official",
)  # fmt: skip
FOUND = {"votes": 6, "found": "clean"}


@dataclass
class Crew:
    """Accounts by role, the unit, and people who may be put forward; the first has an account."""

    users: dict[str, User]
    unit: Unit
    people: list[Person]
    on: date = DAY

    def by(self, role: str = OFFICER, on: date | None = None) -> dict[str, Any]:
        return {"by": self.users[role], "on": on or self.on}

    def open(self) -> Case:
        """A case that stands before any name."""
        entry = actions.open_case(STEER, self.unit, place=self.unit, **self.by())
        return Case.objects.get(pk=entry.about_key)

    def take(self, case: Case, outcome: str, answers: Any = None, **more: Any) -> Entry:
        told = {"reason": more.pop("reason", ""), **self.by(**more)}
        entry = actions.take_step(case, outcome, answers, **told)
        case.refresh_from_db()
        return entry

    def planned(self, places: int = 1) -> Case:
        """A case in the step in which names are entered."""
        case = self.open()
        self.take(case, "planned", {"places": places})
        return case

    def nominate(self, case: Case, person: Person, **more: Any) -> Nominee:
        actions.nominate(case, person, how="会议推荐", **self.by(**more))
        return Nominee.objects.get(case=case, person=person)

    def named(self, count: int = 2) -> tuple[Case, list[Nominee]]:
        """A case in which people are looked into."""
        case = self.planned()
        found = [self.nominate(case, person) for person in self.people[:count]]
        self.take(case, "named")
        return case, found

    def fill(self, nominee: Nominee, answers: Mapping[str, Any] = FOUND, **more: Any) -> Sheet:
        actions.fill_sheet(nominee, answers, **self.by(**more))
        case = Case.objects.get(pk=nominee.case_id)
        return Sheet.objects.get(nominee=nominee, stay=case.stay)

    def looked(self, on: date) -> tuple[Case, list[Nominee]]:
        """A case that waits for the decision, ``on`` being after the time to reply."""
        case, found = self.named()
        for one in found:
            self.fill(one)
        self.take(case, "looked", on=on)
        return case, found


def crew_of(desk: Desk, count: int = 6) -> Crew:
    """The official of the desk, and others of the unit, then of other units."""
    others = Person.objects.exclude(pk=desk.person.pk).order_by("code")
    held = Tenure.objects.filter(end=None, known_until=None)
    inside = held.filter(unit__path__startswith=desk.unit.path).values("person")
    found = list(others.filter(pk__in=inside)[: count - 1])
    found += others.exclude(pk__in=inside)[: count - 1 - len(found)]
    return Crew(desk.users, desk.unit, [desk.person, *found])


def make_kin(person: Person, user: User, by: User) -> None:
    """Somebody declares an account's holder as family."""
    write(Family, {"person": person, "relation": "配偶", "name": user.name}, by=by, source="")


@contextmanager
def crew_met(met: bool | None = True) -> Iterator[None]:
    """What another room tells of the cases of the family."""
    supplying.supplier(FAMILY)(lambda read: Supplied({"crew.met": met}))
    yield
    supplying._SUPPLIERS.pop(FAMILY)


def page_of(nominee: Nominee, name: str = "nominee") -> str:
    return reverse(f"procedures:{name}", args=[nominee.case_id, nominee.pk])


def sheet_posted(values: Mapping[str, Any]) -> dict[str, str]:
    """What the form about a nominee sends."""
    return {f"sheet-{name}": str(value) for name, value in values.items()}


def look_at(browser: Client, case: Case) -> Any:
    return browser.get(reverse("procedures:case", args=[case.pk]))
