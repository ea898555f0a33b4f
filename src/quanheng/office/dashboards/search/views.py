"""Search: the page, and the list below the box while one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.dashboards.search import queries

MOST = 20
WHILE_TYPING = 6


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """What was found; for the box only the list itself."""
    text, typing = request.GET.get("q", ""), request.headers.get("HX-Target") == "search-hits"
    most = WHILE_TYPING if typing else MOST
    groups = queries.found(request.user, text, localdate(), most)
    template = "dashboards/_hits.html" if typing else "dashboards/search.html"
    answer = render(request, template, {"q": text.strip(), "groups": groups, "most": most})
    patch_vary_headers(answer, ["HX-Target"])
    return answer
