"""Proposals on people judged for everyone at once: years in a post, counts, votes, marks."""

from datetime import date

import numpy as np

from quanheng.norms.columnar import kernels
from quanheng.norms.columnar.answers import (
    ATTENTION,
    Judge,
    Outcome,
    first_of,
    nobody,
    outcome,
    over,
    prepare,
    today,
)
from quanheng.norms.columnar.columns import BLANK_DAY, Array, Table
from quanheng.norms.columnar.frame import Frame, scratch_size, spread
from quanheng.norms.columnar.plan import atoms
from quanheng.norms.columnar.requirements import figures, needed, shifted, shifted_years
from quanheng.norms.dates import Span, add_months
from quanheng.norms.kinds import (
    MILLION,
    Appraisal,
    Award,
    Duty,
    Evaluation,
    Pay,
    Person,
    Tenure,
    Unit,
)
from quanheng.norms.plain.case import kinds_of, kinds_of_population
from quanheng.norms.plain.proposals import stem, window_of
from quanheng.norms.population import People
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
    HomeArea,
    YearsHeld,
)


@prepare.register
def _(form: YearsHeld, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    rungs = [frame.whole(rung.least) for rung in form.rungs]

    def judge() -> Outcome:
        subjects, years = frame.once(
            ("years held", form.who, form.one_unit), lambda: _years_held(form, frame)
        )
        required = np.zeros(len(subjects))
        for rung in rungs:
            required[years >= rung] = rung
        keep = required > 0
        return over(subjects[keep], ATTENTION, years[keep], required[keep], today(frame))

    return judge


def _years_held(form: YearsHeld, frame: Frame) -> tuple[Array, Array]:
    """Who holds such a post, and for how many full years."""
    since, single = frame.once(("posts", form.who), lambda: _longest_posts(form.who, frame))
    subjects = np.flatnonzero((since > 0) & (single | (not form.one_unit)))
    return subjects, shifted_years(since[subjects], frame.on)


def _longest_posts(who: People, frame: Frame) -> tuple[Array, Array]:
    """Since when the longest-held post has been held, and whether all tenures were in one unit."""
    table, size = frame.people.tables[Tenure], frame.people.size
    fits = frame.fits(who.holding)[frame.signature(table)]
    since, single = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=bool)
    scratch = scratch_size(table)

    def work(begin: int, end: int) -> None:
        kernels.longest_post(
            table.offsets, table["start"], table["end"], table["unit"], table["title"],
            fits, frame.day, scratch, begin, end, since, single,
        )  # fmt: skip

    spread(work, size)
    return since, single


@prepare.register
def _(form: HomeArea, frame: Frame) -> Judge | None:
    columns = frame.columns
    if columns.lacks({Tenure, Unit, Person}):
        return None
    allowed = frame.limit(form.allowed)

    def judge() -> Outcome:
        found, counts = frame.once(("at home", form.who), lambda: _at_home(form.who, frame))
        return over(found[counts > float(allowed)], ATTENTION, 1, float(allowed), today(frame))

    return judge


def _at_home(who: People, frame: Frame) -> tuple[Array, Array]:
    """Who holds posts where they grew up, and how many."""
    stems: dict[str, int] = {}
    columns = frame.columns

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
    rows = np.flatnonzero(frame.holding(who.holding, table))
    owner = table.owner[rows]
    at_home = (origin[owner] >= 0) & (origin[owner] == where[table["unit"][rows]])
    found, counts = np.unique(owner[at_home], return_counts=True)
    return found, counts


@prepare.register
def _(form: ConsecutiveGrade, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Appraisal}):
        return None
    years = frame.whole(form.years)

    def judge() -> Outcome:
        run = frame.once(("run", form.grade), lambda: _run_of_grades(form.grade, frame))
        found = np.flatnonzero(run >= years)
        return over(found, ATTENTION, years, years, today(frame))

    return judge


def _run_of_grades(grade: str, frame: Frame) -> Array:
    """For how many years up to the latest graded one each person has had a grade."""
    table, code = frame.people.tables[Appraisal], frame.columns.choice
    run = np.zeros(frame.people.size, dtype=np.int32)

    def work(begin: int, end: int) -> None:
        kernels.run_of_grades(
            table.offsets, table["type"], table["year"], table["grade"],
            code(Appraisal, "type", "年度"), code(Appraisal, "grade", grade), frame.on.year,
            begin, end, run,
        )  # fmt: skip

    spread(work, len(run))
    return run


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
        found = np.flatnonzero(value >= min(needed(rung) for rung in rungs))
        value, required = value[found], np.zeros(len(found))
        for rung in rungs:
            required[value >= needed(rung)] = float(rung)
        return over(found, ATTENTION, figures(value), required, window)

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
        key = ("votes", form.type, form.votes, window)
        owner, total, returned = frame.once(key, lambda: _votes(form, window, frame))
        left, right = total * limit.denominator, returned * limit.numerator
        out = left > right if form.at_most else left < right
        share = total[out] / returned[out]
        return over(owner[out], ATTENTION, share, float(limit), window)

    return judge


def _votes(form: VoteShare, window: Span, frame: Frame) -> tuple[Array, Array, Array]:
    """Each person's newest evaluation in a window: whose, the votes counted, those returned."""
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
    return table.owner[rows[known]], votes.sum(axis=0)[known], returned[known]


@prepare.register
def _(form: GhostPay, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Pay, Tenure}):
        return None
    allowed = frame.limit(form.allowed)

    def judge() -> Outcome:
        out = frame.once("ghost months", lambda: _ghost_months(frame))
        found = np.flatnonzero(out > float(allowed))
        return over(found, ATTENTION, out[found], float(allowed), today(frame))

    return judge


def _ghost_months(frame: Frame) -> Array:
    """How many months each person was paid without a post or a day at work."""
    pay, posts, size = frame.people.tables[Pay], frame.people.tables[Tenure], frame.people.size
    out = np.zeros(size, dtype=np.int64)
    first, after = _months_after(pay["month"])

    def work(begin: int, end: int) -> None:
        kernels.ghost_months(
            pay.offsets, pay["month"], first, after, pay["amount"], pay["attendance"],
            posts.offsets, posts["start"], posts["end"], frame.day, begin, end, out,
        )  # fmt: skip

    spread(work, size)
    return out


def _months_after(months: Array) -> tuple[int, Array]:
    """The earliest month, and for each later day the first day of the month after it."""
    if len(months) == 0:
        return 0, months
    low, high = int(months.min()), int(months.max())
    after = np.zeros(high - low + 1, dtype=np.int32)
    month = date.fromordinal(low)
    while month.toordinal() <= high:
        following = add_months(month, 1)
        after[month.toordinal() - low] = following.toordinal()
        month = following
    return low, after


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
