"""Who may see which rows: the only way from a request to units, people and records.

What an account may see follows from the scope of a power (``accounts.roles``): its own file, the
people who now serve in its units or below, or everything. Without a scope nothing is visible. The
number of queries does not depend on the number of rows.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import connection, models
from django.db.models import Q
from django.utils.timezone import localdate

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power, Scope

LAST = "\U0010ffff"
"""The last character there is."""


def starts_with(column: str, text: str) -> Q:
    """That a column begins with a text, so that an index of the column finds it.

    SQLite's LIKE ignores case and knows no index; its indexes are in the order of characters, so a
    range says the same. PostgreSQL has an index for LIKE beside each indexed text.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": text, f"{column}__lt": text + LAST})
    return Q(**{f"{column}__startswith": text})


def under(path: str, column: str = "path") -> Q:
    """That a unit stands at a path or below it."""
    return starts_with(column, path)


def any_of(conditions: list[Q]) -> Q:
    """That one of several conditions holds; of none, nothing holds."""
    found = Q(pk__in=())
    for condition in conditions:
        found |= condition
    return found


class VisibleQuerySet(models.QuerySet[Any]):
    """Rows of which an account sees its part; ``within`` says which for each kind of row."""

    def visible_to(
        self, user: User | AnonymousUser, power: Power | None = None, on: date | None = None
    ) -> Self:
        """The rows that an account may see, or over which it has another power as well.

        ``on`` is the day on which roles and tenures must be in force, by default today. Rows of a
        sensitive kind need the power that reveals them besides the one asked for.
        """
        day = on or localdate()
        least = getattr(self.model, "seen_with", Power.SEE_FILE)
        found = self
        for scope in {scope_of(user, needed, day) for needed in {least, power or least}}:
            found = found.within(scope, day)
        return found

    def within(self, scope: Scope, on: date) -> Self:
        """The rows in a scope, as roles and tenures stand on a day."""
        if scope.everywhere and scope.except_person is None:
            return self
        return self.filter(self.inside(scope, on)) if scope else self.none()

    def inside(self, scope: Scope, on: date) -> Q:
        """The condition for one kind of row; nothing unless the kind says otherwise."""
        return Q(pk__in=())


class UnitsVisible(VisibleQuerySet):
    """Units: those of the scope and below; whoever has only the own file sees none."""

    def inside(self, scope: Scope, on: date) -> Q:
        """Units at or below those of the scope."""
        if scope.everywhere:
            return Q()
        granted = self.model._base_manager.filter(code__in=scope.unit_codes)
        return any_of([under(path) for path in granted.values_list("path", flat=True)])


class PeopleVisible(VisibleQuerySet):
    """People: the account's own, and those with a tenure in force in the scope's units."""

    def inside(self, scope: Scope, on: date) -> Q:
        """People in the scope, without the one it leaves out."""
        found = Q() if scope.everywhere else Q(pk__in=self._serving(scope, on).values("pk"))
        if scope.person_code is not None:
            found |= Q(code=scope.person_code)
        return found & ~Q(code=scope.except_person) if scope.except_person else found

    def _serving(self, scope: Scope, on: date) -> Any:
        tenure = self.model._meta.get_field("tenures").related_model
        units = tenure._meta.get_field("unit").related_model._default_manager
        return self.model._base_manager.filter(
            Q(tenures__end=None) | Q(tenures__end__gt=on),
            tenures__start__lte=on,
            tenures__known_until=None,
            tenures__unit__in=units.within(Scope(unit_codes=scope.unit_codes), on).order_by(),
        )


class ProgrammesVisible(VisibleQuerySet):
    """Programmes tell of nobody: whoever has a scope beyond the own file sees them."""

    def inside(self, scope: Scope, on: date) -> Q:
        """All or nothing."""
        return Q() if scope.everywhere or scope.unit_codes else Q(pk__in=())


class RecordsVisible(VisibleQuerySet):
    """Records: those about a person in the scope, or about a unit in it when about no person."""

    about_person: ClassVar[tuple[str, ...]] = ("person", "owner")
    about_unit: ClassVar[tuple[str, ...]] = ("unit", "lead_unit")

    def inside(self, scope: Scope, on: date) -> Q:
        """Records whose subject is in the scope; a person comes before a unit."""
        fields = {field.name: field for field in self.model._meta.fields}
        person = next((fields[name] for name in self.about_person if name in fields), None)
        found = []
        if person is not None:
            found.append(self._subject(person, scope, on))
        if person is None or person.null:
            named = (*self.about_unit, "programme")
            found += [self._subject(fields[name], scope, on) for name in named if name in fields]
        return any_of(found)

    def _subject(self, field: Any, scope: Scope, on: date) -> Q:
        subjects = field.related_model._default_manager.within(scope, on).order_by()
        return Q(**{f"{field.name}__in": subjects}) & ~Q(**{field.name: None})
