"""Appointments: the list, the desk of one, and the public notices."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.meetings.asking import Asked, open_agendas, put_question
from quanheng.office.meetings.models import Item, Meeting
from quanheng.office.procedures import actions as cases
from quanheng.office.procedures.acting import acting, manages
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.known import lawful_for
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.procedures.reading import Reading
from quanheng.office.procedures.sheets import before
from quanheng.office.procedures.words import title_of
from quanheng.office.selection.appointing import actions, ballots, queries
from quanheng.office.selection.appointing.forms import (
    AgendaForm,
    BallotForm,
    ObjectionForm,
    SettleForm,
)
from quanheng.office.selection.appointing.panel import shown
from quanheng.office.selection.models import CaseBallot, Objection

STATES = ("running", "done", "refused", "withdrawn", "all")
BALLOT_STEPS = ("meeting",)
AGENDA_STEPS = ("soundings", "decide")


@require_GET
@needs(Power.SEE_FILE)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The appointments that the account sees."""
    state = request.GET.get("state", "running")
    state = state if state in STATES else "running"
    rows = queries.listed(request.user, localdate(), state, request.GET.get("page", ""))  # type: ignore[arg-type]
    context = {"rows": rows, "state": state, "states": STATES}
    return render(request, "selection/appointing_index.html", context)


@require_GET
@login_required
@never_cache
def notices(request: HttpRequest) -> HttpResponse:
    """The public notices under way; everybody may see them."""
    context = {"notices": queries.notices(localdate())}
    return render(request, "selection/appointing_notices.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """What an appointment needs from other rooms: an agenda, a ballot, objections, probation."""
    case = _case(request, pk)
    form = None
    if request.method == "POST":
        what = request.POST.get("what", "")
        form = _form(request, case, what, request.POST)
        if form is None:
            raise Http404
        if form.is_valid() and _done(request, case, what, form):
            return redirect("selection:desk", pk=case.pk)
    context = _context(request, case, form)
    status = 422 if form is not None and form.errors else 200
    return render(request, "selection/appointing_desk.html", context, status=status)


@require_POST
@login_required
def settle(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    """Settle an objection."""
    case = _case(request, pk)
    found = get_object_or_404(Objection, pk=objection, nominee__case=case)
    form = SettleForm(request.POST)
    if form.is_valid():
        _try(request, _("已办结。"), actions.settle_objection, found, **form.cleaned_data)
    else:
        messages.error(request, _("请选择核查结果，并写明核查情况。"))
    return redirect("selection:desk", pk=case.pk)


@require_POST
@login_required
def counts(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """Take the counts of a ballot over into the case."""
    case = _case(request, pk)
    found = get_object_or_404(CaseBallot.objects.select_related("ballot"), pk=ballot, case=case)
    _try(request, _("已把计票结果填入人选情况。"), ballots.take_counts, found)
    return redirect("procedures:case", pk=case.pk)


@require_POST
@login_required
def probation(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Begin the probation of somebody appointed."""
    case = _case(request, pk)
    found = get_object_or_404(case.nominees.select_related("person"), pk=nominee)
    told = {"by": request.user, "on": localdate()}
    try:
        entry = cases.open_case(PROBATION, found.person, place=case.place, matter=found, **told)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("selection:desk", pk=case.pk)
    return redirect("procedures:case", pk=int(entry.about_key))


PROBATION = "national:selection/probation"


def _case(request: HttpRequest, pk: int) -> Case:
    seen = Case.objects.visible_to(request.user).filter(procedure__in=queries.of_family())
    found: Case = get_object_or_404(seen.select_related("unit", "place"), pk=pk)
    return found


def _form(request: HttpRequest, case: Case, what: str, data: Any = None) -> forms.Form | None:
    on = localdate()
    if what == "agenda":
        place = case.place or case.unit
        agendas = open_agendas(place, request.user, on) if place else []  # type: ignore[arg-type]
        return AgendaForm(data, meetings=agendas)
    if what == "ballot":
        return BallotForm(data, user=request.user)  # type: ignore[arg-type]
    if what == "objection":
        return ObjectionForm(data, case=case)
    return None


def _done(request: HttpRequest, case: Case, what: str, form: forms.Form) -> bool:
    given = form.cleaned_data
    if what == "agenda":
        return _try(request, _("已列入议程。"), _put, case, given["meeting"])
    if what == "ballot":
        pair = (given["first"], given["second"])
        phones = given["phones"]
        told = _("已拟定投票，请到“投票”中核对名册并开始。")
        return _try(request, told, ballots.hold_ballot, case, given["title"], pair, phones=phones)
    told = _("已受理，请由另一人核查。")
    return _try(request, told, actions.take_in_objection, **given)


def _put(case: Case, meeting: Meeting, **told: Any) -> Any:
    """Put a case on an agenda, one question for every nominee."""
    people = [case.person] if case.person else [one.person for one in standing(case)]
    asked = [Asked(_("%s的任用") % one.name, one, one.code) for one in people]
    title = f"{case.subject}{title_of(case.procedure)}"
    return put_question(meeting, title, asked, kind=Item.Kind.APPOINTMENT, matter=case, **told)


def _try(
    request: HttpRequest, told: str, action: Callable[..., Any], *args: Any, **more: Any
) -> bool:
    try:
        action(*args, **more, by=request.user, on=localdate())
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
        return False
    messages.success(request, told)
    return True


def _context(request: HttpRequest, case: Case, bound: forms.Form | None) -> dict[str, Any]:
    on, user = localdate(), request.user
    procedure = lawful_for(case, on).procedure
    step = procedure.step(case.step)
    read, opened = Reading(case, procedure), case.state == Case.State.OPEN
    # Whoever is to be kept away from a case does not see it.
    acts = opened and acting(case, step, user, on, away=False, read=read) is not None  # type: ignore[arg-type]
    looks = opened and manages(case, procedure, user, on, away=False)  # type: ignore[arg-type]
    offered = {
        "agenda": acts and case.step in AGENDA_STEPS,
        "ballot": acts and case.step in BALLOT_STEPS,
        "objection": looks and case.step in actions.NOTICED,
    }
    made = {name: _form(request, case, name) for name, may in offered.items() if may}
    if bound is not None:
        made = {name: bound if type(one) is type(bound) else one for name, one in made.items()}
    return {
        **shown(read, user),  # type: ignore[arg-type]
        "title": title_of(case.procedure),
        "forms": made,
        "settle": SettleForm(),
        "looks": looks,
        "mine": user.pk,
        "drawn": ballots.roll_of(case, on) if offered["ballot"] else None,
        "probation": _probation(read) if case.state == Case.State.DONE else [],
    }


def _probation(read: Reading) -> list[Any]:
    """Those appointed on probation, with the case of it where it has begun; one query."""
    people = [one for one in read.standing if before(one, "appoint").get("probation")]
    keys = [str(one.pk) for one in people]
    begun = Case.objects.filter(
        procedure=PROBATION, matter_kind=Nominee._meta.label_lower, matter_key__in=keys
    )
    cases = {case.matter_key: case for case in begun.order_by("pk")}
    return [(one, cases.get(str(one.pk))) for one in people]
