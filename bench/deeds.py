"""Made-up records of what officials did and what was said of them: everything but their posts.

Each function draws one kind for a block of people and returns it clustered by person and sorted by
date. Leaders do other things than staff, and the zealous do more of them.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.random import Generator

from bench.people import ON, TODAY, YEAR, Array, District, Table, blanked, within
from quanheng.norms.dates import add_months
from quanheng.norms.kinds import (
    ACTIVITY_TYPES,
    MILLION,
    Appraisal,
    Award,
    Duty,
    Evaluation,
    Row,
    Supervision,
)

MINE = 0
"""对象类型 干部: the first of its choices."""
LEADERS_DO = {
    "专题党课": 10, "形势报告": 4, "主题党日": 16, "组织生活会": 10, "联系点走访": 12,
    "走访群众": 10, "调查研究": 8, "下基层调研": 12, "调研报告": 6, "包村走访": 8,
    "领办民生实事": 6, "化解积案": 6, "谈心谈话": 6, "志愿服务": 4,
}  # fmt: skip
STAFF_DO = {
    "主题党日": 30,
    "组织生活会": 18,
    "谈心谈话": 12,
    "志愿服务": 20,
    "走访群众": 12,
    "接访": 8,
}
MATTERS = {
    "述职述廉": 30, "谈心谈话": 22, "请假": 18, "外出": 10, "会议缺席": 6, "提醒": 4, "函询": 3,
    "诫勉": 1.5, "任前廉政谈话": 4, "经济责任审计": 1, "选人用人检查": 0.5,
}  # fmt: skip


def codes(kind: type[Row], column: str, wanted: Sequence[str]) -> Array:
    """The codes of some choices of a column."""
    choices = kind.__dataclass_fields__[column].metadata["column"].choices
    return np.array([choices.index(name) for name in wanted], np.int8)


def drawn(rng: Generator, weights: dict[str, float], among: Sequence[str], size: int) -> Array:
    """Choices drawn by their weights, as places among all choices."""
    share = np.array(list(weights.values()), float)
    places = np.array([among.index(name) for name in weights], np.int8)
    picked = np.searchsorted(np.cumsum(share / share.sum()), rng.random(size))
    return places[np.minimum(picked, len(places) - 1)]


def millions(values: Array) -> Array:
    """Whole or half numbers as millionths; what is below zero is blank."""
    return np.where(values < 0, -1, values * MILLION).astype(np.int64)


def clustered(owner: Array, day: Array, table: Table) -> Table:
    """The rows by owner and day."""
    order = np.argsort((owner.astype(np.int64) << 32) | day)
    return {name: column[order] for name, column in table.items()}


def training(rng: Generator, zeal: Array, leads: Array, first: int) -> Table:
    """Classes of the last six years."""
    owner = np.repeat(np.arange(len(zeal)), rng.poisson(np.where(leads, 10, 6) * zeal))
    size = len(owner)
    end = (TODAY + 40 - rng.integers(0, 6 * YEAR, size)).astype(np.int32)
    days = np.where(rng.random(size) < 0.3, rng.integers(3, 30, size), rng.integers(1, 6, size))
    hours = rng.integers(4, 60, size) + 0.5 * rng.integers(0, 2, size) + 60 * (days > 20)
    table = {
        "person": (first + owner).astype(np.int32),
        "mode": rng.choice(6, size, p=[0.2, 0.4, 0.12, 0.16, 0.06, 0.06]).astype(np.int8),
        "start": (end - days + 1).astype(np.int32),
        "end": end,
        "hours": blanked(rng, millions(hours), 0.1),
        "credits": blanked(rng, millions(rng.integers(2, 40, size)), 0.2),
        "host": blanked(rng, rng.integers(0, 6, size, np.int8), 0.1),
    }
    return clustered(owner, end, table)


def activities(
    rng: Generator,
    zeal: Array,
    leads: Array,
    high: Array,
    point: Array,
    walks: Array,
    first: int,
    district: District,
) -> Table:
    """Activities of the last two years; some officials walk all villages of their township."""
    rate = np.where(high, 40, np.where(leads, 13, 8.2))
    owner = np.repeat(np.arange(len(zeal)), rng.poisson(rate * zeal))
    size = len(owner)
    among = tuple(ACTIVITY_TYPES.split())
    type = np.where(
        leads[owner], drawn(rng, LEADERS_DO, among, size), drawn(rng, STAFF_DO, among, size)
    )
    day = TODAY + 20 - rng.integers(0, 2 * YEAR, size)
    research, visit = among.index("下基层调研"), among.index("走访群众")
    amount = np.where(rng.random(size) < 0.6, -1, 1)
    amount = np.where(type == research, rng.integers(1, 60, size), amount)
    amount = np.where(type == visit, rng.integers(1, 13, size), amount)
    place = np.where(rng.random(size) < 0.6, point[owner], -1)
    thorough = np.flatnonzero(walks & (rng.random(len(walks)) < 0.4))
    town = np.clip(point[thorough] - district.first_township, 0, district.townships - 1)
    number = district.sizes[town]
    extra = np.repeat(thorough, number)
    villages = np.repeat(district.village_from[town], number) + within(number)
    owner = np.concatenate([owner, extra])
    day = np.concatenate([day, TODAY - rng.integers(0, 300, len(extra))]).astype(np.int32)
    table = {
        "subject_type": np.full(len(owner), MINE, np.int8),
        "subject": (first + owner).astype(np.int32),
        "type": np.append(type, [among.index("包村走访")] * len(extra)).astype(np.int8),
        "day": day,
        "quantity": np.concatenate([millions(amount), np.full(len(extra), -1)]),
        "place": np.concatenate([place, villages]).astype(np.int32),
    }
    return clustered(owner, day, table)


def supervision(rng: Generator, leads: Array, high: Array, first: int) -> Table:
    """Matters of supervision of the last three years; yearly declarations of high leaders."""
    owner = np.repeat(np.arange(len(leads)), rng.poisson(np.where(leads, 4.5, 2)))
    size = len(owner)
    among = Supervision.__dataclass_fields__["type"].metadata["column"].choices
    type = drawn(rng, MATTERS, among, size)
    leave = np.isin(type, codes(Supervision, "type", ("请假", "外出", "会议缺席")))
    approved = np.where(rng.random(size) < 0.75, 1, rng.integers(-1, 1, size))
    day = TODAY + 20 - rng.integers(0, 3 * YEAR, size)
    who = np.repeat(np.flatnonzero(high), 3)
    kept = rng.random(len(who)) < 0.93
    januaries = np.array([date(ON.year - n, 1, 1).toordinal() for n in range(3)])
    declared = np.tile(januaries, int(high.sum())) + rng.integers(0, 33, len(who))
    who, declared = who[kept], declared[kept]
    owner = np.concatenate([owner, who])
    day = np.concatenate([day, declared]).astype(np.int32)
    report = np.full(len(who), among.index("个人事项报告"))
    table = {
        "person": (first + owner).astype(np.int32),
        "type": np.concatenate([type, report]).astype(np.int8),
        "day": day,
        "until": np.zeros(len(owner), np.int32),
        "approved": np.concatenate([np.where(leave, approved, -1), report * 0 - 1]).astype(np.int8),
    }
    return clustered(owner, day, table)


def appraisals(rng: Generator, count: int, first: int) -> Table:
    """A grade for each of the last four years."""
    owner = np.repeat(np.arange(count), 4)
    size = len(owner)
    grade = rng.choice(4, size, p=[0.18, 0.8, 0.012, 0.008])
    troubled = (rng.random(count) < 0.01)[owner] & (rng.random(size) < 0.6)
    kind = np.where(rng.random(size) < 0.04, codes(Appraisal, "type", ("专项",))[0], 0)
    return {
        "subject_type": np.full(size, MINE, np.int8),
        "subject": (first + owner).astype(np.int32),
        "year": np.tile(np.arange(ON.year - 3, ON.year + 1), count).astype(np.int32),
        "type": kind.astype(np.int8),
        "grade": blanked(rng, np.where(troubled, 3, grade).astype(np.int8), 0.03),
        "score": millions(rng.integers(60, 100, size)),
        "rank": np.full(size, -1, np.int64),
        "own_fault": np.full(size, -1, np.int8),
    }


def evaluations(rng: Generator, leads: Array, first: int) -> Table:
    """Votes on officials in the last two years."""
    owner = np.repeat(np.arange(len(leads)), rng.poisson(np.where(leads, 1.8, 0.7)))
    size = len(owner)
    day = (TODAY + 10 - rng.integers(0, 2 * YEAR, size)).astype(np.int32)
    returned = rng.integers(0, 80, size)
    good = (returned * np.minimum(1, rng.beta(6, 1.4, size))).astype(int)
    bad = ((returned - good) * rng.random(size)).astype(int)
    table = {
        "subject_type": np.full(size, MINE, np.int8),
        "subject": (first + owner).astype(np.int32),
        "day": day,
        "type": codes(Evaluation, "type", ("民主测评", "民主推荐", "双向评价"))[
            rng.integers(0, 3, size)
        ],
        "entitled": millions(returned + 3),
        "issued": millions(returned),
        "returned": millions(blanked(rng, returned, 0.03)),
        "excellent": millions(good // 2),
        "competent": millions(good - good // 2),
        "basic": millions(returned - good - bad),
        "incompetent": millions(bad),
        "abstained": millions(returned * 0),
        "recommended": millions(blanked(rng, good, 0.05)),
    }
    return clustered(owner, day, table)


def awards(rng: Generator, count: int, first: int) -> Table:
    """Honours, and a few sanctions whose influence ends by itself."""
    owner = np.repeat(np.arange(count), rng.poisson(0.5, count))
    size = len(owner)
    type = rng.choice(6, size, p=[0.45, 0.3, 0.1, 0.1, 0.03, 0.02])
    sanction = np.isin(type, codes(Award, "type", ("党纪处分", "政务处分")))
    day = (TODAY + 10 - rng.integers(0, 5 * YEAR, size)).astype(np.int32)
    until = np.where(sanction, day + rng.integers(180, 2 * YEAR, size), 0).astype(np.int32)
    table = {
        "subject_type": np.full(size, MINE, np.int8),
        "subject": (first + owner).astype(np.int32),
        "type": type.astype(np.int8),
        "level": rng.integers(0, 5, size, np.int8),
        "day": day,
        "influence_until": until,
    }
    return clustered(owner, day, table)


def duties(rng: Generator, leads: Array, first: int) -> Table:
    """Action-list items: goal letters of leaders, tasks of everybody."""
    owner = np.repeat(np.arange(len(leads)), rng.poisson(np.where(leads, 2.4, 0.6)))
    size = len(owner)
    assigned = (TODAY + 15 - rng.integers(0, 2 * YEAR, size)).astype(np.int32)
    promise = codes(Duty, "type", ("承诺",))[0]
    type = np.where(leads[owner] & (rng.random(size) < 0.6), promise, rng.integers(0, 8, size))
    done = assigned + rng.integers(5, 200, size)
    table = {
        "type": type.astype(np.int8),
        "owner": (first + owner).astype(np.int32),
        "lead_unit": np.full(size, -1, np.int32),
        "assigned": assigned,
        "deadline": np.where(rng.random(size) < 0.8, assigned + 90, 0).astype(np.int32),
        "closed": np.where(rng.random(size) < 0.6, done, 0).astype(np.int32),
        "answered": np.where(rng.random(size) < 0.7, done, 0).astype(np.int32),
    }
    return clustered(owner, assigned, table)


def pay(rng: Generator, count: int, first: int, district: District) -> Table:
    """Twelve months of pay, up to the month of the as-of date."""
    months = [add_months(ON.replace(day=1), -back).toordinal() for back in range(11, -1, -1)]
    size = 12 * count
    wage = np.repeat(rng.integers(4000, 12000, count), 12)
    attendance = np.where(rng.random(size) < 0.001, 0, rng.integers(15, 23, size))
    return {
        "person": np.repeat(np.arange(first, first + count, dtype=np.int32), 12),
        "month": np.tile(np.array(months, np.int32), count),
        "payer": np.repeat(rng.integers(1, district.first_village, count, np.int32), 12),
        "amount": millions(blanked(rng, wage, 0.01)),
        "attendance": millions(blanked(rng, attendance, 0.2)),
    }
