"""What the pages about one person read. The person has been looked up among those visible."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.dates import full_years, stretch_start
from quanheng.norms.finding import Language, Status
from quanheng.office.accounts.models import User
from quanheng.office.dashboards.told import Brief, brief
from quanheng.office.findings.models import Finding, Run
from quanheng.office.records.models import Particulars, Person, Rank, Tenure
from quanheng.office.records.queries.people import Tab, tabs_of

OPEN = (Status.MISSED, Status.ATTENTION, Status.PENDING)
"""The statuses that ask somebody to act."""


class KeyDate(NamedTuple):
    """A day that matters, and how many full years ago it was; of a birth it is the ``age``."""

    label: str
    day: date | None
    years: int | None
    remark: str = ""
    age: int | None = None


class Stand(NamedTuple):
    """What the stored findings say of a person: open ones first, and what comes this year or next.

    ``run`` is the evaluation that they come from; None before the first one.
    """

    run: Run | None
    open: list[Brief]
    counts: dict[str, int]
    to_come: list[Brief]


def tenures_of(person: Person) -> list[Tenure]:
    """Every post on file, oldest first."""
    found = Tenure.objects.current().filter(person=person)
    return list(found.select_related("unit").order_by("start", "pk"))


def held_on(tenures: Sequence[Tenure], on: date) -> list[Tenure]:
    """The posts held on a day, the main one first: the highest, then the one held longest."""
    held = [one for one in tenures if one.start <= on and (one.end is None or one.end > on)]
    return sorted(held, key=lambda one: (one.level, one.start, one.pk))


def level_since(tenures: Sequence[Tenure], main: Tenure, on: date) -> date | None:
    """The day since which the level of the main post has been held without a break."""
    spans = [(one.start, one.end) for one in tenures if one.level == main.level]
    return stretch_start(spans, [], on)


def key_dates(
    tenures: Sequence[Tenure], facts: Particulars | None, rank: Rank | None, on: date
) -> list[KeyDate]:
    """The days from which years are counted."""
    found = []
    main = next(iter(held_on(tenures, on)), None)
    if main is not None:
        level = str(main.get_level_display())  # type: ignore[attr-defined]
        found.append(_dated(_("任现职"), main.start, on, main.title))
        found.append(_dated(_("任现级"), level_since(tenures, main, on), on, level))
    if rank is not None:
        name = str(rank.get_rank_display())  # type: ignore[attr-defined]
        found.append(_dated(_("职级"), rank.start, on, name))
    if facts is not None:
        found.append(_dated(_("参加工作"), facts.began_work, on))
        found.append(_dated(_("入党"), facts.joined_party, on))
        found.append(KeyDate(_("出生"), facts.birth, None, age=full_years(facts.birth, on)))
    return found


def _dated(label: str, day: date | None, on: date, remark: str = "") -> KeyDate:
    return KeyDate(label, day, full_years(day, on) if day else None, remark)


def facts_of(person: Person) -> Particulars | None:
    """The particulars on file."""
    found: Particulars | None = Particulars.objects.current().filter(person=person).first()
    return found


def rank_of(person: Person, on: date) -> Rank | None:
    """The civil rank held on a day."""
    held = Rank.objects.current().filter(person=person, start__lte=on).order_by("-start", "-pk")
    return next((one for one in held if one.end is None or one.end > on), None)


def kinds_of(person: Person, user: User, on: date) -> list[Tab]:
    """The kinds of record that the file holds, with their numbers."""
    return [tab for tab in tabs_of(person, user, on) if tab.count]


def stand_of(person: Person, language: Language) -> Stand:
    """What the newest evaluation says of a person; two queries."""
    run = Run.objects.latest_done()
    if run is None:
        return Stand(None, [], {}, [])
    found = list(Finding.objects.at(run.pk).filter(person=person))
    now = [one for one in found if one.horizon == Finding.Horizon.TODAY]
    counted = Counter(one.status for one in now)
    return Stand(
        run,
        [brief(one, language) for one in sorted(now, key=_urgency) if one.status in OPEN],
        {status.value: counted[status.value] for status in Status},
        [brief(one, language) for one in found if one.horizon != Finding.Horizon.TODAY],
    )


def _urgency(finding: Finding) -> tuple[bool, date, int, str]:
    """Missed first, then by due date, then by how bad it is."""
    missed = finding.status == Status.MISSED
    return (not missed, finding.due or date.max, finding.severity, finding.rule)
