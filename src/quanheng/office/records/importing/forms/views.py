"""Pages of forms: the files of an import, one file against the personnel file, giving out."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.models import AccessLog
from quanheng.office.accounts.powers import Power
from quanheng.office.language import language
from quanheng.office.records.importing.forms.actions import give_out_form
from quanheng.office.records.importing.forms.asking import Format, GivingForm, GivingOneForm
from quanheng.office.records.importing.forms.giving import (
    MOST,
    forms_zip,
    masked_parts,
    package_zip,
    people_in,
)
from quanheng.office.records.importing.forms.queries import page_of_form
from quanheng.office.records.models import FormFile, ImportBatch, Person, Unit
from quanheng.office.records.refusals import Refused
from quanheng.office.records.sensitive.actions import reveal

ROWS = 50


@login_required
@never_cache
@require_GET
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of an import of forms."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=pk)
    rows = FormFile.objects.visible_to(request.user).filter(batch=batch).defer("form_sealed")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    at = 1 if language() == "en" else 0
    found = [(kept, kept.refused[at] if kept.refused else "") for kept in page]
    context = {"batch": batch, "page": page, "files": found}
    return render(request, "records/forms/files.html", context)


@login_required
@never_cache
@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what it says otherwise than the personnel file, and both photos."""
    found = FormFile.objects.visible_to(request.user).select_related("batch")
    kept = get_object_or_404(found, pk=pk)
    shown = page_of_form(kept, language(), request.user)
    if (person := shown.person) is not None:
        note_look(person, person.code, by=request.user, on=localdate())
    context = {"found": shown, "batch": kept.batch}
    return render(request, "records/forms/file.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def give_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one person: asks for format and reason, then gives it."""
    within = Person.objects.visible_to(request.user, Power.EXPORT_RECORDS)
    person = get_object_or_404(within, pk=pk)
    form = GivingOneForm(request.POST if request.method == "POST" else None)
    return given(request, person, [person], form)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def give_out_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The forms of everybody in a unit and below it, without their masked parts."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user, Power.EXPORT_RECORDS), pk=pk)
    people = people_in(unit, by=request.user, on=localdate())
    form = GivingForm(request.POST if request.method == "POST" else None)
    return given(request, unit, people, form)


def given(
    request: HttpRequest, about: Person | Unit, people: Sequence[Person], form: GivingForm
) -> HttpResponse:
    """The files once the reason is written down; before that, the page that asks for it."""
    too_many = len(people) > MOST
    if form.is_valid() and not too_many:
        try:
            parts = written_down(request, people, form)
        except Refused as refused:
            form.add_error("reason", refused)
        else:
            return packed(people, form.cleaned_data["format"], parts)
    context = {"about": about, "people": people[:MOST], "form": form, "too_many": too_many}
    status = 422 if form.errors else 200
    return render(request, "records/forms/give_out.html", context, status=status)


@transaction.atomic
def written_down(
    request: HttpRequest, people: Sequence[Person], form: GivingForm
) -> list[AccessLog.What]:
    """Write down who takes the forms out, and why; the masked parts that were revealed."""
    told = {"by": request.user, "on": localdate()}
    reason = form.cleaned_data["reason"]
    for person in people:
        give_out_form(person, reason=reason, **told)
    if not form.cleaned_data.get("masked"):
        return []
    parts = masked_parts(people[0], **told)
    for what in parts:
        reveal(people[0], what, reason=reason, **told)
    return parts


def packed(people: Sequence[Person], chosen: str, parts: Sequence[AccessLog.What]) -> HttpResponse:
    """The zip as a download."""
    on = localdate()
    if chosen == Format.PACKAGE:
        data = package_zip(people, on=on, parts=parts)
    else:
        data = forms_zip(people, on=on, parts=parts, older=chosen == Format.LRM)
    headers = {"Content-Disposition": f'attachment; filename="forms-{on:%Y%m%d}.zip"'}
    return HttpResponse(data, content_type="application/zip", headers=headers)
