"""The overview of a year, one review, and beginning both kinds of yearly work."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.powers import Denied, Power, needs, powers_of
from quanheng.office.ballots.models import Ballot
from quanheng.office.documents.kinds import CONTENT_TYPES
from quanheng.office.documents.official import official_docx, official_pdf
from quanheng.office.records.models import Person
from quanheng.office.selection.models import Review, ReviewCount
from quanheng.office.selection.reviews import actions, forms, papers, queries, report
from quanheng.office.selection.reviews.numbers import favourable_at
from quanheng.office.selection.reviews.permission import manages
from quanheng.office.selection.reviews.views.stepping import Offer, Step, asked, taken

FILES = {
    "pdf": (official_pdf, CONTENT_TYPES["pdf"]),
    "docx": (official_docx, CONTENT_TYPES["docx"]),
}
SEEN = (Power.MANAGE_SELECTION, Power.SEE_TEAMS)


def _unfiled(review: Review, *_rest: object) -> bool:
    return review.filed_on is None


def _with_ballot(review: Review, *_rest: object) -> bool:
    held = (review.work_ballot, review.people_ballot)
    return review.filed_on is None and any(
        one is not None and one.state == Ballot.State.CLOSED for one in held
    )


def _drafted(review: Review, form: Any, by: Any, on: Any) -> None:
    data = form.cleaned_data
    tellers = {name: data[name] for name in ("first_teller", "second_teller")}
    people = data["of"] == "people"
    actions.draft_review_ballot(review, people=people, **tellers, by=by, on=on)


STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step(
            "prepare",
            _("填写会议和反映情况"),
            _unfiled,
            lambda one, form, by, on: actions.prepare_review(one, form.cleaned_data, by=by, on=on),
            forms.PrepareForm,
        ),
        Step(
            "ballot",
            _("拟定选票"),
            _unfiled,
            _drafted,
            forms.BallotForm,
            hint=_("拟定后在“投票”中设定名册、打印票码、开始投票。"),
        ),
        Step(
            "count",
            _("登记手工计票"),
            _unfiled,
            lambda one, form, by, on: actions.count_by_hand(
                one, form.person(), form.cleaned_data, by=by, on=on
            ),
            forms.CountForm,
            hint=_("一名计票人登记，另一名计票人复核。"),
        ),
        Step(
            "take",
            _("采用投票结果"),
            _with_ballot,
            lambda one, form, by, on: actions.take_votes(one, by=by, on=on),
            main=True,
        ),
        Step(
            "file",
            _("归档"),
            _unfiled,
            lambda one, form, by, on: actions.file_review(one, by=by, on=on),
            hint=_("评议结果记入档案“测评”，专题报告记入“活动”，此后不能再更改。"),
        ),
    )
}


@needs(*SEEN)
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What is due and done in a year."""
    on, user = localdate(), request.user
    filter = queries.asked(request.GET, user, on)
    page, rows = queries.committees(filter, user, on, request.GET.get("page"))
    context = {
        "filter": filter,
        "choice": filter.choice,
        "page": page,
        "rows": rows,
        "routines": queries.routines(filter, user, on),
        "tallied": queries.tallied(filter, user, on),
        "years": range(on.year, on.year - 6, -1),
        "manages": Power.MANAGE_SELECTION in powers_of(user, on),
    }
    return render(request, "selection/reviews_index.html", context)


@needs(Power.MANAGE_SELECTION)
@require_http_methods(["GET", "POST"])
@never_cache
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin a review, or a check of the regulations."""
    kinds = {
        "review": (actions.open_review, "selection:review", _("发起一报告两评议")),
        "check": (actions.open_check, "selection:regulation", _("开始条例执行检查")),
    }
    if kind not in kinds:
        raise Http404
    action, onward, title = kinds[kind]
    made: list[Any] = []
    step = Step(
        kind,
        title,
        lambda *_: True,
        lambda _one, form, by, on: made.append(
            action(form.cleaned_data["unit"], form.cleaned_data["year"], by=by, on=on)
        ),
        forms.StartForm,
    )
    form = asked(step, request, request.method == "POST")
    if request.method == "GET":
        form.initial |= {name: request.GET[name] for name in request.GET if name in form.fields}
    elif taken(step, None, form, request):
        return redirect(onward, made[0].about_key)
    context = {"form": form, "title": title}
    return render(request, "selection/reviews_form.html", context, status=_status(form))


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: the report, who was promoted, what was counted."""
    return _page(request, _review(request, pk))


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on a review."""
    review, wanted = _review(request, pk), STEPS.get(step)
    if wanted is None:
        raise Http404
    if not manages(request.user, review.unit, localdate()):
        raise Denied(Power.MANAGE_SELECTION)
    form = asked(wanted, request, True, **_more(wanted, review))
    if taken(wanted, review, form, request):
        return redirect("selection:review", pk)
    return _page(request, review, Offer(wanted, form, True))


@require_POST
@login_required
def confirm(request: HttpRequest, pk: int, count: int) -> HttpResponse:
    """Confirm what another teller counted."""
    review = _review(request, pk)
    if not manages(request.user, review.unit, localdate()):
        raise Denied(Power.MANAGE_SELECTION)
    found = get_object_or_404(review.counts.select_related("review__unit"), pk=count)
    step = Step(
        "confirm",
        _("复核"),
        _unfiled,
        lambda one, form, by, on: actions.confirm_count(one, by=by, on=on),
    )
    form = asked(step, request, True)
    if taken(step, found, form, request):
        return redirect("selection:review", pk)
    return _page(request, review, Offer(step, form, True))


@require_GET
@login_required
@never_cache
def take(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The report as a file; the ledger says who took it."""
    review, on = _review(request, pk), localdate()
    if format not in FILES:
        raise Http404
    every = report.promotions(review, on)
    counts = review.counts.filter(person=None).exclude(confirmed_by=None)
    work = counts.first()
    told = (work, report.result_of(work, favourable_at(review.unit, on))) if work else None
    parts = report.sections(review, every, "")
    draw, content = FILES[format]
    data = draw(papers.official(review, parts, every, told, on))
    actions.note_report_taken(review, format, by=request.user, on=on)  # type: ignore[arg-type]
    response = HttpResponse(data, content_type=content)
    name = f"review-{review.pk}.{format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _review(request: HttpRequest, pk: int) -> Review:
    found = Review.objects.visible_to(request.user)
    told = ("unit", "work_ballot", "people_ballot", "opened_by", "filed_by")
    return get_object_or_404(found.select_related(*told), pk=pk)


def _more(step: Step, review: Review) -> dict[str, Any]:
    if step.form is forms.CountForm:
        listed = report.promoted_in(review.unit, review.year).values("person")
        people = list(Person.objects.filter(pk__in=listed).order_by("code"))
        return {"review": review, "people": people}
    if step.form is forms.PrepareForm:
        names = ("meeting_on", "complaints", "founded", "remarks")
        return {"initial": {name: getattr(review, name) for name in names}}
    return {}


def _page(request: HttpRequest, review: Review, tried: Offer | None = None) -> HttpResponse:
    on, user = localdate(), request.user
    review = _review(request, review.pk)
    every = report.promotions(review, on)
    asked_for = {name: request.GET.get(name, "") for name in ("level", "chief", "channel")}
    shown = report.kept(every, **asked_for)
    handles = manages(user, review.unit, on)
    here = reverse("selection:review", args=[review.pk])
    counts: list[ReviewCount] = list(review.counts.select_related("counted_by", "confirmed_by"))
    work = next((one for one in counts if one.person_id is None and one.confirmed_by_id), None)
    least = favourable_at(review.unit, on)
    context = {
        "review": review,
        "sections": report.sections(review, every, here),
        "page": Paginator(shown, queries.SIZE).get_page(request.GET.get("page")),
        "narrowed": any(asked_for.values()),
        "work": work,
        "work_result": report.result_of(work, least) if work else None,
        "least": least,
        "waiting": [one for one in counts if one.confirmed_by_id is None],
        "offers": _offers(request, review, tried) if handles else [],
        "refused": tried.form if tried is not None and tried.step.name == "confirm" else None,
        "handles": handles and review.filed_on is None,
    }
    status = 422 if tried is not None else 200
    return render(request, "selection/reviews_review.html", context, status=status)


def _offers(request: HttpRequest, review: Review, tried: Offer | None) -> list[Offer]:
    on = localdate()
    return [
        tried
        if tried is not None and tried.step is step
        else Offer(step, asked(step, request, False, **_more(step, review)), False)
        for step in STEPS.values()
        if step.open(review, request.user, on)
    ]
