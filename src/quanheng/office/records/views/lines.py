"""Single records: add one, see its history, correct it or take it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.powers import Power
from quanheng.office.records import actions
from quanheng.office.records.forms import AddForm, CorrectForm, EvidenceForm, ReasonForm
from quanheng.office.records.key_facts import key_changes
from quanheng.office.records.models import Duty, Person, Record, Unit
from quanheng.office.records.queries.people import enterable, history
from quanheng.office.records.values import differing, label_of
from quanheng.office.records.views.answers import (
    may,
    model_named,
    page,
    person_seen,
    record_seen,
    tried,
    unit_seen,
)


@login_required
@require_http_methods(["GET", "POST"])
def add_to_person(request: HttpRequest, pk: int, model: str) -> HttpResponse:
    """Add a record to a person's file."""
    return _add(request, person_seen(request, pk, Power.EDIT_RECORDS), "person", model)


@login_required
@require_http_methods(["GET", "POST"])
def add_to_unit(request: HttpRequest, pk: int, model: str) -> HttpResponse:
    """Add a record about a unit."""
    return _add(request, unit_seen(request, pk, Power.EDIT_RECORDS), "unit", model)


def _add(request: HttpRequest, subject: Person | Unit, about: str, model: str) -> HttpResponse:
    kind, of_unit = model_named(model), about == "unit"
    if model not in dict(enterable(of_unit)):
        raise Http404
    if of_unit and kind is Duty:
        about = "lead_unit"
    without = ("person", "unit") if _either(kind) else (about,)
    form = AddForm(request.POST or None, model=kind, user=request.user, without=without)
    if form.is_valid():
        values = {**form.values(), about: subject}
        options = {"source": form.cleaned_data["source"], "by": request.user, "on": localdate()}
        if tried(form, actions.add_record, kind, values, **options) is not None:
            messages.success(request, _("已登记。"))
            return redirect(f"{_address(subject)}?kind={model}")
    context = {"subject": subject, "back": _address(subject), "title": kind._meta.verbose_name}
    return page(request, "add", form, kinds=enterable(of_unit), kind=model, **context)


def _either(model: type[Record]) -> bool:
    return any(field.name == "person" and field.null for field in model._meta.fields)


def _address(subject: Person | Unit) -> str:
    return reverse(
        "records:person" if isinstance(subject, Person) else "records:unit", args=[subject.pk]
    )


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """A record with all that stood in its place before and after."""
    line = record_seen(request, model, pk)
    subject = _subject(line)
    return page(
        request,
        "record",
        line=line,
        title=line._meta.verbose_name,
        model=model,
        versions=history(line, localdate()),
        subject=subject,
        back=_address(subject) if subject else None,
        may_edit=line.known_until is None and may(request.user, line, Power.EDIT_RECORDS),
        may_propose=line.known_until is None and may(request.user, line, Power.PROPOSE_CORRECTION),
        own=_own(request, line),
    )


def _subject(line: Record) -> Person | Unit | None:
    return next(
        (
            found
            for name in ("person", "owner", "unit", "lead_unit")
            if (found := getattr(line, name, None)) is not None
        ),
        None,
    )


def _own(request: HttpRequest, line: Record) -> bool:
    person = getattr(line, "person", None)
    code = request.user.person_code  # type: ignore[union-attr]
    return person is not None and code is not None and person.code == code


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Correct a record; key facts are proposed, and the own file's are asked for."""
    own_file = _own(request, record_seen(request, model, pk))
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
    context = {"line": line, "own": own_file, "title": line._meta.verbose_name, "model": model}
    keys = "、".join(label_of(type(line), name) for name in line.key_facts)
    return page(request, "correct", form, key_facts=keys, subject=_subject(line), **context)


def _corrected(request: HttpRequest, form: CorrectForm, line: Record, own_file: bool) -> str:
    """Correct, propose or ask, as it falls; what was done, or nothing when it was refused."""
    values, given = form.values(), form.cleaned_data
    by_rule: dict[str, Any] = {"reason": given["reason"], "by": request.user, "on": localdate()}
    grounds = {"evidence": given["evidence"], "evidence_file": given["evidence_file"]}
    if own_file:
        done = tried(form, actions.request_correction, line, values, **grounds, **by_rule)
        return _("已提出申请，由组织人事部门办理。") if done else ""
    if key_changes(line, differing(line, values)):
        done = tried(form, actions.propose_correction, line, values, **grounds, **by_rule)
        return _("含关键信息，已提交另一人审核。") if done else ""
    source = given["evidence"][:200]
    done = tried(form, actions.correct_record, line, values, source=source, **by_rule)
    return _("已更正。") if done else ""


@login_required
@require_http_methods(["GET", "POST"])
def retract(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Take back a record; one with key facts with a second person."""
    line = record_seen(request, model, pk, Power.EDIT_RECORDS)
    form = (EvidenceForm if line.key_facts else ReasonForm)(request.POST or None)
    if form.is_valid():
        action = actions.propose_retraction if line.key_facts else actions.retract_record
        options = {**form.cleaned_data, "by": request.user, "on": localdate()}
        if tried(form, action, line, **options) is not None:
            done = _("已提交另一人审核。") if line.key_facts else _("已撤回。")
            messages.success(request, done)
            return redirect("records:record", model=model, pk=pk)
    return page(request, "retract", form, line=line, model=model, title=line._meta.verbose_name)
