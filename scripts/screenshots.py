"""Pictures of every page that the side bars lead to, in both widths, languages and schemes.

Run ``quanheng demo`` in one terminal and this in another:

    .venv/bin/python scripts/screenshots.py [--role auditor …] [--out build/screenshots]

It logs in with the names of ``var/demo/logins.txt`` and follows the side bar, and on each page the
first link of a table. It needs Chromium and the package playwright.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
OUT_OF_THE_WAY = re.compile(r"logout|\.(json|txt|pem|csv|xlsx|zip|lrmx?)$|/sign$")


def logins(file: Path) -> dict[str, str]:
    """Log-in names and passwords of the demonstration."""
    found = re.findall(r"^(\S+) +((?:\w{4}-){3}\w{4}) ", file.read_text("utf-8"), re.MULTILINE)
    return dict(found)


def log_in(page: Page, base: str, username: str, password: str) -> None:
    """Log in by the form."""
    page.goto(f"{base}/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.click("main form.form button:not([type=button])")
    page.wait_for_url(f"{base}/")


def addresses(page: Page, base: str) -> Iterator[str]:
    """Home, the side bar's pages, the first link of each of their tables, the components."""
    page.goto(f"{base}/")
    bar = page.eval_on_selector_all(".side a", "links => links.map(a => a.href)")
    seen: set[str] = set()
    for address in [*bar, f"{base}/components/"]:
        if address not in seen:
            seen.add(address)
            yield address
        page.goto(address)
        first = "tables => tables.map(t => t.querySelector('tbody a')?.href).filter(a => a)"
        for further in page.eval_on_selector_all("main table", first):
            path = urlparse(further).path
            if further not in seen and not OUT_OF_THE_WAY.search(path) and "?" not in further:
                seen.add(further)
                yield further


def name_of(address: str) -> str:
    """The path of an address as part of a file name."""
    return re.sub(r"[^\w]+", "-", urlparse(address).path).strip("-") or "home"


def take(browser: Browser, base: str, role: str, password: str, out: Path, scheme: str) -> int:
    """All pictures for one log-in; returns how many pages were wider than the window."""
    wide = 0
    page = browser.new_page()
    log_in(page, base, role, password)
    cookies, found = page.context.cookies(), list(addresses(page, base))
    page.close()
    for size, (width, height) in SIZES.items():
        for language, locale in LANGUAGES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme
            )
            context.add_cookies([one for one in cookies if "language" not in one["name"]])
            shown = context.new_page()
            for address in found:
                shown.goto(address)
                if shown.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    print(f"wider than the window: {role} {size} {language} {address}")
                    wide += 1
                shown.screenshot(path=out / f"{role}-{name_of(address)}-{size}-{language}.png")
            context.close()
    return wide


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--logins", type=Path, default=Path("var/demo/logins.txt"))
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--role", action="append", help="only this log-in name (repeatable)")
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    known = logins(given.logins)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        wide = sum(
            take(browser, given.base, role, known[role], given.out, given.scheme)
            for role in given.role or known
        )
        browser.close()
    print(f"pictures in {given.out}")
    sys.exit(1 if wide else 0)


if __name__ == "__main__":
    main()
