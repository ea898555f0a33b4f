"""The repository itself: pinned requirements, honest pages, short files, no trace of a machine."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from quanheng.norms.kinds import KINDS, columns

ROOT = Path(__file__).parent.parent
REQUIREMENTS = sorted(path.name for path in ROOT.glob("requirements*.txt"))

# Longer than the house rule on purpose; each with its reason.
LONG_FUNCTIONS = {
    "tests/exchange/report/conftest.py:small": "one small report, written out as data",
    "tests/exchange/report/crowd.py:_answer": "one finding, written out field by field",
}
"""Functions that are better whole, and why."""

LONG_FILES = {
    "src/quanheng/norms/kinds.py": "the one description of all seventeen sheets",
}

FOREIGN = re.compile(
    r"/(?:work|farm|root)/|/home/[a-z]|/tmp/[a-z0-9]"
    r"|files[.]pythonhosted|pypi[.]org/simple|registry[.]npmjs|(?:deb|security)[.]debian[.]org"
)


def project_files(*suffixes: str) -> list[Path]:
    """What is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = [ROOT / name for name in listed if name and name.endswith(suffixes or "")]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.xdist_group("together")
def test_groups_of_tests_stay_together(request: pytest.FixtureRequest) -> None:
    """xdist tells a group by the end of a test's name, which not every pytest lets it change."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@together")


def test_requirements_are_there() -> None:
    assert {"requirements.txt", "requirements-test.txt", "requirements-build.txt"} <= set(
        REQUIREMENTS
    )


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    logical = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pins = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert pins
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^ ]+ ", pin), pin
        assert "--hash=sha256:" in pin, pin.split()[0]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_name_no_address(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_opens_with_the_two_commands(name: str) -> None:
    opening = "\n".join((ROOT / name).read_text(encoding="utf-8").splitlines()[:15])
    assert opening.index("make demo") < opening.index("make test")


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        re.findall(r"^\| `quanheng ([a-z]+)", (ROOT / name).read_text(encoding="utf-8"), re.M)
        for name in ("README.md", "README.zh-CN.md")
    )
    assert english
    assert english == chinese


def test_links_between_pages_lead_somewhere() -> None:
    dead = []
    for page in project_files(".md"):
        if page.parent.name == "guides":  # they name pages; tests/office/dashboards/test_help.py
            continue
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" not in target and not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)}: {target}")
    assert not dead


def test_every_page_is_in_the_index() -> None:
    docs = ROOT / "docs"
    indexes = [docs / "README.md", docs / "decisions" / "README.md"]
    linked = {
        (index.parent / target).resolve()
        for index in indexes
        for target in re.findall(r"\]\(([^)#\s]+)", index.read_text(encoding="utf-8"))
    }
    pages = {page.resolve() for page in project_files(".md") if docs in page.parents}
    missing = sorted(str(page) for page in pages - linked - {indexes[0]})
    assert not missing


def test_python_files_are_short() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in project_files(".py")
        if path.parent.name != "migrations"  # written by Django, read by nobody
    }
    long = {name for name, lines in lengths.items() if lines > 400}
    assert not long - set(LONG_FILES), {name: lengths[name] for name in long}
    assert set(LONG_FILES) <= long, "an exception that is no longer needed"


def test_functions_are_short() -> None:
    long = []
    for path in project_files(".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                place = f"{path.relative_to(ROOT).as_posix()}:{node.name}"
                if lines > 40 and place not in LONG_FUNCTIONS:
                    long.append(f"{place} {node.lineno}: {lines}")
    assert not long


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "misc"}
    assert not [path for path in project_files(".py") if vague & {path.stem, path.parent.name}]


def test_no_machine_path_and_no_package_host() -> None:
    found = []
    for path in project_files():
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1):
            if hit := FOREIGN.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {hit[0]}")
    assert not found


def test_declared_packs_are_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"]["quanheng.packs"]
    installed = {point.name: point for point in entry_points(group="quanheng.packs")}
    for name, value in declared.items():
        assert installed[name].value == value
        assert installed[name].load().id == name


def test_the_workbook_page_names_every_column_and_choice() -> None:
    page = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8")
    for kind in KINDS:
        section = page.split(f"### {kind.sheet} (")[1].split("\n### ")[0]
        for column in columns(kind):
            header = column.header + (r"\*" if column.required else "")
            assert f"| {header} |" in section, f"{kind.sheet}/{column.header}"
            assert all(choice in page for choice in column.choices), column.header


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_counts_what_is_registered(name: str) -> None:
    packs = [point.load() for point in entry_points(group="quanheng.packs")]
    clauses = sum(len(pack.clauses) for pack in packs if not pack.reference)
    rules = sum(len(pack.rules) for pack in packs)
    readme = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"\*\*(\d+) ?(?:clauses|条)\*\*", readme) == [str(clauses)]
    assert re.findall(r"\*\*(\d+) ?(?:computed rules|条可计算规则)\*\*", readme) == [str(rules)]
