"""The twelve rules in NumPy, by hand: how far whole-array operations carry without an engine."""

from collections.abc import Callable

import numpy as np

from bench.data import Raw, owner, size
from bench.people import TODAY, Array, Table
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
    parts,
    people,
)
from quanheng.norms.kinds import MILLION, Person, Tenure

FOREVER = 2**31 - 1
SHIFT = 2**32
INNER, PARTY = 3, 1
"""内设机构 among the roles; the last 政治面貌 that is Party membership."""


def prepare(
    raw: Raw, asked: tuple[Question, ...]
) -> tuple[Callable[[], Array], Callable[[Array], Array]]:
    """What is timed, and how its answer is read; nothing is worked out beforehand."""
    return lambda: evaluate(raw, asked), lambda answer: answer


def evaluate(raw: Raw, asked: tuple[Question, ...]) -> Array:
    """The statuses, rules x people."""
    count = size(raw, Person)
    since = {who: standing(raw[Tenure], who, count) for who in people(asked)}
    sums = {key: tally(raw, *key, count) for key in parts(asked)}
    politics = raw[Person]["politics"]
    party = (politics >= 0) & (politics <= PARTY)
    out = np.empty((len(asked), count), np.int8)
    for place, question in enumerate(asked):
        held = since[question.who._replace(party=False)]
        applies = (held > 0) & party if question.who.party else held > 0
        out[place] = status(question, held, applies, sums)
    return out


def status(question: Question, held: Array, applies: Array, sums: dict[object, Array]) -> Array:
    """The status of everybody under one rule."""
    met = np.zeros(len(held), bool)
    for way in question.ways:
        met |= value(question, way, sums) >= way.required
    late = question.closed & (held <= question.held_from)
    return np.where(applies, np.where(met, MET, np.where(late, MISSED, PENDING)), NONE)


def value(question: Question, way: Way, sums: dict[object, Array]) -> Array:
    """What one way measured."""
    found = [sums[part, question.first, question.last] for part in way.parts]
    return np.minimum.reduce(found) if way.least else sum(found[1:], found[0])


def tally(raw: Raw, part: Part, first: int, last: int, count: int) -> Array:
    """A sum in a window, for each person."""
    table, who = raw[part.kind], owner(raw, part.kind)
    day = table[day_column(part.kind)]
    wanted = (day >= first) & (day <= last)
    if part.told:
        codes = table[part.told]
        wanted &= np.isin(codes, part.choices) if len(part.choices) > 1 else codes == part.choices
    if part.worth == "1":
        return np.bincount(who[wanted], minlength=count)
    if part.worth == "days":
        worth = table["end"][wanted] - table["start"][wanted] + 1.0
    else:
        cells = table[part.worth][wanted]
        worth = np.where(cells < 0, part.blank, cells / MILLION)
    return np.bincount(who[wanted], worth, count)


def fits(table: Table, who: Who) -> Array:
    """Whether each tenure is like that; empty and coming ones are unseen."""
    found = (table["start"] <= TODAY) & (table["start"] != table["end"])
    if who.leading:
        found &= table["leading"] == 1
    if who.highest is not None:
        found &= table["level"] >= who.highest
    if who.lowest is not None:
        found &= table["level"] <= who.lowest
    if who.outer:
        found &= table["role"] != INNER
    return found


def standing(table: Table, who: Who, count: int) -> Array:
    """Since when each person has qualified without a break; 0 if not now."""
    rows = np.flatnonzero(fits(table, who))
    return stretches(table["person"][rows], table["start"][rows], table["end"][rows], count)


def stretches(person: Array, start: Array, end: Array, count: int) -> Array:
    """The first day of the unbroken run of intervals that holds today, for each person.

    A person's place in the upper half of a number keeps running maxima from crossing over.
    """
    since = np.zeros(count, np.int64)
    if not len(person):
        return since
    base = person.astype(np.int64) * SHIFT
    reach = np.maximum.accumulate(base + np.where(end == 0, FOREVER, end))
    begins = np.ones(len(person), bool)
    begins[1:] = (person[1:] != person[:-1]) | (base[1:] + start[1:] - reach[:-1] > 1)
    run = np.maximum.accumulate(np.where(begins, base + start, 0)) - base
    final = np.append(person[1:] != person[:-1], True)
    holds = final & (reach - base > TODAY)
    since[person[holds]] = run[holds]
    return since
