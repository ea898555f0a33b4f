"""The due dates of an account as iCalendar (RFC 5545)."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import now
from icalendar import Calendar, Event

from quanheng.office.accounts.models import User
from quanheng.office.findings.filters import topmost
from quanheng.office.findings.models import Finding
from quanheng.office.law.titles import title_of
from quanheng.office.records.models import Unit
from quanheng.office.records.models.visible import any_of, under

MOST = 500
"""Events in a calendar: the nearest."""


def calendar_of(user: User, on: date) -> bytes:
    """The own due dates, and for whoever looks after units how much is due there on a day.

    It names rules and days, and nobody.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Quanheng//Due dates//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "铨衡待办期限 Quanheng due dates")
    pending = Finding.objects.current().filter(due__gte=on)
    own = pending.filter(subject_type="person", code=user.person_code or "")
    for rule, due in own.order_by("due").values_list("rule", "due")[:MOST]:
        calendar.add_component(_event(rule, due, 0))
    units = topmost(user, on)
    if units:
        places = Unit.objects.filter(any_of([under(unit.path) for unit in units])).order_by()
        there = pending.filter(place__in=places.values("pk"))
        counted = there.order_by("due", "rule").values_list("rule", "due").annotate(n=Count("pk"))
        for rule, due, number in counted[:MOST]:
            calendar.add_component(_event(rule, due, number))
    return bytes(calendar.to_ical())


def _event(rule: str, due: date, count: int) -> Event:
    """An all-day event; ``count`` 0 is one's own."""
    title = title_of(rule)
    said = f"{title.zh}（{count}项未完成）" if count else title.zh
    told = f"{title.en} ({count} not yet met)" if count else title.en
    event = Event()
    event.add("uid", f"{rule}-{due}-{'unit' if count else 'own'}@quanheng")
    event.add("dtstamp", now())
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", said)
    event.add("description", told)
    if settings.SITE_ADDRESS:
        event.add("url", settings.SITE_ADDRESS.rstrip("/") + reverse("findings:board"))
    event.add("transp", "TRANSPARENT")
    return event
