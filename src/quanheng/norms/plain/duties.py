"""Duties of leaders judged one by one: their own charge, their townships and contact points."""

from collections.abc import Iterator
from fractions import Fraction

from quanheng.norms.dates import DAY, Span
from quanheng.norms.finding import Status, Text
from quanheng.norms.kinds import MILLION, Contact, Unit
from quanheng.norms.plain.case import (
    Answer,
    Case,
    View,
    activities,
    figure,
    kinds_of_population,
    number,
)
from quanheng.norms.plain.windows import Judge, judge, next_day, period, standing
from quanheng.norms.requirement import ContactKept, ContactVisited, NoDirectCharge, VillagesWalked

DAYS_A_MONTH = 30
"""Months between two dates are the days between them divided by 30."""


@judge.register
def _(form: NoDirectCharge, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    areas, allowed = form.areas.names(case.on), case.limit(form.allowed)

    def answers(view: View) -> Iterator[Answer]:
        held = view.holding(form.who.holding)
        if not held:
            return
        told = [row for row in held if row.charge]
        found = [area for area in areas if any(area in (row.charge or "") for row in told)]
        status = Status.MISSED if len(found) > allowed else Status.MET
        names = "、".join(found)
        yield Answer(
            status if told else Status.NO_DATA,
            len(found) if told else None,
            number(allowed),
            form.allowed.unit,
            case.on,
            case.on,
            None,
            [row for row in told if any(area in (row.charge or "") for area in found)] or told,
            (view.boundary,),
            Text(f"直接分管：{names}", f"in direct charge of {names}") if found else None,
        )

    return answers


@judge.register
def _(form: VillagesWalked, case: Case) -> Judge | None:
    if case.lacks({Contact}):
        return None
    lacking = case.lacks({Unit, form.visits.kind})
    window, share = period(form.within, case), case.limit(form.share)

    def answers(view: View) -> Iterator[Answer]:
        since = view.standing(form.who)
        if since is None:
            return
        villages = _villages(form, view)
        if not villages and case.records.has(Unit):
            return
        visits = activities(view, form.visits)
        seen = Span(window.span.first, case.on)
        rows = [row for row in visits if row.place in villages and row.day in seen]
        walked = {row.place for row in rows}
        ratio = Fraction(len(walked), len(villages)) if villages else Fraction(0)
        status, due = standing(window, since, case.on, not lacking and ratio >= share, lacking)
        left = len(villages) - len(walked)
        yield Answer(
            status,
            None if lacking else number(ratio),
            number(share),
            form.share.unit,
            *window.span,
            due,
            rows,
            (view.boundary, next_day(visits, case.on), window.due, window.span.last + DAY),
            Text(
                f"尚有{left}个村（社区）未走到",
                f"{left} villages or communities still to be walked",
            )
            if left and not lacking
            else None,
        )

    return answers


def _villages(form: VillagesWalked, view: View) -> set[str]:
    """The villages and communities of one's townships."""
    categories = form.villages.categories or frozenset()
    return {
        unit.code
        for township in {row.unit for row in view.contacts(form.who.type)}
        for unit in view.case.villages.get(township, ())
        if unit.category in categories
    }


@judge.register
def _(form: ContactVisited, case: Case) -> Judge | None:
    if case.lacks({Contact}):
        return None
    lacking, window = case.lacks({form.visits.kind}), period(form.within, case)
    least = case.limit(form.least)

    def answers(view: View) -> Iterator[Answer]:
        since = view.standing(form.who)
        if since is None:
            return
        visits, seen = activities(view, form.visits), Span(window.span.first, case.on)
        for point in sorted({row.unit for row in view.contacts(form.who.type)}):
            rows = [row for row in visits if row.day in seen and row.place in (None, point)]
            value = sum(MILLION if row.quantity is None else row.quantity for row in rows)
            reached = value >= least * MILLION
            status, due = standing(window, since, case.on, reached, lacking)
            yield Answer(
                status,
                None if status is Status.NO_DATA else figure(value),
                number(least),
                form.least.unit,
                *window.span,
                due,
                rows,
                (view.boundary, next_day(visits, case.on), window.due, window.span.last + DAY),
                Text(f"联系点{point}", f"contact point {point}"),
            )

    return answers


@judge.register
def _(form: ContactKept, case: Case) -> Judge | None:
    if case.lacks({Contact}):
        return None
    window, least = period(form.within, case), case.limit(form.months)

    def answers(view: View) -> Iterator[Answer]:
        for row in view.dossier.of(Contact):
            if row.type != form.who.type or row.end is None or row.end == row.start:
                continue
            if not window.span.first <= row.end <= case.on:
                continue
            months = Fraction((row.end - row.start).days, DAYS_A_MONTH)
            yield Answer(
                Status.MET if months >= least else Status.MISSED,
                number(months),
                number(least),
                form.months.unit,
                *window.span,
                None,
                [row],
                (view.boundary, window.span.last + DAY),
                Text(f"联系点{row.unit}", f"contact point {row.unit}"),
            )

    return answers
