"""How votes are counted: shares of stated denominators, thresholds, quorum, scores, rankings. Pure.

Every number is exact (``Fraction``). What cannot be known is None, never zero.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BLANK = ""
"""The choice of whoever chose nothing (弃权)."""

Key = TypeVar("Key", bound=Hashable)


class Basis(TextChoices):
    """Of whom a share is taken."""

    ENTITLED = "entitled", _("应到会人数")
    PRESENT = "present", _("实到会人数")
    RETURNED = "returned", _("收回票数")
    VALID = "valid", _("有效票数")


class Counts(NamedTuple):
    """People and ballots of one vote; None is unknown."""

    entitled: int | None
    present: int | None
    handed: int | None
    returned: int | None
    valid: int | None

    def of(self, basis: Basis) -> int | None:
        """The number that a basis names."""
        found: int | None = getattr(self, basis.value)
        return found


class Threshold(NamedTuple):
    """A part of a basis to be exceeded (``strict``) or reached."""

    numerator: int
    denominator: int
    basis: Basis
    strict: bool

    def part(self) -> Fraction:
        """The part as a number."""
        return Fraction(self.numerator, self.denominator)


def share(votes: int, counts: Counts, basis: Basis) -> Fraction | None:
    """The part that some votes are of a basis; None where that is unknown or nobody."""
    whole = counts.of(basis)
    return Fraction(votes, whole) if whole else None


def reaches(votes: int, counts: Counts, threshold: Threshold) -> bool | None:
    """Whether some votes are enough; None where the basis is unknown or nobody."""
    found = share(votes, counts, threshold.basis)
    if found is None:
        return None
    return found > threshold.part() if threshold.strict else found >= threshold.part()


def needed(counts: Counts, threshold: Threshold) -> int | None:
    """The fewest votes that are enough; None where the basis is unknown or nobody."""
    whole = counts.of(threshold.basis)
    if not whole:
        return None
    exact = threshold.part() * whole
    return exact.__floor__() + 1 if threshold.strict else exact.__ceil__()


def has_quorum(counts: Counts, quorum: Threshold) -> bool | None:
    """Whether enough of those entitled came or voted; ``quorum.basis`` says which is counted."""
    found = counts.of(quorum.basis)
    if found is None or not counts.entitled:
        return None
    return Fraction(found, counts.entitled) >= quorum.part()


def overfull(counts: Counts) -> bool | None:
    """Whether more ballots came back than were handed out, which makes the vote void."""
    if counts.handed is None or counts.returned is None:
        return None
    return counts.returned > counts.handed


class Cell(NamedTuple):
    """Where votes are counted: question, class, choice."""

    question: str
    group: int
    choice: str


def tally(votes: Iterable[Cell]) -> Counter[Cell]:
    """Single votes, counted."""
    return Counter(votes)


def total(tallies: Mapping[Cell, int], question: str, choice: str) -> int:
    """Votes for one choice in one question, of all classes."""
    return sum(
        votes
        for cell, votes in tallies.items()
        if cell.question == question and cell.choice == choice
    )


def pools(returned: Mapping[Key, int], floor: int) -> dict[Key, Key] | None:
    """With which class each is counted so that none is told of with too few ballots.

    A class below the floor is joined with the next smallest, and the two with the next, until all
    together reach it: with one class alone left out, all less the rest would give it away. Each
    class is mapped to the one that stands for its group. None where all together are too few.
    """
    if sum(returned.values()) < floor:
        return None
    order = sorted(returned, key=lambda key: (returned[key], str(key)))
    groups: list[list[Key]] = []
    for key in order:
        if groups and sum(returned[member] for member in groups[-1]) < floor:
            groups[-1].append(key)
        else:
            groups.append([key])
    if len(groups) > 1 and sum(returned[member] for member in groups[-1]) < floor:
        last = groups.pop()
        groups[-1] += last
    return {key: group[-1] for group in groups for key in group}


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a ranking; those with as many votes share it, and the next places are skipped."""

    place: int
    key: str
    votes: int
    tied: bool


def ranked(votes: Mapping[str, int]) -> list[Rank]:
    """Names by votes, most first; within a tie in the order of the mapping, which means nothing."""
    often = Counter(votes.values())
    return [
        Rank(1 + sum(other > count for other in votes.values()), key, count, often[count] > 1)
        for key, count in sorted(votes.items(), key=lambda pair: -pair[1])
    ]


def within(ranking: list[Rank], seats: int) -> tuple[list[Rank], list[Rank]]:
    """Those who are surely among the first ``seats``, and those tied for the last of them."""
    sure = [
        rank for rank in ranking if sum(other.votes >= rank.votes for other in ranking) <= seats
    ]
    tied = [rank for rank in ranking if rank.place <= seats and rank not in sure]
    return sure, tied


def mean_points(
    tallies: Mapping[Cell, int], question: str, group: int, points: Mapping[str, int]
) -> Fraction | None:
    """The mean points that one class gave in one question; blanks are left out, None if all are."""
    graded = {
        cell.choice: votes
        for cell, votes in tallies.items()
        if cell.question == question and cell.group == group and cell.choice in points
    }
    number = sum(graded.values())
    if not number:
        return None
    return Fraction(sum(points[choice] * votes for choice, votes in graded.items()), number)


def weighted(parts: Iterable[tuple[Fraction | None, int]]) -> Fraction | None:
    """The mean of values by their weights; unknown ones are left out with their weight."""
    known = [(value, weight) for value, weight in parts if value is not None]
    weights = sum(weight for _value, weight in known)
    if not weights:
        return None
    return sum((value * weight for value, weight in known), Fraction(0)) / weights


def score(
    tallies: Mapping[Cell, int],
    question: str,
    weights: Mapping[int, int],
    points: Mapping[str, int],
) -> Fraction | None:
    """The score in one question: each class's mean points, weighted."""
    return weighted(
        (mean_points(tallies, question, group, points), weight) for group, weight in weights.items()
    )
