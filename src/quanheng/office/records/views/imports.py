"""The import centre."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.language import language
from quanheng.office.records.forms import UploadForm
from quanheng.office.records.importing import actions
from quanheng.office.records.importing.forms.writing import brings_news
from quanheng.office.records.importing.outcomes import Outcome
from quanheng.office.records.importing.stopping import stop_import
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.queries import imports as queries
from quanheng.office.records.views.answers import ROWS, page, tried

imports = needs(Power.IMPORT_RECORDS)
State = ImportBatch.State


@imports
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The imports so far, and a form for a new one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file, options = form.cleaned_data["file"], {"by": request.user, "on": localdate()}
        entry = tried(form, actions.upload_workbook, file, **options)
        if entry is not None:
            return redirect("records:import", pk=entry.about_key)
    listed = Paginator(queries.batches(request.user), ROWS).get_page(request.GET.get("page"))
    return page(request, "imports", form, page=listed)


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    found: ImportBatch = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=pk)
    return found


@imports
@require_GET
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what it would change, what became of it."""
    batch = _batch(request, pk)
    context: dict[str, Any] = {"batch": batch, "working": queries.working(batch)}
    if batch.counts and batch.state in (State.READY, State.APPLIED, State.APPLYING):
        context |= _preview(request, batch)
    mine = batch.uploaded_by == request.user
    return page(
        request,
        "import",
        ready=batch.state == State.READY and mine,
        writes=batch.count(Outcome.NEW) + batch.count(Outcome.CHANGED),
        conflicts=batch.count(Outcome.CONFLICT),
        problems=[problem[language() == "en"] for problem in batch.problems],
        warnings=[warning[language() == "en"] for warning in batch.warnings],
        proposals=batch.corrections.count(),
        forms=batch.forms.count(),
        news=brings_news(batch),
        **context,
    )


def _preview(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """The rows that the page shows: one outcome, one sheet or all, fifty at a time."""
    sheets = queries.sheets_of(batch)
    sheet = request.GET.get("sheet", "")
    sheet = sheet if sheet in sheets else ""
    counts = queries.counts_of(batch, sheet)
    wanted = request.GET.get("outcome", "")
    filled = [count.outcome for count in counts if count.count]
    outcome = wanted if wanted in Outcome.values else next(iter(filled), Outcome.NEW.value)
    total = next(count.count for count in counts if count.outcome == outcome)
    listed = Paginator(range(total), queries.ROWS).get_page(request.GET.get("page"))
    start = max(listed.start_index() - 1, 0)
    rows = queries.rows_of(batch, outcome, sheet, start, language(), request.user)  # type: ignore[arg-type]
    return {
        "sheets": sheets,
        "sheet": sheet,
        "counts": counts,
        "outcome": outcome,
        "page": listed,
        "rows": rows,
    }


@imports
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an import written."""
    skip = request.POST.get("without_conflicts") == "on"
    return _done(request, actions.order_import, pk, without_conflicts=skip)


@imports
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an import."""
    return _done(request, stop_import, pk)


@imports
@require_POST
def restart(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up an import that got stuck."""
    return _done(request, actions.restart_import, pk)


def _done(request: HttpRequest, action: Any, pk: int, **options: Any) -> HttpResponse:
    try:
        action(_batch(request, pk), by=request.user, on=localdate(), **options)
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("records:import", pk=pk)
