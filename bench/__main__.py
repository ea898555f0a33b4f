"""Measures, prints the tables, and with ``--write`` puts them into ``docs/benchmarks.md``."""

import tempfile
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench import sections as parts
from bench.machine import described
from bench.measure import ENGINES, ROOT, missing
from bench.page import page
from bench.pages import section_of

PAGE = ROOT / "docs" / "benchmarks.md"
MILLION = 1_000_000
WIDTH = 110
"""Narrower terminals and files get tables of this width all the same."""


@click.command()
@click.option("--people", default="100000,1000000", show_default=True, help="Sizes to compare at.")
@click.option("--engines", default=",".join(ENGINES), show_default=True, help="Which engines.")
@click.option("--rounds", default=3, show_default=True, help="Turns of all engines.")
@click.option("--large", is_flag=True, help="Also all person rules for 5,000,000 people.")
@click.option("--quick", is_flag=True, help="A look in a minute: 20,000 people, one round.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the made-up registers here.")
@click.option("--write", is_flag=True, help="Write docs/benchmarks.md.")
def main(
    people: str,
    engines: str,
    rounds: int,
    large: bool,
    quick: bool,
    keep: Path | None,
    write: bool,
) -> None:
    """Compare Quanheng's engine with other ways to evaluate the same rules on the same data."""
    wanted = engines.split(",")
    unknown = sorted(set(wanted) - set(ENGINES))
    if unknown:
        raise click.UsageError(f"No such engine: {', '.join(unknown)}; known: {', '.join(ENGINES)}")
    absent = missing(wanted)
    sizes = [20_000] if quick else sorted(int(size) for size in people.split(","))
    console, told = Console(), Console(stderr=True)
    console.width = max(console.width, WIDTH)
    for name in absent:
        told.print(f"{name} is left out: its package is not installed.")
    wanted = [name for name in wanted if name not in absent]
    for name, value in described():
        console.print(f"{name}: {value}", highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        registers = parts.Registers(keep or Path(folder), told.print)
        rounds = 1 if quick else rounds
        found = parts.compared(registers, wanted, sizes, rounds, told.print)
        show(console, found)
        if "quanheng" in wanted:
            larger = [*sizes, 5 * MILLION] if large else sizes
            rest = [
                parts.everything(registers, larger, rounds, told.print),
                parts.one_person(registers),
                parts.workbook(Path(folder), 300 if quick else 3000),
            ]
            show(console, rest)
            found += rest
    if write:
        PAGE.write_text(page(found) + section_of(PAGE.read_text("utf-8")), encoding="utf-8")
        told.print(f"Wrote {PAGE.relative_to(ROOT)}.")


def show(console: Console, found: list[parts.Section]) -> None:
    """Print sections as tables."""
    for section in found:
        console.print(f"\n{section.title}", style="bold", highlight=False)
        table = Table()
        for place, header in enumerate(section.headers):
            table.add_column(header, justify="right" if place else "left")
        for row in section.rows:
            table.add_row(*row)
        console.print(table)
        for note in section.notes:
            console.print(note, highlight=False)


if __name__ == "__main__":
    main()
