"""A newcomer with nothing but the guide: a leave and a vote in ``quanheng demo``, done by hand."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlparse

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect

from tests.office.newcomer import (
    CHROMIUM,
    Office,
    Visits,
    chromium,
    demonstration,
    enter,
    windows,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("newcomer-guide"),  # they share one demonstration
]
VOTE, CHOICES = "区直部门副职人选会议推荐", ("张伟民", "刘淑芬")
BY_SLIP = 6
TELLERS = {"discipline-officer": "seven quiet herons", "auditor": "nine slow lanterns"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with demonstration(tmp_path_factory.mktemp("newcomer")) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)
    with chromium() as opened:
        yield opened


@pytest.fixture
def visits(browser: Browser, office: Office) -> Iterator[Visits]:
    """As ``Visits``; a blank name is a window in which nobody is logged in."""
    with windows(browser, office) as opener:

        def opened(name: str) -> Page:
            page = opener()
            if name:
                enter(page, name, office.passwords[name])
                expect(page).to_have_url("/")
            return page

        yield opened


def by_the_guide(page: Page, task: str, link: str) -> None:
    """Open the help, and follow a link of one of the own guide's tasks."""
    page.goto("/help/")
    page.locator(f"#{task}").get_by_role("link", name=link, exact=True).click()


def test_a_leave_is_asked_for_approved_and_reported_back_by_the_guide(
    visits: Visits, office: Office
):
    official, head, today = visits("official"), visits("head"), localdate()
    by_the_guide(official, "leave", "请假和外出申请")
    official.get_by_label("类别").select_option("外出学习考察")
    official.get_by_label("开始日期").fill(today.isoformat())
    official.get_by_label("返回日期").fill((today + timedelta(days=2)).isoformat())
    official.get_by_label("去向").fill("邻县便民服务中心")
    official.get_by_label("事由").fill("学习窗口服务")
    official.get_by_role("button", name="提交申请").click()
    expect(official.locator("#now")).to_contain_text("等待主要领导")
    case = urlparse(official.url).path

    by_the_guide(head, "leave", "待我办理")
    head.locator(f"main a[href='{case}']").click()
    expect(head.locator("#now-head")).to_have_text("现在：审批")
    expect(head.locator(".case-history")).to_contain_text("邻县便民服务中心")
    head.get_by_role("button", name="同意", exact=True).click()
    expect(head.locator("#now-head")).to_have_text("现在：销假")

    by_the_guide(official, "leave", "我的事项")
    official.locator(f"main a[href='{case}']").click()
    official.get_by_label("实际返回日期").fill(today.isoformat())
    official.get_by_role("button", name="销假").click()
    expect(official.locator(".page-head .badge")).to_have_text("已办结")
    official.get_by_role("link", name="全程纪实表").click()
    expect(official.locator(".case-record")).to_contain_text(office.names["head"])

    head.goto("/people/")
    head.fill("main [name=q]", office.names["official"])
    head.keyboard.press("Enter")
    head.locator("main tbody a[href^='/people/']").first.click()
    head.locator("main nav.tabs a[href$='/file/']").click()
    head.goto(f"{head.url}?kind=supervision")
    expect(head.locator("main tbody tr", has_text="邻县便民服务中心")).to_have_count(1)


def at_the_ballot(page: Page, task: str, thing: str = "") -> None:
    """From a task of the guide to the ballot of the demonstration, and to what is to be done."""
    by_the_guide(page, task, "投票")
    page.locator("main tbody th").get_by_role("link", name=VOTE, exact=True).last.click()
    if thing:
        page.locator("tr", has_text=thing).get_by_role("link", name="去办").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def cast(page: Page) -> None:
    """Fill the paper in and vote."""
    for name in CHOICES:
        page.locator("main").get_by_label(name).check()
    press(page, "核对选择")
    press(page, "投入票箱")
    expect(page.locator("main h1")).to_have_text("您的票已投入票箱")


def prepared(organiser: Page, tellers: dict[str, Page]) -> list[str]:
    """Slips printed, passphrases set, voters at the door; the codes of the slips."""
    at_the_ballot(organiser, "ballot", "打印表决票")
    organiser.locator("main form button.button-primary").click()
    codes = organiser.locator(".slip-code").all_inner_texts()
    for login, page in tellers.items():
        at_the_ballot(page, "teller", "设置计票口令")
        page.fill("[name=passphrase]", TELLERS[login])
        page.fill("[name=again]", TELLERS[login])
        press(page, "保存口令")
        expect(page.locator(".notice-success").first).to_contain_text("口令已设置")
    at_the_ballot(organiser, "count", "报到、发票")
    for number in range(1, BY_SLIP + 1):
        organiser.locator(".door-list button[name=slip]").first.click()
        expect(organiser.locator(".door-list .badge", has_text="已领")).to_have_count(number)
    return codes


def test_a_vote_is_held_by_the_guide(visits: Visits):
    organiser, voter = visits("organisation-officer"), visits("head")
    tellers = {login: visits(login) for login in TELLERS}
    at_the_ballot(voter, "vote")
    press(voter, "在本机领取表决凭证")
    expect(voter.locator("[data-when=ready]")).to_be_visible()
    codes = prepared(organiser, tellers)
    for page in tellers.values():
        at_the_ballot(page, "teller", "确认开始投票")
        press(page, "核对无误，确认开始")

    at_the_ballot(voter, "vote")
    voter.get_by_role("link", name="去投票").click()
    press(voter, VOTE)
    cast(voter)
    kiosk = visits("")
    for code in codes[:BY_SLIP]:
        kiosk.goto("/vote/kiosk")
        kiosk.fill("#code", code)
        press(kiosk, "打开表决票")
        cast(kiosk)

    for (login, page), thing, button in zip(
        tellers.items(), ("结束投票", "打开内层，计票"), ("结束投票", "开票"), strict=True
    ):
        at_the_ballot(page, "closing", thing)
        page.fill("main [name=passphrase]", TELLERS[login])
        press(page, button)
    at_the_ballot(organiser, "count")
    organiser.get_by_role("link", name="查看结果").click()
    figures = organiser.locator(".ballot-counts b").all_inner_texts()
    assert figures[1:] == ["7", "7", "7", "7", "0"]
    for name in CHOICES:
        row = organiser.locator(".tally tbody tr", has_text=name)
        expect(row.locator("td.num").nth(1)).to_have_text("7")
    organiser.get_by_role("link", name="计票结果报告单").click()
    expect(organiser.locator(".count-sheet")).to_contain_text("收回票数")
