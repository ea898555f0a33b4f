"""The yearly check of the regulations, and the lists of standard titles."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.powers import Denied, Power, needs, powers_of
from quanheng.office.duties.showing import cited
from quanheng.office.selection.models import RegulationCheck
from quanheng.office.selection.reviews import actions, forms, queries
from quanheng.office.selection.reviews.issues import issues_of, standards
from quanheng.office.selection.reviews.permission import manages
from quanheng.office.selection.reviews.views.stepping import Offer, Step, asked, taken
from quanheng.office.selection.reviews.views.yearly import SEEN

STEPS = {
    "rectify": Step(
        "rectify",
        gettext_lazy("交办整改"),
        lambda *_rest: True,
        lambda one, form, by, on: actions.rectify(
            one, form.cleaned_data["key"], form.cleaned_data, by=by, on=on
        ),
        forms.RectifyForm,
    ),
    "finish": Step(
        "finish",
        gettext_lazy("完成检查"),
        lambda *_rest: True,
        lambda one, form, by, on: actions.finish_check(
            one, form.cleaned_data["text"], by=by, on=on
        ),
        forms.ConcludeForm,
        main=True,
        hint=gettext_lazy("保存发现的问题和结论，此后不再变动。"),
    ),
}


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: what was found."""
    return _page(request, _check(request, pk))


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on a check."""
    check, wanted = _check(request, pk), STEPS.get(step)
    if wanted is None:
        raise Http404
    if not manages(request.user, check.unit, localdate()):
        raise Denied(Power.MANAGE_SELECTION)
    form = asked(wanted, request, True)
    if taken(wanted, check, form, request):
        return redirect("selection:regulation", pk)
    return _page(request, check, Offer(wanted, form, True))


def _check(request: HttpRequest, pk: int) -> RegulationCheck:
    found = RegulationCheck.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("unit", "opened_by", "done_by"), pk=pk)


def _page(request: HttpRequest, check: RegulationCheck, tried: Offer | None = None) -> HttpResponse:
    on = localdate()
    done = check.done_on is not None
    handles = manages(request.user, check.unit, on) and not done
    handed = {one.key: one.number for one in check.rectifications.all()}
    found = issues_of(check, on) if not done else []
    page = Paginator(check.found if done else found, queries.SIZE)
    rows = page.get_page(request.GET.get("page"))
    finish, rectify = STEPS["finish"], STEPS["rectify"]
    same = tried is not None and tried.step is finish
    context = {
        "check": check,
        "page": rows,
        "handed": handed,
        "rows": [(one, handed.get(one["key"] if done else one.key)) for one in rows.object_list],
        "done": done,
        "handles": handles,
        "unlisted": not standards(check.unit, on),
        "finish": tried if same else Offer(finish, asked(finish, request, False), False),
        "rectify": tried if tried and not same else None,
        "blank": asked(rectify, request, False),
        "clause": cited("qingshanhu-2009:24"),
    }
    status = 422 if tried is not None else 200
    return render(request, "selection/reviews_check.html", context, status=status)


@needs(*SEEN)
@require_http_methods(["GET", "POST"])
@never_cache
def titles(request: HttpRequest) -> HttpResponse:
    """The lists of standard titles, and a new one."""
    on, user = localdate(), request.user
    handles = Power.MANAGE_SELECTION in powers_of(user, on)
    if request.method == "POST" and not handles:
        raise Denied(Power.MANAGE_SELECTION)
    form = forms.TitlesForm(request.POST or None, user=user, on=on) if handles else None
    if form is not None and form.is_valid():
        data = form.cleaned_data
        told = {"source": data["source"], "since": data["since"], "by": user, "on": on}
        try:
            actions.enter_titles(data["unit"], data["lines"], **told)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已录入清单。"))
            return redirect("selection:titles")
    context = {"form": form, "lists": queries.title_lists(user, on)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "selection/reviews_titles.html", context, status=status)
