"""Gives hostile files to the import centre, each to a process with bounded memory, and tells.

python -m bench.hostile --write
"""

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.exchange import hostile as books
from tests.exchange.forms import hostile as forms
from tests.office.installation import installation

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
START, END = "<!-- hostile -->\n", "<!-- /hostile -->\n"
LIMIT = 1 << 30
"""Bytes of memory a process may have in all; whoever needs more gets none and fails."""
INSIDE = """
from quanheng.office.config.start import start
start()
import runpy
runpy.run_module("bench.hostile_inside", run_name="__main__")
"""


def made(folder: Path) -> Iterator[tuple[str, Path]]:
    """All hostile files, each in a folder of its own."""
    for name, (make, _) in {**forms.FILES, **forms.ZIPS}.items():
        place = folder / "forms" / name
        place.mkdir(parents=True)
        path = place / ("hostile.zip" if name in forms.ZIPS else "hostile.lrmx")
        path.write_bytes(make())
        yield name, path
    for name, (build, _) in books.FILES.items():
        place = folder / "books" / name
        place.mkdir(parents=True)
        yield name, build(place)


def measure(folder: Path, only: str = "") -> list[dict[str, Any]]:
    """What became of each file: the sentence, the seconds, and the memory."""
    paths = [(name, path) for name, path in made(folder / "files") if only in name]
    with installation(folder / "data") as environment:
        done = subprocess.run(
            [sys.executable, "-c", INSIDE],
            input=json.dumps([[name, str(path)] for name, path in paths]),
            env=environment,
            cwd=Path(__file__).parent.parent,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def peak() -> int:
    """The most memory this process has had, in bytes."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+([0-9]+)", status)
    assert found
    return int(found[1]) * 1024


def bounded() -> None:
    """Bound the memory of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))


def table(results: list[dict[str, Any]]) -> str:
    """The results as a table of the documentation."""
    lines = ["| File | Bytes | Ends in | Seconds | MB more |", "|---|---:|---|---:|---:|"]
    for one in results:
        said = one["said"] or "*read: what is sound in it is shown*"
        name = one["name"].replace("_", " ")
        lines.append(
            f"| {name} | {one['size']:,} | {said} | {one['seconds']:.1f} | {one['more'] >> 20} |"
        )
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--write", is_flag=True, help="Put the table into docs/reliability.md.")
@click.option("--only", default="", help="Only files whose name holds this.")
def main(write: bool, only: str) -> None:
    """Give every hostile file to the import centre."""
    with TemporaryDirectory() as folder:
        results = measure(Path(folder), only)
    shown = table(results)
    click.echo(shown)
    refused = [one for one in results if one["state"] == "refused"]
    most, longest = (max(one[name] for one in results) for name in ("more", "seconds"))
    click.echo(f"{len(results)} files, {len(refused)} refused; {most >> 20} MB, {longest:.1f} s")
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}{shown}{END}{after}", encoding="utf-8")
    sys.exit(os.EX_OK if all(one["sound"] for one in results) else 1)


if __name__ == "__main__":
    main()
