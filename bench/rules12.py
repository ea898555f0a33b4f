"""The twelve rules that every engine evaluates, as an engine needs to know them.

They are the packs' own declarations; whom, what, how much and the window are read from them, so
that no competitor can be given another rule by mistake. One thing is left out for everybody: the
catch-up year that replaces kunming-2019:4/training-5y after a promotion.

What is compared is the status of every person under every rule on the as-of date:

* nothing where the rule does not apply;
* ``MET`` if one of the ways is reached in the window;
* otherwise ``MISSED`` if the window is closed and the person has qualified without a break (gaps
  of one day allowed) since its first day (rolling windows: for its whole length); else ``PENDING``.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from quanheng.norms.dates import add_years
from quanheng.norms.kinds import Level, Row
from quanheng.norms.measure import Count, Days, Least, Measure, Sum, Total
from quanheng.norms.pack import Pack, Rule
from quanheng.norms.plain.case import Case
from quanheng.norms.plain.windows import period
from quanheng.norms.population import PARTY_MEMBERS, People
from quanheng.norms.records import DATED, Records
from quanheng.norms.requirement import Requirement
from quanheng.packs import (
    hangzhou_2017,
    hangzhou_2020,
    kunming_2019,
    national,
    qingshanhu_2009,
    zhejiang_2015,
)

PACKS = tuple(
    module.pack
    for module in (
        hangzhou_2017,
        kunming_2019,
        hangzhou_2020,
        zhejiang_2015,
        qingshanhu_2009,
        national,
    )
)
CHOSEN = (
    "kunming-2019:4/training-5y",
    "kunming-2019:22/talks",
    "hangzhou-2020:1/lecture",
    "hangzhou-2020:5/member-rotation",
    "hangzhou-2020:9/branch-life",
    "hangzhou-2020:12/research-report",
    "hangzhou-2020:13/field-days",
    "hangzhou-2020:15/livelihood",
    "zhejiang-2015:4.1/goals",
    "qingshanhu-2009:3/credits",
    "qingshanhu-2009:10/households",
    "qingshanhu-2009:31/duty-report",
)
NONE, MET, PENDING, MISSED = 0, 1, 2, 3
STATUSES = ("-", "met", "pending", "missed")


class Who(NamedTuple):
    """Whom a rule applies to: a tenure like this, and Party membership if ``party``."""

    leading: bool
    highest: int | None
    lowest: int | None
    outer: bool
    party: bool


class Part(NamedTuple):
    """A sum over records: ``worth`` is 1, ``days`` or a column (blank cells count as ``blank``).

    ``choices`` of the column ``told`` are wanted, all if it is None.
    """

    kind: type[Row]
    told: str | None
    choices: tuple[int, ...]
    worth: str
    blank: int


class Way(NamedTuple):
    """Parts to be added (``least``: the smallest of them) and what must be reached."""

    parts: tuple[Part, ...]
    least: bool
    required: int


class Question(NamedTuple):
    """A rule on a day; all days are ordinals, both ends of the window included."""

    rule: str
    who: Who
    ways: tuple[Way, ...]
    first: int
    last: int
    held_from: int
    closed: bool


@cache
def questions(on: date) -> tuple[Question, ...]:
    """The twelve rules on a day."""
    return tuple(_question(rule, on) for rule in chosen())


def chosen() -> list[Rule]:
    """The twelve rules, without the catch-up year."""
    rules = {rule.id: rule for pack in PACKS for rule in pack.rules.values()}
    return [
        replace(rules[name], form=replace(rules[name].form, deferred_by=None)) for name in CHOSEN
    ]


def pack_of(rules: list[Rule]) -> Pack:
    """Some rules as a pack of their own, so that an executor evaluates just them."""
    made = Pack("bench", PACKS[0].title, PACKS[0].issuer, date.min, ())
    made.rules.update({rule.id: rule for rule in rules})
    return made


def _question(rule: Rule, on: date) -> Question:
    form = rule.form
    assert isinstance(form, Requirement) and isinstance(form.who, People)
    window = period(form.within, Case(Records({}), on))
    held_from = window.span.first
    if window.years is not None:
        held_from = on - timedelta(365 * window.years - 3)
        while add_years(held_from, window.years) > on:
            held_from -= timedelta(1)
    return Question(
        rule.id,
        _who(form.who),
        tuple(_way(t.measure, int(t.least.number(on))) for t in form.ways),
        window.facts.first.toordinal(),
        min(window.facts.last, on).toordinal(),
        held_from.toordinal(),
        on >= window.due,
    )


def _who(who: People) -> Who:
    post = who.holding
    known = replace(post, leading=None, highest=None, lowest=None, inner=None)
    assert known == type(post)(), "a condition on posts that no competitor was told"
    assert who.unless is None and who.staff is None and who.politics in (None, PARTY_MEMBERS)
    place = {level: place for place, level in enumerate(Level)}
    return Who(
        post.leading is True,
        None if post.highest is None else place[post.highest],
        None if post.lowest is None else place[post.lowest],
        post.inner is False,
        who.politics is not None,
    )


def _way(measure: Measure, required: int) -> Way:
    if isinstance(measure, Sum | Least):
        parts = tuple(_part(part) for part in measure.parts)
        return Way(parts, isinstance(measure, Least), required)
    return Way((_part(measure),), False, required)


def _part(measure: Measure) -> Part:
    assert isinstance(measure, Count | Days | Total)
    of = measure.of
    assert len(of.where) <= 1 and of.saying is None and not of.anywhere
    told, choices = None, ()
    if of.where:
        told, values = of.where[0]
        known = of.kind.__dataclass_fields__[told].metadata["column"].choices
        choices = tuple(sorted(known.index(str(value)) for value in values))
    if isinstance(measure, Total):
        return Part(of.kind, told, choices, measure.column, measure.blank)
    return Part(of.kind, told, choices, "days" if isinstance(measure, Days) else "1", 0)


def parts(asked: tuple[Question, ...]) -> dict[tuple[Part, int, int], str]:
    """The distinct sums with their windows, each with a short name."""
    found = dict.fromkeys(
        (part, question.first, question.last)
        for question in asked
        for way in question.ways
        for part in way.parts
    )
    return {key: f"m{place}" for place, key in enumerate(found)}


def people(asked: tuple[Question, ...]) -> dict[Who, str]:
    """The distinct populations, each with a short name; Party membership is asked elsewhere."""
    found = dict.fromkeys(question.who._replace(party=False) for question in asked)
    return {who: f"p{place}" for place, who in enumerate(found)}


def day_column(kind: type[Row]) -> str:
    """The column that dates the records of a kind."""
    return DATED[kind]
