"""Workbooks in, items to the next year's list, and what units are spared."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.duties import actions, papers, queries
from quanheng.office.duties.actions.carrying import KEY_ITEMS
from quanheng.office.duties.burdens import burdens_of
from quanheng.office.duties.forms import BurdenForm, UploadForm
from quanheng.office.duties.models import Listed, Upload
from quanheng.office.duties.reading import Outcome, Preview, compared

ROWS = 100
managing = needs(Power.MANAGE_DUTIES)


@managing
@require_http_methods(["GET", "POST"])
@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Take in a workbook; the own ones before it are listed."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.upload_sheet(form.cleaned_data["file"], by=request.user, on=localdate())
        except ValidationError as refused:
            form.add_error("file", refused.messages)
        else:
            return redirect("duties:upload", pk=entry.about_key)
    own = Upload.objects.filter(by=request.user)[:20]
    status = 422 if form.errors else 200
    return render(request, "duties/import.html", {"form": form, "own": own}, status=status)


@require_GET
@managing
@never_cache
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What an upload would write, row by row, as it compares now."""
    found = get_object_or_404(Upload, pk=pk, by=request.user)
    shown = _preview(found, request.user)
    wanted = request.GET.get("outcome", "")
    lines = [line for line in shown.lines if not wanted or line.outcome == wanted] if shown else []
    context = {
        "upload": found,
        "ready": found.state == Upload.State.READY,
        "preview": shown,
        "page": Paginator(lines, ROWS).get_page(request.GET.get("page")),
        "outcome": wanted,
        "counts": [(one.value, OUTCOMES[one](), shown.count(one)) for one in Outcome]
        if shown
        else [],
        "refused": shown.count(Outcome.REFUSED) if shown else 0,
    }
    return render(request, "duties/upload.html", context)


OUTCOMES = {
    Outcome.NEW: lambda: _("新增"),
    Outcome.CHANGED: lambda: _("更新"),
    Outcome.SAME: lambda: _("无变化"),
    Outcome.REFUSED: lambda: _("不能导入"),
}


def _preview(found: Upload, user: User) -> Preview | None:
    data = papers.kept(found) if found.state == Upload.State.READY else None
    return compared(data, by=user, on=localdate()) if data is not None else None


@require_POST
@managing
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the preview shows, or give it up."""
    found = get_object_or_404(Upload, pk=pk, by=request.user)
    told = {"by": request.user, "on": localdate()}
    try:
        if request.POST.get("step") == "cancel":
            actions.cancel_upload(found, **told)
        elif request.POST.get("step") == "apply":
            left_out = request.POST.get("without_refused") == "1"
            actions.apply_upload(found, without_refused=left_out, **told)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已办理。"))
    return redirect("duties:upload", pk=pk)


@managing
@require_http_methods(["GET", "POST"])
@never_cache
def carry(request: HttpRequest) -> HttpResponse:
    """Open items of earlier years, to be carried over to the list of a year."""
    on, user = localdate(), request.user
    told = request.POST.get("year") or request.GET.get("year", "")
    year = int(told) if told.isdigit() and len(told) == 4 else on.year + (on.month > 10)
    found = queries.to_carry(user, on, year)
    if request.method == "POST" and _carried(request, year):
        return redirect(f"{request.path}?year={year}")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "years": (on.year, on.year + 1),
        "page": page,
        "rows": queries.rows(page.object_list, user, on),
        "key_items": KEY_ITEMS,
    }
    return render(request, "duties/carry.html", context)


def _carried(request: HttpRequest, year: int) -> bool:
    keys = [int(key) for key in request.POST.getlist("duty") if key.isdigit()]
    on, type = localdate(), request.POST.get("type", "")
    duties = list(Listed.objects.current().managed_by(request.user, on).filter(pk__in=keys))
    try:
        actions.carry_over(duties, year=year, type=type, by=request.user, on=on)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return False
    messages.success(request, _("已结转%d项。") % len(duties))
    return True


@managing
@require_http_methods(["GET", "POST"])
@never_cache
def burdens(request: HttpRequest) -> HttpResponse:
    """What units are spared: caps and counts of a year, and the note of one."""
    on, user = localdate(), request.user
    form = BurdenForm(request.POST or None, user=user, on=on)
    if form.is_valid():
        try:
            actions.note_burden(**form.cleaned_data, by=user, on=on)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已登记。"))
            return redirect(f"{request.path}?year={form.cleaned_data['year']}")
    told = request.GET.get("year", "")
    year = int(told) if told.isdigit() and len(told) == 4 else on.year
    rows = burdens_of(user, on, year)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "year": year, "page": page}
    return render(request, "duties/burdens.html", context, status=422 if form.errors else 200)
