"""青山湖区2009若干措施: teams and officials of the whole district (2009-07-21)."""

import tomllib
from datetime import date
from functools import partial
from importlib.resources import files

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Duty, Level, Rulebook, Supervision, Training
from quanheng.norms.measure import (
    QUARTER,
    YEAR,
    Calendar,
    Count,
    Cycle,
    Total,
    activity,
    at_least,
    rows,
)
from quanheng.norms.pack import Pack
from quanheng.norms.population import (
    Units,
    committees,
    county_leaders,
    everyone,
    heads,
    leaders,
    units,
    up_to,
)
from quanheng.norms.proposal import (
    GhostPay,
    Ladder,
    LastMonths,
    Occurrences,
    ProjectTarget,
    Unanswered,
    VoteShare,
)
from quanheng.norms.requirement import (
    Grade,
    HomeArea,
    InForce,
    Requirement,
    WithinQuota,
    YearsHeld,
)
from quanheng.packs import wording as w
from quanheng.packs.qingshanhu_2009 import (
    agenda,
    consequences,
    eligibility,
    exchange,
    gates,
    graduates,
    intake,
    leave,
    restating,
    selection,
    two_way,
    village,
)

pack = Pack(
    "qingshanhu-2009",
    title=Text(
        "关于进一步加强全区各级领导班子和干部队伍建设的若干措施",
        "Qingshanhu District measures on teams and officials (2009)",
    ),
    issuer=Text("中共南昌市青山湖区委", "CPC Qingshanhu District Committee, Nanchang"),
    since=date(2009, 7, 21),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
    short=Text("青山湖2009", "Qingshanhu 2009"),
)

open_number = partial(pack.parameter, source=UNSAID)
organs = units("区直部门", "街道", "乡镇", "园区")


def yearly(slug: str, title: Text, who: Units, type: str) -> None:
    """An activity that units carry out at least once a year."""
    clause, _, name = slug.partition("/")
    least = pack.parameter(clause, name, 1, w.TIMES)
    pack.rule(slug, title, Requirement(who=who, what=at_least(activity(type), least), within=YEAR))


# 1-3: education and training

pack.rule(
    "1/ideals-education",
    Text("每届任期理想信念教育", "ideals education once a term"),
    Requirement(
        who=committees(),
        what=at_least(activity("理想信念教育"), pack.parameter("1", "times", 1, w.TIMES)),
        within=Cycle(
            open_number("1", "term", 5, w.YEARS, label=w.TERM_YEARS),
            open_number("1", "first-term", 2006, w.YEAR_NUMBER, label=w.FIRST_TERM),
        ),
    ),
)
three_years = Cycle(
    pack.parameter("2", "cycle", 3, w.YEARS),
    pack.parameter("2", "first-cycle", 2009, w.YEAR_NUMBER),
)
pack.rule(
    "2/centre-group-days",
    Text("中心组集体学习天数", "days of centre-group study"),
    Requirement(
        who=committees(),
        what=at_least(activity("中心组学习"), pack.parameter("2", "days", 12, w.DAYS)),
        within=YEAR,
    ),
    status=None,
)
pack.rule(
    "2/rotation-training",
    Text("科级及以下干部三年轮训", "rotation training in three years"),
    Requirement(
        who=up_to(Level.SECTION_CHIEF),
        what=at_least(
            Count(rows(Training, mode="脱产")), pack.parameter("2", "rotation", 1, w.TIMES)
        ),
        within=three_years,
    ),
)
pack.rule(
    "2/head-lecture",
    Text("主要领导讲党课或形势报告", "a lecture or situation report by each head"),
    Requirement(
        who=heads(),
        what=at_least(
            activity("专题党课", "形势报告"), pack.parameter("2", "lectures", 1, w.TIMES)
        ),
        within=YEAR,
    ),
    status=None,
)
ACTED = Text("由区学分制考核办法确定", "set by the district's credit rules")
PASS = pack.parameter("3", "pass", 60, w.CREDITS, source=ACTED)
pack.rule(
    "3/credits",
    Text("三年学分考核", "training credits over three years"),
    Requirement(
        who=everyone(),
        what=at_least(Total(rows(Training), "credits"), PASS),
        within=Cycle(
            pack.parameter("3", "cycle", 3, w.YEARS),
            pack.parameter("3", "first-cycle", 2009, w.YEAR_NUMBER),
        ),
        grades=(
            Grade(
                pack.parameter("3", "excellent", 120, w.CREDITS, source=ACTED),
                Text("档次：优秀", "Grade: excellent"),
            ),
            Grade(
                pack.parameter("3", "good", 90, w.CREDITS, source=ACTED),
                Text("档次：良好", "Grade: good"),
            ),
            Grade(PASS, Text("档次：合格", "Grade: pass")),
        ),
    ),
)

# 4: practice programmes

pack.rule(
    "4/targets",
    Text("实践锻炼选派人数", "places of practice programmes"),
    ProjectTarget(
        defaults=tuple(
            (category, pack.parameter("4", name, number, w.PEOPLE))
            for category, name, number in (
                ("上挂", "upward", 10),
                ("信访", "petitions", 30),
                ("沿海", "coastal", 10),
                ("园区", "parks", 10),
                ("村社区", "villages", 50),
            )
        )
    ),
)

# 5-10: decisions, meetings, commitments, the front line

pack.rule(
    "5/rules-on-file",
    Text("领导班子议事规则", "rules of procedure on file"),
    InForce(
        who=organs,
        what=rows(Rulebook, type="议事规则"),
        least=pack.parameter("5", "rules", 1, w.ITEMS),
    ),
)
yearly(
    "6/democratic-life", Text("民主生活会", "democratic life meeting"), committees(), "民主生活会"
)
pack.rule(
    "7/ghost-pay",
    Text("疑似“吃空饷”", "paid without a post or a day at work"),
    GhostPay(allowed=pack.parameter("7", "months-allowed", 0, w.MONTHS)),
)
pack.rule(
    "8/commitment",
    Text("一把手公开承诺", "the head's public commitment"),
    Requirement(
        who=heads(),
        what=at_least(
            Count(rows(Duty, type="承诺")), pack.parameter("8", "letters", 1, Text("份", "letters"))
        ),
        within=YEAR,
    ),
)
pack.rule(
    "9/unanswered",
    Text("交办事项逾期未复", "tasks overdue without an answer"),
    Unanswered(allowed=pack.parameter("9", "days-allowed", 0, w.DAYS)),
)
for slug, title, type, number, unit in (
    ("contact-visits", Text("深入联系点", "visits to contact points"), "联系点走访", 3, w.TIMES),
    ("households", Text("走访群众", "households visited"), "走访群众", 10, w.HOUSEHOLDS),
    ("research", Text("调查研究", "research at the grass roots"), "调查研究", 3, w.TIMES),
):
    pack.rule(
        f"10/{slug}",
        title,
        Requirement(
            who=county_leaders(),
            what=at_least(activity(type), pack.parameter("10", slug, number, unit)),
            within=QUARTER,
        ),
    )

# 13-15: discipline of meetings, leave, training plans

ABSENT = rows(Supervision, type="会议缺席", approved=False)
pack.rule(
    "13/meeting-absence",
    Text("无故缺席会议", "unexcused absence from meetings"),
    Ladder(
        count=Count(ABSENT),
        within=YEAR,
        rungs=tuple(
            Grade(pack.parameter("13", name, number, w.TIMES), Text(zh, en))
            for name, number, zh, en in (
                ("notice", 1, "建议通报批评", "notice across the district"),
                ("admonition", 2, "建议诫勉谈话", "admonition talk"),
                ("suspension", 3, "建议停职待岗", "suspension from duty"),
            )
        ),
    ),
)
pack.rule(
    "14/absent-without-leave",
    Text("未经批准外出、请假", "absence without approval"),
    Occurrences(
        count=Count(rows(Supervision, type=("外出", "请假"), approved=False)),
        within=YEAR,
        allowed=pack.parameter("14", "absences-allowed", 0, w.TIMES),
        consequence=Text("请核实", "verify"),
    ),
)
DECEMBER = pack.parameter("15", "month", 12, w.MONTH_NUMBER)
pack.rule(
    "15/training-plan",
    Text("报送下一年度培训计划", "next year's training plan filed"),
    Requirement(
        who=organs,
        what=at_least(activity("报送培训计划"), pack.parameter("15", "plans", 1, w.TIMES)),
        within=Calendar(
            "year",
            opens=(DECEMBER, pack.parameter("15", "first-day", 1, w.DAY_NUMBER)),
            closes=(DECEMBER, pack.parameter("15", "last-day", 31, w.DAY_NUMBER)),
        ),
    ),
)

# 19, 20: recommendation and exchange

pack.rule(
    "19/recommendation-half",
    Text("民主推荐得票未过半", "recommended by less than half"),
    VoteShare(
        type="民主推荐",
        votes=("recommended",),
        limit=pack.parameter("19", "half", "1/2", w.SHARE),
        at_most=False,
        within=LastMonths(open_number("19", "looked-back", 12, w.MONTHS, label=w.LOOKED_BACK)),
        consequence=Text("一般不列为考察对象", "generally not inspected"),
    ),
)
pack.rule(
    "20/exchange",
    Text("同一职位任职年限", "years in the same post"),
    YearsHeld(
        who=leaders(),
        rungs=(
            Grade(
                pack.parameter("20", "plan", 8, w.YEARS),
                Text("应有计划地交流", "an exchange is to be planned"),
            ),
            Grade(pack.parameter("20", "must", 10, w.YEARS), Text("必须交流", "must be exchanged")),
        ),
    ),
)
pack.rule(
    "20/home-area",
    Text("成长地任职回避", "posts away from where one grew up"),
    HomeArea(
        who=leaders(Level.SECTION_CHIEF),
        allowed=pack.parameter("20", "home-posts-allowed", 0, w.ITEMS),
    ),
)

# 21: specialities in short supply

pack.parameter(
    "21",
    "fields",
    ("经济管理", "经贸", "财政金融", "法律", "信息科技", "城建管理"),
    w.NAMES,
    label=Text("紧缺专业", "specialities in short supply"),
)

# 22: two-way secondments with villages and communities

pack.parameter(
    "22",
    "two-way-batches",
    1,
    Text("批", "batches"),
    label=Text("每年双向挂职批次", "batches of two-way secondments a year"),
)

# 24: posts and reports

pack.rule(
    "24/over-quota",
    Text("超职数配备", "more leaders than approved posts"),
    WithinQuota(who=Units(None), excess=pack.parameter("24", "over-quota", 0, w.PEOPLE)),
)
yearly(
    "24/personnel-report",
    Text("选人用人工作专题报告", "report on personnel work"),
    committees(),
    "选人用人报告",
)
consequences.declare(pack)
leave.declare(pack)
agenda.declare(pack)
eligibility.declare(pack)
gates.declare(pack)
numbers = restating.restated(pack, "19")
selection.declare(pack, numbers)
exchange.declare(pack, numbers)
village.declare(pack, numbers)
intake.declare(pack, numbers)
two_way.declare(pack, numbers)
graduates.declare(pack, numbers)
