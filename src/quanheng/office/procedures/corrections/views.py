"""Correcting and taking back a record; the corrections of key facts, and what they rest on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.procedures import actions
from quanheng.office.procedures.corrections.queries import case_of, cases_of
from quanheng.office.records.actions import correct_record, retract_record
from quanheng.office.records.correcting import Grounds
from quanheng.office.records.forms import CorrectForm, EvidenceForm, ReasonForm
from quanheng.office.records.key_facts import key_changes
from quanheng.office.records.models import MODELS, Correction, Record
from quanheng.office.records.values import differing, label_of
from quanheng.office.records.views.answers import ROWS, record_seen, tried
from quanheng.office.records.views.lines import is_own, subject_of

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
    cases = cases_of(list(listed))
    names = {name: model._meta.verbose_name for name, model in MODELS.items()}
    rows = [(one, names[one.model], one.pk in cases) for one in listed]
    context = {"page": listed, "rows": rows, "state": state, "states": State.choices}
    return render(request, "corrections/index.html", context)


def _correction(request: HttpRequest, pk: int) -> Correction:
    """A correction that the account may see, which shows a part of the file: the look is noted."""
    seen = Correction.objects.visible_to(request.user)
    found: Correction = get_object_or_404(seen.select_related("person"), pk=pk)
    note_look(found.person, found.person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return found


@login_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The case of a correction."""
    case = case_of(get_object_or_404(Correction.objects.visible_to(request.user), pk=pk))
    if case is None:
        messages.info(request, _("该更正正在立项，请稍候刷新。"))
        return redirect("corrections:index")
    return redirect("procedures:case", pk=case.pk)


@login_required
@require_GET
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that a correction rests on."""
    correction = _correction(request, pk)
    if not correction.evidence_file:
        raise Http404
    return FileResponse(correction.evidence_file.open("rb"), as_attachment=True)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Correct a record; key facts are proposed, and the own file's are asked for."""
    own_file = is_own(request, record_seen(request, model, pk))
    power = Power.SEE_FILE if own_file else Power.EDIT_RECORDS
    line = record_seen(request, model, pk, power)
    form = CorrectForm(
        request.POST or None,
        request.FILES or None,
        model=type(line),
        user=request.user,
        record=line,
    )
    if form.is_valid() and (told := _corrected(request, form, line, own_file)):
        messages.success(request, told)
        return redirect("records:record", model=model, pk=pk)
    keys = "、".join(label_of(type(line), name) for name in line.key_facts)
    context = {"own": own_file, "key_facts": keys, "subject": subject_of(line)}
    return _asked(request, "correct", form, line, model, **context)


def _corrected(request: HttpRequest, form: CorrectForm, line: Record, own_file: bool) -> str:
    """Correct, propose or ask, as it falls; what was done, or nothing when it was refused."""
    values, given = form.values(), form.cleaned_data
    rule: dict[str, Any] = {"by": request.user, "on": localdate()}
    grounds = Grounds(given["reason"], given["evidence"], given["evidence_file"])
    if own_file:
        done = tried(form, actions.request_correction, line, values, grounds, **rule)
        return _("已提出申请，由组织人事部门办理。") if done else ""
    if key_changes(line, differing(line, values)):
        done = tried(form, actions.propose_correction, line, values, grounds, **rule)
        return _("含关键信息，已提交另一人审核。") if done else ""
    told = {"reason": given["reason"], "source": given["evidence"][:200]}
    done = tried(form, correct_record, line, values, **told, **rule)
    return _("已更正。") if done else ""


@login_required
@require_http_methods(["GET", "POST"])
def retract(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Take back a record; one with key facts with a second person."""
    line = record_seen(request, model, pk, Power.EDIT_RECORDS)
    form = (EvidenceForm if line.key_facts else ReasonForm)(request.POST or None)
    if form.is_valid():
        rule = {"by": request.user, "on": localdate()}
        if line.key_facts:
            grounds = Grounds(**form.cleaned_data)
            done = tried(form, actions.propose_retraction, line, grounds, **rule)
        else:
            done = tried(form, retract_record, line, **form.cleaned_data, **rule)
        if done is not None:
            told = _("已提交另一人审核。") if line.key_facts else _("已撤回。")
            messages.success(request, told)
            return redirect("records:record", model=model, pk=pk)
    return _asked(request, "retract", form, line, model)


def _asked(
    request: HttpRequest, name: str, form: forms.Form, line: Record, model: str, **context: Any
) -> HttpResponse:
    """The form; 422 when it was refused."""
    told = {"form": form, "line": line, "model": model, "title": line._meta.verbose_name}
    status = 422 if form.errors else 200
    return render(request, f"corrections/{name}.html", {**told, **context}, status=status)
