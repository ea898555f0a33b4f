"""Restoring a backup, or only trying whether it could be."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from quanheng.norms.finding import Text
from quanheng.office.backup.archive import DATABASE, UPLOADS, unpack
from quanheng.office.backup.making import VENDORS
from quanheng.office.backup.manifest import Manifest
from quanheng.office.backup.refusal import BackupRefused
from quanheng.office.ledger.checkpoints import own_key
from quanheng.office.ledger.notes import Verifier
from quanheng.office.ledger.verification import Report, verify_ledger

DRILL = "drill"


@dataclass
class Restored:
    """What was found in the restored database; without problems the backup counts."""

    manifest: Manifest
    ledger: Report
    migrated: int
    problems: list[Text] = field(default_factory=list)


def drill(file: Path, *, trusted: Sequence[Verifier] = ()) -> Restored:
    """Restore into a database of its own, examine it, and remove it again.

    Nothing of the running system is touched. Raises ``BackupRefused``.
    """
    with unpacked(file) as (folder, manifest), on_trial(folder / DATABASE):
        return examine(manifest, DRILL, trusted)


def restore(file: Path, *, trusted: Sequence[Verifier] = ()) -> Restored:
    """Restore into the configured database and uploads folder, which must both be empty.

    The backup is examined first, on trial; if a problem is found nothing is restored. Raises
    ``BackupRefused``.
    """
    refuse_unless_empty()
    with unpacked(file) as (folder, manifest):
        with on_trial(folder / DATABASE):
            found = examine(manifest, DRILL, trusted)
        if found.problems:
            return found
        VENDORS[connection.vendor].install(folder / DATABASE)
        call_command("migrate", verbosity=0)
        kept = folder / UPLOADS
        if kept.is_dir():
            place = Path(settings.MEDIA_ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir():
                place.rmdir()
            kept.replace(place)
    return found


def refuse_unless_empty() -> None:
    """Raise ``BackupRefused`` if there is anything that a restore would have to remove."""
    place = Path(settings.MEDIA_ROOT)
    if connection.introspection.table_names():
        raise BackupRefused(
            "配置的数据库不是空的，不会覆盖。请将 DATABASE_URL 或 QUANHENG_DATA 指向空的数据库，"
            "或先移走现有数据库。",
            "The configured database is not empty and is not overwritten. Point DATABASE_URL or "
            "QUANHENG_DATA to an empty one, or move the present one away.",
        )
    if place.is_dir() and any(place.iterdir()):
        raise BackupRefused(
            f"上传文件夹“{place}”不是空的，不会覆盖。请先移走其中的文件。",
            f"The uploads folder {place} is not empty and is not overwritten. Move its files away.",
        )


@contextmanager
def unpacked(file: Path) -> Iterator[tuple[Path, Manifest]]:
    """The content of a backup in a folder beside the uploads, compared with its manifest."""
    with TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as folder:
        manifest = unpack(file, Path(folder))
        if manifest.vendor != connection.vendor:
            raise BackupRefused(
                f"该备份来自 {manifest.vendor}，而当前配置的是 {connection.vendor}。"
                "请修改 DATABASE_URL。",
                f"The backup is of {manifest.vendor}, the configured database is "
                f"{connection.vendor}. Change DATABASE_URL.",
            )
        yield Path(folder), manifest


@contextmanager
def on_trial(dumped: Path) -> Iterator[None]:
    """A database with the content of the backup, under the name ``DRILL``."""
    with VENDORS[connection.vendor].scratch(dumped) as place:
        connections.settings[DRILL] = {**connection.settings_dict, **place}
        try:
            yield
        finally:
            connections[DRILL].close()
            del connections[DRILL]
            del connections.settings[DRILL]


def examine(manifest: Manifest, using: str, trusted: Sequence[Verifier]) -> Restored:
    """Bring a restored database up to date, verify its ledger, compare it with the manifest."""
    pending = refuse_newer(using)
    call_command("migrate", database=using, verbosity=0)
    kept = [manifest.state.checkpoint] if manifest.state.checkpoint else []
    report = verify_ledger(trusted=[own_key(), *trusted], against=kept, using=using)
    found = Restored(manifest, report, pending, list(report.problems))
    if (report.size, report.root.hex()) != (manifest.state.size, manifest.state.root):
        found.problems.append(
            Text(
                f"恢复后的账本（{report.size} 条）与清单（{manifest.state.size} 条）不符。",
                f"The restored ledger ({report.size} entries) is not that of the manifest "
                f"({manifest.state.size} entries).",
            )
        )
    return found


def refuse_newer(using: str) -> int:
    """The number of migrations to do; ``BackupRefused`` if a newer program has done others."""
    executor: Any = MigrationExecutor(connections[using])
    unknown = executor.loader.applied_migrations.keys() - executor.loader.disk_migrations.keys()
    ours = sorted(f"{app}.{name}" for app, name in unknown if app in executor.loader.migrated_apps)
    if ours:
        raise BackupRefused(
            f"该备份由更新的版本生成（{ours[0]}）。请用同样新或更新的版本恢复。",
            f"A newer version made this backup ({ours[0]}). Restore it with one as new.",
        )
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
