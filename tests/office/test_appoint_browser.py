"""A newcomer appoints the head of a department in the demonstration, as docs/appoint.md tells it.

Every required step is taken by hand, by whom it is for; what may not be done earlier is tried and
refused; an auditor proves from the export that nothing was changed afterwards.
"""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office.appointing_meeting import decided
from tests.office.appointing_walk import (
    HEAD,
    OFFICER,
    UNIT,
    Walk,
    begun,
    concluded,
    inspected,
    planned,
    recommended,
)
from tests.office.newcomer import (
    CHROMIUM,
    Office,
    Visits,
    chromium,
    demonstration,
    download,
    enter,
    windows,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("appoint"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with demonstration(tmp_path_factory.mktemp("appoint"), people=200) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def visits(browser: Browser, office: Office) -> Iterator[Visits]:
    """One window for each log-in."""
    opened: dict[str, Page] = {}

    def logged_in(name: str) -> Page:
        if name not in opened:
            opened[name] = window()
            enter(opened[name], name, office.passwords[name])
            expect(opened[name]).to_have_url(f"{office.url}/")
        return opened[name]

    expect.set_options(timeout=20_000)
    with windows(browser, office) as window:
        yield logged_in
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def appointed(visits: Visits, office: Office) -> Walk:
    """An appointment from the first step to the notice; what comes too early is refused."""
    walk = begun(visits, office)
    for part in (planned, recommended, inspected, decided, concluded):
        part(walk)
    return walk


def test_a_newcomer_appoints_from_the_plan_to_the_notice(appointed: Walk) -> None:
    """The steps stand in the case; the post, the votes and the talk stand in the file."""
    page, official = appointed.at(OFFICER), appointed.office.names["official"]
    expect(page.locator(".case-history > li")).to_have_count(18)
    page.locator("#people table.nominees tbody th a", has_text=official).click()
    expect(page.locator("main")).to_contain_text(UNIT)
    own = appointed.visits("official")
    for kind, told in (("任职", UNIT), ("监督", "任前廉政谈话"), ("测评", "民主推荐")):
        own.goto("/my/")
        own.get_by_role("link", name=kind, exact=True).click()
        own.wait_for_url("**/file/?kind=*")
        expect(own.locator("main tbody").last).to_contain_text(told)


def test_papers_of_the_case_are_offered_and_probation_begins(appointed: Walk) -> None:
    page = appointed.at(OFFICER)
    for paper in ("动议纪实", "票决单", "任前公示", "任职通知", "任免请示", "会议记录（摘录）"):
        expect(page.get_by_role("link", name=paper, exact=True)).to_be_visible()
    page.get_by_role("link", name="会议、投票、公示反映和试用期").click()
    page.get_by_role("button", name="转入试用期").click()
    expect(page.locator("main h1")).to_contain_text("试用期考核")


@pytest.fixture(scope="module")
def package(appointed: Walk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the auditor takes out once the audit administrator has signed a checkpoint, unpacked."""
    folder = tmp_path_factory.mktemp("proof")
    admin = appointed.visits("audit-admin")
    admin.goto("/ledger/checkpoints/")
    admin.get_by_role("button", name="核验并签发").click()
    expect(admin.locator("main tbody tr")).not_to_have_count(0)
    auditor = appointed.at("auditor")
    auditor.get_by_role("link", name="全程纪实表").click()
    file = download(auditor, "a[href$='/proof']", folder)
    zipfile.ZipFile(file).extractall(folder / "case")
    return folder / "case"


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of the package with plain Python, away from everything of the project."""
    command = [sys.executable, "-I", str(folder / "verify_case.py"), str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_an_auditor_proves_the_appointment(package: Path) -> None:
    found = verify(package)
    assert found.returncode == 0, found.stderr
    for told in ("nominee entered talks", "nominee left out shortlist", "appoint appointed"):
        assert told in found.stdout, told


def entries(folder: Path) -> dict[Path, Any]:
    files = sorted((folder / "entries").iterdir())
    return {one: json.loads(one.read_text("utf-8")) for one in files}


def values(proof: Any) -> dict[str, Any]:
    found = (proof["details"] or {}).get("values", {})
    assert isinstance(found, dict)
    return found


def a_byte(folder: Path) -> str:
    """A letter in the name of who approved the plan."""
    file, proof = next(
        one for one in entries(folder).items() if values(one[1]).get("outcome") == "approved"
    )
    assert proof["entry"]["actor"] == HEAD
    text = file.read_text("utf-8")
    file.write_text(text.replace(HEAD, HEAD.replace("district-h", "district-b")), "utf-8")
    return "条目不在账本中"


def a_step(folder: Path) -> str:
    """The four musts never happened."""
    case = json.loads((folder / "case.json").read_text("utf-8"))
    gone = [
        proof["entry"]["number"] for proof in entries(folder).values()
        if values(proof).get("outcome") == "verified"
    ]  # fmt: skip
    assert gone
    case["entries"] = [number for number in case["entries"] if number not in gone]
    (folder / "case.json").write_text(json.dumps(case), "utf-8")
    return "the case is at checks"


def a_name(folder: Path) -> str:
    """Somebody else was put forward."""
    told = {
        file: proof for file, proof in entries(folder).items()
        if proof["entry"]["action"] == "nominee entered"
    }  # fmt: skip
    first, second = list(told.items())[:2]
    values(first[1])["person"] = values(second[1])["person"]
    first[0].write_text(json.dumps(first[1], ensure_ascii=False), "utf-8")
    return "明细被改动"


@pytest.mark.parametrize("forge", [a_byte, a_step, a_name])
def test_whatever_is_changed_afterwards_is_found(
    package: Path, tmp_path: Path, forge: Callable[[Path], str]
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(package, folder)
    why = forge(folder)
    found = verify(folder)
    assert found.returncode == 1
    assert why in found.stderr
