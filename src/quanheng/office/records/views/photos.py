"""The photograph of a person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.exchange.forms.picture import picture_type
from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power
from quanheng.office.records.actions import add_photo
from quanheng.office.records.forms import PhotoForm
from quanheng.office.records.photos import photo_of
from quanheng.office.records.views.answers import page, person_seen, tried


@login_required
@require_GET
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph on file."""
    person = person_seen(request, pk)
    if (data := photo_of(person)) is None:
        raise Http404
    note_look(person, person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return HttpResponse(data, content_type=f"image/{picture_type(data)}")


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """File a photograph."""
    person = person_seen(request, pk, Power.EDIT_RECORDS)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told, options = form.cleaned_data, {"by": request.user, "on": localdate()}
        data, said = told["image"].read(), {"taken": told["taken"], "source": told["source"]}
        if tried(form, add_photo, person, data, **said, **options) is not None:
            messages.success(request, _("已登记。"))
            return redirect("records:person", pk=pk)
    return page(request, "photo", form, person=person)
