"""After the count: the result, the sheet to sign, the votes to count by hand, the used codes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from quanheng.office.ballots import queries
from quanheng.office.ballots.actions import note_recount_export
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.printing import drawn
from quanheng.office.ballots.proof import proof_of
from quanheng.office.ballots.recount import recount_book
from quanheng.office.ballots.result_page import quorum_words, sections, threshold_words, totals
from quanheng.office.ballots.views.asking import done, page, seen
from quanheng.office.ballots.views.voting import shown
from quanheng.office.language import language
from quanheng.office.ledger.checkpoints import LedgerRefused

State = Ballot.State
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def counted(request: HttpRequest, pk: int) -> Ballot:
    """A ballot whose count the account may see; 404 for others."""
    ballot = seen(request, pk)
    if ballot.state != State.CLOSED:
        raise Http404
    return ballot


def told(ballot: Ballot) -> dict[str, Any]:
    """Everything that result and sheet say."""
    result = queries.result(ballot)
    counts = ballot.counts()
    invalid = (counts.returned or 0) - (counts.valid or 0)
    return {
        "ballot": ballot,
        "result": result,
        "counts": counts,
        "invalid": invalid,
        "sections": sections(ballot, result) if ballot.counted else [],
        "totals": totals(ballot, result),
        "passing": threshold_words(ballot.passing()),
        "quorum": quorum_words(ballot),
        "joined": [group for group in result.groups if "＋" in group.name],
    }


@login_required
@require_GET
@never_cache
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What the count says."""
    return page(request, "result", told(counted(request, pk)))


@login_required
@require_GET
@never_cache
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The count sheet, to print and sign."""
    ballot = counted(request, pk)
    listed = reverse("ballots:vote-used", args=[ballot.paper_hash, ballot.pk])
    address = request.build_absolute_uri(listed)
    return page(request, "sheet", {**told(ballot), "address": address, "qr": drawn(address)})


@login_required
@require_POST
@never_cache
def recount(request: HttpRequest, pk: int) -> HttpResponse:
    """The single votes as a workbook; the ledger tells that they were taken out."""
    ballot = counted(request, pk)
    if not done(request, "", note_recount_export, ballot, by=request.user, on=localdate()):
        return redirect("ballots:result", pk=pk)
    answer = HttpResponse(recount_book(ballot), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="recount-{ballot.pk}.xlsx"'
    return answer


@login_required
@require_POST
@never_cache
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The count as a package that proves itself; the ledger tells that it was taken out."""
    ballot = counted(request, pk)
    try:
        content = proof_of(ballot)
    except LedgerRefused as refused:
        messages.error(request, refused.message.in_(language()))
        return redirect("ballots:result", pk=pk)
    if not done(request, "", note_recount_export, ballot, by=request.user, on=localdate()):
        return redirect("ballots:result", pk=pk)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="count-{ballot.pk}-proof.zip"'
    return answer


@login_not_required
@require_safe
def used(request: HttpRequest, paper_hash: str, pk: int) -> HttpResponse:
    """The fingerprints of the codes and tokens that voted, sorted; no choices. For everybody."""
    ballot = get_object_or_404(Ballot, pk=pk, paper_hash=paper_hash, state=State.CLOSED)
    return shown("used", {"ballot": ballot, "hashes": queries.counted_hashes(ballot)})


@login_required
@require_GET
def protection(request: HttpRequest) -> HttpResponse:
    """What is protected and what is not."""
    return page(request, "protection", {})
