"""Taking a workbook out: ordered, made in the background, fetched."""

from io import BytesIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.records.exports import actions, files
from quanheng.office.records.forms import ExportForm
from quanheng.office.records.models import Export
from quanheng.office.records.queries.exports import contents, working
from quanheng.office.records.views.answers import ROWS, page, tried

exports = needs(Power.EXPORT_RECORDS)


@exports
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The own exports so far, and a form for a new one."""
    form = ExportForm(request.POST or None)
    if form.is_valid():
        options = {"by": request.user, "on": localdate(), **form.cleaned_data}
        entry = tried(form, actions.order_export, **options)
        if entry is not None:
            return redirect("records:export-result", pk=entry.about_key)
    found = Export.objects.visible_to(request.user).order_by("-pk")
    listed = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return page(request, "export", form, page=listed)


def _export(request: HttpRequest, pk: int) -> Export:
    found: Export = get_object_or_404(Export.objects.visible_to(request.user), pk=pk)
    return found


@exports
@require_GET
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One export: how far it is, what it holds, and the workbook until its time is over."""
    export, on = _export(request, pk), localdate()
    return page(
        request,
        "export_result",
        export=export,
        working=working(export),
        contents=contents(export),
        fetchable=export.state == Export.State.DONE and not export.expired(on),
        expired=export.expired(on),
    )


@exports
@require_POST
@never_cache
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook."""
    export = _export(request, pk)
    try:
        actions.fetch_export(export, by=request.user, on=localdate())
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("records:export-result", pk=pk)
    if (data := files.kept(export)) is None:
        raise Http404
    name = _("铨衡数据%s.xlsx") % export.on.strftime("%Y%m%d")
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)
