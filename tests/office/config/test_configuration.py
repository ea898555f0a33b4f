"""Every variable is documented; the production profile passes Django's own checks."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import quanheng.office.config

pytestmark = pytest.mark.any_database
ROOT = Path(__file__).parents[3]
CONFIG = Path(quanheng.office.config.__file__).parent
READ = re.compile(r"(?:text|flag|listed|kept_secret)\(\s*\"([A-Z_]+)\"")
DOCUMENTED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_every_variable_is_documented_and_every_documented_one_is_read():
    sources = [CONFIG / "settings.py", CONFIG / "environment.py"]
    read = {name for source in sources for name in READ.findall(source.read_text("utf-8"))}
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    assert set(DOCUMENTED.findall(page)) == read


def test_no_variable_is_read_elsewhere():
    for source in CONFIG.parent.rglob("*.py"):
        if source.name not in ("environment.py", "settings.py"):
            found = re.findall(r"(?:environ\.get|getenv)\(", source.read_text("utf-8"))
            assert not found, source


def checked(folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("QUANHENG_") and name != "DATABASE_URL"
    }
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **clean,
            "DJANGO_SETTINGS_MODULE": "quanheng.office.config.settings",
            "QUANHENG_DATA": str(folder),
            **variables,
        },
        capture_output=True,
        text=True,
    )


def test_the_production_profile_is_clean(tmp_path):
    done = checked(tmp_path, QUANHENG_PRODUCTION="1", QUANHENG_HOSTS="quanheng.example.org")
    assert done.returncode == 0, done.stderr


def test_the_check_can_fail(tmp_path):
    assert "security.W" in checked(tmp_path).stderr


def test_keys_are_made_once_and_for_the_owner_only(tmp_path):
    checked(tmp_path, QUANHENG_PRODUCTION="1")
    made = {file: file.read_text() for file in (tmp_path / "keys").iterdir()}
    assert {file.name for file in made} == {"session.key", "field.key", "index.key", "ledger.key"}
    assert {file.stat().st_mode & 0o777 for file in made} == {0o600}
    checked(tmp_path, QUANHENG_PRODUCTION="1")
    assert {file: file.read_text() for file in made} == made


def test_production_ignores_debugging_and_demonstration(tmp_path):
    done = checked(
        tmp_path,
        QUANHENG_PRODUCTION="1",
        QUANHENG_DEBUG="1",
        QUANHENG_DEMO="1",
        QUANHENG_HOSTS="quanheng.example.org",
    )
    assert done.returncode == 0, done.stderr
