"""A whole meeting in a browser: agenda, gates, roll-call, who says what, minutes signed by two."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import Meeting, Question
from tests.office.action_case import World
from tests.office.meetings.making import place
from tests.office.procedures.desk import follow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
Windows = Callable[..., Page]

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
def window(browser: Browser, live_server, users: dict[str, User]) -> Iterator[Windows]:
    """``window(role)`` is a window in which that role is logged in."""
    opened, wrong = [], []

    def open_one(role: str, size: dict[str, int] = DESK, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport=size, color_scheme=scheme, locale="zh-CN", base_url=live_server.url
        )
        opened.append(context)
        client = Client()
        client.force_login(users[role])
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield open_one
    for context in opened:
        context.close()
    assert not wrong


def step(page: Page, name: str, **told: str) -> None:
    """Take a step: open its form, fill it in, send it."""
    form = page.locator("details.dialog").filter(has=page.locator(f"summary:text-is('{name}')"))
    form.locator("summary").click()
    fill(form, **told)
    form.get_by_role("button", name=name).click()
    expect(page.locator(".notice-success")).to_contain_text(f"已办理：{name}")


def fill(form, **told: str) -> None:
    for field, value in told.items():
        found = form.locator(f"[name={field}]")
        if found.first.evaluate("one => one.tagName") == "SELECT":
            found.select_option(value)
        else:
            found.fill(value)


def draft(page: Page, unit: str) -> None:
    """A meeting of seven, with a prescribed study and a project whose papers are on file."""
    page.goto("/meetings/studies")
    page.locator("summary", has_text="登记学习内容").click()
    form = page.locator("form.form")
    fill(form, unit=unit, title="重要讲话", source="办9号", received_on=str(localdate()))
    form.get_by_role("button", name="登记").click()
    page.goto(f"/meetings/new?unit={unit}&kind=committee")
    roll = "\n".join(["*书记", "甲，副书记", "乙", "丙", "丁", "戊", "己"])
    fill(page.locator("form.form"), roll=roll, day=str(localdate()), venue="会议室")
    page.get_by_role("button", name="拟定会议").click()
    step(page, "列入议题", kind="project", title="滨河步道", reporter="分管领导")
    step(page, "列入议题", kind="study", title="学习重要讲话")


def prepare(page: Page) -> None:
    """What the gates ask for; the agenda is closed."""
    step_refused(page, "确定议程")
    page.locator(".agenda li").nth(0).get_by_role("link", name=re.compile("补充")).click()
    page.locator("select[name=study]").select_option(label="重要讲话")
    page.get_by_role("button", name="保存").click()
    page.locator(".agenda li").nth(1).get_by_role("link", name=re.compile("补充")).click()
    papers = ("legality", "risk", "expert", "soundings", "alignment", "consultation")
    fill(page.locator("form.form"), interests="yes", **dict.fromkeys(papers, "材料1号，可行"))
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="滨河步道").first.click()
    step(page, "提请表决", text="同意立项")
    page.get_by_role("link", name="回到议程").click()
    step(page, "确定议程")


def step_refused(page: Page, name: str) -> None:
    form = page.locator("details.dialog").filter(has=page.locator(f"summary:text-is('{name}')"))
    form.locator("summary").click()
    form.get_by_role("button", name=name).click()
    expect(page.locator(".errorlist").first).to_contain_text("第一议题")


def hold(page: Page, stances: str) -> None:
    """Roll-call, study, the question with everybody's position, the head last; signed."""
    step(page, "点名开会")
    page.get_by_role("link", name="学习重要讲话").click()
    step(page, "开始讨论")
    step(page, "结束议题", minutes="已传达学习")
    step(page, "开始讨论")
    words = {"a": "同意", "d": "不同意", "x": "缓议"}
    for turn, stance in enumerate(stances, start=1):
        form = page.locator("form.speak")
        if turn < len(stances):
            assert "书记" not in form.locator("[name=member]").inner_text().split("\n")
        form.get_by_label(words[stance], exact=True).check()
        form.locator("[name=words]").fill(f"第{turn}个发言")
        form.get_by_role("button", name="记录").click()
        expect(page.locator("tbody tr")).to_have_count(turn)
    step(page, "形成结果")
    step(page, "结束议题", minutes="逐人表态")
    step(page, "签署会议记录")


@pytest.mark.django_db(transaction=True)
def test_a_whole_meeting_by_two_people(
    window: Windows, users: dict[str, User], district: Records
) -> None:
    unit = place(World(users, localdate(), lambda name: district)).code
    follow("hangzhou-2017", "hangzhou-2020", "qingshanhu-2009")
    keeper = window("personnel_officer")
    draft(keeper, unit)
    prepare(keeper)
    hold(keeper, "aaaadda")
    address = keeper.url
    officer = window("organisation_officer")
    officer.goto(address)
    step(officer, "审签归档", note="书记签字的记录存档案室")
    made = Meeting.objects.get()
    asked = Question.objects.get()
    assert (made.state, made.first, asked.state, asked.agree) == ("closed", True, "passed", 5)
    officer.goto(f"{address}minutes")
    expect(officer.locator("article")).to_contain_text("同意5、不同意2、缓议0")
    expect(officer.locator(".case-entries li")).to_have_count(22)
    for size, scheme in ((DESK, "light"), (PHONE, "dark")):
        page = window("organisation_officer", size, scheme)
        for url in ("/meetings/", address, f"{address}questions/{asked.pk}/", "/meetings/first",
                    "/meetings/decisions?member=甲", f"{address}minutes"):  # fmt: skip
            page.goto(url)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            found = Axe().run(page)
            assert not found.response["violations"], found.generate_report()
