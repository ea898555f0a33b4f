"""The board of findings: filtered, saved, exported, reminded of; and one finding."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.norms.finding import Status, SubjectType
from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.findings import actions, queries
from quanheng.office.findings.export import LARGEST, as_workbook, note_export
from quanheng.office.findings.filters import Horizon, asked, kept, totals
from quanheng.office.findings.forms import ViewForm
from quanheng.office.findings.models import Finding, SavedView
from quanheng.office.keyset import Order, cut
from quanheng.office.language import said

ROWS = 50
WORST_FIRST = Order(("severity", "order_day", "pk"))
TYPES = {
    "person": gettext_lazy("干部"),
    "unit": gettext_lazy("单位"),
    "pool": gettext_lazy("后备库"),
    "project": gettext_lazy("项目"),
}


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The findings that the filters keep, worst first."""
    on, user = localdate(), request.user
    filter = asked(request.GET, user, on)
    found = kept(filter, user, on).select_related("person", "unit", "place")
    page = cut(found, WORST_FIRST, ROWS, request.GET)
    held = powers_of(user, on)
    context = {
        "filter": filter,
        "choice": filter.choice,
        "page": page,
        "rows": queries.rows(page.rows, user),
        "totals": totals(filter, user, on),
        "statuses": list(Status),
        "types": [(one.value, TYPES[one.value]) for one in SubjectType],
        "packs": queries.packs(),
        "clauses": queries.clauses(filter.pack),
        "horizons": Horizon.choices,
        "views": SavedView.objects.filter(owner=user),
        "run": queries.last_run(),
        "may_remind": Power.REMIND in held and filter.horizon == Horizon.TODAY,
        "may_export": Power.EXPORT_RECORDS in held,
        "rule_title": queries.title(filter.rule) if filter.rule else "",
    }
    return render(request, "findings/board.html", context)


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: its evidence, what was said before, and by which run."""
    found = get_object_or_404(
        Finding.objects.visible_to(request.user).select_related("since_run", "until_run", "place"),
        pk=pk,
    )
    if found.person is not None:
        note_look(found.person, found.code, by=request.user, on=localdate())
    clause, document = queries.worded(found.clause)
    context = {
        "finding": found,
        "clause": clause,
        "document": document,
        "number": found.clause.partition(":")[2],
        "national": said(found.national_status.label) if found.national_status else "",
        "title": queries.title(found.rule),
        "subject_url": queries.address_of(found),
        "evidence": queries.evidence_of(found),
        "why": queries.why(found),
        "history": queries.history_of(found)[:ROWS],
        "fingerprint": found.since_run.packs.get(found.pack, ""),
    }
    return render(request, "findings/finding.html", context)


@require_POST
@needs(Power.REMIND)
def remind(request: HttpRequest) -> HttpResponse:
    """Remind people of the findings that were ticked."""
    keys = [int(key) for key in request.POST.getlist("finding") if key.isdigit()]
    note = request.POST.get("note", "").strip()[:300]
    try:
        entry = actions.remind_people(keys, note=note, by=request.user, on=localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        told = entry.details.values
        messages.success(request, _("已就 %(findings)d 条结论提醒 %(recipients)d 人。") % told)
    return back(request)


@require_POST
@needs(Power.SEE_FILE)
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name."""
    form = ViewForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    try:
        actions.save_view(name, request.POST.get("query", ""), by=request.user, on=localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已保存视图“%s”。") % name)
    return back(request)


@require_POST
@needs(Power.SEE_FILE)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own view."""
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    actions.delete_view(view, by=request.user, on=localdate())
    messages.success(request, _("已删除视图“%s”。") % view.name)
    return redirect("findings:board")


@require_GET
@needs(Power.EXPORT_RECORDS)
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """The findings that the filters keep, as a workbook; the ledger says who took them."""
    on, user = localdate(), request.user
    found = kept(asked(request.GET, user, on), user, on).select_related("place")
    ordered = list(found.order_by("severity", "order_day", "pk")[: LARGEST + 1])
    if len(ordered) > LARGEST:
        messages.error(request, _("超过%d条，请先用筛选条件缩小范围再导出。") % LARGEST)
        return redirect(f"{reverse('findings:board')}?{request.GET.urlencode()}")
    shown = queries.rows(ordered, user)
    note_export(len(shown), request.GET.urlencode(), by=user, on=on)
    response = HttpResponse(as_workbook(shown, on), content_type=XLSX)
    name = f"findings-{on:%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def back(request: HttpRequest) -> HttpResponse:
    """To the board with the filters that it had."""
    return redirect(f"{reverse('findings:board')}?{request.POST.get('query', '')}")
