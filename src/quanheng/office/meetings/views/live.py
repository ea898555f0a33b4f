"""One item and one question, as they are discussed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.meetings import steps
from quanheng.office.meetings.actions.registers import may_note
from quanheng.office.meetings.models import Item, Meeting, Question
from quanheng.office.meetings.showing import (
    floor,
    item_line,
    item_steps,
    question_steps,
    sheet,
)
from quanheng.office.meetings.steps import Offer, offers
from quanheng.office.meetings.views.answers import item_seen, question_seen, tried


@require_GET
@login_required
@never_cache
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """One item: what is on file, what is put to the vote, how it was discussed."""
    return _item_page(request, item_seen(request, pk, item))


@require_POST
@login_required
def act_item(request: HttpRequest, pk: int, item: int, step: str) -> HttpResponse:
    """Take a step on an item."""
    found = item_seen(request, pk, item)
    refused = tried(request, steps.ITEM, step, found)
    if refused is not None:
        return _item_page(request, item_seen(request, pk, item), refused)
    if step in ("remove", "move"):
        return redirect("meetings:meeting", pk=pk)
    return _onward(request, found) if step in ("open", "finish") else _back(found)


def _back(found: Item) -> HttpResponse:
    return redirect("meetings:item", pk=found.meeting_id, item=found.pk)


def _onward(request: HttpRequest, found: Item) -> HttpResponse:
    """To what comes next: a question of the item that is open, the next item, or the whole."""
    seen = Question.objects.visible_to(request.user).filter(item__meeting=found.meeting_id)
    open_ = seen.filter(item=found, state=Question.State.OPEN).order_by("place").first()
    if open_ is not None:
        return redirect("meetings:question", pk=found.meeting_id, question=open_.pk)
    later = Item.objects.filter(meeting=found.meeting_id).exclude(state=Item.State.DONE)
    following = later.order_by("place").first()
    if following is None:
        return redirect("meetings:meeting", pk=found.meeting_id)
    return _back(following)


def _item_page(request: HttpRequest, found: Item, refused: Offer | None = None) -> HttpResponse:
    on, user = localdate(), request.user
    shown = sheet(found.meeting, user, on)  # type: ignore[arg-type]
    line = item_line(shown, found)
    names = item_steps(shown, line)
    context = {
        "sheet": shown,
        "meeting": found.meeting,
        "line": line,
        "item": found,
        "drafting": shown.holds and found.meeting.state == Meeting.State.DRAFT,
        "offers": offers(steps.ITEM, names, found, user, on, refused),  # type: ignore[arg-type]
        "refused": refused if refused is not None and refused.step.name not in names else None,
    }
    return render(request, "meetings/item.html", context, status=422 if refused else 200)


@require_GET
@login_required
@never_cache
def question(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """One question: who said what, in which order, and what came out."""
    return _question_page(request, question_seen(request, pk, question))


@require_POST
@login_required
def act_question(request: HttpRequest, pk: int, question: int, step: str) -> HttpResponse:
    """Take a step on a question."""
    found = question_seen(request, pk, question)
    refused = tried(request, steps.QUESTION, step, found)
    if refused is not None:
        return _question_page(request, question_seen(request, pk, question), refused)
    if step in ("settle", "defer"):
        return _onward(request, found.item)
    return redirect("meetings:question", pk=pk, question=question)


def _question_page(
    request: HttpRequest, found: Question, refused: Offer | None = None
) -> HttpResponse:
    on, user = localdate(), request.user
    shown = floor(found, user)  # type: ignore[arg-type]
    names = question_steps(shown, user, on)  # type: ignore[arg-type]
    made = offers(steps.QUESTION, names, found, user, on, refused)  # type: ignore[arg-type]
    context = {
        "floor": shown,
        "question": found,
        "item": found.item,
        "meeting": found.item.meeting,
        "speak": next((one for one in made if one.step.name == "speak"), None),
        "offers": [one for one in made if one.step.name != "speak"],
        "refused": refused if refused is not None and refused.step.name not in names else None,
        "may_note": may_note(user, found.item.meeting.unit, on),  # type: ignore[arg-type]
        "notes": found.notes.select_related("by"),
        "later": found.reopened_by.select_related("item__meeting__unit"),
    }
    return render(request, "meetings/question.html", context, status=422 if refused else 200)
