"""How pages of this app look cases up, refuse, and answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quanheng.office.procedures.models import Case


def case_seen(request: HttpRequest, pk: int) -> Case:
    """A case that the account may see; else 404."""
    seen = Case.objects.visible_to(request.user)
    found: Case = get_object_or_404(
        seen.select_related("person", "unit", "place", "opened_by"), pk=pk
    )
    return found


def tried(form: forms.Form, action: Callable[..., Any], *args: Any, **values: Any) -> Any:
    """What an action returns; None after adding to the form why it was refused."""
    try:
        return action(*args, **values)
    except ValidationError as refused:
        refuse(form, refused)
    return None


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Add to a form why an action was refused, by field where the action says so."""
    if hasattr(refused, "error_dict"):
        for name, errors in refused.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)  # type: ignore[arg-type]
    else:
        form.add_error(None, refused)


def done(
    request: HttpRequest, told: str, action: Callable[..., Any], *args: Any, **values: Any
) -> bool:
    """Whether an action was done; a message says that it was, or why it was refused."""
    try:
        action(*args, **values)
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
        return False
    messages.success(request, told)
    return True


def unsaid(request: HttpRequest, form: forms.Form) -> None:
    """Messages for what a form lacks that has no page of its own."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}：{error}" if label else str(error))


def back(request: HttpRequest, case: Case) -> HttpResponse:
    """The page of the case; the board where the account no longer sees it."""
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("procedures:case", pk=case.pk)
    return redirect("procedures:board")


def page(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.Form | None = None
) -> HttpResponse:
    """A page; one with a refused form says so in its status."""
    status = 422 if form is not None and form.errors else 200
    return render(
        request,
        f"procedures/{template}.html",
        {**context} if form is None else {**context, "form": form},
        status=status,
    )
