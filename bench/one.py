"""One measurement in a process of its own, so that memory and caches are its own.

``python -m bench.one ENGINE TASK FOLDER TIMES`` prints one JSON object. TASK is ``twelve`` (any
engine), ``some`` (the twelve), ``all``, either with ``-doubled`` (quanheng), or ``one`` (the plain
executor).
"""

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench import as_rows, data
from bench.people import ON
from bench.rules12 import PACKS, STATUSES, chosen, parts, questions
from quanheng.norms.finding import SubjectType
from quanheng.norms.kinds import Person, Tenure, Unit
from quanheng.norms.plain import Bench

CLEAR = Path("/proc/self/clear_refs")
KNOWN = Path("/proc/self/status")


def peak() -> int:
    """The most memory that this process has held, in MiB."""
    if KNOWN.exists():
        (line,) = [n for n in KNOWN.read_text().splitlines() if n.startswith("VmHWM")]
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def forget_peak() -> None:
    """Start the count of memory anew, where the system lets us."""
    try:
        CLEAR.write_text("5")
    except OSError:
        return


def timed(work: Callable[[], Any], times: int) -> tuple[list[float], Any]:
    """Seconds of each run, and the last answer."""
    took, answer = [], None
    for _ in range(times):
        answer = None
        begun = time.perf_counter()
        answer = work()
        took.append(time.perf_counter() - begun)
    return took, answer


def twelve(engine: str, folder: Path, times: int) -> dict[str, Any]:
    """The twelve rules in one engine: warm up once, then measure."""
    asked = questions(ON)
    kinds = dict.fromkeys([Unit, Person, Tenure, *(part.kind for part, _, _ in parts(asked))])
    begun = time.perf_counter()
    raw = data.load(folder, kinds)
    evaluate, read = importlib.import_module(f"bench.with_{engine}").prepare(raw, asked)
    loaded = time.perf_counter() - begun
    whole = peak()
    forget_peak()
    first, _ = timed(evaluate, 1)
    took, answer = timed(evaluate, times)
    held = peak()
    statuses = read(answer)
    counts = [np.bincount(row, minlength=len(STATUSES)).tolist() for row in statuses]
    return {
        "records": sum(data.size(raw, kind) for kind in raw),
        "load": loaded,
        "first": first[0],
        "seconds": took,
        "peak": held,
        "peak_loading": max(whole, held),
        "counts": counts,
    }


def many(task: str, folder: Path, times: int) -> dict[str, Any]:
    """Other sets of rules in Quanheng's columnar executor."""
    quanheng = importlib.import_module("bench.with_quanheng")
    rules = quanheng.person_rules() if task.startswith("all") else chosen()
    if task.endswith("doubled"):
        rules = quanheng.doubled(rules)
    begun = time.perf_counter()
    raw = data.load(folder)
    evaluate = quanheng.evaluation(raw, rules)
    loaded = time.perf_counter() - begun
    first, _ = timed(evaluate, 1)
    took, answers = timed(evaluate, times)
    return {
        "rules": len(rules),
        "records": data.records(raw),
        "load": loaded,
        "first": first[0],
        "seconds": took,
        "peak": peak(),
        "findings": sum(len(answer) for answer in answers),
    }


def one_person(folder: Path) -> dict[str, Any]:
    """All rules for one person by the plain executor, each person asked for the first time."""
    records = as_rows.as_records(data.load(folder), 1000)
    bench = Bench(records, PACKS, ON)
    dossiers = list(records.people.values())
    for dossier in dossiers[:500]:
        bench.findings(SubjectType.PERSON, dossier)
    took = [
        timed(lambda who=who: bench.findings(SubjectType.PERSON, who), 2)[0]
        for who in dossiers[500:]
    ]
    first, again = zip(*took, strict=True)
    return {
        "people": len(took),
        "rules": sum(
            rule.form.subject_type is SubjectType.PERSON
            for pack in PACKS
            for rule in pack.rules.values()
        ),
        "median": median(first),
        "worst_of_100": float(np.percentile(first, 99)),
        "again": median(again),
    }


def main(engine: str, task: str, folder: str, times: str) -> None:
    """Measure and print."""
    if task == "one":
        found = one_person(Path(folder))
    elif task == "twelve":
        found = twelve(engine, Path(folder), int(times))
    else:
        found = many(task, Path(folder), int(times))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
