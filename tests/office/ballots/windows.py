"""Browser windows for tests of ballots: logged in, or a stranger's."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from quanheng.office.accounts.models import User

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (390, 844)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def complaint(said: ConsoleMessage) -> bool:
    """Whether a window complains, other than about what is meant to be refused or cut off."""
    meant = ("status of 422", "net::ERR_FAILED")
    return said.type == "error" and not any(text in said.text for text in meant)


@contextmanager
def windows(browser: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """``open(user)`` is a window of its own with the user logged in; errors fail the test."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def window(
        user: User | None = None, size: tuple[int, int] = DESK, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", base_url=base,
            java_script_enabled=scripts,
        )  # fmt: skip
        opened.append(context)
        if user:
            client = Client()
            client.force_login(user)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": base}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: complaint(said) and wrong.append(said.text))
        return page

    yield window
    for context in opened:
        context.close()
    assert not wrong
