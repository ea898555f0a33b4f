"""Units, their tree and their records, as pages show them."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from quanheng.office.accounts.models import User
from quanheng.office.records.models import MODELS, Record, Tenure, Unit, UnitParticulars
from quanheng.office.records.queries.people import Tab, in_force, named, newest_first
from quanheng.office.records.showing import Said, said_by


class Branch(NamedTuple):
    """A unit in the tree, how many serve in it, and what is below."""

    unit: Unit
    serving: int
    below: list["Branch"]
    open: bool


def tree(user: User, on: date, *, depth: int = 2) -> list[Branch]:
    """The units that an account may see, as they stand on a day; three queries."""
    units = list(Unit.objects.visible_to(user).in_force(on).order_by("path"))
    serving = Counter(
        dict(
            Tenure.objects.current()
            .filter(in_force(on), unit__in=[unit.pk for unit in units])
            .values_list("unit")
            .annotate(people=Count("person", distinct=True))
        )
    )
    children: dict[int | None, list[Unit]] = defaultdict(list)
    listed = {unit.pk for unit in units}
    for unit in units:
        children[unit.parent_id if unit.parent_id in listed else None].append(unit)

    def grown(unit: Unit, level: int) -> Branch:
        below = [grown(child, level + 1) for child in children[unit.pk]]
        return Branch(unit, serving[unit.pk], below, level < depth)

    return [grown(unit, 1) for unit in children[None]]


def particulars_of(unit: Unit) -> UnitParticulars | None:
    """What the file says of a unit."""
    found = UnitParticulars.objects.current().filter(unit=unit)
    return found.select_related("parent", "township").first()


def facts_of(line: UnitParticulars | None) -> list[Said]:
    """The particulars in words."""
    return said_by(line, without=("unit", "name")) if line else []


def serving_in(unit: Unit, user: User, on: date) -> "QuerySet[Tenure]":
    """The posts held in a unit, highest first."""
    posts = Tenure.objects.visible_to(user).current().filter(in_force(on), unit=unit)
    return posts.select_related("person").order_by("level", "-leading", "person__code")


def tabs_of(unit: Unit, user: User) -> list[Tab]:
    """The kinds of record about a unit, with their numbers."""
    found = []
    for name, model in MODELS.items():
        if about_unit(model):
            count = lines_of(model, unit, user).count()
            found.append(Tab(name, str(model._meta.verbose_name), count))
    return found


def about_unit(model: type[Record]) -> bool:
    """Whether some of a model's records are about a unit and no person."""
    fields = {field.name: field for field in model._meta.fields}
    subject = "unit" in fields or "lead_unit" in fields
    person = fields.get("person")
    return subject and (person is None or person.null) and model is not UnitParticulars


def lines_of(model: type[Record], unit: Unit, user: User) -> "QuerySet[Any]":
    """A unit's records of one kind, newest first."""
    fields = {field.name for field in model._meta.fields}
    condition = Q(unit=unit) if "unit" in fields else Q(lead_unit=unit)
    found = model.objects.visible_to(user).current().filter(condition)
    return found.select_related(*named(model)).order_by(*newest_first(model))
