"""Where a person counts: the unit of the main post, or of the last one held."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from quanheng.office.records.models import Tenure


def places(
    on: date, *, people: Iterable[int] | None = None, known_at: datetime | None = None
) -> Mapping[int, int]:
    """The key of the unit at which each person counts on a day, by the person's key; one query.

    Of the posts in force it is the highest, then the one held longest. Whoever holds none counts
    where the last post ended; whoever never held one is left out.
    """
    found: dict[int, tuple[Any, int]] = {}
    for person, unit, level, start, end, pk in _tenures(on, people, known_at).iterator(10_000):
        over = end is not None and end <= on
        rank = (1, -end.toordinal(), pk) if over else (0, level, start.toordinal(), pk)
        if person not in found or rank < found[person][0]:
            found[person] = (rank, unit)
    return {person: unit for person, (_, unit) in found.items()}


def _tenures(
    on: date, people: Iterable[int] | None, known_at: datetime | None
) -> "QuerySet[Tenure, tuple[Any, ...]]":
    held = Tenure.objects.current() if known_at is None else Tenure.objects.known(known_at)
    held = held.filter(start__lte=on)
    if people is not None:
        held = held.filter(person__in=people)
    return held.order_by().values_list("person_id", "unit_id", "level", "start", "end", "pk")
