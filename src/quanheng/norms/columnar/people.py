"""Duties of leaders and proposals on people, judged for everyone at once."""

from collections.abc import Callable
from datetime import date

import numpy as np

from quanheng.norms.columnar import kernels
from quanheng.norms.columnar.answers import (
    ATTENTION,
    MET,
    MISSED,
    NO_DATA,
    Judge,
    Outcome,
    nobody,
    outcome,
    over,
    prepare,
    worst,
)
from quanheng.norms.columnar.columns import BLANK_DAY, Array, Table
from quanheng.norms.columnar.frame import Frame, atoms, scratch_size, spread
from quanheng.norms.columnar.requirements import figures, reached, shifted, status_of
from quanheng.norms.dates import Span, add_months, full_years
from quanheng.norms.kinds import (
    MILLION,
    Appraisal,
    Award,
    Contact,
    Duty,
    Evaluation,
    Pay,
    Person,
    Tenure,
    Unit,
)
from quanheng.norms.plain.case import kinds_of, kinds_of_population
from quanheng.norms.plain.duties import DAYS_A_MONTH
from quanheng.norms.plain.proposals import stem, window_of
from quanheng.norms.plain.windows import period
from quanheng.norms.proposal import (
    GhostPay,
    Influence,
    Ladder,
    Occurrences,
    Unanswered,
    VoteShare,
)
from quanheng.norms.requirement import (
    ConsecutiveGrade,
    ContactKept,
    ContactVisited,
    HomeArea,
    NoDirectCharge,
    VillagesWalked,
    YearsHeld,
)

NONE = np.zeros(0, dtype=np.int64)


def today(frame: Frame) -> Span:
    """The as-of date as a span."""
    return Span(frame.on, frame.on)


def first_of(owner: Array) -> Array:
    """Which rows are the first of their owner; rows are clustered by owner."""
    return np.concatenate(([True], owner[1:] != owner[:-1])) if len(owner) else owner.astype(bool)


@prepare.register
def _(form: NoDirectCharge, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    areas, allowed = form.areas.names(frame.on), frame.limit(form.allowed)

    def judge() -> Outcome:
        table = frame.people.tables[Tenure]
        rows = np.flatnonzero(frame.holding(form.who.holding, table))
        if len(rows) == 0:
            return nobody()
        owner, charge = table.owner[rows], table["charge"][rows]
        starts = np.flatnonzero(first_of(owner))
        told = np.logical_or.reduceat(charge >= 0, starts)
        found = np.zeros(len(starts), dtype=np.int64)
        for area in areas:
            says = frame.columns.saying(Tenure, "charge", _saying(area))
            found += np.logical_or.reduceat(says[charge], starts)
        status = np.where(found > float(allowed), MISSED, MET)
        status[~told] = NO_DATA
        measured = np.where(told, found, np.nan)
        return over(owner[starts], status, measured, float(allowed), today(frame))

    return judge


def _saying(area: str) -> Callable[[str], bool]:
    return lambda charge: area in charge


def _contacts(frame: Frame, type: str) -> tuple[Table, Array]:
    """The table of contacts, and its rows of a type in force."""
    table = frame.people.tables[Contact]
    wanted = table["type"] == frame.columns.choice(Contact, "type", type)
    return table, np.flatnonzero(wanted & frame.in_force(table))


def _pairs(left: Array, right: Array) -> Array:
    """Distinct pairs as one number each: subject, then place."""
    return np.unique(left.astype(np.int64) << 32 | right.astype(np.int64))


@prepare.register
def _(form: VillagesWalked, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Contact}):
        return None
    lacking = frame.columns.lacks({Unit, form.visits.kind})
    window, share = period(form.within, frame), frame.limit(form.share)

    def judge() -> Outcome:
        table, rows = _contacts(frame, form.who.type)
        since = frame.since(form.who)
        owed = _villages_owed(form, frame, table.owner[rows], table["unit"][rows])
        size = frame.people.size
        villages = np.bincount(owed >> 32, minlength=size)
        walked = np.zeros(size, dtype=np.int64)
        visits = frame.people.tables.get(form.visits.kind)
        if visits is not None:
            day = visits.day
            seen = frame.mask(form.visits, visits) & (visits["place"] >= 0)
            seen &= (day >= window.span.first.toordinal()) & (day <= frame.day)
            made = _pairs(visits.owner[seen], visits["place"][seen])
            walked = np.bincount(made[np.isin(made, owed)] >> 32, minlength=size)
        subjects = np.flatnonzero(since)
        if Unit in frame.columns.present:
            subjects = subjects[villages[subjects] > 0]
        done, all_ = walked[subjects], villages[subjects]
        met = (done * share.denominator >= all_ * share.numerator) & (not lacking)
        status, due = status_of(frame, window, since[subjects], met, lacking, True)
        ratio = np.divide(done, all_, out=np.full(len(done), np.nan), where=all_ > 0)
        measured = np.full(len(done), np.nan) if lacking else ratio
        first, last = window.span.first.toordinal(), window.span.last.toordinal()
        return outcome(subjects, status, measured, float(share), first, last, due)

    return judge


def _villages_owed(form: VillagesWalked, frame: Frame, owner: Array, township: Array) -> Array:
    """Pairs of a person and a village of one of the person's townships."""
    head = frame.columns.heads[Unit]
    if len(head["category"]) == 0:
        return NONE
    categories = frozenset(form.villages.categories or ())
    codes = frame.columns.codes(Unit, "category", frozenset(categories))
    villages = np.flatnonzero(np.isin(head["category"], codes) & (head["township"] >= 0))
    belongs = head["township"][villages]
    order = np.argsort(belongs, kind="stable")
    villages, belongs = villages[order], belongs[order]
    low, high = np.searchsorted(belongs, township), np.searchsorted(belongs, township, "right")
    counts = high - low
    places = np.repeat(low - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    members = villages[places + np.arange(counts.sum())] if len(counts) else NONE
    return _pairs(np.repeat(owner, counts), members)


@prepare.register
def _(form: ContactVisited, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Contact}):
        return None
    lacking = frame.columns.lacks({form.visits.kind})
    window, least = period(form.within, frame), frame.limit(form.least)

    def judge() -> Outcome:
        table, rows = _contacts(frame, form.who.type)
        points = _pairs(table.owner[rows], table["unit"][rows])
        subjects = (points >> 32).astype(np.int64)
        value = np.zeros(len(points), dtype=np.int64)
        visits = frame.people.tables.get(form.visits.kind)
        if visits is not None:
            day = visits.day
            seen = frame.mask(form.visits, visits)
            seen &= (day >= window.span.first.toordinal()) & (day <= frame.day)
            owner, place = visits.owner[seen].astype(np.int64), visits["place"][seen]
            worth = np.where(visits["quantity"][seen] < 0, MILLION, visits["quantity"][seen])
            blank = place < 0
            anywhere = np.zeros(frame.people.size, dtype=np.int64)
            np.add.at(anywhere, owner[blank], worth[blank])
            value += anywhere[subjects]
            pairs = owner << 32 | place
            known = ~blank & np.isin(pairs, points)
            np.add.at(value, np.searchsorted(points, pairs[known]), worth[known])
        met = reached([value], [least])
        since = frame.since(form.who)[subjects]
        status, due = status_of(frame, window, since, met, lacking, True)
        measured = np.where(status == NO_DATA, np.nan, figures(value))
        first, last = window.span.first.toordinal(), window.span.last.toordinal()
        return worst(outcome(subjects, status, measured, float(least), first, last, due))

    return judge


@prepare.register
def _(form: ContactKept, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Contact}):
        return None
    window, least = period(form.within, frame), frame.limit(form.months)

    def judge() -> Outcome:
        table = frame.people.tables[Contact]
        stop, start = table["end"], table["start"]
        found = table["type"] == frame.columns.choice(Contact, "type", form.who.type)
        found &= (stop != BLANK_DAY) & (stop != start) & (stop <= frame.day)
        found &= stop >= window.span.first.toordinal()
        days = (stop - start)[found].astype(np.int64)
        enough = days * least.denominator >= DAYS_A_MONTH * least.numerator
        status = np.where(enough, MET, MISSED)
        months = days / DAYS_A_MONTH
        return worst(over(table.owner[found], status, months, float(least), window.span))

    return judge


@prepare.register
def _(form: YearsHeld, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    rungs = [frame.whole(rung.least) for rung in form.rungs]

    def judge() -> Outcome:
        table, size = frame.people.tables[Tenure], frame.people.size
        fits = frame.fits(form.who.holding)[frame.signature(table)]
        since, single = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=bool)
        scratch = scratch_size(table)

        def work(begin: int, end: int) -> None:
            kernels.longest_post(
                table.offsets, table["start"], table["end"], table["unit"], table["title"],
                fits, frame.day, scratch, begin, end, since, single,
            )  # fmt: skip

        spread(work, size)
        subjects = np.flatnonzero((since > 0) & (single | (not form.one_unit)))
        years = shifted_years(since[subjects], frame.on)
        required = np.zeros(len(subjects))
        for rung in rungs:
            required[years >= rung] = rung
        keep = required > 0
        return over(subjects[keep], ATTENTION, years[keep], required[keep], today(frame))

    return judge


def shifted_years(since: Array, on: date) -> Array:
    """Full years on a day; each distinct day is worked out once."""
    distinct, places = np.unique(since, return_inverse=True)
    years = [full_years(date.fromordinal(int(day)), on) for day in distinct]
    return np.array(years, dtype=np.int64)[places] if len(years) else NONE


@prepare.register
def _(form: HomeArea, frame: Frame) -> Judge | None:
    columns = frame.columns
    if columns.lacks({Tenure, Unit, Person}):
        return None
    allowed = frame.limit(form.allowed)

    def judge() -> Outcome:
        stems: dict[str, int] = {}

        def stemmed(kind: type, name: str) -> Array:
            words = columns.words.get((kind, name), [])
            known = [stems.setdefault(stem(word), len(stems)) if word else -1 for word in words]
            return np.array([*known, -1], dtype=np.int64)

        head, place = columns.heads[Person], columns.heads[Unit]["location"]
        home = stemmed(Person, "home_area")[head["home_area"]]
        birth = stemmed(Person, "birthplace")[head["birthplace"]]
        origin = np.where(home >= 0, home, birth)
        where = stemmed(Unit, "location")[place]
        table = frame.people.tables[Tenure]
        rows = np.flatnonzero(frame.holding(form.who.holding, table))
        owner = table.owner[rows]
        at_home = (origin[owner] >= 0) & (origin[owner] == where[table["unit"][rows]])
        found, counts = np.unique(owner[at_home], return_counts=True)
        found = found[counts > float(allowed)]
        return over(found, ATTENTION, 1, float(allowed), today(frame))

    return judge


@prepare.register
def _(form: ConsecutiveGrade, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Appraisal}):
        return None
    years = frame.whole(form.years)

    def judge() -> Outcome:
        table = frame.people.tables[Appraisal]
        annual = table["type"] == frame.columns.choice(Appraisal, "type", "年度")
        graded = annual & (table["grade"] >= 0) & (table["year"] <= frame.on.year)
        rows = np.flatnonzero(graded)
        owner, year = table.owner[rows], table["year"][rows]
        bad = table["grade"][rows] == frame.columns.choice(Appraisal, "grade", form.grade)
        last = np.flatnonzero(first_of(owner[::-1])[::-1])
        run = np.ones(len(last), dtype=bool)
        for back in range(years):
            before = np.maximum(last - back, 0)
            run &= (owner[before] == owner[last]) & (year[before] == year[last] - back)
            run &= bad[before]
        return over(owner[last[run]], ATTENTION, years, years, today(frame))

    return judge


@prepare.register
def _(form: Ladder, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of(form.count)):
        return None
    window, _ = window_of(form.within, frame)
    for atom in atoms(form.count):
        frame.people.want(atom, window, frame.day)
    rungs = [frame.limit(rung.least) for rung in form.rungs]

    def judge() -> Outcome:
        value = frame.value(frame.people, form.count, window)
        required = np.zeros(len(value))
        for rung in rungs:
            required[reached([value], [rung])] = float(rung)
        found = np.flatnonzero(required)
        return over(found, ATTENTION, figures(value[found]), required[found], window)

    return judge


@prepare.register
def _(form: Occurrences, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of(form.count)):
        return None
    window, _ = window_of(form.within, frame)
    for atom in atoms(form.count):
        frame.people.want(atom, window, frame.day)
    allowed = frame.limit(form.allowed)

    def judge() -> Outcome:
        value = frame.value(frame.people, form.count, window)
        found = np.flatnonzero(value > float(allowed * MILLION))
        return over(found, ATTENTION, figures(value[found]), float(allowed), window)

    return judge


@prepare.register
def _(form: VoteShare, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Evaluation}):
        return None
    window, _ = window_of(form.within, frame)
    limit = frame.limit(form.limit)

    def judge() -> Outcome:
        table = frame.people.tables[Evaluation]
        day = table.day
        found = table["type"] == frame.columns.choice(Evaluation, "type", form.type)
        found &= (day >= window.first.toordinal()) & (day <= frame.day)
        rows = np.flatnonzero(found)
        owner = table.owner[rows]
        rows = rows[first_of(owner[::-1])[::-1]]
        votes = np.stack([table[name][rows] for name in form.votes])
        returned = table["returned"][rows]
        known = (returned > 0) & (votes >= 0).all(axis=0)
        rows, total, returned = rows[known], votes.sum(axis=0)[known], returned[known]
        left, right = total * limit.denominator, returned * limit.numerator
        out = left > right if form.at_most else left < right
        share = total[out] / returned[out]
        return over(table.owner[rows[out]], ATTENTION, share, float(limit), window)

    return judge


@prepare.register
def _(form: GhostPay, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Pay, Tenure}):
        return None
    allowed = frame.limit(form.allowed)

    def judge() -> Outcome:
        pay, posts, size = frame.people.tables[Pay], frame.people.tables[Tenure], frame.people.size
        out = np.zeros(size, dtype=np.int64)
        after = _month_after(pay["month"])

        def work(begin: int, end: int) -> None:
            kernels.ghost_months(
                pay.offsets, pay["month"], after, pay["amount"], pay["attendance"],
                posts.offsets, posts["start"], posts["end"], frame.day, begin, end, out,
            )  # fmt: skip

        spread(work, size)
        found = np.flatnonzero(out > float(allowed))
        return over(found, ATTENTION, out[found], float(allowed), today(frame))

    return judge


def _month_after(months: Array) -> Array:
    """The first day of the month after each."""
    if len(months) == 0:
        return months
    low, high = int(months.min()), int(months.max())
    after = np.zeros(high - low + 1, dtype=np.int32)
    month = date.fromordinal(low)
    while month.toordinal() <= high:
        following = add_months(month, 1)
        after[month.toordinal() - low] = following.toordinal()
        month = following
    return np.asarray(after[months - low])


@prepare.register
def _(form: Unanswered, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Duty}):
        return None
    return lambda: unanswered(form, frame, frame.people.tables[Duty])


def unanswered(form: Unanswered, frame: Frame, table: Table) -> Outcome:
    """The longest delay of each person, or of each unit that leads where no person is named."""
    allowed, deadline = frame.limit(form.allowed), table["deadline"]
    found = (table["assigned"] <= frame.day) & (deadline != BLANK_DAY)
    found &= deadline < frame.day
    for name in ("closed", "answered"):
        found &= (table[name] == BLANK_DAY) | (table[name] > frame.day)
    owner, days = table.owner[found], (frame.day - deadline[found]).astype(np.int64)
    starts = np.flatnonzero(first_of(owner))
    if len(starts) == 0:
        return nobody()
    longest = np.maximum.reduceat(days, starts)
    keep = longest > float(allowed)
    return over(owner[starts][keep], ATTENTION, longest[keep], float(allowed), today(frame))


@prepare.register
def _(form: Influence, frame: Frame) -> Judge | None:
    if frame.columns.lacks({form.marks.kind}):
        return None
    months = frame.whole(form.months) if form.months is not None else None
    allowed = frame.limit(form.allowed)

    def judge() -> Outcome:
        table = frame.people.tables[form.marks.kind]
        rows = np.flatnonzero(frame.mask(form.marks, table) & (table.day <= frame.day))
        owner, day = table.owner[rows], table.day[rows]
        if months is not None:
            until = shifted(day, lambda on: add_months(on, months))
        else:
            until = table[form.until or ""][rows] if table.kind is Award else np.zeros_like(day)
        held = until > frame.day
        owner, day, until = owner[held], day[held], until[held]
        order = np.lexsort((day, -until.astype(np.int64), owner))
        owner, day, until = owner[order], day[order], until[order]
        starts = np.flatnonzero(first_of(owner))
        counts = np.diff(np.append(starts, len(owner)))
        keep = counts > float(allowed)
        starts, counts = starts[keep], counts[keep]
        return outcome(
            owner[starts], ATTENTION, counts, float(allowed), day[starts], until[starts] - 1
        )

    return judge
