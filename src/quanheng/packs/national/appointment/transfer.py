"""转任、调任、挂职: to another post of the same level, into the service, and for a time."""

from dataclasses import replace

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.kinds import Secondment
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    DONE,
    Ask,
    Filing,
    Given,
    Kind,
    Outcome,
    Paper,
    Step,
)
from quanheng.norms.slate import IsSo, TwoPeople
from quanheng.packs.national.appointment import deciding
from quanheng.packs.national.appointment.leaving import tenure
from quanheng.packs.national.appointment.one_person import (
    AGAIN,
    SUPPLIED,
    approve,
    decide,
    four_musts,
    integrity,
    new_post,
    notice,
    run,
    told,
)
from quanheng.packs.national.appointment.terms import (
    CLAUSE,
    ORGANISATION,
    PERSONNEL,
    WHICH_FINDING,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    onward,
    yes_no,
)

WAYS = (
    ("transfer", Text("转任", "transfer")),
    ("lateral", Text("平职调整", "a post of the same level")),
    ("rank", Text("转任职级", "to a rank without a leading post")),
    ("unfit", Text("不适宜担任现职，调整岗位", "another post for being unfit for this one")),
)
MODES = (
    ("上挂", Text("上挂", "upward")),
    ("下派", Text("下派", "downward")),
    ("双向挂职", Text("双向挂职", "both ways")),
    ("跟班学习", Text("跟班学习", "to learn")),
    ("驻村", Text("驻村", "in a village")),
    ("援派", Text("援派", "in aid")),
    ("项目一线", Text("项目一线", "on a project")),
)
GRADES = (
    ("优秀", Text("优秀", "excellent")),
    ("合格", Text("合格", "good enough")),
    ("不合格", Text("不合格", "not good enough")),
)
MOVED = Outcome("transferred", Text("任免", "Transfer"), to=DONE)


def declare(pack: Pack, numbers: Numbers) -> None:
    """Register the three procedures."""
    run(
        pack,
        f"{CLAUSE}/transfer",
        Text("转任和平职调整", "Transfer"),
        steps=moving(numbers, plan(choice("way", "方式", "in which way", *WAYS))),
        filings=(tenure("plan", "transferred"),),
    )
    run(
        pack,
        f"{CLAUSE}/transfer-in",
        Text("调任", "Transfer into the service"),
        steps=_into(numbers),
        filings=(tenure("plan", "transferred"),),
        supplied=(*SUPPLIED, deciding.AFTER_NOTICE),
    )
    run(
        pack,
        f"{CLAUSE}/secondment",
        Text("挂职锻炼", "Secondment"),
        steps=(_posting(), approve(after="plan"), MIDTERM, FINAL, RETURN),
        filings=(_served("approve", "approved"), _served("return", "returned", over=True)),
        supplied=(),
    )


def plan(*first: Ask) -> Step:
    """The plan, before anything else: from which need, to which post."""
    return Step(
        "plan",
        Text("拟订调整方案", "Plan"),
        by=(ORGANISATION,),
        asks=(
            *first,
            long("why", "理由（工作需要、结构和人岗匹配）", "why: the work, the team, the post"),
            *new_post(),
            line("finding", "所依据的研判结果", "the finding it comes from", required=False,
                 help=WHICH_FINDING),
        ),
        outcomes=(onward("planned", "报审", "Submit"),),
    )  # fmt: skip


def moving(numbers: Numbers, first: Step, *between: Step) -> tuple[Step, ...]:
    """From the plan to the notice; ``between`` come after the qualification."""
    return (
        first,
        approve(after="plan"),
        QUALIFY,
        *between,
        four_musts(numbers, returns="qualify"),
        integrity(),
        decide(numbers, returns="checks"),
        notice(MOVED, zh="任职", en="appointment"),
    )


QUALIFY = Step(
    "qualify",
    Text("任职资格和回避核查", "Qualification and avoidance"),
    by=(ORGANISATION,),
    asks=(
        yes_no("fit", "符合拟任职位的条件和资格", "meets the conditions of the post"),
        long("basis", "依据（学历、经历、专业、任职年限）", "on which basis"),
        yes_no("kin", "不存在任职回避的亲属关系", "no kin in the same line of command"),
        yes_no("home", "不在须回避的成长地，或依规定不须回避", "no home area to be avoided"),
        yes_no("free", "不在处分、诫勉影响期或立案审查期间，或不影响平职调整",
               "no influence period or open case that bars it"),
        long("consulted", "征求本人和双方单位意见情况", "what the person and both units said"),
    ),
    gates=(
        told("qualify.fit", "任职资格", "Qualification"),
        told("qualify.kin", "任职回避", "Kin"),
        told("qualify.home", "地域回避", "Home area"),
        told("qualify.free", "影响期", "Influence period"),
    ),
    outcomes=(onward("qualified", "核查完成", "Verified"), back("plan")),
)  # fmt: skip
ENTERING = (
    yes_no("service", "具有公务员法规定的公务员条件，无不得录用为公务员的情形",
           "meets the conditions of the service, without a bar to it"),
    yes_no("counterpart", "所任职务与拟调任职位层次相当或符合晋升资格",
           "the present post corresponds to the new one"),
)  # fmt: skip


def _into(numbers: Numbers) -> tuple[Step, ...]:
    """调任: also an inspection, and a public notice before the appointment."""
    entering = replace(
        QUALIFY,
        asks=(*ENTERING, *QUALIFY.asks),
        gates=(
            told("qualify.service", "公务员条件", "Conditions of the service"),
            told("qualify.counterpart", "职务层次", "Level"),
            *QUALIFY.gates,
        ),
    )
    first = plan(
        choice("origin", "来源", "from where", ("enterprise", Text("国有企业", "a state firm")),
               ("institution", Text("高等院校、科研院所等事业单位", "an institution")),
               ("body", Text("其他不参照公务员法管理的单位", "another body"))),
        yes_no("quota", "有编制、职数和职位空缺", "there is a vacancy within quota"),
    )  # fmt: skip
    first = replace(first, gates=(told("plan.quota", "编制和职数", "Quota"),))
    steps = [
        entering if step.name == "qualify" else step for step in moving(numbers, first, INSPECT)
    ]
    return (*steps[:-1], deciding.publish(numbers), OBJECTIONS, steps[-1])


INSPECT = Step(
    "inspect",
    Text("考察", "Inspection"),
    by=(ORGANISATION,),
    asks=(
        Ask("leader", Text("考察组组长", "leader of the team"), Kind.PERSON),
        Ask("second", Text("考察组成员", "member of the team"), Kind.PERSON),
        day("from", "考察开始日期", "first day"),
        day("to", "考察结束日期", "last day"),
        long("political", "政治表现（有事例）", "political conduct, with facts"),
        long("conduct", "德能勤绩廉表现和主要特点", "virtue, ability, diligence, results"),
        long("faults", "主要缺点和不足", "faults"),
    ),
    papers=(Paper("material", Text("考察材料", "Inspection material"), required=False),),
    gates=(
        Gate("team", Text("考察组", "The team"), (TwoPeople("inspect.leader", "inspect.second"),)),
        Gate("dates", Text("日期", "The days"),
             (InOrder("inspect.from", "inspect.to"), NotBefore("inspect.to"))),
    ),
    outcomes=(onward("inspected", "完成考察", "Inspected"), back("qualify")),
)  # fmt: skip
OBJECTIONS = Step(
    "objections",
    Text("公示结果", "Result of the notice"),
    by=(ORGANISATION,),
    asks=(
        long("received", "收到反映和处理情况（不记载反映人）",
             "what came in and what was done; nothing about who"),
        yes_no("clear", "无反映，或经查不影响任职", "nothing came in, or nothing that bars it"),
    ),
    gates=(
        Gate("over", Text("公示期满", "The notice is over"), (NotBefore("objections.after"),)),
        Gate("clear", Text("公示结果", "Result"), (IsSo("objections.clear", AGAIN),)),
    ),
    outcomes=(onward("settled", "公示无异议或已查清", "Settled"), back("decide")),
)  # fmt: skip


def _posting() -> Step:
    return Step(
        "plan",
        Text("拟订挂职方案", "Plan of the secondment"),
        by=(ORGANISATION, PERSONNEL),
        asks=(
            choice("mode", "方式", "kind", *MODES),
            line("host", "接收单位", "host"),
            line("post", "挂任职务（不占职数）", "post there; it takes no quota", required=False),
            long("tasks", "任务和目标", "tasks and aims"),
            day("from", "开始日期", "first day"),
            day("to", "结束日期", "last day"),
            long("consulted", "征求本人意见情况", "what the person said"),
        ),
        gates=(Gate("dates", Text("起止日期", "The days"), (InOrder("plan.from", "plan.to"),)),),
        outcomes=(onward("planned", "报审", "Submit"),),
    )


MIDTERM = Step(
    "midterm",
    Text("中期考核", "Appraisal in mid-term"),
    by=(ORGANISATION, PERSONNEL),
    asks=(
        day("day", "考核日期", "day"),
        long("conduct", "履职情况", "how the work is done"),
        long("host", "接收单位意见", "what the host says"),
    ),
    gates=(
        Gate("dates", Text("日期", "The day"),
             (InOrder("plan.from", "midterm.day"), NotBefore("midterm.day"))),
    ),
    outcomes=(onward("appraised", "完成", "Done"),),
)  # fmt: skip
FINAL = Step(
    "final",
    Text("期满鉴定", "Final appraisal"),
    by=(ORGANISATION, PERSONNEL),
    asks=(
        long("report", "本人总结", "own report"),
        long("host", "接收单位鉴定意见", "opinion of the host"),
        choice("grade", "鉴定等次", "grade", *GRADES),
        long("basis", "等次依据", "what the grade rests on"),
    ),
    outcomes=(onward("appraised", "完成", "Done"), back("midterm")),
)
RETURN = Step(
    "return",
    Text("返回", "Return"),
    by=(ORGANISATION, PERSONNEL),
    asks=(day("day", "返回日期", "day of the return"),
          long("use", "返回后工作安排", "work afterwards", required=False)),
    gates=(
        Gate("dates", Text("日期", "The day"),
             (InOrder("plan.from", "return.day"), NotBefore("return.day"))),
    ),
    outcomes=(onward("returned", "返回", "Returned"),),
)  # fmt: skip


def _served(step: str, outcome: str, *, over: bool = False) -> Filing:
    """The secondment as it begins and, once it is over, with its end and its grade."""
    end = (("end", Given("return.day")), ("grade", Given("final.grade"))) if over else ()
    return Filing(
        step,
        outcome,
        Secondment,
        "person",
        (
            ("mode", Given("plan.mode")),
            ("unit_name", Given("plan.host")),
            ("start", Given("plan.from")),
            *end,
        ),
    )
