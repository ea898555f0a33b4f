"""Dumping and restoring a PostgreSQL database with its own programs."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from quanheng.office.backup.manifest import Rows, State, state_in
from quanheng.office.backup.refusal import BackupRefused

DEBIAN = Path("/usr/lib/postgresql")


def dump(path: Path) -> State:
    """Dump the database with pg_dump, in the same snapshot from which the state is read."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        rows = _rows(cursor)
        snapshot = rows("SELECT pg_export_snapshot()")[0][0]
        _run("pg_dump", connection.settings_dict, "--format=custom", f"--snapshot={snapshot}",
             "--no-owner", "--no-privileges", f"--file={path}")  # fmt: skip
        return state_in(rows)


@contextmanager
def scratch(dumped: Path) -> Iterator[dict[str, Any]]:
    """The settings of a new database with the content of a dump; it is dropped at the end."""
    name = f"quanheng_drill_{secrets.token_hex(4)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        restore_into({**connection.settings_dict, "NAME": name}, dumped)
        yield {"NAME": name}
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def install(dumped: Path) -> None:
    """Restore a dump into the configured database, which is empty: wholly or not at all."""
    connection.close()
    restore_into(connection.settings_dict, dumped)


def restore_into(settings: dict[str, Any], dumped: Path) -> None:
    """Restore a dump into a database in one transaction."""
    _run("pg_restore", settings, "--single-transaction", "--exit-on-error", "--no-owner",
         "--no-privileges", str(dumped))  # fmt: skip


def _rows(cursor: Any) -> Rows:
    def rows(query: str) -> list[tuple[Any, ...]]:
        cursor.execute(query)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    return rows


def _run(program: str, settings: dict[str, Any], *arguments: str) -> None:
    """Run one of PostgreSQL's programs on a database. Raises ``BackupRefused``."""
    psql, environment = DatabaseClient.settings_to_cmd_args_env(settings, [])
    command = [_found(program), *psql[1:-1], f"--dbname={psql[-1]}", *arguments]
    done = subprocess.run(
        command,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip() or f"exit code {done.returncode}"
        raise BackupRefused(f"{program} 未能完成：{said}", f"{program} did not finish: {said}")


def _found(program: str) -> str:
    """The path of a program; of several installed versions the newest, which reads all others."""
    versions = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: -int(path.parts[-3]))
    found = str(versions[0]) if versions else shutil.which(program)
    if not found:
        raise BackupRefused(
            f"找不到程序 {program}。请安装 postgresql-client，版本不低于服务器。",
            f"The program {program} was not found. Install postgresql-client, no older than the "
            "server.",
        )
    return found
