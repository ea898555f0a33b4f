"""What the views of ballots share: finding a ballot, doing something that may be refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from quanheng.office.ballots.models import Ballot

PEOPLE = ("organiser", "first_teller", "second_teller")


def seen(request: HttpRequest, pk: int) -> Ballot:
    """A ballot that the account may see; 404 for others."""
    ballots = Ballot.objects.visible_to(request.user).select_related(*PEOPLE)
    ballot: Ballot = get_object_or_404(ballots, pk=pk)
    return ballot


def held(request: HttpRequest, pk: int) -> Ballot:
    """A ballot that the account may hold; 404 for others."""
    ballots = Ballot.objects.held_by(request.user).select_related(*PEOPLE)
    ballot: Ballot = get_object_or_404(ballots, pk=pk)
    return ballot


def done(
    request: HttpRequest, said: str, action: Callable[..., Any], *about: Any, **told: Any
) -> Any:
    """What an action returns, with a message; None after the message that it was refused."""
    try:
        made = action(*about, **told)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return None
    if said:
        messages.success(request, said)
    return made


def page(
    request: HttpRequest, template: str, context: dict[str, Any], form: Any = None
) -> HttpResponse:
    """A page; one with a refused form says so in its status."""
    status = 422 if form is not None and form.errors else 200
    return render(request, f"ballots/{template}.html", context, status=status)
