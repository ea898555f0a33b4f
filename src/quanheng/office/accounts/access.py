"""Who looked at whose file."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model, QuerySet

from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog, User

What = AccessLog.What


def note_look(about: Model, person_code: str, *, by: User, on: date) -> None:
    """Write down that somebody opened a file; once a day, and not for one's own."""
    if by.person_code == person_code:
        return
    today = AccessLog.objects.filter(user=by, person_code=person_code, on=on, what=What.FILE)
    if not today.exists():
        note_access(about, person_code, What.FILE, by=by, on=on)


def note_looks(people: Mapping[str, Model], *, by: User, on: date) -> None:
    """As ``note_look`` for several files that one page opens, by the code of the person.

    One query, and what is new is written.
    """
    today = AccessLog.objects.filter(user=by, person_code__in=people, on=on, what=What.FILE)
    seen = {by.person_code, *today.values_list("person_code", flat=True)}
    for code, about in people.items():
        if code not in seen:
            note_access(about, code, What.FILE, by=by, on=on)


def looks_at(person_code: str) -> "QuerySet[AccessLog]":
    """Who saw what of a person's file, newest first, for the person concerned."""
    return AccessLog.objects.filter(person_code=person_code).select_related("user")
