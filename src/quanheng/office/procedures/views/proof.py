"""A case as a package that proves itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from quanheng.office.accounts.powers import Power
from quanheng.office.language import said
from quanheng.office.ledger.checkpoints import LedgerRefused
from quanheng.office.procedures.proof import proof_of
from quanheng.office.procedures.views.answers import case_seen


@require_GET
@login_required
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The case's ledger entries with their proofs, and the script that verifies them."""
    if not request.user.has_perm(Power.SEE_LEDGER):
        raise PermissionDenied
    case = case_seen(request, pk)
    try:
        content = proof_of(case)
    except LedgerRefused as refused:
        messages.error(request, said(refused.message))
        return redirect("procedures:case", pk=pk)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="case-{pk}-proof.zip"'
    return response
