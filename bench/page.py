"""The comparison as a page of the documentation."""

from bench.machine import described
from bench.sections import Section

INTRODUCTION = """\
# Benchmarks

Written by `make bench BENCH_ARGS="--write"`; read the figures within a table, not between machines.

**What is compared.** Twelve person rules, taken from the packs as they stand there, over the same
made-up register: every engine yields the status of every person under every rule on one day, and
the status counts must be equal, or the run ends with an error. The rules sum hours, days, points
and activities over a year, a quarter, a three-year cycle and five rolling years; whoever has not
qualified for a whole window without a break is `pending` and not `missed`. That unbroken stretch is
worked out by every engine from the tenures. One thing is left out for all: the catch-up year after
a promotion (`kunming-2019:4/promotion-catch-up`).

**What is timed.** Evaluation only: data are in memory before, in the engine's own layout, clustered
by person. Each engine runs in a process of its own; one evaluation warms up (*First run*), then the
engines take turns and the median of the rest is shown. *Peak* is the most memory held while
evaluating, data included. Quanheng also yields measured, required, window and due day of each
finding; the others yield the status only.

* **quanheng**: the columnar executor, two threads.
* **numpy**: the same rules written by hand, one thread.
* **duckdb**, **polars**: one statement and one lazy query, all cores.
* **openfisca**: records are the members of the group `official`, measures are `official.sum`; it is
  single-threaded. The records of all sheets share one entity because it knows no other.
* **python**: a loop over people and their records in dictionaries.

**Where the others are better.** DuckDB and Polars answer questions that nobody declared before, and
read files that do not fit in memory; OpenFisca has parameters, reforms, a web API and a community.
None of them says which record decided.
"""


def page(sections: list[Section]) -> str:
    """The page, in Markdown."""
    parts = [INTRODUCTION, "## Machine\n", _table(("", ""), described())]
    for section in sections:
        parts += [f"## {section.title}\n", _table(section.headers, section.rows)]
        parts += [f"{note}\n" for note in section.notes]
    return "\n".join(parts)


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [headers, tuple("---" if n == 0 else "--:" for n in range(len(headers))), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
