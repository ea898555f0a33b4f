"""The home page, the system page, the components page, and the answer to a health check."""

from django.contrib.auth.decorators import login_not_required, login_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.dashboards.home import stand_of
from quanheng.office.procedures.waiting import mine_of
from quanheng.office.web.parts import parts
from quanheng.office.web.queries import awaiting, facts, figures, jobs, own_steps, roles_of
from quanheng.office.web.work import tasks, to_take


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the user, and what the user can do here."""
    today = localdate()
    stand, mine = stand_of(request.user, today), mine_of(request.user, today)
    work = tasks(request.user, today, mine, stand.unread)
    context = {
        "roles": roles_of(request.user, today, stand.reach.units),
        "tasks": work,
        "cases": awaiting(request.user, mine) if to_take(work) else [],
        "figures": figures(request.user, today),
        "steps": own_steps(request.user),
        "stand": stand,
    }
    return render(request, "web/home.html", context)


@require_GET
@needs(Power.RUN_JOBS, Power.CONFIGURE_SYSTEM)
def system(request: HttpRequest) -> HttpResponse:
    """How the system is set up, and what its jobs did."""
    return render(request, "web/system.html", {"facts": facts(), "jobs": jobs()})


@require_GET
@login_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component of the design system, with its markup."""
    return render(request, "web/components.html", {"parts": parts(request)})


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
