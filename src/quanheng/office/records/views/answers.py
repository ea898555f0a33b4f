"""How pages of this app look things up, refuse, and answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.access import note_look
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.records.models import MODELS, Person, Record, Unit
from quanheng.office.records.photos import has_photo
from quanheng.office.records.queries.people import shows

ROWS = 50


def model_named(name: str) -> type[Record]:
    """A record model by its name; 404 for another name."""
    if name not in MODELS:
        raise Http404
    return MODELS[name]


def person_seen(request: HttpRequest, pk: int, power: Power | None = None) -> Person:
    """A person that the account may see, or over whom it has a power; else 404."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.user, power), pk=pk)
    return found


def unit_seen(request: HttpRequest, pk: int, power: Power | None = None) -> Unit:
    """As ``person_seen``, for a unit."""
    found: Unit = get_object_or_404(Unit.objects.visible_to(request.user, power), pk=pk)
    return found


def record_seen(request: HttpRequest, model: str, pk: int, power: Power | None = None) -> Record:
    """As ``person_seen``, for a record; family only after it was asked for.

    The look is noted for the person whose record it is, or who answers for it.
    """
    seen = model_named(model).objects.visible_to(request.user, power)
    line: Record = get_object_or_404(seen, pk=pk)
    person = getattr(line, "person", None) or getattr(line, "owner", None)
    if person is not None:
        if not shows(type(line), person, request.user, localdate()):  # type: ignore[arg-type]
            raise Http404
        note_look(person, person.code, by=request.user, on=localdate())  # type: ignore[arg-type]
    return line


def photo_address(person: Person) -> str:
    """Where the photograph of a person is; nothing without one."""
    return reverse("records:photo", args=[person.pk]) if has_photo(person) else ""


def may(user: User, thing: Person | Unit | Record, power: Power) -> bool:
    """Whether an account has a power over a person, a unit or a record."""
    seen = type(thing)._default_manager.visible_to(user, power)  # type: ignore[attr-defined]
    return bool(seen.filter(pk=thing.pk).exists())


def tried(form: forms.Form, action: Callable[..., Any], *args: Any, **values: Any) -> Any:
    """What an action returns; None after adding to the form why it was refused."""
    try:
        return action(*args, **values)
    except ValidationError as refused:
        if hasattr(refused, "error_dict"):
            for name, errors in refused.error_dict.items():
                form.add_error(name if name in form.fields else None, errors)  # type: ignore[arg-type]
        else:
            form.add_error(None, refused)
    return None


def page(
    request: HttpRequest, template: str, form: forms.Form | None = None, **context: Any
) -> HttpResponse:
    """A page; one with a refused form says so in its status."""
    status = 422 if form is not None and form.errors else 200
    shown = {"form": form, **context} if form is not None else context
    return render(request, f"records/{template}.html", shown, status=status)
