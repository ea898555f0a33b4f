"""Duties of units judged all at once: agendas, rules on file, posts and quotas."""

import numpy as np

from quanheng.norms.columnar.answers import (
    MET,
    MISSED,
    NO_DATA,
    Judge,
    Outcome,
    over,
    prepare,
    today,
)
from quanheng.norms.columnar.frame import Frame
from quanheng.norms.columnar.pairs import among, at_units, counts, distinct
from quanheng.norms.kinds import (
    MILLION,
    Rulebook,
    Tenure,
    Unit,
)
from quanheng.norms.plain.case import kinds_of_population
from quanheng.norms.plain.windows import period
from quanheng.norms.population import HEAD, TEAM
from quanheng.norms.requirement import AlsoOnTheDay, InForce, OnePerson, WithinQuota


@prepare.register
def _(form: AlsoOnTheDay, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    lacking = frame.columns.lacks({form.days_with.kind})
    window, share = period(form.within, frame), frame.limit(form.share)

    def judge() -> Outcome:
        subjects = np.flatnonzero(frame.since(form.who))
        if lacking:
            return over(subjects, NO_DATA, np.nan, float(share), window.span)
        table = frame.units.tables[form.days_with.kind]
        day, size = table.day, frame.units.size
        seen = (day >= window.span.first.toordinal()) & (day <= frame.day)
        days = seen & frame.mask(form.days_with, table)
        also = seen & frame.mask(form.also, table)
        held = distinct(table.owner[days], day[days])
        both = held[among(held, distinct(table.owner[also], day[also]))]
        all_, done = counts(held, size)[subjects], counts(both, size)[subjects]
        subjects, done, all_ = subjects[all_ > 0], done[all_ > 0], all_[all_ > 0]
        met = done * share.denominator >= all_ * share.numerator
        return over(subjects, np.where(met, MET, MISSED), done / all_, float(share), window.span)

    return judge


@prepare.register
def _(form: InForce, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    lacking, least = frame.columns.lacks({Rulebook}), frame.limit(form.least)

    def judge() -> Outcome:
        subjects = np.flatnonzero(frame.since(form.who))
        if lacking:
            return over(subjects, NO_DATA, np.nan, float(least), today(frame))
        table = frame.units.tables[form.what.kind]
        held = frame.mask(form.what, table) & frame.in_force(table)
        number = np.bincount(table.owner[held], minlength=frame.units.size)[subjects]
        status = np.where(number >= float(least), MET, MISSED)
        return over(subjects, status, number, float(least), today(frame))

    return judge


@prepare.register
def _(form: OnePerson, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    lacking, least = frame.columns.lacks({Tenure}), frame.limit(form.least)

    def judge() -> Outcome:
        subjects = np.flatnonzero(frame.since(form.who))
        if lacking:
            return over(subjects, NO_DATA, np.nan, float(least), today(frame))
        table = frame.units.tables[Tenure]
        held = frame.in_force(table)
        first, second = (
            at_units(
                frame, held & (table["role"] == frame.columns.choice(Tenure, "role", r)), table
            )
            for r in (form.first, form.second)
        )
        both = counts(first[among(first, second)], frame.units.size)[subjects]
        status = np.where(both >= float(least), MET, MISSED)
        return over(subjects, status, np.minimum(both, 1), float(least), today(frame))

    return judge


@prepare.register
def _(form: WithinQuota, frame: Frame) -> Judge | None:
    if frame.columns.lacks(kinds_of_population(form.who)):
        return None
    lacking, allowed = frame.columns.lacks({Tenure}), frame.limit(form.excess)

    def judge() -> Outcome:
        head = frame.columns.heads[Unit]
        chiefs, deputies = head["chief_quota"], head["deputy_quota"]
        subjects = np.flatnonzero((chiefs >= 0) | (deputies >= 0))
        if lacking:
            return over(subjects, NO_DATA, np.nan, float(allowed), today(frame))
        table = frame.units.tables[Tenure]
        heads = at_units(frame, frame.holding(HEAD, table), table)
        team = at_units(frame, frame.holding(TEAM, table), table)
        others = team[~among(team, heads)]
        size = frame.units.size
        never = np.iinfo(np.int64).min
        excess = np.maximum(
            *(
                np.where(quota >= 0, counts(pairs, size)[: len(quota)] * MILLION - quota, never)
                for pairs, quota in ((heads, chiefs), (others, deputies))
            )
        )[subjects]
        status = np.where(excess > float(allowed * MILLION), MISSED, MET)
        return over(subjects, status, excess / MILLION, float(allowed), today(frame))

    return judge
