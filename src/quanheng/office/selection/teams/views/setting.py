"""What is set for a team: targets, needs, steps; and ending them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.records.models import Unit
from quanheng.office.records.views.answers import tried, unit_seen
from quanheng.office.selection.models import FieldNeed, TeamTarget
from quanheng.office.selection.teams import actions, structure
from quanheng.office.selection.teams.forms import EndForm, NeedForm, StepForm, TargetForm
from quanheng.office.selection.teams.law import TeamLaw, law_of

manage = needs(Power.MANAGE_SELECTION)
Form = Any


@require_GET
@manage
@never_cache
def setting(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is set for a team, and the forms to set more."""
    unit = unit_seen(request, pk, Power.MANAGE_SELECTION)
    return _page(request, unit, law_of(unit.path, localdate()), {})


@require_POST
@manage
def change(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Set or end something."""
    unit, on = unit_seen(request, pk, Power.MANAGE_SELECTION), localdate()
    if what not in CHANGES:
        raise Http404
    kind, run = CHANGES[what]
    law = law_of(unit.path, on)
    form = kind(request.POST, law=law, auto_id=f"{what}_%s")
    if form.is_valid() and run(form, unit, request.user, on) is not None:
        messages.success(request, _("已保存。"))
        return redirect("selection:team-setting", pk=unit.pk)
    return _page(request, unit, law, {what: form})


def _target(form: Form, unit: Unit, by: User, on: date) -> Any:
    dimension, _colon, category = form.cleaned_data["category"].partition(":")
    told = {"reason": form.cleaned_data["reason"], "by": by, "on": on}
    return tried(form, actions.set_target, unit, dimension, category, form.bounds(), **told)


def _need(form: Form, unit: Unit, by: User, on: date) -> Any:
    data = form.cleaned_data
    told = {"reason": data["reason"], "by": by, "on": on}
    return tried(form, actions.set_need, unit, data["field"], data["number"], **told)


def _step(form: Form, unit: Unit, by: User, on: date) -> Any:
    data = form.cleaned_data
    said = (data["field"], data["way"], data["text"])
    return tried(form, actions.note_step, unit, *said, by=by, on=on)


def _end_target(form: Form, unit: Unit, by: User, on: date) -> Any:
    found = get_object_or_404(TeamTarget, unit=unit, pk=form.cleaned_data["key"])
    told = {"reason": form.cleaned_data["reason"], "by": by, "on": on}
    return tried(form, actions.end_target, found, **told)


def _end_need(form: Form, unit: Unit, by: User, on: date) -> Any:
    found = get_object_or_404(FieldNeed, unit=unit, pk=form.cleaned_data["key"])
    told = {"reason": form.cleaned_data["reason"], "by": by, "on": on}
    return tried(form, actions.end_need, found, **told)


CHANGES: dict[str, tuple[Any, Callable[[Form, Unit, User, date], Any]]] = {
    "target": (TargetForm, _target),
    "need": (NeedForm, _need),
    "step": (StepForm, _step),
    "end-target": (EndForm, _end_target),
    "end-need": (EndForm, _end_need),
}
"""What may be changed: its form, and what is done with it."""


def _page(
    request: HttpRequest, unit: Unit, law: TeamLaw, given: dict[str, forms.Form]
) -> HttpResponse:
    labels = {(one.dimension, one.key): one.label for one in structure.categories(law.ages)}
    targets = TeamTarget.objects.filter(unit=unit).select_related("by")
    context = {
        "unit": unit,
        "law": law,
        "target_form": given.get("target") or TargetForm(law=law, auto_id="target_%s"),
        "need_form": given.get("need") or NeedForm(law=law, auto_id="need_%s"),
        "step_form": given.get("step") or StepForm(law=law, auto_id="step_%s"),
        "refused": next((one for name, one in given.items() if name.startswith("end")), None),
        "fields": list(dict.fromkeys(name for one in law.fields for name in one.names)),
        "targets": [
            (one, labels.get((one.dimension, one.category), one.category)) for one in targets
        ],
        "needs": FieldNeed.objects.filter(unit=unit).select_related("by"),
    }
    return render(request, "selection/teams_setting.html", context, status=422 if given else 200)
