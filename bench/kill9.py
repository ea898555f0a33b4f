"""Kills processes that write to the running system, again and again, and counts what was lost.

    python -m bench.kill9 --rounds 100 --write

Each round starts writers that change the personnel file through its actions, kills them with
SIGKILL at a random moment, and compares what they had acknowledged with what the database holds.
On PostgreSQL every tenth round kills the server too.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.office.installation import installation
from tests.office.postgresql import MISSING, Cluster, programs

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
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
    "killed": "Writers killed",
    "server_killed": "Server killed",
    "acknowledged": "Changes acknowledged",
    "lost": "of these lost",
    "half": "Half changes",
    "unseen": "Whole, but killed before acknowledged",
    "entries": "Ledger entries",
    "problems": "Ledger problems",
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
                    cluster.kill()
                    cluster.start()
                    kills += 1
                process.stdin.write("done\n")
                process.stdin.flush()
        if process.wait():
            raise RuntimeError(f"the rounds ended with {process.returncode}")
    name = "PostgreSQL" if server else "SQLite"
    seconds = round(time.monotonic() - started)
    return {"database": name, **told, "server_killed": kills, "seconds": seconds}


@contextmanager
def durable_cluster() -> Iterator[Cluster]:
    """A server that writes through to disk, as in production."""
    cluster = Cluster(durable=True)
    try:
        yield cluster
    finally:
        cluster.stop()


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
def main(rounds: int, database: str, write: bool) -> None:
    """Kill writers and count what was lost."""
    results = []
    with TemporaryDirectory() as folder:
        if database != "postgresql":
            results.append(measure(Path(folder) / "sqlite", rounds))
        if database != "sqlite" and programs() is None:
            click.echo(MISSING, err=True)
        elif database != "sqlite":
            with durable_cluster() as cluster:
                place = Path(folder) / "postgresql"
                results.append(measure(place, rounds, cluster.url, cluster))
    shown = table(results)
    click.echo(shown)
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}{shown}{END}{after}", encoding="utf-8")
    bad = sum(result["lost"] + result["half"] + result["problems"] for result in results)
    sys.exit(os.EX_OK if not bad else 1)


if __name__ == "__main__":
    main()
