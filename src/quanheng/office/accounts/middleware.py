"""Session rules, and what must be done before anything else."""

from collections.abc import Callable
from datetime import datetime

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.powers import standing_of
from quanheng.office.accounts.roles import POWERFUL

STARTED = "session_started"
LAST_SEEN = "last_seen"
PREVIOUS = "previous_log_in"
FRESH = 60
"""Seconds for which a session's last request need not be written anew."""

FREE = frozenset({"account_logout", "set_language", "healthz", "account_reauthenticate"})
"""Names of addresses that stay open before the first steps are done."""


class SessionRules:
    """Ends a session that lay idle for SESSION_IDLE_MINUTES or is older than SESSION_HOURS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Log out of a session that has ended, else note the time now and then."""
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            seen = request.session.get(LAST_SEEN)
            started = request.session.setdefault(STARTED, now)
            idle = seen is not None and now - seen > settings.SESSION_IDLE_MINUTES * 60
            if idle or now - started > settings.SESSION_HOURS * 3600:
                logout(request)
                messages.info(request, _("您的会话已超时，请重新登录。"))
            elif seen is None or now - seen > FRESH:
                request.session[LAST_SEEN] = now
        if request.user.is_authenticated:
            # A page asks several times what the account may do; no page changes its own roles.
            prefetch_related_objects([request.user], "grants")
        return self.get_response(request)


class FirstSteps:
    """Leads to the password page after a reset, and to the second factor where one is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page asked for."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Another page first, when something is due."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or name in FREE:
            return None
        if request.user.must_change_password:
            if name == "account_change_password":
                return None
            messages.warning(request, _("请先修改初始密码。"))
            return redirect("account_change_password")
        if name.startswith("mfa_") or not second_factor_due(request):
            return None
        messages.warning(request, _("您的角色要求两步验证，请先设置。"))
        return redirect("mfa_index")


def second_factor_due(request: HttpRequest) -> bool:
    """Whether the account holds a powerful role and has no second factor where one is required."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    today = timezone.localdate()
    held = {grant.role for grant in standing_of(request.user).holdings if grant.in_force(today)}
    return not held.isdisjoint(POWERFUL) and not get_adapter().is_mfa_enabled(request.user)


def previous_log_in(request: HttpRequest) -> datetime | None:
    """When the owner logged in before this time; None at the first time."""
    kept = request.session.get(PREVIOUS)
    return datetime.fromisoformat(kept) if kept else None
