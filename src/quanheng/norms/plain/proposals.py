"""Proposals on people, judged one by one: counts, votes, marks, years in a post."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from quanheng.norms.dates import (
    DAY,
    Span,
    add_months,
    add_years,
    full_years,
    last_months,
    leaves_after,
    stretch_start,
)
from quanheng.norms.finding import Status, Text
from quanheng.norms.kinds import (
    MILLION,
    Appraisal,
    Award,
    Duty,
    Evaluation,
    Pay,
    Person,
    Row,
    Supervision,
    Tenure,
    Unit,
)
from quanheng.norms.measure import Calendar
from quanheng.norms.plain.case import (
    Answer,
    Case,
    View,
    figure,
    kinds_of,
    kinds_of_population,
    measurer,
    month_after,
    number,
    number_beside,
)
from quanheng.norms.plain.windows import Judge, Law, judge, next_day, period
from quanheng.norms.proposal import (
    GhostPay,
    Influence,
    Ladder,
    LastMonths,
    Occurrences,
    Unanswered,
    VoteShare,
)
from quanheng.norms.requirement import ConsecutiveGrade, HomeArea, YearsHeld

SUFFIXES = ("街道", "省", "市", "县", "区", "镇", "乡")


def window_of(within: Calendar | LastMonths, law: Law) -> tuple[Span, int | None]:
    """The window, and its length in months where it moves with the day."""
    if isinstance(within, Calendar):
        return period(within, law).span, None
    months = law.whole(within.months)
    return last_months(law.on, months), months


def _leaving(rows: list[Row], months: int | None, window: Span) -> date | None:
    """The first day on which the window no longer holds what it holds now."""
    if months is None:
        return window.last + DAY
    return leaves_after(min(row.day for row in rows), months) if rows else None  # type: ignore[attr-defined]


@judge.register
def _(form: YearsHeld, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    rungs = [(case.whole(rung.least), rung) for rung in form.rungs]

    def answers(view: View) -> Iterator[Answer]:
        held = view.holding(form.who.holding)
        begun = [row for row in view.dossier.of(Tenure) if case.seen(row)]
        if not held or (form.one_unit and len({row.unit for row in begun}) > 1):
            return
        since, post = min(((_post_since(row, begun, case.on), row) for row in held), key=_earliest)
        years = full_years(since, case.on)
        reached = [(least, rung) for least, rung in rungs if years >= least]
        if not reached:
            return
        least, rung = reached[-1]
        same = [row for row in begun if (row.unit, row.title) == (post.unit, post.title)]
        yield Answer(
            Status.ATTENTION,
            years,
            least,
            rung.least.unit,
            case.on,
            case.on,
            None,
            [row for row in same if row.start >= since],
            (view.boundary, add_years(since, years + 1)),
            Text(
                f"{post.title}任职满{years}年（{since}起），{rung.label.zh}",
                f"{post.title} for {years} full years since {since}: {rung.label.en}",
            ),
        )

    return answers


def _post_since(tenure: Tenure, begun: list[Tenure], on: date) -> date:
    """Since when the post (same unit, same title) has been held without a break."""
    same = [
        (row.start, row.end)
        for row in begun
        if row.unit == tenure.unit and row.title == tenure.title
    ]
    return stretch_start(same, (), on) or tenure.start


def _earliest(pair: tuple[date, Tenure]) -> tuple[date, int]:
    return pair[0], pair[1].row


@judge.register
def _(form: HomeArea, case: Case) -> Judge | None:
    if case.lacks({Tenure, Unit, Person}):
        return None
    allowed = case.limit(form.allowed)

    def answers(view: View) -> Iterator[Answer]:
        person = view.dossier.head
        origin = (person.home_area or person.birthplace) if isinstance(person, Person) else None
        if not origin:
            return
        at_home = []
        for row in view.holding(form.who.holding):
            unit = case.records.units.get(row.unit)
            if unit and unit.location and stem(unit.location) == stem(origin):
                at_home.append(row)
        if len(at_home) > allowed:
            yield Answer(
                Status.ATTENTION,
                min(len(at_home), 1),
                number(allowed),
                form.allowed.unit,
                case.on,
                case.on,
                None,
                at_home,
                (view.boundary,),
                Text(f"成长地{origin}即任职地", f"grew up in {origin}, where the unit lies"),
            )

    return answers


def stem(place: str) -> str:
    """A place without one trailing suffix, unless nothing would remain."""
    for suffix in SUFFIXES:
        if place.endswith(suffix):
            return place[: -len(suffix)] or place
    return place


@judge.register
def _(form: ConsecutiveGrade, case: Case) -> Judge | None:
    if case.lacks({Appraisal}):
        return None
    years = case.whole(form.years)

    def answers(view: View) -> Iterator[Answer]:
        graded = {
            row.year: row
            for row in view.dossier.of(Appraisal)
            if row.type == "年度" and row.grade and row.year <= case.on.year
        }
        latest = max(graded, default=0)
        run = [graded.get(latest - back) for back in range(years)]
        bad = [row for row in run if row is not None and row.grade == form.grade]
        if len(bad) < years:
            return
        later = [r.year for r in view.dossier.of(Appraisal) if r.year > case.on.year]
        yield Answer(
            Status.ATTENTION,
            years,
            years,
            form.years.unit,
            case.on,
            case.on,
            None,
            bad,
            (date(min(later), 1, 1) if later else None,),
        )

    return answers


@judge.register
def _(form: Ladder, case: Case) -> Judge | None:
    if case.lacks(kinds_of(form.count)):
        return None
    window, months = window_of(form.within, case)
    measure = measurer(form.count, case.on)
    rungs = [(case.limit(rung.least), rung) for rung in form.rungs]

    def answers(view: View) -> Iterator[Answer]:
        tally = measure(view, *window)
        reached = [pair for pair in rungs if tally.value >= pair[0] * MILLION]
        if reached:
            least, rung = reached[-1]
            yield Answer(
                Status.ATTENTION,
                figure(tally.value),
                number(least),
                rung.least.unit,
                *window,
                None,
                tally.rows,
                (tally.upcoming, _leaving(tally.rows, months, window)),
                rung.label,
            )

    return answers


@judge.register
def _(form: Occurrences, case: Case) -> Judge | None:
    if case.lacks(kinds_of(form.count)):
        return None
    window, _ = window_of(form.within, case)
    measure, allowed = measurer(form.count, case.on), case.limit(form.allowed)

    def answers(view: View) -> Iterator[Answer]:
        tally = measure(view, *window)
        if tally.value > allowed * MILLION:
            yield Answer(
                Status.ATTENTION,
                figure(tally.value),
                number(allowed),
                form.allowed.unit,
                *window,
                None,
                tally.rows,
                (tally.upcoming, window.last + DAY),
                form.consequence,
            )

    return answers


@judge.register
def _(form: VoteShare, case: Case) -> Judge | None:
    if case.lacks({Evaluation}):
        return None
    window, months = window_of(form.within, case)
    limit = case.limit(form.limit)

    def answers(view: View) -> Iterator[Answer]:
        votes = [row for row in view.dossier.of(Evaluation) if row.type == form.type]
        recent = [row for row in votes if row.day in window]
        if not recent:
            return
        newest = recent[-1]
        parts = [getattr(newest, vote) for vote in form.votes]
        if not newest.returned or None in parts:
            return
        share = Fraction(sum(parts), newest.returned)
        if (share > limit) if form.at_most else (share < limit):
            yield Answer(
                Status.ATTENTION,
                number_beside(share, limit),
                number(limit),
                form.limit.unit,
                *window,
                None,
                [newest],
                (next_day(votes, case.on), _leaving([newest], months, window)),
                form.consequence,
            )

    return answers


@judge.register
def _(form: GhostPay, case: Case) -> Judge | None:
    if case.lacks({Pay, Tenure}):
        return None
    allowed = case.limit(form.allowed)

    def answers(view: View) -> Iterator[Answer]:
        begun = [row for row in view.dossier.of(Tenure) if case.seen(row)]
        rows = [
            pay
            for pay in view.dossier.of(Pay)
            if pay.month <= case.on
            and (pay.amount is None or pay.amount > 0)
            and (pay.attendance == 0 or not _at_post(begun, pay.month))
        ]
        months = sorted({pay.month for pay in rows})
        if len(months) > allowed:
            listed = "、".join(f"{month:%Y-%m}" for month in months)
            later = [pay.month for pay in view.dossier.of(Pay) if pay.month > case.on]
            yield Answer(
                Status.ATTENTION,
                len(months),
                number(allowed),
                form.allowed.unit,
                case.on,
                case.on,
                None,
                rows,
                (view.boundary, min(later, default=None)),
                Text(f"涉及月份：{listed}", f"months: {listed}"),
            )

    return answers


def _at_post(begun: list[Tenure], month: date) -> bool:
    """Whether any tenure overlaps the month that begins on this day."""
    after = month_after(month)
    return any(row.start < after and (row.end is None or row.end > month) for row in begun)


@judge.register
def _(form: Unanswered, case: Case) -> Judge | None:
    if case.lacks({Duty}):
        return None
    allowed, on = case.limit(form.allowed), case.on

    def open_on(day: date | None) -> bool:
        return day is None or day > on

    def answers(view: View) -> Iterator[Answer]:
        late = [
            duty
            for duty in view.dossier.of(Duty)
            if duty.assigned <= on
            and duty.deadline is not None
            and duty.deadline < on
            and open_on(duty.closed)
            and open_on(duty.answered)
        ]
        if late:
            days = max((on - duty.deadline).days for duty in late if duty.deadline)
            listed = "、".join(f"{duty.type}{duty.number}" for duty in late)
            if days > allowed:
                yield Answer(
                    Status.ATTENTION,
                    days,
                    number(allowed),
                    form.allowed.unit,
                    on,
                    on,
                    None,
                    late,
                    (on + DAY,),
                    Text(f"逾期未复：{listed}", f"overdue without answer: {listed}"),
                )

    return answers


@judge.register
def _(form: Influence, case: Case) -> Judge | None:
    if case.lacks({form.marks.kind}):
        return None
    months = case.whole(form.months) if form.months is not None else None
    allowed = case.limit(form.allowed)

    def until(row: Row) -> date | None:
        if months is not None and isinstance(row, Supervision):
            return add_months(row.day, months)
        return row.influence_until if isinstance(row, Award) else None

    def answers(view: View) -> Iterator[Answer]:
        marks = view.rows(form.marks)
        ends = [
            (end, row)
            for row in marks
            if (end := until(row)) is not None and row.day <= case.on < end  # type: ignore[attr-defined]
        ]
        if len(ends) > allowed:
            end, last = max(ends, key=lambda pair: pair[0])
            yield Answer(
                Status.ATTENTION,
                len(ends),
                number(allowed),
                form.allowed.unit,
                last.day,  # type: ignore[attr-defined]
                end - DAY,
                None,
                [row for _, row in ends],
                (next_day(marks, case.on), min(end for end, _ in ends)),
                Text(f"影响期至{end - DAY}（含），{end}前不得提拔", f"no promotion before {end}"),
            )

    return answers
