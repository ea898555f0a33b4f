"""Made-up units, officials, tenures and contact points: the part of the data that others refer to.

Everything is drawn with NumPy for a block of people at once and comes out clustered by person and
sorted by date. The wordings that a text column may hold stand in ``WORDS``; the column itself
holds places in that list (-1 is blank).
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.random import Generator

from quanheng.norms.kinds import Person, Row, Tenure, Unit

Array = np.ndarray
Table = dict[str, Array]

ON = date(2023, 12, 31)
"""The as-of date: the last day of a year, a quarter and a three-year cycle."""
TODAY = ON.toordinal()
YEAR = 365

PLACES = tuple(f"{name}{suffix}" for name in "东西南北中青红白" for suffix in "区县镇乡")
WORDS: Mapping[tuple[type[Row], str], tuple[str, ...]] = {
    (Tenure, "title"): ("书记", "主任", "局长", "副局长", "副主任", "科长", "副科长", "干部"),
    (Tenure, "charge"): ("全面工作", "人事", "财务、审批", "农业", "工程项目建设", "文教卫生"),
    (Person, "politics"): ("中共党员", "中共预备党员", "民盟盟员", "群众"),
    (Person, "birthplace"): PLACES,
    (Person, "home_area"): PLACES,
    (Unit, "location"): PLACES,
}
DEPARTMENTS = ("区直部门", "市直单位", "园区", "党委", "党支部", "事业单位")
VILLAGE = 12
STAFF = 11
LEVELS = np.array([5, 6, 7, 8, 9, 10, 11, 12], np.int8)
SHARES = [0.01, 0.02, 0.05, 0.09, 0.14, 0.14, 0.50, 0.05]


def blanked(rng: Generator, values: Array, share: float, blank: int = -1) -> Array:
    """The values, a share of them blank."""
    return np.where(rng.random(len(values)) < share, blank, values).astype(values.dtype)


def within(counts: Array) -> Array:
    """For rows clustered by owner: 0, 1, 2 … within each owner."""
    starts = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(starts, counts)


class District:
    """Where units stand in the unit table, so that people can be placed in them."""

    def __init__(self, people: int) -> None:
        """As many units as so many people need."""
        self.departments = max(24, people // 40)
        self.townships = max(6, people // 600)
        self.sizes = 4 + np.arange(self.townships) % 5
        self.first_township = 1 + self.departments
        self.first_village = self.first_township + self.townships
        self.village_from = self.first_village + np.cumsum(self.sizes) - self.sizes
        self.count = self.first_village + int(self.sizes.sum())

    def table(self, rng: Generator) -> Table:
        """The unit table."""
        choices = Unit.__dataclass_fields__["category"].metadata["column"].choices
        code = {name: place for place, name in enumerate(choices)}
        villages = self.count - self.first_village
        kinds = np.array([code[name] for name in DEPARTMENTS])
        category = np.concatenate(
            [
                [code["党委"]],
                kinds[np.arange(self.departments) % len(kinds)],
                np.where(np.arange(self.townships) % 2, code["街道"], code["乡镇"]),
                np.where(np.arange(villages) % 3, code["村"], code["社区"]),
            ]
        ).astype(np.int8)
        township = np.full(self.count, -1, np.int32)
        owners = np.repeat(np.arange(self.townships), self.sizes)
        township[self.first_village :] = self.first_township + owners
        parent = np.where(township >= 0, township, 0).astype(np.int32)
        parent[0] = -1
        place = rng.integers(0, len(PLACES), self.count, np.int32)
        return {
            "parent": parent,
            "category": category,
            "township": township,
            "location": blanked(rng, place, 0.05),
        }


def people_table(rng: Generator, count: int) -> Table:
    """The people: what the rules ask of a person's own line."""
    place = rng.integers(0, len(PLACES), count, np.int32)
    politics = rng.choice(4, count, p=[0.72, 0.03, 0.05, 0.20]).astype(np.int32)
    staff = rng.choice(5, count, p=[0.6, 0.2, 0.12, 0.03, 0.05]).astype(np.int8)
    return {
        "sex": rng.integers(0, 2, count, np.int8),
        "birth": rng.integers(TODAY - 60 * YEAR, TODAY - 24 * YEAR, count, np.int32),
        "politics": blanked(rng, politics, 0.02),
        "birthplace": blanked(rng, place, 0.1),
        "home_area": blanked(rng, place, 0.5),
        "staff_category": blanked(rng, staff, 0.1),
    }


def tenures(rng: Generator, count: int, first: int, district: District) -> tuple[Table, Array]:
    """The tenures of ``count`` people, and each person's latest level."""
    number = rng.choice(5, count, p=[0.005, 0.28, 0.36, 0.235, 0.12])
    owner = np.repeat(np.arange(count), number)
    place = within(number)
    last = place == number[owner] - 1
    start, end = _dates(rng, number, owner, place, last)
    latest = rng.choice(LEVELS, count, p=SHARES)
    rises = (number[owner] - 1 - place) * (rng.random(len(owner)) < 0.4)
    climbs = (latest[owner] < STAFF) & (rises > 0)
    level = np.where(climbs, np.minimum(latest[owner] + rises, STAFF), latest[owner])
    rose = np.zeros(len(owner), bool)
    rose[1:] = (owner[1:] == owner[:-1]) & (level[1:] < level[:-1])
    table = {
        "person": (first + owner).astype(np.int32),
        "unit": _units(rng, level, owner, count, district),
        "title": rng.integers(0, 8, len(owner), np.int32),
        "level": level.astype(np.int8),
        **_office(rng, level),
        "start": start,
        "end": end,
        "promoted": blanked(rng, rose.astype(np.int8), 0.2),
        "charge": blanked(rng, rng.integers(0, 6, len(owner), np.int32), 0.4),
        "term_start": np.where(rng.random(len(owner)) < 0.1, start, 0).astype(np.int32),
        "term_end": np.zeros(len(owner), np.int32),
    }
    return table, latest


def _dates(
    rng: Generator, number: Array, owner: Array, place: Array, last: Array
) -> tuple[Array, Array]:
    """When tenures begin and end: most without a gap, some with one, some side by side."""
    rows, people = len(owner), len(number)
    newest = TODAY - rng.integers(0, 9 * YEAR, people)
    recent = rng.random(people) < 0.06
    newest = np.where(recent, TODAY - rng.integers(-40, YEAR, people), newest)
    held = np.where(last, 0, rng.integers(200, 6 * YEAR, rows))
    passed = np.cumsum(held)
    start = newest[owner] - (np.cumsum(np.bincount(owner, held, people))[owner] - passed + held)
    start = start.astype(np.int32)
    following = np.append(start[1:], 0)
    chance = rng.random(rows)
    gap = np.where(chance < 0.12, rng.integers(2, 180, rows), (chance < 0.2).astype(int))
    end = np.where(last | (chance > 0.92), 0, following - gap)  # 0: goes on beside the next one
    end = np.where(last & (chance < 0.03), TODAY + rng.integers(-300, 300, rows), end)
    end = np.where((end != 0) & (end < start), start, end)
    return start, end.astype(np.int32)


def _units(rng: Generator, level: Array, owner: Array, count: int, district: District) -> Array:
    """A person's units: one for half of the people, another one for each post for the rest."""
    own = rng.integers(1, district.first_village, count)
    other = rng.integers(1, district.first_village, len(owner))
    unit = np.where((rng.random(count) < 0.5)[owner], own[owner], other)
    village = rng.integers(district.first_village, district.count, len(owner))
    return np.where(level == VILLAGE, village, unit).astype(np.int32)


def _office(rng: Generator, level: Array) -> Table:
    """Whether a post is a leading one, its head's, and of what category."""
    chance, kind = rng.random(len(level)), rng.random(len(level))
    village = level == VILLAGE
    leading = np.where(village, chance < 0.5, (level <= 9) & (chance < 0.85))
    chief = leading & (rng.random(len(level)) < 0.3)
    role = np.where(kind < 0.7, 2, 3)
    role = np.where(chief, (kind < 0.5).astype(int), role)
    role = np.where(leading, role, np.where(kind < 0.3, 3, np.where(kind < 0.8, 4, -1)))
    return {
        "leading": leading.astype(np.int8),
        "chief": chief.astype(np.int8),
        "role": role.astype(np.int8),
    }


def contacts(
    rng: Generator, latest: Array, first: int, district: District
) -> tuple[Table, Array, Array]:
    """The contact points, each person's newest place (-1: none), and whose is a township."""
    share = np.where(latest <= 7, 1.0, np.where(latest <= 9, 0.4, 0.04))
    number = (rng.random(len(latest)) < share) * rng.integers(1, 3, len(latest))
    owner = np.repeat(np.arange(len(latest)), number)
    town = rng.random(len(owner)) < 0.3
    townships = rng.integers(0, district.townships, len(owner)) + district.first_township
    villages = rng.integers(district.first_village, district.count, len(owner))
    unit = np.where(town, townships, villages).astype(np.int32)
    start = (TODAY - rng.integers(-20, 4 * YEAR, len(owner))).astype(np.int32)
    end = np.where(rng.random(len(owner)) < 0.3, start + rng.integers(0, 3 * YEAR, len(owner)), 0)
    point = np.full(len(latest), -1, np.int32)
    point[owner] = unit
    walks = np.zeros(len(latest), bool)
    walks[owner] = town
    order = np.lexsort((start, owner))
    table = {
        "person": (first + owner).astype(np.int32),
        "type": np.where(town, 0, 1).astype(np.int8),
        "unit": unit,
        "start": start,
        "end": end.astype(np.int32),
    }
    return {name: column[order] for name, column in table.items()}, point, walks
