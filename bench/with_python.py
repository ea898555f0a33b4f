"""The twelve rules as a plain loop over people and their records, which are dictionaries."""

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.data import Raw, owner, size
from bench.people import TODAY, Array
from bench.rules12 import (
    MET,
    MISSED,
    NONE,
    PENDING,
    Part,
    Question,
    Way,
    Who,
    day_column,
)
from bench.with_numpy import FOREVER, INNER, PARTY
from quanheng.norms.kinds import MILLION, Person, Row, Tenure, Unit

File = dict[type[Row], list[dict[str, Any]]]
Statuses = list[list[int]]


def files(raw: Raw) -> list[File]:
    """A file for each person: for each sheet a list of dictionaries, blank cells None."""
    kinds = [kind for kind in raw if kind is not Unit]
    made: list[File] = [{kind: [] for kind in kinds} for _ in range(size(raw, Person))]
    for kind in kinds:
        table = raw[kind]
        names = [name for name in table if name not in ("person", "owner", "subject")]
        cells = [table[name].tolist() for name in names]
        people = range(size(raw, Person)) if kind is Person else owner(raw, kind).tolist()
        days = {"start", "end", "day", "assigned", "deadline", "closed", "answered", "until"}
        blanks = [0 if name in days else -1 for name in names]
        for place, who in enumerate(people):
            row = {
                name: None if column[place] == blank else column[place]
                for name, column, blank in zip(names, cells, blanks, strict=True)
            }
            made[who][kind].append(row)
    return made


def prepare(
    raw: Raw, asked: tuple[Question, ...]
) -> tuple[Callable[[], Statuses], Callable[[Statuses], Array]]:
    """What is timed, and how its answer is read; the files are made before."""
    made = files(raw)

    def evaluate() -> Statuses:
        return [[status(file, question) for question in asked] for file in made]

    return evaluate, lambda answer: np.array(answer, np.int8).T


def status(file: File, question: Question) -> int:
    """The status of one person under one rule."""
    if question.who.party:
        politics = file[Person][0]["politics"]
        if politics is None or politics > PARTY:
            return NONE
    since = standing(file, question.who)
    if since is None:
        return NONE
    if any(value(file, question, way) >= way.required * MILLION for way in question.ways):
        return MET
    return MISSED if question.closed and since <= question.held_from else PENDING


def standing(file: File, who: Who) -> int | None:
    """Since when a person has qualified without a break; None if not now."""
    since, reach = None, 0
    for row in file[Tenure]:
        start, end = row["start"], row["end"] or FOREVER
        if start > TODAY or start == end or not like(row, who):
            continue
        if since is None or start - reach > 1:
            since = start
        reach = max(reach, end)
    return since if reach > TODAY else None


def like(row: dict[str, Any], who: Who) -> bool:
    """Whether a tenure is like that."""
    return (
        (not who.leading or bool(row["leading"]))
        and (who.highest is None or row["level"] >= who.highest)
        and (who.lowest is None or row["level"] <= who.lowest)
        and (not who.outer or row["role"] != INNER)
    )


def value(file: File, question: Question, way: Way) -> int:
    """What one way measured, in millionths."""
    found = [total(file, part, question.first, question.last) for part in way.parts]
    return min(found) if way.least else sum(found)


def total(file: File, part: Part, first: int, last: int) -> int:
    """A sum in a window, in millionths."""
    day, added = day_column(part.kind), 0
    for row in file[part.kind]:
        if first <= row[day] <= last and (part.told is None or row[part.told] in part.choices):
            if part.worth == "1":
                added += MILLION
            elif part.worth == "days":
                added += (row["end"] - row["start"] + 1) * MILLION
            else:
                cell = row[part.worth]
                added += part.blank * MILLION if cell is None else cell
    return added
