"""The search for a post, the reasons of one person, and people side by side."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.office.accounts.access import note_look, note_looks
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.records.queries.choosing import Choice, choosing
from quanheng.office.selection.marks.types import types
from quanheng.office.selection.search import asked as asking
from quanheng.office.selection.search import comparing, queries, showing
from quanheng.office.selection.search.asked import Asked

SIZE = 15
FEWEST, MOST = 2, 5
"""People that stand side by side."""


def _asked(request: HttpRequest) -> tuple[Asked, Choice]:
    asked = asking.asked_by(request.GET, request.GET.getlist("mode"))
    choice = choosing(request.user, localdate(), asked.told)  # type: ignore[arg-type]
    return asked.at(choice.unit), choice


def _choices(asked: Asked, choice: Choice) -> dict[str, Any]:
    """What the form offers."""
    on = localdate()
    leaders = queries.leaders_at(choice.unit, on)
    return {
        "asked": asked,
        "choice": choice,
        "levels": asking.LEVELS,
        "seats": asking.SEATS,
        "roles": asking.ROLES,
        "among": asking.AMONG,
        "orders": asking.ORDERS,
        "schooling": asking.SCHOOLING,
        "modes": asking.MODES,
        "leaders": leaders,
        "titles": sorted({one.title for one in leaders}),
        "marks": sorted({one.label for one in types(on) if one.favourable}),
    }


@require_GET
@needs(Power.MANAGE_SELECTION)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Everybody in reach of a post, with what does and does not fit."""
    asked, choice = _asked(request)
    context = _choices(asked, choice)
    found = queries.search(request.user, asked, localdate())  # type: ignore[arg-type]
    if found is not None:
        kept = [one for one in found.looked_at if asked.show in ("", one.verdict)]
        page = Paginator(kept, SIZE).get_page(request.GET.get("page"))
        context |= {
            "found": found,
            "page": page,
            "rows": showing.rows(page, found, request.user),  # type: ignore[arg-type]
            "of_post": [showing.line(one) for one in found.of_post],
            "chips": showing.chips(found, asked.show),
            "reach": showing.levels_told(asked),
        }
    return render(request, "selection/search_index.html", context)


@require_GET
@needs(Power.MANAGE_SELECTION)
@never_cache
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Every check of one person for a post; the look at the file is noted."""
    asked, _choice = _asked(request)
    on, user = localdate(), request.user
    person = get_object_or_404(queries.seen(user, Power.MANAGE_SELECTION), pk=pk)  # type: ignore[arg-type]
    note_look(person, person.code, by=user, on=on)  # type: ignore[arg-type]
    told = showing.reasons(person, asked, user, on)  # type: ignore[arg-type]
    return render(request, "selection/search_why.html", {"person": person, "asked": asked, **told})


@require_GET
@needs(Power.SEE_TEAMS)
@never_cache
def compare(request: HttpRequest) -> HttpResponse:
    """Two to five people side by side; every look is noted."""
    asked, _choice = _asked(request)
    on, user = localdate(), request.user
    keys, codes = request.GET.getlist("person"), request.GET.getlist("code")
    people = comparing.chosen(user, keys, codes, MOST)  # type: ignore[arg-type]
    note_looks({one.code: one for one in people}, by=user, on=on)  # type: ignore[arg-type]
    context = {
        "people": people,
        "asked": asked,
        "enough": len(people) >= FEWEST,
        "manages": Power.MANAGE_SELECTION in powers_of(user, on),
        "sections": comparing.sections(people, asked, user, on),  # type: ignore[arg-type]
    }
    return render(request, "selection/search_compare.html", context)
