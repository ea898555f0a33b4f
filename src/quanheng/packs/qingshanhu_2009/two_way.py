"""22: each year a batch of two-way secondments between townships and their villages."""

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.kinds import Secondment
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import Filing, Given, Procedure, Step, procedure
from quanheng.norms.slate import EachIs, Heard
from quanheng.packs.national.appointment.one_person import approve
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.terms import (
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
from quanheng.packs.national.appointment.transfer import GRADES
from quanheng.packs.qingshanhu_2009.village_people import (
    FAMILY,
    WAYS,
    BothWays,
    EachWithin,
    FromVillage,
    confirm,
)

TAKES_NONE = Text(
    "挂职不占接收单位职数；占用的，改按任职办理。",
    "A secondment takes no quota of the host; else it is an appointment.",
)


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure; its end and grade are filed by the office when it is over."""
    return procedure(
        pack,
        "22/two-way-secondment",
        Text("双向挂职批次", "Batch of two-way secondments"),
        about=SubjectType.UNIT,
        steps=(
            PLAN,
            approve(after="plan"),
            _names(numbers),
            confirm(after="names"),
            BEGIN,
            _assess(numbers),
        ),
        managed_by=(ORGANISATION,),
        seen_by=SEEN_BY,
        family=FAMILY,
        from_above=True,
        filings=(BEGUN,),
    )


PLAN = Step(
    "plan",
    Text("拟订批次方案", "Plan of the batch"),
    by=(ORGANISATION,),
    asks=(
        line("title", "批次名称", "name of the batch"),
        number("up", "计划上挂人数", "people to go up"),
        number("down", "计划下挂人数", "people to go down"),
        day("from", "计划开始日期", "first day"),
        day("to", "计划结束日期", "last day"),
        long("aims", "任务和要求（直接参与工作事务的管理）", "tasks; they share in managing"),
    ),
    gates=(Gate("dates", Text("起止日期", "The days"), (InOrder("plan.from", "plan.to"),)),),
    outcomes=(onward("planned", "报审", "Submit"),),
)


def _names(numbers: Numbers) -> Step:
    """Who goes where, what work each shares in; shown to the person, who may reply."""
    quota = EachIs("names.quota", (("yes", Text("不占", "none")),), TAKES_NONE)
    return Step(
        "names",
        Text("提出人选和岗位", "Who goes where"),
        by=(ORGANISATION,),
        enters=True,
        each=(
            choice("way", "方向", "which way", *WAYS),
            line("host", "接收单位", "host"),
            line("post", "挂任职务", "post there"),
            long("work", "参与管理的工作", "work in whose managing the person shares"),
            yes_no("quota", "不占接收单位职数", "takes no quota of the host"),
            long("consulted", "征求本人和双方单位意见情况", "what the person and both units said"),
        ),
        replies=numbers.reply,
        gates=(
            NAMED,
            Gate("both", Text("双向", "Both ways"), (BothWays("names.way"),)),
            Gate("village", Text("上挂的是村、社区干部", "Who goes up serves in a village"),
                 (FromVillage("names.way"),)),
            Gate("quota", Text("不占职数", "No quota"), (quota,)),
            Gate("heard", Text("听取本人说明", "The person is heard"), (Heard("names"),)),
        ),
        outcomes=(onward("named", "提出人选", "Put forward"), back("plan")),
    )  # fmt: skip


BEGIN = Step(
    "begin",
    Text("派出", "Sent"),
    by=(ORGANISATION,),
    asks=(
        line("number", "通知文号", "number of the notice"),
        day("day", "开始日期", "first day"),
    ),
    gates=(
        Gate("dates", Text("日期", "The day"),
             (InOrder("confirm.day", "begin.day"), NotBefore("begin.day"))),
    ),
    outcomes=(onward("begun", "派出", "Send"), back("names")),
)  # fmt: skip
BEGUN = Filing(
    "begin",
    "begun",
    Secondment,
    "person",
    (
        ("mode", "双向挂职"),
        ("unit_name", Given("names.host")),
        ("start", Given("begin.day")),
    ),
    each=True,
)


def _assess(numbers: Numbers) -> Step:
    """期满鉴定 of each: the end and the grade go into the record of the secondment."""
    return Step(
        "assess",
        Text("期满鉴定", "Final appraisal"),
        by=(ORGANISATION,),
        asks=(day("day", "鉴定日期", "day of the appraisal"),),
        each=(
            long("report", "本人总结", "own report"),
            long("host", "接收单位鉴定意见", "opinion of the host"),
            choice("grade", "鉴定等次", "grade", *GRADES),
            long("basis", "等次依据", "what the grade rests on"),
            day("end", "结束日期", "last day"),
        ),
        replies=numbers.reply,
        gates=(
            Gate("day", Text("日期", "The day"), (NotBefore("assess.day"),)),
            Gate("ends", Text("结束日期", "The end"), (EachWithin("assess.end", "begin.day"),)),
            Gate("heard", Text("听取本人说明", "The person is heard"), (Heard("assess"),)),
        ),
        outcomes=(onward("assessed", "完成鉴定", "Done"),),
    )
