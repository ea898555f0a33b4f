"""An item from assignment to close-out by three people, in a browser; the pages without faults."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person
from tests.office.action_case import World
from tests.office.conftest import AS_OF
from tests.office.duties import making as cases

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
        page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        return page

    yield open_one
    for context in opened:
        context.close()
    assert not wrong


def step(page: Page, name: str, **told: str) -> None:
    """Take a step: open its form, fill it in, send it."""
    form = page.locator("details.dialog").filter(has=page.locator(f"summary:text-is('{name}')"))
    form.locator("summary").click()
    for field, value in told.items():
        form.locator(f"[name={field}]").fill(value)
    form.get_by_role("button", name=name).click()
    expect(page.locator(".notice-success")).to_contain_text(f"已办理：{name}")


@pytest.mark.django_db(transaction=True)
def test_three_people_from_assignment_to_close_out(window: Windows, district: Records) -> None:
    owner = Person.objects.get(code=User.objects.get(username="official").person_code)
    officer = window("organisation_officer")
    officer.goto("/duties/new/")
    officer.get_by_role("link", name=re.compile("^批示")).click()
    officer.get_by_label("事项", exact=False).first.fill("落实防汛批示")
    officer.locator("[name=source_word]").select_option("市级批示")
    code = User.objects.get(username="head").grants.get().unit_code
    officer.locator("[name=lead_unit]").select_option(code)
    officer.locator("[name=owner]").fill(owner.code)
    officer.locator("[name=assigned]").fill("2026-01-05")
    officer.locator("[name=deadline]").fill("2099-01-05")
    officer.locator("[name=measures]").fill("逐镇核查")
    officer.get_by_role("button", name="交办").click()
    expect(officer.locator("h1")).to_contain_text("批示")

    official = window("official")
    official.goto(officer.url)
    official.locator(".duty-measures").get_by_role("button", name="已落实").click()
    step(official, "添加佐证", title="核查报告")
    step(official, "回复", text="已核查")
    expect(official.locator("summary:text-is('核验通过')")).to_have_count(0)

    head = window("head", PHONE)
    head.goto(official.url)
    step(head, "核验通过", text="属实")

    officer.goto(head.url)
    step(officer, "安排回头看", planned_on="2099-06-01")
    officer.locator("summary:text-is('办结销号')").click()
    officer.locator("[name=proof]").select_option(label="核查报告")
    officer.get_by_role("button", name="办结销号").click()
    expect(officer.locator(".page-head .badge").first).to_have_text("已办结")
    expect(officer.locator(".duty-line .done")).to_have_count(5)
    for text in ("交办", "回复", "核验通过", "办结"):
        expect(officer.locator(".timeline")).to_contain_text(text)


def troubles(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_pages_are_without_faults(
    window: Windows, district: Records, users: dict[str, User], size: dict[str, int], scheme: str
) -> None:
    world = World(users, AS_OF.replace(year=2026, month=1, day=5), lambda name: district)
    duty = cases.closed(world)
    page = window("organisation_officer", size, scheme)
    addresses = [
        "",
        "board/",
        "register/",
        "new/",
        "new/?type=问题",
        "carry/",
        "burdens/",
        "import/",
    ]
    for address in (*addresses, f"{duty.pk}/"):
        page.goto(f"/duties/{address}")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, address
        assert not troubles(page)
