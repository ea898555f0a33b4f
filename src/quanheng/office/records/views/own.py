"""The own file: what it says, who looked at it, what was asked, and an extract."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.accounts.access import looks_at
from quanheng.office.records.exporting import as_workbook
from quanheng.office.records.extract import note_extract, sections_of, workbook_of
from quanheng.office.records.models import Correction, Person
from quanheng.office.records.queries import people as queries
from quanheng.office.records.views.answers import page, photo_address

LOOKS = 20


def _own(request: HttpRequest) -> Person:
    code = request.user.person_code  # type: ignore[union-attr]
    if not code:
        raise Http404
    found: Person = get_object_or_404(Person.objects.visible_to(request.user), code=code)
    return found


@require_GET
@login_required
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """The own file at a glance."""
    if not request.user.person_code:  # type: ignore[union-attr]
        return page(request, "my_file", person=None)
    person = _own(request)
    about = Correction.objects.visible_to(request.user).filter(person=person).order_by("-pk")
    return page(
        request,
        "my_file",
        person=person,
        facts=queries.particulars_of(person),
        tabs=queries.tabs_of(person, request.user, localdate()),
        duties=queries.open_duties(person),
        photo=photo_address(person),
        looks=looks_at(person.code)[:LOOKS],
        asked=about.filter(requested_by=request.user)[:LOOKS],
        by_others=about.exclude(requested_by=request.user)[:LOOKS],
    )


@require_POST
@login_required
def extract(request: HttpRequest) -> HttpResponse:
    """An extract of the own file, as a page to print or as a workbook."""
    person, on = _own(request), localdate()
    note_extract(person, by=request.user, on=on)
    if request.POST.get("format") == "xlsx":
        name = _("档案摘录%s.xlsx") % on.strftime("%Y%m%d")
        file = BytesIO(as_workbook(workbook_of(person)))
        return FileResponse(file, as_attachment=True, filename=name)
    return page(request, "extract", person=person, sections=sections_of(person, on), at=now())
