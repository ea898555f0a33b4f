"""What the views share: finding what an account may see, and taking a step on it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog
from quanheng.office.meetings.models import Item, Meeting, Question
from quanheng.office.meetings.steps import Offer, Step
from quanheng.office.records.models import Person

File = AccessLog.What.FILE


def meeting_seen(request: HttpRequest, pk: int) -> Meeting:
    """A meeting that the account may see; else 404."""
    found = Meeting.objects.visible_to(request.user)
    people = ("unit", "keeper", "signed_by", "closed_by", "drafted_by")
    return get_object_or_404(found.select_related(*people), pk=pk)


def item_seen(request: HttpRequest, pk: int, item: int) -> Item:
    """An item of a meeting that the account may see; else 404."""
    found = get_object_or_404(Item.objects.select_related("study"), meeting=pk, pk=item)
    found.meeting = meeting_seen(request, pk)
    return found


def question_seen(request: HttpRequest, pk: int, question: int) -> Question:
    """A question that the account may see; else 404. The look at who it is about is noted."""
    seen = Question.objects.visible_to(request.user).select_related(
        "item__meeting__unit", "item__study", "person", "reopens__item__meeting__unit", "ballot"
    )
    found = get_object_or_404(seen, item__meeting=pk, pk=question)
    looked_at(request, [found])
    return found


def looked_at(request: HttpRequest, questions: Iterable[Question]) -> None:
    """Note that somebody saw what was said about people, once a day each; one query at least."""
    on, user = localdate(), request.user
    people: dict[str, Person] = {}
    for one in questions:
        if one.person is not None and one.person.code != user.person_code:  # type: ignore[union-attr]
            people[one.person.code] = one.person
    told = AccessLog.objects.filter(user=user, on=on, what=File, person_code__in=people)
    for code in set(people) - set(told.values_list("person_code", flat=True)):
        note_access(people[code], code, File, by=user, on=on)  # type: ignore[arg-type]


def tried(request: HttpRequest, table: dict[str, Step], name: str, about: Any) -> Offer | None:
    """Take a step; None when it was taken, else the form that says why it was refused."""
    step = table.get(name)
    if step is None:
        raise Http404
    on, user = localdate(), request.user
    form = step.form(
        request.POST,
        about=about,
        user=user,
        on=on,
        auto_id=f"{step.name}_%s",  # type: ignore[arg-type]
    )
    if form.is_valid():
        try:
            step.run(about, form.cleaned_data, user, on)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已办理：%s。") % step.title)
            return None
    return Offer(step, form, True)
