"""The door: slips printed once, people ticked off, slips handed out."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.ballots import codes, queries
from quanheng.office.ballots.actions import check_in, move_check_in, print_slips, undo_check_in
from quanheng.office.ballots.forms import MoveForm, ReasonForm
from quanheng.office.ballots.models import Ballot, Voter
from quanheng.office.ballots.printing import sheets
from quanheng.office.ballots.views.asking import done, held, page, seen

ROWS = 25
State = Ballot.State
AT_THE_DOOR = (State.ISSUING, State.OPEN)


@needs(Power.HOLD_BALLOTS)
@require_http_methods(["GET", "POST"])
@never_cache
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that slips are printed once; the answer to the button is the only one with the codes."""
    ballot = held(request, pk)
    if ballot.state != State.ISSUING or not ballot.slips:
        raise Http404
    classes = list(ballot.classes.all())
    number = {kind: codes.amount(kind.voters.count()) for kind in classes}
    if request.method == "POST":
        made = {kind: codes.new_codes(number[kind]) for kind in classes}
        by_key = {kind.pk: found for kind, found in made.items()}
        if done(request, "", print_slips, ballot, by_key, by=request.user, on=localdate()):
            address = request.build_absolute_uri(reverse("ballots:vote"))
            drawn = sheets({kind.name: found for kind, found in made.items()}, address)
            told = {"ballot": ballot, "sheets": drawn, "several": len(classes) > 1}
            return page(request, "printed", {**told, "address": address})
        ballot.refresh_from_db()
    told = {"ballot": ballot, "numbers": number.items(), "total": sum(number.values())}
    return page(request, "slips", told)


@login_required
@require_GET
@never_cache
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick people off and hand out slips; found by name."""
    ballot = at_the_door(request, pk)
    q, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    voters = queries.roll(ballot, q)
    if show == "missing":
        voters = voters.filter(present=False)
    context = {
        "ballot": ballot,
        "q": q,
        "show": show,
        "people": queries.progress(ballot),
        "page": Paginator(voters, ROWS).get_page(request.GET.get("page")),
        "several": ballot.classes.count() > 1,
        "can_slip": ballot.slips and ballot.slips_printed,
    }
    return page(request, "door", context)


@login_required
@require_POST
@never_cache
def tick(request: HttpRequest, pk: int, voter: int) -> HttpResponse:
    """Somebody is there; with ``slip``, has drawn a slip."""
    ballot = at_the_door(request, pk)
    who = get_object_or_404(ballot.voters.select_related("ballot"), pk=voter)
    slip = "slip" in request.POST
    said = _("%(name)s：已报到并领票。") if slip else _("%(name)s：已报到。")
    told = {"slip": slip, "by": request.user, "on": localdate()}
    done(request, said % {"name": who.name}, check_in, who, **told)
    return redirect("ballots:door", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def correct(request: HttpRequest, pk: int, voter: int) -> HttpResponse:
    """Put right what was ticked wrongly: not there after all, or it was somebody else."""
    ballot = at_the_door(request, pk)
    who = get_object_or_404(ballot.voters.select_related("ballot", "voter_class"), pk=voter)
    handed = who.received == Voter.Received.SLIP
    sent = request.POST if request.method == "POST" else None
    form = MoveForm(sent, voter=who) if handed else ReasonForm(sent)
    if form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "by": request.user, "on": localdate()}
        about = (who, form.cleaned_data["to"]) if handed else (who,)
        action = move_check_in if handed else undo_check_in
        if done(request, _("已更正。"), action, *about, **told):
            return redirect("ballots:door", pk=pk)
    context = {"ballot": ballot, "voter": who, "form": form, "handed": handed}
    return page(request, "correct", context, form)


def at_the_door(request: HttpRequest, pk: int) -> Ballot:
    """A ballot for which people are ticked off now; 404 for others."""
    ballot = seen(request, pk)
    if ballot.state not in AT_THE_DOOR:
        raise Http404
    return ballot
