"""Units, pools and programmes judged all at once: shares, ratios, rankings, teams."""

from datetime import date
from fractions import Fraction

import numpy as np

from quanheng.norms.columnar.answers import (
    ATTENTION,
    Judge,
    Outcome,
    nobody,
    over,
    prepare,
    today,
)
from quanheng.norms.columnar.columns import BLANK_DAY, Array
from quanheng.norms.columnar.frame import Frame
from quanheng.norms.columnar.pairs import at_units, counts, distinct
from quanheng.norms.columnar.requirements import shifted_years
from quanheng.norms.dates import Span, add_months, month_of
from quanheng.norms.kinds import (
    LEVELS,
    MILLION,
    Appraisal,
    Pay,
    Person,
    Project,
    Reserve,
    Secondment,
    Tenure,
    Unit,
)
from quanheng.norms.plain.teams import ANNUAL
from quanheng.norms.population import TEAM
from quanheng.norms.proposal import (
    AgeLadder,
    GradeShare,
    LastPlaced,
    LowestRanked,
    PayRatio,
    PoolSize,
    ProjectTarget,
)


def _year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


def _of_categories(frame: Frame, categories: frozenset[str]) -> Array:
    """Places of the units of some categories."""
    codes = frame.columns.codes(Unit, "category", frozenset(categories))
    return np.flatnonzero(np.isin(frame.columns.heads[Unit]["category"], codes))


@prepare.register
def _(form: GradeShare, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Unit, Tenure, Appraisal}):
        return None
    year, limit = frame.on.year - 1, frame.limit(form.limit)

    def judge() -> Outcome:
        table = frame.people.tables[Appraisal]
        annual = table["type"] == frame.columns.choice(Appraisal, "type", ANNUAL)
        graded = annual & (table["year"] == year) & (table["grade"] >= 0)
        good = graded & (table["grade"] == frame.columns.choice(Appraisal, "grade", form.grade))
        has = np.bincount(table.owner[graded], minlength=frame.people.size) > 0
        wins = np.bincount(table.owner[good], minlength=frame.people.size) > 0
        posts = frame.units.tables[Tenure]
        pairs = at_units(frame, frame.in_force(posts), posts)
        member = pairs & 0xFFFFFFFF
        size = frame.units.size
        all_, best = counts(pairs[has[member]], size), counts(pairs[wins[member]], size)
        units = _of_categories(frame, form.categories)
        all_, best = all_[units], best[units]
        over_limit = best * limit.denominator > all_ * limit.numerator
        share = best[over_limit] / all_[over_limit]
        return over(units[over_limit], ATTENTION, share, float(limit), _year(year))

    return judge


@prepare.register
def _(form: PayRatio, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Unit, Tenure, Pay}):
        return None
    months, least = frame.whole(form.months), frame.limit(form.least)
    last = month_of(frame.on)
    window = Span(add_months(last.first, 1 - months), last.last)

    def judge() -> Outcome:
        paid, worked = _paid(frame, window)
        level = _levels(frame)
        posts = frame.units.tables[Tenure]
        pairs = at_units(frame, frame.in_force(posts), posts)
        unit, member = pairs >> 32, pairs & 0xFFFFFFFF
        departments = np.isin(unit, _of_categories(frame, form.reference))
        people = np.unique(member[departments])
        size = len(LEVELS)
        base, span = _level_sums(level[people], paid[people], worked[people], size)
        found: dict[int, Fraction] = {}
        for place in _of_categories(frame, form.categories).tolist():
            mine = member[unit == place] if len(unit) < 1_000 else _slice(unit, member, place)
            own, own_span = _level_sums(level[mine], paid[mine], worked[mine], size)
            ratios = [
                Fraction(int(own[k]) * int(span[k]), int(own_span[k]) * int(base[k]))
                for k in range(size)
                if own[k] > 0 and base[k] > 0
            ]
            low = [ratio for ratio in ratios if ratio < least]
            if low:
                found[place] = min(low)
        places = np.array(list(found), dtype=np.int64)
        shares = [ratio.numerator / ratio.denominator for ratio in found.values()]
        return over(places, ATTENTION, np.array(shares), float(least), window)

    return judge


def _slice(unit: Array, member: Array, place: int) -> Array:
    """The members of one unit; pairs are sorted by unit."""
    low, high = np.searchsorted(unit, [place, place + 1])
    return np.asarray(member[low:high])


def _paid(frame: Frame, window: Span) -> tuple[Array, Array]:
    """What each person was paid in the window, and in how many months."""
    pay = frame.people.tables[Pay]
    month = pay["month"]
    known = (pay["amount"] >= 0) & (month >= window.first.toordinal())
    known &= month <= window.last.toordinal()
    owner, size = pay.owner[known], frame.people.size
    total = np.zeros(size, dtype=np.int64)
    np.add.at(total, owner, pay["amount"][known])
    return total, counts(distinct(owner, month[known]), size)


def _levels(frame: Frame) -> Array:
    """The highest level in force of each person (its place among the levels), -1 without one."""
    table = frame.people.tables[Tenure]
    held = frame.in_force(table)
    level = np.full(frame.people.size, len(LEVELS), dtype=np.int64)
    np.minimum.at(level, table.owner[held], table["level"][held])
    return np.where(level == len(LEVELS), -1, level)


def _level_sums(level: Array, paid: Array, worked: Array, size: int) -> tuple[Array, Array]:
    """Sums of pay (millionths) and of person-months by level."""
    known = level >= 0
    total, span = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    np.add.at(total, level[known], paid[known])
    np.add.at(span, level[known], worked[known])
    return total, span


@prepare.register
def _(form: AgeLadder, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Unit, Tenure, Person}):
        return None
    members, young = frame.whole(form.members), frame.whole(form.young)
    old, allowed = frame.whole(form.old), frame.whole(form.missing)

    def judge() -> Outcome:
        table, size = frame.units.tables[Tenure], frame.units.size
        pairs = at_units(frame, frame.holding(TEAM, table), table)
        ages = shifted_years(frame.columns.heads[Person]["birth"][pairs & 0xFFFFFFFF], frame.on)
        team = counts(pairs, size)
        missing = (counts(pairs[ages <= young], size) == 0).astype(np.int64)
        missing += counts(pairs[ages > old], size) == 0
        found = np.flatnonzero((team >= members) & (missing > allowed))
        return over(found, ATTENTION, missing[found], allowed, today(frame))

    return judge


def _ranks(frame: Frame, year: int) -> Array:
    """The rank of each unit in a year's annual appraisal, in millionths; -1 without one."""
    table = frame.units.tables[Appraisal]
    annual = table["type"] == frame.columns.choice(Appraisal, "type", ANNUAL)
    rows = np.flatnonzero(annual & (table["year"] == year))
    rank = np.full(frame.units.size, -1, dtype=np.int64)
    rank[table.owner[rows]] = table["rank"][rows]
    return rank


def _at_fault(frame: Frame, year: int) -> Array:
    """Which units were found to be at fault in a year's annual appraisal."""
    table = frame.units.tables[Appraisal]
    annual = table["type"] == frame.columns.choice(Appraisal, "type", ANNUAL)
    rows = np.flatnonzero(annual & (table["year"] == year) & (table["own_fault"] == 1))
    fault = np.zeros(frame.units.size, dtype=bool)
    fault[table.owner[rows]] = True
    return fault


@prepare.register
def _(form: LastPlaced, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Unit, Appraisal}):
        return None
    ranked = frame.whole(form.ranked)
    rungs = [frame.whole(card.least) for card in form.cards]

    def judge() -> Outcome:
        category = frame.columns.heads[Unit]["category"]
        cards = np.zeros(frame.units.size, dtype=np.int64)
        for place, back in enumerate(rungs):
            rank = _ranks(frame, frame.on.year - back)
            last = np.zeros(frame.units.size, dtype=bool)
            for one in np.unique(category):
                peers = np.flatnonzero((category == one) & (rank[: len(category)] >= 0))
                if len(peers) >= ranked:
                    last[peers[rank[peers] == rank[peers].max()]] = True
            carded = last & _at_fault(frame, frame.on.year - back) & (cards == place)
            cards[carded] += 1
        found = np.flatnonzero(cards)
        return over(found, ATTENTION, cards[found], rungs[0], _year(frame.on.year - 1))

    return judge


@prepare.register
def _(form: LowestRanked, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Unit, Appraisal}):
        return None

    def judge() -> Outcome:
        rank = _ranks(frame, frame.on.year - 1)
        found: list[Array] = []
        sizes: list[Array] = []
        for categories, size in form.groups:
            units = _of_categories(frame, categories)
            units = units[rank[units] >= 0]
            n = frame.whole(size)
            if len(units) and n:
                border = np.sort(rank[units])[::-1][:n][-1]
                low = units[rank[units] >= border]
                found.append(low)
                sizes.append(np.full(len(low), n))
        if not found:
            return nobody()
        units = np.concatenate(found)
        window = _year(frame.on.year - 1)
        return over(units, ATTENTION, rank[units] / MILLION, np.concatenate(sizes), window)

    return judge


@prepare.register
def _(form: PoolSize, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Reserve}):
        return None
    target, tolerance = frame.limit(form.target), frame.limit(form.tolerance)

    def judge() -> Outcome:
        table = frame.people.tables[Reserve]
        seen = (table["start"] <= frame.day) & (table["start"] != table["end"])
        held = seen & ((table["end"] == BLANK_DAY) | (table["end"] > frame.day))
        pools = np.unique(table["pool"][seen])
        size = len(frame.columns.words[Reserve, "pool"])
        people = counts(distinct(table["pool"][held], table.owner[held]), size)[pools]
        out = people < float(target * (1 - tolerance))
        out |= people > float(target * (1 + tolerance))
        return over(pools[out], ATTENTION, people[out], float(target), today(frame))

    return judge


@prepare.register
def _(form: ProjectTarget, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Project, Secondment}):
        return None
    defaults = {category: frame.limit(least) for category, least in form.defaults}

    def judge() -> Outcome:
        projects, words = frame.columns.projects, frame.columns.words
        start, stop = projects["start"], projects["end"]
        target = projects["target"].copy()
        known = np.zeros(len(target), dtype=bool)
        for category, least in defaults.items():
            mine = projects["category"] == frame.columns.choice(Project, "category", category)
            target[mine & (target < 0)] = int(least * MILLION)
            known |= mine
        known &= (start <= frame.day) & ((start == BLANK_DAY) | (start != stop))
        table = frame.people.tables[Secondment]
        begun = (table["start"] <= frame.day) & (table["start"] != table["end"])
        begun &= table["project"] >= 0
        places = {code: place for place, code in enumerate(words.get((Project, "code"), []))}
        codes = words.get((Secondment, "project"), [])
        of = np.array([*(places.get(code, -1) for code in codes), -1])[table["project"][begun]]
        pairs = distinct(of[of >= 0], table.owner[begun][of >= 0])
        people = counts(pairs, len(target))[: len(target)]
        found = np.flatnonzero(known & (people * MILLION < target))
        return over(found, ATTENTION, people[found], target[found] / MILLION, today(frame))

    return judge
