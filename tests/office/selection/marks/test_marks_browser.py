"""A mark from the proposal to the end of it, by three people, in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person
from quanheng.office.selection.models import Mark
from tests.office.action_case import World
from tests.office.conftest import district, users
from tests.office.selection.marks import making as cases
from tests.office.selection.marks.conftest import ON
from tests.office.selection.windows import (
    DESK,
    MARKS,
    PHONE,
    Windows,
    chromium,
    troubles,
    windows_of,
)

__all__ = ["district", "users"]

pytestmark = MARKS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def window(browser: Browser, live_server) -> Iterator[Windows]:
    with windows_of(browser, live_server.url) as opened:
        yield opened


def propose(officer: Page, of: Person) -> None:
    officer.goto("/selection/marks/propose/")
    officer.locator("[name=person]").fill(of.code)
    officer.get_by_role("button", name="下一步").click()
    officer.locator("[name=type]").select_option(cases.IDLE)
    officer.locator("[name=facts]").fill("2项任务没有推进")
    officer.locator("[name=happened_on]").fill("2026-01-02")
    officer.locator("[name=source]").select_option("special")
    officer.locator("[name=attested]").check()
    officer.locator("[name=records]").first.check()
    officer.get_by_role("button", name="提出").click()


def reply(official: Page) -> None:
    official.goto("/selection/me/")
    assert not troubles(official)
    official.get_by_role("link", name="太平官").click()
    official.locator("summary:text-is('说明')").click()
    official.locator("[name=kind]").select_option("objects")
    official.locator("[name=text]").fill("因汛期暂停")
    assert not troubles(official)
    official.get_by_role("button", name="说明").click()
    expect(official.locator(".duty-answers")).to_contain_text("因汛期暂停")


@pytest.mark.django_db(transaction=True)
def test_three_people_from_the_proposal_to_the_end(
    window: Windows, district: Records, users: dict[str, User]
) -> None:
    world = World(users, ON, lambda name: district)
    of: Person = cases.person(world)
    officer = window("organisation_officer")
    propose(officer, of)
    officer.locator("summary:text-is('告知本人')").click()
    officer.get_by_role("button", name="告知本人").click()
    expect(officer.locator(".badge").first).to_have_text("待本人说明")
    expect(officer.locator("summary:text-is('确认')")).to_have_count(0)
    assert not troubles(officer)

    official = window("official", PHONE, "dark")
    reply(official)

    second = window("organisation_officer-2", DESK)
    second.goto(official.url)
    second.locator("summary:text-is('确认')").click()
    second.locator("#confirm_text").fill("属实")
    second.get_by_role("button", name="确认", exact=True).click()
    expect(second.locator(".badge").first).to_have_text("已确认")
    address = second.url
    for name in ("", "words/", "notes/"):
        second.goto(f"/selection/marks/{name}")
        assert not troubles(second)
    second.goto(address)
    second.locator("summary:text-is('查无实据，终止')").click()
    second.locator("#close_text").fill("复核后查无实据")
    second.get_by_role("button", name="查无实据，终止").click()
    expect(second.locator(".empty")).to_be_visible()
    assert Mark.objects.get().state == "closed"
    official.goto("/selection/me/")
    expect(official.locator("main")).to_contain_text("已终止")
