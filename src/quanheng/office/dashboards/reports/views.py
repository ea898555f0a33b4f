"""Standing reports as files."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.dashboards.moments import moment_of
from quanheng.office.dashboards.reports.actions import give_out_unit_report
from quanheng.office.dashboards.reports.making import name_of, report_of_person, report_of_unit
from quanheng.office.documents.standing import (
    StandingReport,
    standing_report,
    standing_report_docx,
)
from quanheng.office.language import language
from quanheng.office.records.importing.forms.actions import give_out_form
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.views.answers import person_seen, unit_seen

exports = needs(Power.EXPORT_RECORDS)


@exports
@require_POST
@never_cache
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of one person; the look is noted with its purpose."""
    person, moment = person_seen(request, pk, Power.EXPORT_RECORDS), moment_of(request)
    own = request.user.person_code == person.code
    reason = request.POST.get("reason", "").strip()[:300] or (_("本人导出") if own else "")
    try:
        give_out_form(person, reason=reason, by=request.user, on=moment.today)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("dashboards:person-findings", pk=pk)
    return _file(request, report_of_person(person, moment, language()), person)


@exports
@require_POST
@never_cache
def of_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of a unit and its people."""
    unit, moment = unit_seen(request, pk, Power.EXPORT_RECORDS), moment_of(request)
    report, count = report_of_unit(unit, moment, language())
    told = {"reason": request.POST.get("reason", "").strip()[:300], "on": moment.today}
    try:
        give_out_unit_report(unit, count=count, by=request.user, **told)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("dashboards:unit-findings", pk=pk)
    return _file(request, report, unit)


def _file(request: HttpRequest, report: StandingReport, about: Person | Unit) -> HttpResponse:
    word = request.POST.get("format") == "docx"
    data = standing_report_docx(report) if word else standing_report(report)
    name = f"{name_of(about, report.on)}.{'docx' if word else 'pdf'}"
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)
