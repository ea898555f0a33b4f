"""From the search by the reasons to the comparison, in Chromium; the pages without faults."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.office.ballots.windows import CHROMIUM, PHONE, chromium, windows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def window(monkeypatch, live_server):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with chromium() as browser, windows(browser, live_server.url) as opened:
        yield opened


def sound(page):
    """No fault that axe knows, and nothing wider than the window."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wider)


def test_search_why_and_compare(window, users, bureau):
    page = window(users["organisation_officer"])
    page.goto("/selection/search/")
    page.get_by_label("单位", exact=True).select_option(bureau.code)
    page.get_by_label("职务名称").fill("局长")
    page.get_by_label("职务层次").select_option(label="乡科级正职")
    page.get_by_label("任过下一级正职").check()
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_text("逐一核对了")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="全部依据").first.click()
    expect(page.get_by_role("heading", name="的任职条件")).to_be_visible()
    expect(page.get_by_role("row", name="下一级正职经历")).to_be_visible()
    sound(page)
    page.go_back()
    boxes = page.get_by_label("选入对照：")
    names = [boxes.nth(n).get_attribute("aria-label").partition("：")[2] for n in range(2)]
    for number in range(2):
        boxes.nth(number).check()
    page.get_by_role("button", name="对照所选").click()
    for name in names:
        expect(page.get_by_role("columnheader", name=name)).to_be_visible()
    expect(page.get_by_role("row", name="对所选职务的资格条件")).to_be_visible()
    sound(page)
    phone = window(users["organisation_officer"], PHONE)
    for address in (page.url, f"/selection/search/?unit={bureau.code}&level=109&seat=chief"):
        phone.goto(address)
        sound(phone)
