"""What the ledger's pages read."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from quanheng.office.ledger.models import Checkpoint, Entry
from quanheng.office.ledger.words import action_word, kind_word

ROWS = 50
FIELDS = {"actor": "actor", "action": "action", "kind": "about_kind", "key": "about_key"}


class Line(NamedTuple):
    """An entry in words."""

    entry: Entry
    action: str
    kind: str


class Window(NamedTuple):
    """Some entries, newest first, and the numbers from which older and newer ones go on."""

    lines: list[Line]
    older: int | None
    newer: int | None


def in_words(entry: Entry) -> Line:
    """An entry as pages show it."""
    return Line(entry, action_word(entry.action), kind_word(entry.about_kind))


def chosen(entries: QuerySet[Entry], filters: Mapping[str, Any]) -> QuerySet[Entry]:
    """The entries that the filters leave; a period includes both its days."""
    for name, field in FIELDS.items():
        if filters.get(name):
            entries = entries.filter(**{field: filters[name]})
    if filters.get("since"):
        entries = entries.filter(at__gte=start_of(filters["since"]))
    if filters.get("until"):
        entries = entries.filter(at__lt=start_of(filters["until"] + timedelta(days=1)))
    return entries


def start_of(day: date) -> datetime:
    """The moment at which a day begins here."""
    return make_aware(datetime.combine(day, time.min))


def window(entries: QuerySet[Entry], before: int | None, after: int | None) -> Window:
    """The page of entries just below ``before`` or just above ``after``, by number.

    Cutting by number, not by offset, costs the same on the last page as on the first.
    """
    if after is not None:
        rows = list(entries.filter(number__gt=after).order_by("number")[: ROWS + 1])
        more, rows = len(rows) > ROWS, rows[ROWS - 1 :: -1] if len(rows) > ROWS else rows[::-1]
        return Window(
            [in_words(row) for row in rows],
            older=rows[-1].number if rows else None,
            newer=rows[0].number if more else None,
        )
    if before is not None:
        entries = entries.filter(number__lt=before)
    rows = list(entries.order_by("-number")[: ROWS + 1])
    more, rows = len(rows) > ROWS, rows[:ROWS]
    return Window(
        [in_words(row) for row in rows],
        older=rows[-1].number if more else None,
        newer=rows[0].number if rows and before is not None else None,
    )


def checkpoint_over(number: int) -> Checkpoint | None:
    """The first checkpoint that an entry stands under."""
    return Checkpoint.objects.filter(size__gt=number).order_by("size").first()
