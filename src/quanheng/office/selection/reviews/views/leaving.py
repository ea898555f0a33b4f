"""Heads who leave, and the checks of their selection work."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Denied, Power, needs, powers_of
from quanheng.office.records.models import Tenure, Unit
from quanheng.office.selection.models import LeavingCheck
from quanheng.office.selection.reviews import actions, forms, queries
from quanheng.office.selection.reviews.permission import manages
from quanheng.office.selection.reviews.views.stepping import Offer, Step, asked, taken
from quanheng.office.selection.reviews.views.yearly import SEEN

STEPS = {
    step.name: step
    for step in (
        Step(
            "findings",
            _("填写检查情况"),
            lambda one, user, on: one.shown_on is None and one.filed_on is None,
            lambda one, form, by, on: actions.note_findings(
                one, form.cleaned_data["result"], form.cleaned_data["findings"], by=by, on=on
            ),
            forms.FindingsForm,
            main=True,
        ),
        Step(
            "show",
            _("反馈本人"),
            lambda one, user, on: bool(one.result) and one.shown_on is None and not one.filed_on,
            lambda one, form, by, on: actions.show_findings(one, by=by, on=on),
            hint=_("反馈后本人可在规定期限内说明；没有账户的请书面反馈。"),
        ),
        Step(
            "state",
            _("说明"),
            lambda one, user, on: one.shown_on is not None and one.filed_on is None,
            lambda one, form, by, on: actions.state_on_check(
                one, form.cleaned_data["text"], by=by, on=on
            ),
            forms.TextForm,
            main=True,
            own=True,
        ),
        Step(
            "file",
            _("归档"),
            lambda one, user, on: one.may_be_filed(on),
            lambda one, form, by, on: actions.file_leaving_check(one, by=by, on=on),
            hint=_("结果记入档案“监督”。"),
        ),
    )
}


@needs(*SEEN)
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The heads who leave in a year, with their checks."""
    on, user = localdate(), request.user
    filter = queries.asked(request.GET, user, on)
    found = queries.leavers(filter, user, on)
    page = Paginator(found, queries.SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": filter,
        "choice": filter.choice,
        "page": page,
        "rows": queries.leaver_rows(page.object_list, user, on),
        "years": range(on.year + 1, on.year - 6, -1),
        "manages": Power.MANAGE_SELECTION in powers_of(user, on),
    }
    return render(request, "selection/reviews_leaving.html", context)


@needs(Power.MANAGE_SELECTION)
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest, tenure: int) -> HttpResponse:
    """Begin the check of a head, by the post."""
    units = Unit.objects.visible_to(request.user, Power.MANAGE_SELECTION).order_by()
    posts = Tenure.objects.current().filter(unit__in=units.values("pk"), chief=True, leading=True)
    post = get_object_or_404(posts.select_related("person", "unit"), pk=tenure)
    step = Step("open", _("开展检查"), lambda *_rest: True, _opened, forms.LeavingForm)
    form = asked(step, request, request.method == "POST")
    if request.method == "POST" and taken(step, post, form, request):
        made = LeavingCheck.objects.get(tenure=post, kind=form.cleaned_data["kind"])
        return redirect("selection:leaving", made.pk)
    context = {"form": form, "title": step.title, "post": post}
    status = 422 if form.errors else 200
    return render(request, "selection/reviews_form.html", context, status=status)


def _opened(post, form, by, on) -> None:  # type: ignore[no-untyped-def]
    data = form.cleaned_data
    people = {"first": data["first"], "second": data["second"]}
    actions.open_leaving_check(post, data["kind"], **people, by=by, on=on)


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One check; the look at the file is noted."""
    return _page(request, _check(request, pk))


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on a check."""
    check, wanted = _check(request, pk), STEPS.get(step)
    if wanted is None:
        raise Http404
    if not _for(wanted, check, request):
        raise Denied(Power.MANAGE_SELECTION)
    form = asked(wanted, request, True)
    if taken(wanted, check, form, request):
        return redirect("selection:leaving", pk)
    return _page(request, _check(request, pk), Offer(wanted, form, True))


def _own(check: LeavingCheck, request: HttpRequest) -> bool:
    code = request.user.person_code  # type: ignore[union-attr]
    return bool(code) and code == check.person.code


def _for(step: Step, check: LeavingCheck, request: HttpRequest) -> bool:
    user = request.user
    own = _own(check, request)
    if step.own or own:
        return step.own and own
    return manages(user, check.unit, localdate())  # type: ignore[arg-type]


def _check(request: HttpRequest, pk: int) -> LeavingCheck:
    seen = LeavingCheck.objects.visible_to(request.user)
    told = ("person", "unit", "tenure", "first", "second", "opened_by", "filed_by")
    check = get_object_or_404(seen.select_related(*told), pk=pk)
    by, on = request.user, localdate()
    note_look(check.person, check.person.code, by=by, on=on)  # type: ignore[arg-type]
    found: LeavingCheck = check
    return found


def _page(request: HttpRequest, check: LeavingCheck, tried: Offer | None = None) -> HttpResponse:
    on, user = localdate(), request.user
    offers = [
        tried
        if tried is not None and tried.step is step
        else Offer(step, asked(step, request, False), False)
        for step in STEPS.values()
        if step.open(check, user, on) and _for(step, check, request)  # type: ignore[arg-type]
    ]
    context = {
        "check": check,
        "offers": offers,
        "own": _own(check, request),
        "refused": tried.form if tried is not None and tried not in offers else None,
    }
    status = 422 if tried is not None else 200
    return render(request, "selection/reviews_leaving_check.html", context, status=status)
