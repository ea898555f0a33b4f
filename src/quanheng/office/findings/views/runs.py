"""Evaluations: the list, one with what it changed, and a new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.findings import actions, queries
from quanheng.office.findings.jobs import ordered
from quanheng.office.findings.models import Run
from quanheng.office.keyset import Order, cut
from quanheng.office.records.importing.progress import seen

ROWS = 50


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Every evaluation, newest first; the one under way shows how far it is."""
    running = Run.objects.filter(state=Run.State.RUNNING).first()
    context = {
        "page": Paginator(Run.objects.all(), ROWS).get_page(request.GET.get("page")),
        "working": ordered() or running is not None,
        "running": running,
        "progress": seen(f"run-{running.pk}") if running else None,
        "may_evaluate": Power.EVALUATE in powers_of(request.user, localdate()),
    }
    return render(request, "findings/runs.html", context)


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation: by which documents, and whose status it saw change."""
    run = get_object_or_404(Run.objects.select_related("ordered_by"), pk=pk)
    order = Order(("severity", "order_day", "pk"))
    page = cut(queries.changes(run, request.user), order, ROWS, request.GET)
    may = Power.EVALUATE in powers_of(request.user, localdate())
    rows = queries.rows(page.rows, request.user)
    context = {"run": run, "page": page, "rows": rows, "may_evaluate": may}
    return render(request, "findings/run.html", context)


@require_POST
@needs(Power.EVALUATE)
def order(request: HttpRequest) -> HttpResponse:
    """Have everyone evaluated."""
    try:
        actions.order_evaluation(by=request.user, on=localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已提交，完成后页面显示新的结论。"))
    return redirect("findings:runs")
