"""The ledger as auditors read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.language import said
from quanheng.office.ledger.checkpoints import LedgerRefused, make_checkpoint, own_key
from quanheng.office.ledger.details import told_in_words
from quanheng.office.ledger.forms import Filters
from quanheng.office.ledger.models import Checkpoint, Details, Entry, Head
from quanheng.office.ledger.proofs import prove
from quanheng.office.ledger.queries import checkpoint_over, chosen, in_words, window

sees_ledger = permission_required("see_ledger", raise_exception=True)
signs = permission_required("sign_checkpoint", raise_exception=True)


def told(refused: LedgerRefused) -> str:
    """A refusal in the language of the page."""
    return said(refused.message)


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number of the query string; None when absent or not one."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


@require_GET
@login_required
@sees_ledger
def entries(request: HttpRequest) -> HttpResponse:
    """The entries, newest first."""
    form = Filters(request.GET)
    form.is_valid()
    rows = chosen(Entry.objects.visible_to(request.user), getattr(form, "cleaned_data", {}))
    context = {
        "form": form,
        "window": window(rows, number_in(request, "before"), number_in(request, "after")),
        "size": Head.objects.values_list("size", flat=True).first() or 0,
        "latest": Checkpoint.objects.order_by("size").last(),
    }
    return render(request, "ledger/entries.html", context)


@require_GET
@login_required
@sees_ledger
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with its details."""
    found = get_object_or_404(Entry.objects.visible_to(request.user), number=number)
    details = Details.objects.filter(entry=found).first()
    context = {
        "line": in_words(found),
        "details": details,
        "told": told_in_words(found.about_kind, details.values if details else {}),
        "checkpoint": checkpoint_over(number),
        "leaf": bytes(found.leaf).hex(),
        "commitment": bytes(found.commitment).hex(),
    }
    return render(request, "ledger/entry.html", context)


@require_GET
@login_required
@sees_ledger
def proof(request: HttpRequest, number: int) -> HttpResponse:
    """The proof that an entry stands in the ledger, as a file.

    It has no details where the page masks some: the proof of what they are would have to show them.
    """
    found = get_object_or_404(Entry.objects.visible_to(request.user), number=number)
    details = Details.objects.filter(entry=found).first()
    masked = details is not None and told_in_words(found.about_kind, details.values).masked
    try:
        proven = prove(number, with_details=not masked and "without-details" not in request.GET)
    except LedgerRefused as refused:
        messages.error(request, told(refused))
        return redirect("ledger:entry", number=number)
    response = JsonResponse(proven, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="ledger-proof-{number}.json"'
    return response


@require_GET
@login_required
@sees_ledger
def checkpoints(request: HttpRequest) -> HttpResponse:
    """The signed checkpoints, newest first."""
    context = {
        "checkpoints": Checkpoint.objects.order_by("-size")[:100],
        "size": Head.objects.values_list("size", flat=True).first() or 0,
        "may_sign": request.user.has_perm("sign_checkpoint"),
    }
    return render(request, "ledger/checkpoints.html", context)


@require_GET
@login_required
@sees_ledger
def note(request: HttpRequest, size: int) -> HttpResponse:
    """A checkpoint as a file, to be kept elsewhere."""
    found = get_object_or_404(Checkpoint, size=size)
    return file(found.note, f"checkpoint-{size}.txt", "text/plain; charset=utf-8")


@require_GET
@login_required
@sees_ledger
def key(request: HttpRequest) -> HttpResponse:
    """The public key, for those who verify."""
    return file(own_key().pem(), "ledger.pem", "application/x-pem-file")


@require_POST
@login_required
@signs
def sign(request: HttpRequest) -> HttpResponse:
    """Verify the ledger and sign a checkpoint."""
    try:
        make_checkpoint()
    except LedgerRefused as refused:
        messages.error(request, told(refused))
    return redirect("ledger:checkpoints")


def file(content: str, name: str, kind: str) -> HttpResponse:
    """An answer that the browser saves."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
