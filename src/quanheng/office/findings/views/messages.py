"""Messages to the account, and its calendar feed."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.findings import actions
from quanheng.office.findings.actions.views import digest
from quanheng.office.findings.calendar import calendar_of
from quanheng.office.findings.models import Feed, Message

ROWS = 50


@require_GET
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What the account has been told, newest first."""
    own = Message.objects.of(request.user).select_related("finding", "sent_by")
    context = {
        "page": Paginator(own, ROWS).get_page(request.GET.get("page")),
        "unread": Message.objects.of(request.user).unread().count(),
        "feed": Feed.objects.filter(user=request.user, ended_at=None).first(),
    }
    return render(request, "findings/messages.html", context)


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """Take one message, or all of them, as read."""
    own = Message.objects.of(request.user).unread()
    key = request.POST.get("message", "")
    if key:
        get_object_or_404(Message.objects.of(request.user), pk=int(key) if key.isdigit() else 0)
        own = own.filter(pk=key)
    own.update(read_at=timezone.now())
    return redirect("findings:messages")


@require_POST
@needs(Power.SEE_FILE)
@never_cache
def open_calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address for a calendar program, shown this once."""
    token = secrets.token_urlsafe(32)
    actions.open_feed(token, by=request.user, on=localdate())
    address = request.build_absolute_uri(reverse("findings:calendar", args=[token]))
    return render(request, "findings/calendar.html", {"address": address})


@require_POST
@needs(Power.SEE_FILE)
def end_calendar(request: HttpRequest) -> HttpResponse:
    """Close the address."""
    try:
        actions.end_feed(by=request.user, on=localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("已关闭日历订阅，原地址不再有效。"))
    return redirect("findings:messages")


@require_safe
@never_cache
@login_not_required
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The due dates of an account; whoever has the address reads them, so it names nobody."""
    found = Feed.objects.filter(digest=digest(token), ended_at=None, user__is_active=True)
    feed = found.select_related("user").first()
    if feed is None:
        raise Http404
    data = calendar_of(feed.user, localdate())
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")
