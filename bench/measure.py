"""Runs measurements in processes of their own, in turns, and gathers what they say."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENGINES = {
    "quanheng": "numba",
    "numpy": "numpy",
    "duckdb": "duckdb",
    "polars": "polars",
    "openfisca": "openfisca_core",
    "python": "json",
}
"""The engines, and the module without which each cannot run."""
TIMES = 5
"""Measured evaluations in one process, after one that warms up."""

Found = dict[str, Any]
Say = Callable[[str], None]


class MeasurementError(RuntimeError):
    """A measurement ended with an error; the message holds what it said."""


def missing(engines: Sequence[str]) -> list[str]:
    """The engines whose package is not installed."""
    return [name for name in engines if find_spec(ENGINES[name]) is None]


def measured(engine: str, task: str, folder: Path, times: int = TIMES) -> Found:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.one", engine, task, str(folder), str(times)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode:
        raise MeasurementError(
            f"{engine} {task} ended with {ended.returncode}:\n{ended.stderr.strip()}"
        )
    found: Found = json.loads(ended.stdout.splitlines()[-1])
    return found


def in_turns(jobs: Sequence[tuple[str, str, Path]], rounds: int, say: Say) -> list[Found]:
    """Every job once a round, so that a noisy moment hits all alike; seconds are gathered."""
    gathered: list[list[Found]] = [[] for _ in jobs]
    for turn in range(rounds):
        for place, (engine, task, folder) in enumerate(jobs):
            say(f"round {turn + 1}/{rounds}: {engine}, {task}, {folder.name}")
            gathered[place].append(measured(engine, task, folder))
    return [_merged(found) for found in gathered]


def _merged(found: list[Found]) -> Found:
    merged = dict(found[0])
    merged["seconds"] = [took for one in found for took in one["seconds"]]
    merged["median"] = median(merged["seconds"])
    for name in ("first", "load"):
        merged[name] = median(one[name] for one in found)
    merged["peak"] = max(one["peak"] for one in found)
    return merged


def check_workbook(folder: Path, people: int, runs: int) -> tuple[list[float], int]:
    """Seconds of ``quanheng check``, process start to written JSON, and the number of findings."""
    book, out = folder / "sample.xlsx", folder / "report.json"
    quanheng = [sys.executable, "-m", "quanheng"]
    making = [*quanheng, "sample", "--people", str(people), "-o", str(book)]
    subprocess.run(making, check=True, capture_output=True)
    command = [*quanheng, "check", str(book), "--as-of", "2025-12-31", "--format", "json"]
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        ended = subprocess.run([*command, "-o", str(out)], capture_output=True, text=True)
        took.append(time.perf_counter() - begun)
        if ended.returncode not in (0, 1):
            raise MeasurementError(
                f"quanheng check ended with {ended.returncode}:\n{ended.stderr.strip()}"
            )
    return took, len(json.loads(out.read_text(encoding="utf-8"))["findings"])
