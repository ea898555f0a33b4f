"""Results as the pages show them: verdicts in words, checks by group, filters with numbers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms import kinds
from quanheng.norms.eligibility.post import LEVEL_NAMES
from quanheng.norms.finding import Status
from quanheng.norms.gate import Check
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.procedures.showing import Condition, condition
from quanheng.office.records.models import Person
from quanheng.office.selection.search.asked import Asked
from quanheng.office.selection.search.queries import (
    FITS,
    OPEN,
    UNFIT,
    Found,
    Result,
    looked_at,
    reach,
)

AVOIDANCE = "national:avoidance"
KIN = "亲属回避"
ADVICE = "advice"
RANK = ("missed", "attention", "pending", ADVICE, "met")
"""The order of checks on the page of one person: what hinders first."""


class Line(NamedTuple):
    """A check, and the kind and word of its badge."""

    check: Condition
    kind: str
    word: str


class Row(NamedTuple):
    """A person in the list: the posts held, the verdict, and what does not hold."""

    person: Person
    posts: list[str]
    kind: str
    word: str
    counts: tuple[int, int, int]
    failing: list[Line]


class Chip(NamedTuple):
    """A filter: its value, what it says, how many there are, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


def verdict_words() -> dict[str, tuple[str, str]]:
    """The badge of each verdict."""
    return {FITS: ("met", _("符合")), OPEN: ("pending", _("待查")), UNFIT: ("missed", _("不符合"))}


def line(check: Check, reveal: bool = True) -> Line:
    """A check with its badge; kin is told only to whoever may see families."""
    words = {
        Status.MET: ("met", _("符合")),
        Status.MISSED: ("missed", _("不符合")),
        Status.ATTENTION: ("attention", _("须核实")),
        Status.PENDING: ("pending", _("待查")),
        Status.NO_DATA: ("pending", _("未入档")),
    }
    kind, word = words[check.status]
    told = condition(check)
    if check.label.zh == KIN and check.clause == AVOIDANCE and not reveal:
        told = told._replace(on_file=_("家庭情况由组织部门查看"), evidence=[])
    if told.advisory:
        kind, word = ADVICE, _("提示：%s") % word
    return Line(told, kind, word)


def revealed(people: Iterable[Person], user: User) -> set[int]:
    """The keys of those whose families an account may see; one query."""
    keys = [one.pk for one in people]
    found = Person.objects.visible_to(user, Power.REVEAL_FAMILY).filter(pk__in=keys)
    return set(found.order_by().values_list("pk", flat=True))


def posts_told(posts: Iterable[kinds.Tenure], units: Mapping[str, kinds.Unit]) -> list[str]:
    """Posts with their units."""
    return [
        f"{units[row.unit].name if row.unit in units else row.unit} {row.title}" for row in posts
    ]


def rows(results: Iterable[Result], found: Found, user: User) -> list[Row]:
    """The rows of one page of the list."""
    shown, words = list(results), verdict_words()
    open_to = revealed([one.person for one in shown], user)
    return [
        Row(
            one.person,
            posts_told(one.posts, found.units),
            *words[one.verdict],
            one.counts,
            [line(check, one.person.pk in open_to) for check in one.failing],
        )
        for one in shown
    ]


def chips(found: Found, chosen: str) -> list[Chip]:
    """The filters by verdict, with the numbers of those looked at."""
    made = [Chip("", _("全部"), len(found.looked_at), not chosen)]
    for value, (_kind, label) in verdict_words().items():
        made.append(Chip(value, label, found.count(value), chosen == value))
    return made


def levels_told(asked: Asked) -> str:
    """The levels from which the post is filled, in words."""
    if asked.post is None:
        return ""
    return _("、").join(_(LEVEL_NAMES[level]) for level in reach(asked.post))


def reasons(person: Person, asked: Asked, user: User, on: date) -> dict[str, Any]:
    """Everything that was found of one person for a post; nothing while no post is asked for."""
    if asked.post is None:
        return {}
    (result,), of_post, records = looked_at([person], asked, on)
    reveal = person.pk in revealed([person], user)
    kind, word = verdict_words()[result.verdict]
    told = [line(check, reveal) for check in result.checks]
    return {
        "posts": posts_told(result.posts, records.units),
        "kind": kind,
        "word": word,
        "counts": result.counts,
        "lines": sorted(told, key=lambda one: RANK.index(one.kind)),
        "of_post": [line(one) for one in of_post],
    }
