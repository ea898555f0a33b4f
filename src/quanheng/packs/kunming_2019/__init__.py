"""昆明2019实施意见: a loyal, clean, responsible and able corps of officials (2019-02-02)."""

import tomllib
from datetime import date
from importlib.resources import files

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import NationalStatus, Text
from quanheng.norms.kinds import Level, Secondment, Training
from quanheng.norms.measure import (
    YEAR,
    Count,
    Days,
    Rolling,
    Sum,
    Total,
    activity,
    at_least,
    either,
    matters,
    rows,
)
from quanheng.norms.pack import Pack
from quanheng.norms.population import (
    People,
    Post,
    committees,
    everyone,
    heads,
    leaders,
)
from quanheng.norms.proposal import AgeLadder
from quanheng.norms.requirement import (
    Before,
    CatchUp,
    EachTenure,
    NoDirectCharge,
    Requirement,
    Term,
)
from quanheng.packs import wording as w
from quanheng.packs.kunming_2019 import appointment
from quanheng.packs.marking import declare_marks

pack = Pack(
    "kunming-2019",
    title=Text(
        "关于建设忠诚干净担当高素质干部队伍的实施意见", "Kunming opinions on the corps (2019)"
    ),
    issuer=Text("中共昆明市委", "CPC Kunming Municipal Committee"),
    since=date(2019, 2, 2),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
    short=Text("昆明2019", "Kunming 2019"),
)

# 4: training in hours or days

HOURS_5Y = pack.parameter("4", "hours-5y", 550, w.HOURS)
DAYS_5Y = pack.parameter("4", "days-5y", 90, w.DAYS)
SPAN_5Y = pack.parameter("4", "span", 5, w.YEARS)
HOURS_YEAR = pack.parameter("4", "hours-year", 90, w.HOURS)
DAYS_YEAR = pack.parameter("4", "days-year", 12, w.DAYS)
GRACE = pack.parameter("4", "catch-up", 1, w.YEARS)

OFF_JOB = ("脱产", "党性教育", "专题班", "中心组")
hours = Total(rows(Training), "hours")
days = Days(rows(Training, mode=OFF_JOB))
division_leaders = leaders(Level.DIVISION_DEPUTY)

catch_up = CatchUp(
    who=division_leaders,
    what=either(at_least(hours, HOURS_5Y), at_least(days, DAYS_5Y)),
    within=Rolling(SPAN_5Y),
    grace=GRACE,
)
pack.rule(
    "4/training-5y",
    Text("县处级以上领导干部五年培训", "five years' training of division-level leaders"),
    Requirement(
        who=division_leaders,
        what=either(at_least(hours, HOURS_5Y), at_least(days, DAYS_5Y)),
        within=Rolling(SPAN_5Y),
        deferred_by=catch_up,
    ),
)
pack.rule(
    "4/promotion-catch-up",
    Text("提任后一年内补足培训", "training made good within a year of promotion"),
    catch_up,
)
pack.rule(
    "4/training-year",
    Text("其他干部年度培训", "yearly training of other officials"),
    Requirement(
        who=People(
            holding=Post(),
            unless=division_leaders.holding,
            staff=frozenset({"公务员", "参公"}),
        ),
        what=either(at_least(hours, HOURS_YEAR), at_least(days, DAYS_YEAR)),
        within=YEAR,
    ),
)

# 3, 5: batches

BATCHES = pack.parameter("3", "batches", 1, Text("批", "batches"))
pack.rule(
    "3/base-batch",
    Text("选派干部赴党性教育基地", "a batch to Party-spirit bases"),
    Requirement(
        who=committees(root=True),
        what=at_least(activity("培训批次", saying=("note", "党性教育")), BATCHES),
        within=YEAR,
    ),
)
PRACTICE = pack.parameter("5", "batches", 1, Text("人次", "secondments"))
pack.rule(
    "5/practice-batch",
    Text("每年选派干部挂职锻炼", "a batch of secondments each year"),
    Requirement(
        who=committees(root=True),
        what=at_least(Count(rows(Secondment, anywhere=True)), PRACTICE),
        within=YEAR,
    ),
)

# 12, 13: talent pools, regular analysis of teams

pack.parameter(
    "12",
    "fields",
    ("金融", "工业", "社会治理", "公共服务", "城镇化", "现代农业", "乡村振兴", "生态"),
    w.NAMES,
    label=Text("人才库领域", "fields of talent pools"),
)
pack.parameter(
    "12",
    "pool-review-months",
    12,
    w.MONTHS,
    source=UNSAID,
    label=Text("入库人员几个月内须复核", "months within which a member of a pool is looked at"),
)
pack.parameter(
    "13",
    "analysis-months",
    12,
    w.MONTHS,
    source=UNSAID,
    label=Text("班子几个月内须研判", "months within which a team is analysed"),
)

# 14: the ladder of ages

pack.rule(
    "14/ladder",
    Text("领导班子老中青梯次", "the team's ladder of ages"),
    AgeLadder(
        members=pack.parameter(
            "14",
            "team",
            3,
            w.PEOPLE,
            source=UNSAID,
            label=Text("班子至少几人才要求梯次", "members from which a ladder is asked"),
        ),
        young=pack.parameter(
            "14",
            "young",
            40,
            w.AGE,
            source=UNSAID,
            label=Text("年轻干部的年龄上限", "up to this age counts as young"),
        ),
        old=pack.parameter(
            "14",
            "old",
            50,
            w.AGE,
            source=UNSAID,
            label=Text("年长干部的年龄下限", "above this age counts as old"),
        ),
        missing=pack.parameter("14", "missing", 0, Text("个年龄段", "age bands")),
    ),
)

# 16, 17: supervision, above all of heads

TALK = pack.parameter("16", "integrity-talk", 1, w.TIMES)
pack.rule(
    "16/integrity-talk",
    Text("任职前廉政谈话", "integrity talk before appointment"),
    EachTenure(
        who=People(Post(promoted=True)),
        what=at_least(matters("任前廉政谈话"), TALK),
        within=Before(
            pack.parameter(
                "16",
                "talk-before",
                90,
                w.DAYS,
                source=UNSAID,
                label=Text("任职前多久内谈话", "talk within so long before"),
            )
        ),
        begun_months=pack.parameter(
            "16",
            "looked-back",
            12,
            w.MONTHS,
            source=UNSAID,
            label=Text("回看的月数", "posts begun within"),
        ),
    ),
)
TERM = pack.parameter("17", "term", 5, w.YEARS, source=Text("任期暂行规定", "Term Rules (2006)"))
county_heads = heads(level=Level.DIVISION_CHIEF)
for slug, name, matter, stands in (
    (
        "term-audit",
        Text("任期内经济责任审计", "audit once a term"),
        "经济责任审计",
        NationalStatus.STRICTER_LOCAL,
    ),
    (
        "term-selection-check",
        Text("任期内选人用人检查", "selection check once a term"),
        "选人用人检查",
        None,
    ),
):
    pack.rule(
        f"17/{slug}",
        name,
        EachTenure(
            who=county_heads,
            what=at_least(matters(matter), pack.parameter("17", slug, 1, w.TIMES)),
            within=Term(TERM),
        ),
        status=stands,
    )
pack.rule(
    "17/no-direct-charge",
    Text("正职六个不直接分管", "six areas that heads do not run directly"),
    NoDirectCharge(
        who=heads(),
        areas=pack.parameter(
            "17",
            "areas",
            ("人事", "财务", "工程项目建设", "物资采购", "审批", "执法"),
            w.NAMES,
        ),
        allowed=pack.parameter("17", "areas-allowed", 0, w.ITEMS),
    ),
)

# 19: whom to use, whom never to use

declare_marks(
    pack,
    "19",
    ("负责任", "敢担当", "善作为", "有实绩"),
    ("乱作为", "不作为", "慢作为"),
    places=6,
)

# 20, 22, 23: encouragement and responsibility

pack.rule(
    "20/tolerance-notice",
    Text("通报容错纠错案例", "yearly notice of tolerance cases"),
    Requirement(
        who=committees(root=True),
        what=at_least(activity("容错案例通报"), pack.parameter("20", "notices", 1, w.TIMES)),
        within=YEAR,
    ),
)
heart_talks = Sum((matters("谈心谈话"), activity("谈心谈话")))
pack.rule(
    "22/talks",
    Text("谈心谈话应谈尽谈", "a heart-to-heart talk with everyone"),
    Requirement(
        who=everyone(),
        what=at_least(heart_talks, pack.parameter("22", "talks", 1, w.TIMES)),
        within=YEAR,
    ),
)
pack.rule(
    "23/corps-report",
    Text("向上级党委报告队伍建设情况", "report on the corps to the superior committee"),
    Requirement(
        who=committees(),
        what=at_least(
            activity("队伍建设报告"), pack.parameter("23", "reports", 1, w.TIMES, source=UNSAID)
        ),
        within=YEAR,
    ),
)
appointment.declare(pack)
