"""浙江2015治理为官不为: encouraging officials to act (2015-10-20)."""

import tomllib
from datetime import date
from importlib.resources import files

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Duty
from quanheng.norms.measure import YEAR, Count, Sum, activity, at_least, matters, rows
from quanheng.norms.pack import Pack
from quanheng.norms.population import everyone, leaders
from quanheng.norms.proposal import Ladder, LastMonths
from quanheng.norms.requirement import Grade, Requirement, YearsHeld
from quanheng.packs import wording as w
from quanheng.packs.marking import declare_marks

pack = Pack(
    "zhejiang-2015",
    title=Text(
        "关于激励干部干事创业治理为官不为的若干意见",
        "Zhejiang opinions on encouraging officials and curing inaction (2015)",
    ),
    issuer=Text("中共浙江省委", "CPC Zhejiang Provincial Committee"),
    since=date(2015, 10, 20),
    rows=tomllib.loads(files(__name__).joinpath("clauses.toml").read_text("utf-8"))["clause"],
    short=Text("浙江2015", "Zhejiang 2015"),
)

pack.rule(
    "2.3/rotation",
    Text("长期单一岗位干部交流", "rotation of officials long in one post"),
    YearsHeld(
        who=leaders(),
        rungs=(
            Grade(
                pack.parameter(
                    "2.3",
                    "years",
                    5,
                    w.YEARS,
                    source=UNSAID,
                    label=Text("满几年列入研判", "years from which it is considered"),
                ),
                Text("经历单一，建议列入交流计划", "one unit only; plan an exchange"),
            ),
        ),
        one_unit=True,
    ),
)
declare_marks(pack, "3.2", ("狮子型", "老黄牛式"), ("太平官",))
pack.rule(
    "4.1/goals",
    Text("年度工作任务书", "yearly goal letter"),
    Requirement(
        who=leaders(),
        what=at_least(
            Count(rows(Duty, type="承诺")),
            pack.parameter("4.1", "letters", 1, Text("份", "letters")),
        ),
        within=YEAR,
    ),
)
pack.rule(
    "4.5/talks",
    Text("谈心谈话全覆盖", "a talk with everyone"),
    Requirement(
        who=everyone(),
        what=at_least(
            Sum((matters("谈心谈话"), activity("谈心谈话"))),
            pack.parameter("4.5", "talks", 1, w.TIMES),
        ),
        within=YEAR,
    ),
)
pack.rule(
    "5.1/repeated-reminders",
    Text("多次提醒、函询", "repeated reminders and inquiries"),
    Ladder(
        count=matters("提醒", "函询"),
        within=LastMonths(
            pack.parameter(
                "5.1",
                "looked-back",
                12,
                w.MONTHS,
                source=UNSAID,
                label=Text("回看的月数", "months looked back"),
            )
        ),
        rungs=(
            Grade(
                pack.parameter(
                    "5.1",
                    "reminders",
                    2,
                    w.TIMES,
                    source=UNSAID,
                    label=Text("提醒次数", "reminders"),
                ),
                Text("建议研究是否诫勉", "consider admonition"),
            ),
        ),
    ),
)
