"""The guides in a browser: pictures are taken again, and a reader gets where a guide leads."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from scripts.guide_pictures import SIZE, AstrayError, reach, shots, take
from scripts.screenshots import ARGUMENTS

from quanheng.office.accounts.models import Role, User
from quanheng.office.findings.models import Run

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TAKEN = ("person", "standing", "why", "team", "unit-standing", "board", "clause", "record", "entry",
         "accounts", "system", "glossary", "duty-board", "duties", "old-cases",
         "deputies", "reviews", "resign", "competition")  # fmt: skip
"""The pictures that are taken again; together they go through every kind of way."""

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
def window(
    browser: Browser, live_server, evaluated: Run, users: dict[str, User]
) -> Iterator[Callable[..., Page]]:
    """``window(login)`` is a page in which the account of that role is logged in."""
    opened = []

    def logged_in(login: str, width: int = SIZE["width"], scheme: str = "light") -> Page:
        size = {"width": width, "height": SIZE["height"]}
        context = browser.new_context(
            viewport=size, color_scheme=scheme, locale="zh-CN", base_url=live_server.url
        )
        opened.append(context)
        client = Client()
        client.force_login(users[login.replace("-", "_")])
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    yield logged_in
    for context in opened:
        context.close()


def test_pictures_are_taken_again(window, live_server, tmp_path: Path):
    known, windows = shots(), {}
    for name in TAKEN:
        shot = known[name]
        if shot.login not in windows:
            windows[shot.login] = window(shot.login)
        page = windows[shot.login]
        reach(page, live_server.url, shot)
        take(page, tmp_path / f"{name}.webp")
        assert (tmp_path / f"{name}.webp").read_bytes()[8:12] == b"WEBP", name


def test_a_page_that_is_not_reached_or_shows_something_else_is_told(window, live_server):
    board, page = shots()["board"], window("organisation-officer")
    with pytest.raises(AstrayError, match="is findings:board, not records:people"):
        reach(page, live_server.url, board._replace(page="records:people"))
    with pytest.raises(AstrayError, match="does not show"):
        reach(page, live_server.url, board._replace(shows="没有这样的话"))
    with pytest.raises(AstrayError, match="no link"):
        reach(page, live_server.url, board._replace(follow=(".nowhere a",)))


def test_from_help_to_what_an_official_owes(window):
    page = window("organisation-officer")
    page.goto("/help/")
    page.get_by_role("link", name="某人今年还欠什么，为什么").click()
    expect(page.locator("#owes")).to_be_in_viewport()
    page.locator("#owes").get_by_role("link", name="干部档案").click()
    expect(page.locator("h1")).to_have_text("干部档案")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_help_is_accessible_and_fits(window, width: int, scheme: str):
    page = window(Role.HEAD, width, scheme)
    for address in ("/help/", "/help/glossary/"):
        page.goto(address)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found]
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
