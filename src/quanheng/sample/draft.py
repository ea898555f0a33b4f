"""The district while it is being written: its units, its officials, and the rows so far."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from quanheng.norms.kinds import KINDS, MILLION, Duty, Level, Row
from quanheng.norms.records import DATED, Records
from quanheng.sample.exceptions import EXCEPTIONS

REPORTING = ("区直部门", "街道", "乡镇", "园区", "市直单位")
"""Units that report on their officials month by month."""


@dataclass(slots=True)
class Place:
    """A unit of the district, with the titles of its head and of the deputies."""

    code: str
    name: str
    category: str
    parent: str | None
    location: str
    township: str | None = None
    head_title: str = "主任"
    deputy_title: str = "副主任"
    short: str = ""


@dataclass(slots=True)
class Seat:
    """A post to be filled; ``also`` are posts that its holder has at the same time."""

    unit: Place
    title: str
    level: Level
    leading: bool = False
    chief: bool = False
    role: str = "其他"
    charge: str | None = None
    ages: tuple[int, int] = (24, 56)
    term: str = ""
    party: bool = False
    also: tuple["Seat", ...] = ()

    @property
    def head(self) -> bool:
        """Whether the holder is the head, or one of the heads, of the unit."""
        return self.chief and self.role != "内设机构"

    @property
    def team(self) -> bool:
        """Whether the holder belongs to the unit's team of leaders."""
        return self.leading and self.role != "内设机构"


@dataclass(slots=True)
class Stint:
    """A post held from ``start`` until the day before ``end``."""

    seat: Seat
    start: date
    end: date | None
    promoted: bool | None = None


@dataclass(slots=True)
class Official:
    """A person of the district and the career that led to the present posts."""

    code: str
    name: str
    sex: str
    birth: date
    seats: tuple[Seat, ...]
    category: str | None
    politics: str
    began: date
    home: str
    left: date | None = None
    stints: list[Stint] = field(default_factory=list)
    months_in_post: int = 0
    stays: bool = False

    @property
    def seat(self) -> Seat:
        """The main post."""
        return self.seats[0]

    @property
    def start(self) -> date:
        """Since when the main post is held."""
        return self.stints[-1].start

    @property
    def party(self) -> bool:
        """Whether a full or a probationary member of the Party."""
        return self.politics in ("中共党员", "中共预备党员")

    @property
    def leader(self) -> bool:
        """Whether a leading post is held."""
        return any(seat.leading for seat in self.seats)

    @property
    def county(self) -> bool:
        """Whether a leading post of division level is held."""
        levels = (Level.DIVISION_CHIEF, Level.DIVISION_DEPUTY)
        return any(seat.leading and seat.level in levels for seat in self.seats)

    @property
    def head(self) -> bool:
        """Whether the official is head of a unit."""
        return any(seat.head for seat in self.seats)

    @property
    def team(self) -> bool:
        """Whether the official belongs to a team, at section level or above."""
        return any(seat.team and seat.level <= Level.SECTION_DEPUTY for seat in self.seats)

    @property
    def village(self) -> bool:
        """Whether the official works in a village or community."""
        return self.seat.level is Level.VILLAGE

    @property
    def secretary(self) -> bool:
        """Whether the official leads the Party organisation of a village, community or branch."""
        return any(
            seat.role == "党组织书记" and seat.unit.category in ("村", "社区", "党支部")
            for seat in self.seats
        )

    @property
    def civil(self) -> bool:
        """Whether managed as a civil servant."""
        return self.category in (None, "公务员", "参公")


@dataclass(slots=True)
class Draft:
    """Everything known of the district so far; rows dated after ``as_of`` are not taken in."""

    rng: Random
    as_of: date
    places: list[Place] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    serials: Counter[str] = field(default_factory=Counter)
    rows: dict[type[Row], list[Row]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    @property
    def year(self) -> int:
        """The calendar year of the as-of date."""
        return self.as_of.year

    def of(self, *categories: str) -> list[Place]:
        """The units of some categories."""
        return [place for place in self.places if place.category in categories]

    @property
    def root(self) -> Place:
        """The district committee."""
        return self.places[0]

    @property
    def serving(self) -> list[Official]:
        """Officials who hold a post on the as-of date."""
        return [official for official in self.officials if official.left is None]

    def add(self, kind: type[Row], **values: Any) -> None:
        """Take in a row, unless it is dated after the as-of date."""
        dated = DATED.get(kind)
        if dated and values[dated] > self.as_of:
            return
        if kind is Duty:
            for name in ("closed", "answered"):
                if (day := values.get(name)) and day > self.as_of:
                    values[name] = None
        rows = self.rows[kind]
        rows.append(kind(row=len(rows) + 2, **values))

    def records(self) -> Records:
        """The rows taken in."""
        return Records(self.rows)

    def excepted(self, slug: str, subjects: Iterable[str]) -> frozenset[str]:
        """The planned number of subjects for an exception: at least one, never everyone."""
        return frozenset(self.pick(EXCEPTIONS[slug].share, list(subjects)))

    def pick(self, share: float, subjects: Sequence[str]) -> list[str]:
        """A share of subjects: at least one, never all; none where there is but one."""
        if len(subjects) < 2:
            return []
        return self.rng.sample(
            subjects, min(len(subjects) - 1, max(1, round(share * len(subjects))))
        )

    def day(self, year: int, first_month: int = 1, last_month: int = 12) -> date:
        """Some day of a year, between the first of one month and the 28th of another."""
        month = self.rng.randint(first_month, last_month)
        return date(year, month, self.rng.randint(1, 28))

    def before(self, day: date, nearest: int, farthest: int) -> date:
        """A day between so many and so many days before another."""
        return day - timedelta(days=self.rng.randint(nearest, farthest))


def number(value: float) -> int:
    """A plain number as whole millionths."""
    return round(value * MILLION)
