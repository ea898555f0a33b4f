"""What the pages of ballots read. Every list has a fixed number of queries."""

import secrets
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from quanheng.office.ballots.closing import counted_hashes
from quanheng.office.ballots.counting import Cell, has_quorum, overfull
from quanheng.office.ballots.models import Ballot, Voter
from quanheng.office.ballots.results import Blank, Group, Rules, Standing, blank, enough, standings

__all__ = ["counted_hashes"]


class Progress(NamedTuple):
    """How far handing out has come. What came back is not told before the close."""

    entitled: int
    present: int
    handed: int
    slips: int
    tokens: int


class Result(NamedTuple):
    """A count as pages show it; ``standings`` is empty where nothing was counted.

    ``quorum``: enough people; ``overfull``: more came back than was handed out. None: not known.
    """

    groups: list[Group]
    standings: list[Standing]
    blank: Blank
    needed: int | None
    quorum: bool | None
    overfull: bool | None


class Single(NamedTuple):
    """One vote for counting by hand."""

    question: str
    group: str
    choice: str


def progress(ballot: Ballot) -> Progress:
    """How many came and were given something; one query."""
    received = Voter.Received
    return Progress(
        **ballot.voters.aggregate(
            entitled=Count("pk"),
            present=Count("pk", filter=Q(present=True)),
            handed=Count("pk", filter=~Q(received=received.NONE)),
            slips=Count("pk", filter=Q(received=received.SLIP)),
            tokens=Count("pk", filter=Q(received=received.TOKEN)),
        )
    )


def roll(ballot: Ballot, words: str = "", state: str = "") -> QuerySet[Voter]:
    """The voters by name, found by name or place, and by what they received."""
    found = ballot.voters.select_related("voter_class", "user")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(place__icontains=words))
    if state in Voter.Received.values:
        found = found.filter(received=state)
    return found


def groups(ballot: Ballot) -> list[Group]:
    """The classes as told of after the close, with those that were joined under one name."""
    classes = list(ballot.classes.all())
    return [
        Group(
            kind.pk,
            "＋".join(_members(kind.pk, classes, "name")),
            sum(_members(kind.pk, classes, "weight")),
            kind.returned or 0,
        )
        for kind in classes
        if kind.counted_with_id is None
    ]


def _members(key: int, classes: list, column: str) -> list:  # type: ignore[type-arg]
    return [getattr(kind, column) for kind in classes if key in (kind.pk, kind.counted_with_id)]


def tallies(ballot: Ballot) -> Counter[Cell]:
    """The count by question, class and choice."""
    rows = ballot.tallies.values_list("question", "voter_class", "choice", "votes")
    return Counter({Cell(*where): votes for *where, votes in rows})


def result(ballot: Ballot) -> Result:
    """What the count says; two queries."""
    counts, found = ballot.counts(), tallies(ballot)
    together = groups(ballot)
    weights = {group.key: group.weight for group in together}
    rules = Rules(counts, ballot.passing(), ballot.warning(), weights)
    return Result(
        together,
        standings(ballot.asked(), found, rules) if ballot.counted else [],
        blank(found),
        enough(rules),
        has_quorum(counts, ballot.quorum()),
        overfull(counts),
    )


def single_votes(ballot: Ballot) -> Iterator[Single]:
    """Every vote by itself, question by question, each question shuffled anew."""
    names = {group.key: group.name for group in groups(ballot)}
    by_question: dict[str, list[Single]] = {}
    for cell, votes in sorted(tallies(ballot).items()):
        one = Single(cell.question, names[cell.group], cell.choice)
        by_question.setdefault(cell.question, []).extend([one] * votes)
    for made in by_question.values():
        secrets.SystemRandom().shuffle(made)
        yield from made
