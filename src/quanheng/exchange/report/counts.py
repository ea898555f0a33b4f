"""Findings counted: by status, and so by pack, clause and rule."""

from collections import Counter
from collections.abc import Callable, Iterable

from quanheng.norms.finding import Finding, Status

Counts = Counter[Status]


def pack_of(finding: Finding) -> str:
    """The pack whose rule this is."""
    return finding.rule.partition(":")[0]


def clause_of(finding: Finding) -> str:
    """The clause that the finding cites."""
    return finding.clause


def rule_of(finding: Finding) -> str:
    """The rule that answered."""
    return finding.rule


def count_by(findings: Iterable[Finding], key: Callable[[Finding], str]) -> dict[str, Counts]:
    """Findings by status for each value of ``key``, in the order of first occurrence."""
    pairs = Counter((key(finding), finding.status) for finding in findings)
    counted: dict[str, Counts] = {}
    for (value, status), count in pairs.items():
        counted.setdefault(value, Counter())[status] = count
    return counted


def worst_first(counts: Counts) -> tuple[int, ...]:
    """A sort key: most missed first, then most open proposals, and so on."""
    return tuple(-counts[status] for status in Status if status is not Status.MET)


def worst_status(counts: Counts) -> Status | None:
    """The worst status that occurs, None where nothing was found."""
    return next((status for status in Status if counts[status]), None)
