"""Steps on a page: which forms it offers, and what happens when one of them is sent."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.selection.reviews.forms import Asked, NothingForm


class Step(NamedTuple):
    """A step on a thing: its form and what it does; ``open`` says whether it is offered.

    ``own`` steps are for the person concerned, the others for whoever manages the unit.
    """

    name: str
    title: str | Promise
    open: Callable[[Any, User, date], bool]
    run: Callable[[Any, Any, User, date], Any]
    form: type[Asked] = NothingForm
    main: bool = False
    own: bool = False
    hint: str | Promise = ""


class Offer(NamedTuple):
    """A step with its form; open where the form was sent with mistakes."""

    step: Step
    form: Asked
    open: bool


def asked(step: Step, request: HttpRequest, bound: bool, **more: Any) -> Asked:
    """The form of a step."""
    data = request.POST if bound else None
    told = {"user": request.user, "on": localdate(), "auto_id": f"{step.name}_%s"}
    return step.form(data, **told, **more)


def taken(step: Step, about: Any, form: Asked, request: HttpRequest) -> bool:
    """Whether the step was taken; what is wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        step.run(about, form, request.user, localdate())  # type: ignore[arg-type]
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, _("已办理：%s。") % step.title)
    return True
