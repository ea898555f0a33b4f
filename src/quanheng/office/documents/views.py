"""Pages of documents: what can be made of a person or a unit, the own orders, the files."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.documents import actions, queries
from quanheng.office.documents.drawing import first_page
from quanheng.office.documents.forms import OrderForm, PersonOrderForm, UnitOrderForm
from quanheng.office.documents.kinds import CONTENT_TYPES, Kind
from quanheng.office.documents.making import make_order
from quanheng.office.documents.models import Order
from quanheng.office.documents.stopping import stop_order
from quanheng.office.records.exports import files
from quanheng.office.records.models import Person, Unit

AT_ONCE = 10
"""Documents that are made while the browser waits."""

LIST_AT_ONCE = 500
"""People of one list that is made while the browser waits."""

exports = needs(Power.EXPORT_RECORDS)


@exports
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The own orders."""
    page = queries.paged(queries.orders(request.user), request.GET.get("page"))
    rows = queries.listed(page.object_list, localdate())
    running = any(row.order.state == Order.State.RUNNING for row in rows)
    context = {"page": page, "rows": rows, "running": running}
    return render(request, "documents/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents about one person: what can be made, and what was made."""
    user, on = request.user, localdate()
    power = Power.EXPORT_RECORDS if request.method == "POST" else Power.SEE_FILE
    about = get_object_or_404(Person.objects.visible_to(user, power), pk=pk)
    note_look(about, about.code, by=user, on=on)
    form = PersonOrderForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = user.person_code != about.code
    if form.is_valid() and (
        order := _ordered(request, about, form, masked=form.cleaned_data["masked"])
    ):
        return _answer(request, order)
    within = Person.objects.visible_to(user, Power.EXPORT_RECORDS)
    context = {
        "person": about,
        "form": form,
        "offers": queries.offers(Kind.APPOINTMENT, Kind.EXTRACT),
        "may_make": within.filter(pk=pk).exists(),
        "rows": queries.last_about(about, user, on),
    }
    return _page(request, "person", form, context)


@login_required
@require_GET
@never_cache
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture of the first page of a person's form."""
    about = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    note_look(about, about.code, by=request.user, on=localdate())
    return HttpResponse(first_page(about, on=localdate()), content_type="image/png")


@exports
@require_http_methods(["GET", "POST"])
@never_cache
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents about a unit and its people."""
    user, on = request.user, localdate()
    about = get_object_or_404(Unit.objects.visible_to(user, Power.EXPORT_RECORDS), pk=pk)
    form = UnitOrderForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (order := _ordered(request, about, form, chosen=form.chosen())):
        return _answer(request, order)
    page = queries.paged(queries.people_of(about, user, on), request.GET.get("page"))
    context = {
        "unit": about,
        "form": form,
        "offers": queries.offers(Kind.ROSTER, Kind.APPOINTMENT),
        "page": page,
        "people": queries.with_posts(page, on),
        "rows": queries.last_about(about, user, on),
    }
    return _page(request, "unit", form, context)


@exports
@require_GET
@never_cache
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order: how far it is, and the file until its time is over."""
    found, on = _order(request, pk), localdate()
    context = {
        "order": found,
        "working": queries.working(found),
        "running": found.state == Order.State.RUNNING,
        "fetchable": queries.fetchable(found, on),
        "expired": found.expired(on),
    }
    return render(request, "documents/order.html", context)


@exports
@require_POST
@never_cache
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of an order."""
    return _answer(request, _order(request, pk))


@exports
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End an order that is not made yet."""
    try:
        stop_order(_order(request, pk), by=request.user, on=localdate())
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已取消。"))
    return redirect("documents:order", pk=pk)


def _order(request: HttpRequest, pk: int) -> Order:
    found = Order.objects.visible_to(request.user).select_related("person", "unit", "requested_by")
    order: Order = get_object_or_404(found, pk=pk)
    return order


def _ordered(
    request: HttpRequest, about: Person | Unit, form: OrderForm, **more: Any
) -> Order | None:
    """The order, made already if it is small; None after adding to the form why it is refused."""
    told = {"reason": form.cleaned_data["reason"], "by": request.user, "on": localdate(), **more}
    kind, into = form.asked()
    several = not isinstance(about, Person)
    number = queries.number_of(about, request.user, localdate(), more.get("chosen", ()))
    queued = several and number > (LIST_AT_ONCE if kind == Kind.ROSTER else AT_ONCE)
    try:
        entry = actions.order_documents(about, kind, into, queued=queued, **told)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None
    made = Order.objects.select_related("person", "unit", "requested_by").get(pk=entry.about_key)
    if not queued:
        make_order(made, by=request.user, on=localdate())
        made.refresh_from_db()
    return made


def _answer(request: HttpRequest, order: Order) -> HttpResponse:
    """The file; or the page that says how far it is."""
    if order.state == Order.State.RUNNING:
        return redirect("documents:order", pk=order.pk)
    try:
        actions.fetch_order(order, by=request.user, on=localdate())
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("documents:order", pk=order.pk)
    if (data := files.kept(order)) is None:
        raise Http404
    name = f"{order.get_kind_display()}_{order.about()}_{order.on:%Y%m%d}.{order.ending()}"
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=name, content_type=CONTENT_TYPES[order.ending()]
    )


def _page(
    request: HttpRequest, template: str, form: OrderForm, context: dict[str, Any]
) -> HttpResponse:
    """A page; one with a refused form says so in its status."""
    status = 422 if form.errors else 200
    return render(request, f"documents/{template}.html", context, status=status)
