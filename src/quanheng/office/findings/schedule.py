"""When the system evaluates of its own accord: once a day, and after each change."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localtime

from quanheng.office.findings.jobs import evaluate, ordered
from quanheng.office.findings.models import Run
from quanheng.office.ledger.models import Entry

FOR_EVERYONE = frozenset(
    {"pack adopted", "adoption ended", "number chosen", "unit added", "unit moved", "unit ended"}
)
"""After these everyone is evaluated."""
FOR_THOSE_CONCERNED = frozenset(
    {
        "records loaded",
        "record added",
        "record corrected",
        "record retracted",
        "records expired",
        "correction confirmed",
        "step taken",
        "step lapsed",
        "import applied",
        "form applied",
        "person added",
        "duty raised",
        "duty answered",
        "duty answer returned",
        "duty closed",
        "duty reopened",
        "duty deadline extended",
        "duties carried over",
        "duty list applied",
    }
)
AGAIN = timedelta(minutes=10)
"""So long after a failed run before the next one."""


def tick(now: datetime) -> str | None:
    """Order an evaluation if one is due, unless one waits or runs; which kind was ordered."""
    kind = due(now)
    if kind is None or ordered():
        return None
    evaluate.enqueue(kind)
    return kind


def due(now: datetime) -> str | None:
    """Which kind of run is due: a full one each day and after a change of law, else one of those
    concerned by a change.
    """
    last = Run.objects.order_by("-pk").first()
    if last is not None and last.state == Run.State.FAILED and now - last.known_at < AGAIN:
        return None
    done = Run.objects.latest_done()
    if done is None:
        return Run.Kind.FULL if Entry.objects.exists() else None
    full = Run.objects.done().filter(kind=Run.Kind.FULL).order_by("-pk").first()
    since = Entry.objects.filter(number__gte=done.ledger_size)
    today, hour = localtime(now).date(), localtime(now).hour
    daily = full is None or (full.on < today and hour >= settings.NIGHTLY_HOUR)
    if daily or since.filter(action__in=FOR_EVERYONE).exists():
        return Run.Kind.FULL
    if since.filter(action__in=FOR_THOSE_CONCERNED).exists():
        return Run.Kind.FOLLOW
    return None
