"""Making a paper of a case, and taking it out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.access import note_looks
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.views.answers import case_seen, tried
from quanheng.office.records.models import Person
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers import actions, files, queries
from quanheng.office.selection.papers.details import DetailsForm, proposed
from quanheng.office.selection.papers.files import CONTENT, Format
from quanheng.office.selection.papers.kinds import PAPERS
from quanheng.office.selection.papers.reading import reading_of


@require_GET
@login_required
@never_cache
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers of a case: what can be made, and what was."""
    case = _case(request, pk)
    context = {"case": case, **queries.whole(case)}
    return render(request, "selection/papers_index.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def make(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What is to be added to a paper, and making it."""
    case, which = _case(request, pk), _kind(kind)
    person = _person(request, case, which)
    form = _form(request, case, which, person)
    if request.method == "POST" and form.is_valid():
        told = {"by": request.user, "on": localdate(), "person": person}
        if tried(form, actions.make_paper, case, which, form.details(), **told):
            messages.success(request, _("已制作，存入本事项的文书。"))
            return redirect("selection:papers", pk=case.pk)
    context = {
        "case": case,
        "kind": which,
        "person": person,
        "form": form,
        "may": queries.allowed(case, which, request.user, localdate()),  # type: ignore[arg-type]
    }
    status = 422 if form.errors else 200
    return render(request, "selection/papers_make.html", context, status=status)


@require_GET
@login_required
@never_cache
def fetch(request: HttpRequest, pk: int, paper: int, form: str) -> HttpResponse:
    """A paper as a file; it is written down who took it out, and about whom."""
    case = _case(request, pk)
    found = get_object_or_404(CasePaper.objects.select_related("case", "person"), pk=paper)
    if found.case_id != case.pk or form not in list(Format):
        raise Http404
    which, on = Format(form), localdate()
    data = files.kept(found, which)
    if data is None:
        messages.error(request, _("文件已不在系统中，请重新制作。"))
        return redirect("selection:papers", pk=case.pk)
    try:
        actions.fetch_paper(found, which, by=request.user, on=on)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("selection:papers", pk=case.pk)
    people = {one.code: one for one in Person.objects.filter(code__in=found.people)}
    note_looks(people, by=request.user, on=on)  # type: ignore[arg-type]
    response = HttpResponse(data, content_type=CONTENT[which])
    name = f"{found.title}.{which}"
    shown = content_disposition_header(True, name) or "attachment"
    response.headers["Content-Disposition"] = shown
    return response


def _case(request: HttpRequest, pk: int) -> Case:
    case = case_seen(request, pk)
    if case.unit_id is None or not queries.has_papers(case):
        raise Http404
    return case


def _kind(name: str) -> PaperKind:
    if name not in PaperKind.values:
        raise Http404
    return PaperKind(name)


def _person(request: HttpRequest, case: Case, kind: PaperKind) -> Person | None:
    """The nominee whom the paper is about."""
    if not PAPERS[kind].each:
        return None
    asked = request.GET.get("person") or request.POST.get("person", "")
    people = case.nominees.filter(out_on=None, person__code=asked).select_related("person")
    found: Person = get_object_or_404(people).person
    return found


def _form(request: HttpRequest, case: Case, kind: PaperKind, person: Person | None) -> DetailsForm:
    if request.method == "POST":
        return DetailsForm(request.POST, kind=kind)
    on = localdate()
    read = reading_of(case, on)
    about = next((one for one in read.candidates if person and one.person.pk == person.pk), None)
    first: dict[str, Any] = proposed(
        kind, read, about, queries.last_details(case, kind, person), on
    )
    return DetailsForm(kind=kind, initial=first)
