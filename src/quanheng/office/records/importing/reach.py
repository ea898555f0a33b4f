"""Which rows an account may write: those about its own units and the people who serve there."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from quanheng.norms import kinds
from quanheng.norms.kinds import Row
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.records.importing.outcomes import Compared, Outcome, Why, conflicting
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.shape import PERSON, has_subject

WRITTEN = (Outcome.NEW, Outcome.CHANGED)
TELLING = (Outcome.SAME, Outcome.WAITING, Why.SEVERAL, Why.UNSOUND)
"""What would tell a stranger that a guess about somebody's file is right, or nearly."""


class Reach(NamedTuple):
    """The units and people, by code, that an account may import; ``own`` is its own person."""

    everywhere: bool
    units: set[str]
    people: set[str]
    own: str | None

    def check(self, rows: dict[type[Row], list[Compared]]) -> bool:
        """Leave out what the account may not write; new units and people count as they come.

        Says whether anything was left out.
        """
        if self.own is None and self.everywhere:
            return False
        some = False
        self._take_in_units(rows.get(kinds.Unit, []))
        self._take_in_people(rows)
        for compared in rows.values():
            for at, found in enumerate(compared):
                why = self.refusal(found.row) if found.outcome in WRITTEN else self.guessed(found)
                if why is not None:
                    compared[at] = conflicting(found.row, why)
                    some = True
        return some

    def guessed(self, found: Compared) -> Why | None:
        """Why nothing is told of a row that is not written anyway: it is about a stranger."""
        person = subject(found.row)[0]
        known = person is None or person == self.own or person in self.people
        telling = found.outcome in TELLING or found.why in TELLING
        return Why.OUTSIDE if telling and not (known or self.everywhere) else None

    def refusal(self, row: Row) -> Why | None:
        """Why a row may not be written, None if it may."""
        person, unit = subject(row)
        if person is not None and person == self.own:
            return Why.OWN_FILE
        if self.everywhere or isinstance(row, kinds.Project):
            return None
        if isinstance(row, kinds.Tenure) and row.unit not in self.units:
            return Why.OUTSIDE
        if person is not None:
            return None if person in self.people else Why.OUTSIDE
        return None if unit is not None and unit in self.units else Why.OUTSIDE

    def _take_in_units(self, compared: list[Compared]) -> None:
        new = [found.row for found in compared if found.outcome == Outcome.NEW]
        grown = True
        while grown:
            grown = False
            for row in new:
                if row.code not in self.units and row.parent in self.units:  # type: ignore[attr-defined]
                    self.units.add(row.code)  # type: ignore[attr-defined]
                    grown = True

    def _take_in_people(self, rows: dict[type[Row], list[Compared]]) -> None:
        new = {found.row.code for found in rows.get(kinds.Person, ()) if found.outcome == "new"}  # type: ignore[attr-defined]
        for found in rows.get(kinds.Tenure, ()):
            row = found.row
            if row.person in new and row.unit in self.units:  # type: ignore[attr-defined]
                self.people.add(row.person)  # type: ignore[attr-defined]


def subject(row: Row) -> tuple[str | None, str | None]:
    """The person, or else the unit, that a row is about."""
    return _SUBJECTS[type(row)](row)


def _either(row: Row) -> tuple[str | None, str | None]:
    of_person = row.subject_type == PERSON  # type: ignore[attr-defined]
    return (row.subject, None) if of_person else (None, row.subject)  # type: ignore[attr-defined]


def _how(kind: type[Row]) -> Callable[[Row], tuple[str | None, str | None]]:
    if has_subject(kind):
        return _either
    if kind is kinds.Unit:
        return lambda row: (None, row.code)  # type: ignore[attr-defined]
    if kind is kinds.Rulebook:
        return lambda row: (None, row.unit)  # type: ignore[attr-defined]
    if kind is kinds.Duty:
        return lambda row: (row.owner, row.lead_unit)  # type: ignore[attr-defined]
    if kind is kinds.Project:
        return lambda row: (None, None)
    name = "code" if kind is kinds.Person else "person"
    return lambda row: (getattr(row, name), None)


_SUBJECTS = {kind: _how(kind) for kind in kinds.KINDS}


def reach_of(user: User, on: date) -> Reach:
    """What an account may import on a day; the system's own account may import everything."""
    scope = scope_of(user, Power.IMPORT_RECORDS, on)
    if user.is_system or scope.everywhere:
        return Reach(True, set(), set(), user.person_code)
    units = Unit.objects.visible_to(user, Power.IMPORT_RECORDS, on).values_list("code", flat=True)
    people = Person.objects.visible_to(user, Power.IMPORT_RECORDS, on)
    return Reach(False, set(units), set(people.values_list("code", flat=True)), user.person_code)
