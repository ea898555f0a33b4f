"""The sections of the comparison: what is measured, and the table that shows it."""

from pathlib import Path
from typing import NamedTuple

from bench import data
from bench.measure import Found, Say, check_workbook, in_turns, measured
from bench.people import ON
from bench.rules12 import CHOSEN, STATUSES

PYTHON_PEOPLE = 20_000
"""The plain loop is measured on so many people; larger figures are scaled from it."""


class Section(NamedTuple):
    """A table with its title, and sentences that stand below it."""

    title: str
    headers: tuple[str, ...]
    rows: list[tuple[str, ...]]
    notes: list[str]


class Registers:
    """Made-up registers on disk, one folder for each size, made when first asked for."""

    def __init__(self, folder: Path, say: Say) -> None:
        """``folder`` is where they are kept."""
        self.folder = folder
        self.say = say

    def __getitem__(self, people: int) -> Path:
        """The folder of a register of so many people."""
        made = self.folder / f"{people}"
        if not (made / "size.json").exists():
            self.say(f"making a register of {people:,} people")
            data.save(data.make(people), made)
        return made


def compared(
    registers: Registers, engines: list[str], sizes: list[int], rounds: int, say: Say
) -> list[Section]:
    """The twelve rules in all engines: one table for each size, and the scaling between sizes."""
    found: dict[tuple[str, int], Found] = {}
    for size in sizes:
        small = min(size, PYTHON_PEOPLE)
        jobs = [
            (engine, "twelve", registers[small if engine == "python" else size])
            for engine in engines
        ]
        for engine, one in zip(engines, in_turns(jobs, rounds, say), strict=True):
            found[engine, size] = _scaled(one, size / small) if engine == "python" else one
    check = _agreement(registers, found, sizes, say)
    sections = [_comparison(engines, size, found) for size in sizes]
    sections[-1].notes.append(check)
    if len(sizes) > 1:
        sections.append(_scaling(engines, sizes, found))
    return [*sections, _statuses(found, sizes[-1])]


def _scaled(one: Found, factor: float) -> Found:
    if factor == 1:
        return one
    return {
        **one,
        "median": one["median"] * factor,
        "first": one["first"] * factor,
        "peak": one["peak"] * factor,
        "about": True,
    }


def _agreement(
    registers: Registers, found: dict[tuple[str, int], Found], sizes: list[int], say: Say
) -> str:
    """All engines count the same statuses; raises ``AssertionError`` naming one that does not."""
    for size in sizes:
        counts = {e: one["counts"] for (e, s), one in found.items() if s == size}
        if "python" in counts and size > PYTHON_PEOPLE and len(counts) > 1:
            other = next(engine for engine in counts if engine != "python")
            say(f"counting statuses of {PYTHON_PEOPLE:,} people by {other}")
            small = measured(other, "twelve", registers[PYTHON_PEOPLE], 1)["counts"]
            assert counts.pop("python") == small, f"python and {other} count other statuses"
        first = next(iter(counts))
        for engine in counts:
            assert counts[engine] == counts[first], f"{engine} and {first} count other statuses"
    return "The status counts of all twelve rules are equal between all engines."


def _comparison(engines: list[str], size: int, found: dict[tuple[str, int], Found]) -> Section:
    base = found[engines[0], size]["median"]
    rows = []
    for engine in sorted(engines, key=lambda name: float(found[name, size]["median"])):
        one = found[engine, size]
        about = "≈ " if one.get("about") else ""
        rows.append(
            (
                engine,
                f"{about}{one['median']:.3f}",
                f"{min(one['seconds']):.3f}–{max(one['seconds']):.3f}" if not about else "",
                f"{size / one['median'] / 1e6:.2f} M",
                f"{one['median'] / base:.1f}",
                f"{about}{one['peak']:,.0f}",
                f"{one['first']:.2f}",
            )
        )
    title = f"Twelve rules, {size:,} people, {found[engines[0], size]['records']:,} rows read"
    headers = ("Engine", "Seconds", "Range", "People/s", f"÷ {engines[0]}", "Peak MiB", "First run")
    notes = []
    if any(found[engine, size].get("about") for engine in engines):
        notes.append(
            f"python (≈): measured on {PYTHON_PEOPLE:,} people and scaled linearly, memory too."
        )
    if "openfisca" in engines and engines[0] == "quanheng":
        ratio = found["openfisca", size]["median"] / base
        notes.append(f"Quanheng evaluates {ratio:.1f} times as fast as OpenFisca-core here.")
    return Section(title, headers, rows, notes)


def _scaling(engines: list[str], sizes: list[int], found: dict[tuple[str, int], Found]) -> Section:
    rows = [
        (engine, *(f"{found[engine, size]['median'] / size * 1e6:.3f}" for size in sizes))
        for engine in engines
    ]
    headers = ("Engine", *(f"{size:,} people" for size in sizes))
    return Section("Scaling: microseconds a person, twelve rules", headers, rows, [])


def _statuses(found: dict[tuple[str, int], Found], size: int) -> Section:
    counts = next(v["counts"] for (e, s), v in found.items() if s == size and e != "python")
    rows = [
        (rule, *(f"{n:,}" for n in counted)) for rule, counted in zip(CHOSEN, counts, strict=True)
    ]
    headers = ("Rule", "not concerned", *STATUSES[1:])
    return Section(f"Statuses on {ON}, {size:,} people", headers, rows, [])


def everything(registers: Registers, sizes: list[int], rounds: int, say: Say) -> Section:
    """All person rules of all packs in Quanheng, and twice as many rules."""
    tasks = ("some", "some-doubled", "all", "all-doubled")
    rows = []
    for size in sizes:
        jobs = [("quanheng", task, registers[size]) for task in tasks[2 if size > 10**6 else 0 :]]
        found = dict(zip([job[1] for job in jobs], in_turns(jobs, rounds, say), strict=True))
        for task, one in found.items():
            single = found.get(task.removesuffix("-doubled"), one)["median"]
            more = f"{one['median'] / single - 1:+.0%}" if task.endswith("doubled") else ""
            rows.append(
                (
                    f"{size:,}",
                    str(one["rules"]),
                    f"{one['records']:,}",
                    f"{one['median']:.2f}",
                    more,
                    f"{one['median'] / size * 1e6:.2f}",
                    f"{one['peak']:,}",
                    f"{one['first']:.2f}",
                )
            )
    headers = (
        "People", "Rules", "Records loaded", "Seconds", "By doubling", "µs a person", "Peak MiB",
        "First run",
    )  # fmt: skip
    notes = [
        "Doubling adds each rule a second time, with other thresholds over the same measures; with"
        " it come twice as many findings."
    ]
    return Section("All person rules of all packs, and twice as many", headers, rows, notes)


def one_person(registers: Registers) -> Section:
    """All rules for one person by the plain executor, which also explains."""
    found = measured("quanheng", "one", registers[2000])
    rows = [
        ("asked for the first time, median", f"{found['median'] * 1e3:.2f}"),
        ("asked for the first time, 99th percentile", f"{found['worst_of_100'] * 1e3:.2f}"),
        ("asked again, median", f"{found['again'] * 1e3:.2f}"),
    ]
    note = (
        f"{found['rules']} rules with sentences and evidence, {found['people']} people one by one."
    )
    return Section("One person, records in memory", ("", "Milliseconds"), rows, [note])


def workbook(folder: Path, people: int) -> Section:
    """``quanheng check`` of a sample workbook, from process start to written JSON."""
    took, findings = check_workbook(folder, people, 3)
    names = ("first run", "second run", "third run")
    rows = [(name, f"{seconds:.2f}") for name, seconds in zip(names, took, strict=True)]
    title = f"quanheng check of a workbook with {people:,} people, process start to written JSON"
    return Section(title, ("", "Seconds"), rows, [f"{findings:,} findings."])
