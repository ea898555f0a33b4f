"""The pages of pools."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.records.models import Reserve
from quanheng.office.records.views.answers import may, tried
from quanheng.office.selection.models import Pool, PoolEntry, PoolReview
from quanheng.office.selection.pools import actions, queries
from quanheng.office.selection.pools.forms import (
    EnterForm,
    LeaveForm,
    LookForm,
    PoolForm,
    TargetForm,
)

seen, manage = needs(Power.SEE_TEAMS), needs(Power.MANAGE_SELECTION)


@require_GET
@seen
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Every pool with its size, target, entries and exits of the year."""
    on, user = localdate(), request.user
    pools, law = queries.listed(user, on)  # type: ignore[arg-type]
    manages = Power.MANAGE_SELECTION in powers_of(user, on)
    context = {"pools": pools, "law": law, "manages": manages, "on": on}
    return render(request, "selection/pools_index.html", context)


@require_http_methods(["GET", "POST"])
@manage
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Open a pool, or register one that the file names."""
    on, user = localdate(), request.user
    first = {"name": request.GET.get("name", "")}
    form = PoolForm(request.POST or None, initial=first, user=user, on=on)  # type: ignore[arg-type]
    if form.is_valid():
        made = tried(form, actions.open_pool, form.cleaned_data, by=user, on=on)
        if made is not None:
            return redirect("selection:pool", pk=made.about_key)
    status = 422 if form.errors else 200
    context = {"form": form, "fields": queries.law_of(on).fields}
    return render(request, "selection/pools_new.html", context, status=status)


@require_GET
@seen
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One pool: members, entries and exits, make-up as a whole."""
    return _page(request, _pool(request, pk))


@require_POST
@manage
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Set how many a pool should hold."""
    pool, form = _pool(request, pk), TargetForm(request.POST)
    if form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": request.user, "on": localdate()}
        if tried(form, actions.set_pool_target, pool, form.cleaned_data["target"], **told):
            return _done(request, pool, _("目标已设定。"))
    return _page(request, pool, target_form=form)


@require_POST
@manage
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """File that somebody enters a pool."""
    pool, on, user = _pool(request, pk), localdate(), request.user
    form = EnterForm(request.POST, user=user, on=on)  # type: ignore[arg-type]
    if form.is_valid():
        data = form.cleaned_data
        said = (pool, data["person"], data["channel"], data["told_by"])
        if tried(form, actions.add_to_pool, *said, source=data["source"], by=user, on=on):
            return _done(request, pool, _("已入库：%s。") % data["person"])
    return _page(request, pool, enter_form=form)


@require_http_methods(["GET", "POST"])
@seen
@never_cache
def member(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """A member: how found, every look so far; the forms to look again and to leave."""
    pool, found = _pool(request, pk), _line(request, pk, line)
    on, user = localdate(), request.user
    form = LookForm(request.POST or None)
    if form.is_valid():
        said = (pool, found.person, form.cleaned_data["text"], form.cleaned_data["outcome"])
        if tried(form, actions.review_member, *said, by=user, on=on):
            messages.success(request, _("复核已登记。"))
            return redirect("selection:pool-member", pk=pk, line=line)
    return _member(request, pool, found, form)


@require_POST
@manage
def leave(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """File that a member leaves a pool."""
    pool, found, form = _pool(request, pk), _line(request, pk, line), LeaveForm(request.POST)
    if form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": request.user, "on": localdate()}
        if tried(form, actions.take_out, found, **told):
            return _done(request, pool, _("已出库：%s。") % found.person)
    return _member(request, pool, found, LookForm(), form)


def _pool(request: HttpRequest, pk: int) -> Pool:
    seen_ = Pool.objects.visible_to(request.user).select_related("unit", "by")
    found: Pool = get_object_or_404(seen_, pk=pk)
    return found


def _line(request: HttpRequest, pk: int, line: int) -> Reserve:
    """A record of the pool that the account may see."""
    pool = _pool(request, pk)
    seen_ = queries.lines_of(request.user).filter(pool=pool.name)  # type: ignore[arg-type]
    found: Reserve = get_object_or_404(seen_.select_related("person"), pk=line)
    return found


def _done(request: HttpRequest, pool: Pool, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("selection:pool", pk=pool.pk)


def _page(request: HttpRequest, pool: Pool, **forms_given: forms.Form) -> HttpResponse:
    on, user, asked = localdate(), request.user, request.GET
    show_ = asked.get("show", "")
    found = queries.pool_page(pool, user, on, show_, asked.get("page"))  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "pool": pool,
        "found": found,
        "show": show_,
        "on": on,
        "manages": may(user, pool.unit, Power.MANAGE_SELECTION),  # type: ignore[arg-type]
        "target_form": TargetForm(initial={"target": pool.target}),
        "enter_form": EnterForm(user=user, on=on),  # type: ignore[arg-type]
        **forms_given,
    }
    status = 422 if forms_given else 200
    return render(request, "selection/pools_pool.html", context, status=status)


def _member(
    request: HttpRequest, pool: Pool, line: Reserve, form: LookForm, left: LeaveForm | None = None
) -> HttpResponse:
    user, person = request.user, line.person
    note_look(person, person.code, by=user, on=localdate())  # type: ignore[arg-type]
    context = {
        "pool": pool,
        "line": line,
        "entry": PoolEntry.objects.filter(pool=pool, person=person, start=line.start).first(),
        "looks": PoolReview.objects.filter(pool=pool, person=person).select_related("by"),
        "form": form,
        "leave_form": left or LeaveForm(),
        "manages": line.end is None and may(user, person, Power.MANAGE_SELECTION),  # type: ignore[arg-type]
    }
    status = 422 if form.errors or (left and left.errors) else 200
    return render(request, "selection/pools_member.html", context, status=status)
