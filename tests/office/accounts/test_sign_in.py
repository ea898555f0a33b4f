"""Log-in with a second factor, lock-out, and the rules on sessions."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quanheng.office.accounts.actions import reset_second_factor
from quanheng.office.accounts.middleware import LAST_SEEN, STARTED
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import POWERFUL, Role
from quanheng.office.ledger.models import Entry
from tests.office.accounts.conftest import PASSWORD, TODAY

Make = Callable[..., User]
HOME = "home"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    """Forget failed log-ins and used codes of earlier tests."""
    cache.clear()


def code_for(secret: str, moment: float | None = None) -> str:
    """The code that an authenticator app shows (RFC 6238)."""
    counter = int((time.time() if moment is None else moment) // 30)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def sign_in(user: User, password: str = PASSWORD) -> tuple[Client, HttpResponse]:
    client = Client()
    told = {"login": user.username, "password": password}
    return client, client.post(reverse("account_login"), told)


def inside(client: Client) -> bool:
    return client.get(reverse(HOME)).status_code == 200


def confirm(client: Client) -> None:
    """Give the password once more, as changes of the second factor ask for."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up_totp(client: Client) -> str:
    url = reverse("mfa_activate_totp")
    assert client.get(url).url.startswith(reverse("account_reauthenticate"))
    confirm(client)
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)', client.get(url).text)
    assert secret
    answer = client.post(url, {"code": code_for(secret[1])})
    assert answer.status_code == 302, answer.text
    cache.clear()
    return secret[1]


def test_a_code_rfc_6238_test_vector() -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert code_for(secret, 59) == "287082"


def test_log_in_with_password_and_code(account: Make) -> None:
    user = account(Role.HEAD)
    client, answer = sign_in(user)
    assert answer.status_code == 302
    assert inside(client)
    secret = set_up_totp(client)
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))

    client, answer = sign_in(user)
    assert answer.url == reverse("mfa_authenticate")
    assert not inside(client)
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert not inside(client)
    assert client.post(answer.url, {"code": code_for(secret)}).status_code == 302
    assert inside(client)


def test_a_recovery_code_works_once(account: Make) -> None:
    user = account(Role.HEAD)
    client, _answer = sign_in(user)
    set_up_totp(client)
    page = client.get(reverse("mfa_view_recovery_codes")).text
    codes = re.findall(r"<li><code>([^<]+)</code>", page)
    assert len(codes) == 10
    for expected in (True, False):
        again, answer = sign_in(user)
        again.post(answer.url, {"code": codes[0]})
        assert inside(again) is expected


def test_changes_of_the_second_factor_are_in_the_ledger(account: Make) -> None:
    user, security = account(Role.HEAD), account(Role.SECURITY_ADMIN)
    client, _answer = sign_in(user)
    set_up_totp(client)
    reset_second_factor(user, by=security, on=TODAY, reason="手机遗失")
    told = list(Entry.objects.values_list("action", flat=True))
    assert told[:2] == ["logged in", "second factor added"]
    assert told[-1] == "second factor reset"
    assert sign_in(user)[1].url == reverse(HOME)


@pytest.mark.parametrize("role", [*sorted(POWERFUL), Role.HEAD])
def test_powerful_roles_need_a_second_factor_where_required(
    account: Make,
    settings,
    role: Role,  # type: ignore[no-untyped-def]
) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    client, _answer = sign_in(account(role))
    assert inside(client)
    settings.REQUIRE_SECOND_FACTOR = True
    if role not in POWERFUL:
        assert inside(client)
        return
    assert client.get(reverse(HOME)).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    set_up_totp(client)
    assert inside(client)


def test_an_account_locks_after_failures_and_others_do_not(
    account: Make,
    settings,  # type: ignore[no-untyped-def]
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key"}
    user, other = account(Role.HEAD), account(Role.HEAD)
    for _attempt in range(5):
        assert not inside(sign_in(user, "wrong")[0])
    assert not inside(sign_in(user)[0])
    assert inside(sign_in(other)[0])


def test_a_disabled_account_does_not_log_in(account: Make) -> None:
    user = account(Role.HEAD)
    assert inside(sign_in(user)[0])
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not inside(sign_in(user)[0])


@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (31, False)])
def test_an_idle_session_ends(account: Make, minutes: int, open_still: bool) -> None:
    client, _answer = sign_in(account(Role.HEAD))
    assert inside(client)
    age(client, LAST_SEEN, minutes)
    assert inside(client) is open_still


@pytest.mark.parametrize(("minutes", "open_still"), [(8 * 60 - 1, True), (8 * 60 + 1, False)])
def test_a_session_ends_after_its_hours(account: Make, minutes: int, open_still: bool) -> None:
    client, _answer = sign_in(account(Role.HEAD))
    age(client, STARTED, minutes)
    assert inside(client) is open_still


def age(client: Client, mark: str, minutes: int) -> None:
    """Set a mark of the session back."""
    session = client.session
    session[mark] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
    session.save()


def test_the_log_in_before_is_shown(account: Make) -> None:
    user = account(Role.HEAD)
    before = timezone.now() - timedelta(days=3)
    User.objects.filter(pk=user.pk).update(last_login=before)
    client, _answer = sign_in(user)
    shown = timezone.localtime(before).strftime("%Y.%m.%d %H:%M")
    assert shown in client.get(reverse("accounts:me")).text


@pytest.mark.parametrize("password", ["short-one", "password1234", "930718264501"])
def test_weak_passwords_are_refused(account: Make, password: str) -> None:
    user = account(Role.HEAD)
    client, _answer = sign_in(user)
    told = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post(reverse("account_change_password"), told).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_what_is_not_offered_answers_404(db: None, name: str) -> None:
    assert Client().get(reverse(name)).status_code == 404


def test_the_log_in_page_leads_only_where_it_may(db: None) -> None:
    links = re.findall(r'<a[^>]* href="([^"]+)"', Client().get(reverse("account_login")).text)
    assert all(Client().get(link).status_code < 400 for link in links if link.startswith("/"))


@pytest.mark.parametrize("answer", ["login", "second", "password", "index", "codes"])
def test_pages_obey_the_content_security_policy(account: Make, answer: str) -> None:
    client, _answer = sign_in(account(Role.HEAD))
    confirm(client)
    pages = {
        "login": lambda: Client().get(reverse("account_login")),
        "second": lambda: client.get(reverse("mfa_activate_totp")),
        "password": lambda: client.get(reverse("account_change_password")),
        "index": lambda: client.get(reverse("mfa_index")),
        "codes": lambda: client.get(reverse("mfa_list_webauthn")),
    }
    page = pages[answer]()
    assert page.status_code == 200
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", page.text)
    for script in re.findall(r"<script([^>]*)>", page.text):
        assert "src=" in script or 'type="application/json"' in script
