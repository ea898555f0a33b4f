"""Windows of a browser in which somebody is logged in, and faults of pages."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from quanheng.office.accounts.models import User

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

Windows = Callable[..., Page]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def windows_of(browser: Browser, url: str) -> Iterator[Windows]:
    """``open_one(username)`` is a window of an account; afterwards no script may have failed."""
    opened, wrong = [], []

    def open_one(name: str, size: dict[str, int] = DESK, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport=size, color_scheme=scheme, locale="zh-CN", base_url=url
        )
        opened.append(context)
        client = Client()
        client.force_login(User.objects.get(username=name))
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield open_one
    for context in opened:
        context.close()
    assert not wrong


def troubles(page: Page) -> list[str]:
    """What keeps somebody from reading or using a page, and whether it is too wide."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    told = [
        f"{page.url} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        told.append(f"{page.url} is too wide")
    return told
