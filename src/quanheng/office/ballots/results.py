"""What a count says: of each thing asked the votes, the share, whether it is enough. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from quanheng.office.ballots.counting import (
    BLANK,
    Cell,
    Counts,
    Threshold,
    needed,
    ranked,
    reaches,
    score,
    share,
    total,
    weighted,
)
from quanheng.office.ballots.paper import (
    CHOOSING,
    GRADES,
    GRADING,
    PICK,
    WRITTEN,
    Form,
    Grade,
    Paper,
    Question,
    Subject,
    Verdict,
    questions,
)

FAVOURABLE = {
    Form.EVALUATION: (Grade.EXCELLENT.value, Grade.COMPETENT.value),
    Form.MUTUAL: (Grade.EXCELLENT.value, Grade.COMPETENT.value),
    Form.DECISION: (Verdict.AGREE.value,),
}
"""The choices that count as consent, in the forms in which names are not chosen."""


class Group(NamedTuple):
    """One class of voters, or several told of together: key, name, weight, ballots returned."""

    key: int
    name: str
    weight: int
    returned: int


class Rules(NamedTuple):
    """What is asked of a result."""

    counts: Counts
    passing: Threshold
    warning: Threshold | None
    weights: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one thing asked came out: a subject, or a subject in one dimension.

    ``votes`` are those in favour (chosen, agree, excellent and competent), ``share`` their part of
    the basis of the pass share, ``passes`` whether they are enough (None: not known), ``warned``
    whether more than the warning share said "incompetent" (None: not asked). ``choices`` has every
    choice with its votes, blanks under ``""``.
    """

    key: str
    subject: Subject
    dimension: str
    votes: int
    share: Fraction | None
    passes: bool | None
    warned: bool | None
    score: Fraction | None
    place: int
    tied: bool
    choices: Mapping[str, int]
    by_group: Mapping[int, Mapping[str, int]]


class Blank(NamedTuple):
    """How many chose nobody at all on a paper where names are chosen."""

    votes: int
    by_group: Mapping[int, int]


def standings(paper: Paper, tallies: Mapping[Cell, int], rules: Rules) -> list[Standing]:
    """Every thing asked, in the order of the paper; names written in follow by their votes."""
    made = list(_lines(paper, tallies))
    keys = [line.key for line in made]
    ranks = {}
    for dimension in dict.fromkeys(line.dimension for line in made):
        of_one = {line.key: line.votes for line in made if line.dimension == dimension}
        ranks |= {rank.key: rank for rank in ranked(of_one)}
    points = dict(zip(GRADES, paper.points, strict=True))
    bad = Grade.INCOMPETENT.value
    return [
        Standing(
            key, line.subject, line.dimension, line.votes,
            share(line.votes, rules.counts, rules.passing.basis),
            reaches(line.votes, rules.counts, rules.passing),
            reaches(line.choices.get(bad, 0), rules.counts, rules.warning)
            if rules.warning and paper.form in GRADING
            else None,
            score(tallies, key, rules.weights, points) if paper.form in GRADING else None,
            ranks[key].place, ranks[key].tied, line.choices, line.by_group,
        )
        for key, line in zip(keys, made, strict=True)
    ]  # fmt: skip


class _Line(NamedTuple):
    key: str
    subject: Subject
    dimension: str
    votes: int
    choices: dict[str, int]
    by_group: dict[int, dict[str, int]]


def _lines(paper: Paper, tallies: Mapping[Cell, int]) -> Iterator[_Line]:
    if paper.form in CHOOSING:
        yield from _chosen(paper, tallies)
        return
    for question in questions(paper):
        assert question.subject is not None
        choices, groups = _cells(question, tallies)
        votes = sum(choices[choice] for choice in FAVOURABLE[paper.form])
        yield _Line(question.key, question.subject, question.dimension, votes, choices, groups)


def _chosen(paper: Paper, tallies: Mapping[Cell, int]) -> Iterator[_Line]:
    written = Counter[str]()
    for cell, votes in tallies.items():
        if cell.choice.startswith(WRITTEN):
            written[cell.choice] += votes
    extra = [
        Subject(choice, choice[len(WRITTEN) :])
        for choice, _ in sorted(written.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    for subject in [*paper.subjects, *extra]:
        votes = total(tallies, PICK, subject.key)
        by_group = {
            cell.group: {subject.key: count}
            for cell, count in tallies.items()
            if cell.choice == subject.key
        }
        yield _Line(subject.key, subject, "", votes, {subject.key: votes}, by_group)


def _cells(
    question: Question, tallies: Mapping[Cell, int]
) -> tuple[dict[str, int], dict[int, dict[str, int]]]:
    whole = dict.fromkeys([*question.choices, BLANK], 0)
    groups: dict[int, dict[str, int]] = {}
    for cell, votes in tallies.items():
        if cell.question == question.key:
            whole[cell.choice] += votes
            of_group = groups.setdefault(cell.group, dict.fromkeys([*question.choices, BLANK], 0))
            of_group[cell.choice] += votes
    return whole, groups


def blank(tallies: Mapping[Cell, int]) -> Blank:
    """Papers on which nobody was chosen."""
    found = {
        cell.group: votes
        for cell, votes in tallies.items()
        if cell.question == PICK and cell.choice == BLANK
    }
    return Blank(sum(found.values()), found)


def overall(found: list[Standing]) -> dict[str, Fraction | None]:
    """The score of each subject over its dimensions, which weigh the same."""
    made: dict[str, list[tuple[Fraction | None, int]]] = {}
    for line in found:
        made.setdefault(line.subject.key, []).append((line.score, 1))
    return {key: weighted(parts) for key, parts in made.items()}


def enough(rules: Rules) -> int | None:
    """The fewest votes that pass."""
    return needed(rules.counts, rules.passing)
