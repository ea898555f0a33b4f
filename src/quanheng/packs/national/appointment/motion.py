"""分析研判和动议: why the post is to be filled, and the work plan, before any name."""

from quanheng.norms.answered import NoOther
from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate
from quanheng.norms.procedure import REFUSED, Ask, Kind, Outcome, Paper, Purpose, Step
from quanheng.packs.national.appointment.terms import (
    HEAD,
    LET_PASS,
    LEVEL_CHOICES,
    ORGANISATION,
    ROLES,
    back,
    choice,
    day,
    line,
    long,
    number,
    onward,
    yes_no,
)

ANALYSIS = Step(
    "analysis",
    Text("分析研判", "Analysis"),
    by=(ORGANISATION,),
    asks=(
        long("team", "班子运行和结构情况", "how the team runs, and its structure"),
        long("need", "职位空缺原因和职位需求", "why the post is vacant, and what it needs"),
    ),
    papers=(Paper("report", Text("分析研判报告", "Report of the analysis"), required=False),),
    outcomes=(onward("analysed", "提出启动意见", "Propose to begin"),),
)


NO_NAMES = Text(
    "职位、条件、范围、方式和程序，不涉及人选。", "Post, conditions, scope, way; no names."
)


def motion(*more: Ask) -> Step:
    """动议: the post, its level and how many places; no name."""
    return Step(
        "motion",
        Text("动议", "Motion"),
        by=(ORGANISATION,),
        asks=(
            line("title", "拟配职务", "post to be filled"),
            choice("level", "职务层次", "level", *LEVEL_CHOICES),
            yes_no("leading", "领导职务", "leading post"),
            yes_no("chief", "正职", "head"),
            choice("role", "职务类别", "kind of post", *ROLES),
            number("places", "职位数", "places"),
            yes_no("term", "实行任期制", "a post with a term"),
            Ask("leaving", Text("离任人（有的填写）", "who leaves the post"), Kind.PERSON,
                required=False),
            day("on", "动议日期", "day of the motion"),
            line("by", "动议主持人", "who led the motion"),
            long("opinion", "初步建议", "first suggestion", help=NO_NAMES),
            yes_no("standard", "职务名称规范，未为提高待遇另设名称",
                   "a standard title, not invented for its pay", required=False),
            long("review", "动议审查情况", "review of the motion", required=False),
            *more,
        ),
        outcomes=(onward("moved", "提出动议", "Move"), back("analysis")),
    )  # fmt: skip


OTHERS = (
    Ask("post.others", Text("同一职位正在选任的其他事项", "other cases that fill the same post")),
    Ask("post.taken", Text("其他事项的职位数", "places that they fill"), Kind.NUMBER),
)
"""What the office tells of other cases for the post."""
ALONE = Gate(
    "alone",
    Text("同一职位不重复选任", "One case for one post"),
    (NoOther("post.others", "post.taken"),),
    overridden_by=LET_PASS,
)
PLAN = Step(
    "plan",
    Text("拟订工作方案", "Work plan"),
    by=(ORGANISATION,),
    asks=(
        long("conditions", "任职条件和资格", "conditions and qualifications"),
        long("scope", "选拔范围", "from among whom"),
        long("way", "方式和程序", "way and procedure"),
        long("schedule", "时间安排和分工", "time and who does what"),
    ),
    gates=(ALONE,),
    outcomes=(onward("planned", "报审", "Submit"), back("motion")),
)
APPROVE = Step(
    "approve",
    Text("审定工作方案", "Approval of the plan"),
    by=(HEAD,),
    purpose=Purpose.DECISION,
    not_by=("motion", "plan"),
    outcomes=(
        onward("approved", "同意", "Approve"),
        back("plan"),
        Outcome("refused", Text("不启动", "Do not begin"), to=REFUSED, reason=True),
    ),
)
SUPERIOR = Step(
    "superior",
    Text("报上级组织部门同意", "Consent of the superior organisation department"),
    by=(ORGANISATION,),
    asks=(
        Ask("why", Text("破格或越级的理由", "why an exception is made"), Kind.LONG_TEXT),
        long("contribution", "突出贡献（重大项目、重大事件，有事例）",
             "outstanding contribution to major projects or events, with facts", required=False),
        line("proof", "佐证材料名称和出处", "evidence, and where it comes from", required=False),
        yes_no("recognised", "干部群众一致公认", "recognised by everybody", required=False),
        line("document", "上级批复文号", "number of the reply"),
        day("day", "批复日期", "day of the reply"),
    ),
    papers=(
        Paper("reply", Text("上级批复", "Reply of the superior department")),
        Paper("evidence", Text("突出贡献佐证材料", "Evidence"), required=False),
    ),
    outcomes=(
        onward("consented", "上级同意", "Consented"),
        Outcome("refused", Text("上级不同意", "Refused"), to=REFUSED, reason=True),
    ),
)  # fmt: skip
"""破格、越级: asked before the inspection begins (任用条例 arts 9, 16-22)."""
