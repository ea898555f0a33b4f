"""Who has long been in one post, who is to move, and who moved from where to where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.http import urlencode

from quanheng.norms.requirement import YearsHeld
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.findings.models import Finding, Run
from quanheng.office.language import said
from quanheng.office.law.titles import title_of
from quanheng.office.records.models import Person, Tenure
from quanheng.office.selection.models import ExchangeLine
from quanheng.packs import installed

ROWS = 40


class Rule(NamedTuple):
    """A rule on years in one post: how many people it names."""

    id: str
    title: str
    clause: str
    count: int


class Long(NamedTuple):
    """Somebody long in one post: what the rules say, the track so far, the line of the plan."""

    person: Person
    findings: list[Finding]
    posts: list[Tenure]
    line: ExchangeLine | None

    @property
    def post(self) -> Tenure | None:
        """The highest post now held; None without one."""
        now = [post for post in self.posts if post.end is None]
        return min(now, key=lambda post: (post.level, post.start, post.pk), default=None)

    @property
    def categories(self) -> list[str]:
        """The kinds of unit in which the person has served, in order."""
        return list(dict.fromkeys(post.unit.category for post in self.posts))

    @property
    def units(self) -> int:
        """In how many units the person has served."""
        return len({post.unit_id for post in self.posts})


class LongList(NamedTuple):
    """The list: a page of it, and what the rules count."""

    page: Page[Any]
    rows: list[Long]
    rules: list[Rule]
    run: Run | None
    rule: str


def rules_of_years() -> list[tuple[str, str]]:
    """The rules of all documents on years in one post, with their clauses."""
    return [
        (rule.id, rule.clause.id)
        for pack in installed().values()
        for rule in pack.rules.values()
        if isinstance(rule.form, YearsHeld)
    ]


def long_in_post(user: User, asked: str, number: str | None) -> LongList:
    """Those whom a rule on years in one post names, by name; constant queries."""
    run = Run.objects.latest_done()
    known = dict(rules_of_years())
    rule = asked if asked in known else ""
    if run is None:
        return LongList(Paginator([], ROWS).get_page(1), [], [], None, rule)
    people = Person.objects.visible_to(user, Power.SEE_TEAMS).order_by()
    found = Finding.objects.at(run.pk).filter(
        rule__in=known, person__in=people.values("pk"), horizon=Finding.Horizon.TODAY
    )
    counted = Counter(found.order_by().values_list("rule", flat=True))
    rules = [Rule(id, said(title_of(id)), clause, counted[id]) for id, clause in known.items()]
    named = found.filter(rule=rule) if rule else found
    listed = Person.objects.filter(pk__in=named.order_by().values("person"))
    page = Paginator(listed.order_by("pinyin", "pk"), ROWS).get_page(number)
    return LongList(page, _rows(list(page.object_list), found), rules, run, rule)


def _rows(people: Sequence[Person], found: "QuerySet[Finding]") -> list[Long]:
    """Three queries for a page of people."""
    said_of: dict[int, list[Finding]] = defaultdict(list)
    for finding in found.filter(person__in=people).order_by("rule"):
        said_of[finding.person_id or 0].append(finding)
    track: dict[int, list[Tenure]] = defaultdict(list)
    held = Tenure.objects.current().filter(person__in=people).select_related("unit")
    for post in held.order_by("start", "pk"):
        track[post.person_id].append(post)
    lines = {
        one.person_id: one
        for one in ExchangeLine.objects.filter(person__in=people, dropped_on=None).order_by("year")
    }
    return [Long(one, said_of[one.pk], track[one.pk], lines.get(one.pk)) for one in people]


class Plan(NamedTuple):
    """The plan of a year: its lines, and how many are done, open and taken back."""

    page: Page[Any]
    year: int
    years: list[int]
    numbers: dict[str, int]
    state: str


def plan_of(user: User, on: date, year: int, state: str, number: str | None) -> Plan:
    """The plan of a year; ``state`` is open, done or dropped, else all that stand."""
    seen = ExchangeLine.objects.visible_to(user)
    years = sorted({*seen.order_by().values_list("year", flat=True), on.year, on.year + 1})
    lines = seen.filter(year=year).with_done()
    kept = {
        "open": lines.filter(dropped_on=None, done_on=None),
        "done": lines.filter(dropped_on=None, done_on__isnull=False),
        "dropped": lines.filter(dropped_on__isnull=False),
    }
    numbers = {name: found.count() for name, found in kept.items()}
    chosen = kept.get(state, lines.filter(dropped_on=None))
    rows = chosen.select_related("person", "post__unit", "by").order_by("person__pinyin", "pk")
    page = Paginator(rows, ROWS).get_page(number)
    return Plan(page, year, years[::-1], numbers, state if state in kept else "")


class Move(NamedTuple):
    """Somebody who went from a unit of one kind to a unit of another."""

    tenure: Tenure
    was: str


class Cell(NamedTuple):
    """How many went from one kind of unit to another; ``heat`` is 0 to 4 for the colour."""

    count: int
    href: str
    heat: int
    label: str


class Matrix(NamedTuple):
    """Moves among kinds of unit in a period: from the rows to the columns."""

    kinds: list[str]
    rows: list[tuple[str, list[Cell], int]]
    columns: list[int]
    total: int


def moves(user: User, since: date, until: date) -> "QuerySet[Tenure]":
    """Posts begun in a period, ``until`` excluded, at another unit than the post left before.

    ``was`` is the kind of the unit before, and ``was_unit`` its key.
    """
    people = Person.objects.visible_to(user, Power.SEE_TEAMS).order_by()
    own = Tenure.objects.current().filter(person=OuterRef("person"))
    before = own.filter(
        Q(start__lt=OuterRef("start")) | Q(start=OuterRef("start"), pk__lt=OuterRef("pk"))
    ).order_by("-start", "-pk")
    held = Tenure.objects.current().filter(
        person__in=people.values("pk"), start__gte=since, start__lt=until
    )
    told = held.order_by().annotate(
        was=Subquery(before.values("unit__category")[:1]),
        was_unit=Subquery(before.values("unit")[:1]),
        was_end=Subquery(before.values("end")[:1]),
    )
    return told.filter(was_unit__isnull=False, was_end__lte=F("start")).exclude(was_unit=F("unit"))


def matrix(pairs: Iterable[tuple[str, str]], kinds: Sequence[str], query: dict[str, str]) -> Matrix:
    """Pairs of kinds counted; ``query`` is kept in the links."""
    counted = Counter(pairs)
    used = {kind for pair in counted for kind in pair}
    shown = [kind for kind in kinds if kind in used]
    most = max(counted.values(), default=1)
    address = reverse("selection:moves")

    def cell(row: str, column: str) -> Cell:
        number = counted[row, column]
        asked = urlencode({**query, "from": row, "to": column})
        heat = -(-4 * number // most) if number else 0
        return Cell(number, f"{address}?{asked}#moves" if number else "", heat, column)

    rows = [(kind, [cell(kind, to) for to in shown], 0) for kind in shown]
    rows = [(kind, cells, sum(one.count for one in cells)) for kind, cells, _none in rows]
    columns = [sum(counted[kind, to] for kind in shown) for to in shown]
    return Matrix(shown, rows, columns, sum(counted.values()))
