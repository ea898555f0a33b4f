"""A whole vote in Chromium: drafted, slips printed, three phones and a kiosk, two tellers, counted.

What the result says is compared with a count by hand of what each voter was told to choose.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot, Envelope
from quanheng.office.ballots.tokens import key_fingerprints
from tests.office.ballots.windows import CHROMIUM, PHONE, chromium, windows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
PHONES = ("official", "head", "committee_member")
SLIPS = ("陈文静", "林志远", "周晓峰", "吴秀兰", "郑国平")
SUBJECTS = ("张伟民", "刘淑芬")
PASSPHRASES = ("泰山松柏与黄河之水天上来一", "长江后浪推前浪浮事新人换旧")
AGREE, NO, LATER, BLANK = "同意", "不同意", "缓议", "弃权"
BY_PHONE = ((AGREE, AGREE), (AGREE, NO), (NO, BLANK))
BY_SLIP = ((AGREE, LATER), (AGREE, AGREE), (LATER, AGREE), (AGREE, NO), (BLANK, BLANK))


class Office(NamedTuple):
    """Who takes part, and how to open a window for somebody."""

    users: dict[str, User]
    window: Callable[..., Page]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with chromium() as opened:
        yield opened


@pytest.fixture
def office(browser: Browser, live_server, users: dict[str, User], unit: str) -> Iterator[Office]:
    with windows(browser, live_server.url) as window:
        yield Office(users, window)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def drafted(office: Office) -> str:
    """Draft a decision by the form, paste the roll, begin to issue; the address of the ballot."""
    page = office.window(office.users["organisation_officer"])
    page.goto("/ballots/")
    page.get_by_role("link", name="新建投票").first.click()
    page.get_by_role("link", name=re.compile("^票决")).click()
    page.fill("[name=title]", "干部任用票决")
    page.fill("[name=subjects]", "\n".join(SUBJECTS))
    page.check("[name=phones]")
    page.fill("[name=first_teller]", "discipline_officer")
    page.fill("[name=second_teller]", "auditor")
    press(page, "保存，接着录入名册")
    people = [f"{office.users[login].name}\t\t\t{login}" for login in PHONES]
    page.fill("[name=lines]", "\n".join([*people, *SLIPS, "何立新\t\t没有的类别"]))
    press(page, "检查")
    expect(page.locator("[role=alert]")).to_contain_text("第 9 行")
    page.fill("[name=lines]", "\n".join([*people, *SLIPS]))
    press(page, "检查")
    press(page, "写入名册（8 人）")
    page.get_by_role("link", name=re.compile("^去办.*开始发票")).click()
    press(page, "核对无误，开始发票")
    expect(page.locator(".steps [aria-current]")).to_have_text("发票中")
    return page.url


def printed(office: Office, ballot: str) -> list[str]:
    """Print the slips; their codes. They cannot be had again."""
    page = office.window(office.users["organisation_officer"])
    page.goto(ballot + "slips")
    press(page, "生成 10 张表决票")
    codes = page.locator(".slip-code").all_inner_texts()
    assert len(set(codes)) == len(codes) == 10
    expect(page.locator(".slip svg path").first).to_be_attached()
    page.goto(ballot + "slips")
    expect(page.locator("main")).to_contain_text("已经打印过")
    assert page.locator(".slip-code").count() == 0
    return codes


def tellers(office: Office, ballot: str) -> list[Page]:
    """Both tellers with their passphrases set."""
    pages = [office.window(office.users[name]) for name in ("discipline_officer", "auditor")]
    for page, passphrase in zip(pages, PASSPHRASES, strict=True):
        page.goto(ballot + "teller")
        page.fill("[name=passphrase]", passphrase)
        page.fill("[name=again]", passphrase)
        press(page, "保存口令")
        expect(page.locator(".notice-success")).to_contain_text("口令已设置")
    return pages


def fetched(office: Office, ballot: str, login: str) -> Page:
    """A phone that has fetched its token; asking twice, with the answer lost, gives the same."""
    page = office.window(office.users[login], PHONE)
    page.goto(ballot + "mine")
    announced = [key for _name, key in key_fingerprints(Ballot.objects.get())]
    expect(page.locator("[data-fingerprint]")).to_have_text(announced[0])
    page.route("**/token", lambda route: route.abort(), times=1)
    with page.expect_request("**/token") as first:
        press(page, "在本机领取表决凭证")
    expect(page.locator("[data-when=failed]")).to_be_visible()
    press(page, "再试一次")
    with page.expect_request("**/token") as second:
        press(page, "在本机领取表决凭证")
    expect(page.locator("[data-when=ready]")).to_be_visible()
    assert first.value.post_data == second.value.post_data
    return page


def choose(page: Page, choices: tuple[str, ...]) -> None:
    """Fill the paper, look at it once more, vote; the receipt."""
    expect(page.locator("main h1")).to_have_text("干部任用票决")
    for number, choice in enumerate(choices):
        if choice != BLANK:
            question = page.locator(".vote-question").nth(number)
            question.get_by_label(choice, exact=True).check()
    press(page, "核对选择")
    expect(page.locator(".vote-check dd")).to_have_text(list(choices))
    press(page, "投入票箱")
    expect(page.locator("main h1")).to_have_text("您的票已投入票箱")


def receipt(page: Page) -> str:
    return page.locator(".vote-receipt code").inner_text().replace(" ", "")


def by_phone(page: Page, ballot: str, choices: tuple[str, ...]) -> str:
    """Vote with the token on the phone; nothing that tells who it is goes with it."""
    sent: list[dict[str, str]] = []
    page.goto(ballot + "mine")
    page.get_by_role("link", name="去投票").click()
    page.on("request", lambda one: sent.append(one.all_headers()) if one.method == "POST" else None)
    page.get_by_role("button", name="干部任用票决").click()
    choose(page, choices)
    assert len(sent) == 3
    assert not [headers for headers in sent if {"cookie", "referer"} & set(headers)]
    assert [one["name"] for one in page.context.cookies()].count("sessionid") == 1
    found = receipt(page)
    page.goto(ballot + "mine")
    expect(page.locator("[data-when=used]")).to_be_visible()
    return found


def by_kiosk(kiosk: Page, code: str, choices: tuple[str, ...]) -> str:
    kiosk.goto("/vote/kiosk")
    kiosk.fill("#code", code.lower())
    kiosk.keyboard.press("Enter")
    choose(kiosk, choices)
    return receipt(kiosk)


def by_hand() -> dict[str, Counter[str]]:
    votes = [*BY_PHONE, *BY_SLIP]
    return {name: Counter(made) for name, *made in zip(SUBJECTS, *votes, strict=True)}


def test_a_whole_vote(office: Office) -> None:
    ballot = drafted(office)
    codes = printed(office, ballot)
    first, second = tellers(office, ballot)
    phones = [fetched(office, ballot, login) for login in PHONES]
    door = office.window(office.users["organisation_officer"])
    for name in SLIPS:
        door.goto(f"{ballot}door?q={name}")
        press(door, "报到并发票")
        expect(door.locator(".notice-success")).to_contain_text(f"{name}：已报到并领票")
    kiosk = office.window(size=(1080, 1000))
    kiosk.goto("/vote/kiosk")
    kiosk.fill("#code", codes[0])
    press(kiosk, "打开表决票")
    expect(kiosk.locator("[role=alert]")).to_contain_text("现在不是投票时间")
    for page in (first, second):
        page.goto(ballot + "teller")
        press(page, "核对无误，确认开始")

    made = [by_phone(*told) for told in zip(phones, [ballot] * 3, BY_PHONE, strict=True)]
    made += [by_kiosk(kiosk, code, wish) for code, wish in zip(codes, BY_SLIP, strict=False)]
    kiosk.goto("/vote/kiosk")
    kiosk.fill("#code", codes[0])
    press(kiosk, "打开表决票")
    expect(kiosk.locator("[role=alert]")).to_contain_text("已经使用过")

    counted(ballot, first, second)
    checked(office, ballot, made)


def counted(ballot: str, first: Page, second: Page) -> None:
    """End and count; a wrong passphrase opens nothing."""
    first.goto(ballot + "teller")
    first.fill("main form[action$=close] [name=passphrase]", "不是这个口令不是这个口令")
    press(first, "结束投票")
    expect(first.locator(".notice-error")).to_contain_text("口令不对")
    for page, passphrase, button in zip(
        (first, second), PASSPHRASES, ("结束投票", "开票"), strict=True
    ):
        page.goto(ballot + "teller")
        page.fill("main form[action$=close] [name=passphrase]", passphrase)
        press(page, button)
    expect(second.locator("main h1")).to_have_text("计票结果")
    assert not Envelope.objects.exists()


def checked(office: Office, ballot: str, receipts: list[str]) -> None:
    """Result, sheet and export say what was counted by hand; the list has every receipt."""
    page = office.window(office.users["organisation_officer"])
    for name in ("result", "sheet"):
        page.goto(ballot + name)
        for subject, votes in by_hand().items():
            row = page.locator(".tally tbody tr", has_text=subject)
            shown = row.locator("td.num").all_inner_texts()
            assert shown[:4] == [str(votes[one]) for one in (AGREE, NO, LATER, BLANK)]
        without_fault(page)
    page.goto(ballot + "result")
    figures = page.locator(".ballot-counts b").all_inner_texts()
    assert figures == ["8", "8", "8", "8", "8", "0"]
    with page.expect_download() as download:
        press(page, "导出单项选择")
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    rows = book.get_sheet_by_name("单项选择").to_python(skip_empty_area=True)[1:]
    found = {name: Counter(row[2] for row in rows if row[0] == name) for name in SUBJECTS}
    assert found == by_hand()
    page.goto(ballot + "result")
    page.get_by_role("link", name="已用票码清单").click()
    without_fault(page)
    hashes = page.locator(".hashes code").all_inner_texts()
    assert hashes == sorted(hashes)
    assert sorted(one[:8] for one in hashes) == sorted(receipts)


def test_pages_of_a_vote_have_no_fault_of_access(office: Office) -> None:
    ballot = drafted(office)
    codes = printed(office, ballot)
    first, second = tellers(office, ballot)
    officer = office.users["organisation_officer"]
    for size in ((1440, 900), PHONE):
        page = office.window(officer, size)
        clean(page, *(ballot + name for name in ("", "door", "people", "void", "slips")))
        clean(page, *(reverse(f"ballots:{name}") for name in ("index", "new", "protection")))
        clean(page, reverse("ballots:new") + "?form=mutual")
        clean(office.window(office.users["head"], size), ballot + "mine")
        clean(office.window(None, size), "/vote/", "/vote/kiosk", "/vote/protection")
    for page in (first, second):
        clean(page, ballot + "teller")
        press(page, "核对无误，确认开始")
    stranger = office.window(None, PHONE)
    stranger.goto(f"/vote/#{codes[3].replace('-', '')}")
    expect(stranger.locator("main h1")).to_have_text("干部任用票决")
    assert codes[3] not in stranger.url
    without_fault(stranger)
    press(stranger, "核对选择")
    expect(stranger.locator("main h1")).to_have_text("请核对您的选择")
    without_fault(stranger)


def clean(page: Page, *addresses: str) -> None:
    for address in addresses:
        page.goto(address)
        without_fault(page)


def without_fault(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    found = Axe().run(page).response["violations"]
    assert not found, (page.url, [(one["id"], one["nodes"][0]["html"]) for one in found])


def test_a_slip_is_cast_without_scripts_and_by_keyboard(office: Office) -> None:
    ballot = drafted(office)
    codes = printed(office, ballot)
    for page in tellers(office, ballot):
        page.goto(ballot + "teller")
        press(page, "核对无误，确认开始")
    page = office.window(None, PHONE, scripts=False)
    page.goto("/vote/")
    page.keyboard.type(codes[0])
    page.keyboard.press("Enter")
    page.locator(".vote-question input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".vote-check dd")).to_have_text([AGREE, BLANK])
    press(page, "返回修改")
    expect(page.get_by_label(AGREE, exact=True).first).to_be_checked()
    page.get_by_label(NO, exact=True).first.check()
    press(page, "核对选择")
    expect(page.locator(".vote-check dd")).to_have_text([NO, BLANK])
    press(page, "投入票箱")
    expect(page.locator("main h1")).to_have_text("您的票已投入票箱")
    assert Envelope.objects.count() == 1
    assert Ballot.objects.get().state == Ballot.State.OPEN
