"""Opening a case: choose a procedure, whom it is about, and take the first step."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quanheng.norms.procedure import Procedure, Step
from quanheng.office.language import said
from quanheng.office.procedures import actions, opening
from quanheng.office.procedures.forms import StepForm
from quanheng.office.procedures.known import lawful
from quanheng.office.procedures.models import Attachment, Case
from quanheng.office.procedures.showing import buttons
from quanheng.office.procedures.taking import not_followed
from quanheng.office.procedures.views.answers import page, refuse
from quanheng.office.procedures.words import actors, cited, length_of
from quanheng.office.records.models import Person, Unit


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Choose a procedure; then whom it is about; then its first step."""
    on, user = localdate(), request.user
    told = request.POST if request.method == "POST" else request.GET
    if not told.get("procedure"):
        return page(request, "new", {"offers": opening.offers(user, on)})
    procedure = opening.offered(told["procedure"], user, on)
    if procedure is None:
        raise Http404
    code = told.get("subject", "")
    if not code and not opening.by_role(procedure, opening.roles_of(user, on)):
        code = user.person_code or ""  # type: ignore[union-attr]
    if not code:
        return _choose(request, procedure)
    subject = opening.subject_of(procedure, code, user)
    if subject is None:
        raise Http404
    return _begin(request, procedure, subject)


def _choose(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    """Whom the case is about."""
    on, user = localdate(), request.user
    text = request.GET.get("q", "")
    own = user.person_code if opening.for_oneself(procedure, user) else ""
    context = {
        **_about(procedure),
        "q": text,
        "found": opening.subjects(procedure, text, user, on),
        "own": opening.subject_of(procedure, own, user) if own else None,
    }
    return page(request, "subject", context)


def _about(procedure: Procedure) -> dict[str, Any]:
    """What every page says of the procedure."""
    return {
        "procedure": procedure,
        "title": said(procedure.title),
        "clause": cited(procedure.clause.id),
    }


def _begin(request: HttpRequest, procedure: Procedure, subject: Person | Unit) -> HttpResponse:
    """The first step; the case is opened and the step taken together, or neither."""
    on, user = localdate(), request.user
    place = opening.handled_at(procedure, subject, on)
    held = lawful(procedure.id, place, on)
    if not held.holds:
        told = not_followed(procedure, place)
        return page(request, "not_yours", {**_about(procedure), "subject": subject, "told": told})
    procedure = held.procedure
    step = opening.first_step(procedure, subject, place, user, on)
    if step is None:
        context = {**_about(procedure), "subject": subject}
        return page(request, "not_yours", context)
    posted = request.method == "POST"
    form = StepForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        step=step,
        procedure=procedure,
        user=user,
        prefix="step",
    )
    if form.is_valid() and (case := _opened(request, form, procedure, subject, place)):
        messages.success(request, _("已提交“%s”。") % said(procedure.title))
        return redirect("procedures:case", pk=case.pk)
    context = {
        **_about(procedure),
        "subject": subject,
        "place": place,
        "buttons": buttons(procedure, step),
        **_stage(step, procedure),
    }
    return page(request, "begin", context, form)


def _stage(step: Step, procedure: Procedure) -> dict[str, Any]:
    """The first step, and who acts after it."""
    on = localdate()
    after = procedure.steps[procedure.steps.index(step) + 1 :]
    return {
        "step": said(step.title),
        "after": [
            opening.Stage(said(one.title), actors(one.by), length_of(one.limit, procedure, on))
            for one in after
        ],
    }


def _opened(
    request: HttpRequest,
    form: StepForm,
    procedure: Procedure,
    subject: Person | Unit,
    place: Unit | None,
) -> Case | None:
    """The case with its first step taken; None after adding to the form why it is refused."""
    told: dict[str, Any] = {"by": request.user, "on": localdate()}
    stored: list[str] = []
    try:
        with transaction.atomic():
            entry = actions.open_case(procedure.id, subject, place=place, **told)
            case: Case = Case.objects.get(pk=entry.about_key)
            for name, file in form.uploads().items():
                made = actions.attach_paper(case, name, file, **told)
                stored.append(Attachment.objects.get(pk=made.about_key).file.name)
            outcome = request.POST.get("outcome", "")
            actions.take_step(case, outcome, form.answers(), reason=form.reason(), **told)
    except ValidationError as refused:
        for name in stored:
            default_storage.delete(name)
        refuse(form, refused)
        return None
    return case
