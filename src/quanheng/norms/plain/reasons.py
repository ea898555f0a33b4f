"""Why a record did not count: the first reason that holds."""

from collections.abc import Sequence
from datetime import date
from functools import singledispatch
from typing import NamedTuple

from quanheng.norms.dates import Span
from quanheng.norms.finding import Finding, Text
from quanheng.norms.kinds import (
    LEVELS,
    Activity,
    Appraisal,
    Award,
    Contact,
    Duty,
    Evaluation,
    Pay,
    Row,
    Supervision,
    Tenure,
    columns,
)
from quanheng.norms.measure import Selection
from quanheng.norms.pack import Form
from quanheng.norms.plain.case import View, fits
from quanheng.norms.plain.telling import shown
from quanheng.norms.population import INNER, TEAM, Post
from quanheng.norms.proposal import (
    AgeLadder,
    GhostPay,
    GradeShare,
    Influence,
    LastPlaced,
    LowestRanked,
    PayRatio,
    Unanswered,
    VoteShare,
)
from quanheng.norms.records import DATED
from quanheng.norms.requirement import (
    AlsoOnTheDay,
    ConsecutiveGrade,
    ContactKept,
    ContactVisited,
    EachTenure,
    HomeArea,
    NoDirectCharge,
    OnePerson,
    VillagesWalked,
    WithinQuota,
    YearsHeld,
)

ANNUAL = "年度"
_LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


class Look(NamedTuple):
    """What a rule looked at for one subject: what it seeks, within which days, and the answer."""

    form: Form
    view: View
    finding: Finding | None
    sought: Sequence[Selection]
    facts: Span | None


def reason(row: Row, look: Look) -> Text:
    """Why a record did not count, the first reason that holds."""
    found = (
        unseen(row, look.view.case.on)
        or _unlike(row, [one for one in look.sought if one.kind is type(row)])
        or outside(row, look)
        or special(look.form, row, look)
    )
    if found is None and look.finding is None:
        return Text("本条当日没有统计期", "the rule has no window on that day")
    return found or Text("本条所计单元格为空", "the cell that the rule counts is blank")


def fits_any(row: Row, look: Look) -> bool:
    """Whether the record is of a selection that the rule seeks."""
    return any(fits(one, row) for one in look.sought if one.kind is type(row))


def differs(header: str, found: object, *wanted: str) -> Text:
    """A cell that is not what the rule looks for; a blank one is said to be blank."""
    sought = " / ".join(sorted(wanted))
    if found is None or found == "":
        return Text(
            f"{header}为空，本条只看“{sought}”",
            f"{header} is blank, the rule looks for “{sought}”",
        )
    return Text(f"{header}不是“{sought}”", f"{header} is not “{sought}”")


def unseen(row: Row, on: date) -> Text | None:
    """The record is not yet there on the day, or never takes effect."""
    dated = DATED.get(type(row))
    day: date | None = getattr(row, dated) if dated else None
    if (day is not None and day > on) or (isinstance(row, Appraisal) and row.year > on.year):
        return Text("晚于统计日，尚未可见", "later than the as-of date, not yet seen")
    if row.interval is not None:
        start, end = (getattr(row, name) for name in row.interval)
        if end is not None and end == start:
            return Text("起止同日，不计", "it ends on the day it begins and has no effect")
    return None


def _unlike(row: Row, sought: Sequence[Selection]) -> Text | None:
    """The record is not of any selection: the first column in which it differs."""
    if not sought or any(fits(selection, row) for selection in sought):
        return None
    described = {column.name: column for column in columns(type(row))}

    def wrong(selection: Selection) -> list[str]:
        return [name for name, values in selection.where if getattr(row, name) not in values]

    nearest = min(sought, key=lambda selection: len(wrong(selection)))
    for name in wrong(nearest)[::-1]:
        column = described[name]
        wanted = {v for one in sought for key, values in one.where if key == name for v in values}
        cells = (shown(column, value).zh for value in wanted)
        return differs(column.header, getattr(row, name), *cells)
    name, text = nearest.saying or ("", "")
    header = described[name].header
    return Text(f"{header}未含“{text}”", f"{header} does not mention “{text}”")


def outside(row: Row, look: Look) -> Text | None:
    """The record lies outside the days that the rule looks at."""
    dated = DATED.get(type(row))
    if look.facts is None or type(row) in (Tenure, Contact):
        return None
    first, last = look.facts
    if isinstance(row, Appraisal):
        early, late = row.year < first.year, row.year > last.year
    else:
        day = getattr(row, dated) if dated else None
        early, late = (day < first, day > last) if day else (False, False)
    if early:
        return Text(f"早于统计期（{first}起）", f"before the window (from {first})")
    if late:
        return Text(f"晚于统计期（{last}止）", f"after the window (until {last})")
    return None


def ended(row: Row, on: date) -> Text | None:
    """The record's interval is over."""
    end = getattr(row, row.interval[1]) if row.interval else None
    if end is not None and end <= on:
        return Text("到统计日已结束", "over by the as-of date")
    return None


def unfit(post: Post, tenure: Tenure, category: str | None) -> Text | None:
    """The first respect in which a tenure is not like ``post``."""
    for wanted, found, header in (
        (post.leading, tenure.leading, "是否领导职务"),
        (post.chief, tenure.chief, "是否正职"),
        (post.promoted, tenure.promoted, "是否提拔"),
    ):
        if wanted is not None and found is not wanted:
            return differs(header, found, "是" if wanted else "否")
    level, name = tenure.level, _LEVEL_NAMES[tenure.level]
    if post.lowest is not None and level > post.lowest:
        least = _LEVEL_NAMES[post.lowest]
        return Text(f"职务层次“{name}”低于“{least}”", f"the level “{name}” is below “{least}”")
    if post.highest is not None and level < post.highest:
        most = _LEVEL_NAMES[post.highest]
        return Text(f"职务层次“{name}”高于“{most}”", f"the level “{name}” is above “{most}”")
    if post.inner is False and tenure.role == INNER:
        return Text("属内设机构职务", "a post in an internal department (内设机构)")
    if post.role is not None and tenure.role != post.role:
        return differs("职务类别", tenure.role, post.role)
    if post.unit_in is not None and category not in post.unit_in:
        return differs("单位类别", category, *post.unit_in)
    return None


@singledispatch
def special(form: Form, row: Row, look: Look) -> Text | None:
    """The reason that only this form knows; by default whether the interval is over."""
    return ended(row, look.view.case.on)


@special.register(YearsHeld)
@special.register(HomeArea)
@special.register(NoDirectCharge)
@special.register(EachTenure)
def _(
    form: YearsHeld | HomeArea | NoDirectCharge | EachTenure, row: Row, look: Look
) -> Text | None:
    case = look.view.case
    if not isinstance(row, Tenure):
        return None
    found = ended(row, case.on) or unfit(form.who.holding, row, case.category(row.unit))
    if found is None and isinstance(form, NoDirectCharge) and not row.charge:
        return Text("分管工作为空，未知", "分管工作 is blank: unknown")
    return found or {
        YearsHeld: Text("不是任职最久的领导职务", "not the leading post held longest"),
        HomeArea: Text("单位所在地与成长地不同", "the unit lies elsewhere"),
        NoDirectCharge: Text("分管工作不含所列领域", "分管工作 names none of the areas"),
        EachTenure: Text("任职过早，或另一任职更差", "begun too long ago, or another is worse"),
    }.get(type(form))


@special.register(WithinQuota)
@special.register(AgeLadder)
@special.register(OnePerson)
def _(form: WithinQuota | AgeLadder | OnePerson, row: Row, look: Look) -> Text | None:
    if not isinstance(row, Tenure):
        return None
    over = ended(row, look.view.case.on)
    if isinstance(form, OnePerson):
        return over or differs("职务类别", row.role, form.first, form.second)
    return over or unfit(TEAM, row, look.view.case.category(row.unit))


@special.register
def _(form: AlsoOnTheDay, row: Row, look: Look) -> Text | None:
    of = form.days_with
    what = "、".join(str(value) for _, values in of.where for value in values)
    return Text(f"当日没有“{what}”", f"there was no “{what}” on that day")


@special.register
def _(form: ContactVisited, row: Row, look: Look) -> Text | None:
    if isinstance(row, Contact):
        return ended(row, look.view.case.on) or differs("类型", row.type, form.who.type)
    points = {contact.unit for contact in look.view.contacts(form.who.type)}
    if isinstance(row, Activity) and row.place not in points:
        return Text("地点不是本人联系点", "the place is not one of the contact points")
    return Text("属另一联系点，本条看走访最少的", "another contact point; the least visited counts")


@special.register
def _(form: VillagesWalked, row: Row, look: Look) -> Text | None:
    if isinstance(row, Contact):
        return ended(row, look.view.case.on) or differs("类型", row.type, form.who.type)
    return Text("地点不是所包乡镇的村（社区）", "the place is no village of the person's townships")


@special.register
def _(form: ContactKept, row: Row, look: Look) -> Text | None:
    on = look.view.case.on
    if not isinstance(row, Contact):
        return None
    if row.type != form.who.type:
        return differs("类型", row.type, form.who.type)
    if row.end is None or row.end > on:
        return Text("尚未结束", "not over yet")
    if row.end.year != on.year:
        return Text("不在本年结束", "it did not end in the year")
    return Text("另有时间更短的联系点", "another contact point was kept for a shorter time")


@special.register
def _(form: ConsecutiveGrade, row: Row, look: Look) -> Text | None:
    if not isinstance(row, Appraisal) or row.type != ANNUAL:
        return differs("考核类型", getattr(row, "type", None), ANNUAL)
    if row.grade != form.grade:
        return differs("等次", row.grade, form.grade)
    return Text("不在连续的最近年度之内", "not within the latest years in a row")


@special.register
def _(form: GradeShare, row: Row, look: Look) -> Text | None:
    if isinstance(row, Appraisal) and row.grade:
        return Text(f"等次为“{row.grade}”，只计入总人数", f"“{row.grade}”: in the total only")
    return Text("等次为空，不计入", "no grade: not in the total")


@special.register(LastPlaced)
@special.register(LowestRanked)
def _(form: LastPlaced | LowestRanked, row: Row, look: Look) -> Text | None:
    year = look.view.case.on.year - 1
    if not isinstance(row, Appraisal) or row.type != ANNUAL:
        return differs("考核类型", getattr(row, "type", None), ANNUAL)
    if row.rank is None:
        return Text("排名为空", "it has no rank")
    if row.year > year or (row.year < year and isinstance(form, LowestRanked)):
        return Text(f"不是{year}年度", f"not of the year {year}")
    if isinstance(form, LastPlaced) and row.year == year and not row.own_fault:
        return Text("未确认系主观原因，或不是末位", "the cause is not confirmed, or not last")
    return Text("不在末位之列，或此前中断", "not among the last, or the run was broken")


@special.register
def _(form: GhostPay, row: Row, look: Look) -> Text | None:
    if isinstance(row, Pay) and row.amount == 0:
        return Text("应发为0", "nothing was paid")
    return Text("当月有任职，出勤天数不为0", "held a post in the month, days at work not 0")


@special.register
def _(form: PayRatio, row: Row, look: Look) -> Text | None:
    if isinstance(row, Pay) and row.amount is None:
        return None
    return Text("该职级无可比的应发", "no pay to compare with at that level")


@special.register
def _(form: Unanswered, row: Row, look: Look) -> Text | None:
    on = look.view.case.on
    if not isinstance(row, Duty):
        return None
    if row.deadline is None:
        return Text("没有截止日期", "it has no deadline")
    if row.closed is not None and row.closed <= on:
        return Text("已办结", "closed")
    if row.answered is not None and row.answered <= on:
        return Text("已回复", "answered")
    return Text("截止日期未过", "its deadline is not past")


@special.register
def _(form: Influence, row: Row, look: Look) -> Text | None:
    if isinstance(row, Award) and row.influence_until is None:
        return Text("影响期截止为空，未知", "影响期截止 is blank: unknown")
    if isinstance(row, Award | Supervision):
        return Text("影响期已满", "the influence period is over")
    return None


@special.register
def _(form: VoteShare, row: Row, look: Look) -> Text | None:
    if isinstance(row, Evaluation) and row.type != form.type:
        return differs("测评类型", row.type, form.type)
    votes = look.view.dossier.of(Evaluation)
    on = look.view.case.on
    newest = [vote for vote in votes if vote.type == form.type and vote.day <= on][-1:]
    if newest != [row]:
        return Text("不是最近一次，或已超过回看期", "not the newest, or too long ago")
    return Text("比例未过界，或票数为空", "the share is within the limit, or a count is blank")
