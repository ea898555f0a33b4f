"""The register of matters reported upward."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.powers import Denied, Power, needs, powers_of
from quanheng.office.selection.models import PriorReport
from quanheng.office.selection.reviews import actions, forms, queries
from quanheng.office.selection.reviews.permission import manages
from quanheng.office.selection.reviews.views.stepping import Step, asked, taken
from quanheng.office.selection.reviews.views.yearly import SEEN

REGISTER = Step(
    "register",
    _("登记有关事项报告"),
    lambda *_rest: True,
    lambda _one, form, by, on: actions.register_prior_report(
        form.cleaned_data["unit"], form.cleaned_data, by=by, on=on
    ),
    forms.PriorForm,
)
ANSWER = Step(
    "answer",
    _("登记答复"),
    lambda *_rest: True,
    lambda one, form, by, on: actions.answer_prior_report(
        one,
        form.cleaned_data["answer"],
        form.cleaned_data["opinion"],
        answered_on=form.cleaned_data["answered_on"],
        by=by,
        on=on,
    ),
    forms.AnswerForm,
)


@needs(*SEEN)
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The reports of a year, and those that wait for an answer."""
    on, user = localdate(), request.user
    filter = queries.asked(request.GET, user, on)
    state = request.GET.get("state", "")
    found = queries.prior_reports(filter, user, on, state)
    page = Paginator(found, queries.SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": filter,
        "choice": filter.choice,
        "state": state,
        "page": page,
        "rows": [(one, one.overdue(on)) for one in page.object_list],
        "years": range(on.year, on.year - 6, -1),
        "manages": Power.MANAGE_SELECTION in powers_of(user, on),
    }
    return render(request, "selection/reviews_prior.html", context)


@needs(Power.MANAGE_SELECTION)
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Enter a report."""
    form = asked(REGISTER, request, request.method == "POST")
    if request.method == "POST" and taken(REGISTER, None, form, request):
        return redirect("selection:prior-reports")
    context = {"form": form, "title": REGISTER.title}
    status = 422 if form.errors else 200
    return render(request, "selection/reviews_form.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, and the form for its answer."""
    seen = PriorReport.objects.visible_to(request.user)
    told = ("unit", "person", "case", "reported_by", "answered_by")
    report = get_object_or_404(seen.select_related(*told), pk=pk)
    on = localdate()
    handles = manages(request.user, report.unit, on)  # type: ignore[arg-type]
    posted = request.method == "POST"
    if posted and not handles:
        raise Denied(Power.MANAGE_SELECTION)
    form = asked(ANSWER, request, posted)
    if posted and taken(ANSWER, report, form, request):
        return redirect("selection:prior-report", pk)
    offered = form if handles and not report.answer else None
    context = {"report": report, "form": offered, "late": report.overdue(on)}
    status = 422 if form.errors else 200
    return render(request, "selection/reviews_prior_report.html", context, status=status)
