"""Proposals on units, pools and programmes: shares, ratios, rankings, the make-up of teams."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from quanheng.norms.dates import DAY, Span, add_months, add_years, full_years, month_of
from quanheng.norms.finding import Status, Text
from quanheng.norms.kinds import (
    MILLION,
    Appraisal,
    Pay,
    Person,
    Project,
    Reserve,
    Row,
    Secondment,
    Tenure,
    Unit,
)
from quanheng.norms.plain.case import Answer, Case, View, figure, number, number_beside
from quanheng.norms.plain.windows import Judge, judge
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
from quanheng.norms.sentence import gap, percent

ANNUAL = "年度"


def _members(view: View) -> list[str]:
    """People with a tenure in force at the unit."""
    case = view.case
    return sorted({row.person for row in view.dossier.of(Tenure) if case.in_force(row)})


def _of_category(view: View, categories: frozenset[str]) -> bool:
    unit = view.dossier.head
    return isinstance(unit, Unit) and unit.category in categories


@judge.register
def _(form: GradeShare, case: Case) -> Judge | None:
    if case.lacks({Unit, Tenure, Appraisal}):
        return None
    year, limit = case.on.year - 1, case.limit(form.limit)
    window = Span(date(year, 1, 1), date(year, 12, 31))

    def graded(code: str) -> list[Appraisal]:
        rows = case.records.people[code].of(Appraisal)
        return [row for row in rows if row.type == ANNUAL and row.year == year and row.grade]

    def answers(view: View) -> Iterator[Answer]:
        if not _of_category(view, form.categories):
            return
        found = [rows[0] for code in _members(view) if (rows := graded(code))]
        with_grade: list[Row] = [row for row in found if row.grade == form.grade]
        share = Fraction(len(with_grade), len(found)) if found else Fraction(0)
        if share > limit:
            excess = len(with_grade) - int(limit * len(found))
            yield Answer(
                Status.ATTENTION,
                number(share),
                number(limit),
                form.limit.unit,
                *window,
                None,
                with_grade,
                (view.boundary, date(year + 2, 1, 1)),
                Text(
                    f"{len(found)}人中{form.grade}{len(with_grade)}人，超出{excess}人",
                    f"{len(with_grade)} of {len(found)} people, {excess} too many",
                ),
            )

    return answers


@judge.register
def _(form: PayRatio, case: Case) -> Judge | None:
    if case.lacks({Unit, Tenure, Pay}):
        return None
    months, least = case.whole(form.months), case.limit(form.least)
    last = month_of(case.on)
    window = Span(add_months(last.first, 1 - months), last.last)
    posts = (row for row in case.records.of(Tenure) if case.in_force(row))
    peers = {row.person for row in posts if case.category(row.unit) in form.reference}
    reference = _averages(case, peers, window)

    def answers(view: View) -> Iterator[Answer]:
        if not _of_category(view, form.categories):
            return
        people = _members(view)
        own = _averages(case, people, window)
        ratios = {
            level: average / reference[level]
            for level, average in own.items()
            if average and reference.get(level)
        }
        ratio = min(ratios.values(), default=least)
        if ratio < least:
            shown, short = percent(ratio, least), gap(ratio, least)
            compared = [row for level, row in _paid(case, people, window) if level in ratios]
            yield Answer(
                Status.ATTENTION,
                number_beside(ratio, least),
                number(least),
                form.least.unit,
                *window,
                None,
                compared,
                (view.boundary, last.last + DAY, _turn(case)),
                Text(
                    f"同职级月均应发为区直部门的{shown}，差{short}",
                    f"{shown} of the departments' average at the same level, short by {short}",
                ),
            )

    return answers


def _turn(case: Case) -> date | None:
    """The next day on which any tenure begins or ends: pay compares across units."""
    days = (day for row in case.records.of(Tenure) for day in (row.start, row.end))
    return min((day for day in days if day is not None and day > case.on), default=None)


def _paid(case: Case, people: Iterable[str], window: Span) -> Iterator[tuple[int, Pay]]:
    """What the people were paid in the window, each row with its person's highest level."""
    for code in people:
        dossier = case.records.people[code]
        levels = [row.level for row in dossier.of(Tenure) if case.in_force(row)]
        for row in dossier.of(Pay) if levels else ():
            if row.amount is not None and row.month in window:
                yield min(levels), row


def _averages(case: Case, people: Iterable[str], window: Span) -> Mapping[int, Fraction]:
    """Pay per person-month by the people's highest level in force, in millionths."""
    paid: dict[int, int] = defaultdict(int)
    person_months: dict[int, set[tuple[str, date]]] = defaultdict(set)
    for level, row in _paid(case, people, window):
        paid[level] += row.amount or 0
        person_months[level].add((row.person, row.month))
    return {level: Fraction(total, len(person_months[level])) for level, total in paid.items()}


@judge.register
def _(form: AgeLadder, case: Case) -> Judge | None:
    if case.lacks({Unit, Tenure, Person}):
        return None
    members, young = case.whole(form.members), case.whole(form.young)
    old, allowed = case.whole(form.old), case.whole(form.missing)

    def answers(view: View) -> Iterator[Answer]:
        team = view.holding(TEAM)
        people = {row.person: case.records.people[row.person].head for row in team}
        births = [head.birth for head in people.values() if isinstance(head, Person)]
        if not isinstance(view.dossier.head, Unit) or len(people) < members:
            return
        ages = [full_years(birth, case.on) for birth in births]
        missing = []
        if not any(age <= young for age in ages):
            missing.append(Text(f"没有{young}岁以下成员", f"no member aged {young} or less"))
        if not any(age > old for age in ages):
            missing.append(Text(f"没有{old}岁以上成员", f"no member over {old}"))
        if len(missing) > allowed:
            birthdays = [add_years(birth, age + 1) for birth, age in zip(births, ages, strict=True)]
            yield Answer(
                Status.ATTENTION,
                len(missing),
                allowed,
                form.missing.unit,
                case.on,
                case.on,
                None,
                team,
                (view.boundary, min(birthdays)),
                Text("、".join(m.zh for m in missing), ", ".join(m.en for m in missing)),
            )

    return answers


Ranks = Mapping[int, Mapping[str, Appraisal]]


def _ranks(case: Case) -> Ranks:
    """Ranked annual appraisals of units: by year, then by unit."""
    found: dict[int, dict[str, Appraisal]] = defaultdict(dict)
    for row in case.records.of(Appraisal):
        if row.subject_type == "单位" and row.type == ANNUAL and row.rank is not None:
            found[row.year][row.subject] = row
    return found


def _carded(
    case: Case, ranks: Mapping[str, Appraisal], unit: Unit, ranked: int
) -> Appraisal | None:
    """The unit's appraisal of a year if it came last among its peers and was found at fault."""
    peers = [
        row.rank
        for code, row in ranks.items()
        if case.category(code) == unit.category and row.rank is not None
    ]
    own = ranks.get(unit.code)
    if own is None or len(peers) < ranked or own.rank != max(peers):
        return None
    return own if own.own_fault else None


@judge.register
def _(form: LastPlaced, case: Case) -> Judge | None:
    if case.lacks({Unit, Appraisal}):
        return None
    ranks, ranked = _ranks(case), case.whole(form.ranked)
    rungs = [(case.whole(rung.least), rung) for rung in form.cards]

    def answers(view: View) -> Iterator[Answer]:
        unit = view.dossier.head
        if not isinstance(unit, Unit):
            return
        cards: list[Row] = []
        for least, _ in rungs:
            card = _carded(case, ranks.get(case.on.year - least, {}), unit, ranked)
            if card is None:
                break
            cards.append(card)
        if cards:
            least, rung = rungs[len(cards) - 1]
            year = case.on.year - 1
            yield Answer(
                Status.ATTENTION,
                len(cards),
                rungs[0][0],
                rung.least.unit,
                date(year, 1, 1),
                date(year, 12, 31),
                None,
                cards,
                (date(year + 2, 1, 1),),
                rung.label,
            )

    return answers


@judge.register
def _(form: LowestRanked, case: Case) -> Judge | None:
    if case.lacks({Unit, Appraisal}):
        return None
    year = case.on.year - 1
    ranks = _ranks(case).get(year, {})
    border: dict[str, tuple[int, int]] = {}
    for categories, size in form.groups:
        group = sorted(
            (row.rank or 0 for code, row in ranks.items() if case.category(code) in categories),
            reverse=True,
        )
        n = case.whole(size)
        if group and n:
            border.update(dict.fromkeys(categories, (group[:n][-1], n)))

    def answers(view: View) -> Iterator[Answer]:
        unit = view.dossier.head
        own = ranks.get(view.dossier.code)
        if not isinstance(unit, Unit) or own is None or unit.category not in border:
            return
        lowest, n = border[unit.category]
        if own.rank is not None and own.rank >= lowest:
            yield Answer(
                Status.ATTENTION,
                figure(own.rank),
                n,
                form.groups[0][1].unit,
                date(year, 1, 1),
                date(year, 12, 31),
                None,
                [own],
                (date(year + 2, 1, 1),),
                form.consequence,
            )

    return answers


@judge.register
def _(form: PoolSize, case: Case) -> Judge | None:
    if case.lacks({Reserve}):
        return None
    target, tolerance = case.limit(form.target), case.limit(form.tolerance)

    def answers(view: View) -> Iterator[Answer]:
        rows = [row for row in view.dossier.of(Reserve) if row.end != row.start]
        if not any(row.start <= case.on for row in rows):
            return
        held = [row for row in rows if row.start <= case.on and (not row.end or row.end > case.on)]
        size = len({row.person for row in held})
        if target * (1 - tolerance) <= size <= target * (1 + tolerance):
            return
        gap = abs(size - int(target))
        turns = [day for row in rows for day in (row.start, row.end) if day and day > case.on]
        yield Answer(
            Status.ATTENTION,
            size,
            number(target),
            form.target.unit,
            case.on,
            case.on,
            None,
            held,
            (min(turns, default=None),),
            Text(f"缺{gap}人", f"short by {gap}")
            if size < target
            else Text(f"超{gap}人", f"over by {gap}"),
        )

    return answers


@judge.register
def _(form: ProjectTarget, case: Case) -> Judge | None:
    if case.lacks({Project, Secondment}):
        return None
    defaults = {category: case.limit(least) * MILLION for category, least in form.defaults}
    unit = form.defaults[0][1].unit

    def answers(view: View) -> Iterator[Answer]:
        project = view.dossier.head
        if not isinstance(project, Project) or (project.start and project.start == project.end):
            return
        if project.category not in defaults or (project.start and project.start > case.on):
            return
        target = defaults[project.category] if project.target is None else project.target
        rows = [row for row in view.dossier.of(Secondment) if row.end != row.start]
        took_part = [row for row in rows if row.start <= case.on]
        people = len({row.person for row in took_part})
        if people * MILLION < target:
            short = figure(int(target) - people * MILLION)
            later = [row.start for row in rows if row.start > case.on]
            yield Answer(
                Status.ATTENTION,
                people,
                figure(int(target)),
                unit,
                case.on,
                case.on,
                None,
                took_part,
                (min(later, default=None),),
                Text(f"差{short}人", f"short by {short}"),
            )

    return answers
