"""What the home page tells of findings: what is due, what has changed, how the units stand."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Window
from django.urls import reverse
from django.utils.timezone import localdate, now

from quanheng.norms.finding import Status, SubjectType
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, powers_of, scope_of
from quanheng.office.dashboards.counting import Reach, board, reach_of, tallied
from quanheng.office.dashboards.overview.queries import Part, Soon, due_soon, systems_in
from quanheng.office.findings.models import Dues, Finding, Run
from quanheng.office.inbox.models import Message
from quanheng.office.language import said
from quanheng.office.law.titles import title_of
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.queries import Line, in_words

SHOWN = 8
SOON = timedelta(days=60)
"""What falls due within this time is shown as due."""
LATELY = timedelta(days=7)
"""So long a change is shown."""
MANY = 5_000
"""Of a run that moved more findings than this only the number is told."""
OPEN = (Status.MISSED, Status.ATTENTION, Status.PENDING)


class Told(NamedTuple):
    """A finding in a line, with the page that explains it."""

    finding: Finding
    title: str
    href: str

    @property
    def number(self) -> str:
        """The number of the clause in its document."""
        return self.finding.clause.partition(":")[2]


class Due(NamedTuple):
    """What is due in the units: the nearest first, how many more there are, and all of them."""

    rows: list[Soon]
    more: int
    href: str


class Changes(NamedTuple):
    """Findings whose status has moved; runs that moved very many are told by their number."""

    rows: list[Told]
    runs: list[Run]


class Stand(NamedTuple):
    """What the home page tells of findings; empty parts are not shown."""

    run: Run | None
    reach: Reach
    own: list[Told]
    due: Due | None
    changes: Changes
    systems: list[Part]
    entries: list[Line]
    messages: list[Message]

    @property
    def unread(self) -> int:
        """How many messages have not been read."""
        return self.messages[0].unread if self.messages else 0  # type: ignore[attr-defined]


def stand_of(user: User, on: date) -> Stand:
    """What concerns an account, by what it may do; the number of queries is fixed."""
    held, reach, run = powers_of(user, on), reach_of(user, on), Run.objects.latest_done()
    counts, dues = tallied(reach) if run else ({}, {})
    officer, auditor = Power.EDIT_RECORDS in held, Power.SEE_LEDGER in held
    leader = bool(reach.units) and not officer and not auditor
    return Stand(
        run,
        reach,
        own_open(user, run),
        due_in(reach, on, dues) if officer and counts else None,
        changes(user, reach, run, now()),
        systems_in(counts, reach, run, dues) if leader and counts else [],
        latest_entries() if auditor and user.has_perm(Power.SEE_LEDGER) else [],
        list(Message.objects.of(user).unread().annotate(unread=Window(Count("pk")))[:SHOWN]),
    )


def own_open(user: User, run: Run | None) -> list[Told]:
    """What the reader has to do, or has missed: by due date."""
    if run is None or not user.person_code:
        return []
    held = Finding.objects.at(run.pk).filter(
        horizon=Finding.Horizon.TODAY, person__code=user.person_code, status__in=OPEN
    )
    found = sorted(held, key=lambda one: (one.due or date.min, one.severity, one.rule))
    return told(found)


def told(found: Iterable[Finding]) -> list[Told]:
    """Findings with the titles of their rules and the pages that explain them."""
    return [Told(one, said(title_of(one.rule)), _why(one)) for one in found]


def _why(finding: Finding) -> str:
    if finding.person_id is not None:
        return reverse("dashboards:person-why", args=[finding.person_id, finding.rule])
    if finding.unit_id is not None:
        return reverse("dashboards:unit-why", args=[finding.unit_id, finding.rule])
    return f"{reverse('findings:board')}?rule={finding.rule}"


def due_in(reach: Reach, on: date, dues: Dues) -> Due:
    """What falls due soon in the units of a reach, by rule and day."""
    last = on + SOON
    rows = due_soon(reach, last, dues)
    href = board(reach, status="pending", due_to=last)
    return Due(rows[:SHOWN], max(len(rows) - SHOWN, 0), href)


def changes(user: User, reach: Reach, run: Run | None, at: datetime) -> Changes:
    """Findings of the reader's scope whose status has moved of late, the newest first.

    Runs are read one by one through their index and the scope is compared here: a scope in the
    query leads the database to read all that stands in it.
    """
    if run is None:
        return Changes([], [])
    lately = list(Run.objects.done().filter(finished_at__gte=at - LATELY, closed__gt=0))
    few = [one.pk for one in lately if one.moved <= MANY]
    stands = Q(until_run=None) | Q(until_run__gt=run.pk)
    moved = Finding.objects.filter(stands, since_run__in=few, horizon=Finding.Horizon.TODAY)
    moved = moved.exclude(was="").exclude(status=F("was"))
    moved = moved.order_by("-since_run_id", "severity", "pk")
    keys = list(islice(_visible(moved, user, reach), SHOWN)) if few else []
    found = Finding.objects.filter(pk__in=keys).select_related("since_run")
    rows = sorted(found, key=lambda one: keys.index(one.pk))
    return Changes(told(rows), [one for one in lately if one.pk not in few])


def _visible(moved: "QuerySet[Finding]", user: User, reach: Reach) -> Iterator[int]:
    """The keys of those findings that are in the reader's scope; one query."""
    scope = scope_of(user, Power.SEE_FILE, localdate())
    if not reach.units:
        moved = moved.filter(person__code=scope.person_code) if scope else moved.none()
    paths = tuple(unit.path for unit in reach.units)
    for pk, path, kind, code in moved.values_list("pk", "place__path", "subject_type", "code"):
        own = kind == SubjectType.PERSON.value and code == scope.person_code
        if scope.everywhere or own or (path or "").startswith(paths):
            yield pk


def latest_entries() -> list[Line]:
    """The newest entries of the ledger."""
    return [in_words(entry) for entry in Entry.objects.order_by("-number")[:SHOWN]]
