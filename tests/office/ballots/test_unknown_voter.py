"""What a voting page is told of a request: nothing of who sends it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from quanheng.office.accounts.models import User
from quanheng.office.ballots.middleware import UnknownVoter

pytestmark = pytest.mark.any_database
TELLING = {
    "REMOTE_ADDR": "10.1.2.3",
    "HTTP_X_FORWARDED_FOR": "10.1.2.3",
    "HTTP_X_REAL_IP": "10.1.2.3",
    "HTTP_FORWARDED": "for=10.1.2.3",
    "HTTP_USER_AGENT": "the phone of 10.1.2.3",
    "HTTP_REFERER": "https://10.1.2.3/ballots/1/",
    "HTTP_AUTHORIZATION": "Basic 10.1.2.3",
    "HTTP_COOKIE": f"sessionid=10.1.2.3; {settings.LANGUAGE_COOKIE_NAME}=en",
}


def seen(path: str) -> tuple[HttpRequest, HttpResponse]:
    """The request as a page gets it, and the answer as it leaves."""
    got: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        got.append(request)
        answer = HttpResponse("ok")
        answer.set_cookie("sessionid", "new")
        return answer

    answer = UnknownVoter(page)(RequestFactory().post(path, {"code": "A"}, **TELLING))
    return got[0], answer


@pytest.mark.parametrize("path", ["/vote/", "/vote/kiosk", "/vote/cast/1/"])
def test_a_voting_page_learns_nothing_of_the_sender(path: str) -> None:
    request, answer = seen(path)
    assert "10.1.2.3" not in str({key: str(value) for key, value in request.META.items()})
    assert request.COOKIES == {settings.LANGUAGE_COOKIE_NAME: "en"}
    assert request.POST["code"] == "A"
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/ballots/1/", "/votes/"])
def test_other_pages_are_left_alone(path: str) -> None:
    request, answer = seen(path)
    assert request.META["REMOTE_ADDR"] == "10.1.2.3"
    assert request.COOKIES["sessionid"] == "10.1.2.3"
    assert answer.cookies["sessionid"].value == "new"


def test_it_stands_before_sessions() -> None:
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert order.index("UnknownVoter") < order.index("SessionMiddleware")
    assert order.index("UnknownVoter") < order.index("LocaleMiddleware")


@pytest.mark.django_db
def test_who_is_logged_in_is_a_stranger_there(
    client_of: Callable[[str], Any], users: dict[str, User]
) -> None:
    client = client_of("official")
    answer = client.get("/vote/")
    assert answer.status_code == 200
    assert str(users["official"]) not in answer.content.decode()
    assert not answer.wsgi_request.user.is_authenticated
    assert not answer.wsgi_request.session.accessed or not answer.wsgi_request.session.session_key
