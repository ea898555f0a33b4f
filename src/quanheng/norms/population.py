"""Populations: whom a sentence speaks about.

Equal populations are one object, so that executors work each out once for all rules.
"""

from dataclasses import dataclass, replace
from functools import cache

from quanheng.norms.kinds import Level, Tenure

PARTY_MEMBERS = frozenset({"中共党员", "中共预备党员"})
INNER = "内设机构"


@dataclass(frozen=True)
class Post:
    """What one tenure must be; a person holds a role if any tenure in force is like that.

    ``highest`` and ``lowest`` bound the level, both included. ``inner`` = False leaves out posts
    in internal departments (内设机构). ``unit_in`` are categories of the tenure's unit.
    """

    leading: bool | None = None
    chief: bool | None = None
    promoted: bool | None = None
    highest: Level | None = None
    lowest: Level | None = None
    inner: bool | None = None
    role: str | None = None
    unit_in: frozenset[str] | None = None

    def fits(self, tenure: Tenure, category: str | None) -> bool:
        """Whether a tenure at a unit of ``category`` is like that."""
        return (
            (self.leading is None or tenure.leading is self.leading)
            and (self.chief is None or tenure.chief is self.chief)
            and (self.promoted is None or tenure.promoted is self.promoted)
            and (self.highest is None or tenure.level >= self.highest)
            and (self.lowest is None or tenure.level <= self.lowest)
            and (self.inner is None or (tenure.role == INNER) is self.inner)
            and (self.role is None or tenure.role == self.role)
            and (self.unit_in is None or category in self.unit_in)
        )


@dataclass(frozen=True)
class People:
    """People with a tenure in force like ``holding`` and none like ``unless``.

    ``politics`` and ``staff`` narrow by 政治面貌 and 人员类别; a blank 人员类别 is among ``staff``.
    """

    holding: Post
    unless: Post | None = None
    politics: frozenset[str] | None = None
    staff: frozenset[str] | None = None


@dataclass(frozen=True)
class Responsible:
    """People with a 包联 record of this type in force."""

    type: str


@dataclass(frozen=True)
class Units:
    """Units of these categories (None: all); ``root`` keeps those without a superior."""

    categories: frozenset[str] | None
    root: bool = False


Population = People | Responsible | Units

LEADING = Post(leading=True)
TEAM = Post(leading=True, inner=False)
HEAD = Post(chief=True, inner=False)
COUNTY_LEADER = Post(leading=True, highest=Level.DIVISION_CHIEF, lowest=Level.DIVISION_DEPUTY)


@cache
def everyone() -> People:
    """Everyone with a tenure in force."""
    return People(Post())


@cache
def leaders(lowest: Level | None = None) -> People:
    """Leaders (是否领导职务 = 是), of this level and above."""
    return People(replace(LEADING, lowest=lowest))


@cache
def team_members(lowest: Level | None = None) -> People:
    """Leaders outside internal departments, of this level and above."""
    return People(replace(TEAM, lowest=lowest))


@cache
def county_leaders() -> People:
    """Leaders of 县处级正职 or 县处级副职."""
    return People(COUNTY_LEADER)


@cache
def heads(*, level: Level | None = None, units: tuple[str, ...] = ()) -> People:
    """Heads (党政正职): of one level, of units of some categories."""
    unit_in = frozenset(units) or None
    return People(replace(HEAD, highest=level, lowest=level, unit_in=unit_in))


@cache
def up_to(highest: Level) -> People:
    """Everyone whose highest level in force is ``highest`` or lower."""
    return People(Post(), unless=Post(lowest=Level(highest - 1)))


@cache
def party(people: People) -> People:
    """Those of them who are Party members, probationary ones included."""
    return replace(people, politics=PARTY_MEMBERS)


@cache
def responsible(type: str) -> Responsible:
    """People with a 包联 record of this type in force."""
    return Responsible(type)


@cache
def units(*categories: str) -> Units:
    """Units of these categories."""
    return Units(frozenset(categories))


@cache
def committees(*, root: bool = False) -> Units:
    """党委; with ``root`` those that issued the rules, which have no superior."""
    return Units(frozenset({"党委"}), root)
