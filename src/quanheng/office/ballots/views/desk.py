"""Pages of whoever organises a ballot: the list, the draft, the roll, one ballot, its end."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.ballots import queries, showing, steps
from quanheng.office.ballots.actions import (
    begin_issuing,
    change_ballot,
    draft_ballot,
    set_roll,
    void_ballot,
)
from quanheng.office.ballots.forms import BallotForm, ReasonForm, RollForm, written
from quanheng.office.ballots.models import Ballot, Voter
from quanheng.office.ballots.paper import Form
from quanheng.office.ballots.plan import Named
from quanheng.office.ballots.result_page import quorum_words, threshold_words
from quanheng.office.ballots.roll_lines import (
    Line,
    Unreadable,
    faults,
    lines,
    rows_of_text,
    rows_of_workbook,
)
from quanheng.office.ballots.tokens import key_fingerprints
from quanheng.office.ballots.views.asking import PEOPLE, done, held, page, seen

ROWS = 30
State = Ballot.State
AFTER_DRAFT = (State.ISSUING, State.OPEN, State.CLOSING, State.CLOSED)


@login_required
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The votes in which one stands in the roll, and those that one holds or counts."""
    mine = Voter.objects.filter(user=request.user, ballot__state__in=AFTER_DRAFT)
    found = Ballot.objects.visible_to(request.user).select_related(*PEOPLE).order_by("-pk")
    state = request.GET.get("state", "")
    chosen = found.filter(state=state) if state in State.values else found
    context = {
        "mine": mine.select_related("ballot").order_by("-ballot_id")[:ROWS],
        "page": paged(chosen, request),
        "states": State.choices,
        "state": state,
        "may_hold": Power.HOLD_BALLOTS in powers_of(request.user, localdate()),
    }
    return page(request, "index", context)


@needs(Power.HOLD_BALLOTS)
@require_http_methods(["GET", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A new ballot: first its kind, then everything else."""
    kind = request.GET.get("form", "")
    if kind not in Form.values:
        return page(request, "kinds", {"kinds": Form.choices})
    form = BallotForm(
        request.POST if request.method == "POST" else None,
        form=kind, user=request.user, on=localdate(),
    )  # fmt: skip
    if form.is_valid() and (entry := planned(request, form, draft_ballot)):
        return redirect("ballots:roll", pk=entry.about_key)
    return page(request, "edit", {"form": form, "kind": Form(kind)}, form)


@needs(Power.HOLD_BALLOTS)
@require_http_methods(["GET", "POST"])
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    ballot = held(request, pk)
    if ballot.state != State.DRAFT:
        raise Http404
    form = BallotForm(
        request.POST if request.method == "POST" else None,
        initial=written(ballot), form=ballot.form, user=request.user, on=localdate(),
    )  # fmt: skip
    if form.is_valid() and planned(request, form, change_ballot, ballot):
        return redirect("ballots:ballot", pk=pk)
    context = {"form": form, "kind": Form(ballot.form), "ballot": ballot}
    return page(request, "edit", context, form)


def planned(request: HttpRequest, form: BallotForm, action: Any, *about: Ballot) -> Any:
    """The entry of an action on the form's plan; None after adding to the form why not."""
    try:
        return action(*about, form.plan(), by=request.user, on=localdate())
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


@login_required
@require_GET
@never_cache
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """One ballot: how far it is, what is next, what it asks."""
    found = seen(request, pk)
    me, people, paper = steps.standing(found, request.user), queries.progress(found), found.asked()
    context = {
        "ballot": found,
        "me": me,
        "line": steps.line(found),
        "tasks": steps.tasks(found, me, people),
        "people": people,
        "paper": paper,
        "heading": showing.heading(paper),
        "classes": found.classes.all(),
        "keys": key_fingerprints(found),
        "passing": threshold_words(found.passing()),
        "quorum": quorum_words(found),
    }
    return page(request, "ballot", context)


@login_required
@require_GET
@never_cache
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The roll."""
    found = seen(request, pk)
    q, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    voters = queries.roll(found, q, state)
    if state == "present":
        voters = voters.filter(present=True)
    context = {
        "ballot": found,
        "page": paged(voters, request),
        "q": q,
        "state": state,
        "states": [("present", _("已到会")), *Voter.Received.choices],
    }
    return page(request, "people", context)


@needs(Power.HOLD_BALLOTS)
@require_http_methods(["GET", "POST"])
@never_cache
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """The roll of a draft: pasted or uploaded, looked through, then kept."""
    ballot = held(request, pk)
    if ballot.state != State.DRAFT:
        raise Http404
    classes = list(ballot.classes.all())
    posted = request.method == "POST"
    start = {} if posted else {"lines": roll_text(ballot)}
    sent = (request.POST, request.FILES) if posted else (None, None)
    form = RollForm(*sent, initial=start)
    read: list[Line] = []
    wrong: dict[int, list[str]] = {}
    if posted and form.is_valid() and (read := read_lines(form)):
        wrong = faults_of(read, [one.name for one in classes])
        if not wrong and "keep" in request.POST and keep_roll(request, ballot, read, classes):
            return redirect("ballots:ballot", pk=pk)
        form = RollForm({"lines": "\n".join("\t".join(line[1:]).rstrip() for line in read)})
    context = {"ballot": ballot, "form": form, "read": read, "wrong": wrong, "classes": classes}
    return page(request, "roll", context, form)


def read_lines(form: RollForm) -> list[Line]:
    """The lines of a valid form; none after adding to it what is wrong."""
    file = form.cleaned_data.get("file")
    try:
        found = lines(
            rows_of_workbook(file.read()) if file else rows_of_text(form.cleaned_data["lines"])
        )
    except Unreadable as error:
        form.add_error("file", str(error))
        return []
    if not found:
        form.add_error(None, _("没有读到任何人。"))
    return found


def faults_of(read: list[Line], classes: list[str]) -> dict[int, list[str]]:
    """What is wrong by the number of the line."""
    asked = {line.login for line in read if line.login}
    known = set(
        User.objects.filter(is_active=True, is_system=False, username__in=asked)
        .values_list("username", flat=True)
    )  # fmt: skip
    wrong: dict[int, list[str]] = {}
    for number, text in faults(read, classes, known):
        wrong.setdefault(number, []).append(text)
    return wrong


def keep_roll(request: HttpRequest, ballot: Ballot, read: list[Line], classes: list[Any]) -> Any:
    """Write the roll; None after a message that it was refused."""
    named = [
        Named(line.name, line.place, line.voter_class or classes[0].name, line.login)
        for line in read
    ]
    said = _("名册已写入：%(number)d 人。") % {"number": len(named)}
    return done(request, said, set_roll, ballot, named, by=request.user, on=localdate())


def roll_text(ballot: Ballot) -> str:
    """The roll as it is pasted."""
    voters = ballot.voters.select_related("voter_class", "user")
    return "\n".join(
        "\t".join(
            (one.name, one.place, one.voter_class.name, one.user.username if one.user else "")
        ).rstrip()
        for one in voters
    )


@needs(Power.HOLD_BALLOTS)
@require_http_methods(["GET", "POST"])
@never_cache
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle paper, rules and roll for good."""
    ballot = held(request, pk)
    if ballot.state != State.DRAFT:
        raise Http404
    told = {"by": request.user, "on": localdate()}
    said = _("已开始发票；票面、规则和名册不能再改。")
    if request.method == "POST" and done(request, said, begin_issuing, ballot, **told):
        return redirect("ballots:ballot", pk=pk)
    paper = ballot.asked()
    context = {
        "ballot": ballot,
        "people": queries.progress(ballot),
        "heading": showing.heading(paper),
        "groups": showing.groups(paper, {}),
    }
    return page(request, "begin", context)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """End a ballot that is not counted, with a reason."""
    ballot = seen(request, pk)
    if ballot.state in (State.CLOSED, State.VOID):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": request.user, "on": localdate()}
        if done(request, _("投票已作废。"), void_ballot, ballot, **told):
            return redirect("ballots:ballot", pk=pk)
    return page(request, "void", {"ballot": ballot, "form": form}, form)


def paged(found: Any, request: HttpRequest) -> Page:
    """One page of a list."""
    return Paginator(found, ROWS).get_page(request.GET.get("page"))
