"""Orders and the people of a unit, as pages show them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.documents.kinds import FORMATS, Format, Kind
from quanheng.office.documents.making import progress_of
from quanheng.office.documents.models import Order
from quanheng.office.records.importing.progress import Progress
from quanheng.office.records.models import Person, Tenure, Unit

ROWS = 50
LAST = 8
"""Orders that the page of a person or unit shows."""


class Listed(NamedTuple):
    """An order in a list: whether its file can be fetched, and how far it is."""

    order: Order
    fetchable: bool
    working: Progress | None


class Offer(NamedTuple):
    """A document that can be made, with its formats."""

    kind: Kind
    formats: tuple[Format, ...]


def orders(user: User) -> "QuerySet[Order]":
    """The own orders, newest first."""
    found = Order.objects.visible_to(user).defer("people", "noted", "left_out")
    return found.select_related("person", "unit").order_by("-pk")


def listed(found: Iterable[Order], on: date) -> list[Listed]:
    """Orders as a list shows them."""
    return [Listed(order, fetchable(order, on), working(order)) for order in found]


def fetchable(order: Order, on: date) -> bool:
    """Whether the file of an order can be fetched."""
    return order.state == Order.State.DONE and not order.expired(on)


def working(order: Order) -> Progress | None:
    """How far a running order is; None for others, and before anybody has begun."""
    return progress_of(order) if order.state == Order.State.RUNNING else None


def last_about(about: Person | Unit, user: User, on: date) -> list[Listed]:
    """The own last orders about a person or a unit."""
    of = {"person": about} if isinstance(about, Person) else {"unit": about}
    return listed(orders(user).filter(**of)[:LAST], on)


def offers(*kinds: Kind) -> list[Offer]:
    """Documents with their formats."""
    return [Offer(kind, FORMATS[kind]) for kind in kinds]


def people_of(unit: Unit, user: User, on: date) -> "QuerySet[Person]":
    """The people of a unit and those below it whose documents an account may take out."""
    held = Tenure.objects.current().filter(
        Q(end=None) | Q(end__gt=on), unit__in=Unit.objects.below(unit).order_by(), start__lte=on
    )
    within = Person.objects.visible_to(user, Power.EXPORT_RECORDS, on)
    return within.filter(pk__in=held.values("person")).order_by("code")


def number_of(about: Person | Unit, user: User, on: date, chosen: Sequence[int]) -> int:
    """How many people an order would be about."""
    if isinstance(about, Person):
        return 1
    return len(chosen) or people_of(about, user, on).count()


def with_posts(people: Page, on: date) -> list[tuple[Person, str]]:
    """The people of one page with the posts that they hold; one query."""
    held: dict[int, list[str]] = {person.pk: [] for person in people}
    posts = Tenure.objects.current().filter(Q(end=None) | Q(end__gt=on), start__lte=on)
    for post in posts.filter(person__in=held).select_related("unit").order_by("level", "start"):
        held[post.person_id].append(f"{post.unit.name}{post.title}")
    return [(person, "；".join(held[person.pk])) for person in people]


def paged(found: Any, number: str | None) -> Page:
    """One page of a list."""
    return Paginator(found, ROWS).get_page(number)
