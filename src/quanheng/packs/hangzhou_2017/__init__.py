"""杭州2017决定: a strictly built corps of officials (2017-01-05)."""

import tomllib
from datetime import date
from importlib.resources import files

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Appraisal
from quanheng.norms.measure import MONTH, QUARTER, YEAR, Count, activity, at_least, rows
from quanheng.norms.pack import Pack
from quanheng.norms.population import committees, heads, units
from quanheng.norms.proposal import GradeShare, PayRatio, PoolSize
from quanheng.norms.requirement import EachTenure, NoDirectCharge, Requirement, Until
from quanheng.packs import wording as w
from quanheng.packs.hangzhou_2017 import agenda, checkpoints
from quanheng.packs.marking import declare_marks

pack = Pack(
    "hangzhou-2017",
    title=Text(
        "关于从严加强干部队伍建设打造勇立潮头铁军排头兵的决定",
        "Hangzhou decision on a strictly built corps of officials (2017)",
    ),
    issuer=Text("中共杭州市委", "CPC Hangzhou Municipal Committee"),
    since=date(2017, 1, 5),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
    short=Text("杭州2017", "Hangzhou 2017"),
)
NAMED = Text("由名称推定", "read from the name of the practice")

# 6: newly appointed heads

pack.rule(
    "6/new-head-assessed",
    Text("新任正职履职专项考核", "assessment of newly appointed heads"),
    EachTenure(
        who=heads(units=("市直单位", "区直部门")),
        what=at_least(
            Count(rows(Appraisal, type="专项")), pack.parameter("6", "assessments", 1, w.TIMES)
        ),
        within=Until(
            pack.parameter(
                "6",
                "assessed-within",
                1,
                w.YEARS,
                source=UNSAID,
                label=Text("任职后多久内研判", "assessed within"),
            )
        ),
        begun_years=pack.parameter(
            "6",
            "looked-back",
            2,
            w.YEARS,
            source=UNSAID,
            label=Text("回看的任职年限", "posts begun within"),
        ),
    ),
)

# 7: reserve pools

pack.rule(
    "7/pools",
    Text("“五个一百”年轻干部储备", "five reserve pools of a hundred"),
    PoolSize(
        target=pack.parameter("7", "pool", 100, w.PEOPLE),
        tolerance=pack.parameter(
            "7",
            "tolerance",
            "1/10",
            w.SHARE,
            source=UNSAID,
            label=Text("后备库规模偏差", "tolerance of the pool's size"),
        ),
    ),
)

# 12: types of official to use

declare_marks(pack, "12", ("狮子型", "老黄牛型", "领头雁", "专尖高"))

# 13: knowing officials day by day

organs = units("区直部门", "街道", "乡镇", "园区", "市直单位")
for slug, title, type, number, within in (
    ("monthly-report", Text("月报", "monthly report"), "月报", 1, MONTH),
    ("quarterly-visit", Text("季访", "quarterly visit"), "季访", 1, QUARTER),
    ("five-visits", Text("季度五访", "five visits a quarter"), "五访", 5, QUARTER),
):
    pack.rule(
        f"13/{slug}",
        title,
        Requirement(
            who=organs,
            what=at_least(
                activity(type), pack.parameter("13", slug, number, w.TIMES, source=NAMED)
            ),
            within=within,
        ),
    )

pack.parameter(
    "13",
    "review-favourable",
    "2/3",
    w.SHARE,
    source=UNSAID,
    label=Text("评议满意率低于此提请谈话", "favourable votes below which a talk is proposed"),
)

# 15: five areas that heads do not run directly

pack.rule(
    "15/no-direct-charge",
    Text("正职五不直接分管", "five areas that heads do not run directly"),
    NoDirectCharge(
        who=heads(),
        areas=pack.parameter(
            "15",
            "areas",
            ("人事", "财务", "工程项目建设", "物资采购", "审批"),
            w.NAMES,
            source=Text("原文未列名，按通行五项", "not named in the text; the usual five"),
        ),
        allowed=pack.parameter("15", "areas-allowed", 0, w.ITEMS),
    ),
)

# 18, 19: responsibility and incentives

pack.rule(
    "18/corps-report",
    Text("党委书记报告队伍建设情况", "the secretary's report on the corps"),
    Requirement(
        who=committees(),
        what=at_least(
            activity("队伍建设报告"), pack.parameter("18", "reports", 1, w.TIMES, source=UNSAID)
        ),
        within=YEAR,
    ),
)
townships = frozenset({"乡镇", "街道"})
pack.rule(
    "19/excellent-share",
    Text("乡镇（街道）年度考核优秀比例", "share of 'excellent' in townships and streets"),
    GradeShare(
        categories=townships,
        grade="优秀",
        limit=pack.parameter("19", "excellent", "1/5", w.SHARE),
    ),
)
pack.rule(
    "19/township-pay",
    Text("乡镇干部待遇高于县级机关同职级", "township pay above county organs at the same level"),
    PayRatio(
        categories=townships,
        reference=frozenset({"区直部门"}),
        months=pack.parameter(
            "19",
            "pay-months",
            12,
            w.MONTHS,
            source=UNSAID,
            label=Text("工资比较的月数", "months of pay compared"),
        ),
        least=pack.parameter("19", "pay", "6/5", w.SHARE),
    ),
    status=None,
)
agenda.declare(pack)
checkpoints.declare(pack)
