"""Times the pages of the running system on PostgreSQL, and Django's admin on the same table.

    python -m bench.pages --people 100000 --users 50 --write

Many users at once by locust, each pausing one to three seconds between two pages; then, with more
people in the database, one user alone. The database server, the two processes for pages and locust
share the machine.
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import click

from bench.pages_asked import ADMIN, PAGES, Address, Facts, Visit
from bench.served import Served
from tests.office.installation import installation
from tests.office.postgresql import Cluster

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
TITLE = "## Pages"
START, END = "<!-- pages -->\n", "<!-- /pages -->\n"
INSIDE = """
from quanheng.office.config.start import start
start()
import runpy
runpy.run_module("bench.pages_data", run_name="__main__")
"""
DISTRICT = 5_000
TIMES = 20
WORKERS = 4
"""Processes that answer pages: twice the cores, for they wait for the database half of the time."""
WARM = 3


def inside(*arguments: object) -> str:
    """Run a task of ``bench.pages_data`` in the installation; what it printed."""
    command = [sys.executable, "-c", INSIDE, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def serving(folder: Path, settings: str = "") -> Iterator[Served]:
    """The running system, or with other settings something else on the same data."""
    before = os.environ.get("DJANGO_SETTINGS_MODULE")
    if settings:
        os.environ["DJANGO_SETTINGS_MODULE"] = settings
    server = Served(folder / "server.log", WORKERS)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        if before:
            os.environ["DJANGO_SETTINGS_MODULE"] = before


def loaded(
    server: Served, folder: Path, facts: Path, users: int, seconds: int, *, admin: bool = False
) -> dict[str, dict[str, Any]]:
    """Let many users ask for pages; what each page took, by name."""
    told = {"QUANHENG_BENCH_FACTS": str(facts)} | ({"QUANHENG_BENCH_ADMIN": "1"} if admin else {})
    prefix = folder / ("admin" if admin else "pages")
    command = [
        sys.executable, "-m", "locust", "-f", str(ROOT / "bench" / "pages_locust.py"),
        "--headless", "--users", str(users), "--spawn-rate", "10", "--run-time", f"{seconds}s",
        "--reset-stats", "--host", server.address, "--csv", str(prefix), "--only-summary",
        "--loglevel", "WARNING",
    ]  # fmt: skip
    with (folder / "locust.log").open("ab") as log:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **told}, stdout=log, stderr=log, check=False
        )
    with Path(f"{prefix}_stats.csv").open(encoding="utf-8") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    failed = int(rows["Aggregated"]["Failure Count"])
    if failed or done.returncode:
        raise RuntimeError(f"{failed} failures, see {folder / 'locust.log'}")
    return rows


def alone(server: Served, visit: Visit, pages: Mapping[str, Address]) -> dict[str, float]:
    """One user asks for each page by itself; the median of milliseconds, by name."""
    found = {}
    for name, page in pages.items():
        rng, took = Random(3), []
        for _ in range(WARM + TIMES):
            request = urllib.request.Request(server.address + page(visit, rng))
            request.add_header("Cookie", f"sessionid={visit.session}")
            if name.startswith("search"):
                request.add_header("HX-Target", "search-hits")
            begun = time.perf_counter()
            with urllib.request.urlopen(request, timeout=60) as answer:
                answer.read()
            took.append((time.perf_counter() - begun) * 1000)
        found[name] = statistics.median(took[WARM:])
    return found


def many_table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """What pages took with many users, as a table of the documentation."""
    lines = ["| Page | Requests | p50, ms | p95, ms |", "|---|---:|---:|---:|"]
    for name in (*PAGES, *ADMIN):
        if name in rows:
            one = rows[name]
            lines.append(f"| {name} | {one['Request Count']} | {one['50%']} | {one['95%']} |")
    return "\n".join(lines) + "\n"


def alone_table(took: Mapping[str, float], queries: Mapping[str, tuple[int, int]]) -> str:
    """What pages took with one user, and how many queries."""
    lines = ["| Page | Median, ms | Queries |", "|---|---:|---:|"]
    for name, milliseconds in took.items():
        asked = queries[name][1] if name in queries else ""
        lines.append(f"| {name} | {milliseconds:.0f} | {asked} |")
    return "\n".join(lines) + "\n"


def measured(folder: Path, people: int, users: int, seconds: int, large: int) -> str:
    """Fill, serve and ask; the section of the page."""
    facts, parts = folder / "facts.json", []
    begun = time.monotonic()
    inside("fill", max(1, people // DISTRICT), facts)
    click.echo(f"filled in {time.monotonic() - begun:.0f} s", err=True)
    told = Facts.read(facts)
    with serving(folder) as server:
        alone(server, told.visits[0], PAGES)  # both processes have their templates from then on
        rows = loaded(server, folder, facts, users, seconds)
    with serving(folder, "bench.pages_admin") as server:
        rows |= loaded(server, folder, facts, users, seconds // 2, admin=True)
    parts.append(
        f"{users} users at once, each pausing 1 to 3 s between two pages, {seconds} s;"
        f" {told.people:,} people, {told.records:,} records, {told.findings:,} findings,"
        f" {told.units:,} units.\n\n{many_table(rows)}"
    )
    if large > people:
        begun = time.monotonic()
        inside("add", (large - people) // DISTRICT, facts)
        click.echo(f"added in {time.monotonic() - begun:.0f} s", err=True)
        told = Facts.read(facts)
    with serving(folder) as server:
        took = alone(server, told.visits[0], PAGES)
    with serving(folder, "bench.pages_admin") as server:
        took |= alone(server, told.visits[0], ADMIN)
    parts.append(
        f"One user alone, median of {TIMES}; {told.people:,} people, {told.records:,} records,"
        f" {told.findings:,} findings.\n\n{alone_table(took, json.loads(inside('count', facts)))}"
    )
    return "\n".join(parts)


def written(section: str) -> None:
    """Put the section into the page."""
    before, mark, rest = PAGE.read_text(encoding="utf-8").partition(START)
    if not mark:
        raise click.ClickException(f"{PAGE.name} has no place for the table: {START.strip()}")
    PAGE.write_text(f"{before}{START}{section}{END}{rest.partition(END)[2]}", encoding="utf-8")


def section_of(text: str) -> str:
    """The part of the page that tells of pages, with the blank line above it."""
    _before, mark, rest = text.partition(f"\n{TITLE}\n")
    return mark + rest


@click.command()
@click.option("--people", default=100_000, show_default=True, help="In steps of 5,000.")
@click.option("--users", default=50, show_default=True)
@click.option("--seconds", default=120, show_default=True, help="How long they ask.")
@click.option("--large", default=1_000_000, show_default=True, help="People for one user alone.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep logs and figures here.")
@click.option("--write", is_flag=True, help="Put the tables into docs/benchmarks.md.")
def main(people: int, users: int, seconds: int, large: int, keep: Path | None, write: bool) -> None:
    """Time the pages."""
    cluster = Cluster(durable=True)
    try:
        with TemporaryDirectory() as made, installation(keep or Path(made), cluster.url) as told:
            for name in [one for one in os.environ if one.startswith(("QUANHENG_", "DJANGO_"))]:
                del os.environ[name]
            os.environ.update(told)
            section = measured(keep or Path(made), people, users, seconds, large)
    finally:
        cluster.stop()
    click.echo(section)
    if write:
        written(section)


if __name__ == "__main__":
    main()
