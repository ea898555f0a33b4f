"""A leave from application to return in three browsers, and one that two persons must let pass."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.system import system_account
from quanheng.office.procedures.models import Case
from quanheng.office.records.actions import load_records
from tests.office.conftest import AS_OF, open_accounts
from tests.office.procedures.desk import LEAVE, follow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (390, 844)
APPLY = f"/cases/new/?procedure={LEAVE}"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def users(live_server, sample: Records, somebody: kinds.Person, somewhere: str) -> dict[str, User]:
    """The accounts, in the district that follows the document."""
    accounts = open_accounts(somebody, somewhere)
    load_records(sample, by=system_account(), on=AS_OF, source="样例")
    follow("qingshanhu-2009")
    return accounts


@pytest.fixture
def opened(browser: Browser, live_server, users: dict[str, User]) -> Iterator[Opened]:
    """``opened(role)`` is a window in which that role is logged in; errors in it fail the test.

    A page that is refused on purpose is no error.
    """
    windows, wrong = [], list[str]()

    def window(role: str, size: tuple[int, int] = DESK, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale="zh-CN",
            base_url=live_server.url,
        )
        windows.append(context)
        client = Client()
        client.force_login(users[role])
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: (
                said.type == "error" and "422" not in said.text and wrong.append(said.text)
            ),
        )
        return page

    yield window
    for context in windows:
        context.close()
    assert not wrong


def sound(page: Page) -> None:
    """Nothing that axe complains of, and nothing wider than the window."""
    expect(page.locator("main h1")).to_be_visible()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert not [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]]
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def fill(page: Page, begins: int) -> None:
    """The application of a trip that begins so many days from now."""
    first = localdate() + timedelta(days=begins)
    page.select_option("[name=step-kind]", "外出")
    page.fill("[name=step-from]", first.isoformat())
    page.fill("[name=step-to]", (first + timedelta(days=2)).isoformat())
    page.fill("[name=step-place]", "苏州")
    page.fill("[name=step-matter]", "学习基层治理")


def send_back(head: Page, reason: str) -> None:
    """From the home page to the case, and back it goes, not without a reason."""
    head.goto("/")
    head.get_by_role("link", name="待您办理的事项").click()
    sound(head)
    head.locator(".table.cases tbody a").click()
    sound(head)
    head.get_by_role("button", name="退回修改").click()
    expect(head.locator(".step-form .errorlist")).to_be_visible()
    head.fill("[name=step-reason-given]", reason)
    head.get_by_role("button", name="退回修改").click()
    expect(head.locator(".notice-success")).to_be_visible()


def test_an_official_applies_the_head_approves_the_official_reports_back(opened: Opened) -> None:
    official, head = opened("official"), opened("head", PHONE)
    official.goto("/cases/")
    official.get_by_role("link", name="发起办理").click()
    official.get_by_role("link", name="发起办理 请假和外出审批").click()
    sound(official)
    fill(official, 10)
    plan = {"name": "方案.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    official.set_input_files("[name=step-paper-plan]", [plan])
    official.keyboard.press("Tab")
    official.locator("button[value=applied]").focus()
    official.keyboard.press("Enter")
    expect(official.locator("#now")).to_contain_text("等待主要领导")
    sound(official)

    send_back(head, "请今天就走")
    official.reload()
    expect(official.locator(".case-history")).to_contain_text("请今天就走")
    expect(official.locator("[name=step-place]")).to_have_value("苏州")
    fill(official, 0)
    official.get_by_role("button", name="提交申请").click()
    head.reload()
    head.get_by_role("button", name="同意", exact=True).click()
    expect(head.locator("#now-head")).to_contain_text("销假")

    official.reload()
    for days in (2, 0):  # what has not come yet cannot be reported
        official.fill("[name=step-returned]", (localdate() + timedelta(days=days)).isoformat())
        official.get_by_role("button", name="销假").click()
    expect(official.locator(".page-head .badge")).to_have_text("已办结")
    sound(official)
    official.get_by_role("link", name="全程纪实表").click()
    sound(official)
    assert Case.objects.get().state == Case.State.DONE


def test_a_leave_that_has_begun_is_let_pass_by_two_persons(opened: Opened) -> None:
    official, head, officer = opened("official"), opened("head"), opened("organisation_officer")
    official.goto(APPLY)
    fill(official, -3)
    official.get_by_role("button", name="提交申请").click()
    expect(official.locator("#now")).to_be_visible()
    address = official.url

    head.goto(address)
    head.get_by_role("button", name="同意", exact=True).click()
    expect(head.locator(".errorlist")).to_contain_text("在开始日期之前办理")
    head.get_by_text("说明理由，申请放行").click()
    head.locator(".barrier textarea").fill("家中急事，已电话报告")
    head.get_by_role("button", name="提出放行").click()
    expect(head.locator(".barrier")).to_contain_text("待另一人签署")
    expect(head.get_by_role("button", name="签署放行")).to_have_count(0)
    sound(head)

    officer.goto("/cases/?who=sign")
    officer.locator(".table.cases tbody a").click()
    officer.get_by_role("button", name="签署放行").click()
    expect(officer.locator(".barrier")).to_contain_text("已放行")

    head.goto(address)
    head.get_by_role("button", name="同意", exact=True).click()
    expect(head.locator("#now-head")).to_contain_text("销假")
    assert Case.objects.get().step == "back"


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "dark"), (PHONE, "light"), (PHONE, "dark")])
def test_pages_are_sound_at_both_widths_and_in_the_dark(
    opened: Opened, size: tuple[int, int], scheme: str
) -> None:
    official = opened("official")
    official.goto(APPLY)
    fill(official, 10)
    official.get_by_role("button", name="提交申请").click()
    expect(official.locator("#now")).to_be_visible()
    officer = opened("organisation_officer", size, scheme)
    for address in (
        official.url, f"{official.url}record/", "/cases/", f"/cases/?procedure={LEAVE}",
        "/cases/new/", "/deputies/",
    ):  # fmt: skip
        officer.goto(address)
        officer.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        sound(officer)


def test_a_case_is_worked_by_the_keyboard_alone(opened: Opened) -> None:
    official = opened("official")
    official.goto(APPLY)
    fill(official, 10)
    official.get_by_role("button", name="提交申请").click()
    expect(official.locator("#now")).to_be_visible()
    head = opened("head")
    head.goto(official.url)
    reached = list[str]()
    for _press in range(80):
        head.keyboard.press("Tab")
        reached.append(head.evaluate("document.activeElement.value ?? ''"))
        if reached[-1] == "approved":
            break
    assert reached[-1] == "approved"
    head.keyboard.press("Enter")
    expect(head.locator("#now-head")).to_contain_text("销假")


def test_the_record_is_printed_on_paper_without_the_shell(opened: Opened) -> None:
    official = opened("official")
    official.goto(APPLY)
    fill(official, 10)
    official.get_by_role("button", name="提交申请").click()
    expect(official.locator("#now")).to_be_visible()
    official.goto(f"{official.url}record/")
    official.emulate_media(media="print")
    expect(official.locator(".side")).to_be_hidden()
    expect(official.locator("button[data-prints]")).to_be_hidden()
    expect(official.locator(".case-signs")).to_be_visible()
