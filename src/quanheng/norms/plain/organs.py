"""Duties of units judged one by one: agendas, rules on file, posts and quotas."""

from collections.abc import Iterator
from fractions import Fraction

from quanheng.norms.dates import DAY, Span
from quanheng.norms.finding import Status, Text
from quanheng.norms.kinds import MILLION, Rulebook, Tenure, Unit
from quanheng.norms.plain.case import Answer, Case, View, activities, kinds_of_population, number
from quanheng.norms.plain.windows import Judge, judge, next_day, period
from quanheng.norms.population import HEAD, TEAM
from quanheng.norms.requirement import AlsoOnTheDay, InForce, OnePerson, WithinQuota


@judge.register
def _(form: AlsoOnTheDay, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    lacking, window = case.lacks({form.days_with.kind}), period(form.within, case)
    share = case.limit(form.share)

    def answers(view: View) -> Iterator[Answer]:
        if view.standing(form.who) is None:
            return
        seen = Span(window.span.first, case.on)
        meetings, items = activities(view, form.days_with), activities(view, form.also)
        rows = [row for row in meetings if row.day in seen]
        days = {row.day for row in rows}
        if not days and not lacking:
            return
        also = [row for row in items if row.day in days]
        both = {row.day for row in also}
        ratio = Fraction(len(both), len(days)) if days else Fraction(0)
        status = Status.MET if ratio >= share else Status.MISSED
        without = "、".join(str(day) for day in sorted(days - both))
        upcoming = next_day([*meetings, *items], case.on)
        yield Answer(
            Status.NO_DATA if lacking else status,
            None if lacking else number(ratio),
            number(share),
            form.share.unit,
            *window.span,
            None,
            [*rows, *also],
            (upcoming, window.span.last + DAY),
            Text(f"未列第一议题：{without}", f"without it: {without}") if without else None,
        )

    return answers


@judge.register
def _(form: InForce, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    lacking, least = case.lacks({form.what.kind}), case.limit(form.least)

    def answers(view: View) -> Iterator[Answer]:
        if view.standing(form.who) is None:
            return
        rows = [row for row in view.rows(form.what) if isinstance(row, Rulebook)]
        held = [row for row in rows if case.in_force(row)]
        turns = tuple(day for row in rows for day in (row.start, row.end))
        status = Status.MET if len(held) >= least else Status.MISSED
        yield Answer(
            Status.NO_DATA if lacking else status,
            None if lacking else len(held),
            number(least),
            form.least.unit,
            case.on,
            case.on,
            None,
            held,
            turns,
        )

    return answers


@judge.register
def _(form: OnePerson, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    lacking, least = case.lacks({Tenure}), case.limit(form.least)

    def answers(view: View) -> Iterator[Answer]:
        if view.standing(form.who) is None:
            return
        held = [row for row in view.dossier.of(Tenure) if case.in_force(row)]
        first = [row for row in held if row.role == form.first]
        second = [row for row in held if row.role == form.second]
        both = {row.person for row in first} & {row.person for row in second}
        none = Text(f"没有{form.first}", f"no {form.first}")
        yield Answer(
            Status.NO_DATA if lacking else Status.MET if len(both) >= least else Status.MISSED,
            None if lacking else min(len(both), 1),
            number(least),
            form.least.unit,
            case.on,
            case.on,
            None,
            [row for row in (*first, *second) if row.person in both] or [*first, *second],
            (view.boundary,),
            none if not first and not lacking else None,
        )

    return answers


@judge.register
def _(form: WithinQuota, case: Case) -> Judge | None:
    if case.lacks(kinds_of_population(form.who)):
        return None
    lacking, allowed = case.lacks({Tenure}), case.limit(form.excess)

    def answers(view: View) -> Iterator[Answer]:
        unit = view.dossier.head
        if not isinstance(unit, Unit) or unit.chief_quota is unit.deputy_quota is None:
            return
        chiefs, team = view.holding(HEAD), view.holding(TEAM)
        heads = {row.person for row in chiefs}
        others = {row.person for row in team} - heads
        excesses = [
            Fraction(len(people)) - Fraction(quota, MILLION)
            for people, quota in ((heads, unit.chief_quota), (others, unit.deputy_quota))
            if quota is not None
        ]
        excess = max(excesses)
        yield Answer(
            Status.NO_DATA if lacking else Status.MISSED if excess > allowed else Status.MET,
            None if lacking else number(excess),
            number(allowed),
            form.excess.unit,
            case.on,
            case.on,
            None,
            [*chiefs, *(row for row in team if row.person in others)],
            (view.boundary,),
            Text(
                f"正职{len(heads)}人，其他班子成员{len(others)}人",
                f"{len(heads)} heads, {len(others)} other team members",
            ),
        )

    return answers
