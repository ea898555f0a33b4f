"""What the overview reads: five sub-systems, their course, units compared, what comes."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import User
from quanheng.office.dashboards.clauses.concordance import System, clauses_in, rules_of
from quanheng.office.dashboards.clauses.queries import Line, Ranked, lines, ranked
from quanheng.office.dashboards.counting import (
    Numbers,
    Reach,
    board,
    dues_in,
    leading_to,
    numbers,
    standings_of,
    sums,
)
from quanheng.office.findings.models import Counts, Dues, Finding, Run, Standing, added
from quanheng.office.language import said
from quanheng.office.law.titles import title_of
from quanheng.office.pictures.shapes import Picture
from quanheng.office.pictures.trend import Point, Series, multiples
from quanheng.office.records.models import Unit

RUNS = 12
"""Points of a trend."""
MONTHS = 3
"""With runs in so many months, a trend has one point a month, else one a day."""
MISSED = 8
"""Clauses shown as those most missed."""


class Part(NamedTuple):
    """A sub-system: its numbers, and how many findings fall due this year."""

    system: System
    numbers: Numbers
    due: int
    href: str
    due_href: str


class Soon(NamedTuple):
    """Findings of a rule that fall due on a day."""

    rule: str
    title: str
    due: date
    count: int
    href: str


class Coming(NamedTuple):
    """What a rule will say by the end of next year, of how many."""

    title: str
    horizon: str
    count: int
    href: str


def systems_in(
    counts: Counts, reach: Reach, run: Run | None, dues: Dues | None = None
) -> list[Part]:
    """The sub-systems with their numbers; at most one query, none where ``dues`` are known."""
    due = due_this_year(reach, run.on, dues) if run else {}
    made = []
    for system in System:
        rules = [rule for _pack, clause in clauses_in(system) for rule in rules_of(clause)]
        if system is System.OTHER and not rules:
            continue
        page = reverse("dashboards:system", args=[system.value])
        told = leading_to(page, counts, rules)
        number = sum(due.get(rule, 0) for rule in rules)
        made.append(Part(system, told, number, page, f"{page}?due=1"))
    return made


def due_this_year(reach: Reach, on: date, dues: Dues | None = None) -> dict[str, int]:
    """How many findings of each rule fall due by the end of the year; one query at most."""
    found: dict[str, int] = defaultdict(int)
    for one in due_soon(reach, date(on.year, 12, 31), dues):
        found[one.rule] += one.count
    return found


def due_by_rule(system: System, reach: Reach, run: Run) -> list[Soon]:
    """What of a sub-system falls due this year, by rule; one query."""
    last = date(run.on.year, 12, 31)
    found = due_this_year(reach, run.on)
    rules = [rule for _pack, clause in clauses_in(system) for rule in rules_of(clause)]
    return [
        Soon(
            rule,
            said(title_of(rule)),
            last,
            found[rule],
            board(reach, rule=rule, status="pending", due_to=last),
        )
        for rule in sorted(rules, key=lambda one: -found.get(one, 0))
        if found.get(rule)
    ]


def due_soon(reach: Reach, last: date, dues: Dues | None = None) -> list[Soon]:
    """What falls due up to a day, by rule and day, the nearest first.

    One query; none where ``dues`` of the reach are known.
    """
    told = [
        (rule, date.fromisoformat(day), count)
        for rule, days in (dues_in(reach) if dues is None else dues).items()
        for day, count in days.items()
    ]
    return [
        Soon(
            rule,
            said(title_of(rule)),
            due,
            count,
            board(reach, rule=rule, status="pending", due_from=due, due_to=due),
        )
        for rule, due, count in sorted(told, key=lambda one: (one[1], -one[2], one[0]))
        if due <= last
    ]


def _within(found: "QuerySet[Finding]", reach: Reach) -> "QuerySet[Finding]":
    if reach.whole:
        return found
    below = Unit.objects.none()
    for unit in reach.units:
        below = below | Unit.objects.below(unit)
    return found.filter(place__in=below.order_by().values("pk"))


def coming(reach: Reach) -> list[Coming]:
    """Who reaches what by the end of this year and of next: by rule; one query.

    Of the days to come only what does not stand today is kept.
    """
    found = Finding.objects.filter(until_run=None, horizon__gt=Finding.Horizon.TODAY)
    rows = _within(found, reach).order_by().values_list("rule", "horizon")
    return [
        Coming(
            said(title_of(rule)),
            str(Finding.Horizon(horizon).label),
            count,
            board(reach, rule=rule, horizon=horizon),
        )
        for rule, horizon, count in sorted(
            rows.annotate(number=Count("pk")), key=lambda one: (one[1], -one[2], one[0])
        )
    ]


def most_missed(counts: Counts, reach: Reach) -> list[Line]:
    """The clauses with the most missed findings."""
    known = [pair for system in System for pair in clauses_in(system)]
    rows = [row for row in lines(known, counts, reach) if row.numbers.of(Status.MISSED)]
    return sorted(rows, key=lambda row: -row.numbers.of(Status.MISSED))[:MISSED]


def of_system(system: System, counts: Counts, reach: Reach) -> list[Line]:
    """The clauses of a sub-system that have rules, the least met first; then the others."""
    rows = lines(clauses_in(system), counts, reach)
    return sorted(rows, key=lambda row: (not row.numbers.total, _share(row.numbers)))


def _share(found: Numbers) -> float:
    return 2.0 if found.share is None else found.share


def compared(user: User, category: str) -> list[Ranked]:
    """The units of a category with everything below them, worst first; one query."""
    units = Unit.objects.visible_to(user).filter(category=category)
    kept = standings_of(units).values_list("unit", "below")
    return ranked((unit, sums(below, below)) for unit, below in kept)


def categories_of(user: User) -> list[tuple[str, str, int]]:
    """The categories with more than one unit to compare, with their words; one query."""
    units = Unit.objects.visible_to(user).order_by()
    there = dict(units.values_list("category").annotate(number=Count("pk")))
    choices = Unit._meta.get_field("category").flatchoices
    return [(value, str(word), there[value]) for value, word in choices if there.get(value, 0) > 1]


def trends(reach: Reach) -> list[Picture]:
    """The share met of each sub-system over the runs; three queries. Empty before two runs."""
    runs = points_of_runs()
    if len(runs) < 2:
        return []
    at = _standings_at(reach, [run for _on, run in runs])
    items = []
    for system in System:
        rules = [rule for _pack, clause in clauses_in(system) for rule in rules_of(clause)]
        page = reverse("dashboards:system", args=[system.value])
        points = []
        for on, run in runs:
            share = sums(at[run], rules).share
            if share is not None:
                points.append(Point(on, round(share * 100, 1), page))
        if points:
            items.append((system.label, page, Series(_("达标率（%）"), "met", tuple(points))))
    return multiples("trend", items, head=_("统计日"))


def points_of_runs() -> list[tuple[date, int]]:
    """The last run of each of the newest days; of each month, where runs go back so far."""
    days = Run.objects.done().order_by().values_list("on").annotate(last=Max("pk"))
    found = sorted(days.order_by("-on")[:400])
    months = {(on.year, on.month): (on, run) for on, run in found}
    return list(months.values())[-RUNS:] if len(months) >= MONTHS else found[-RUNS:]


def _standings_at(reach: Reach, runs: Sequence[int]) -> dict[int, Counts]:
    """The numbers in a reach as each run left them; two queries."""
    asked = {f"at{run}": Max("pk", filter=Q(run__lte=run)) for run in runs}
    kept = Standing.objects.filter(unit__in=[unit.pk for unit in reach.units]).order_by()
    keys = list(kept.values("unit").annotate(**asked).values(*asked))
    wanted = {pk for row in keys for pk in row.values() if pk}
    below = dict(Standing.objects.filter(pk__in=wanted).values_list("pk", "below"))
    found: dict[int, list[Counts]] = defaultdict(list)
    for row in keys:
        for run in runs:
            pk = row[f"at{run}"]
            if pk:
                found[run].append(below[pk])
    return {run: added(found[run]) for run in runs}


def everything(counts: Counts, reach: Reach) -> Numbers:
    """All findings in a reach."""
    return numbers(counts, counts, reach)
