"""One case: what it is, where it stands, what may be done; and its record to print."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.accounts.access import note_look, note_looks
from quanheng.office.accounts.powers import Power
from quanheng.office.procedures import actions, record
from quanheng.office.procedures.forms import StepForm
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.registry import panel_of
from quanheng.office.procedures.showing import Sight, history, sight
from quanheng.office.procedures.views.answers import back, case_seen, page, tried
from quanheng.office.procedures.views.parts import context_of, step_form
from quanheng.office.procedures.words import cited, title_of


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One case."""
    case = _looked_at(request, pk)
    return _page(request, case)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the step in which the case stands; papers stay attached where it is refused."""
    case = _looked_at(request, pk)
    seen = sight(case, localdate())
    if seen.procedure is None or seen.step is None:
        return back(request, case)
    form = step_form(seen, request.user, request.POST, request.FILES)  # type: ignore[arg-type]
    if form.is_valid() and _taken(request, case, form):
        messages.success(request, _("已办理。"))
        return back(request, case)
    return _page(request, case, form)


def _page(request: HttpRequest, case: Case, form: StepForm | None = None) -> HttpResponse:
    """The page of a case; ``form`` is a refused one."""
    seen = sight(case, localdate())
    context = context_of(seen, request.user, localdate(), form)  # type: ignore[arg-type]
    context["panel"] = _panel(request, seen)
    return page(request, "case", context, form)


def _panel(request: HttpRequest, seen: Sight) -> str:
    """What the case is about, where that is more than the subject."""
    panel = panel_of(seen, request.user)  # type: ignore[arg-type]
    return render_to_string(panel.template, dict(panel.context), request) if panel else ""


def _taken(request: HttpRequest, case: Case, form: StepForm) -> bool:
    """Attach what was uploaded and take the step; the form says why it is refused."""
    told: dict[str, Any] = {"by": request.user, "on": localdate()}
    for name, file in form.uploads().items():
        if tried(form, actions.attach_paper, case, name, file, **told) is None:
            return False
    outcome, values = request.POST.get("outcome", ""), {"reason": form.reason(), **told}
    return tried(form, actions.take_step, case, outcome, form.answers(), **values) is not None


@require_GET
@login_required
@never_cache
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """全程纪实表: everything about a case, to print and sign."""
    case = _looked_at(request, pk)
    seen, entries = sight(case, localdate()), record.entries_of(case)
    people = record.nominees_of(seen, entries)
    named = {one.nominee.person.code: one.nominee.person for one in people}
    note_looks(named, by=request.user, on=localdate())  # type: ignore[arg-type]
    names = {code: str(person) for code, person in named.items()}
    context = {
        "case": case,
        "panel": _panel(request, seen),
        "title": title_of(case.procedure),
        "clause": cited(seen.procedure.clause.id) if seen.procedure else None,
        "people": people,
        "rows": record.rows(history(seen), entries, names),
        "entries": record.numbers(case, entries),
        "papers": seen.papers,
        "overrides": record.overrides_of(seen),
        "recusals": record.recusals_of(case),
        "signs": record.signers(seen),
        "sees_ledger": request.user.has_perm(Power.SEE_LEDGER),  # type: ignore[union-attr]
        "printed_at": now(),
    }
    return page(request, "record", context)


def _looked_at(request: HttpRequest, pk: int) -> Case:
    """A case that the account may see, which shows a part of the file: the look is noted."""
    case = case_seen(request, pk)
    if case.person is not None:
        note_look(case.person, case.person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return case
