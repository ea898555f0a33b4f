"""Units: the tree, one unit, and its changes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.records import actions
from quanheng.office.records.forms import AddForm, CodeForm, MoveForm, ReasonForm
from quanheng.office.records.models import UnitParticulars
from quanheng.office.records.queries import units as queries
from quanheng.office.records.queries.people import enterable, table
from quanheng.office.records.views.answers import ROWS, may, model_named, page, tried, unit_seen


@require_GET
@needs(Power.SEE_FILE)
def index(request: HttpRequest) -> HttpResponse:
    """The tree of units that the account may see."""
    return page(request, "units", tree=queries.tree(request.user, localdate()))


@require_GET
@needs(Power.SEE_FILE)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what the file says of it, who serves there, its records."""
    user, unit = request.user, unit_seen(request, pk)
    particulars = queries.particulars_of(unit)
    tabs = queries.tabs_of(unit, user)
    kind = request.GET.get("kind", "")
    context: dict[str, Any] = {"serving": queries.serving_in(unit, user, localdate())}
    if kind in {tab.name for tab in tabs}:
        model = model_named(kind)
        lines = Paginator(queries.lines_of(model, unit, user), ROWS)
        listed = lines.get_page(request.GET.get("page"))
        shown = table(listed.object_list, localdate(), ("person", "unit", "lead_unit"))
        context = {"page": listed, "lines": shown, "title": model._meta.verbose_name, "kind": kind}
    return page(
        request,
        "unit",
        unit=unit,
        above=unit.parent if unit.parent and may(user, unit.parent, Power.SEE_FILE) else None,
        particulars=particulars,
        facts=queries.facts_of(particulars),
        children=unit.children.in_force(localdate()),
        tabs=tabs,
        first=enterable(True)[0][0],
        may_edit=may(user, unit, Power.EDIT_RECORDS),
        may_export=may(user, unit, Power.EXPORT_RECORDS),
        **context,
    )


@needs(Power.EDIT_RECORDS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a unit below another one."""
    parent, data = unit_seen(request, pk, Power.EDIT_RECORDS), request.POST or None
    code = CodeForm(data)
    form = AddForm(data, model=UnitParticulars, user=request.user, without=("unit", "parent"))
    if code.is_valid() and form.is_valid():
        values = {**form.values(), "parent": parent}
        options = {"source": form.cleaned_data["source"], "by": request.user, "on": localdate()}
        entry = tried(code, actions.add_unit, code.cleaned_data["code"], values, **options)
        if entry is not None:
            return redirect("records:unit", pk=entry.about_key)
    return page(request, "add_unit", code, facts=form, unit=parent)


@needs(Power.EDIT_RECORDS)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit under another one."""
    unit = unit_seen(request, pk, Power.EDIT_RECORDS)
    form = MoveForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = form.cleaned_data
        options = {"reason": given["reason"], "by": request.user, "on": localdate()}
        if tried(form, actions.move_unit, unit, given["parent"], **options) is not None:
            messages.success(request, _("已调整隶属。"))
            return redirect("records:unit", pk=pk)
    return page(request, "unit_change", form, unit=unit, title=_("调整隶属"))


@needs(Power.EDIT_RECORDS)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit."""
    unit = unit_seen(request, pk, Power.EDIT_RECORDS)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        options = {**form.cleaned_data, "by": request.user, "on": localdate()}
        if tried(form, actions.end_unit, unit, **options) is not None:
            messages.success(request, _("已撤销。"))
            return redirect("records:unit", pk=pk)
    return page(request, "unit_change", form, unit=unit, title=_("撤销单位"))
