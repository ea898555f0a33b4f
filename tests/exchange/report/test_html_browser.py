"""The page in a browser: search, filters, printing, both colour schemes, and no request."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from quanheng.exchange.report import Report, write_html

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
DESK, PHONE = (1440, 900), (390, 844)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(crowd: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    for lang in ("zh", "en"):
        write_html(crowd, folder / f"{lang}.html", lang=lang)
    return {lang: (folder / f"{lang}.html").as_uri() for lang in ("zh", "en")}


@pytest.fixture
def page(browser: Browser, pages: dict[str, str]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": DESK[0], "height": DESK[1]})
    page.goto(pages["zh"])
    yield page
    page.close()


def counted(page: Page) -> tuple[int, int]:
    """How many subjects and findings the page says that it shows."""
    subjects, findings = re.findall(r"[\d,]+", page.inner_text("#shown"))
    return int(subjects.replace(",", "")), int(findings.replace(",", ""))


@pytest.mark.parametrize(
    ("lang", "size", "scheme"),
    [
        ("zh", DESK, "light"),
        ("zh", PHONE, "dark"),
        ("en", PHONE, "light"),
        ("en", DESK, "dark"),
    ],
)
def test_it_fits_is_accessible_and_asks_for_nothing(
    browser: Browser, pages: dict[str, str], lang: str, size: tuple[int, int], scheme: str
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(pages[lang])
    page.fill("#query", "财政局")
    page.click("#expand")
    page.locator(".who summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    found = Axe().run(page).response["violations"]
    serious = [it["id"] for it in found if it["impact"] in ("serious", "critical")]
    page.close()
    assert serious == []
    assert requests == [pages[lang]]
    assert faults == []


def test_it_says_how_much_there_is(page: Page, crowd: Report) -> None:
    subjects = {(finding.subject_type, finding.subject) for finding in crowd.findings}
    assert counted(page) == (len(subjects), len(crowd.findings))


@pytest.mark.parametrize("place", [0, 500, -1])
def test_search_finds_a_subject_by_code(page: Page, crowd: Report, place: int) -> None:
    finding = crowd.findings[place]
    page.fill("#query", finding.subject)
    codes = page.locator("details.s > summary > code")
    expect(codes.get_by_text(finding.subject, exact=True).first).to_be_visible()


def test_search_by_rule_shows_only_its_findings(page: Page, crowd: Report) -> None:
    rule = "kunming-2019:4/training-5y"
    expected = [finding for finding in crowd.findings if finding.rule == rule]
    page.fill("#query", rule)
    assert counted(page) == (len(expected), len(expected))
    page.locator("details.s:visible > summary").first.click()
    expect(page.locator("details.s[open] [data-r]:visible")).to_have_count(1)


def test_filters_by_status_and_pack(page: Page, crowd: Report) -> None:
    for letter in "apnk":
        page.uncheck(f"input[value={letter}]", force=True)
    page.select_option("#pack", "hangzhou-2020")
    expected = [
        finding
        for finding in crowd.findings
        if finding.status == "missed" and finding.rule.startswith("hangzhou-2020:")
    ]
    assert counted(page)[1] == len(expected)
    page.click("button[type=reset]")
    expect(page.locator("#shown")).to_contain_text(f"{len(crowd.findings):,}")


def test_a_search_without_result_says_so(page: Page) -> None:
    expect(page.locator("#nothing")).to_be_hidden()
    page.fill("#query", "没有这个人")
    expect(page.locator("#nothing")).to_be_visible()
    assert counted(page) == (0, 0)


def test_a_number_of_the_heat_map_leads_to_its_findings(page: Page, crowd: Report) -> None:
    link = page.locator(".heat [data-status=m][data-pack=kunming-2019]")
    shown = int(link.inner_text().replace(",", ""))
    link.click()
    assert counted(page)[1] == shown


def test_a_clause_leads_to_a_subject(page: Page) -> None:
    page.locator(".who summary").first.click()
    link = page.locator(".who[open] a").first
    target = link.get_attribute("href")
    link.click()
    expect(page.locator(f"details{target}")).to_have_attribute("open", "")
    expect(page.locator(f"details{target} [data-r]").first).to_be_visible()


def test_what_is_met_is_folded_until_it_is_all_there_is_to_see(page: Page) -> None:
    subject = page.locator("details.s").first
    subject.locator(":scope > summary").click()
    expect(subject.locator("ul.met [data-r]").first).to_be_hidden()
    subject.locator(".kh > summary").click()
    expect(subject.locator("ul.met [data-r]").first).to_be_visible()
    for letter in "mapn":
        page.uncheck(f"input[value={letter}]", force=True)
    other = page.locator("details.s:visible").nth(1)
    other.locator(":scope > summary").click()
    expect(other.locator("ul.met [data-r]").first).to_be_visible()


def test_the_keyboard_opens_a_subject(page: Page) -> None:
    page.locator("details.s > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.s").first.locator("[data-r]").first).to_be_visible()


def test_it_prints_what_was_searched(page: Page, tmp_path: Path) -> None:
    everything = len(page.pdf())
    page.fill("#query", "财政局")
    page.click("#expand")
    narrowed = page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert narrowed.startswith(b"%PDF")
    assert len(narrowed) < everything


def test_without_scripts_everything_can_be_read(
    browser: Browser, pages: dict[str, str], crowd: Report
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["zh"])
    assert page.locator("[data-r]").count() == len(crowd.findings)
    expect(page.locator("#filter")).to_be_hidden()
    page.locator("details.s > summary").first.click()
    expect(page.locator("details.s").first.locator("[data-r]").first).to_be_visible()
    context.close()
