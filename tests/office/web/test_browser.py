"""Every page that a side bar leads to, in a browser: axe, errors, overflow, keyboard alone."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files import File
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from scripts.screenshots import addresses

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.findings.models import Finding, Run
from quanheng.office.findings.notices import send_notices
from quanheng.office.findings.running import run_evaluation
from quanheng.office.law.actions import adopt_pack
from quanheng.office.records.actions.loading import load_records
from quanheng.office.records.importing import jobs
from quanheng.office.records.importing.actions import upload_workbook
from quanheng.office.records.models import Particulars, Unit
from quanheng.packs import installed
from tests.office.procedures import correcting
from tests.office.procedures.desk import another

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


def complaint(said: ConsoleMessage, expected: int) -> bool:
    """Whether a window complains, other than about a page that is meant to be refused."""
    refused = f"status of {expected}" in said.text if expected else False
    return said.type == "error" and not refused


@pytest.fixture
def opened(browser: Browser, live_server, users: dict[str, User]) -> Iterator[Callable[..., Page]]:
    """``opened(role)`` is a window in which that role is logged in; errors in it fail the test."""
    windows, wrong = [], []

    def window(
        role: Role | None,
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        language: str = "zh-CN",
        scripts: bool = True,
        expected: int = 0,
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
        page.on("console", lambda said: complaint(said, expected) and wrong.append(said.text))
        return page

    yield window
    for context in windows:
        context.close()
    assert not wrong


@pytest.fixture
def loaded(opened, sample: Records) -> None:
    """The sample district in the file, for which every document holds, evaluated; messages."""
    on, system = date(2026, 3, 2), User.objects.get(is_system=True)
    load_records(sample, by=system, on=on)
    root = Unit.objects.get(parent=None)
    for pack in installed().values():
        adopt_pack(root, pack.id, since=pack.since, source="样例", by=system, on=on)
    run_evaluation(Run.Kind.FULL, by=system, on=on)
    send_notices(by=system, on=on)


@pytest.fixture
def changes(loaded, users: dict[str, User], sample: Records, tmp_path: Path, settings) -> None:
    """An import to confirm, and a correction to decide."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    on, officer = date(2026, 3, 2), users[Role.ORGANISATION_OFFICER]
    row = next(row for row in sample.of(kinds.Person) if row.code)
    write_workbook(
        Records({kinds.Person: [replace(row, native_place="改过")]}), tmp_path / "a.xlsx"
    )
    with (tmp_path / "a.xlsx").open("rb") as file:
        entry = upload_workbook(File(file, name="a.xlsx"), by=officer, on=on)
    jobs.read_and_compare.call(int(entry.about_key))
    facts = Particulars.objects.exclude(person__code=row.code).first()
    other = another(Role.ORGANISATION_OFFICER)
    correcting.proposed(
        facts, {"birth": date(1970, 2, 1)}, reason="有误", evidence="原件", by=other, on=on
    )


def troubles(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{urlparse(page.url).path} {one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


BY_HAND = ("add/tenure", "correct", "reveal", "photo", "form")
"""Ends of addresses that are followed from a person's page and a record's."""


def all_pages(window: Callable[..., Page], base: str) -> Iterator[tuple[Role, str]]:
    """Every kind of page once: what the side bars lead to, and the forms of a file."""
    seen = set()
    for role in (Role.ORGANISATION_OFFICER, Role.OFFICIAL, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN,
                 Role.SYSTEM_ADMIN):  # fmt: skip
        page = window(role)
        found = list(addresses(page, base))
        if role is Role.ORGANISATION_OFFICER:
            person = next(one for one in found if "/people/" in one[-12:-1])
            found += [f"{person}findings/", f"{person}growth/", *of_unit(page, person)]
            found += [f"{base}{one}" for one in of_findings()]
            found += forms(page, f"{person}file/")
        for address in found:
            kind = re.sub(r"\d+", "N", address)
            if kind not in seen:
                seen.add(kind)
                yield role, address


def of_findings() -> Iterator[str]:
    """Pages of findings, documents and numbers that no first link of a table leads to."""
    one = Finding.objects.current().filter(rule="kunming-2019:4/training-year").first()
    yield reverse("findings:finding", args=[one.pk])
    yield reverse("dashboards:person-why", args=[one.person_id, one.rule])
    yield reverse("documents:person", args=[one.person_id])
    yield reverse("documents:unit", args=[one.place_id])
    yield f"{reverse('findings:board')}?horizon=2"
    yield reverse("findings:run", args=[one.since_run_id])
    yield reverse("law:document", args=["kunming-2019"])
    yield reverse("law:adopt", args=["kunming-2019"])
    yield reverse("law:choose", args=["kunming-2019", "14/young"])
    yield reverse("dashboards:clause", args=["kunming-2019", "4"])


def of_unit(page: Page, person: str) -> Iterator[str]:
    """The pages about the unit in which a person serves."""
    page.goto(person)
    unit = page.locator("main a[href^='/units/']").first.get_attribute("href")
    for name in ("", "file/", "team/", "findings/"):
        yield urljoin(person, f"{unit}{name}")


def forms(page: Page, person: str) -> Iterator[str]:
    """The forms that a person's file leads to, a record, and its correction."""
    page.goto(person)
    links = "links => links.map(a => a.href)"
    found = page.eval_on_selector_all("main a", links)
    record = next(one for one in found if "/records/tenure/" in one)
    yield from (one for one in found if one.endswith(BY_HAND))
    yield from (record, f"{record}correct", f"{record}retract")


def test_pages_are_accessible(opened, live_server, changes):
    """On a desk in Chinese and, in the dark, on a phone in English."""
    said, windows = [], {}
    for role, address in all_pages(opened, live_server.url):
        if role not in windows:
            windows[role] = (opened(role), opened(role, PHONE, "dark", "en-GB"))
        for page in windows[role]:
            page.goto(address)
            said += troubles(page)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                said.append(f"{page.viewport_size}: {address} is wider than the window")
            if page.locator("h1").count() != 1:
                said.append(f"{address} needs one h1")
    assert not said, "\n".join(said)


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark"), (DESK, "dark"), (PHONE, "light")]
)
def test_components_log_in_and_errors_are_accessible(opened, size, scheme):
    page = opened(Role.OFFICIAL, size, scheme, expected=404)
    stranger = opened(None, size, scheme)
    for window, address in (
        (page, "/components/"), (page, "/no-such-page"), (stranger, "/accounts/login/")
    ):  # fmt: skip
        window.goto(address)
        assert not troubles(window)


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


def test_an_auditor_proves_an_entry_from_the_ledger(opened, loaded, tmp_path: Path):
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
