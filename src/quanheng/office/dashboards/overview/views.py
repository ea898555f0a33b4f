"""The overview for those who answer for units."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quanheng.norms.finding import Status
from quanheng.office.accounts.powers import Denied, Power, needs
from quanheng.office.dashboards.clauses.concordance import System, clauses_in
from quanheng.office.dashboards.clauses.queries import with_links
from quanheng.office.dashboards.clauses.views import picture, status_words
from quanheng.office.dashboards.counting import Reach, counts_in, reach_of
from quanheng.office.dashboards.overview import queries
from quanheng.office.findings.models import Run

UNITS = 12
CLAUSES = 40


def page(request: HttpRequest, name: str, reach: Reach, **context: Any) -> HttpResponse:
    """A page of the overview."""
    shown = {"run": Run.objects.latest_done(), "statuses": status_words(), "reach": reach}
    return render(request, f"dashboards/{name}.html", shown | context)


def answered_for(request: HttpRequest) -> Reach:
    """The units that the account sees; whoever has only the own file is turned away."""
    reach = reach_of(request.user)
    if not reach.units:
        raise Denied(Power.SEE_FILE)
    return reach


@require_GET
@needs(Power.SEE_FILE)
def show(request: HttpRequest) -> HttpResponse:
    """The five sub-systems, their course, units compared, what is missed and what comes."""
    reach = answered_for(request)
    counts, run = counts_in(reach), Run.objects.latest_done()
    whole = queries.everything(counts, reach)
    known = queries.categories_of(request.user)
    asked = request.GET.get("category", "")
    category = asked if asked in {one for one, _label, _count in known} else _first(known)
    rows = queries.compared(request.user, category) if category else []
    cut = Paginator(rows, UNITS).get_page(request.GET.get("page"))
    cut.object_list = with_links(cut.object_list)
    return page(
        request,
        "overview",
        reach,
        run=run,
        whole=whole,
        strip=picture("whole", whole),
        parts=queries.systems_in(counts, reach, run),
        trends=queries.trends(reach),
        categories=known,
        category=category,
        page=cut,
        missed=queries.most_missed(counts, reach),
        coming=queries.coming(reach),
    )


def _first(known: list[tuple[str, str, int]]) -> str:
    """The category with the most units."""
    return max(known, key=lambda one: one[2])[0] if known else ""


@require_GET
@needs(Power.SEE_FILE)
def system(request: HttpRequest, system: str) -> HttpResponse:
    """One sub-system, clause by clause; narrowed to a status, or to what is due this year."""
    if system not in {one.value for one in System if clauses_in(one)}:
        raise Http404
    reach, here = answered_for(request), System(system)
    counts, run = counts_in(reach), Run.objects.latest_done()
    rows = queries.of_system(here, counts, reach)
    status, due = request.GET.get("status", ""), "due" in request.GET
    if status in {one.value for one in Status}:
        rows = [row for row in rows if row.numbers.of(Status(status))]
    return page(
        request,
        "system",
        reach,
        run=run,
        system=here,
        status=status,
        due=queries.due_by_rule(here, reach, run) if due and run else [],
        only_due=due,
        part=next(one for one in queries.systems_in(counts, reach, run) if one.system is here),
        page=Paginator(rows, CLAUSES).get_page(request.GET.get("page")),
    )
