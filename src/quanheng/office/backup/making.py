"""Making a backup."""

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from quanheng import __version__
from quanheng.office.backup import postgresql, sqlite
from quanheng.office.backup.archive import write_archive
from quanheng.office.backup.manifest import Manifest
from quanheng.office.backup.refusal import BackupRefused

VENDORS = {"sqlite": sqlite, "postgresql": postgresql}


def make_backup(file: Path) -> Manifest:
    """Back up database and uploads into a new file, while the system runs.

    The uploads are copied after the database, so that every file it names is there. Keys are not
    in the backup. Raises ``BackupRefused``.
    """
    if file.exists():
        raise BackupRefused(
            f"“{file}”已存在，不会覆盖。请换一个文件名。",
            f"{file} exists and is not overwritten. Give another name.",
        )
    if not os.access(file.absolute().parent, os.W_OK):
        raise BackupRefused(
            f"无法写入文件夹“{file.absolute().parent}”。请检查路径和权限。",
            f"The folder {file.absolute().parent} cannot be written. Check path and permissions.",
        )
    with TemporaryDirectory(prefix=".quanheng-", dir=file.absolute().parent) as folder:
        dumped = Path(folder) / "database"
        state = VENDORS[connection.vendor].dump(dumped)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(made_at, __version__, connection.vendor, state)
        write_archive(file, dumped, Path(settings.MEDIA_ROOT), manifest)
    return manifest
