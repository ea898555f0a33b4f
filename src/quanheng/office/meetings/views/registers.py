"""Registers: decisions, what is to be studied, authority passed down, interventions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.models import Role
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings import actions, queries
from quanheng.office.meetings.actions.registers import may_note
from quanheng.office.meetings.forms import AuthorityForm, InterventionForm, NoteForm, StudyForm
from quanheng.office.meetings.models import Authority, Intervention, Meeting, Question, Study
from quanheng.office.meetings.models.visible import places_seen
from quanheng.office.meetings.views.answers import looked_at, question_seen
from quanheng.office.procedures.models.visible import held_by
from quanheng.office.procedures.words import cited
from quanheng.office.records.models import Unit
from quanheng.office.records.models.visible import any_of, under

ROWS = 40


@require_GET
@login_required
@never_cache
def decisions(request: HttpRequest) -> HttpResponse:
    """The register of decisions (决策台账): searched for life, with who said what."""
    on, user = localdate(), request.user
    asked, seen = queries.sought(request.GET), Meeting.objects.visible_to(user, on)
    found = queries.decisions(asked, user, seen)  # type: ignore[arg-type]
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    said = queries.said_by(shown, asked.member)
    if said:
        looked_at(request, [one for one in shown if one.pk in said])
    context = {
        "asked": asked,
        "page": page,
        "rows": [
            (one, queries.RESULTS[Question.State(one.state)], said.get(one.pk)) for one in shown
        ],
        "states": [one for one in Question.State.choices if one[0] != "open"],
        "years": queries.years(seen),
        "holds": Power.HOLD_MEETINGS in powers_of(user, on),
    }
    return render(request, "meetings/decisions.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def note(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Note beside a decision what was found of it later."""
    found, on = question_seen(request, pk, question), localdate()
    unit = found.item.meeting.unit
    if not may_note(request.user, unit, on):  # type: ignore[arg-type]
        raise PermissionDenied
    form = NoteForm(request.POST or None)

    def run(told: dict[str, Any]) -> Entry:
        return actions.note_accountability(
            found,
            told["text"],
            basis=told["basis"],
            by=request.user,
            on=on,  # type: ignore[arg-type]
        )

    if _done(request, form, run):
        return redirect("meetings:question", pk=pk, question=question)
    context = {"form": form, "question": found, "meeting": found.item.meeting}
    return render(request, "meetings/note.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def studies(request: HttpRequest) -> HttpResponse:
    """What committees are to study first, and in which meetings they did."""
    on, user = localdate(), request.user
    holds = Power.HOLD_MEETINGS in powers_of(user, on)
    if request.method == "POST" and not holds:
        raise PermissionDenied
    form = StudyForm(request.POST or None, user=user, on=on) if holds else None  # type: ignore[arg-type]

    def run(told: dict[str, Any]) -> Entry:
        return actions.prescribe_study(
            told["unit"], told["title"], source=told["source"],
            received_on=told["received_on"], by=user, on=on,  # type: ignore[arg-type]
        )  # fmt: skip

    if form is not None and _done(request, form, run):
        return redirect("meetings:studies")
    seen = Study.objects.filter(places_seen(user, on)).select_related("unit", "by")  # type: ignore[arg-type]
    page = Paginator(seen.prefetch_related("items__meeting"), ROWS).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "holds": holds}
    return render(request, "meetings/studies.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def authority(request: HttpRequest) -> HttpResponse:
    """What committees let somebody decide without them (分级授权)."""
    on, user = localdate(), request.user
    holds = Power.HOLD_MEETINGS in powers_of(user, on)
    if request.method == "POST" and not holds:
        raise PermissionDenied
    form = AuthorityForm(request.POST or None, user=user, on=on) if holds else None  # type: ignore[arg-type]

    def run(told: dict[str, Any]) -> Entry:
        return actions.give_authority(
            told["unit"], told["matter"], holder=told["holder"], limit=told["limit"],
            basis=told["basis"], since=told["since"], until=told["until"], by=user, on=on,  # type: ignore[arg-type]
        )  # fmt: skip

    if form is not None and _done(request, form, run):
        return redirect("meetings:authority")
    seen = Authority.objects.filter(places_seen(user, on)).select_related("unit")  # type: ignore[arg-type]
    page = Paginator(seen, ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "holds": holds, "on": on, "bans": _bans()}
    return render(request, "meetings/authority.html", context, status=_status(form))


def _bans() -> list[Any]:
    """The clauses that keep heads from running areas directly, which a rule computes."""
    return [cited("hangzhou-2017:15"), cited("kunming-2019:17")]


@require_http_methods(["GET", "POST"])
@needs(Power.HOLD_MEETINGS, Power.MANAGE_DUTIES)
@never_cache
def interventions(request: HttpRequest) -> HttpResponse:
    """What leaders asked for outside the due way; for who holds meetings, and for discipline."""
    on, user = localdate(), request.user
    where = _registering(user, on)
    units = Unit.objects.filter(where("path")).in_force(on)
    if not units.exists():
        raise PermissionDenied
    form = InterventionForm(request.POST or None, units=units, initial={"day": on})

    def run(told: dict[str, Any]) -> Entry:
        return actions.note_intervention(
            told["unit"], told["day"], told["name"], told["matter"], handled=told["handled"],
            by=user, on=on,  # type: ignore[arg-type]
        )  # fmt: skip

    if _done(request, form, run):
        return redirect("meetings:interventions")
    seen = Intervention.objects.filter(where("unit__path")).select_related("unit", "by")
    page = Paginator(seen, ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "holds": True}
    return render(request, "meetings/interventions.html", context, status=_status(form))


def _registering(user: Any, on: Any) -> Callable[[str], Any]:
    """Where an account holds a role that keeps the register, as a condition on a column."""
    roles = (Role.ORGANISATION_OFFICER, Role.PERSONNEL_OFFICER, Role.DISCIPLINE_OFFICER)
    held = held_by([user], on)[user.pk]
    paths = [path for role in roles for path in held.get(role.value, [])]

    def reached(column: str) -> Any:
        return any_of([under(path, column) for path in paths])

    return reached


def _done(request: HttpRequest, form: Form, run: Callable[[dict[str, Any]], Entry]) -> bool:
    """Whether what was entered is written; else the form says why not."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        run(form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("已登记。"))
    return True


def _status(form: Form | None) -> int:
    return 422 if form is not None and form.errors else 200
