"""Takes the pictures of the guides from the demonstration, in Chinese and English.

Run ``quanheng demo`` in one terminal and this in another:

    .venv/bin/python -m scripts.guide_pictures [--base http://127.0.0.1:8000] [NAME …]

What is taken is written down in ``office/dashboards/help/pictures.toml``. A page that is not
reached, or does not show the words expected there, ends it with an error. It needs Chromium and
the package playwright.
"""

import argparse
import base64
import os
import shutil
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlparse

import django
from django.urls import resolve, reverse
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, sync_playwright
from scripts.screenshots import ARGUMENTS, LANGUAGES, log_in, logins

from quanheng.office.dashboards.help import guides

HELP = Path(guides.__file__).parent
OUT = HELP.parent.parent / "web" / "static" / "web" / "guide"
SIZE = {"width": 1200, "height": 750}
QUALITY = 14
"""Of WebP, which Chromium writes when asked by its own protocol."""
PATIENCE = 120_000
"""Milliseconds for a workbook to be compared."""
CORRECTIONS = {
    "organisation-officer": {
        "speciality": "公共管理",
        "reason": "与毕业证书核对",
        "evidence": "毕业证书",
    },
    "personnel-officer": {
        "birth": "1975-03-12",
        "reason": "与原始材料核对",
        "evidence": "入学登记表",
    },
}
"""Who corrects what before the pictures are taken: a plain fact, and a key fact."""
LEAVE = "qingshanhu-2009:14/leave"


class Shot(NamedTuple):
    """A picture to take; the fields are those of ``pictures.toml``."""

    name: str
    login: str
    start: str
    page: str
    shows: str
    follow: tuple[str, ...] = ()


class AstrayError(AssertionError):
    """The way to a picture does not lead to its page."""


def shots() -> dict[str, Shot]:
    """Every picture by name."""
    told: dict[str, dict[str, Any]] = tomllib.loads((HELP / "pictures.toml").read_text("utf-8"))
    return {
        name: Shot(name, **{**row, "follow": tuple(row.get("follow", ()))})
        for name, row in told.items()
    }


def reach(page: Page, base: str, shot: Shot, language: str = "zh") -> None:
    """Go to the page of a picture by its links; AstrayError when it is not reached."""
    target = guides.target_of(shot.start)
    page.goto(f"{base}{reverse(target.page, args=target.about)}{target.query}")
    for selector in shot.follow:
        link = page.locator(selector).first
        if not link.count():
            raise AstrayError(f"{shot.name}: no link {selector} on {page.url}")
        page.goto(urljoin(page.url, str(link.get_attribute("href"))))
    found = resolve(urlparse(page.url).path).view_name
    if found != shot.page:
        raise AstrayError(f"{shot.name}: {page.url} is {found}, not {shot.page}")
    if language == "zh" and shot.shows not in page.inner_text("main"):
        raise AstrayError(f"{shot.name}: {page.url} does not show {shot.shows!r}")


def take(page: Page, file: Path) -> None:
    """Take a picture of what is seen."""
    page.wait_for_load_state("networkidle")
    asked = {"format": "webp", "quality": QUALITY}
    told = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    file.write_bytes(base64.b64decode(told["data"]))


def correct(page: Page, base: str, told: dict[str, str]) -> None:
    """Correct the particulars of the first person of the list; a second time changes nothing."""
    way = ("main tbody th a", "nav.tabs a[href$='/file/']", "main a[href*='/records/particulars/']")
    page.goto(f"{base}{reverse('records:people')}")
    for selector in way:
        page.goto(f"{base}{page.locator(selector).first.get_attribute('href')}")
    page.goto(f"{page.url}correct")
    for name, value in told.items():
        page.fill(f"[name={name}]", value)
    page.click("main form .button-primary")


def upload(page: Page, base: str, file: Path) -> None:
    """Have a workbook compared with the records; nothing is written."""
    page.goto(f"{base}{reverse('records:imports')}")
    page.set_input_files("[type=file]", file)
    page.click("main form .button-primary")
    page.wait_for_selector("main table tbody th", timeout=PATIENCE)


def leave_late(page: Page, base: str) -> None:
    """Apply for a leave that began yesterday, which its gate stops; only once."""
    page.goto(f"{base}{reverse('procedures:board')}?who=own")
    if page.locator("main table.cases tbody tr").count() > 1:
        return
    page.goto(f"{base}{reverse('procedures:new')}?procedure={LEAVE}")
    page.select_option("[name=step-kind]", index=1)
    page.fill("[name=step-from]", str(localdate() - timedelta(days=1)))
    page.fill("[name=step-to]", str(localdate() + timedelta(days=1)))
    page.fill("[name=step-place]", "市人民医院")
    page.fill("[name=step-matter]", "家人急病，先行离开，补办手续")
    page.click("main form .button-primary")


def object_to(page: Page, base: str) -> None:
    """Take in an objection to the public notice under way; only once."""
    page.goto(f"{base}{reverse('selection:appointing')}")
    for selector in ("main tbody tr:first-child th a", "main .appointing-links a:first-child"):
        page.goto(urljoin(page.url, str(page.locator(selector).first.get_attribute("href"))))
    section = page.locator("[aria-labelledby=objections-head]")
    if section.locator("tbody tr").count():
        return
    section.locator("> details > summary").click()
    form = section.locator("> details form")
    form.locator("[name=nominee]").select_option(index=1)
    form.locator("[name=received_on]").fill(str(localdate()))
    form.locator("[name=matter]").fill("分管工作期间一笔培训经费的使用未公开，请核实。")
    form.locator(".button-primary").click()


def stage(browser: Browser, base: str, known: dict[str, str], files: Path) -> None:
    """Make corrections, a compared import, an objection and a leave that its gate stops."""
    for login, told in CORRECTIONS.items():
        page = browser.new_page(locale=LANGUAGES["zh"])
        log_in(page, base, login, known[login])
        correct(page, base, told)
        if login == "organisation-officer":
            upload(page, base, files / "district-changed.xlsx")
            object_to(page, base)
        page.context.close()
    page = browser.new_page(locale=LANGUAGES["zh"])
    log_in(page, base, "official", known["official"])
    leave_late(page, base)
    page.context.close()


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--logins", type=Path, default=Path("var/demo/logins.txt"))
    parser.add_argument("names", nargs="*", help="only these pictures")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.office.config.settings")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    django.setup()
    wanted = [one for one in shots().values() if not given.names or one.name in given.names]
    known = logins(given.logins)
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        stage(browser, given.base, known, given.logins.parent / "files")
        for language, locale in LANGUAGES.items():
            for login in sorted({one.login for one in wanted}):
                page = browser.new_page(viewport=SIZE, locale=locale, color_scheme="light")
                log_in(page, given.base, login, known[login])
                page.goto(f"{given.base}/")
                for shot in [one for one in wanted if one.login == login]:
                    reach(page, given.base, shot, language)
                    take(page, OUT / f"{shot.name}.{language}.webp")
                page.context.close()
        browser.close()
    total = sum(file.stat().st_size for file in OUT.glob("*.webp"))
    print(f"{OUT}: {total / 1024 / 1024:.2f} MiB")


if __name__ == "__main__":
    main()
