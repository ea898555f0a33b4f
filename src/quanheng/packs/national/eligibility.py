"""Who may be put forward for a leading post, and what keeps somebody from one.

The gates are added to the steps of every procedure of appointment. That of eligibility can be
overridden in writing, for its clauses say "generally"; the bars cannot.
"""

from quanheng.norms.eligibility.age import NotRetired, ServesTerm
from quanheng.norms.eligibility.bars import (
    LastGrade,
    NotInfluenced,
    NotSuspended,
    OldInfluence,
    ReportFiled,
)
from quanheng.norms.eligibility.kin import NotUnderKin
from quanheng.norms.eligibility.learning import Schooling, Trained
from quanheng.norms.eligibility.seat import (
    FirstTerm,
    NotAtHome,
    SameLevel,
    SamePost,
    TermsHeld,
    WithinQuota,
)
from quanheng.norms.eligibility.service import (
    GrassRoots,
    LevelsSkipped,
    PostsBelow,
    SincePromotion,
    StepByStep,
    WorkedYears,
    YearsBelow,
)
from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor, Condition, Gate
from quanheng.norms.kinds import Level
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import add_gate
from quanheng.norms.retirement import schedules_in
from quanheng.packs import wording as w


def _article(number: str, en: str) -> Text:
    return Text(
        f"干部选拔任用工作条例（2019）第{number}条", f"Appointment Regulations (2019) art {en}"
    )


EIGHT, NINE, BARRED = _article("八", "8"), _article("九", "9"), _article("二十四", "24")
SECTION = Text(
    "公务员职务任免与职务升降规定（2008）",
    "Rules on civil servants' posts and promotion (2008)",
)
GRASS = Text("公务员录用中基层工作经历的口径", "as counted in recruiting civil servants")
QUOTA = Text("公务员法（2018）第四十三条", "Civil Servants Law (2018) art 43")
KIN = Text("公务员法（2018）第七十四条", "Civil Servants Law (2018) art 74")
HOME = Text("公务员法（2018）第七十五条", "Civil Servants Law (2018) art 75")
TERM = Text("党政领导干部职务任期暂行规定（2006）", "Rules on terms of office (2006)")
EXCHANGE = Text("党政领导干部交流工作规定（2006）", "Rules on exchange of officials (2006)")
DIVISION, SECTION_CHIEF = Level.DIVISION_DEPUTY, Level.SECTION_CHIEF

FAMILY = "appointment"
POST_STATED, NAMES_CHOSEN = "motion", "shortlist"
"""The steps in which the post is stated, and in which it is decided whom to inspect."""
LET_PASS = (Actor.HEAD, Actor.ORGANISATION_OFFICER)

DEPUTY_YEARS = Text("副职提任正职", "deputy to chief")
CHIEF_YEARS = Text("下级正职提任上级副职", "chief to deputy of the level above")


def declare(pack: Pack) -> None:
    """Register parameters and gates; retirement and influence periods are declared before."""
    _years(pack)
    _posts(pack)
    number = pack.parameter
    number(
        "eligibility", "schooling", ("大专", "大学", "研究生"), w.NAMES, source=EIGHT,
        label=Text("学历", "schooling"),
    )  # fmt: skip
    number(
        "eligibility", "bureau-schooling", ("大学", "研究生"), w.NAMES, source=EIGHT,
        label=Text("厅局级以上学历", "schooling from bureau level up"),
    )  # fmt: skip
    for name, label, value, unit in (
        ("training-hours", Text("县处级以上五年学时", "hours in five years"), 550, w.HOURS),
        ("training-days", Text("县处级以上五年脱产天数", "days in five years"), 90, w.DAYS),
        ("training-years", Text("县处级以上累计年数", "years added up"), 5, w.YEARS),
        ("section-training-hours", Text("其他干部每年学时", "others: hours a year"), 90, w.HOURS),
        ("section-training-days", Text("其他干部每年脱产天数", "others: days a year"), 12, w.DAYS),
        ("section-training-years", Text("其他干部累计年数", "others: years"), 1, w.YEARS),
        ("training-cured", Text("提任后补训期限", "time to make good"), 1, w.YEARS),
    ):
        number("eligibility", name, value, unit, source=EIGHT, label=label)
    number(
        "barred", "grades", ("基本称职", "不称职"), w.NAMES, source=BARRED,
        label=Text("上年度不得列为考察对象的等次", "grades of last year that bar"),
    )  # fmt: skip
    number(
        "barred", "suspensions", 0, w.ITEMS, source=BARRED,
        label=Text("在停职期间", "suspensions in force"),
    )  # fmt: skip
    number(
        "barred", "looked-back", 5, w.YEARS, source=BARRED, confidence="low",
        label=Text("影响期满后提示的年数", "years after an influence period"),
    )  # fmt: skip
    add_gate(pack, "post-quota", FAMILY, POST_STATED, quota_gate(pack))
    add_gate(pack, "eligibility", FAMILY, NAMES_CHOSEN, eligibility_gate(pack))
    add_gate(pack, "barred", FAMILY, NAMES_CHOSEN, bars_gate(pack))


def _years(pack: Pack) -> None:
    """Years of service and at a level."""
    for name, label, value in (
        ("worked-years", Text("工龄", "years of service"), 5),
        ("grassroots-years", Text("基层工作经历", "at the grass roots"), 2),
        ("deputy-years", DEPUTY_YEARS, 2),
        ("chief-years", CHIEF_YEARS, 3),
    ):
        pack.parameter("eligibility", name, value, w.YEARS, source=EIGHT, label=label)
    for name, label, value in (
        ("section-deputy-years", DEPUTY_YEARS, 2),
        ("section-staff-years", Text("科员提任副科", "staff to deputy section head"), 3),
    ):
        pack.parameter(
            "eligibility", name, value, w.YEARS, source=SECTION, label=label, confidence="medium"
        )
    pack.parameter(
        "eligibility", "posts-below", 2, w.ITEMS, source=EIGHT,
        label=Text("下一级职位", "posts at the level below"),
    )  # fmt: skip
    pack.parameter(
        "eligibility", "grassroots-units",
        (
            "党委", "区直部门", "街道", "乡镇", "园区",
            "国有企业", "高等院校", "事业单位", "村", "社区",
        ),
        w.NAMES, source=GRASS, confidence="medium",
        label=Text("计为基层的单位类别", "units that count as grass roots"),
    )  # fmt: skip
    pack.parameter(
        "eligibility", "grassroots-modes", ("下派", "双向挂职", "驻村", "援派", "项目一线"),
        w.NAMES, source=GRASS, confidence="medium",
        label=Text("计为基层的锻炼方式", "secondments that count as grass roots"),
    )  # fmt: skip


def _posts(pack: Pack) -> None:
    """Levels, quota, terms and avoidance."""
    for clause, name, label, value, unit, source in (
        ("exceptional", "skipped", Text("逐级提拔", "levels skipped"), 0, w.ITEMS, NINE),
        ("exceptional", "skipped-at-most", Text("越级上限", "at most"), 1, w.ITEMS, NINE),
        ("exceptional", "years-between", Text("距上次提任", "since promotion"), 1, w.YEARS, NINE),
        ("post-quota", "excess", Text("超配", "posts over quota"), 0, w.PEOPLE, QUOTA),
        ("terms", "same-post-terms", Text("同一职位届数", "terms in a post"), 2, w.TIMES, TERM),
        ("terms", "same-level-years", Text("同一层次年限", "at a level"), 15, w.YEARS, TERM),
        ("terms", "same-post-years", Text("同一职位年限", "in a post"), 10, w.YEARS, EXCHANGE),
        ("terms", "first-term", Text("调整前任满", "terms completed"), 1, w.TIMES, EXCHANGE),
        ("avoidance", "home", Text("成长地任职", "posts where one grew up"), 0, w.ITEMS, HOME),
    ):
        pack.parameter(clause, name, value, unit, source=source, label=label)
    pack.parameter(
        "terms", "term-years", 5, w.YEARS, source=TERM, confidence="low",
        label=Text("可任满一届的年数", "years of a term that can be served"),
    )  # fmt: skip
    pack.parameter(
        "avoidance", "functions", ("组织", "人事", "纪检", "监察", "审计", "财务"), w.NAMES,
        source=KIN, label=Text("亲属不得从事的工作", "functions barred to kin"),
    )  # fmt: skip
    pack.parameter(
        "avoidance", "home-units", ("党委", "乡镇"), w.NAMES, source=HOME,
        label=Text("须地域回避的单位类别", "units whose heads avoid their home area"),
    )  # fmt: skip
    pack.parameter(
        "avoidance", "home-organs",
        ("人民政府", "纪律检查", "组织部", "人民法院", "人民检察院", "公安局"),
        w.NAMES, source=HOME,
        label=Text("须地域回避的机关", "organs whose heads avoid their home area"),
    )  # fmt: skip


def eligibility_gate(pack: Pack) -> Gate:
    """What is asked of a nominee; whoever may let it pass gives the reason in writing."""
    return Gate(
        "eligibility",
        Text("任职资格", "Eligibility"),
        (*_service(pack), *_learning(pack), *_seat(pack)),
        "eligibility",
        overridden_by=LET_PASS,
    )


def bars_gate(pack: Pack) -> Gate:
    """What keeps somebody from being put forward; nobody lets that pass."""

    def of(name: str) -> Parameter:
        return pack.parameters[f"{pack.id}:{name}"]

    months = of("influence/admonition-months")
    return Gate(
        "barred",
        Text("不得列为考察对象的情形", "Nobody is put forward while"),
        (
            NotInfluenced(allowed=of("influence/sanctions"), months=months, leaders=False),
            OldInfluence(years=of("barred/looked-back"), months=months, leaders=False),
            NotSuspended(allowed=of("barred/suspensions"), leaders=False),
            LastGrade(barring=of("barred/grades"), leaders=False),
            LevelsSkipped(
                allowed=of("exceptional/skipped-at-most"),
                label=Text("不得越两级提拔", "never two levels skipped"),
                remedy=Text("不得越两级提拔。", "Two levels are never skipped."),
                rising=True,
            ),
            NotRetired(since=of("retirement/men"), schedules=schedules_in(pack), leaders=False),
        ),
        "barred",
    )


def quota_gate(pack: Pack) -> Gate:
    """A place for the post in the unit."""
    return Gate(
        "quota",
        Text("职数预审", "Quota"),
        (WithinQuota(excess=pack.parameters[f"{pack.id}:post-quota/excess"]),),
        "post-quota",
        overridden_by=LET_PASS,
    )


def _service(pack: Pack) -> tuple[Condition, ...]:
    def of(name: str) -> Parameter:
        return pack.parameters[f"{pack.id}:{name}"]

    step = Text("越级提拔须按破格程序报批。", "A level is skipped only with prior approval.")
    return (
        WorkedYears(years=of("eligibility/worked-years"), bottom=DIVISION, rising=True),
        GrassRoots(
            years=of("eligibility/grassroots-years"),
            categories=of("eligibility/grassroots-units"),
            modes=of("eligibility/grassroots-modes"),
            bottom=DIVISION,
            rising=True,
        ),
        PostsBelow(posts=of("eligibility/posts-below"), bottom=DIVISION, rising=True),
        YearsBelow(years=of("eligibility/deputy-years"), chief=True, bottom=DIVISION, rising=True),
        YearsBelow(years=of("eligibility/chief-years"), chief=False, bottom=DIVISION, rising=True),
        YearsBelow(
            years=of("eligibility/section-deputy-years"),
            chief=True,
            top=SECTION_CHIEF,
            rising=True,
        ),
        YearsBelow(
            years=of("eligibility/section-staff-years"),
            chief=False,
            top=SECTION_CHIEF,
            rising=True,
        ),
        StepByStep(
            allowed=of("exceptional/skipped"),
            label=Text("逐级提拔", "level by level"),
            remedy=step,
            rising=True,
        ),
        SincePromotion(years=of("exceptional/years-between"), rising=True),
    )


def _learning(pack: Pack) -> tuple[Condition, ...]:
    def of(name: str) -> Parameter:
        return pack.parameters[f"{pack.id}:eligibility/{name}"]

    bureau = Level.BUREAU_DEPUTY
    return (
        Schooling(accepted=of("schooling"), top=Level.DIVISION_CHIEF, rising=True),
        Schooling(accepted=of("bureau-schooling"), bottom=bureau, rising=True),
        Trained(
            hours=of("training-hours"),
            days=of("training-days"),
            years=of("training-years"),
            cured=of("training-cured"),
            bottom=DIVISION,
            rising=True,
        ),
        Trained(
            hours=of("section-training-hours"),
            days=of("section-training-days"),
            years=of("section-training-years"),
            cured=of("training-cured"),
            top=SECTION_CHIEF,
            rising=True,
        ),
    )


def _seat(pack: Pack) -> tuple[Condition, ...]:
    def of(name: str) -> Parameter:
        return pack.parameters[f"{pack.id}:{name}"]

    return (
        ReportFiled(
            reports=of("personal-matters/reports"),
            month=of("personal-matters/month"),
            day=of("personal-matters/day"),
        ),
        NotUnderKin(functions=of("avoidance/functions"), leaders=False),
        NotAtHome(
            allowed=of("avoidance/home"),
            categories=of("avoidance/home-units"),
            names=of("avoidance/home-organs"),
            heads=True,
            nearby=True,
        ),
        SamePost(years=of("terms/same-post-years")),
        SameLevel(years=of("terms/same-level-years")),
        TermsHeld(terms=of("terms/same-post-terms")),
        FirstTerm(terms=of("terms/first-term")),
        ServesTerm(
            since=of("retirement/men"), schedules=schedules_in(pack), years=of("terms/term-years")
        ),
    )
