"""Pages of the masked parts: ask, see once, and see who has looked."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.access import looks_at
from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.models import AccessLog
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models import Person
from quanheng.office.records.sensitive.actions import NEEDED, note_health, reveal
from quanheng.office.records.sensitive.forms import HealthForm, ReasonForm
from quanheng.office.records.sensitive.queries import lines

ROWS = 50


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """A masked part of a file: asks for a reason, writes it down, then shows it once."""
    part = AccessLog.What(what) if what in AccessLog.What.masked() else None
    if part is None:
        raise Http404
    person = get_object_or_404(Person.objects.visible_to(request.user, NEEDED[part]), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = request.user.person_code != person.code
    context = {"person": person, "part": part, "form": form}
    if form.is_valid():
        try:
            reveal(person, part, by=request.user, on=localdate(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("reason", refused)
        else:
            context |= {"lines": lines(person, part), "shown": True}
    return render(request, "records/reveal.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def add_health(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a note on health."""
    person = get_object_or_404(
        Person.objects.visible_to(request.user, Power.REVEAL_HEALTH).visible_to(
            request.user, Power.EDIT_RECORDS
        ),
        pk=pk,
    )
    form = HealthForm(request.POST or None)
    if form.is_valid():
        note_health(person, by=request.user, on=localdate(), **form.cleaned_data)
        return redirect("sensitive:reveal", pk=pk, what=AccessLog.What.HEALTH.value)
    context = {"person": person, "form": form}
    return render(request, "records/health.html", context, status=422 if form.errors else 200)


@require_GET
@login_required
def my_looks(request: HttpRequest) -> HttpResponse:
    """Who looked at the own file, when and why."""
    if not request.user.person_code:
        raise Http404
    rows = Paginator(looks_at(request.user.person_code), ROWS)
    page = rows.get_page(request.GET.get("page"))
    return render(request, "records/looks.html", {"page": page})
