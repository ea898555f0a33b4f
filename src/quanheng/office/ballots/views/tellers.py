"""The tellers' page: passphrase, confirming the opening, ending, counting."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from quanheng.office.ballots import queries, showing, steps
from quanheng.office.ballots.actions import (
    begin_closing,
    confirm_opening,
    finish_closing,
    set_passphrase,
)
from quanheng.office.ballots.forms import OpeningForm, PassphraseForm
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.views.asking import done, page, seen

State = Ballot.State


def teller_of(request: HttpRequest, pk: int) -> tuple[Ballot, steps.Standing]:
    """A ballot that the account counts; 404 for others."""
    ballot = seen(request, pk)
    me = steps.standing(ballot, request.user)
    if not me.teller:
        raise Http404
    return ballot, me


@login_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def teller(request: HttpRequest, pk: int) -> HttpResponse:
    """What this teller has to do now; a post sets the passphrase."""
    ballot, me = teller_of(request, pk)
    form = PassphraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = _("口令已设置。请妥善保管，忘记后无法找回。")
        told = {"by": request.user, "on": localdate()}
        if done(request, said, set_passphrase, ballot, form.cleaned_data["passphrase"], **told):
            return redirect("ballots:ballot", pk=pk)
    return page(request, "teller", context_of(request, ballot, me, form), form)


@login_required
@require_POST
@never_cache
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that voting opens."""
    ballot, me = teller_of(request, pk)
    said = _("已确认，等待第二计票人确认。") if me.first else _("投票已开始。")
    done(request, said, confirm_opening, ballot, by=request.user, on=localdate())
    return redirect("ballots:ballot", pk=pk)


@login_required
@require_POST
@sensitive_post_parameters()
@never_cache
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Open one's own seal with the passphrase: the outer one ends the voting, the inner counts."""
    ballot, me = teller_of(request, pk)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return page(request, "teller", context_of(request, ballot, me, form), form)
    said = _("投票已结束，等待第二计票人开票。") if me.first else _("计票完成。")
    action = begin_closing if me.first else finish_closing
    told = {"by": request.user, "on": localdate()}
    if not done(request, said, action, ballot, form.cleaned_data["passphrase"], **told):
        return redirect("ballots:teller", pk=pk)
    return redirect("ballots:ballot" if me.first else "ballots:result", pk=pk)


def context_of(
    request: HttpRequest, ballot: Ballot, me: steps.Standing, form: Any
) -> dict[str, Any]:
    """What the page shows; ``turn`` says what this teller can do now."""
    keys = set(ballot.teller_keys.values_list("teller_id", flat=True))
    mine = request.user.pk in keys
    early = ballot.state in (State.DRAFT, State.ISSUING) and not ballot.first_confirmed
    ready = ballot.state == State.ISSUING and len(keys) == 2 and steps.can_open(ballot)
    turns = {
        "confirm": ready and (me.second if ballot.first_confirmed else me.first),
        "end": ballot.state == State.OPEN and me.first,
        "count": ballot.state == State.CLOSING and me.second,
        "passphrase": early,
    }
    turn = next((name for name, now in turns.items() if now), "")
    opening = isinstance(form, OpeningForm)
    paper = ballot.asked()
    return {
        "ballot": ballot,
        "me": me,
        "mine": mine,
        "turn": turn,
        "early": early,
        "people": queries.progress(ballot),
        "form": PassphraseForm() if opening else form,
        "opening": form if opening else OpeningForm(),
        "heading": showing.heading(paper),
        "groups": showing.groups(paper, {}),
    }
