"""What else is done with a case: papers, overrides, recusals, its course."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.procedures import actions
from quanheng.office.procedures.forms import (
    CourseForm,
    OverrideForm,
    PaperForm,
    ReasonForm,
    RecusalForm,
)
from quanheng.office.procedures.models import Attachment, Case
from quanheng.office.procedures.showing import sight
from quanheng.office.procedures.views.answers import back, case_seen, done, unsaid

Course = Callable[[Case, str, dict[str, Any]], Any]


@require_POST
@login_required
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a paper to the present step."""
    case = case_seen(request, pk)
    seen = sight(case, localdate())
    if seen.step is not None:
        form = PaperForm(request.POST, request.FILES, step=seen.step)
        if form.is_valid():
            given = form.cleaned_data
            done(request, _("已上传。"), actions.attach_paper, case, given["paper"], given["file"],
                 **_told(request))  # fmt: skip
        unsaid(request, form)
    return back(request, case)


@require_GET
@login_required
@never_cache
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """A paper to download."""
    case, found = _paper(request, pk, paper)
    if case.person is not None:
        note_look(case.person, case.person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.title)


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Take a paper away again."""
    case, found = _paper(request, pk, paper)
    done(request, _("已移除。"), actions.remove_paper, found, **_told(request))
    return back(request, case)


def _paper(request: HttpRequest, pk: int, paper: int) -> tuple[Case, Attachment]:
    case = case_seen(request, pk)
    found: Attachment = get_object_or_404(case.papers.filter(removed_at=None), pk=paper)
    return case, found


@require_POST
@login_required
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that a gate be let pass."""
    case, form = case_seen(request, pk), OverrideForm(request.POST)
    if form.is_valid():
        told = _("已提出放行，请另一位有权人员签署。")
        gate, reason = form.cleaned_data["gate"], form.cleaned_data["reason"]
        done(request, told, actions.propose_override, case, gate, reason=reason, **_told(request))
    unsaid(request, form)
    return back(request, case)


@require_POST
@login_required
def sign(request: HttpRequest, pk: int, override: int) -> HttpResponse:
    """Sign that a gate be let pass."""
    case = case_seen(request, pk)
    found = get_object_or_404(case.overrides.all(), pk=override)
    done(request, _("已签署放行。"), actions.sign_override, found, **_told(request))
    return back(request, case)


@require_POST
@login_required
def recuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep oneself or, as whoever looks after the case, somebody from it; or clear a namesake."""
    case = case_seen(request, pk)
    form: ReasonForm = ReasonForm(request.POST)
    seen = sight(case, localdate())
    if request.POST.get("user") and seen.procedure is not None:
        roles = [actor.value for actor in seen.procedure.actors]
        form = RecusalForm(request.POST, case=case, roles=roles, on=localdate())
    if form.is_valid():
        given = form.cleaned_data
        told = {"reason": given["reason"], "cleared": bool(given.get("cleared"))}
        who = given.get("user") or request.user
        done(request, _("已登记。"), actions.recuse, case, who, **told, **_told(request))
    unsaid(request, form)
    return back(request, case)


@require_POST
@login_required
def lift(request: HttpRequest, pk: int, recusal: int) -> HttpResponse:
    """End a recusal or a clearance."""
    case, form = case_seen(request, pk), ReasonForm(request.POST)
    found = get_object_or_404(case.recusals.all(), pk=recusal)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done(request, _("已解除。"), actions.end_recusal, found, reason=reason, **_told(request))
    unsaid(request, form)
    return back(request, case)


@require_POST
@login_required
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspend, resume, continue, withdraw or reopen."""
    case, form = case_seen(request, pk), CourseForm(request.POST)
    if form.is_valid() and (action := COURSE.get(form.cleaned_data["what"])) is not None:
        given = {"reason": form.cleaned_data["reason"], **_told(request)}
        done(request, _("已办理。"), action, case, form.cleaned_data["step"], given)
    unsaid(request, form)
    return back(request, case)


def _told(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "on": localdate()}


def _whole(action: Callable[..., Any]) -> Course:
    """An action on the case as a whole, for which no step is named."""

    def run(case: Case, step: str, given: dict[str, Any]) -> Any:
        del step
        return action(case, **given)

    return run


def _reopen(case: Case, step: str, given: dict[str, Any]) -> Any:
    return actions.reopen_case(case, step, **given)


COURSE: dict[str, Course] = {
    "suspend": _whole(actions.suspend_case),
    "resume": _whole(actions.resume_case),
    "continue": _whole(actions.continue_case),
    "withdraw": _whole(actions.withdraw_case),
    "reopen": _reopen,
}
