"""Duties of leaders judged for everyone at once: own charge, townships, contact points."""

from collections.abc import Callable

import numpy as np

from quanheng.norms.columnar.answers import (
    MET,
    MISSED,
    NO_DATA,
    Judge,
    Outcome,
    first_of,
    outcome,
    over,
    prepare,
    today,
    worst,
)
from quanheng.norms.columnar.columns import BLANK_DAY, Array, Table
from quanheng.norms.columnar.frame import Frame
from quanheng.norms.columnar.pairs import among, counts, distinct
from quanheng.norms.columnar.requirements import figures, reached, status_of
from quanheng.norms.dates import Span
from quanheng.norms.kinds import (
    MILLION,
    Contact,
    Tenure,
    Unit,
)
from quanheng.norms.measure import Selection
from quanheng.norms.plain.case import kinds_of_population
from quanheng.norms.plain.duties import DAYS_A_MONTH
from quanheng.norms.plain.windows import period
from quanheng.norms.population import People
from quanheng.norms.requirement import (
    ContactKept,
    ContactVisited,
    NoDirectCharge,
    VillagesWalked,
)

NONE = np.zeros(0, dtype=np.int64)


@prepare.register
def _(form: NoDirectCharge, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    areas, allowed = form.areas.names(frame.on), frame.limit(form.allowed)

    def judge() -> Outcome:
        key = ("charge", form.who, areas)
        subjects, told, found = frame.once(key, lambda: _in_charge(form.who, areas, frame))
        status = np.where(found > float(allowed), MISSED, MET)
        status[~told] = NO_DATA
        measured = np.where(told, found, np.nan)
        return over(subjects, status, measured, float(allowed), today(frame))

    return judge


def _in_charge(who: People, areas: tuple[str, ...], frame: Frame) -> tuple[Array, Array, Array]:
    """Who holds such posts, whether a charge is noted, and of how many of the areas."""
    table = frame.people.tables[Tenure]
    rows = np.flatnonzero(frame.holding(who.holding, table))
    owner, charge = table.owner[rows], table["charge"][rows]
    starts = np.flatnonzero(first_of(owner))
    found = np.zeros(len(starts), dtype=np.int64)
    if len(rows) == 0:
        return owner, found.astype(bool), found
    for area in areas:
        says = frame.columns.saying(Tenure, "charge", _saying(area))
        found += np.logical_or.reduceat(says[charge], starts)
    return owner[starts], np.logical_or.reduceat(charge >= 0, starts), found


def _saying(area: str) -> Callable[[str], bool]:
    return lambda charge: area in charge


def _contacts(frame: Frame, type: str) -> tuple[Table, Array]:
    """The table of contacts, and its rows of a type in force."""
    table = frame.people.tables[Contact]
    wanted = table["type"] == frame.columns.choice(Contact, "type", type)
    return table, np.flatnonzero(wanted & frame.in_force(table))


@prepare.register
def _(form: VillagesWalked, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Contact}):
        return None
    lacking = frame.columns.lacks({Unit, form.visits.kind})
    window, share = period(form.within, frame), frame.limit(form.share)

    def judge() -> Outcome:
        key = ("walked", form.who, form.visits, form.villages, window.span)
        villages, walked = frame.once(key, lambda: _villages_walked(form, frame, window.span))
        subjects, since = frame.qualified(form.who)
        if Unit in frame.columns.present:
            some = villages[subjects] > 0
            subjects, since = subjects[some], since[some]
        done, all_ = walked[subjects], villages[subjects]
        met = (done * share.denominator >= all_ * share.numerator) & (not lacking)
        status, due = status_of(frame, window, since, met, lacking, True)
        ratio = np.divide(done, all_, out=np.full(len(done), np.nan), where=all_ > 0)
        measured = np.full(len(done), np.nan) if lacking else ratio
        first, last = window.span.first.toordinal(), window.span.last.toordinal()
        return outcome(subjects, status, measured, float(share), first, last, due)

    return judge


def _villages_walked(form: VillagesWalked, frame: Frame, span: Span) -> tuple[Array, Array]:
    """How many villages each person has to walk, and how many of them were walked."""
    table, rows = _contacts(frame, form.who.type)
    owed = _villages_owed(form, frame, table.owner[rows], table["unit"][rows])
    size = frame.people.size
    walked = np.zeros(size, dtype=np.int64)
    visits = frame.people.tables.get(form.visits.kind)
    if visits is not None:
        seen = _seen(frame, form.visits, visits, span) & (visits["place"] >= 0)
        made = distinct(visits.owner[seen], visits["place"][seen])
        walked = counts(made[among(made, owed)], size)
    return counts(owed, size), walked


def _seen(frame: Frame, visits: Selection, table: Table, span: Span) -> Array:
    """Which activities of a selection fall within a window, up to the day."""
    day = table.day
    return np.asarray(
        frame.mask(visits, table) & (day >= span.first.toordinal()) & (day <= frame.day)
    )


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
    number = high - low
    places = np.repeat(low - np.concatenate(([0], np.cumsum(number)[:-1])), number)
    members = villages[places + np.arange(number.sum())] if len(number) else NONE
    return distinct(np.repeat(owner, number), members)


@prepare.register
def _(form: ContactVisited, frame: Frame) -> Judge | None:
    if frame.columns.lacks({Contact}):
        return None
    lacking = frame.columns.lacks({form.visits.kind})
    window, least = period(form.within, frame), frame.limit(form.least)

    def judge() -> Outcome:
        key = ("visited", form.who, form.visits, window.span)
        subjects, value = frame.once(key, lambda: _points_visited(form, frame, window.span))
        since = frame.since(form.who)[subjects]
        met = reached([value], [least])
        status, due = status_of(frame, window, since, met, lacking, True)
        measured = np.where(status == NO_DATA, np.nan, figures(value))
        first, last = window.span.first.toordinal(), window.span.last.toordinal()
        return worst(outcome(subjects, status, measured, float(least), first, last, due))

    return judge


def _points_visited(form: ContactVisited, frame: Frame, span: Span) -> tuple[Array, Array]:
    """For each person and contact point: the person, and the visits there in millionths."""
    table, rows = _contacts(frame, form.who.type)
    points = distinct(table.owner[rows], table["unit"][rows])
    subjects = points >> 32
    value = np.zeros(len(points), dtype=np.int64)
    visits = frame.people.tables.get(form.visits.kind)
    if visits is None:
        return subjects, value
    seen = np.flatnonzero(_seen(frame, form.visits, visits, span))
    owner, place = visits.owner[seen].astype(np.int64), visits["place"][seen]
    worth = np.where(visits["quantity"][seen] < 0, MILLION, visits["quantity"][seen])
    blank = place < 0
    anywhere = np.zeros(frame.people.size, dtype=np.int64)
    np.add.at(anywhere, owner[blank], worth[blank])
    value += anywhere[subjects]
    pairs = owner << 32 | place
    known = ~blank & among(pairs, points)
    np.add.at(value, np.searchsorted(points, pairs[known]), worth[known])
    return subjects, value


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
