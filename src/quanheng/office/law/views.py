"""Which documents hold where, and the numbers that units have set."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.norms.pack import Pack
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.language import said
from quanheng.office.law import actions, queries
from quanheng.office.law.forms import AdoptForm, EndForm, NumberForm
from quanheng.office.law.models import Adoption
from quanheng.office.records.models import Unit
from quanheng.packs import installed


@require_GET
@needs(Power.SEE_FILE)
def index(request: HttpRequest) -> HttpResponse:
    """The installed documents, and where each holds."""
    on, user = localdate(), request.user
    may = Power.ADOPT_PACKS in powers_of(user, on)
    context = {"held": queries.held(user, on), "on": on, "may_adopt": may}
    return render(request, "law/index.html", context)


@require_GET
@needs(Power.SEE_FILE)
def show(request: HttpRequest, pack: str) -> HttpResponse:
    """One document: where it holds, and its numbers."""
    on, user = localdate(), request.user
    known = _pack(pack)
    held = next(one for one in queries.held(user, on) if one.pack.id == pack)
    reach = Unit.objects.visible_to(user, Power.ADOPT_PACKS).values_list("pk", flat=True)
    may = Power.ADOPT_PACKS in powers_of(user, on)
    return render(
        request,
        "law/document.html",
        {
            "held": held,
            "title": said(known.title),
            "issuer": said(known.issuer),
            "numbers": queries.numbers(known, user),
            "on": on,
            "may_adopt": may,
            "endable": set(reach) if may else set(),
        },
    )


@needs(Power.ADOPT_PACKS)
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, pack: str) -> HttpResponse:
    """A unit adopts the document."""
    known = _pack(pack)
    form = AdoptForm(request.POST or None, user=request.user, initial={"since": localdate()})
    if form.is_valid():
        values = dict(form.cleaned_data)
        unit = values.pop("unit")
        options = {"by": request.user, "on": localdate(), **values}
        if _done(form, actions.adopt_pack, unit, pack, **options):
            return _to(request, pack, _("已登记采纳；系统将在后台重新核对。"))
    return _asked(request, form, known, _("采纳政策文件"))


@needs(Power.ADOPT_PACKS)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit follows the document no longer."""
    seen = Unit.objects.visible_to(request.user, Power.ADOPT_PACKS).order_by().values("pk")
    adoption = get_object_or_404(Adoption.objects.select_related("unit"), pk=pk, unit__in=seen)
    form = EndForm(request.POST or None, initial={"until": localdate()})
    if form.is_valid():
        options = {"by": request.user, "on": localdate(), **form.cleaned_data}
        if _done(form, actions.end_adoption, adoption, **options):
            return _to(request, adoption.pack, _("已登记终止；系统将在后台重新核对。"))
    return _asked(request, form, _pack(adoption.pack), _("终止采纳"), unit=adoption.unit)


@needs(Power.ADOPT_PACKS)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, pack: str, slug: str) -> HttpResponse:
    """A unit sets a number that the document leaves open."""
    known = _pack(pack)
    number = next((one for one in queries.numbers(known, request.user) if one.slug == slug), None)
    if number is None or not number.open:
        raise Http404
    form = NumberForm(request.POST or None, user=request.user, initial={"since": localdate()})
    if form.is_valid():
        values = dict(form.cleaned_data)
        told = (values.pop("unit"), f"{pack}:{slug}", values.pop("value"))
        options = {"by": request.user, "on": localdate(), **values}
        if _done(form, actions.choose_number, *told, **options):
            return _to(request, pack, _("已设定；系统将在后台重新核对。"))
    return _asked(request, form, known, _("设定参数"), number=number)


def _pack(name: str) -> Pack:
    """An installed pack, or 404."""
    if name not in installed():
        raise Http404
    return installed()[name]


def _done(form: forms.Form, action: Any, *args: Any, **options: Any) -> bool:
    """Whether an action was done; what it refused is said in the form."""
    try:
        action(*args, **options)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


def _to(request: HttpRequest, pack: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("law:document", pack=pack)


def _asked(
    request: HttpRequest, form: forms.Form, pack: Pack, title: str, **context: Any
) -> HttpResponse:
    """The form; 422 when it was refused."""
    told = {"form": form, "pack": pack, "document": said(pack.title), "title": title, **context}
    return render(request, "law/form.html", told, status=422 if form.errors else 200)
