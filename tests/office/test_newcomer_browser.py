"""The newcomer's way: ``quanheng demo`` served as it is, and everything done by hand in a browser.

Each role logs in; a changed workbook and a form are imported; a wrong birth date is corrected by
two persons and proved from the ledger; an account is opened and gets a second factor.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office.newcomer import (
    CHROMIUM,
    PATIENCE,
    Office,
    Visits,
    chromium,
    code_of,
    counts,
    demonstration,
    download,
    enter,
    send,
    upload,
    windows,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("newcomer"),  # they share one demonstration
]
LEDGER_PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"
EVERYBODY = {"/clauses/", "/help/", "/messages/", "/ballots/", "/meetings/"}
ON_FILE = {"/cases/about-me/", "/selection/me/"}
OWN = {"/people/", "/units/", "/findings/", "/roster/", "/cases/", "/duties/"}
FILES = OWN | {"/overview/"}
TEAMS = FILES | {"/selection/"}
MANAGING = FILES | {"/duties/board/"}
PERSONNEL = MANAGING | TEAMS | {"/imports/", "/export/", "/corrections/", "/documents/"}
ORGANISATION = PERSONNEL | {"/documents-in-force/", "/runs/"}
MAY = {
    "organisation-officer": ORGANISATION,
    "organisation-officer-2": ORGANISATION,
    "personnel-officer": PERSONNEL,
    "official": OWN | ON_FILE | {"/export/", "/corrections/", "/documents/"},
    "head": MANAGING | TEAMS | ON_FILE,
    "district-head": MANAGING | TEAMS | ON_FILE,
    "committee-member": TEAMS,
    "discipline-officer": MANAGING,
    "auditor": FILES | {"/ledger/"},
    "petition-officer": {"/duties/board/"},
    "system-admin": {"/system/"},
    "security-admin": {"/accounts-admin/"},
    "audit-admin": {"/accounts-admin/access", "/ledger/"},
}
"""What each log-in of the demonstration may open, besides its home page and the own file."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with demonstration(tmp_path_factory.mktemp("newcomer")) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)
    with chromium() as opened:
        yield opened


@pytest.fixture
def window(browser: Browser, office: Office) -> Iterator[Callable[[], Page]]:
    with windows(browser, office) as opener:
        yield opener


@pytest.fixture
def visits(window: Callable[[], Page], office: Office) -> Visits:
    def logged_in(name: str) -> Page:
        page = window()
        enter(page, name, office.passwords[name])
        expect(page).to_have_url("/")
        return page

    return logged_in


def file_of(page: Page, name: str) -> None:
    """Find a person's file by name, as one does, and open it."""
    page.goto("/people/")
    page.fill("main [name=q]", name)
    page.keyboard.press("Enter")
    page.locator("main tbody tr", has_text=name).locator("a[href^='/people/']").first.click()
    page.locator("main nav.tabs a[href$='/file/']").click()
    expect(page.locator("main")).to_contain_text(name)


def fact(page: Page, label: str) -> str:
    """What a page says of one fact."""
    found = page.locator("dl.facts div").filter(has=page.locator(f"dt:text-is('{label}')"))
    return found.locator("dd").first.inner_text()


def test_each_role_sees_what_it_may_and_no_more(window: Callable[[], Page], office: Office):
    assert set(office.passwords) == set(MAY)
    page = window()
    for name, may in MAY.items():
        page.context.clear_cookies()
        enter(page, name, office.passwords[name])
        expect(page).to_have_url("/")
        bar = page.locator(".side a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert set(bar) - {"/", "/my/"} == may | EVERYBODY, name
        for path in ("/people/", "/imports/", "/ledger/", "/accounts-admin/", "/system/"):
            answer = page.request.get(path).status
            assert answer == (200 if path in may else 403), (name, path)


def written(page: Page, rows: int) -> None:
    """Have an import written, and wait for its result."""
    page.get_by_role("button", name=f"写入 {rows} 行").click()
    expect(page.locator("main .notice-success")).to_contain_text(
        "已写入档案", timeout=PATIENCE * 1000
    )
    assert int(fact(page, "账本条目")) > 0


def shown_changes(page: Page) -> tuple[str, str]:
    """Look at each sort of row of the preview; whose birth date it would correct, and from what."""
    rows = page.locator("main table.diff tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("基层治理专题培训班")
    page.locator("main nav.tabs a", has_text="冲突").click()
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("无法判断对应哪一条")
    page.locator("main nav.tabs a", has_text="变更").click()
    expect(rows).to_have_count(3)
    field, hours = rows.filter(has_text="专业"), rows.filter(has_text="学时")
    expect(field.locator("ins")).to_have_text("公共管理")
    before, after = (float(hours.locator(tag).inner_text()) for tag in ("del", "ins"))
    assert after == before + 8
    birth = rows.filter(has_text="出生年月")
    expect(birth).to_contain_text("关键信息，待另一人审核")
    [person] = re.findall(r"GB\d+", birth.inner_text())
    return person, birth.locator("del").inner_text()


def test_a_changed_workbook_shows_its_changes_and_is_imported(visits: Visits, office: Office):
    page = visits("organisation-officer")
    upload(page, office.files / "district-changed.xlsx")
    found = counts(page)
    assert found.pop("相同") > 1000
    assert found == {"新增": 3, "变更": 3, "待审核": 0, "冲突": 2}
    person, was = shown_changes(page)

    page.get_by_role("button", name="写入 6 行").click()
    expect(page.locator("main")).to_contain_text("有冲突的行")
    page.check("[name=without_conflicts]")
    written(page, 6)
    expect(page.locator("main .notice-success a")).to_contain_text("1 项关键信息的改动")
    assert counts(page)["新增"] == 3

    file_of(page, person)
    assert fact(page, "出生年月") == was
    page.goto(page.url.split("?")[0] + "?kind=training")
    expect(page.locator("main tbody tr", has_text="基层治理专题培训班")).to_have_count(1)

    upload(page, office.files / "district-changed.xlsx")
    assert counts(page)["新增"] == counts(page)["变更"] == 0
    expect(page.get_by_role("button", name=re.compile("^写入"))).to_have_count(0)


def test_a_form_is_imported_and_given_out_without_difference(
    visits: Visits, office: Office, tmp_path: Path
):
    page = visits("organisation-officer")
    upload(page, office.files / "official.lrmx")
    assert counts(page)["变更"] == 1
    batch = page.url
    page.get_by_role("link", name=re.compile("1 份任免审批表")).click()
    page.locator("#files td a").click()
    origin = page.locator("#differences tr", has_text="籍贯")
    expect(origin.locator(".after")).to_have_text("浙江绍兴")
    was = origin.locator(".before").inner_text()

    page.goto(batch)
    written(page, 1)
    file_of(page, office.names["official"])
    assert fact(page, "籍贯") == "浙江绍兴" != was

    page.locator("main a[href$='/form']").click()
    page.fill("[name=reason]", "干部任免上会")
    page.check("[name=masked]")
    given = download(page, "main form button.button-primary", tmp_path)
    upload(page, given)
    found = counts(page)
    assert found.pop("相同") > 0
    assert set(found.values()) == {0}


def proposed(first: Page, name: str, birth: str) -> str:
    """Propose another birth date for a person; the address of the case."""
    file_of(first, name)
    wrong = fact(first, "出生年月")
    first.locator("main a[href^='/records/particulars/']").first.click()
    first.locator("main a[href$='/correct']").click()
    first.fill("[name=birth]", birth)
    first.fill("[name=reason]", "与户籍档案不符")
    first.fill("[name=evidence]", "户籍档案复印件")
    send(first)
    expect(first.locator("main")).to_contain_text("已提交另一人审核")
    file_of(first, name)
    assert fact(first, "出生年月") == wrong
    first.goto("/corrections/")
    first.locator("main tbody tr", has_text="与户籍档案不符").locator("a").last.click()
    expect(first.locator("table.diff .before")).to_have_text(wrong)
    expect(first.locator("#now")).to_contain_text("等待组织部门干部办理")
    return first.url


def refused_to_the_same_person(page: Page) -> None:
    """Whoever proposed a correction is offered no button, and cannot send what it would send."""
    expect(page.locator("main button[name=outcome]")).to_have_count(0)
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    forged = page.request.post(
        f"{page.url}step",
        form={"csrfmiddlewaretoken": token, "outcome": "confirmed", "step-reason-given": "同意"},
        headers={"Referer": page.url},
    )
    assert forged.status == 422
    assert "这一步须由另一人办理" in forged.text()


def test_a_wrong_birth_date_is_corrected_by_two_and_proved(
    visits: Visits, office: Office, tmp_path: Path
):
    name, right, shown = office.names["official"], "1984-03-15", "1984.03.15"
    first, second = visits("organisation-officer"), visits("organisation-officer-2")
    correction = proposed(first, name, right)
    refused_to_the_same_person(first)

    second.goto(correction)
    expect(second.locator("table.diff tbody tr")).to_have_count(1)
    expect(second.locator("table.diff .after")).to_have_text(shown)
    second.fill("[name=step-reason-given]", "核对原件无误")
    second.get_by_role("button", name="审核通过").click()
    expect(second.locator(".page-head .badge")).to_have_text("已办结")

    official = visits("official")
    official.goto("/my/")
    assert fact(official, "出生年月") == shown
    expect(official.locator("#looks")).to_contain_text(office.names["organisation-officer"])

    proof = proved(visits, tmp_path, about=shown)
    told = json.loads(proof.read_text("utf-8"))
    assert told["entry"]["actor"] == "organisation-officer-2"
    assert told["details"]["values"]["changes"]["birth"]["after"] == right
    verified_by_a_third_party(proof)
    for part, what, value in [
        ("entry", "actor", "organisation-officer"),
        ("details", "reason", "领导交办"),
    ]:
        false = json.loads(proof.read_text("utf-8"))
        false[part][what] = value
        proof.with_name("false.json").write_text(json.dumps(false), "utf-8")
        refused = verify(proof.parent, "false.json")
        assert refused.returncode == 1
        assert "AssertionError" in refused.stderr


def proved(visits: Visits, folder: Path, about: str) -> Path:
    """As the auditor, find a confirmed correction in the ledger; its proof, with key and script."""
    auditor, admin = visits("auditor"), visits("audit-admin")
    auditor.goto("/ledger/")
    auditor.select_option("[name=action]", "correction confirmed")
    auditor.locator("main form.toolbar button").click()
    auditor.locator("main tbody th a").first.click()
    expect(auditor.locator("main")).to_contain_text(about)
    expect(auditor.locator("a[href*='proof.json']")).to_have_count(0)

    admin.goto("/ledger/checkpoints/")
    admin.locator("form[action='/ledger/checkpoints/sign'] button").click()
    note = download(admin, "main tbody td.actions a", folder)

    auditor.reload()
    proof = download(auditor, "a[href$='proof.json']", folder)
    download(auditor, "a[href='/ledger/key.pem']", folder)
    assert json.loads(proof.read_text("utf-8"))["checkpoint"] == note.read_text("utf-8")
    return proof


def verify(folder: Path, proof: str) -> subprocess.CompletedProcess[str]:
    """Run the script that the ledger's page shows, with plain Python, in a folder."""
    [script] = re.findall(r"<!-- verify.py -->\n```python\n(.*?)```", LEDGER_PAGE.read_text(), re.S)
    (folder / "verify.py").write_text(script, "utf-8")
    command = [sys.executable, "-I", "verify.py", proof]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def verified_by_a_third_party(proof: Path) -> None:
    """The two commands of the ledger's page."""
    answer = verify(proof.parent, proof.name)
    assert answer.returncode == 0, answer.stderr
    [command] = re.findall(r"^openssl .*$", LEDGER_PAGE.read_text(), re.M)
    openssl = subprocess.run(
        command.split(), cwd=proof.parent, capture_output=True, text=True, check=False
    )
    assert "Signature Verified Successfully" in openssl.stdout + openssl.stderr


def test_an_account_is_opened_and_gets_a_second_factor(visits: Visits, window: Callable[[], Page]):
    admin = visits("security-admin")
    admin.goto("/accounts-admin/open")
    admin.fill("[name=username]", "newcomer")
    admin.fill("[name=name]", "新来的人")
    send(admin)
    first = admin.locator("#first-password").inner_text()
    admin.select_option("#grant [name=role]", "auditor")
    admin.locator("#grant button.button-primary").click()
    expect(admin.locator("main tbody th")).to_have_text("审计人员")

    page, password = window(), "seventeen-green-lamps"
    enter(page, "newcomer", first)
    expect(page).to_have_url(re.compile("password/change"))
    page.fill("main [name=oldpassword]", first)
    page.fill("main [name=password1]", password)
    page.fill("main [name=password2]", password)
    send(page)

    page.goto("/accounts/second-factor/")
    page.locator("main a[href$='/totp/activate/']").click()
    if page.locator("main [name=password]").count():
        page.fill("main [name=password]", password)
        send(page)
    secret = page.locator("#authenticator_secret").inner_text()
    page.fill("main [name=code]", code_of(secret))
    send(page)
    expect(page).not_to_have_url(re.compile("activate"))

    page.context.clear_cookies()
    enter(page, "newcomer", password)
    expect(page).to_have_url(re.compile("second-factor/authenticate"))
    page.goto("/ledger/")
    expect(page).to_have_url(re.compile("second-factor/authenticate"))
    page.fill("main [name=code]", code_of(secret))
    send(page)
    expect(page).to_have_url("/")
    page.goto("/ledger/")
    expect(page.locator("h1")).to_have_text("操作账本")
