"""The pages of marks: list, one, propose; the lists that units enter; about oneself."""

from io import BytesIO
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Denied, Power, needs, powers_of
from quanheng.office.duties import papers
from quanheng.office.records.models import Person
from quanheng.office.selection.marks import actions, forms, queries
from quanheng.office.selection.marks.steps import STEPS, Offer, concerned, may_take, offered
from quanheng.office.selection.models import Mark, MarkEvidence


@needs(Power.MANAGE_SELECTION, Power.SEE_TEAMS)
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The live marks of an account's teams."""
    on, user = localdate(), request.user
    filter = queries.asked(request.GET, user, on)
    page, rows = queries.page_of(filter, user, on, request.GET.get("page"))
    words = sorted({one.label for one in queries.types(on)})
    manages = Power.MANAGE_SELECTION in powers_of(user, on)
    context = {"filter": filter, "choice": filter.choice, "page": page, "rows": rows}
    context |= {"words": words, "manages": manages, "states": Mark.State.choices[:3]}
    return render(request, "selection/marks_index.html", context)


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One mark; the look at the file is noted."""
    return _page(request, _mark(request, pk))


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on a mark."""
    mark, on, wanted = _mark(request, pk), localdate(), STEPS.get(step)
    if wanted is None:
        raise Http404
    if not may_take(wanted, mark, request.user, on):
        raise Denied(Power.MANAGE_SELECTION)
    form = wanted.form(request.POST, mark=mark, on=on)
    if form.is_valid():
        try:
            wanted.run(mark, form.cleaned_data, request.user, on)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已办理：%s。") % wanted.title)
            return _after(request, mark)
    return _page(request, _mark(request, pk), Offer(wanted, form, True))


def _after(request: HttpRequest, mark: Mark) -> HttpResponse:
    """The mark, or the list where it is seen no more."""
    seen = Mark.objects.visible_to(request.user).filter(pk=mark.pk).exists()
    return redirect("selection:mark", mark.pk) if seen else redirect("selection:marks")


@require_GET
@login_required
@never_cache
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The file of a piece of evidence."""
    return sent(get_object_or_404(MarkEvidence, mark=_mark(request, pk), pk=paper))


def sent(found: MarkEvidence) -> HttpResponse:
    """A file as evidence keeps it."""
    if not found.name or (data := papers.kept(found)) is None:
        raise Http404
    kind = papers.ENDINGS.get(Path(found.name).suffix.lower(), "application/octet-stream")
    return FileResponse(BytesIO(data), as_attachment=True, filename=found.name, content_type=kind)


@needs(Power.MANAGE_SELECTION)
@require_http_methods(["GET", "POST"])
@never_cache
def propose(request: HttpRequest) -> HttpResponse:
    """Ask about whom; then propose a mark of that person."""
    on, user = localdate(), request.user
    if "person" not in request.GET:
        return who(request, "selection:mark-propose")
    person = asked_person(request)
    told = {"person": person, "user": user, "on": on}
    form = forms.MarkForm(request.POST or None, request.FILES or None, **told)
    if form.is_valid():
        try:
            entry = actions.propose_mark(person, form.cleaned_data, form.rests(), by=user, on=on)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已提出，下一步告知本人。"))
            return redirect("selection:mark", entry.about_key)
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "selection/marks_propose.html", context, status=status)


def who(request: HttpRequest, onward: str) -> HttpResponse:
    """Ask about whom something is to be entered."""
    form = forms.WhoForm(request.POST or None, user=request.user, on=localdate())
    if form.is_valid():
        response = redirect(onward)
        response["Location"] += f"?person={form.cleaned_data['person'].pk}"
        return response
    context = {"form": form, "note": onward == "selection:note-new"}
    status = 422 if form.errors else 200
    return render(request, "selection/marks_who.html", context, status=status)


def asked_person(request: HttpRequest) -> Person:
    """The person that the address names, if the account handles selection there."""
    key = request.GET.get("person", "")
    people = Person.objects.visible_to(request.user, Power.MANAGE_SELECTION)
    return get_object_or_404(people, pk=key if key.isdigit() else 0)


@needs(Power.MANAGE_SELECTION, Power.SEE_TEAMS)
@require_http_methods(["GET", "POST"])
@never_cache
def words(request: HttpRequest) -> HttpResponse:
    """The lists that units have entered, and a new one."""
    on, user = localdate(), request.user
    manages = Power.MANAGE_SELECTION in powers_of(user, on)
    if request.method == "POST" and not manages:
        raise Denied(Power.MANAGE_SELECTION)
    form = forms.WordsForm(request.POST or None, user=user, on=on) if manages else None
    if form is not None and form.is_valid():
        data = form.cleaned_data
        lists = (data["to_use"].splitlines(), data["not_to_use"].splitlines())
        about = {"source": data["source"], "since": data["since"], "by": user, "on": on}
        try:
            actions.enter_words(data["unit"], data["clause"], *lists, **about)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已录入清单。"))
            return redirect("selection:mark-words")
    context = {"form": form, "lists": queries.entered_lists(user, on), "places": queries.places(on)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "selection/marks_words.html", context, status=status)


@require_GET
@login_required
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """What is said of the account's own person."""
    on = localdate()
    context = {"mine": queries.mine(request.user, on), "on": on}
    return render(request, "selection/marks_me.html", context)


def _mark(request: HttpRequest, pk: int) -> Mark:
    """A mark that the account may see; the look at the file is noted."""
    found = Mark.objects.visible_to(request.user).select_related(
        "person", "proposed_by", "shown_by", "decided_by", "closed_by", "words"
    )
    mark = get_object_or_404(found, pk=pk)
    note_look(mark.person, mark.person.code, by=request.user, on=localdate())
    return mark


def _page(request: HttpRequest, mark: Mark, tried: Offer | None = None) -> HttpResponse:
    on, user = localdate(), request.user
    offers = [
        tried
        if tried is not None and step.name == tried.step.name
        else Offer(step, step.form(auto_id=f"{step.name}_%s", mark=mark, on=on), False)
        for step in offered(mark, user, on)
    ]
    shown = tried is not None and tried in offers
    context = {
        "folder": queries.folder(mark, on),
        "mark": mark,
        "offers": offers,
        "own": concerned(mark, user),
        "holds": mark.holds(on),
        "refused": tried.form if tried is not None and not shown else None,
    }
    status = 422 if tried is not None else 200
    return render(request, "selection/marks_mark.html", context, status=status)
