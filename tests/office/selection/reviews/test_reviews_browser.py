"""A review counted by two tellers and filed, in a browser; the pages without faults."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.selection.models import Review
from tests.office.action_case import World
from tests.office.conftest import district, users
from tests.office.selection.marks.conftest import ON
from tests.office.selection.reviews import making as cases
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


@pytest.mark.django_db(transaction=True)
def test_two_tellers_count_and_the_review_is_filed(
    window: Windows, district: Records, users: dict[str, User]
) -> None:
    world = World(users, ON, lambda name: district)
    check, found = cases.check(world), cases.found(world)
    cases.report(world)
    officer = window("organisation_officer")
    officer.goto("/selection/reviews/new/review/")
    officer.locator("[name=unit]").select_option(check.unit.code)
    officer.locator("[name=year]").fill("2025")
    officer.get_by_role("button", name="发起一报告两评议").click()
    officer.locator("summary:text-is('填写会议和反映情况')").click()
    officer.locator("[name=meeting_on]").fill("2026-01-05")
    officer.get_by_role("button", name="填写会议和反映情况").click()
    officer.locator("summary:text-is('登记手工计票')").click()
    for name, number in cases.VOTES.items():
        officer.locator(f"#count_{name}").fill(str(number))
    officer.get_by_role("button", name="登记手工计票").click()
    second = window("organisation_officer-2", PHONE, "dark")
    second.goto(officer.url)
    second.get_by_role("button", name="复核无误").click()
    expect(second.locator("main")).to_contain_text("55.6%")
    assert not troubles(second)
    officer.goto(officer.url)
    officer.locator("summary:text-is('归档')").click()
    officer.get_by_role("button", name="归档").click()
    expect(officer.locator(".page-head .badge").first).to_have_text("已归档")
    assert Review.objects.get().filed_on is not None
    names = ("", "titles/", "prior/", "leaving/", f"leaving/{found.pk}/", f"check/{check.pk}/")
    wrong = []
    for size, scheme in ((DESK, "light"), (PHONE, "dark")):
        page = window("organisation_officer", size, scheme)
        for name in names:
            page.goto(f"/selection/reviews/{name}")
            wrong += troubles(page)
    assert not wrong
