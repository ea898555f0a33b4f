"""Declared rules in words: whom they are about, what is asked, and in which time."""

from collections.abc import Iterable
from datetime import date
from functools import singledispatch
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms import proposal, requirement
from quanheng.norms.kinds import Appraisal, Evaluation, Project, Tenure
from quanheng.norms.pack import Form
from quanheng.norms.requirement import Before, Grade, Term
from quanheng.office.dashboards.clauses.wording import (
    categories,
    figure,
    label,
    listed,
    measured,
    reaching,
    selected,
    told,
    who,
    within,
)
from quanheng.office.language import language


class Words(NamedTuple):
    """A rule in words."""

    who: str
    what: str
    window: str = ""


@singledispatch
def words(form: Form, on: date) -> Words:
    """A declaration in words, with the numbers in force on a day.

    Of a form that another package brings, the name is all there is to say.
    """
    del on
    return Words(who(getattr(form, "who", None)), type(form).__name__)


@words.register
def _requirement(form: requirement.Requirement, on: date) -> Words:
    what = reaching(form.ways, on)
    if form.grades:
        what = _("%(what)s；%(grades)s") % {"what": what, "grades": rungs(form.grades, on)}
    if form.deferred_by is not None:
        grace = told(form.deferred_by.grace, on)
        what = _("%(what)s；新提任者可在%(grace)s内补足") % {"what": what, "grace": grace}
    return Words(who(form.who), what, within(form.within, on))


@words.register
def _catch_up(form: requirement.CatchUp, on: date) -> Words:
    people = _("%s，提任时尚未达到要求") % who(form.who)
    window = _("提任后%s内") % told(form.grace, on)
    return Words(people, reaching(form.what, on), window)


@words.register
def _each_tenure(form: requirement.EachTenure, on: date) -> Words:
    people = who(form.who)
    recent = form.begun_months or form.begun_years
    if recent is not None:
        people = _("%(people)s，最近%(time)s内任职") % {"people": people, "time": told(recent, on)}
    return Words(people, reaching(form.what, on), _tenure_window(form.within, on))


def _tenure_window(window: Term | Before | requirement.Until, on: date) -> str:
    if isinstance(window, Term):
        return _("每个任期（未填任期结束的，按%s计）") % told(window.years, on)
    if isinstance(window, Before):
        return _("任职前%s内") % told(window.days, on)
    return _("任职后%s内") % told(window.years, on)


@words.register
def _no_direct_charge(form: requirement.NoDirectCharge, on: date) -> Words:
    return Words(who(form.who), _("分管工作中不含：%s") % told(form.areas, on), _("当日"))


@words.register
def _villages_walked(form: requirement.VillagesWalked, on: date) -> Words:
    share = {"share": told(form.share, on), "units": who(form.villages)}
    return Words(
        who(form.who),
        _("走访所包乡镇（街道）内的%(units)s，不少于%(share)s") % share,
        within(form.within, on),
    )


@words.register
def _contact_visited(form: requirement.ContactVisited, on: date) -> Words:
    what = _("到每个联系点不少于%s") % told(form.least, on)
    return Words(who(form.who), what, within(form.within, on))


@words.register
def _contact_kept(form: requirement.ContactKept, on: date) -> Words:
    what = _("联系点保持不少于%s，以当期结束者为准") % told(form.months, on)
    return Words(who(form.who), what, within(form.within, on))


@words.register
def _years_held(form: requirement.YearsHeld, on: date) -> Words:
    people = who(form.who)
    if form.one_unit:
        people = _("%s，历任职务都在同一单位") % people
    return Words(people, _("同一领导职务%s") % rungs(form.rungs, on), _("当日，按满年计"))


@words.register
def _home_area(form: requirement.HomeArea, on: date) -> Words:
    del on
    return Words(who(form.who), _("任职单位不在本人成长地"), _("当日"))


@words.register
def _consecutive_grade(form: requirement.ConsecutiveGrade, on: date) -> Words:
    said = {"years": told(form.years, on), "grade": label(Appraisal, "grade", form.grade)}
    return Words(
        who(None), _("年度考核连续%(years)s为%(grade)s的，提请研判") % said, _("截至最近考核年度")
    )


@words.register
def _also_on_the_day(form: requirement.AlsoOnTheDay, on: date) -> Words:
    said = {
        "days": selected(form.days_with),
        "also": selected(form.also),
        "share": told(form.share, on),
    }
    what = _("有%(days)s的日子，同日也有%(also)s的不少于%(share)s") % said
    return Words(who(form.who), what, within(form.within, on))


@words.register
def _in_force(form: requirement.InForce, on: date) -> Words:
    said = {"what": selected(form.what), "least": told(form.least, on)}
    return Words(who(form.who), _("有效的%(what)s不少于%(least)s") % said, _("当日"))


@words.register
def _one_person(form: requirement.OnePerson, on: date) -> Words:
    del on
    said = {
        "first": label(Tenure, "role", form.first),
        "second": label(Tenure, "role", form.second),
    }
    return Words(who(form.who), _("%(first)s和%(second)s由一人担任") % said, _("当日"))


@words.register
def _within_quota(form: requirement.WithinQuota, on: date) -> Words:
    what = _("正职和副职人数都不超过核定职数（允许超出%s）") % told(form.excess, on)
    return Words(who(form.who), what, _("当日"))


@words.register
def _ladder(form: proposal.Ladder, on: date) -> Words:
    said = {"what": measured(form.count), "rungs": rungs(form.rungs, on)}
    return Words(who(None), _("%(what)s%(rungs)s") % said, within(form.within, on))


@words.register
def _occurrences(form: proposal.Occurrences, on: date) -> Words:
    said = {
        "what": measured(form.count),
        "allowed": told(form.allowed, on),
        "then": form.consequence.in_(language()),
    }
    what = _("%(what)s超过%(allowed)s：%(then)s") % said
    return Words(who(None), what, within(form.within, on))


@words.register
def _vote_share(form: proposal.VoteShare, on: date) -> Words:
    votes = {
        "recommended": _("推荐票"),
        "excellent": _("优秀票"),
        "competent": _("称职票"),
        "incompetent": _("不称职票"),
    }
    said = {
        "votes": listed(votes.get(vote, vote) for vote in form.votes),
        "limit": told(form.limit, on),
        "then": form.consequence.in_(language()),
    }
    over = _("最近一次中，%(votes)s占收回票超过%(limit)s：%(then)s")
    under = _("最近一次中，%(votes)s占收回票不足%(limit)s：%(then)s")
    people = _("参加“%s”的干部") % label(Evaluation, "type", form.type)
    return Words(people, (over if form.at_most else under) % said, within(form.within, on))


@words.register
def _ghost_pay(form: proposal.GhostPay, on: date) -> Words:
    what = _("已发工资而不在职或全月不在岗的月数，超过%s即提请研判") % told(form.allowed, on)
    return Words(who(None), what, _("工资记录所及各月"))


@words.register
def _unanswered(form: proposal.Unanswered, on: date) -> Words:
    people = _("行动清单的责任人；没有责任人的，牵头单位")
    what = _("到期未办结也未答复的事项，逾期超过%s") % told(form.allowed, on)
    return Words(people, what, _("当日"))


@words.register
def _influence(form: proposal.Influence, on: date) -> Words:
    if form.months is not None:
        what = _("%(what)s之后%(months)s内不得提拔")
        said = {"what": selected(form.marks), "months": told(form.months, on)}
        return Words(who(None), what % said, _("当日"))
    what = _("%s的影响期满之前不得提拔") % selected(form.marks)
    return Words(who(None), what, _("当日"))


@words.register
def _pool_size(form: proposal.PoolSize, on: date) -> Words:
    said = {"target": told(form.target, on), "tolerance": told(form.tolerance, on)}
    what = _("人数保持在%(target)s左右，上下不超过%(tolerance)s") % said
    return Words(_("每个储备库"), what, _("当日"))


@words.register
def _project_target(form: proposal.ProjectTarget, on: date) -> Words:
    defaults = listed(
        f"{label(Project, 'category', name)} {told(least, on)}" for name, least in form.defaults
    )
    what = _("参加人数达到项目的目标；没有目标的，%s") % defaults
    return Words(_("每个实践锻炼项目"), what, _("项目期间"))


@words.register
def _grade_share(form: proposal.GradeShare, on: date) -> Words:
    said = {"grade": label(Appraisal, "grade", form.grade), "limit": told(form.limit, on)}
    what = _("年度考核为%(grade)s的比例不超过%(limit)s") % said
    return Words(categories(form.categories), what, _("上年度"))


@words.register
def _pay_ratio(form: proposal.PayRatio, on: date) -> Words:
    said = {"other": categories(form.reference), "least": told(form.least, on)}
    what = _("同一职务层次的月均工资，不低于%(other)s的%(least)s") % said
    return Words(categories(form.categories), what, _("最近%s") % told(form.months, on))


@words.register
def _age_ladder(form: proposal.AgeLadder, on: date) -> Words:
    said = {"young": told(form.young, on), "old": told(form.old, on)}
    people = _("班子成员在%s以上的单位") % told(form.members, on)
    what = _("班子中既有%(young)s及以下的成员，也有%(old)s以上的成员") % said
    return Words(people, what, _("当日"))


@words.register
def _last_placed(form: proposal.LastPlaced, on: date) -> Words:
    ranked = figure(form.ranked, on)
    people = _("有%s个以上单位参加排名的类别") % ranked
    what = _("年度考核末位且认定属主观原因：%s") % rungs(form.cards, on)
    return Words(people, what, _("上年度及此前各年度"))


@words.register
def _lowest_ranked(form: proposal.LowestRanked, on: date) -> Words:
    groups = listed(
        _("%(units)s后%(count)s名") % {"units": categories(names), "count": figure(last, on)}
        for names, last in form.groups
    )
    said = {"groups": groups, "then": form.consequence.in_(language())}
    people = listed(categories(names) for names, _last in form.groups)
    return Words(people, _("年度考核%(groups)s：%(then)s") % said, _("上年度"))


def rungs(grades: Iterable[Grade], on: date) -> str:
    """Rungs with what each stands for."""
    return _("；").join(
        _("满%(least)s：%(label)s")
        % {"least": told(grade.least, on), "label": grade.label.in_(language())}
        for grade in grades
    )
