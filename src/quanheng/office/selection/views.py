"""The overview: the rooms of this app and what waits in some of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.selection.rooms import rooms_for
from quanheng.office.selection.teams.queries import standing


@require_GET
@needs(Power.SEE_TEAMS, Power.MANAGE_SELECTION)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The rooms of which the reader has a use."""
    user, on = request.user, localdate()
    context = {"rooms": rooms_for(user, on), "teams": standing(user, on)}  # type: ignore[arg-type]
    return render(request, "selection/index.html", context)
