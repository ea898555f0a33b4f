"""Times ``quanheng ledger verify`` on a long ledger.

python -m bench.ledger --entries 1000000 --write
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.office.installation import installation, quanheng
from tests.office.postgresql import Cluster

PAGE = Path(__file__).parent.parent / "docs" / "ledger.md"
START, END = "<!-- bench -->\n", "<!-- /bench -->\n"
INSIDE = """
from quanheng.office.config.start import start
start()
import runpy
runpy.run_module("bench.ledger_inside", run_name="__main__")
"""


def measure(name: str, folder: Path, entries: int, server: str = "") -> dict[str, Any]:
    """Fill a ledger and verify it by the command; seconds for both."""
    with installation(folder, server) as environment:
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", INSIDE, str(entries)],
            env=environment,
            cwd=Path(__file__).parent.parent,
            check=True,
        )
        filled, before = time.perf_counter(), processor()
        said = quanheng(environment, "ledger", "verify", "--lang", "en")
        done = time.perf_counter()
        if f"whole: {entries} entries" not in said:
            raise RuntimeError(said)
    return {
        "database": name,
        "entries": entries,
        "fill": filled - begun,
        "verify": done - filled,
        "processor": processor() - before,
    }


def processor() -> float:
    """Seconds of processor time that ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(results: list[dict[str, Any]]) -> str:
    """The times as a table of the documentation."""
    lines = [
        "| Database | Entries | Seconds to verify | of these on the processor |",
        "|---|---:|---:|---:|",
    ]
    for one in results:
        seconds = f"{one['verify']:.0f} | {one['processor']:.0f}"
        lines.append(f"| {one['database']} | {one['entries']:,} | {seconds} |")
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--entries", default=100_000, show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgresql", "both"]), default="sqlite")
@click.option("--write", is_flag=True, help="Put the table into docs/ledger.md.")
def main(entries: int, database: str, write: bool) -> None:
    """Time the verification of a long ledger."""
    results = []
    with TemporaryDirectory() as folder:
        if database != "postgresql":
            results.append(measure("SQLite", Path(folder) / "sqlite", entries))
        if database != "sqlite":
            cluster = Cluster()
            try:
                place = Path(folder) / "postgresql"
                results.append(measure("PostgreSQL", place, entries, cluster.url))
            finally:
                cluster.stop()
    click.echo(json.dumps(results))
    shown = table(results)
    click.echo(shown)
    if write:
        before, mark, rest = PAGE.read_text(encoding="utf-8").partition(START)
        if not mark:
            raise click.ClickException(f"{PAGE.name} has no place for the table: {START.strip()}")
        PAGE.write_text(f"{before}{START}{shown}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
