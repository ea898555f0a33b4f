"""22: officials of villages into township posts by directed examination (定向考录) or hiring."""

from dataclasses import replace

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.kinds import Tenure
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    REFUSED,
    Ask,
    Filing,
    Given,
    Kind,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
    procedure,
)
from quanheng.norms.slate import EachIs, Heard, TwoPeople
from quanheng.packs.national.appointment import deciding
from quanheng.packs.national.appointment.competition import ANNOUNCE, QUALIFIED
from quanheng.packs.national.appointment.one_person import approve, told
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.terms import (
    HEAD,
    ORGANISATION,
    SEEN_BY,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    number,
    onward,
    yes_no,
)
from quanheng.packs.qingshanhu_2009.village import CLEAN, FOUND, LEAVE_OUT
from quanheng.packs.qingshanhu_2009.village_people import FAMILY, PLACES, FromVillage, returning

WAYS = (
    ("civil", Text("定向考录乡镇公务员", "directed examination for the civil service")),
    ("institution", Text("选聘乡镇事业编制人员", "hiring into an institution of the township")),
)
PASSED = ("passed", Text("达到合格线", "reached the pass mark"))
FIT = ("fit", Text("体检合格", "fit"))
NOT_QUALIFIED = ("no", Text("不合格", "not qualified"))


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure; the organ above the township handles it."""
    return procedure(
        pack,
        "22/directed-intake",
        Text("村社区干部定向考录（选聘）", "Directed intake of village officials"),
        about=SubjectType.UNIT,
        steps=(
            PLAN,
            approve(after="plan"),
            ANNOUNCE,
            SIGN_UP,
            TEST,
            _inspect(numbers),
            *_noticed(numbers),
            HIRE,
        ),
        managed_by=(ORGANISATION,),
        seen_by=SEEN_BY,
        family=FAMILY,
        from_above=True,
        supplied=(deciding.AFTER_NOTICE, deciding.SETTLED),
        filings=(HIRED,),
    )


PLAN = Step(
    "plan",
    Text("拟订招录方案", "Plan"),
    by=(ORGANISATION,),
    asks=(
        choice("kind", "招录方式", "kind of intake", *WAYS),
        line("title", "招录职位", "post"),
        number("places", "招录人数", "places"),
        long("conditions", "报考条件（任职年限、年度考核、学历等）", "conditions"),
        yes_no("quota", "编制和招录计划已批准", "the plan is within the approved quota"),
        line("approval", "批准机关和文号", "approved by, number"),
    ),
    gates=(told("plan.quota", "编制和计划", "Quota"),),
    outcomes=(onward("planned", "报审", "Submit"),),
)
SIGN_UP = Step(
    "signup",
    Text("报名和资格审查", "Signing up, and qualification"),
    by=(ORGANISATION,),
    enters=True,
    asks=(day("closed", "报名截止统计日期", "day on which it closed"),),
    each=(
        line("post", "现任村、社区职务", "present post in the village"),
        number("years", "任村、社区干部年数", "years as a village official"),
        choice("qualified", "资格审查结论", "conclusion", QUALIFIED, NOT_QUALIFIED),
        long("basis", "依据", "what that rests on"),
    ),
    gates=(
        NAMED,
        Gate("closed", Text("报名截止", "Signing up is over"),
             (InOrder("announce.to", "signup.closed"), NotBefore("signup.closed"))),
        Gate("village", Text("村、社区干部", "Village officials"), (FromVillage(),)),
        Gate("qualified", Text("资格", "Qualification"),
             (EachIs("signup.qualified", (QUALIFIED,), LEAVE_OUT),)),
    ),
    outcomes=(onward("screened", "完成资格审查", "Done"), back("announce")),
)  # fmt: skip
TEST = Step(
    "test",
    Text("笔试和面试", "Written test and interview"),
    by=(ORGANISATION,),
    asks=(
        day("day", "面试日期", "day of the interviews"),
        line("judges", "命题和考官组成", "who set and judged them"),
        long("rules", "成绩计算办法和合格线", "how they are marked; the pass mark"),
    ),
    each=(
        number("written", "笔试成绩", "written test"),
        number("interview", "面试成绩", "interview"),
        choice("passed", "是否达到合格线", "pass mark", PASSED,
               ("failed", Text("未达到", "not reached"))),
    ),
    gates=(
        NAMED,
        Gate("done", Text("日期", "The day"), (NotBefore("test.day"),)),
        Gate("passed", Text("合格线", "The pass mark"),
             (EachIs("test.passed", (PASSED,), LEAVE_OUT),)),
    ),
    outcomes=(onward("tested", "完成考试", "Done"), back("signup")),
)  # fmt: skip


def _inspect(numbers: Numbers) -> Step:
    """Inspection and physical check of each, shown to the person."""
    return Step(
        "inspect",
        Text("考察和体检", "Inspection and physical check"),
        by=(ORGANISATION,),
        asks=(
            Ask("leader", Text("考察组组长", "leader of the team"), Kind.PERSON),
            Ask("second", Text("考察组成员", "member of the team"), Kind.PERSON),
            day("day", "考察结束日期", "last day"),
        ),
        each=(
            long("conduct", "政治素质、群众评价和实绩（有事例）", "conduct, with facts"),
            choice("result", "考察结论", "conclusion", CLEAN, FOUND),
            choice("physical", "体检结论（不写病情）", "physical check, without any details", FIT,
                   ("unfit", Text("体检不合格", "not fit"))),
        ),
        replies=numbers.reply,
        gates=(
            NAMED,
            Gate("team", Text("考察组", "The team"),
                 (TwoPeople("inspect.leader", "inspect.second"),)),
            Gate("done", Text("日期", "The day"), (NotBefore("inspect.day"),)),
            Gate("result", Text("考察结论", "Conclusion"),
                 (EachIs("inspect.result", (CLEAN,), LEAVE_OUT),)),
            Gate("physical", Text("体检", "Physical check"),
                 (EachIs("inspect.physical", (FIT,), LEAVE_OUT),)),
            Gate("heard", Text("听取本人说明", "The person is heard"), (Heard("inspect"),)),
        ),
        outcomes=(onward("inspected", "完成考察", "Inspected"), back("test")),
    )  # fmt: skip


def _noticed(numbers: Numbers) -> tuple[Step, Step]:
    """公示: as before an appointment, for no more people than there are places."""
    publish = returning(deciding.publish(numbers), "inspect")
    titled = replace(publish, title=Text("公示", "Public notice"), gates=(*publish.gates, PLACES))
    return titled, returning(deciding.objections(), "inspect")


HIRE = Step(
    "hire",
    Text("决定录用（聘用）", "Decision, and hiring"),
    by=(HEAD,),
    purpose=Purpose.DECISION,
    not_by=("inspect",),
    asks=(
        line("number", "录用（聘用）批准文号", "number of the approval"),
        day("start", "到职日期", "first day in the post"),
    ),
    each=(yes_no("leaves", "免去村、社区职务", "relieved of the village post"),),
    papers=(Paper("approval", Text("批准文件", "Approval"), required=False),),
    gates=(Gate("order", Text("公示在到职之前", "The notice before the first day"),
                (InOrder("publish.to", "hire.start"),)),),
    outcomes=(
        onward("hired", "录用（聘用）", "Hire"),
        back("inspect"),
        Outcome("refused", Text("不同意", "Refuse"), to=REFUSED, reason=True),
    ),
)  # fmt: skip
HIRED = Filing(
    "hire",
    "hired",
    Tenure,
    "person",
    (
        ("title", Given("plan.title")),
        ("level", "科员"),
        ("leading", False),
        ("chief", False),
        ("role", "其他"),
        ("start", Given("hire.start")),
        ("promoted", False),
    ),
    each=True,
    place="unit",
)
