"""Session rules: a session that lies idle for too long ends."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

LAST_SEEN = "last_seen"


class SessionRules:
    """Ends a session after ``SESSION_IDLE_MINUTES`` without a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Log out an idle session, else note the time."""
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            idle = now - request.session.get(LAST_SEEN, now)
            if idle > settings.SESSION_IDLE_MINUTES * 60:
                logout(request)
            else:
                request.session[LAST_SEEN] = now
        return self.get_response(request)
