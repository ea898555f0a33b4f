"""The account's calendar feed."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quanheng.office.accounts.powers import Power, needs
from quanheng.office.findings import actions
from quanheng.office.findings.actions.views import digest
from quanheng.office.findings.calendar import calendar_of
from quanheng.office.findings.models import Feed


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
    return redirect("inbox:messages")


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
