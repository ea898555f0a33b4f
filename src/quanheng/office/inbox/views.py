"""Messages to the account."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.inbox.models import Message

ROWS = 50


@require_GET
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What the account has been told, newest first."""
    own = Message.objects.of(request.user)
    context = {
        "page": Paginator(own.select_related("sent_by"), ROWS).get_page(request.GET.get("page")),
        "unread": own.unread().count(),
    }
    return render(request, "inbox/messages.html", context)


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
    return redirect("inbox:messages")
