"""What a newcomer has: the demonstration, served by its own processes, and a browser."""

import base64
import hmac
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PEOPLE = 60
PATIENCE = 120
"""Seconds that the demonstration is given to start, and a job to be done."""
STEP = 30
"""Seconds for which a code of an authenticator app holds."""


class Office(NamedTuple):
    """A served demonstration: its address, its log-ins with their passwords, its files."""

    url: str
    passwords: dict[str, str]
    names: dict[str, str]
    files: Path


@contextmanager
def demonstration(folder: Path, people: int = PEOPLE) -> Iterator[Office]:
    """``quanheng demo`` in a folder of its own: the real server and the real process for jobs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = ("QUANHENG_", "DATABASE_URL", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    quanheng = Path(sys.executable).with_name("quanheng")
    said = folder / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [quanheng, "demo", "--people", str(people), "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/healthz", process, said)
        rows = re.findall(r"^(\S+) +((?:\w{4}-){3}\w{4}) +(\S+) ", said.read_text("utf-8"), re.M)
        passwords = {login: password for login, password, _name in rows}
        names = {login: name for login, _password, name in rows}
        yield Office(url, passwords, names, folder / "var" / "demo" / "files")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until an address answers; raises with what was said when the process ends before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(said.read_text("utf-8"))


Visits = Callable[[str], Page]
"""``visits(log_in_name)`` is a window in which that person has logged in by the form."""


@contextmanager
def windows(browser: Browser, office: Office) -> Iterator[Callable[[], Page]]:
    """Opens new windows; whatever a page complains of in one of them fails the test.

    An answer that refuses what was entered (422) is no complaint.
    """
    opened, complaints = [], list[str]()

    def window() -> Page:
        context = browser.new_context(base_url=office.url, locale="zh-CN")
        opened.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda one: complained(one) and complaints.append(one.text))
        return page

    yield window
    for context in opened:
        context.close()
    assert not complaints, complaints


def complained(said: ConsoleMessage) -> bool:
    """Whether a browser tells of an error that a page did not mean."""
    return said.type == "error" and "status of 422" not in said.text


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def enter(page: Page, name: str, password: str) -> None:
    """Fill in the log-in form and send it."""
    page.goto("/accounts/login/")
    page.fill("main [name=login]", name)
    page.fill("main [name=password]", password)
    send(page)


def send(page: Page) -> None:
    """Send the first form of the page."""
    page.locator("main form button.button-primary").first.click()


def upload(page: Page, file: Path) -> None:
    """Upload a file in the import centre and wait until it has been read and compared."""
    page.goto("/imports/")
    page.set_input_files("[name=file]", file)
    send(page)
    expect(page.locator(".steps [aria-current=step]")).to_contain_text(
        "核对变化", timeout=PATIENCE * 1000
    )


def counts(page: Page) -> dict[str, int]:
    """How many rows an import found: new, changed, same, waiting, in conflict."""
    shown = page.locator("main nav.tabs a").all_inner_texts()
    words = [re.fullmatch(r"(\S+)\s+([\d,]+)", text.strip()) for text in shown]
    return {found[1]: int(found[2].replace(",", "")) for found in words if found}


def download(page: Page, opener: str, folder: Path) -> Path:
    """Click a link or button that gives a file, and keep the file."""
    with page.expect_download() as given:
        page.locator(opener).first.click()
    file = folder / given.value.suggested_filename
    given.value.save_as(file)
    return file


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now (RFC 6238), good for some seconds more."""
    left = STEP - time.time() % STEP
    if left < 5:
        time.sleep(left)
    moment = struct.pack(">Q", int(time.time()) // STEP)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, moment, "sha1")
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
