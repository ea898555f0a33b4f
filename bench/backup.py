"""Times ``quanheng backup`` and ``quanheng restore --drill``, and compares the ledger's roots.

python -m bench.backup --write
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.office.installation import installation, python, quanheng
from tests.office.postgresql import Cluster

PAGE = Path(__file__).parent.parent / "docs" / "backup.md"
START, END = "<!-- bench -->\n", "<!-- /bench -->\n"
PEOPLE = (300, 2_400)
FILL = """
import sys
from quanheng.office.config.start import start
start()
from django.core.management import call_command
from django.utils.timezone import localdate
from quanheng.office.config.first import system_account
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.records.actions import load_records
from quanheng.sample.district import make_district
call_command("migrate", verbosity=0)
records = make_district(int(sys.argv[1]), None, 1)
load_records(records, by=system_account(), on=localdate())
print(make_checkpoint().root.hex())
print(len(records))
"""


def measure(name: str, folder: Path, people: int, server: str = "") -> dict[str, Any]:
    """Back up a district and try the restoration; seconds for both, and the size of the file."""
    file = folder / "backup.tar"
    with installation(folder, server) as environment:
        signed, rows = python(FILL, environment, f"{people}").split()
        begun = time.perf_counter()
        quanheng(environment, "backup", file)
        made = time.perf_counter()
        said = quanheng(environment, "restore", file, "--drill", "--lang", "en")
        tried = time.perf_counter()
    root = said.split()[-1]
    if root != signed:
        raise RuntimeError(f"the restored root {root} is not that of the checkpoint {signed}")
    return {
        "database": name,
        "rows": int(rows),
        "size": file.stat().st_size,
        "backup": made - begun,
        "drill": tried - made,
    }


def table(results: list[dict[str, Any]]) -> str:
    """The times as a table of the documentation."""
    lines = [
        "| Database | Records | MiB | Seconds to back up | to drill |",
        "|---|---:|---:|---:|---:|",
    ]
    for one in results:
        sizes = f"{one['rows']:,} | {one['size'] / 1024 / 1024:.1f}"
        lines.append(f"| {one['database']} | {sizes} | {one['backup']:.1f} | {one['drill']:.1f} |")
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--write", is_flag=True, help="Put the table into docs/backup.md.")
def main(write: bool) -> None:
    """Time backups and drills of a small and a large district on both databases."""
    results = []
    cluster = Cluster(durable=True)
    try:
        with TemporaryDirectory() as folder:
            for name, server in (("SQLite", ""), ("PostgreSQL", cluster.url)):
                for people in PEOPLE:
                    place = Path(folder) / f"{name}-{people}"
                    results.append(measure(name, place, people, server))
                    click.echo(results[-1])
    finally:
        cluster.stop()
    shown = table(results)
    click.echo(shown)
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        PAGE.write_text(f"{before}{START}{shown}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
