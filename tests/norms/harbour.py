"""A small good pack and its examples, to be broken in one place at a time."""

import tomllib
from datetime import date

from quanheng.norms.finding import Text
from quanheng.norms.measure import YEAR, activity, at_least, matters
from quanheng.norms.pack import Pack
from quanheng.norms.population import heads, leaders
from quanheng.norms.proposal import Ladder, LastMonths, VoteShare
from quanheng.norms.requirement import Grade, NoDirectCharge, Requirement

SINCE = date(2024, 3, 1)
TIMES, SHARE = Text("次", "times"), Text("比例", "share")
CONSIDER = Text("研究", "consider")
CLAUSES = [
    {
        "number": number,
        "form": ["REQ"],
        "summary_zh": "摘要。",
        "summary_en": "A summary.",
        "works_in": works_in,
    }
    for number, works_in in (
        ("1", "check"),
        ("2", "check; planned: duties"),
        ("3", "clause library"),
    )
]
EXAMPLES = tomllib.loads("""
[defaults."任职"]
"人员编码" = "王"
"单位编码" = "港务局"
"职务名称" = "局长"
"职务层次" = "乡科级正职"
"是否领导职务" = "是"
"是否正职" = "是"
"任职时间" = 2015-03-01
[defaults."活动"]
"对象类型" = "干部"
"对象编码" = "王"
"活动类型" = "接访"
"日期" = 2025-06-01
[defaults."监督"]
"人员编码" = "王"
"事项类型" = "提醒"
[defaults."测评"]
"对象类型" = "干部"
"对象编码" = "王"
"测评类型" = "民主测评"
"日期" = 2025-06-01
[base.leader]
on = 2025-12-31
subject = "王"
"任职" = [{}]
[base.votes]
on = 2025-12-31
subject = "王"

[["1/visits"]]
zh = "三次"
en = "three"
use = ["leader"]
"活动" = [{ n = [1, 3], every = "month" }]
expect = { status = "met", measured = 3, required = 3 }
[["1/visits"]]
zh = "两次"
en = "two"
use = ["leader"]
"活动" = [{ "数量" = 2 }, { "日期" = 2026-01-01 }]
expect = { status = "missed", measured = 2 }

[["1/charge"]]
zh = "无"
en = "none"
use = ["leader"]
"任职" = [{ "分管工作" = "全面工作" }]
expect = { status = "met" }
[["1/charge"]]
zh = "一项"
en = "one"
use = ["leader"]
"任职" = [{ "分管工作" = "财务" }]
expect = { status = "missed", says = "财务" }
[["1/charge"]]
zh = "两项"
en = "two"
use = ["leader"]
"任职" = [{ "分管工作" = "财务、人事" }]
expect = { status = "missed", measured = 2, says = "人事" }

[["2/reminders"]]
zh = "一年内两次"
en = "two in a year"
on = 2025-12-31
subject = "王"
"监督" = [{ "日期" = 2025-01-01 }, { "日期" = 2025-12-31 }]
expect = { status = "attention", says = "研究" }
[["2/reminders"]]
zh = "其中一次较早"
en = "one of them earlier"
on = 2025-12-31
subject = "王"
"监督" = [{ "日期" = 2024-12-31 }, { "日期" = 2025-12-31 }]
expect = "none"

[["2/votes"]]
zh = "恰为三分之二"
en = "just two thirds"
use = ["votes"]
"测评" = [{ "收回票" = 300, "优秀" = 200 }]
expect = "none"
[["2/votes"]]
zh = "差一票"
en = "one vote short"
use = ["votes"]
"测评" = [{ "收回票" = 300, "优秀" = 199 }]
expect = { status = "attention", measured = "199/300" }
""")


def harbour() -> Pack:
    """A good pack with a requirement, a closed list, a ladder and a share."""
    pack = Pack("harbour", Text("海港", "Harbour"), Text("市委", "Committee"), SINCE, CLAUSES)
    visits = at_least(activity("接访"), pack.parameter("1", "visits", 3, TIMES))
    pack.rule("1/visits", Text("接访", "petitions heard"), Requirement(leaders(), visits, YEAR))
    pack.rule(
        "1/charge",
        Text("不直接分管", "no direct charge"),
        NoDirectCharge(
            heads(),
            pack.parameter("1", "areas", ("人事", "财务"), Text("", "")),
            pack.parameter("1", "areas-allowed", 0, TIMES),
        ),
    )
    pack.rule(
        "2/reminders",
        Text("提醒", "reminders"),
        Ladder(
            matters("提醒"),
            LastMonths(pack.parameter("2", "looked-back", 12, TIMES)),
            (Grade(pack.parameter("2", "reminders", 2, TIMES), CONSIDER),),
        ),
    )
    pack.rule(
        "2/votes",
        Text("测评", "evaluation"),
        VoteShare(
            "民主测评",
            ("excellent",),
            limit=pack.parameter("2", "two-thirds", "2/3", SHARE),
            at_most=False,
            within=YEAR,
            consequence=CONSIDER,
        ),
    )
    return pack


def case(place=0, rule="1/visits", **changes):
    """A change of one example."""

    def change(told):
        told[rule][place] |= changes

    return change
