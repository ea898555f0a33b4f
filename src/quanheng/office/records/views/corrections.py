"""Corrections: those to decide, and one of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.records import actions
from quanheng.office.records.forms import DecisionForm
from quanheng.office.records.models import MODELS, Correction
from quanheng.office.records.queries.corrections import entry_of
from quanheng.office.records.showing import proposed_by
from quanheng.office.records.views.answers import ROWS, may, page, tried

State = Correction.State


@require_GET
@needs(Power.PROPOSE_CORRECTION, Power.CONFIRM_CORRECTION)
def index(request: HttpRequest) -> HttpResponse:
    """Corrections, those that are not decided first asked for."""
    found = Correction.objects.visible_to(request.user)
    found = found.select_related("person", "proposed_by", "requested_by", "decided_by")
    state = request.GET.get("state", "open")
    if state in State.values:
        found = found.filter(state=state)
    elif state == "open":
        found = found.filter(state__in=Correction.OPEN)
    listed = Paginator(found.order_by("-pk"), ROWS).get_page(request.GET.get("page"))
    names = {name: model._meta.verbose_name for name, model in MODELS.items()}
    rows = [(one, names[one.model]) for one in listed]
    return page(request, "corrections", page=listed, rows=rows, state=state, states=State.choices)


def _correction(request: HttpRequest, pk: int) -> Correction:
    """A correction that the account may see, which shows a part of the file: the look is noted."""
    seen = Correction.objects.visible_to(request.user)
    found: Correction = get_object_or_404(seen.select_related("person"), pk=pk)
    person = found.person
    note_look(person, person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return found


@login_required
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One correction, with what may be done about it."""
    correction = _correction(request, pk)
    form, user = DecisionForm(request.POST or None), request.user
    wanted = STEPS.get(request.POST.get("step", ""))
    if form.is_valid() and wanted is not None:
        done = tried(form, wanted, correction, form.cleaned_data["decision"], user)
        if done is not None:
            messages.success(request, _("已办理。"))
            return redirect("records:correction", pk=pk)
    model, open_now = MODELS[correction.model], correction.state in Correction.OPEN
    author = correction.proposed_by or correction.requested_by
    proposed = correction.state == State.PROPOSED
    decides = may(user, correction, Power.CONFIRM_CORRECTION) and open_now and author != user
    return page(
        request,
        "correction",
        form,
        correction=correction,
        title=model._meta.verbose_name,
        changes=proposed_by(correction, model),
        entry_number=entry_of(correction),
        sees_ledger=user.has_perm(Power.SEE_LEDGER),
        may_confirm=decides and proposed,
        may_refuse=decides,
        may_take_up=not proposed
        and open_now
        and user.person_code != correction.person.code
        and may(user, correction, Power.PROPOSE_CORRECTION),
        may_withdraw=open_now and author == user,
    )


def _confirm(correction: Correction, decision: str, by: Any) -> Any:
    return actions.confirm_correction(correction, decision=decision, by=by, on=localdate())


def _refuse(correction: Correction, decision: str, by: Any) -> Any:
    return actions.refuse_correction(correction, decision=decision, by=by, on=localdate())


def _take_up(correction: Correction, decision: str, by: Any) -> Any:
    return actions.propose_requested(correction, evidence=decision, by=by, on=localdate())


def _withdraw(correction: Correction, decision: str, by: Any) -> Any:
    del decision
    return actions.withdraw_correction(correction, by=by, on=localdate())


STEPS: dict[str, Callable[[Correction, str, Any], Any]] = {
    "confirm": _confirm,
    "refuse": _refuse,
    "take-up": _take_up,
    "withdraw": _withdraw,
}


@login_required
@require_GET
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that a correction rests on."""
    correction = _correction(request, pk)
    if not correction.evidence_file:
        raise Http404
    return FileResponse(correction.evidence_file.open("rb"), as_attachment=True)
