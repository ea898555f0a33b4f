"""Backups are whole, are found out when they are not, and restore to the same ledger."""

import inspect
import json
import tarfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from quanheng.office.accounts.models import User
from quanheng.office.backup.archive import DATABASE
from quanheng.office.backup.commands import backup, restore
from quanheng.office.backup.making import make_backup
from quanheng.office.backup.manifest import NAME, Manifest
from quanheng.office.backup.refusal import BackupRefused
from quanheng.office.backup.restoring import DRILL, drill
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import make_checkpoint, own_key
from quanheng.office.ledger.models import Details, Entry
from tests.office.conftest import without_triggers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("backup"),  # a drill's database is seen by every worker
]

ON = date(2025, 6, 1)


@pytest.fixture(autouse=True)
def more_than_one_database(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let these tests connect to the database that a drill makes; Django would refuse it."""
    watched = inspect.getclosurevars(BaseDatabaseWrapper.ensure_connection).nonlocals
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", watched["real_ensure_connection"])


@pytest.fixture
def uploads(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "uploads"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "照片 1.jpg").write_bytes(b"\xff\xd8" * 5000)
    (folder / "letter.pdf").write_bytes(b"%PDF")
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def full(users: dict[str, User], uploads: Path) -> User:
    """Two entries, a checkpoint, and an entry after it."""
    by = users["organisation_officer"]
    for number in range(3):
        with transaction.atomic():
            record(by, "changed", by=by, on=ON, reason="更正", values={"n": number})
        if number == 1:
            make_checkpoint()
    return by


@pytest.fixture
def made(full: User, tmp_path: Path) -> tuple[Path, Manifest]:
    file = tmp_path / "backup.tar"
    return file, make_backup(file)


def databases() -> set[str]:
    """The databases for drills on the server, where there is one; other tests have others."""
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'quanheng_drill%'")
        return {name for (name,) in cursor.fetchall()}


def rebuilt(file: Path, changes: dict[str, bytes | None]) -> Path:
    """A copy of a backup with some files replaced, added or (None) left out."""
    copy = file.with_name("changed.tar")
    with tarfile.open(file) as old, tarfile.open(copy, "w") as new:
        contents = {member.name: old.extractfile(member) for member in old}
        merged = {name: found.read() for name, found in contents.items() if found}
        for name, content in {**merged, **changes}.items():
            if content is not None:
                path = file.with_name("part")
                path.write_bytes(content)
                new.add(path, name)
    return copy


def test_the_manifest_tells_what_is_in_it(made: tuple[Path, Manifest], uploads: Path) -> None:
    file, manifest = made
    with tarfile.open(file) as archive:
        names = archive.getnames()
        told = json.loads(archive.extractfile(NAME).read())  # type: ignore[union-attr]
    assert names == [DATABASE, "uploads/letter.pdf", "uploads/photos/照片 1.jpg", NAME]
    assert told["vendor"] == connection.vendor
    assert told["state"]["size"] == Entry.objects.count() == manifest.state.size
    assert file.stat().st_mode & 0o777 == 0o600


def test_no_key_is_in_a_backup(made: tuple[Path, Manifest], settings: Any) -> None:
    content = made[0].read_bytes()
    for name in ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "LEDGER_KEY"):
        assert getattr(settings, name).encode() not in content
        assert bytes.fromhex(getattr(settings, name)) not in content


def test_a_drill_finds_the_same_root_and_leaves_nothing(made: tuple[Path, Manifest]) -> None:
    before = databases()
    found = drill(made[0])
    assert found.problems == []
    assert found.ledger.root.hex() == made[1].state.root
    assert found.ledger.checkpoints == 2  # in the restored table and in the manifest
    assert DRILL not in connections.settings
    assert databases() == before


def test_a_drill_does_not_see_later_changes(made: tuple[Path, Manifest], full: User) -> None:
    with transaction.atomic():
        record(full, "changed", by=full, on=ON)
    found = drill(made[0])
    assert found.problems == []
    assert found.ledger.size == Entry.objects.count() - 1


def test_a_drill_finds_a_ledger_that_was_changed(full: User, tmp_path: Path) -> None:
    with without_triggers():
        Details.objects.filter(entry=0).update(reason="另一理由")
    make_backup(tmp_path / "backup.tar")
    problems = drill(tmp_path / "backup.tar").problems
    assert [problem.en.partition(":")[0] for problem in problems] == ["entry 0"]


def test_a_manifest_of_another_ledger_is_a_problem(made: tuple[Path, Manifest]) -> None:
    with tarfile.open(made[0]) as archive:
        told = json.loads(archive.extractfile(NAME).read())  # type: ignore[union-attr]
    told["state"]["root"] = "00" * 32
    problems = drill(rebuilt(made[0], {NAME: json.dumps(told).encode()})).problems
    assert "is not that of the manifest" in problems[0].en


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"uploads/letter.pdf": b"%PDX"}, "uploads/letter.pdf"),
        ({"uploads/letter.pdf": None}, "uploads/letter.pdf"),
        ({"uploads/more.pdf": b"%PDF"}, "uploads/more.pdf"),
        ({DATABASE: b"nothing"}, DATABASE),
        ({NAME: None}, "manifest"),
        ({NAME: b"{}"}, "manifest"),
        ({"../outside": b"x"}, "not a whole backup file"),
    ],
    ids=str,
)
def test_a_changed_backup_is_refused(
    made: tuple[Path, Manifest], changes: dict[str, bytes | None], complaint: str
) -> None:
    with pytest.raises(BackupRefused, match=complaint):
        drill(rebuilt(made[0], changes))


def test_half_a_backup_is_refused(made: tuple[Path, Manifest]) -> None:
    content = made[0].read_bytes()
    made[0].write_bytes(content[: len(content) // 2])
    with pytest.raises(BackupRefused):
        drill(made[0])


def test_a_backup_of_a_newer_version_is_refused(full: User, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('ledger', '9999_later', CURRENT_TIMESTAMP)"
        )
    try:
        make_backup(tmp_path / "backup.tar")
        with pytest.raises(BackupRefused, match=r"newer version .*ledger\.9999_later"):
            drill(tmp_path / "backup.tar")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_nothing_is_overwritten(made: tuple[Path, Manifest]) -> None:
    content = made[0].read_bytes()
    assert run(backup, made[0]).exit_code == 2
    refused = run(restore, made[0], "--lang", "en")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("The configured database is not empty")
    assert made[0].read_bytes() == content


def run(command: Any, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_drill_and_keys_on_the_command_line(full: User, tmp_path: Path, settings: Any) -> None:
    file = tmp_path / "backup.tar"
    told = run(backup, file, "--lang", "en")
    assert told.exit_code == 0 and "2 uploaded files" in told.stdout, told.output
    passed = run(restore, file, "--drill", "--lang", "en")
    assert passed.exit_code == 0 and passed.stdout.startswith("The drill passed"), passed.output
    public, settings.LEDGER_KEY = str(own_key()), "11" * 32
    assert run(restore, file, "--drill").exit_code == 1
    assert run(restore, file, "--drill", "--key", public).exit_code == 0
