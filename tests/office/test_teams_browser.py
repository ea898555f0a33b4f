"""A team analysed, a post described, an opinion signed by another one, a pool: in a browser."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person, Reserve
from quanheng.office.selection.models import PostFit
from tests.office.action_case import World
from tests.office.conftest import AS_OF
from tests.office.selection.teams import making

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

Windows = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser, live_server) -> Iterator[Windows]:
    """``window(user)`` is a window in which that account is logged in."""
    opened, wrong = [], []

    def open_one(user: User, size: dict[str, int] = DESK, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport=size, color_scheme=scheme, locale="zh-CN", base_url=live_server.url
        )
        opened.append(context)
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        return page

    yield open_one
    for context in opened:
        context.close()
    assert not wrong


def fill(page: Page, **told: str) -> None:
    for name, value in told.items():
        page.locator(f"main [name={name}]").fill(value)


@pytest.mark.django_db(transaction=True)
def test_from_the_analysis_to_a_signed_opinion(
    window: Windows, users: dict[str, User], district: Records, request: pytest.FixtureRequest
) -> None:
    world = World(users, AS_OF, request.getfixturevalue)
    unit, person, other = making.place(world), making.somebody(world), making.second(world)
    officer = window(users["organisation_officer"])
    officer.goto(f"/selection/teams/{unit.pk}/")
    officer.get_by_role("link", name="分析研判", exact=True).click()
    fill(officer, **making.TEXTS)
    officer.get_by_role("button", name="保存").click()
    expect(officer.locator("h1")).to_contain_text("领导班子分析研判报告")
    expect(officer.get_by_role("button", name="签署")).to_have_count(0)

    officer.goto(f"/selection/teams/{unit.pk}/post/")
    fill(officer, **making.POST)
    officer.get_by_role("button", name="保存").click()
    officer.get_by_role("link", name="评估人岗匹配").click()
    fill(officer, person=person.code)
    officer.get_by_role("button", name="列出档案事实").click()
    fill(officer, opinion="专业对口")
    officer.get_by_role("button", name="保存").click()
    expect(officer.locator("h1")).to_contain_text("人岗匹配评估意见")

    second = window(other)
    second.goto(officer.url)
    second.get_by_role("button", name="签署").click()
    expect(second.locator(".notice-success")).to_contain_text("已签署")
    assert PostFit.objects.get().signed_by == other


@pytest.mark.django_db(transaction=True)
def test_a_pool_is_opened_entered_and_left(
    window: Windows, users: dict[str, User], district: Records
) -> None:
    person = Person.objects.get(code=users["official"].person_code)
    page = window(users["organisation_officer"])
    page.goto("/selection/pools/")
    page.get_by_role("link", name="设立人才库").click()
    fill(page, name="法律人才库", field="法律", target="5")
    page.get_by_role("button", name="设立").click()
    fill(page, person=person.code, told_by="单位党组推荐")
    page.get_by_role("button", name="入库").click()
    expect(page.locator(".notice-success")).to_contain_text(f"已入库：{person}")
    page.locator("#members").get_by_role("link", name=person.name, exact=True).click()
    fill(page, text="参加重点项目")
    page.get_by_role("button", name="保存复核").click()
    fill(page, reason="提拔任用")
    page.get_by_role("button", name="出库").click()
    expect(page.locator(".notice-success")).to_contain_text(f"已出库：{person}")
    gone = Reserve.objects.current().get(pool="法律人才库")
    assert gone.reason == "提拔任用" and gone.supersedes is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_pages_are_accessible_and_never_wider_than_the_window(
    window: Windows,
    users: dict[str, User],
    district: Records,
    request: pytest.FixtureRequest,
    size: dict[str, int],
    scheme: str,
) -> None:
    world = World(users, AS_OF, request.getfixturevalue)
    unit, fit = making.place(world), making.fit(world)
    making.line(world)
    page = window(users["organisation_officer"], size, scheme)
    addresses = (
        "", "teams/", f"teams/{unit.pk}/?within=5", f"teams/{unit.pk}/set/",
        f"teams/{unit.pk}/analyse/", f"teams/papers/fit/{fit.pk}/", "exchange/",
        f"exchange/plan/?year={AS_OF.year}", "exchange/moves/", "pools/", "pools/new/",
    )  # fmt: skip
    for address in addresses:
        page.goto(f"/selection/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
