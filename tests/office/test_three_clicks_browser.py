"""Answers within three clicks: what somebody owes and why, who is behind, who is due, who did it.

The demonstration is served as it is; every way begins on the home page.
"""

import re
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.office.newcomer import (
    CHROMIUM,
    PATIENCE,
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
    pytest.mark.xdist_group("three clicks"),  # they share one demonstration
]
MOST = 3


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with demonstration(tmp_path_factory.mktemp("clicks"), people=300) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)
    with chromium() as opened:
        yield opened


@pytest.fixture
def window(browser: Browser, office: Office) -> Iterator[Callable[[], Page]]:
    with windows(browser, office) as opener:
        yield opener


@pytest.fixture
def visits(window: Callable[[], Page], office: Office) -> Visits:
    def logged_in(name: str) -> Page:
        page = window()
        enter(page, name, office.passwords[name])
        expect(page).to_have_url("/")
        return page

    return logged_in


class Hand:
    """Clicks, and counts them."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        assert self.clicks <= MOST
        what.click()


def side(page: Page, name: str) -> Locator:
    return page.locator(".side a", has_text=re.compile(f"^\\s*{name}\\s*$"))


def test_what_an_official_owes_this_year_and_why(visits: Visits, office: Office) -> None:
    page, hand = visits("organisation-officer"), Hand()
    name = office.names["official"]
    page.locator("header [type=search]").fill(name)
    hand.click(page.locator("header a", has_text=name).first)
    owed = page.locator("main section", has_text="需要关注").locator("tbody tr").first
    expect(owed).to_contain_text("要求")
    title = owed.locator("a").first.inner_text()
    hand.click(owed.locator("a").first)
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("main")).to_contain_text("参数")


def test_an_official_sees_what_it_owes_on_the_first_page(visits: Visits) -> None:
    page, hand = visits("official"), Hand()
    due = page.locator("main section", has_text="到期").locator("a[href^='/people/']").first
    hand.click(due)
    expect(page.locator("main")).to_contain_text("数据来源")


def test_which_units_are_behind_on_a_clause(visits: Visits) -> None:
    page, hand = visits("organisation-officer"), Hand()
    hand.click(side(page, "总览"))
    clause = page.locator("main section", has_text="未达标最多").locator("a[href^='/clauses/']")
    hand.click(clause.first)
    units = page.locator("main section", has_text="各单位情况").locator("tbody tr")
    first, missed = units.first, units.first.locator("td a").first
    expect(first).to_contain_text("%")
    count = int(missed.inner_text())
    hand.click(missed)
    expect(page).to_have_url(re.compile(r"/findings/\?"))
    expect(page.locator("main tbody tr")).to_have_count(min(count, 50))


def test_who_is_due_for_exchange_next_year(visits: Visits) -> None:
    page, hand = visits("organisation-officer"), Hand()
    hand.click(side(page, "总览"))
    ahead = page.locator("main section", has_text="谁将达到什么").locator("tbody tr")
    row = ahead.filter(has_text="任职年限").filter(has_text="明年底").first
    number = row.locator("a").last
    count = int(number.inner_text())
    hand.click(number)
    listed = page.locator("main tbody tr")
    expect(listed).to_have_count(count)
    expect(listed.first).to_contain_text("年")
    expect(page.locator("main")).to_contain_text("明年")


def test_who_changed_a_record(visits: Visits, office: Office) -> None:
    officer = visits("organisation-officer")
    name = office.names["official"]
    officer.locator("header [type=search]").fill(name)
    officer.locator("header a", has_text=name).first.click()
    officer.locator("main nav.tabs a[href$='/file/']").click()
    officer.locator("main a[href*='kind=training']").first.click()
    officer.locator("main tbody a[href*='/records/training/']").first.click()
    officer.locator("main a[href$='/correct']").first.click()
    officer.fill("[name=hours]", "77")
    officer.fill("[name=reason]", "核对结业证书")
    officer.locator("main form button.button-primary").click()
    expect(officer.locator("main")).to_contain_text("77")
    page, hand = visits("auditor"), Hand()
    hand.click(page.locator(".side a[href='/ledger/']"))
    row = page.locator("main tbody tr", has_text="更正记录").first
    expect(row).to_contain_text("organisation-officer")
    hand.click(row.locator("th a"))
    expect(page.locator("main")).to_contain_text("核对结业证书")


def test_a_change_is_followed_and_told(visits: Visits) -> None:
    """A record retracted on a page changes what the board says, without anybody asking."""
    page = visits("organisation-officer")
    page.goto("/findings/?rule=kunming-2019:4/training-year&status=met")
    page.locator("main tbody th a").first.click()
    row = page.locator("main section tbody tr", has_text="其他干部年度培训").first
    page.goto(row.locator("a[href*='/records/training/']").first.get_attribute("href"))
    page.locator("main a[href$='/retract']").click()
    page.fill("[name=reason]", "误登")
    page.locator("main form button.button-danger, main form button.button-primary").first.click()
    expect(page).not_to_have_url(re.compile("/retract"))  # leaving sooner would cancel the change
    page.goto("/runs/")
    done = page.locator("main tbody tr", has_text="变动核对").filter(has_text="已完成")
    until = monotonic() + PATIENCE
    while not done.count() and monotonic() < until:  # the page only watches runs it has seen
        page.wait_for_timeout(1000)
        page.reload()
    expect(done.first).to_be_visible()
