"""Who looked at whose file."""

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


def looks_at(person_code: str) -> "QuerySet[AccessLog]":
    """Who saw what of a person's file, newest first, for the person concerned."""
    return AccessLog.objects.filter(person_code=person_code).select_related("user")
