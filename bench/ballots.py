"""Holds votes in a real installation: how long casting and counting take, and what a kill loses.

    python -m bench.ballots --write

A vote is opened, many processes cast at the same time with many threads each, and it is closed.
``killed`` does the same while the processes that cast are killed with SIGKILL again and again, and
compares what they had acknowledged with what is counted.
"""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

from tests.office.installation import installation
from tests.office.postgresql import MISSING, Cluster, programs

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ballots.md"
START, END = "<!-- bench -->\n", "<!-- /bench -->\n"
INSIDE = """
from quanheng.office.config.start import start
start()
import runpy
runpy.run_module("bench.{}", run_name="__main__")
"""
NAMES = ("1", "2", "3")
WRITTEN = "+另荐"
REFUSED = {
    "UnknownCredential",
    "UsedCredential",
    "NotOpen",
    "InvalidAnswers",
    "OperationalError",
}


class Cast(NamedTuple):
    """One voter's ballot: with what, and what is chosen."""

    credential: str
    choices: list[str]


@dataclass
class Hall:
    """A vote in an installation."""

    environment: dict[str, str]
    slips: list[str]
    tokens: list[str]

    @property
    def credentials(self) -> list[str]:
        """Slips and tokens."""
        return [*self.slips, *self.tokens]


def command(*arguments: object, module: str = "ballots_inside") -> list[str]:
    """The command line of one process of the installation."""
    return [sys.executable, "-c", INSIDE.format(module), *map(str, arguments)]


def run(
    environment: dict[str, str],
    *arguments: object,
    told: str = "",
    module: str = "ballots_inside",
) -> str:
    """One process of the installation; what it printed."""
    done = subprocess.run(
        command(*arguments, module=module),
        env=environment, cwd=ROOT, input=told, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def opened(environment: dict[str, str], voters: int, phones: int = 0, late: int = 0) -> Hall:
    """A vote that is open; the last ``late`` slips are those of people who are not there yet."""
    told = json.loads(run(environment, "prepare", voters, phones, late).splitlines()[-1])
    return Hall(environment, told["slips"], told["tokens"])


def choose(credentials: Sequence[str], seed: int = 1) -> list[Cast]:
    """What each voter chooses: nobody, one or two names, some of them written in."""
    chance = random.Random(seed)
    made = []
    for credential in credentials:
        names = chance.sample(NAMES, chance.randint(0, 2))
        if len(names) < 2 and chance.random() < 0.1:
            names.append(WRITTEN)
        made.append(Cast(credential, names))
    return made


def lines(ballots: Sequence[tuple[int, Cast]]) -> str:
    """Ballots as the casting process reads them."""
    rows = [[number, one.credential, {"pick": one.choices}] for number, one in ballots]
    return "".join(json.dumps(row) + "\n" for row in rows)


def cast_at_once(
    hall: Hall, ballots: Sequence[Cast], processes: int, threads: int
) -> tuple[list[tuple[int, str]], list[float], float]:
    """Cast from several processes; number and outcome of each, how long each took, and all."""
    numbered = list(enumerate(ballots))
    shares = [numbered[at::processes] for at in range(processes)]
    found: list[str] = []

    def work(share: list[tuple[int, Cast]]) -> None:
        found.extend(run(hall.environment, "cast", threads, told=lines(share)).splitlines())

    began = time.monotonic()
    workers = [threading.Thread(target=work, args=(share,)) for share in shares if share]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    rows = [line.split() for line in found]
    outcomes = [(int(number), said) for number, said, _ in rows]
    return outcomes, [float(took) for *_, took in rows], time.monotonic() - began


def closed(hall: Hall) -> dict[str, Any]:
    """Close the vote; what was counted and how long it took."""
    found: dict[str, Any] = json.loads(run(hall.environment, "close").splitlines()[-1])
    return found


def expected(ballots: Sequence[Cast]) -> dict[str, int]:
    """The count, made by hand."""
    counted: dict[str, int] = {}
    for one in ballots:
        for choice in one.choices or [""]:
            counted[choice] = counted.get(choice, 0) + 1
    return counted


def killed(hall: Hall, ballots: Sequence[Cast], rounds: int) -> dict[str, int]:
    """Cast while the casting process is killed in each round; then cast what is left.

    Gives how many were acknowledged before a kill, and how many were in without that.
    """
    acknowledged: set[int] = set()
    in_anyway: set[int] = set()
    kills = 0
    chance = random.Random(7)
    for turn in range(rounds + 1):
        left = [(n, one) for n, one in enumerate(ballots) if n not in acknowledged | in_anyway]
        process = subprocess.Popen(
            command("cast", 4),
            env=hall.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        assert process.stdin and process.stdout
        share = left if turn == rounds else left[: len(left) // 2]
        with suppress(BrokenPipeError):
            process.stdin.write(lines(share))
            process.stdin.close()
        stop_after = chance.randint(1, 12) if turn < rounds else len(share) + 1
        for place, line in enumerate(process.stdout, start=1):
            number, said = line.split()[:2]
            (in_anyway if said == "UsedCredential" else acknowledged).add(int(number))
            if place == stop_after:
                time.sleep(chance.uniform(0, 0.02))
                process.send_signal(signal.SIGKILL)
                kills += 1
        process.wait()
    return {"kills": kills, "acknowledged": len(acknowledged), "in_anyway": len(in_anyway)}


def over_http(hall: Hall, ballots: Sequence[Cast], clients: int, kills: int = 0) -> dict[str, Any]:
    """Post ballots to the running system, many at once, killing parts of it meanwhile.

    Gives what each was told at last: ``receipt``, ``used`` (in, but the answer was lost), a status.
    """
    told = "".join(json.dumps(list(one)) + "\n" for one in ballots)
    said = run(hall.environment, clients, kills, told=told, module="ballots_served")
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def measure(folder: Path, voters: int, server: str = "", phones: int = 0) -> dict[str, Any]:
    """One vote with so many voters, 300 at once; how long everything took."""
    with installation(folder, server) as environment:
        hall = opened(environment, voters, phones)
        ballots = choose(hall.credentials)
        outcomes, took, seconds = cast_at_once(hall, ballots, 4, 75)
        alone = sorted(took)
        found = closed(hall)
        good = found["choices"] == expected(ballots) and found["credentials"] == len(ballots)
        return {
            "database": "PostgreSQL" if server else "SQLite",
            "ballots": len(ballots),
            "lost": len(ballots) - found["counts"]["valid"] if good else len(ballots),
            "refused": sum(said in REFUSED for _, said in outcomes),
            "cast": seconds,
            "middle": median(alone),
            "longest": alone[-1],
            "first": found["first"],
            "second": found["second"],
        }


def table(results: list[dict[str, Any]]) -> str:
    """The figures as a table of the documentation."""
    shown = [
        "| Database | Ballots | Lost | All cast, seconds | One: middle | longest "
        "| First teller, seconds | Second teller, seconds |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for found in results:
        shown.append(
            f"| {found['database']} | {found['ballots']:,} | {found['lost']} "
            f"| {found['cast']:.1f} | {found['middle']:.2f} | {found['longest']:.2f} "
            f"| {found['first']:.1f} | {found['second']:.1f} |"
        )
    return "\n".join(shown) + "\n"


@click.command()
@click.option("--voters", multiple=True, type=int, default=(500, 5000), show_default=True)
@click.option("--write", is_flag=True, help="Put the table into docs/ballots.md.")
def main(voters: tuple[int, ...], write: bool) -> None:
    """Hold votes on both databases and print how long they took."""
    results = []
    cluster = Cluster(durable=True) if programs() else None
    if cluster is None:
        click.echo(MISSING, err=True)
    try:
        for number in voters:
            for server in ["", *([cluster.url] if cluster else [])]:
                with TemporaryDirectory() as folder:
                    results.append(measure(Path(folder) / "data", number, server))
                click.echo(table(results[-1:]))
    finally:
        if cluster:
            cluster.stop()
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}{table(results)}{END}{after}", encoding="utf-8")
    sys.exit(bool(sum(found["lost"] for found in results)))


if __name__ == "__main__":
    main()
