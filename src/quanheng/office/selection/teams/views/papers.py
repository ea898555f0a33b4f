"""Analyses, descriptions of posts, opinions on people: writing, reading, signing, taking out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.powers import Power, needs
from quanheng.office.documents.official.drawing import (
    PaperRefused,
    official_docx,
    official_pdf,
)
from quanheng.office.records.models import Person
from quanheng.office.records.views.answers import may, tried, unit_seen
from quanheng.office.selection.models import PostFit, PostNeed, TeamAnalysis
from quanheng.office.selection.teams import actions, papers
from quanheng.office.selection.teams.forms import AnalysisForm, FitForm, PostForm, WhoForm
from quanheng.office.selection.teams.snapshots import of_person, of_team, read

KINDS: dict[str, Any] = {"analysis": TeamAnalysis, "post": PostNeed, "fit": PostFit}
"""The papers by the word in their address."""
FILES = {
    "pdf": (official_pdf, "application/pdf"),
    "docx": (
        official_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def paper_seen(request: HttpRequest, kind: str, pk: int) -> papers.Paper:
    """A paper that the account may see; whoever reads one on a person is noted."""
    if kind not in KINDS:
        raise Http404
    unit = ("need__unit", "person") if kind == "fit" else ("unit",)
    seen = KINDS[kind].objects.visible_to(request.user).select_related(*unit, "by", "signed_by")
    found: papers.Paper = get_object_or_404(seen, pk=pk)
    if isinstance(found, PostFit):
        note_look(found.person, found.person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return found


@require_GET
@needs(Power.SEE_TEAMS)
@never_cache
def show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A paper: what was written, the figures of its day, who signed."""
    paper, user = paper_seen(request, kind, pk), request.user
    unit = paper.need.unit if isinstance(paper, PostFit) else paper.unit
    manages = may(user, unit, Power.MANAGE_SELECTION)  # type: ignore[arg-type]
    context = {
        "paper": paper,
        "kind": kind,
        "unit": unit,
        "title": papers.official(paper).title,
        "parts": papers.parts(paper),
        "grids": read(paper.facts),
        "fits": PostFit.objects.visible_to(user).filter(need=paper).select_related("person", "by")
        if isinstance(paper, PostNeed)
        else (),
        "manages": manages,
        "signs": manages and paper.signed_by_id is None and paper.by_id != user.pk,
    }
    return render(request, "selection/teams_paper.html", context)


@require_POST
@needs(Power.MANAGE_SELECTION)
def sign(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Sign what another one wrote."""
    paper = paper_seen(request, kind, pk)
    try:
        actions.sign_paper(paper, by=request.user, on=localdate())  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, "".join(refused.messages))
    else:
        messages.success(request, _("已签署。"))
    return redirect("selection:team-paper", kind=kind, pk=pk)


@require_GET
@needs(Power.SEE_TEAMS)
@never_cache
def take(request: HttpRequest, kind: str, pk: int, format: str) -> HttpResponse:
    """A paper as a file; the ledger says who took it."""
    if format not in FILES:
        raise Http404
    paper, (draw, content) = paper_seen(request, kind, pk), FILES[format]
    try:
        data = draw(papers.official(paper))
    except PaperRefused as refused:
        messages.error(request, "".join(refused.messages))
        return redirect("selection:team-paper", kind=kind, pk=pk)
    actions.note_taken(paper, format, by=request.user, on=localdate())  # type: ignore[arg-type]
    response = HttpResponse(data, content_type=content)
    response["Content-Disposition"] = f'attachment; filename="{kind}-{pk}.{format}"'
    return response


@require_http_methods(["GET", "POST"])
@needs(Power.MANAGE_SELECTION)
@never_cache
def analyse(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an analysis of a team, beside the figures of today."""
    unit, on, user = unit_seen(request, pk, Power.MANAGE_SELECTION), localdate(), request.user
    form = AnalysisForm(request.POST or None)
    if form.is_valid():
        made = tried(form, actions.write_analysis, unit, form.cleaned_data, by=user, on=on)
        if made is not None:
            return redirect("selection:team-paper", kind="analysis", pk=made.about_key)
    grids = read(of_team(unit, user, on))  # type: ignore[arg-type]
    return _writing(request, form, unit=unit, grids=grids, title=_("分析研判"))


@require_http_methods(["GET", "POST"])
@needs(Power.MANAGE_SELECTION)
@never_cache
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe a post to fill, beside the figures of today."""
    unit, on, user = unit_seen(request, pk, Power.MANAGE_SELECTION), localdate(), request.user
    form = PostForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        told = (unit, data["level"], data["chief"], data)
        made = tried(form, actions.describe_post, *told, by=user, on=on)
        if made is not None:
            return redirect("selection:team-paper", kind="post", pk=made.about_key)
    grids = read(of_team(unit, user, on))  # type: ignore[arg-type]
    return _writing(request, form, unit=unit, grids=grids, title=_("职位需求分析"))


@require_http_methods(["GET", "POST"])
@needs(Power.MANAGE_SELECTION)
@never_cache
def fit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is found of a person for a post, beside what is on file; first ask for whom."""
    seen = PostNeed.objects.visible_to(request.user).select_related("unit")
    need, on, user = get_object_or_404(seen, pk=pk), localdate(), request.user
    who = WhoForm(request.GET or None, user=user, on=on)  # type: ignore[arg-type]
    if not who.is_valid():
        return render(request, "selection/teams_who.html", {"need": need, "form": who})
    person: Person = who.cleaned_data["person"]
    form = FitForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        told = (need, person, data["opinion"], data["questions"])
        made = tried(form, actions.give_opinion, *told, by=user, on=on)
        if made is not None:
            return redirect("selection:team-paper", kind="fit", pk=made.about_key)
    note_look(person, person.code, by=user, on=on)  # type: ignore[arg-type]
    context = {"grids": read(of_person(person, on)), "need": need, "person": person}
    return _writing(request, form, unit=need.unit, title=_("人岗匹配评估意见"), **context)


def _writing(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """The page on which a paper is written; a refused form says so in its status."""
    status = 422 if form.errors else 200
    return render(request, "selection/teams_write.html", {"form": form, **context}, status=status)
