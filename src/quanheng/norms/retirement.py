"""Statutory retirement (法定退休): the month in which an official comes of age for it.

The age is raised step by step from a day on: for every ``step`` months by which somebody reaches
the former age later than that day, retirement is one month later, up to the new age. The table
published with the decision follows from that sentence; ``tests/norms`` compares both.

Women whose former age was 50 (workers) are raised faster; they hold no posts that a team has, and
are not worked out here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quanheng.norms.dates import add_months, add_years
from quanheng.norms.kinds import LEVELS, Level
from quanheng.norms.pack import Pack, Parameter

CLAUSE = "retirement"
MAN, WOMAN = "男", "女"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the age is raised: whole years ``before`` and ``after``, in force from ``since``.

    ``step`` are the months that bring one month of delay; ``flexible`` the years by which somebody
    may go earlier at most, never below the age before.
    """

    before: int
    after: int
    since: date
    step: int
    flexible: int


@dataclass(frozen=True, slots=True)
class Schedules:
    """The schedules of men and women; women from ``as_men`` up follow that of men."""

    men: Schedule
    women: Schedule
    as_men: Level

    def of(self, sex: str, level: Level | int | None) -> Schedule:
        """The schedule of somebody at a level; without a level, that of the sex."""
        as_men = level is not None and level <= self.as_men
        return self.women if sex == WOMAN and not as_men else self.men


@dataclass(frozen=True, slots=True)
class Retirement:
    """The first days of two months: the statutory one, and the earliest by free choice."""

    statutory: date
    earliest: date


def retirement(birth: date | None, schedule: Schedule) -> Retirement | None:
    """When somebody retires; None while the birth is not on file."""
    if birth is None:
        return None
    reached = add_years(birth.replace(day=1), schedule.before)
    statutory = add_months(reached, delay(reached, schedule))
    chosen = add_years(statutory, -schedule.flexible)
    earliest = max(reached, chosen) if statutory > schedule.since else statutory
    return Retirement(statutory, earliest)


def delay(reached: date, schedule: Schedule) -> int:
    """The months by which retirement is later, for who reaches the former age in a month."""
    since = schedule.since
    late = (reached.year - since.year) * 12 + reached.month - since.month
    if late < 0:
        return 0
    return min(late // schedule.step + 1, 12 * (schedule.after - schedule.before))


def schedules_in(pack: Pack) -> Schedules:
    """The schedules that a pack declares under the clause ``retirement``.

    The last value of an age is the one raised to; raises ``KeyError`` for a parameter that is not
    declared.
    """
    named = {
        parameter.name: parameter
        for parameter in pack.parameters.values()
        if parameter.clause == f"{pack.id}:{CLAUSE}"
    }
    level = named["women-as-men"].values[-1].value
    if not isinstance(level, tuple):
        raise KeyError("women-as-men")
    return Schedules(_schedule(named, "men"), _schedule(named, "women"), LEVELS[level[0]])


def _schedule(named: Mapping[str, Parameter], name: str) -> Schedule:
    values = named[name].values
    return Schedule(
        _whole(values[0].value),
        _whole(values[-1].value),
        values[-1].since,
        _whole(named["step-months"].values[-1].value),
        _whole(named["flexible-years"].values[-1].value),
    )


def _whole(value: Fraction | tuple[str, ...]) -> int:
    if isinstance(value, tuple):
        raise TypeError("a number is needed, not a list of names")
    return int(value)
