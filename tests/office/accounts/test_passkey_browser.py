"""A passkey, set up and used in Chromium with a virtual authenticator."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Role
from tests.office.accounts.conftest import PASSWORD

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs in this thread
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose browser has a virtual authenticator and refuses nothing to the policy."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", listen)
    yield page
    context.close()
    assert not complaints


def fill_and_send(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    page.locator("main form button.button-primary").first.click()


def test_a_passkey_is_added_and_replaces_the_password(
    page: Page,
    live_server,
    account: Callable[..., User],  # type: ignore[no-untyped-def]
) -> None:
    user = account(Role.HEAD)
    site = live_server.url
    page.goto(site + reverse("account_login"))
    fill_and_send(page, login=user.username, password=PASSWORD)
    expect(page).to_have_url(site + reverse("home"))

    page.goto(site + reverse("mfa_add_webauthn"))
    fill_and_send(page, password=PASSWORD)
    page.fill("main [name=name]", "办公室电脑")
    page.check("main [name=passwordless]")
    page.click("#mfa_webauthn_add")
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.goto(site + reverse("mfa_list_webauthn"))
    expect(page.locator("main table")).to_contain_text("办公室电脑")

    page.context.clear_cookies()
    page.goto(site + reverse("home"))
    expect(page).to_have_url(site + reverse("account_login") + "?next=/")
    page.click("#passkey_login")
    expect(page).to_have_url(site + reverse("home"))

    page.context.clear_cookies()
    page.goto(site + reverse("account_login"))
    fill_and_send(page, login=user.username, password=PASSWORD)
    expect(page).to_have_url(site + reverse("mfa_authenticate"))
    page.click("#mfa_webauthn_authenticate")
    expect(page).to_have_url(site + reverse("home"))
