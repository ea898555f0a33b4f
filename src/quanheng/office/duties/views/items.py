"""One item: its page, the steps taken on it, its papers; raising a new one."""

from io import BytesIO
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.powers import Denied, Power, needs
from quanheng.office.duties import papers
from quanheng.office.duties.actions import raise_duty
from quanheng.office.duties.filing import item_of, record_of
from quanheng.office.duties.forms import RaiseForm
from quanheng.office.duties.lists import KINDS
from quanheng.office.duties.models import Evidence, Item, Listed
from quanheng.office.duties.permission import kinds_for
from quanheng.office.duties.showing import Folder, folder
from quanheng.office.duties.steps import STEPS, Offer, may_take, offered
from quanheng.office.records.models import Duty


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One item; the address of an earlier version of its record leads to the present one."""
    duty = _duty(request, pk)
    if duty.pk != pk:
        return redirect("duties:item", pk=duty.pk)
    return _page(request, duty)


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on an item."""
    duty, on = _duty(request, pk), localdate()
    wanted = STEPS.get(step)
    if wanted is None:
        raise Http404
    if not may_take(wanted, duty, request.user, on):
        raise Denied(Power.MANAGE_DUTIES)
    told = {"duty": duty, "item": item_of(duty), "user": request.user, "on": on}
    form = wanted.form(request.POST, request.FILES, **told)
    if form.is_valid():
        try:
            wanted.run(duty, form.cleaned_data, request.user, on)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已办理：%s。") % wanted.title)
            return redirect("duties:item", pk=_now(duty).pk)
    return _page(request, _now(duty), Offer(wanted, form, True))


@require_GET
@login_required
@never_cache
def evidence(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The file of a paper."""
    found = get_object_or_404(Evidence, item=item_of(_duty(request, pk)), pk=paper)
    if not found.name or (data := papers.kept(found)) is None:
        raise Http404
    kind = papers.ENDINGS.get(Path(found.name).suffix.lower(), "application/octet-stream")
    return FileResponse(BytesIO(data), as_attachment=True, filename=found.name, content_type=kind)


@needs(Power.MANAGE_DUTIES)
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Raise an item of the kind that the address names."""
    on, user = localdate(), request.user
    kind = KINDS.get(request.GET.get("type", ""))
    if kind is None:
        return render(request, "duties/kinds.html", {"kinds": kinds_for(user, on)})
    form = RaiseForm(request.POST or None, kind=kind, user=user, on=on)
    if form.is_valid() and (made := _raised(request, form)) is not None:
        messages.success(request, _("已交办：%s。") % made)
        return redirect("duties:item", pk=made.record_id)
    context = {"form": form, "kind": kind, "title": _(kind.type)}
    return render(request, "duties/new.html", context, status=422 if form.errors else 200)


def _raised(request: HttpRequest, form: RaiseForm) -> Item | None:
    """The new item; None after adding to the form why it is refused."""
    told = {"source": form.cleaned_data["basis"], "by": request.user, "on": localdate()}
    try:
        entry = raise_duty(form.values(), measures=form.measures_told(), **told)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    return Item.objects.get(pk=entry.about_key)


def _duty(request: HttpRequest, pk: int) -> Listed:
    """The present record of an item that the account may see."""
    line = get_object_or_404(Duty, pk=pk)
    seen = Listed.objects.current().visible_to(request.user).staged()
    return get_object_or_404(
        seen.select_related("lead_unit", "owner", "recorded_by"), pk=_now(line).pk
    )


def _now(line: Duty) -> Duty:
    """What the file says now of a record; itself if it was retracted."""
    if line.known_until is None:
        return Duty.objects.filter(pk=line.pk, known_until=None).first() or _later(line)
    return _later(line)


def _later(line: Duty) -> Duty:
    item = item_of(line)
    found = record_of(item) if item is not None else None
    while found is None and (later := Duty.objects.filter(supersedes=line.pk).first()):
        found, line = later if later.known_until is None else None, later
    return found or line


def _page(request: HttpRequest, duty: Duty, tried: Offer | None = None) -> HttpResponse:
    listed = _duty(request, duty.pk)
    on, user = localdate(), request.user
    whole: Folder = folder(listed, user, on)
    told = {"duty": listed, "item": whole.item, "user": user, "on": on}
    offers = [
        tried
        if tried is not None and step.name == tried.step.name
        else Offer(step, step.form(auto_id=f"{step.name}_%s", **told), False)
        for step in offered(whole, user, on)
    ]
    context = {
        "folder": whole,
        "duty": listed,
        "item": whole.item,
        "row": whole.row,
        "offers": [offer for offer in offers if offer.step.name != "measure"],
        "may_finish": any(offer.step.name == "measure" for offer in offers),
        "refused": tried.form if tried is not None and tried not in offers else None,
        "title": f"{_(listed.type)} {listed.number}",
    }
    return render(request, "duties/item.html", context, status=422 if tried is not None else 200)
