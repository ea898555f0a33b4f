"""Deputies: whom one has named, and for whom one acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quanheng.office.procedures import actions
from quanheng.office.procedures.forms import DeputyForm
from quanheng.office.procedures.models import Delegation
from quanheng.office.procedures.views.answers import done, page, tried

ROWS = 20


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """One's delegations, and naming a deputy."""
    on, user = localdate(), request.user
    form = DeputyForm(request.POST or None, user=user, on=on)
    if form.is_valid():
        given = dict(form.cleaned_data)
        deputy = given.pop("deputy")
        if tried(form, actions.delegate, deputy, **given, by=user, on=on) is not None:
            messages.success(request, _("已委托。"))
            return redirect("procedures:deputies")
    found = Delegation.objects.filter(Q(principal=user) | Q(deputy=user))
    listed = Paginator(found.select_related("principal", "deputy"), ROWS)
    shown = listed.get_page(request.GET.get("page"))
    rows = [(one, one.until is None or one.until > on, one.since <= on) for one in shown]
    return page(request, "deputies", {"page": shown, "rows": rows, "mine": user.pk}, form)


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a delegation that one has made, or by which one is a deputy."""
    user = request.user
    own = Delegation.objects.filter(Q(principal=user) | Q(deputy=user))
    found = get_object_or_404(own, pk=pk)
    done(request, _("已终止。"), actions.end_delegation, found, by=user, on=localdate())
    return redirect("procedures:deputies")
