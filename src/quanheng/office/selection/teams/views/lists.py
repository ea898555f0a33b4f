"""The list of teams and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.records.views.answers import may, unit_seen
from quanheng.office.selection.teams import queries, structure, vacancies
from quanheng.office.selection.teams.pictures import ages
from quanheng.office.selection.teams.timeline import timeline

seen = needs(Power.SEE_TEAMS)


@require_GET
@seen
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The teams of every unit that the account may see."""
    text, state = request.GET.get("q", ""), request.GET.get("state", "")
    found = queries.listed(
        request.user,
        localdate(),
        text,
        state,
        request.GET.get("page"),  # type: ignore[arg-type]
    )
    return render(
        request, "selection/teams_index.html", {"found": found, "text": text, "state": state}
    )


@require_GET
@seen
@never_cache
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team: who, of what make-up, where posts fall vacant, what it knows."""
    unit, on, user = unit_seen(request, pk, Power.SEE_TEAMS), localdate(), request.user
    page = queries.team_page(unit, user, on)  # type: ignore[arg-type]
    pick = request.GET.get("pick", "")
    near = vacancies.within(page.events, on, vacancies.HORIZONS[-1])
    kind, years = request.GET.get("why", ""), horizon(request.GET.get("within", ""))
    plans = queries.planned(page.members)
    chosen = [one for one in vacancies.within(near, on, years) if kind in ("", one.kind)]
    context = {
        "unit": unit,
        "on": on,
        "team": page,
        "pick": pick,
        "members": structure.picked(page.members, page.categories, pick),
        "counts": links(vacancies.counts(near, on)),
        "horizons": vacancies.HORIZONS,
        "events": [(one, plans.get(one.member.person.pk)) for one in chosen],
        "why": kind,
        "within": years,
        "asked": "why" in request.GET or "within" in request.GET,
        "timeline": timeline(page.members, near, on),
        "ages": ages(page.members),
        "papers": queries.papers_of(unit),
        "manages": may(user, unit, Power.MANAGE_SELECTION),  # type: ignore[arg-type]
    }
    return render(request, "selection/teams_team.html", context)


def horizon(asked: str) -> int:
    """The years ahead that are asked for; the farthest by default."""
    years = int(asked) if asked.isdecimal() and len(asked) < 3 else -1
    return years if years in vacancies.HORIZONS else vacancies.HORIZONS[-1]


def links(
    counts: list[vacancies.Count],
) -> list[tuple[vacancies.Count, list[tuple[int, int, str]]]]:
    """Each number with its horizon and the address of what it counts."""
    return [
        (
            one,
            [
                (years, number, f"?{urlencode({'why': one.kind, 'within': years})}#events")
                for years, number in zip(vacancies.HORIZONS, one.numbers, strict=True)
            ],
        )
        for one in counts
    ]


def team_address(pk: int) -> str:
    """Where the page of a team is."""
    return reverse("selection:team", args=[pk])
