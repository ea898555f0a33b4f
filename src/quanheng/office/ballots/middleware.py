"""What the voting pages must not know about whoever votes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

VOTING = "/vote/"
"""Where the pages are on which ballots are cast."""

TELLING = (
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "REMOTE_USER",
    "HTTP_AUTHORIZATION",
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_X_REQUEST_ID",
    "HTTP_REFERER",
    "HTTP_USER_AGENT",
)


class UnknownVoter:
    """Takes away from a request to a voting page whatever says who sends it.

    It stands before sessions, so that none is read or made: even somebody who is logged in is a
    stranger there. Only the language is kept. Nothing of the answer may be stored on the way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page asked for."""
        if not request.path_info.startswith(VOTING):
            return self.get_response(request)
        for name in TELLING:
            request.META.pop(name, None)
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: language} if language else {}
        request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.cookies.clear()
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        return response
