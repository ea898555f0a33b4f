"""Lists of items: the list, the board, the register to print, the workbook to take out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.duties import queries
from quanheng.office.duties.actions import note_export
from quanheng.office.duties.filters import asked, kept, totals, years
from quanheng.office.duties.lists import KINDS
from quanheng.office.duties.models import Stage
from quanheng.office.duties.sheet import LARGEST, as_workbook

ROWS = 50
PRINTED = 1_000
"""Rows of a register that is printed at once."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

seen = needs(Power.SEE_FILE, Power.MANAGE_DUTIES)


@require_GET
@seen
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The items that the filters keep, by deadline."""
    on, user = localdate(), request.user
    filter = asked(request.GET, user, on)
    held, numbers = powers_of(user, on), totals(filter, user, on)
    pages = Paginator(queries.in_order(kept(filter, user, on)), ROWS)
    if filter.stage in numbers:
        pages.count = numbers[filter.stage]
    page = pages.get_page(request.GET.get("page"))
    context = {
        "filter": filter,
        "choice": filter.choice,
        "page": page,
        "rows": queries.rows(page.object_list, user, on),
        "totals": numbers,
        "stages": [(value, label, numbers[value]) for value, label in Stage.choices],
        "kinds": [(type, _(type)) for type in KINDS],
        "sources": queries.sources(filter.type),
        "years": years(user, on),
        "manages": Power.MANAGE_DUTIES in held,
        "takes_out": not held.isdisjoint({Power.EXPORT_RECORDS, Power.MANAGE_DUTIES}),
    }
    return render(request, "duties/index.html", context)


@require_GET
@seen
@never_cache
def board(request: HttpRequest) -> HttpResponse:
    """The open items side by side by stage, and a picture of the kinds."""
    on, user = localdate(), request.user
    filter = asked(request.GET, user, on)
    numbers = totals(filter, user, on)
    context = {
        "filter": filter,
        "choice": filter.choice,
        "columns": queries.board(filter, numbers, user, on),
        "picture": queries.picture(filter, user, on),
        "totals": numbers,
        "kinds": [(type, _(type)) for type in KINDS],
        "years": years(user, on),
        "manages": Power.MANAGE_DUTIES in powers_of(user, on),
    }
    return render(request, "duties/board.html", context)


@require_GET
@seen
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """The register (督办台账): all columns, to be printed landscape."""
    on, user = localdate(), request.user
    filter = asked(request.GET, user, on)
    found = list(queries.in_order(kept(filter, user, on))[: PRINTED + 1])
    context = {
        "filter": filter,
        "on": on,
        "rows": queries.rows(found[:PRINTED], user, on),
        "cut": len(found) > PRINTED,
        "most": PRINTED,
    }
    return render(request, "duties/register.html", context)


@require_GET
@needs(Power.EXPORT_RECORDS, Power.MANAGE_DUTIES)
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """The items that the filters keep, as a workbook; the ledger says who took them."""
    on, user = localdate(), request.user
    found = list(queries.in_order(kept(asked(request.GET, user, on), user, on))[: LARGEST + 1])
    if len(found) > LARGEST:
        messages.error(request, _("超过%d条，请先用筛选条件缩小范围再导出。") % LARGEST)
        return redirect(f"{reverse('duties:index')}?{request.GET.urlencode()}")
    data = as_workbook(queries.rows(found, user, on), on)
    note_export(len(found), request.GET.urlencode()[:300], by=user, on=on)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="duties-{on:%Y%m%d}.xlsx"'
    return response
