"""Pages of the security administrator, of the audit, and of everybody's own account."""

import csv
import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quanheng.office.accounts import actions, queries
from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.forms import (
    AccessForm,
    GrantForm,
    MailForm,
    OpenForm,
    ReasonForm,
    SearchForm,
)
from quanheng.office.accounts.middleware import previous_log_in
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import needs
from quanheng.office.accounts.roles import Power

ROWS = 50
FIRST_PASSWORD = 12
"""Bytes of chance in a first password."""

manages = needs(Power.MANAGE_ACCOUNTS)
grants_roles = needs(Power.GRANT_ROLES)
audits = needs(Power.SEE_ACCESS_LOG)


@manages
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All accounts, to search."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.accounts(wanted.get("q", ""), wanted.get("role", ""), localdate())
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/index.html", {"page": page, "form": form})


@manages
@never_cache
@require_http_methods(["GET", "POST"])
def open_new(request: HttpRequest) -> HttpResponse:
    """Open an account; the first password is shown once, with the account."""
    form = OpenForm(request.POST or None)
    if form.is_valid():
        first = secrets.token_urlsafe(FIRST_PASSWORD)
        try:
            entry = actions.open_account(
                **form.cleaned_data, password=first, by=request.user, on=localdate()
            )
        except Refused as refused:
            form.add_error(None, refused)
        else:
            opened = User.objects.get(pk=entry.about_key)
            return account_page(request, opened, first_password=first)
    return render(request, "accounts/open.html", {"form": form}, status=422 if form.errors else 200)


@manages
@never_cache
@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its state, its roles, and what can be done."""
    return account_page(request, get_object_or_404(User, pk=pk, is_system=False))


def account_page(
    request: HttpRequest, shown: User, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of an account, also as the answer to what was done on it."""
    shown.refresh_from_db()
    today = localdate()
    grants = queries.grants_of(shown)
    context = {
        "account": shown,
        "grants": [(grant, grant.until is None or grant.until > today) for grant in grants],
        "factors": shown.authenticator_set.order_by("created_at"),
        "own": shown == request.user,
        "form": GrantForm(),
        "reason_form": ReasonForm(),
        **more,
    }
    return render(request, "accounts/account.html", context, status=status)


def changed(
    request: HttpRequest, pk: int, change: Callable[..., Any], **values: Any
) -> HttpResponse:
    """Carry out a change that needs a reason, and lead back to the account."""
    subject = get_object_or_404(User, pk=pk, is_system=False)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            change(subject, by=request.user, on=localdate(), **form.cleaned_data, **values)
        except Refused as refused:
            form.add_error(None, refused)
        else:
            if "password" in values:
                return account_page(request, subject, first_password=values["password"])
            return redirect("accounts:account", pk=pk)
    return account_page(request, subject, status=422, reason_form=form)


@manages
@require_POST
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    return changed(request, pk, actions.disable_account)


@manages
@require_POST
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    return changed(request, pk, actions.enable_account)


@manages
@never_cache
@require_POST
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a new first password; it is shown once."""
    first = secrets.token_urlsafe(FIRST_PASSWORD)
    return changed(request, pk, actions.reset_password, password=first)


@manages
@require_POST
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away lost second factors."""
    return changed(request, pk, actions.reset_second_factor)


@grants_roles
@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    subject = get_object_or_404(User, pk=pk, is_system=False)
    form = GrantForm(request.POST)
    if form.is_valid():
        try:
            actions.grant_role(subject, **form.cleaned_data, by=request.user, on=localdate())
        except Refused as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("角色已授予。"))
            return redirect("accounts:account", pk=pk)
    return account_page(request, subject, status=422, form=form)


@grants_roles
@require_POST
def end(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """End a role from today."""
    ended = get_object_or_404(Grant, pk=grant_pk, user=pk)
    return changed(request, pk, lambda _account, **told: actions.end_role(ended, **told))


@require_http_methods(["GET", "POST"])
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """The own account: log-ins, second factor, mail, roles and what they allow."""
    today, user = localdate(), request.user
    form = MailForm(request.POST or None, initial={"email": user.email})
    if form.is_valid():
        actions.change_email(user, email=form.cleaned_data["email"], by=user, on=today)
        messages.success(request, _("已保存。"))
        return redirect("accounts:me")
    held = [grant for grant in queries.grants_of(user) if grant.in_force(today)]
    context = {
        "form": form,
        "before": previous_log_in(request),
        "grants": held,
        "powers": queries.powers_by_role(held),
        "factors": user.authenticator_set.order_by("created_at"),
    }
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


@audits
@require_GET
def access_log(request: HttpRequest) -> HttpResponse:
    """Who looked at what, to search."""
    form = AccessForm(request.GET)
    found = queries.accesses(form.cleaned_data if form.is_valid() else {})
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/access.html", {"page": page, "form": form})


@audits
@require_GET
def access_export(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    form = AccessForm(request.GET)
    found = queries.accesses(form.cleaned_data if form.is_valid() else {})
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="access.csv"'
    table = csv.writer(response)
    table.writerow([_("时间"), _("账户"), _("人员编码"), _("内容"), _("理由"), _("账本序号")])
    for row in found.iterator(chunk_size=2000):
        at = localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
        seen, why = row.get_what_display(), plain(row.reason)
        table.writerow([at, row.user.username, row.person_code, seen, why, row.entry_number])
    return response


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
