"""The pages of notes beside votes: list, one, propose."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Denied, Power, needs, powers_of
from quanheng.office.duties.showing import cited
from quanheng.office.selection.marks.forms import NoteForm
from quanheng.office.selection.marks.notes.actions import confirm_note, drop_note, propose_note
from quanheng.office.selection.marks.permission import handled_by
from quanheng.office.selection.marks.queries import SIZE, proofs
from quanheng.office.selection.marks.views import asked_person, sent, who
from quanheng.office.selection.models import MarkEvidence, OrganisationNote


@needs(Power.MANAGE_SELECTION, Power.SEE_TEAMS)
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The notes of an account's teams."""
    on = localdate()
    found = OrganisationNote.objects.visible_to(request.user, on)
    found = found.select_related("person", "evaluation", "case")
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    manages = Power.MANAGE_SELECTION in powers_of(request.user, on)
    context = {"page": page, "rows": page.object_list, "manages": manages}
    return render(request, "selection/marks_notes.html", context)


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One note; the look at the file is noted."""
    return _page(request, _note(request, pk))


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Confirm or drop a note."""
    note, on, by = _note(request, pk), localdate(), request.user
    if step not in ("confirm", "drop"):
        raise Http404
    if not handled_by(note.person, by, on):
        raise Denied(Power.MANAGE_SELECTION)
    text = request.POST.get("text", "")[:1000]
    try:
        if step == "confirm":
            confirm_note(note, text, by=by, on=on)
        else:
            drop_note(note, reason=text, by=by, on=on)
    except ValidationError as refused:
        return _page(request, note, refused.messages)
    messages.success(request, _("已办理。"))
    return redirect("selection:note", pk) if step == "confirm" else redirect("selection:notes")


@needs(Power.MANAGE_SELECTION)
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Ask about whom; then propose a note beside one of the votes."""
    on, user = localdate(), request.user
    if "person" not in request.GET:
        return who(request, "selection:note-new")
    person = asked_person(request)
    told = {"person": person, "user": user, "on": on}
    form = NoteForm(request.POST or None, request.FILES or None, **told)
    if form.is_valid():
        data = form.cleaned_data
        about = {"voted_on": data["voted_on"], "by": user, "on": on}
        try:
            entry = propose_note(person, form.vote(), data["reason"], form.rests(), **about)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已提出，待他人确认。"))
            return redirect("selection:note", entry.about_key)
    context = {"form": form, "person": person, "note": True}
    status = 422 if form.errors else 200
    return render(request, "selection/marks_propose.html", context, status=status)


@require_GET
@login_required
@never_cache
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The file of a piece of evidence."""
    return sent(get_object_or_404(MarkEvidence, note=_note(request, pk), pk=paper))


def _note(request: HttpRequest, pk: int) -> OrganisationNote:
    found = OrganisationNote.objects.visible_to(request.user).select_related(
        "person", "evaluation", "case", "proposed_by", "decided_by"
    )
    note = get_object_or_404(found, pk=pk)
    note_look(note.person, note.person.code, by=request.user, on=localdate())
    return note


def _page(
    request: HttpRequest, note: OrganisationNote, refused: list[str] | None = None
) -> HttpResponse:
    on, user = localdate(), request.user
    waiting = note.state == OrganisationNote.State.PROPOSED
    handles = waiting and handled_by(note.person, user, on)
    context = {
        "note": note,
        "clause": cited("zhejiang-2015:3.2"),
        "proofs": proofs(note.evidence.all(), "selection:note-paper", note.pk),
        "may_drop": handles,
        "may_confirm": handles and user.pk != note.proposed_by_id,
        "refused": refused,
        "own": bool(user.person_code) and user.person_code == note.person.code,
    }
    status = 422 if refused else 200
    return render(request, "selection/marks_note.html", context, status=status)
