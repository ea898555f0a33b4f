"""Meetings as a list, and one meeting: its agenda, roll, checks, minutes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts.powers import Power, needs, powers_of
from quanheng.office.documents.official import PaperRefused
from quanheng.office.meetings import actions, queries, roll_lines, steps
from quanheng.office.meetings.forms import DraftForm, ItemForm, RollForm, UnitForm
from quanheng.office.meetings.keeping import may_hold
from quanheng.office.meetings.minutes import entries_of, minutes_of
from quanheng.office.meetings.models import Meeting, Question
from quanheng.office.meetings.papers import TYPES, Format, minutes_paper
from quanheng.office.meetings.showing import meeting_steps, sheet
from quanheng.office.meetings.steps import Offer, offers
from quanheng.office.meetings.views.answers import item_seen, looked_at, meeting_seen, tried

ROWS = 40


@require_GET
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """The meetings that the filters keep, the latest first."""
    on, user = localdate(), request.user
    filter, seen = queries.asked_for(request.GET), Meeting.objects.visible_to(user, on)
    numbers = queries.totals(filter, seen)
    found = queries.narrowed(filter, seen).select_related("unit")
    if filter.state:
        found = found.filter(state=filter.state)
    pages = Paginator(found.order_by("-day", "-pk"), ROWS)
    pages.count = numbers[filter.state]
    page = pages.get_page(request.GET.get("page"))
    context = {
        "filter": filter,
        "page": page,
        "rows": queries.rows(page.object_list),
        "states": [(name, label, numbers[name]) for name, label in Meeting.State.choices],
        "all": numbers[""],
        "years": queries.years(seen),
        "holds": Power.HOLD_MEETINGS in powers_of(user, on),
    }
    return render(request, "meetings/index.html", context)


@require_GET
@login_required
@never_cache
def first(request: HttpRequest) -> HttpResponse:
    """In how many filed meetings the study item stood first, by unit."""
    on, user = localdate(), request.user
    filter, seen = queries.asked_for(request.GET), Meeting.objects.visible_to(user, on)
    lines = queries.first_items(filter, seen)
    context = {
        "filter": filter,
        "lines": lines,
        "held": sum(one.held for one in lines),
        "good": sum(one.first for one in lines),
        "picture": queries.picture(lines, filter.year) if lines else None,
        "most": queries.MOST_BARS,
        "years": queries.years(seen),
        "holds": Power.HOLD_MEETINGS in powers_of(user, on),
    }
    return render(request, "meetings/first.html", context)


@require_http_methods(["GET", "POST"])
@needs(Power.HOLD_MEETINGS)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Draft a meeting: first of which committee, then its day and roll."""
    on, user = localdate(), request.user
    choice = UnitForm(request.GET or None, user=user, on=on)  # type: ignore[arg-type]
    if not request.GET or not choice.is_valid():
        return render(request, "meetings/new.html", {"choice": choice})
    unit, kind = choice.cleaned_data["unit"], choice.cleaned_data["kind"]
    roll = roll_lines.proposed(unit, kind, on) if request.method == "GET" else ""
    initial = {"keeper": user.get_username(), "day": on, "roll": roll}
    form = DraftForm(request.POST or None, initial=initial)
    if form.is_valid() and (made := _drafted(request, form, unit, kind)) is not None:
        return redirect("meetings:meeting", pk=made)
    context = {"form": form, "unit": unit, "kind": dict(Meeting.Kind.choices)[kind]}
    return render(request, "meetings/new.html", context, status=422 if form.errors else 200)


def _drafted(request: HttpRequest, form: DraftForm, unit: Model, kind: str) -> int | None:
    """The key of the new meeting; None after adding to the form why it is refused."""
    told, on = form.cleaned_data, localdate()
    try:
        seats = roll_lines.seats_of(told["roll"], unit, on)  # type: ignore[arg-type]
        entry = actions.draft_meeting(
            unit, kind, told["day"], seats, keeper=told["keeper"], venue=told["venue"],  # type: ignore[arg-type]
            by=request.user, on=on,  # type: ignore[arg-type]
        )  # fmt: skip
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    messages.success(request, _("已拟定会议，请列出议题。"))
    return int(entry.about_key)


@require_GET
@login_required
@never_cache
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting."""
    return _page(request, meeting_seen(request, pk))


@require_POST
@login_required
def act(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on a meeting."""
    found = meeting_seen(request, pk)
    refused = tried(request, steps.MEETING, step, found)
    if refused is None:
        return redirect("meetings:meeting", pk=pk)
    return _page(request, meeting_seen(request, pk), refused)


def _page(request: HttpRequest, found: Meeting, refused: Offer | None = None) -> HttpResponse:
    on, user = localdate(), request.user
    shown = sheet(found, user, on)  # type: ignore[arg-type]
    names = meeting_steps(shown, user, on)  # type: ignore[arg-type]
    context = {
        "sheet": shown,
        "meeting": found,
        "offers": offers(steps.MEETING, names, found, user, on, refused),  # type: ignore[arg-type]
        "refused": refused if refused is not None and refused.step.name not in names else None,
    }
    return render(request, "meetings/meeting.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """Another roll for a meeting in draft."""
    found, on = meeting_seen(request, pk), localdate()
    if not may_hold(request.user, found.unit, on):  # type: ignore[arg-type]
        raise PermissionDenied
    text = roll_lines.text_of(found.members.select_related("person"))
    form = RollForm(request.POST or None, initial={"roll": text})
    if form.is_valid():
        try:
            seats = roll_lines.seats_of(form.cleaned_data["roll"], found.unit, on)
            actions.set_members(found, seats, by=request.user, on=on)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已更新名册。"))
            return redirect("meetings:meeting", pk=pk)
    context = {"form": form, "meeting": found}
    return render(request, "meetings/roll.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def edit_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """What is said of an item, and what is on file for it."""
    found, on = item_seen(request, pk, item), localdate()
    if not may_hold(request.user, found.meeting.unit, on):  # type: ignore[arg-type]
        raise PermissionDenied
    form = ItemForm(request.POST or None, instance=found)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.fields}
        try:
            actions.change_item(found, values, by=request.user, on=on)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("已保存。"))
            return redirect("meetings:meeting", pk=pk)
    context = {"form": form, "item": found, "meeting": found.meeting}
    return render(request, "meetings/edit_item.html", context, status=422 if form.errors else 200)


@require_GET
@login_required
@never_cache
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """会议记录: the minutes, to print and sign."""
    found = meeting_seen(request, pk)
    hidden = _looked_through(request, found)
    context = {
        "meeting": found,
        "minutes": minutes_of(found, hidden),
        "hidden": len(hidden),
        "entries": entries_of(found, hidden),
        "formats": list(Format),
        "sees_ledger": request.user.has_perm(Power.SEE_LEDGER),  # type: ignore[union-attr]
        "printed_at": now(),
    }
    return render(request, "meetings/minutes.html", context)


@require_GET
@login_required
@never_cache
def paper(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The minutes as a file; the ledger says who took it."""
    if format not in list(Format):
        raise Http404
    found = meeting_seen(request, pk)
    hidden = _looked_through(request, found)
    try:
        data = minutes_paper(found, Format(format), hidden)
    except PaperRefused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("meetings:minutes", pk=pk)
    actions.note_minutes_taken(found, format, by=request.user, on=localdate())  # type: ignore[arg-type]
    response = HttpResponse(data, content_type=TYPES[Format(format)])
    response["Content-Disposition"] = f'attachment; filename="meeting-{found.pk}.{format}"'
    return response


def _looked_through(request: HttpRequest, found: Meeting) -> list[int]:
    """The questions that the account is kept from; that it saw the others is noted."""
    asked = Question.objects.filter(item__meeting=found).select_related("person")
    seen = list(asked.away_from(request.user))
    looked_at(request, seen)
    keys = {one.pk for one in seen}
    return [one for one in asked.order_by().values_list("pk", flat=True) if one not in keys]
