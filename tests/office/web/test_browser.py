"""Every page that a side bar leads to, in a browser: axe, errors, overflow, keyboard alone."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from scripts.screenshots import addresses

from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.records.actions.loading import load_records

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (390, 844)
PASSWORD = "correct-horse-battery"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(
    browser: Browser, live_server, users: dict[str, User], sample: Records
) -> Iterator[Callable[..., Page]]:
    """``opened(role)`` is a window in which that role is logged in; errors in it fail the test."""
    system = User.objects.get(is_system=True)
    load_records(sample, by=system, on=date(2026, 3, 2))
    windows, wrong = [], []

    def window(
        role: Role | None,
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        language: str = "zh-CN",
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale=language,
            java_script_enabled=scripts,
            base_url=live_server.url,
        )
        windows.append(context)
        if role:
            client = Client()
            client.force_login(users[role])
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        return page

    yield window
    for context in windows:
        context.close()
    assert not wrong


def troubles(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{urlparse(page.url).path} {one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.OFFICIAL, Role.AUDIT_ADMIN,
                                  Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN])  # fmt: skip
def test_pages_are_accessible(opened, live_server, role):
    page = opened(role)
    found = list(addresses(page, live_server.url))
    phone = opened(role, PHONE, "dark", "en-GB")
    said = []
    for address in found:
        page.goto(address)
        said += troubles(page)
        phone.goto(address)
        said += troubles(phone)
        if phone.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            said.append(f"{address} is wider than a phone")
        if page.locator("h1").count() != 1:
            said.append(f"{address} needs one h1")
    assert not said, "\n".join(said)


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_log_in_and_errors_are_accessible(opened, size, scheme):
    page = opened(None, size, scheme)
    for address in ("/accounts/login/",):
        page.goto(address)
        assert not troubles(page)


def test_log_in_with_the_keyboard_alone(opened):
    page = opened(None)
    page.goto("/accounts/login/")
    page.locator("[name=login]").focus()
    page.keyboard.type("auditor")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("工作台")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_account_menu_closes_with_escape(opened):
    page = opened(Role.AUDITOR)
    page.goto("/")
    page.locator(".menu.user summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu.user form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu.user form")).to_be_hidden()
    expect(page.locator(".menu.user summary")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_side_bar_is_a_menu_on_a_phone(opened, scripts):
    page = opened(Role.AUDIT_ADMIN, PHONE, scripts=scripts)
    page.goto("/")
    expect(page.locator(".side")).to_be_hidden()
    page.locator(".menu.narrow summary").click()
    page.locator(".menu.narrow a[href='/ledger/']").click()
    expect(page).to_have_url("/ledger/")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_is_switched(opened, scripts):
    page = opened(Role.AUDITOR, scripts=scripts)
    page.goto("/components/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url("/components/")


def test_a_dialog_opens_and_closes(opened):
    page = opened(Role.OFFICIAL)
    page.goto("/components/")
    page.locator("#dialogs [data-opens=reveal]").click()
    expect(page.locator("dialog#reveal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#reveal")).to_be_hidden()


def test_printing_leaves_the_page_without_its_frame(opened):
    page = opened(Role.AUDIT_ADMIN)
    page.goto("/ledger/")
    page.emulate_media(media="print")
    for hidden in (".side", ".language", ".toolbar", ".tools"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_an_auditor_proves_an_entry_from_the_ledger(opened, tmp_path: Path):
    admin = opened(Role.AUDIT_ADMIN)
    admin.goto("/ledger/checkpoints/")
    admin.locator(".tools button").click()
    expect(admin.locator("tbody tr")).to_have_count(1)
    page = opened(Role.AUDITOR)
    page.goto("/ledger/")
    page.locator("tbody th a").first.click()
    with page.expect_download() as started:
        page.locator(".tools a").first.click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    assert '"format": "quanheng-ledger-proof/1"' in file.read_text("utf-8")
