"""A voter's own phone: where one stands in the roll, and the token signed blind."""

import binascii
from base64 import b64encode, urlsafe_b64decode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.ballots.actions import give_token
from quanheng.office.ballots.models import Ballot, TokenKey, Voter
from quanheng.office.ballots.tokens import signature_for
from quanheng.office.ballots.views.asking import page

MOST = 2_000
"""Characters of a blinded message as it is sent."""


def own_place(request: HttpRequest, pk: int) -> Voter:
    """One's own line in the roll of a ballot that is no draft any more; 404 for others."""
    found = Voter.objects.select_related("ballot", "voter_class", "user")
    settled = found.exclude(ballot__state__in=(Ballot.State.DRAFT, Ballot.State.VOID))
    voter: Voter = get_object_or_404(settled, ballot_id=pk, user=request.user)
    return voter


@login_required
@require_GET
@never_cache
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """How one votes: by slip, or with a token fetched here."""
    voter = own_place(request, pk)
    key = TokenKey.objects.filter(voter_class=voter.voter_class).first()
    public = b64encode(bytes(key.public)).decode() if key else ""
    return page(request, "mine", {"voter": voter, "ballot": voter.ballot, "public": public})


@login_required
@require_POST
@never_cache
def token(request: HttpRequest, pk: int) -> JsonResponse:
    """The blind signature of what the phone sent; the same again for the same request."""
    voter, sent = own_place(request, pk), request.POST.get("blinded", "")[:MOST]
    try:
        blinded = urlsafe_b64decode(sent + "=" * (-len(sent) % 4))
    except (binascii.Error, ValueError):
        blinded = b""
    try:
        if voter.blinded is None or bytes(voter.blinded) != blinded:
            give_token(voter, blinded, by=request.user, on=localdate())
            voter.refresh_from_db()
        signed = signature_for(voter)
    except ValidationError as refused:
        return JsonResponse({"refused": " ".join(refused.messages)}, status=409)
    return JsonResponse({"signature": b64encode(signed).decode()})
