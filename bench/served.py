"""``quanheng serve`` as a child process that can be killed in parts."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

COMMAND = "from quanheng.office.config.commands import serve; serve(prog_name='serve')"
PAGES, JOBS = 2, 1
JOBS_MODULE = "quanheng.office.config.jobs"
PATIENCE = 90.0


class Victim(StrEnum):
    """Which processes are killed. Whoever outlives a killed main process ends by itself."""

    PAGES = "pages"
    JOBS = "jobs"
    MAIN = "main"
    ALL = "all"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait for a condition; raises ``TimeoutError`` when it does not come."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)


def command_of(pid: int) -> str:
    """The command line of a process, blank when it has ended."""
    try:
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return ""
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


class Served:
    """The running system: its main process, those for pages and the one for jobs."""

    def __init__(self, log: Path, workers: int = PAGES) -> None:
        self.log = log
        self.workers = workers
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.main: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the main process and wait until everything runs."""
        with self.log.open("ab") as log:
            self.main = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    COMMAND,
                    "--port",
                    str(self.port),
                    "--workers",
                    str(self.workers),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.wait()

    def wait(self) -> None:
        """Wait until all processes run and a page is answered."""
        try:
            until(self.whole, f"the server did not come up, see {self.log}")
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.described()}") from error

    def whole(self) -> bool:
        """Whether all processes run and a page is answered."""
        if self.main is None or self.main.poll() is not None:
            raise RuntimeError(f"the server has ended, see {self.log}")
        parts = [self.children(Victim.PAGES), self.children(Victim.JOBS)]
        return [len(part) for part in parts] == [self.workers, JOBS] and self.answers()

    def answers(self) -> bool:
        """Whether the system says that it is in order."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=10) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def described(self) -> str:
        """Which processes there are, for whoever looks for the reason of a failure."""
        assert self.main
        listed = ["ps", "-o", "pid,ppid,stat,wchan,cmd", "--ppid", f"{self.main.pid},1", "-p"]
        done = subprocess.run([*listed, f"{self.main.pid}"], capture_output=True, text=True)
        return f"answers: {self.answers()}\n{done.stdout}"

    def children(self, part: Victim) -> set[int]:
        """The processes for pages, or the one for jobs."""
        assert self.main
        try:
            threads = Path(f"/proc/{self.main.pid}/task").iterdir()
            listed = [(thread / "children").read_text() for thread in threads]
        except OSError:
            return set()
        commands = {int(pid): command_of(int(pid)) for pid in " ".join(listed).split()}
        jobs = {pid for pid, command in commands.items() if JOBS_MODULE in command}
        pages = {pid for pid, command in commands.items() if "serve" in command}
        return jobs if part == Victim.JOBS else pages - jobs

    def kill(self, victim: Victim) -> tuple[int, int]:
        """End processes at once; how many for pages and for jobs were killed.

        Returns when they and, with the main process, all others are gone.
        """
        assert self.main
        pages, jobs = self.children(Victim.PAGES), self.children(Victim.JOBS)
        dying = set[int]()
        if victim in (Victim.MAIN, Victim.ALL):
            self.main.kill()
        if victim in (Victim.PAGES, Victim.ALL):
            dying |= pages
        if victim in (Victim.JOBS, Victim.ALL):
            dying |= jobs
        for pid in dying:
            os.kill(pid, signal.SIGKILL)
        if victim in (Victim.MAIN, Victim.ALL):
            self.main.wait()
            dying = pages | jobs
        until(lambda: not any(map(command_of, dying)), "processes outlived the killed server")
        return (len(pages & dying), len(jobs & dying)) if victim != Victim.MAIN else (0, 0)

    def stop(self) -> None:
        """End everything."""
        if self.main and self.main.poll() is None:
            self.kill(Victim.ALL)
