"""The two dates of a page: of which day it speaks, and what the file then said."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate, make_aware


class Moment(NamedTuple):
    """The day ``on``; ``known`` is the last day whose records count, None for all there are."""

    on: date
    today: date
    known: date | None = None

    @property
    def known_at(self) -> datetime | None:
        """The end of the day ``known``."""
        if self.known is None:
            return None
        return make_aware(datetime.combine(self.known + timedelta(days=1), time()))

    @property
    def is_now(self) -> bool:
        """Whether it is today's law on the file as it stands."""
        return self.on == self.today and self.known is None

    @property
    def query(self) -> str:
        """The dates as they stand in an address; empty for now."""
        parts = [f"on={self.on.isoformat()}"] if self.on != self.today else []
        parts += [f"known_at={self.known.isoformat()}"] if self.known else []
        return "&".join(parts)


def moment_of(request: HttpRequest) -> Moment:
    """The dates that an address asks for; what is not a date is taken for today.

    ``year`` is where a slider stands and ``was`` where it stood: it counts only if it was moved.
    """
    today = localdate()
    on = _day(request.GET.get("on", "")) or today
    known = _day(request.GET.get("known_at", ""))
    year = request.GET.get("year", "")
    moved = year != request.GET.get("was", "")
    return Moment(_with_year(on, year) if moved else on, today, known)


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2200 else None


def _with_year(day: date, year: str) -> date:
    """The day in another year."""
    if not year.isdecimal() or not 1900 <= int(year) <= 2200:
        return day
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=int(year), day=last)
