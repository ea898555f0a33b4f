"""Requirements on people and units, judged for one subject: met, pending or missed."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from quanheng.norms.dates import DAY, Span, add_years, last_months, leaves_after
from quanheng.norms.finding import Status, Text
from quanheng.norms.kinds import MILLION, Tenure
from quanheng.norms.plain.case import (
    Answer,
    Case,
    Tally,
    View,
    figure,
    kinds_of,
    kinds_of_population,
    number,
)
from quanheng.norms.plain.windows import (
    A_YEAR,
    Judge,
    closest,
    judge,
    period,
    standing,
    ways,
)
from quanheng.norms.records import DATED
from quanheng.norms.requirement import Before, CatchUp, EachTenure, Requirement, Term, Until


@judge.register
def _(form: Requirement, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    lacking = case.lacks(set().union(*(kinds_of(way.measure) for way in form.ways)))
    window, prepared = period(form.within, case), ways(form.ways, case)
    deferral = _deferral(form.deferred_by, case) if form.deferred_by else None

    def answers(view: View) -> Iterator[Answer]:
        since = view.standing(form.who)
        if since is None:
            return
        deferred = deferral(view) if deferral else None
        if deferred is not None and case.on < deferred[1]:
            return
        way, tally = closest(prepared, view, window.facts)
        status, due = standing(window, since, case.on, tally.value >= way.least, lacking)
        clocks = [view.boundary, tally.upcoming, due, deferred[1] if deferred else None]
        if window.years is None:
            clocks += [window.due, window.span.last + DAY]
        else:
            months = A_YEAR * window.years
            clocks += [leaves_after(_dated(tally), months)] if tally.rows else []
            clocks += [add_years(since, window.years)]
        yield Answer(
            status,
            None if status is Status.NO_DATA else figure(tally.value),
            number(way.least / MILLION),
            way.unit,
            *window.span,
            due,
            tally.rows,
            tuple(clocks),
            _grade(form, case, tally.value),
        )

    return answers


def _dated(tally: Tally) -> date:
    """The day of the earliest row that counted."""
    days: list[date] = [getattr(row, DATED[type(row)]) for row in tally.rows]
    return min(days)


def _grade(form: Requirement, case: Case, value: int) -> Text | None:
    for grade in form.grades:
        if value >= case.limit(grade.least) * MILLION:
            return grade.label
    return None


Deferral = Callable[[View], tuple[date, date] | None]


def _deferral(form: CatchUp, case: Case) -> Deferral | None:
    """For a view: the day of promotion and the end of grace, if the catch-up speaks of it."""
    kinds = kinds_of_population(form.who).union(*(kinds_of(way.measure) for way in form.what))
    if case.lacks(kinds):
        return None
    prepared, years = ways(form.what, case), case.whole(form.within.years)
    grace = case.whole(form.grace)

    def applies(view: View) -> tuple[date, date] | None:
        if view.standing(form.who) is None:
            return None
        held = [row for row in view.dossier.of(Tenure) if case.in_force(row)]
        newest = max(row.start for row in held)
        if not any(row.promoted for row in held if row.start == newest):
            return None
        before = last_months(newest - DAY, A_YEAR * years)
        way, tally = closest(prepared, view, before)
        return None if tally.value >= way.least else (newest, add_years(newest, grace))

    return applies


@judge.register
def _(form: CatchUp, case: Case) -> Judge | None:
    deferral = _deferral(form, case)
    if deferral is None:
        return None
    prepared, years = ways(form.what, case), case.whole(form.within.years)

    def answers(view: View) -> Iterator[Answer]:
        deferred = deferral(view)
        if deferred is None:
            return
        due = deferred[1]
        window = last_months(min(case.on, due), A_YEAR * years)
        way, tally = closest(prepared, view, window)
        status = Status.MISSED if case.on >= due else Status.PENDING
        if tally.value >= way.least:
            status = Status.MET
        leaving = leaves_after(_dated(tally), A_YEAR * years) if tally.rows else None
        yield Answer(
            status,
            figure(tally.value),
            number(way.least / MILLION),
            way.unit,
            *window,
            due if status is Status.PENDING else None,
            tally.rows,
            (view.boundary, tally.upcoming, leaving, due),
        )

    return answers


@judge.register
def _(form: EachTenure, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    lacking, on = case.lacks(kinds_of(form.what.measure)), case.on
    (way,) = ways((form.what,), case)
    recent = _recent(form, case)

    def answers(view: View) -> Iterator[Answer]:
        if view.standing(form.who) is None:
            return
        for tenure in view.holding(form.who.holding):
            if tenure.start < recent:
                continue
            window, due = _own_window(form.within, case, tenure)
            tally = way.measure(view, *window)
            status = Status.MISSED if due is None or on >= due else Status.PENDING
            if tally.value >= way.least:
                status = Status.MET
            elif lacking:
                status = Status.NO_DATA
            yield Answer(
                status,
                None if status is Status.NO_DATA else figure(tally.value),
                number(way.least / MILLION),
                way.unit,
                *window,
                due if status is Status.PENDING else None,
                [tenure, *tally.rows],
                (view.boundary, tally.upcoming, due, _forgotten(form, case, tenure)),
            )

    return answers


def _recent(form: EachTenure, case: Case) -> date:
    """The first day on which a tenure may have begun."""
    if form.begun_months is not None:
        return last_months(case.on, case.whole(form.begun_months)).first
    if form.begun_years is not None:
        return add_years(case.on, -case.whole(form.begun_years))
    return date.min


def _forgotten(form: EachTenure, case: Case, tenure: Tenure) -> date | None:
    """The first day on which the tenure began too long ago for the rule."""
    if form.begun_months is not None:
        return leaves_after(tenure.start, case.whole(form.begun_months))
    if form.begun_years is not None:
        return leaves_after(tenure.start + DAY, A_YEAR * case.whole(form.begun_years))
    return None


def _own_window(
    within: Term | Before | Until, case: Case, tenure: Tenure
) -> tuple[Span, date | None]:
    """A tenure's own window, and the day on which it falls due (None: it has)."""
    if isinstance(within, Before):
        return Span(tenure.start - timedelta(case.whole(within.days)), tenure.start), None
    if isinstance(within, Until):
        due = add_years(tenure.start, case.whole(within.years))
        return Span(tenure.start, due), due
    start, end = tenure.term_start or tenure.start, tenure.term_end
    if end == start:  # an interval that ends as it starts has no effect
        start, end = tenure.start, None
    end = end or add_years(start, case.whole(within.years)) - DAY
    return Span(start, end), end
