"""What the documents that hold at a unit say of teams: numbers and lists, never code."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.proposal import AgeLadder
from quanheng.norms.requirement import YearsHeld
from quanheng.norms.retirement import Schedules, schedules_in
from quanheng.office.law.statutes import Statutes, packs_of, statutes
from quanheng.packs import installed

FIELDS, ANALYSIS, REVIEW = "fields", "analysis-months", "pool-review-months"
"""Names that parameters of any document may have; see ``docs/teams.md``."""
NATIONAL = "national"


class FieldList(NamedTuple):
    """The fields that a clause names."""

    clause: str
    names: tuple[str, ...]


class Rung(NamedTuple):
    """Years in one post from which a document asks for something."""

    years: int
    label: Text
    clause: str


class Ages(NamedTuple):
    """Up to which age somebody counts as young, and beyond which as old; and who says so."""

    young: int
    old: int
    clause: str


AGES = Ages(40, 50, "")
"""Where no document sets the ages of a ladder."""


class TeamLaw(NamedTuple):
    """What holds for a team on a day; a number that no document gives is None."""

    fields: tuple[FieldList, ...]
    ages: Ages
    rungs: tuple[Rung, ...]
    analysis_months: int | None
    analysis_clause: str


def law_of(path: str, on: date, law: Statutes | None = None) -> TeamLaw:
    """What holds at a unit, given its path; two queries unless the law of the day is given."""
    return told_by(packs_of((law or statutes(on, along=path)).at(path)), on)


def told_by(packs: Iterable[Pack], on: date) -> TeamLaw:
    """What some documents say on a day."""
    held = [pack for pack in packs if pack.in_force(on)]
    months = [(number(one, on), one.clause) for one in named(held, ANALYSIS)]
    least, clause = min(months, default=(None, ""))
    return TeamLaw(
        tuple(FieldList(one.clause, one.names(on)) for one in named(held, FIELDS)),
        next(_ages(held, on), AGES),
        tuple(sorted(_rungs(held, on), key=lambda rung: (rung.years, rung.clause))),
        least,
        clause,
    )


def named(packs: Iterable[Pack], name: str) -> list[Parameter]:
    """The parameters of some documents that have a name."""
    return [one for pack in packs for one in pack.parameters.values() if one.name == name]


def number(parameter: Parameter, on: date) -> int:
    """A whole number in force on a day."""
    return int(parameter.number(on))


def _ages(packs: Iterable[Pack], on: date) -> Iterator[Ages]:
    for pack in packs:
        for rule in pack.rules.values():
            if isinstance(rule.form, AgeLadder):
                form = rule.form
                yield Ages(number(form.young, on), number(form.old, on), rule.clause.id)


def _rungs(packs: Iterable[Pack], on: date) -> Iterator[Rung]:
    for pack in packs:
        for rule in pack.rules.values():
            if isinstance(rule.form, YearsHeld) and not rule.form.one_unit:
                for grade in rule.form.rungs:
                    yield Rung(number(grade.least, on), grade.label, rule.clause.id)


def schedules() -> Schedules:
    """The ages of retirement, which are national and hold everywhere."""
    return schedules_in(installed()[NATIONAL])
