"""How a figure came about, in a few lines, where the rows alone do not show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import singledispatch

from quanheng.norms.dates import Span, add_months, full_years, month_of, stretch_start
from quanheng.norms.finding import Finding, Measured, Text
from quanheng.norms.kinds import (
    LEVELS,
    MILLION,
    Appraisal,
    Evaluation,
    Level,
    Pay,
    Person,
    Project,
    Tenure,
    Unit,
    columns,
)
from quanheng.norms.measure import Least, Measure, Sum, Threshold
from quanheng.norms.pack import Form
from quanheng.norms.plain.case import (
    Case,
    View,
    activities,
    figure,
    kinds_of,
    measurer,
)
from quanheng.norms.plain.proposals import window_of
from quanheng.norms.plain.reasons import ANNUAL
from quanheng.norms.plain.telling import called, described
from quanheng.norms.plain.windows import closest, period, ways
from quanheng.norms.population import HEAD, TEAM
from quanheng.norms.proposal import (
    AgeLadder,
    GhostPay,
    GradeShare,
    Ladder,
    LastPlaced,
    LowestRanked,
    Occurrences,
    PayRatio,
    ProjectTarget,
    VoteShare,
)
from quanheng.norms.requirement import (
    CatchUp,
    HomeArea,
    Requirement,
    VillagesWalked,
    WithinQuota,
    YearsHeld,
)
from quanheng.norms.sentence import percent, shown

NOT_PROVIDED = Text("未提供", "not provided")
LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


def facts_of(form: Form, case: Case, finding: Finding | None) -> Span | None:
    """The days on which facts count: narrower than the window for some yearly duties."""
    if isinstance(form, Requirement):
        return period(form.within, case).facts
    if isinstance(form, Ladder | Occurrences):
        return window_of(form.within, case)[0]
    if isinstance(form, LastPlaced | LowestRanked | VoteShare) or finding is None:
        return None  # these look back by years or votes, not by days
    if finding.window_start is None or finding.window_end is None:
        return None
    alone = finding.window_start == finding.window_end
    return None if alone else Span(finding.window_start, finding.window_end)


def thresholds(form: Form, view: View, facts: Span | None) -> tuple[Threshold, ...]:
    """The thresholds of a form, the one that the finding shows first; empty if it has none."""
    if not isinstance(form, Requirement | CatchUp) or facts is None:
        return ()
    what = form.ways if isinstance(form, Requirement) else form.what
    prepared = ways(what, view.case)
    best = prepared.index(closest(prepared, view, facts)[0])
    return (what[best], *what[:best], *what[best + 1 :])


@singledispatch
def workings(form: Form, view: View, finding: Finding | None) -> Iterator[Text]:
    """Lines on how the figure came about; none where the rows that counted say it all."""
    del form, view, finding
    yield from ()


@workings.register(Requirement)
@workings.register(CatchUp)
def _(form: Requirement | CatchUp, view: View, finding: Finding | None) -> Iterator[Text]:
    facts = facts_of(form, view.case, finding)
    declared = thresholds(form, view, facts)
    if finding is None or facts is None:
        return
    for place, threshold in enumerate(declared):
        unit, measure = threshold.least.unit, threshold.measure
        limit = view.case.limit(threshold.least)
        given, what = _given(measure, view, facts), described(measure)
        required = shown(limit, unit, given)
        value = NOT_PROVIDED if given is None else shown(given, unit, limit)
        if len(declared) > 1:
            mark = Text("（所示）", " (shown)") if place == 0 else Text("", "")
            yield Text(
                f"任一即可{mark.zh}：{what.zh} {value.zh}，要求不少于{required.zh}",
                f"either suffices{mark.en}: {what.en} {value.en}, required at least {required.en}",
            )
        for part in measure.parts if isinstance(measure, Sum | Least) else ():
            piece, name = _given(part, view, facts), described(part)
            amount = NOT_PROVIDED if piece is None else shown(piece, unit, limit)
            yield Text(f"{name.zh}：{amount.zh}", f"{name.en}: {amount.en}")


def _given(measure: Measure, view: View, facts: Span) -> Measured:
    """What a measure gives; None if a sheet that it reads is absent."""
    if view.case.lacks(kinds_of(measure)):
        return None
    return figure(measurer(measure, view.case.on)(view, *facts).value)


@workings.register
def _(form: VillagesWalked, view: View, finding: Finding | None) -> Iterator[Text]:
    if finding is None:
        return
    case, first = view.case, period(form.within, view.case).span.first
    walked = {row.place for row in activities(view, form.visits) if first <= row.day <= case.on}
    townships = {row.unit for row in view.contacts(form.who.type)}
    categories = form.villages.categories or frozenset()
    villages = [
        unit
        for township in sorted(townships)
        for unit in case.villages.get(township, ())
        if unit.category in categories
    ]
    left = [called(unit.name, unit.code) for unit in villages if unit.code not in walked]
    count = len(villages)
    yield Text(f"应走村（社区）{count}个", f"{count} villages or communities to walk")
    if left and finding.measured is not None:
        yield Text(
            "未走到：" + "、".join(unit.zh for unit in left),
            "still to be walked: " + ", ".join(unit.en for unit in left),
        )


@workings.register
def _(form: AgeLadder, view: View, finding: Finding | None) -> Iterator[Text]:
    case = view.case
    team = sorted({row.person for row in view.holding(TEAM)})
    least = case.whole(form.members)
    yield Text(
        f"班子成员{len(team)}人（{least}人以上才评）",
        f"{len(team)} team members (looked at from {least} on)",
    )
    for code in team:
        head, who = case.records.people[code].head, called(case.records.people[code].name, code)
        if isinstance(head, Person):
            age = full_years(head.birth, case.on)
            yield Text(
                f"{who.zh}：{head.birth}出生，{age}周岁（干部表第{head.row}行）",
                f"{who.en}: born {head.birth}, aged {age} (sheet 干部, row {head.row})",
            )
        else:
            yield Text(
                f"{who.zh}：出生年月未知，不计", f"{who.en}: date of birth unknown, not counted"
            )


@workings.register
def _(form: GradeShare, view: View, finding: Finding | None) -> Iterator[Text]:
    people, graded = members(view), 0
    for code in people:
        rows = view.case.records.people[code].of(Appraisal)
        graded += any(_of_last_year(row, view.case) and row.grade for row in rows)
    year, rest = view.case.on.year - 1, len(people) - graded
    yield Text(
        f"统计日在任{len(people)}人，其中{year}年度有等次{graded}人；其余{rest}人不计入总数",
        f"{len(people)} people hold a post on the day, {graded} were graded for {year}; "
        f"the other {rest} are not in the total",
    )


def _of_last_year(row: Appraisal, case: Case) -> bool:
    return row.type == ANNUAL and row.year == case.on.year - 1


@workings.register
def _(form: PayRatio, view: View, finding: Finding | None) -> Iterator[Text]:
    case = view.case
    window = pay_window(form, case)
    unit = view.dossier.head
    if not isinstance(unit, Unit) or unit.category not in form.categories:
        return
    own = _averages(case, members(view), window)
    beside = _averages(case, _people_at(case, form.reference), window)
    both = sorted(level for level in own if beside.get(level) and own[level])
    for level in both:
        ratio = percent(own[level] / beside[level], case.limit(form.least))
        mine, theirs = (f"{float(side[level]) / MILLION:.2f}" for side in (own, beside))
        which = " / ".join(sorted(form.reference))
        yield Text(
            f"{LEVEL_NAMES[level]}：本单位月均应发{mine}元，{which}{theirs}元，比值{ratio}",
            f"{LEVEL_NAMES[level]}: {mine} yuan a month here, {theirs} in {which}, ratio {ratio}",
        )


def pay_window(form: PayRatio, case: Case) -> Span:
    """The months whose pay is compared."""
    last = month_of(case.on)
    return Span(add_months(last.first, 1 - case.whole(form.months)), last.last)


def members(view: View) -> list[str]:
    """People with a tenure in force at the unit."""
    case = view.case
    return sorted({row.person for row in view.dossier.of(Tenure) if case.in_force(row)})


def _people_at(case: Case, categories: frozenset[str]) -> Iterable[str]:
    tenures = (row for row in case.records.of(Tenure) if case.in_force(row))
    return {row.person for row in tenures if case.category(row.unit) in categories}


def _averages(case: Case, people: Iterable[str], window: Span) -> Mapping[Level, Fraction]:
    """Pay per person-month, by the people's highest level in force, in millionths."""
    paid: dict[Level, int] = defaultdict(int)
    months: dict[Level, int] = defaultdict(int)
    for code in people:
        dossier = case.records.people[code]
        level = min(row.level for row in dossier.of(Tenure) if case.in_force(row))
        rows = [row for row in dossier.of(Pay) if row.month in window and row.amount is not None]
        paid[level] += sum(row.amount or 0 for row in rows)
        months[level] += len({row.month for row in rows})
    return {level: Fraction(total, months[level]) for level, total in paid.items() if months[level]}


@workings.register
def _(form: WithinQuota, view: View, finding: Finding | None) -> Iterator[Text]:
    unit = view.dossier.head
    if not isinstance(unit, Unit):
        return
    heads = {row.person for row in view.holding(HEAD)}
    others = {row.person for row in view.holding(TEAM)} - heads
    for zh, en, people, quota in (
        ("正职", "heads", heads, unit.chief_quota),
        ("其他班子成员", "other team members", others, unit.deputy_quota),
    ):
        approved = Text("未填，不核对", "blank, not checked")
        if quota is not None:
            approved = Text(f"{figure(quota)}人", f"{figure(quota)}")
        yield Text(
            f"{zh}{len(people)}人，核定职数{approved.zh}",
            f"{len(people)} {en}, approved posts: {approved.en}",
        )


@workings.register
def _(form: YearsHeld, view: View, finding: Finding | None) -> Iterator[Text]:
    on = view.case.on
    begun = [row for row in view.dossier.of(Tenure) if view.case.seen(row)]
    for post in view.holding(form.who.holding):
        same = [row for row in begun if (row.unit, row.title) == (post.unit, post.title)]
        since = stretch_start([(row.start, row.end) for row in same], (), on) or post.start
        years = full_years(since, on)
        yield Text(
            f"{post.title}：自 {since} 起，满{years}年",
            f"{post.title}: since {since}, {years} full years",
        )
    if form.one_unit:
        units = len({row.unit for row in begun})
        yield Text(
            f"任职过的单位{units}个（只看始终在一个单位的）",
            f"{units} units so far (only people of one unit are looked at)",
        )


@workings.register
def _(form: HomeArea, view: View, finding: Finding | None) -> Iterator[Text]:
    person, units = view.dossier.head, view.case.records.units
    if not isinstance(person, Person):
        return
    header, origin = ("成长地", person.home_area)
    if not origin:
        header, origin = ("出生地", person.birthplace)
    if not origin:
        yield Text("成长地、出生地均为空，未知", "成长地 and 出生地 are blank: unknown")
        return
    yield Text(
        f"{header}：{origin}（干部表第{person.row}行）",
        f"{header}: {origin} (sheet 干部, row {person.row})",
    )
    for code in sorted({row.unit for row in view.holding(form.who.holding)} & units.keys()):
        unit = units[code]
        place = unit.location or "—"
        yield Text(
            f"{unit.name}所在地：{place}（单位表第{unit.row}行）",
            f"{unit.name} lies in {place} (sheet 单位, row {unit.row})",
        )


@workings.register
def _(form: VoteShare, view: View, finding: Finding | None) -> Iterator[Text]:
    on = view.case.on
    votes = [row for row in view.dossier.of(Evaluation) if row.type == form.type and row.day <= on]
    if not votes or not votes[-1].returned:
        return
    headers = {column.name: column.header for column in columns(Evaluation)}
    parts = [(headers[name], getattr(votes[-1], name)) for name in form.votes]
    if any(value is None for _, value in parts):
        return
    share = Fraction(sum(value for _, value in parts), votes[-1].returned)
    said = "＋".join(f"{header} {figure(value)}" for header, value in parts)
    returned, ratio = figure(votes[-1].returned), percent(share, view.case.limit(form.limit))
    yield Text(
        f"{votes[-1].day}：（{said}）÷ 收回票 {returned} ＝ {ratio}",
        f"{votes[-1].day}: ({said}) ÷ 收回票 {returned} = {ratio}",
    )


@workings.register
def _(form: GhostPay, view: View, finding: Finding | None) -> Iterator[Text]:
    counted = set(finding.evidence) if finding else set()
    rows = [row for row in view.dossier.of(Pay) if (row.sheet, row.row) in counted]
    for absent, zh, en in (
        (True, "有应发而出勤为0的月份", "months paid without a day at work"),
        (False, "有应发而没有任职的月份", "months paid without a post"),
    ):
        months = sorted({row.month for row in rows if (row.attendance == 0) is absent})
        if months:
            listed = "、".join(f"{month:%Y-%m}" for month in months)
            yield Text(f"{zh}：{listed}", f"{en}: {listed}")


@workings.register(LastPlaced)
@workings.register(LowestRanked)
def _(form: LastPlaced | LowestRanked, view: View, finding: Finding | None) -> Iterator[Text]:
    case, unit, year = view.case, view.dossier.head, view.case.on.year - 1
    if not isinstance(unit, Unit):
        return
    group = {unit.category}
    if isinstance(form, LowestRanked):
        group = next((set(names) for names, _ in form.groups if unit.category in names), group)
    ranks = {
        row.subject: row.rank // MILLION
        for row in case.records.of(Appraisal)
        if row.subject_type == "单位" and _of_last_year(row, case) and row.rank is not None
    }
    peers = sorted(rank for code, rank in ranks.items() if case.category(code) in group)
    if unit.code in ranks:
        own, which = ranks[unit.code], " / ".join(sorted(group))
        yield Text(
            f"{year}年度{which}有排名的{len(peers)}个，最末名次{peers[-1]}，本单位{own}",
            f"{year}: {len(peers)} ranked among {which}, the last place is {peers[-1]}, own {own}",
        )


@workings.register
def _(form: ProjectTarget, view: View, finding: Finding | None) -> Iterator[Text]:
    project = view.dossier.head
    if isinstance(project, Project) and project.target is None:
        yield Text("目标人数为空，取本类别默认值", "目标人数 is blank: the category's default")
    elif isinstance(project, Project):
        yield Text("目标取自项目表的目标人数", "the target is 目标人数 in the sheet 项目")
