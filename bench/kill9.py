"""Kills the running system, again and again, while people work in it, and counts what was lost.

    python -m bench.kill9 --rounds 100 --write

Each round works in ``quanheng serve`` over HTTP: two people add and correct records by the forms, a
third uploads workbooks and has them imported. Then some of its processes are killed with SIGKILL,
mostly while an import is being written; they are started again, and what had been acknowledged is
compared with what the database holds. On PostgreSQL every tenth round kills its server too.
"""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.office.installation import installation
from tests.office.postgresql import MISSING, Cluster, programs

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
PATIENCE = 30
START, END = "<!-- kill9 -->\n", "<!-- /kill9 -->\n"
INSIDE = """
from quanheng.office.config.start import start
start()
import runpy
runpy.run_module("bench.killing", run_name="__main__")
"""
COLUMNS = {
    "database": "Database",
    "rounds": "Rounds",
    "main_killed": "Killed: main process of the server",
    "pages_killed": "Killed: processes for pages",
    "jobs_killed": "Killed: process for jobs",
    "server_killed": "Killed: PostgreSQL",
    "edits": "Edits acknowledged",
    "imports": "Imports acknowledged as written",
    "lost": "**Acknowledged and lost**",
    "hit": "Imports hit while their transaction ran",
    "completed": "of these written after the restart",
    "by_hand": "Imports that had to be taken up by hand",
    "stuck": "Imports that could not be taken up",
    "half": "**Half changes or imports**",
    "unseen": "Whole, but killed before acknowledged",
    "entries": "Ledger entries",
    "problems": "**Ledger problems**",
    "seconds": "Seconds",
}


def measure(
    folder: Path, rounds: int, server: str = "", cluster: Cluster | None = None
) -> dict[str, Any]:
    """Run the rounds on a new installation; the counts.

    ``server`` is the address of a PostgreSQL server, blank: SQLite; ``cluster`` is killed too.
    """
    started = time.monotonic()
    with installation(folder, server) as environment:
        process = subprocess.Popen(
            [sys.executable, "-c", INSIDE, str(rounds)],
            env=environment,
            cwd=Path(__file__).parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin and process.stdout
        kills = 0
        for line in process.stdout:
            told = json.loads(line)
            if told.get("ask") == "kill":
                if cluster:
                    kill_server(cluster)
                    kills += 1
                process.stdin.write("done\n")
                process.stdin.flush()
            else:
                click.echo(line, nl=False, err=True)
        if process.wait():
            raise RuntimeError(f"the rounds ended with {process.returncode}")
    name = "PostgreSQL" if server else "SQLite"
    seconds = round(time.monotonic() - started)
    return {"database": name, **told, "server_killed": kills, "seconds": seconds}


def kill_server(cluster: Cluster) -> None:
    """Kill PostgreSQL's main process, and start it again when the others have noticed."""
    pid = (cluster.folder / "data" / "postmaster.pid").read_text().split()[0]
    os.kill(int(pid), signal.SIGKILL)
    for patience in range(PATIENCE, 0, -1):
        time.sleep(1)
        try:
            return cluster.start()
        except subprocess.CalledProcessError:
            if patience == 1:
                raise


def on_postgresql(folder: Path, rounds: int) -> dict[str, Any]:
    """The rounds on a server that writes through to disk, as in production."""
    cluster = Cluster(durable=True)
    try:
        return measure(folder, rounds, cluster.url, cluster)
    finally:
        cluster.stop()


MEASURED = {"sqlite": measure, "postgresql": on_postgresql}


def table(results: list[dict[str, Any]]) -> str:
    """The counts as a table of the documentation, a column per database."""
    lines = [f"| | {' | '.join(result['database'] for result in results)} |"]
    lines.append("|---|" + "---:|" * len(results))
    for name, label in COLUMNS.items():
        if name != "database":
            values = " | ".join(f"{result[name]:,}" for result in results)
            lines.append(f"| {label} | {values} |")
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--rounds", default=10, show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgresql", "both"]), default="both")
@click.option("--write", is_flag=True, help="Put the table into docs/reliability.md.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the data in this folder.")
def main(rounds: int, database: str, write: bool, keep: Path | None) -> None:
    """Kill the running system and count what was lost; both databases at the same time."""
    names = [name for name in MEASURED if database in (name, "both")]
    if "postgresql" in names and programs() is None:
        click.echo(MISSING, err=True)
        names.remove("postgresql")
    with nullcontext(keep) if keep else TemporaryDirectory() as folder:
        with ThreadPoolExecutor() as pool:
            begun = [pool.submit(MEASURED[name], Path(folder) / name, rounds) for name in names]
        results = [one.result() for one in begun]
    shown = table(results)
    click.echo(shown)
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}{shown}{END}{after}", encoding="utf-8")
    wrong = ("lost", "half", "problems", "stuck")
    bad = sum(result[name] for result in results for name in wrong)
    sys.exit(os.EX_OK if not bad else 1)


if __name__ == "__main__":
    main()
