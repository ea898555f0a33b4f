"""What is due and done of the yearly reviews and checks, as pages show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from quanheng.norms.finding import Status
from quanheng.office.accounts.models import User
from quanheng.office.duties.showing import Cited, cited
from quanheng.office.findings.models import Finding
from quanheng.office.language import language
from quanheng.office.law.titles import title_of
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Tenure, Unit
from quanheng.office.records.models.visible import under
from quanheng.office.records.queries.choosing import Choice, choosing
from quanheng.office.selection.models import (
    LeavingCheck,
    PriorReport,
    RegulationCheck,
    Review,
    TitleList,
)

SIZE = 20
REPORT_RULE = "qingshanhu-2009:24/personnel-report"
ROUTINES = (
    "hangzhou-2017:13/monthly-report",
    "hangzhou-2017:13/quarterly-visit",
    "hangzhou-2017:13/five-visits",
    REPORT_RULE,
    "qingshanhu-2009:24/over-quota",
)
"""The rules about yearly and quarterly work whose findings the overview links."""


def report_of(case_pk: int) -> PriorReport | None:
    """The newest report sent upward about a case; None when nothing was reported."""
    return PriorReport.objects.filter(case=case_pk).order_by("-reported_on", "-pk").first()


@dataclass(frozen=True)
class Filter:
    """Year, and the unit with everything below it."""

    year: int
    choice: Choice

    def query(self, **more: object) -> str:
        """The filters as an address has them."""
        told: dict[str, object] = {"year": self.year}
        if self.choice.told:
            told["unit"] = self.choice.told
        return urlencode(told | more)


def asked(query: Mapping[str, str], user: User, on: date) -> Filter:
    """The filters of an address; this year where none can be read."""
    told = query.get("year", "")
    year = int(told) if told.isdigit() and len(told) == 4 else on.year
    return Filter(year, choosing(user, on, query.get("unit", "")))


def narrowed(found: QuerySet[Any], filter: Filter, column: str = "unit") -> QuerySet[Any]:
    """Rows of the unit asked for and below."""
    if not filter.choice.told:
        return found
    unit = filter.choice.unit
    if unit is None:
        return found.none()
    return found.filter(under(unit.path, f"{column}__path"))


class Row(NamedTuple):
    """A committee in a year: its review, its check of the regulations."""

    unit: Unit
    review: Review | None
    check: RegulationCheck | None


def committees(filter: Filter, user: User, on: date, number: str | None) -> tuple[Page, list[Row]]:
    """Party committees, and other units that have a review or check in the year; four queries."""
    reviews = Review.objects.filter(unit=OuterRef("pk"), year=filter.year)
    checks = RegulationCheck.objects.filter(unit=OuterRef("pk"), year=filter.year)
    found = Unit.objects.visible_to(user, on=on).in_force(on)
    found = found.filter(Q(category="党委") | Exists(reviews) | Exists(checks))
    if filter.choice.told:
        unit = filter.choice.unit
        found = found.filter(under(unit.path)) if unit else found.none()
    page = Paginator(found.order_by("path"), SIZE).get_page(number)
    units = list(page.object_list)
    told = {"unit__in": [one.pk for one in units], "year": filter.year}
    reviewed = {one.unit_id: one for one in Review.objects.filter(**told)}
    checked = {one.unit_id: one for one in RegulationCheck.objects.filter(**told)}
    return page, [Row(one, reviewed.get(one.pk), checked.get(one.pk)) for one in units]


class Routine(NamedTuple):
    """A rule about yearly or quarterly work: how many findings of each status, with their list."""

    title: str
    clause: Cited | None
    counts: list[tuple[Status, str, int, str]]


def routines(filter: Filter, user: User, on: date) -> list[Routine]:
    """How the units stand by the latest evaluation; one query."""
    found = Finding.objects.current().visible_to(user, on=on).filter(rule__in=ROUTINES)
    found = narrowed(found, filter, "place")
    rows = found.order_by().values_list("rule", "status").annotate(n=Count("pk"))
    numbers = {(rule, status): n for rule, status, n in rows.values_list("rule", "status", "n")}
    unit = {"unit": filter.choice.unit.code} if filter.choice.unit else {}
    made = []
    for rule in ROUTINES:
        counts = [
            (
                status,
                status.label.in_(language()),
                numbers[rule, status.value],
                f"{reverse('findings:board')}?{urlencode({'rule': rule, 'status': status.value, **unit})}",  # noqa: E501
            )
            for status in Status
            if numbers.get((rule, status.value))
        ]
        said = title_of(rule).in_(language())
        made.append(Routine(said, cited(rule.partition("/")[0]), counts))
    return made


class Tallied(NamedTuple):
    """How many prior reports wait and are late, how many checks are open; with their lists."""

    waiting: int
    late: int
    leaving: int
    unchecked: int


def tallied(filter: Filter, user: User, on: date) -> Tallied:
    """The numbers of the overview besides reviews; three queries."""
    reports = narrowed(PriorReport.objects.visible_to(user, on), filter)
    numbers = reports.aggregate(
        waiting=Count("pk", filter=Q(answer="")),
        late=Count("pk", filter=Q(answer="", due_on__lt=on)),
    )
    heads = leavers(filter, user, on)
    checks = LeavingCheck.objects.filter(tenure=OuterRef("pk"))
    leaving = heads.aggregate(every=Count("pk"), unchecked=Count("pk", filter=~Exists(checks)))
    return Tallied(numbers["waiting"], numbers["late"], leaving["every"], leaving["unchecked"])


def leavers(filter: Filter, user: User, on: date) -> QuerySet[Tenure]:
    """Posts of heads that ended in the year, or whose term ends in it; by day."""
    ended = Q(end__year=filter.year) | Q(end=None, term_end__year=filter.year)
    found = Tenure.objects.current().filter(ended, chief=True, leading=True)
    units = Unit.objects.visible_to(user, on=on).order_by()
    found = narrowed(found.filter(unit__in=units.values("pk")), filter)
    return found.select_related("person", "unit").order_by("unit__path", "pk")


class Leaver(NamedTuple):
    """A head who leaves: the post, the day, and the checks of it."""

    tenure: Tenure
    day: date | None
    checks: list[LeavingCheck]


def leaver_rows(tenures: Iterable[Tenure], user: User, on: date) -> list[Leaver]:
    """Heads who leave with their checks; one query more."""
    listed = list(tenures)
    found: dict[int, list[LeavingCheck]] = {}
    seen = LeavingCheck.objects.visible_to(user, on)
    for check in seen.filter(tenure__in=[one.pk for one in listed]):
        found.setdefault(check.tenure_id, []).append(check)
    return [Leaver(one, one.end or one.term_end, found.get(one.pk, [])) for one in listed]


def prior_reports(filter: Filter, user: User, on: date, state: str) -> QuerySet[PriorReport]:
    """Reports of the year and those that still wait, the newest first."""
    found = narrowed(PriorReport.objects.visible_to(user, on), filter)
    if state == "late":
        found = found.filter(answer="", due_on__lt=on)
    elif state == "waiting":
        found = found.filter(answer="")
    else:
        found = found.filter(Q(reported_on__year=filter.year) | Q(answer=""))
    return found.select_related("unit", "person", "case").order_by("-reported_on", "-pk")


def cases_about(user: User, on: date) -> QuerySet[Case]:
    """The cases that a report may name."""
    return Case.objects.visible_to(user, on).order_by("-pk")


def title_lists(user: User, on: date) -> list[TitleList]:
    """The lists of standard titles of the units that an account sees, and of the topmost one."""
    seen = Unit.objects.visible_to(user, on=on).order_by()
    found = TitleList.objects.filter(Q(unit__in=seen.values("pk")) | Q(unit__parent=None))
    return list(found.select_related("unit", "entered_by").order_by("unit__path", "-since")[:60])
