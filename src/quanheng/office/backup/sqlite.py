"""Dumping and restoring an SQLite database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from quanheng.office.backup.manifest import State, state_in
from quanheng.office.backup.refusal import BackupRefused


def dump(path: Path) -> State:
    """Copy the database in one step of SQLite's backup interface, beside any writers.

    One step, because a copy in several begins anew with every write in between.
    """
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        return state_in(lambda query: copy.execute(query).fetchall())


@contextmanager
def scratch(dumped: Path) -> Iterator[dict[str, Any]]:
    """The settings of a database with the content of a dump: the unpacked file itself."""
    with closing(sqlite3.connect(dumped)) as copy:
        try:
            (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise BackupRefused(
            f"备份中的数据库不完整（{found}）。请换用另一份备份。",
            f"The database in the backup is not whole ({found}). Use another backup.",
        )
    yield {"NAME": str(dumped)}


def install(dumped: Path) -> None:
    """Put a dump in the place of the configured database, which does not exist yet."""
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    dumped.chmod(0o600)
    dumped.replace(target)
