"""Those whom a case puts forward: entering a name, one nominee's page, leaving somebody out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.language import said
from quanheng.office.procedures import actions, nominated, showing
from quanheng.office.procedures.forms import NomineeForm, ReasonForm, SheetForm, WrittenReplyForm
from quanheng.office.procedures.models import Case, Nominee, Sheet
from quanheng.office.procedures.opening import candidates
from quanheng.office.procedures.replying import awaited, why_not
from quanheng.office.procedures.sheets import before
from quanheng.office.procedures.showing import Rights, Sight, sight
from quanheng.office.procedures.views.answers import back, case_seen, done, page, tried, unsaid
from quanheng.office.procedures.words import cited, title_of
from quanheng.office.records.models import Person


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a name: whom, then how it came up."""
    case = case_seen(request, pk)
    seen = sight(case, localdate())
    if not _enters(request, seen):
        messages.error(request, _("这一步不能登记人选，或不由您登记。"))
        return back(request, case)
    told = request.POST if request.method == "POST" else request.GET
    if not told.get("person"):
        return page(request, "nominate", _whom(request, seen))
    person: Person = get_object_or_404(Person.objects.visible_to(request.user), code=told["person"])
    form = NomineeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given: dict[str, Any] = {"how": form.cleaned_data["how"], **_told(request)}
        if tried(form, actions.nominate, case, person, **given) is not None:
            messages.success(request, _("已登记%(person)s。") % {"person": person.name})
            return back(request, case)
    return page(request, "nominate", {**_about(seen), "person": person}, form)


def _enters(request: HttpRequest, seen: Sight) -> bool:
    """Whether the account may enter names in the step in which the case stands."""
    rights = showing.rights(seen, request.user, localdate())  # type: ignore[arg-type]
    enters = seen.step is not None and seen.step.enters
    return enters and rights.acts and not showing.changed(seen)


def _whom(request: HttpRequest, seen: Sight) -> dict[str, Any]:
    """The people found by what was searched for, and who of them is in the case already."""
    text = request.GET.get("q", "")
    found = candidates(text, request.user, localdate())  # type: ignore[arg-type]
    entered = {one.person_id for one in seen.people}
    return {**_about(seen), "q": text, "found": found, "entered": entered}


def _about(seen: Sight) -> dict[str, Any]:
    """What every page says of the case."""
    return {
        "case": seen.case,
        "title": title_of(seen.case.procedure),
        "clause": cited(seen.procedure.clause.id) if seen.procedure else None,
        "step": said(seen.step.title) if seen.step and seen.case.running else "",
    }


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Everything entered about one nominee, step by step."""
    return _page(request, *_nominee(request, pk, nominee))


@require_POST
@login_required
def fill(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Enter what the present step asks about a nominee."""
    seen, found = _nominee(request, pk, nominee)
    case = seen.case
    rights = showing.rights(seen, request.user, localdate())  # type: ignore[arg-type]
    acts = _acts(rights, seen, found)
    form = _form(request, seen, found, request.POST) if acts else None
    if form is None:
        messages.error(request, _("这一步不逐人填写，或不由您填写。"))
    elif not form.is_valid() or not tried(
        form, actions.fill_sheet, found, form.answers(), **_told(request)
    ):
        return _page(request, seen, found, form)
    else:
        messages.success(request, _("已保存。"))
    if not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return back(request, case)
    return redirect("procedures:nominee", pk=case.pk, nominee=found.pk)


@require_POST
@login_required
def out(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Put somebody forward no longer."""
    seen, found = _nominee(request, pk, nominee)
    form = ReasonForm(request.POST)
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], **_told(request)}
        done(request, _("已移出%s。") % found.person.name, actions.leave_out, found, **given)
    unsaid(request, form)
    return back(request, seen.case)


@require_POST
@login_required
def written_reply(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Enter what a nominee without an account says in writing."""
    seen, found = _nominee(request, pk, nominee)
    sheet = seen.sheets.get(found.pk)
    form = WrittenReplyForm(request.POST, request.FILES, auto_id="written_%s")
    if sheet is None:
        messages.error(request, _("尚未告知本人，不能代录说明。"))
    elif not form.is_valid() or not tried(
        form, actions.enter_written_reply, sheet, **form.cleaned_data, **_told(request)
    ):
        response = _page(request, seen, found, written=form)
        response.status_code = 422
        return response
    else:
        messages.success(request, _("书面说明已代录。"))
    return redirect("procedures:nominee", pk=pk, nominee=found.pk)


def _nominee(request: HttpRequest, pk: int, nominee: int) -> tuple[Sight, Nominee]:
    """A nominee of a case that the account may see: the look at the file is noted."""
    seen = sight(case_seen(request, pk), localdate())
    found = next((one for one in seen.people if one.pk == nominee), None)
    if found is None:
        raise Http404
    note_look(found.person, found.person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return seen, found


def _acts(rights: Rights, seen: Sight, nominee: Nominee) -> bool:
    """Whether the account may take the present step, about somebody who is still put forward."""
    return rights.acts and not showing.changed(seen) and nominee.out_on is None


def _form(
    request: HttpRequest, seen: Sight, nominee: Nominee, data: Any = None
) -> SheetForm | None:
    """The form of the present step about a nominee; None where nothing is asked about anybody."""
    step = seen.step
    if step is None or not step.each:
        return None
    now = seen.sheets.get(nominee.pk)
    kept = now.answers if now is not None else before(nominee, step.name)
    return SheetForm(data, step=step, user=request.user, kept=kept, prefix="sheet")  # type: ignore[arg-type]


def _writing(
    user: Any, sheet: Sheet | None, nominee: Nominee, form: WrittenReplyForm | None
) -> dict[str, Any]:
    """The form for a written reply or, for others, who may enter one; ``form`` is a refused one."""
    if sheet is None or not awaited(sheet, nominee.case):
        return {}
    reason = why_not(sheet, nominee.case, user, localdate(), away=False)
    shown = None if reason else WrittenReplyForm(auto_id="written_%s")
    return {"written_form": form or shown, "written_not": reason}


def _page(
    request: HttpRequest,
    seen: Sight,
    nominee: Nominee,
    form: SheetForm | None = None,
    written: WrittenReplyForm | None = None,
) -> HttpResponse:
    """The page of a nominee; ``form`` or ``written`` is a refused one."""
    on, user = localdate(), request.user
    rights = showing.rights(seen, user, on)  # type: ignore[arg-type]
    acts = form is not None or _acts(rights, seen, nominee)
    running = seen.case.running and nominee.out_on is None
    told = nominated.about(seen, nominee, user, on)  # type: ignore[arg-type]
    context = {
        **_about(seen),
        **told,
        **_writing(user, told["sheet"] if running else None, nominee, written),
        "parts": nominated.parts_of(seen, nominee, user, on) if running else [],  # type: ignore[arg-type]
        "form": form or (_form(request, seen, nominee) if acts else None),
        "replies": seen.step is not None and seen.step.replies is not None,
        "out_form": ReasonForm(auto_id="out_%s") if acts else None,
    }
    return page(request, "nominee", context, form)


def _told(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "on": localdate()}
