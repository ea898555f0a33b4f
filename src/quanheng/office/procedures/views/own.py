"""What cases have found about oneself, and what one says to it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.office.procedures import actions, nominated
from quanheng.office.procedures.forms import ReplyForm
from quanheng.office.procedures.views.answers import done, page, unsaid

ROWS = 10


@require_GET
@login_required
@never_cache
def about_me(request: HttpRequest) -> HttpResponse:
    """What was found about the account's own person, and until when a reply is possible."""
    shown = nominated.shown_to(request.user)  # type: ignore[arg-type]
    listed = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    rows = nominated.asked_of(list(listed.object_list), localdate())
    return page(request, "about_me", {"page": listed, "rows": rows})


@require_POST
@login_required
def reply(request: HttpRequest, sheet: int) -> HttpResponse:
    """Say what there is to say to it."""
    found = get_object_or_404(nominated.shown_to(request.user), pk=sheet)  # type: ignore[arg-type]
    form = ReplyForm(request.POST)
    if form.is_valid():
        told = {"by": request.user, "on": localdate()}
        text = form.cleaned_data["reply"]
        done(request, _("您的说明已记入。"), actions.reply_to_sheet, found, reply=text, **told)
    unsaid(request, form)
    return redirect("procedures:about-me")
