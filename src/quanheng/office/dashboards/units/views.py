"""Pages about one unit: overview, team and structure, findings."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.norms.finding import Status
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.dashboards.causes import cause
from quanheng.office.dashboards.moments import Moment, moment_of
from quanheng.office.dashboards.shares import board_of, strip_of
from quanheng.office.dashboards.told import documents, rule_of, tally
from quanheng.office.dashboards.units import queries, team
from quanheng.office.dashboards.units.structure import pictures_of
from quanheng.office.findings import standing
from quanheng.office.language import language
from quanheng.office.records.models import Unit
from quanheng.office.records.queries.units import facts_of, particulars_of
from quanheng.office.records.views.answers import ROWS, unit_seen

AHEAD = 5
"""Years to come that the slider reaches."""
BEFORE = 10
"""Years back that it reaches where no post is on file."""


def page(request: HttpRequest, name: str, unit: Unit, **context: Any) -> HttpResponse:
    """A page about a unit."""
    address = reverse("dashboards:unit-why", args=[unit.pk, "-"])[:-1]
    shown = {"unit": unit, "address": address, **context}
    return render(request, f"dashboards/{name}.html", shown)


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, what is below it and how that stands, what its own findings are."""
    unit, moment = unit_seen(request, pk), moment_of(request)
    serving = queries.serving_below(unit, moment.today)
    children = Paginator(unit.children.in_force(moment.today), ROWS)
    listed = children.get_page(request.GET.get("page"))
    stand = queries.stand_of(unit, language())
    counts = queries.by_status(stand.below)
    return page(
        request,
        "unit",
        unit,
        moment=moment,
        above=Unit.objects.visible_to(request.user).filter(pk=unit.parent_id).first(),
        facts=facts_of(particulars_of(unit)),
        serving=serving.get(unit.path, 0),
        serving_all=queries.serving_at(unit.path, serving),
        seats=team.seats_of(unit, moment.today)[:2],
        packs=[
            (one.id, one.title.in_(language())) for one in standing.packs_for(unit, moment.today)
        ],
        page=listed,
        rows=queries.units_below(list(listed.object_list), serving),
        statuses=[status.label.in_(language()) for status in Status],
        stand=stand,
        strip=strip_of("stand", counts, f"{board_of(unit.code)}&status=") if stand.run else None,
    )


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """The leading team, or all the staff, as of any day."""
    unit, moment = unit_seen(request, pk), moment_of(request)
    whole = request.GET.get("who") == "all"
    found = team.team_of(unit, request.user, moment.on, whole=whole)  # type: ignore[arg-type]
    pick = request.GET.get("pick", "")
    chosen = team.picked(found.members, pick)
    listed = Paginator(chosen, ROWS)
    kept = {"on": moment.on.isoformat(), **({"who": "all"} if whole else {})}
    first = team.first_year(unit) or moment.today.year - BEFORE
    return page(
        request,
        "team",
        unit,
        moment=moment,
        whole=whole,
        pick=pick,
        kept=kept,
        team=found,
        page=listed.get_page(request.GET.get("page")),
        seats=team.seats_of(unit, moment.on),
        totals=team.totals(found.members),
        pictures=pictures_of(found.members, kept),
        limits=team.limits(found.members, language()),
        slider=range(
            min(first, moment.on.year), max(moment.today.year + AHEAD, moment.on.year) + 1
        ),
    )


def years_of(first: int, moment: Moment) -> range:
    """The years that the slider reaches: to the day shown at least."""
    last = max(moment.today.year + AHEAD, moment.on.year)
    return range(min(first, moment.on.year), last + 1)


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's own findings on a day, and those of its people and of units below, by clause."""
    unit, moment = unit_seen(request, pk), moment_of(request)
    status = request.GET.get("status", "")
    stand = queries.stand_of(unit, language())
    if moment.is_now and stand.run:
        packs = standing.packs_for(unit, moment.on)
        own = [standing.as_said(one.finding) for one in stand.own]
    else:
        own, packs, _place = standing.live(unit, moment.on, moment.known_at)
    counts = tally(one.status for one in own)
    if status in counts:
        own = [one for one in own if one.status == status]
    dated = f"{moment.query}&" if moment.query else ""
    return page(
        request,
        "unit_findings",
        unit,
        may_export=Power.EXPORT_RECORDS in powers_of(request.user, moment.today),
        moment=moment,
        status=status if status in counts else "",
        packs=packs,
        documents=documents(own, packs, moment.on, language()),
        strip=strip_of("stand", counts, f"?{dated}status="),
        stand=stand,
        clauses=queries.by_clause(unit, stand.below, language()),
        statuses=[status.label.in_(language()) for status in Status],
    )


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def why(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """Why a rule says what it says of a unit."""
    unit, moment = unit_seen(request, pk), moment_of(request)
    known = rule_of(rule)
    if known is None:
        raise Http404
    found = standing.explained(unit, rule, moment.on, moment.known_at)
    return page(
        request,
        "unit_why",
        unit,
        moment=moment,
        title=known.title.in_(language()),
        document=known.clause.pack,
        causes=[cause(one, language()) for one in found],
    )
