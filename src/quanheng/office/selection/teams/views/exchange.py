"""Who has long been in one post, the plan of exchanges, and the moves of a period."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.norms.dates import add_years
from quanheng.norms.kinds import Unit, columns
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.procedures.words import cited
from quanheng.office.records.views.answers import tried
from quanheng.office.selection.models import ExchangeLine
from quanheng.office.selection.teams import actions, exchange
from quanheng.office.selection.teams.forms import PlanForm
from quanheng.office.selection.teams.villages import graduates, villages

YEARS = 6
"""Years that may be chosen, this one included."""

BACK = 5
"""Years back that the moves are counted for unless others are asked for."""
CATEGORIES = next(one.choices for one in columns(Unit) if one.name == "category")

seen = needs(Power.SEE_TEAMS)


@require_GET
@seen
@never_cache
def long(request: HttpRequest) -> HttpResponse:
    """Those whom a rule on years in one post names."""
    user, asked = request.user, request.GET
    found = exchange.long_in_post(user, asked.get("rule", ""), asked.get("page"))  # type: ignore[arg-type]
    manages = Power.MANAGE_SELECTION in powers_of(user, localdate())
    context = {"found": found, "manages": manages, "here": "long"}
    return render(request, "selection/exchange_long.html", context)


@require_http_methods(["GET", "POST"])
@seen
@never_cache
def plan(request: HttpRequest) -> HttpResponse:
    """The plan of a year; whoever manages selection puts people on it."""
    on, user = localdate(), request.user
    manages = Power.MANAGE_SELECTION in powers_of(user, on)
    first = {"person": request.GET.get("person", "")}
    form = PlanForm(request.POST or None, initial=first, user=user, on=on)  # type: ignore[arg-type]
    if form.is_valid():
        data = form.cleaned_data
        told = {"reason": data["reason"], "by": user, "on": on}
        person = data["person"]
        if tried(form, actions.plan_exchange, person, data["year"], data["kind"], **told):
            messages.success(request, _("已列入交流计划：%s。") % person)
            return redirect("selection:exchange-plan")
    year = whole(request.GET.get("year", ""), on.year)
    asked = (request.GET.get("state", ""), request.GET.get("page"))
    found = exchange.plan_of(user, on, year, *asked)  # type: ignore[arg-type]
    context = {"found": found, "form": form, "manages": manages, "here": "plan"}
    status = 422 if form.errors else 200
    return render(request, "selection/exchange_plan.html", context, status=status)


@require_POST
@needs(Power.MANAGE_SELECTION)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the plan."""
    line = get_object_or_404(ExchangeLine.objects.visible_to(request.user), pk=pk)
    told: dict[str, Any] = {"by": request.user, "on": localdate()}
    try:
        actions.drop_exchange(line, reason=request.POST.get("reason", ""), **told)
    except ValidationError as refused:
        messages.error(request, "".join(refused.messages))
    else:
        messages.success(request, _("已撤出交流计划：%s。") % line.person)
    return redirect("selection:exchange-plan")


@require_GET
@seen
@never_cache
def moves(request: HttpRequest) -> HttpResponse:
    """Moves among kinds of unit in a period, and those of one cell of the matrix."""
    on, user = localdate(), request.user
    since = day(request.GET.get("since", ""), add_years(on, -BACK))
    until = max(day(request.GET.get("until", ""), on), since)
    found = exchange.moves(user, since, until)  # type: ignore[arg-type]
    query = {"since": since.isoformat(), "until": until.isoformat()}
    pairs = list(found.values_list("was", "unit__category"))
    origin, goal = request.GET.get("from", ""), request.GET.get("to", "")
    chosen = found.filter(was=origin, unit__category=goal) if origin and goal else found
    rows = chosen.select_related("person", "unit").order_by("-start", "-pk")
    context = {
        "since": since,
        "until": until,
        "matrix": exchange.matrix(pairs, CATEGORIES, query),
        "origin": origin,
        "goal": goal,
        "page": Paginator(rows, exchange.ROWS).get_page(request.GET.get("page")),
        "here": "moves",
    }
    return render(request, "selection/exchange_moves.html", context)


@require_GET
@needs(Power.SEE_TEAMS)
@never_cache
def from_villages(request: HttpRequest) -> HttpResponse:
    """Two-way secondments with villages in a year, who rose from there, and graduates there."""
    on, user, asked = localdate(), request.user, request.GET
    year = whole(asked.get("year", ""), on.year)
    found = villages(user, year, on)  # type: ignore[arg-type]
    context = {
        "year": year,
        "years": range(on.year, on.year - YEARS, -1),
        "found": found,
        "page": Paginator(found.rose, exchange.ROWS).get_page(asked.get("page")),
        "graduates": graduates(user, on, asked.get("graduates")),  # type: ignore[arg-type]
        "manages": Power.MANAGE_SELECTION in powers_of(user, on),
        "cited": cited(found.clause) if found.clause else None,
        "here": "villages",
    }
    return render(request, "selection/exchange_villages.html", context)


def whole(text: str, other: int) -> int:
    """A year; another one where none is given."""
    return int(text) if text.isdecimal() and len(text) == 4 else other


def day(text: str, other: date) -> date:
    """A day; another one where none is given."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return other
