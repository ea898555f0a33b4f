"""The make-up of a team by category, against what has been set for it."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.finding import Status
from quanheng.office.selection.models import TeamTarget
from quanheng.office.selection.teams.judging import Bounds, stand
from quanheng.office.selection.teams.law import Ages
from quanheng.office.selection.teams.members import BACHELOR, COLLEGE, GRADUATE, OTHER, Member

Dimension = TeamTarget.Dimension
SPANS = ((0, 2), (3, 4), (5, 7), (8, 9), (10, 99))
"""Full years in the post, both ends included."""
WHOLE_ONLY = frozenset({Dimension.SEX, Dimension.ETHNICITY, Dimension.POLITICS})
"""Told as numbers of the whole; no list says whom they count."""


class Category(NamedTuple):
    """What members may belong to; ``holds`` is None where the file does not say."""

    dimension: str
    key: str
    label: str
    holds: Callable[[Member], bool | None]

    @property
    def pick(self) -> str:
        """How the page is asked for its members; empty where it does not tell who they are."""
        return "" if self.dimension in WHOLE_ONLY else f"{self.dimension}:{self.key}"


class Row(NamedTuple):
    """A category: how many belong to it, of how many that is unknown, the target if one is set."""

    category: Category
    counted: int
    unknown: int
    total: int
    target: TeamTarget | None
    status: Status | None

    @property
    def percent(self) -> int | None:
        """The share of the team, rounded; None without a team."""
        return round(100 * self.counted / self.total) if self.total else None

    @property
    def first(self) -> bool:
        """Whether it is the first of its dimension, by its key."""
        return self.category.key in FIRST


FIRST = ("young", GRADUATE, "0-2", "women", "minority", "outside")


def categories(ages: Ages) -> list[Category]:
    """Everything a team is looked at by, in the order of the page."""
    young, old = ages.young, ages.old
    bands = (
        ("young", _("%(age)d岁及以下") % {"age": young}, 0, young),
        ("middle", _("%(from)d–%(to)d岁") % {"from": young + 1, "to": old}, young + 1, old),
        ("old", _("%(age)d岁以上") % {"age": old}, old + 1, 200),
    )
    learned = (
        (GRADUATE, _("研究生")),
        (BACHELOR, _("大学")),
        (COLLEGE, _("大专")),
        (OTHER, _("中专、高中及以下")),
    )
    return [
        *(Category(Dimension.AGE, key, told, _aged(low, high)) for key, told, low, high in bands),
        *(Category(Dimension.EDUCATION, key, told, _learned(key)) for key, told in learned),
        *(Category(Dimension.TENURE, f"{a}-{b}", _span(a, b), _served(a, b)) for a, b in SPANS),
        Category(Dimension.SEX, "women", _("女性"), lambda one: one.woman),
        Category(Dimension.ETHNICITY, "minority", _("少数民族"), lambda one: one.minority),
        Category(Dimension.POLITICS, "outside", _("非中共党员"), lambda one: one.outside_party),
    ]


def _span(low: int, high: int) -> str:
    told = {"low": low, "high": high}
    return _("%(low)d年以上") % told if high == SPANS[-1][1] else _("%(low)d–%(high)d年") % told


def _aged(low: int, high: int) -> Callable[[Member], bool | None]:
    return lambda one: None if one.age is None else low <= one.age <= high


def _learned(level: str) -> Callable[[Member], bool | None]:
    return lambda one: None if one.education is None else one.education == level


def _served(low: int, high: int) -> Callable[[Member], bool | None]:
    return lambda one: low <= one.post_years <= high


def rows(
    members: Sequence[Member], shown: Iterable[Category], targets: Iterable[TeamTarget]
) -> list[Row]:
    """The make-up of a team; a category without a target is not judged."""
    by_key = {(one.dimension, one.category): one for one in targets}
    return [_row(members, one, by_key.get((one.dimension, one.key))) for one in shown]


def _row(members: Sequence[Member], category: Category, target: TeamTarget | None) -> Row:
    answers = [category.holds(one) for one in members]
    counted, unknown = answers.count(True), answers.count(None)
    status = None
    if target is not None:
        bounds = Bounds(target.at_least, target.at_most, target.share)
        status = stand(counted, unknown, len(members), bounds)
    return Row(category, counted, unknown, len(members), target, status)


def picked(members: Sequence[Member], shown: Iterable[Category], pick: str) -> list[Member]:
    """The members that a number counts; all of them for what no list may tell."""
    chosen = next((one for one in shown if one.pick and one.pick == pick), None)
    return [one for one in members if chosen is None or chosen.holds(one)]
