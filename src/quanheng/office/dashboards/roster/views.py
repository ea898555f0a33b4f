"""The roster on screen, on paper and as a workbook."""

import hashlib
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.dashboards.models import ColumnSet, RosterExport
from quanheng.office.dashboards.roster import actions, making, queries, table
from quanheng.office.dashboards.roster.asked import Asked, asked_by
from quanheng.office.keyset import cut
from quanheng.office.records.exports import files
from quanheng.office.records.queries.choosing import choosing, unit_named
from quanheng.office.records.queries.exports import Working

ROWS = 50
PRINTED = 500
"""People on a page to be printed; longer rosters are exported."""

AT_ONCE = 2_000
"""People in a workbook that is made while the browser waits."""


def _asked(request: HttpRequest, sets: list[ColumnSet]) -> tuple[Asked, ColumnSet | None]:
    chosen = next((one for one in sets if str(one.pk) == request.GET.get("set")), None)
    columns = request.GET.getlist("c") or (chosen.columns if chosen else [])
    return asked_by(request.GET, columns, localdate()), chosen


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The roster of those whom the account may see."""
    user, sets = request.user, list(ColumnSet.objects.visible_to(request.user))
    asked, chosen = _asked(request, sets)
    choice = choosing(user, localdate(), asked.unit)
    printed = "print" in request.GET
    found = queries.listed(user, asked, choice.unit)
    size = PRINTED if printed else ROWS
    page = cut(found, asked.order, size, request.GET, asked.sort, narrowed=asked.narrowed)
    people = [queries.person_of(row) for row in page.rows]
    context = {
        "asked": asked,
        "page": page,
        "headings": table.headings(asked, request.GET),
        "rows": table.rows(queries.lines(people, asked, choice.unit), asked),
        "choice": choice,
        "sets": sets,
        "chosen": chosen,
        "printed": printed,
        "at_once": AT_ONCE,
        "may_export": Power.EXPORT_RECORDS in powers_of(user, localdate()),
        **table.choices(asked, request.GET),
    }
    return render(request, "dashboards/roster.html", context)


@require_POST
@needs(Power.SEE_FILE)
def save_columns(request: HttpRequest) -> HttpResponse:
    """Keep the columns under a name, and show the roster with them."""
    given = request.POST
    try:
        entry = actions.save_column_set(
            given.get("name", ""),
            given.getlist("c"),
            shared="shared" in given,
            by=request.user,
            on=localdate(),
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return table.back_to_roster(request.GET)
    messages.success(request, _("列设置已保存。"))
    return table.back_to_roster(request.GET, set=entry.about_key, c=None)


@require_POST
@needs(Power.SEE_FILE)
def delete_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one's own set of columns."""
    kept = get_object_or_404(
        ColumnSet.objects.visible_to(request.user).filter(owner=request.user), pk=pk
    )
    actions.delete_column_set(kept, by=request.user, on=localdate())
    messages.success(request, _("列设置已删除。"))
    return table.back_to_roster(request.GET, set=None)


@require_POST
@needs(Power.EXPORT_RECORDS)
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """The whole roster as a workbook: at once, or ordered when it is long."""
    user, on, reason = request.user, localdate(), request.POST.get("reason", "")
    asked, _set = _asked(request, list(ColumnSet.objects.visible_to(user)))
    unit = unit_named(user, asked.unit)
    found = queries.listed(user, asked, unit, Power.EXPORT_RECORDS)
    try:
        if found.order_by()[: AT_ONCE + 1].count() > AT_ONCE:
            entry = actions.order_roster(asked, by=user, on=on, reason=reason)
            return redirect("dashboards:roster-export", pk=entry.about_key)
        data, rows = making.made(asked, user)
        made = actions.Made(asked, rows, hashlib.sha256(data).hexdigest())
        actions.export_roster(made, by=user, on=on, reason=reason)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return table.back_to_roster(request.GET)
    return _file(data, asked.on.strftime("%Y%m%d"))


def _file(data: bytes, day: str) -> FileResponse:
    return FileResponse(BytesIO(data), as_attachment=True, filename=_("干部名册%s.xlsx") % day)


def _export(request: HttpRequest, pk: int) -> RosterExport:
    found: RosterExport = get_object_or_404(RosterExport.objects.visible_to(request.user), pk=pk)
    return found


@require_GET
@needs(Power.EXPORT_RECORDS)
@never_cache
def show_export(request: HttpRequest, pk: int) -> HttpResponse:
    """One ordered roster: how far it is, and the workbook until its time is over."""
    ordered, on = _export(request, pk), localdate()
    running = ordered.state == RosterExport.State.RUNNING
    seen = making.progress_of(ordered) if running else None
    done = (seen.done, seen.total, seen.percent, seen.stalled) if seen else (0, 0, 0, False)
    context = {
        "export": ordered,
        "working": Working("", *done) if running else None,
        "fetchable": ordered.state == RosterExport.State.DONE and not ordered.expired(on),
        "expired": ordered.expired(on),
        "days": making.DAYS_KEPT,
    }
    return render(request, "dashboards/roster_export.html", context)


@require_POST
@needs(Power.EXPORT_RECORDS)
@never_cache
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook."""
    ordered = _export(request, pk)
    try:
        actions.fetch_roster(ordered, by=request.user, on=localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("dashboards:roster-export", pk=pk)
    if (data := files.kept(ordered)) is None:
        raise Http404
    return _file(data, ordered.on.strftime("%Y%m%d"))
