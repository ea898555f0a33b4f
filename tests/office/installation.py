"""An installation beside the tests: a data folder and a database of its own, used by processes."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

COMMANDS = """
import click
from quanheng.office.config.start import Deferred
office = "quanheng.office."
click.Group(commands=[
    Deferred("ledger", office + "ledger.commands.ledger", ""),
    Deferred("backup", office + "backup.commands.backup", ""),
    Deferred("restore", office + "backup.commands.restore", ""),
])()
"""


@contextmanager
def installation(folder: Path, server: str = "") -> Iterator[dict[str, str]]:
    """The environment of an installation with a new, empty database.

    ``server`` is the address of a PostgreSQL database on whose server it is made; blank: SQLite.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ours = ("QUANHENG_", "DATABASE_URL", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment["QUANHENG_DATA"] = str(folder)
    if not server:
        yield environment
        return
    name = f"installation_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    environment["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
    try:
        yield environment
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def python(code: str, environment: dict[str, str], *arguments: str | Path) -> str:
    """Run Python code after Django has started; what it printed. Raises when it fails."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def quanheng(environment: dict[str, str], *arguments: str | Path) -> str:
    """Run a command of the running system; what it printed. Raises when it fails."""
    return python(COMMANDS, environment, *arguments)
