"""Single records: add one, see its history."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quanheng.office.accounts.powers import Power
from quanheng.office.records import actions
from quanheng.office.records.forms import AddForm
from quanheng.office.records.models import Duty, Person, Record, Unit
from quanheng.office.records.queries.people import enterable, history
from quanheng.office.records.views.answers import (
    may,
    model_named,
    page,
    person_seen,
    record_seen,
    tried,
    unit_seen,
)


@login_required
@require_http_methods(["GET", "POST"])
def add_to_person(request: HttpRequest, pk: int, model: str) -> HttpResponse:
    """Add a record to a person's file."""
    return _add(request, person_seen(request, pk, Power.EDIT_RECORDS), "person", model)


@login_required
@require_http_methods(["GET", "POST"])
def add_to_unit(request: HttpRequest, pk: int, model: str) -> HttpResponse:
    """Add a record about a unit."""
    return _add(request, unit_seen(request, pk, Power.EDIT_RECORDS), "unit", model)


def _add(request: HttpRequest, subject: Person | Unit, about: str, model: str) -> HttpResponse:
    kind, of_unit = model_named(model), about == "unit"
    if model not in dict(enterable(of_unit)):
        raise Http404
    if of_unit and kind is Duty:
        about = "lead_unit"
    without = ("person", "unit") if _either(kind) else (about,)
    form = AddForm(request.POST or None, model=kind, user=request.user, without=without)
    if form.is_valid():
        values = {**form.values(), about: subject}
        options = {"source": form.cleaned_data["source"], "by": request.user, "on": localdate()}
        if tried(form, actions.add_record, kind, values, **options) is not None:
            messages.success(request, _("已登记。"))
            return redirect(f"{_address(subject)}?kind={model}")
    context = {"subject": subject, "back": _address(subject), "title": kind._meta.verbose_name}
    return page(request, "add", form, kinds=enterable(of_unit), kind=model, **context)


def _either(model: type[Record]) -> bool:
    return any(field.name == "person" and field.null for field in model._meta.fields)


def _address(subject: Person | Unit) -> str:
    return reverse(
        "records:person" if isinstance(subject, Person) else "records:unit", args=[subject.pk]
    )


@require_GET
@login_required
@never_cache
def show(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """A record with all that stood in its place before and after."""
    line = record_seen(request, model, pk)
    subject = subject_of(line)
    return page(
        request,
        "record",
        line=line,
        title=line._meta.verbose_name,
        model=model,
        versions=history(line, localdate()),
        subject=subject,
        back=_address(subject) if subject else None,
        may_edit=line.known_until is None and may(request.user, line, Power.EDIT_RECORDS),
        may_propose=line.known_until is None and may(request.user, line, Power.PROPOSE_CORRECTION),
        own=is_own(request, line),
    )


def subject_of(line: Record) -> Person | Unit | None:
    """Whom or what a record is about."""
    return next(
        (
            found
            for name in ("person", "owner", "unit", "lead_unit")
            if (found := getattr(line, name, None)) is not None
        ),
        None,
    )


def is_own(request: HttpRequest, line: Record) -> bool:
    """Whether a record stands in the account's own file."""
    person = getattr(line, "person", None)
    code = request.user.person_code  # type: ignore[union-attr]
    return person is not None and code is not None and person.code == code
