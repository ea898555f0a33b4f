"""A steersman is chosen in two browsers: names, what is found, the person's word, one left out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from quanheng.norms import kinds
from quanheng.office.accounts.models import User
from quanheng.office.procedures.models import Nominee, Sheet
from tests.office.procedures.conftest import put_in_force
from tests.office.procedures.desk import desk_of
from tests.office.procedures.ferry import STEER, ferry
from tests.office.procedures.steering import Crew, crew_of
from tests.office.procedures.test_cases_browser import (
    CHROMIUM,
    PHONE,
    Opened,
    browser,
    opened,
    sound,
    users,
)

__all__ = ["browser", "opened", "users"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture
def crew(users: dict[str, User], somebody: kinds.Person, somewhere: str) -> Iterator[Crew]:
    with put_in_force(ferry()):
        found = crew_of(desk_of(users, somebody.code, somewhere), 4)
        found.on = localdate()
        yield found


def enter(page: Page, code: str, how: str) -> None:
    """From the page of the case: search, choose, say how the name came up."""
    page.get_by_role("link", name="登记人选").click()
    page.fill("[name=q]", code)
    page.get_by_role("button", name="查询").click()
    sound(page)
    page.locator(f'a[href="?person={code}"]').click()
    page.fill("[name=how]", how)
    sound(page)
    page.get_by_role("button", name="登记人选").click()
    expect(page.locator(".notice-success")).to_be_visible()


def fill(page: Page, name: str, votes: str, found: str) -> None:
    page.get_by_role("link", name=f"填写 {name}").click()
    page.fill("[name=sheet-votes]", votes)
    page.select_option("[name=sheet-found]", found)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".notice-success")).to_be_visible()


def begin(officer: Page, crew: Crew) -> None:
    """A case, the plan, two names; then people are looked into."""
    officer.goto(f"/cases/new/?procedure={STEER}&subject={crew.unit.code}")
    officer.fill("[name=step-places]", "1")
    officer.get_by_role("button", name="定方案").click()
    expect(officer.locator("#people")).to_contain_text("还没有人选")
    for person in crew.people[:2]:
        enter(officer, person.code, "会议推荐")
    sound(officer)
    officer.get_by_role("button", name="提名").click()
    expect(officer.locator("#now-head")).to_contain_text("考察")


def test_names_are_entered_looked_into_answered_and_one_left_out(
    opened: Opened, crew: Crew
) -> None:
    officer, official = opened("organisation_officer"), opened("official", PHONE)
    own, other = crew.people[:2]
    begin(officer, crew)
    address = officer.url

    fill(officer, own.name, "6", "clean")
    sound(officer)
    officer.goto(address)
    fill(officer, other.name, "3", "doubt")
    officer.goto(address)
    expect(officer.locator(".judged[open]").first).to_contain_text(own.name)
    sound(officer)

    official.goto("/")
    official.get_by_role("link", name="请您说明的事项").click()
    sound(official)
    official.locator("[name=reply]").fill("情况属实，没有补充。")
    official.get_by_role("button", name="提交说明").click()
    expect(official.locator(".notice-success")).to_be_visible()
    expect(official.locator("main")).to_contain_text("情况属实")
    assert official.request.get(address).status == 404

    past = localdate() - timedelta(days=1)
    Sheet.objects.filter(nominee__person=other).update(shown_on=past, reply_by=past)
    officer.goto(address)
    officer.get_by_role("link", name=f"填写 {other.name}").click()
    officer.get_by_text("写明理由，移出").click()
    officer.locator("[name=reason]").fill("结论有疑问，未能查清")
    officer.get_by_role("button", name="移出", exact=True).click()
    expect(officer.locator("#people")).to_contain_text("已移出1人")
    officer.get_by_role("button", name="完成").click()
    expect(officer.locator("#now-head")).to_contain_text("决定")
    officer.goto(f"{address}record/")
    expect(officer.locator(".case-record")).to_contain_text("结论有疑问，未能查清")
    sound(officer)
    assert Sheet.objects.get(nominee__person=own, step="look").reply == "情况属实，没有补充。"
    assert Nominee.objects.get(person=other).out_on == localdate()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_nominees_are_sound_on_a_phone(opened: Opened, crew: Crew, scheme: str) -> None:
    case, found = crew.named(4)
    for one in found[:2]:
        crew.fill(one, {"votes": 1, "found": "clean", "note": "群众反映踏实肯干。"})
    officer, official = (opened(role, PHONE, scheme) for role in (
        "organisation_officer", "official",
    ))  # fmt: skip
    official.goto("/cases/about-me/")
    sound(official)
    for address in (f"/cases/{case.pk}/", f"/cases/{case.pk}/nominees/{found[0].pk}/"):
        officer.goto(address)
        officer.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        sound(officer)
    assert found[0].on <= localdate() + timedelta(days=1)
