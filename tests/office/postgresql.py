"""A throw-away PostgreSQL for the tests: a cluster in a temporary folder, reached by socket only.

``python -m tests.office.postgresql`` prints the folder of the server's programs, or says what to
install and ends with 1.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

MISSING = """\
POSTGRESQL TESTS NOT RUN: no PostgreSQL server was found. To run them, install it:
    sudo apt-get install postgresql"""

LIMITS = "-c listen_addresses='' -c max_connections=60"
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
UNPRIVILEGED = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; the newest of several, None if there is none."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name)
    )
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def account() -> pwd.struct_passwd | None:
    """Whom to become, because the server refuses to run as root; None when that is not needed."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


class Cluster:
    """A running server with an empty database ``quanheng``; ``stop`` removes every trace of it.

    ``durable`` keeps what makes a commit survive a loss of power, as in production.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        found = programs()
        if found is None:
            raise FileNotFoundError(MISSING)
        self.programs = found
        self.folder = Path(tempfile.mkdtemp(prefix="quanheng-pg-"))
        if user := account():
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.url = f"postgresql://postgres@{quote(str(self.folder), safe='')}/quanheng"
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._run("pg_ctl", "-w", "-l", f"{self.folder}/log", "-o", self._options(), "start")
        command = [found / "createdb", "-h", str(self.folder), "-U", "postgres", "quanheng"]
        subprocess.run(command, check=True)

    def _options(self) -> str:
        return f"-k {self.folder} {LIMITS} {'' if self.durable else FAST}"

    def _run(self, program: str, *arguments: str) -> None:
        user = account()
        who: dict[str, Any] = {}
        if user:
            who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        with (self.folder / "steps").open("a") as steps:
            subprocess.run(
                [self.programs / program, "-D", self.folder / "data", *arguments],
                cwd=self.folder,
                stdout=steps,
                stderr=steps,
                check=True,
                **who,
            )

    def kill(self) -> None:
        """End the server at once, as a loss of power would."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def start(self) -> None:
        """Start it again after ``kill``."""
        self._run("pg_ctl", "-w", "-l", f"{self.folder}/log", "-o", self._options(), "start")

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def running() -> str:
    """The address of a cluster that lives as long as this process."""
    cluster = Cluster()
    atexit.register(cluster.stop)
    return cluster.url


if __name__ == "__main__":
    where = programs()
    print(where or MISSING, file=sys.stdout if where else sys.stderr)
    sys.exit(0 if where else 1)
