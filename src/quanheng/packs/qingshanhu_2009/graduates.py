"""22: graduates sent to serve in villages and communities (选派大学生到村、社区)."""

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.kinds import Tenure
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    Ask,
    Filing,
    Given,
    Kind,
    Procedure,
    Step,
    procedure,
)
from quanheng.norms.slate import EachIs, Heard
from quanheng.packs.national.appointment.competition import QUALIFIED
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
)
from quanheng.packs.qingshanhu_2009.intake import NOT_QUALIFIED
from quanheng.packs.qingshanhu_2009.village import LEAVE_OUT
from quanheng.packs.qingshanhu_2009.village_people import FAMILY, PLACES, confirm, with_gate

DEGREES = (
    ("大专", Text("大专", "college diploma")),
    ("本科", Text("本科", "bachelor")),
    ("硕士", Text("硕士研究生", "master")),
    ("博士", Text("博士研究生", "doctor")),
)
ELSEWHERE = Text("请改为所属的村、社区。", "Choose a village or community of the area.")


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure.

    What it files is a post in the village, not a secondment: a graduate comes from no unit, and a
    post names the village of the register, its first day, and the day until which it is agreed.
    """
    return procedure(
        pack,
        "22/graduates",
        Text("选派高校毕业生到村社区任职", "Graduates sent to villages"),
        about=SubjectType.UNIT,
        steps=(
            PLAN,
            approve(after="plan"),
            SIGN_UP,
            _check(numbers),
            with_gate(confirm(after="check"), PLACES),
            SEND,
        ),
        managed_by=(ORGANISATION,),
        seen_by=SEEN_BY,
        family=FAMILY,
        from_above=True,
        supplied_each=(NEAR,),
        filings=(SENT,),
    )


NEAR = Ask(
    "signup.near",
    Text("拟到的单位是办理单位所属的村、社区", "a village below whoever handles it"),
    Kind.YES_NO,
)
"""Told by the office, from the register of units."""
PLAN = Step(
    "plan",
    Text("拟订选派计划", "Plan"),
    by=(ORGANISATION,),
    asks=(
        line("title", "计划名称", "name of the plan"),
        number("places", "选派人数", "places"),
        long("conditions", "选派条件（学历、专业、政治面貌等）", "conditions"),
        long("needs", "村、社区需求和岗位", "what the villages need"),
        long("support", "服务期限、待遇和培养安排", "how long, pay, and guidance"),
    ),
    outcomes=(onward("planned", "报审", "Submit"),),
)
SIGN_UP = Step(
    "signup",
    Text("公告和报名", "Announcement, and signing up"),
    by=(ORGANISATION,),
    enters=True,
    asks=(
        line("notice", "公告文号", "number of the announcement"),
        day("from", "报名开始日期", "first day to sign up"),
        day("to", "报名截止日期", "last day to sign up"),
    ),
    each=(
        line("school", "毕业院校", "school"),
        choice("degree", "学历", "degree", *DEGREES),
        line("subject", "专业", "subject"),
        day("graduated", "毕业日期", "day of graduation"),
        Ask("village", Text("拟到的村、社区", "village"), Kind.UNIT),
    ),
    gates=(
        NAMED,
        Gate("closed", Text("报名截止", "Signing up is over"),
             (InOrder("signup.from", "signup.to"), NotBefore("signup.to"))),
        Gate("village", Text("拟到的村、社区", "Where to"),
             (EachIs("signup.near", (("yes", Text("是", "yes")),), ELSEWHERE),)),
    ),
    outcomes=(onward("closed", "报名截止", "Close"), back("plan")),
)  # fmt: skip


def _check(numbers: Numbers) -> Step:
    """资格审查和考察: shown to the person, who may reply."""
    return Step(
        "check",
        Text("资格审查和考察", "Qualification and inspection"),
        by=(ORGANISATION,),
        asks=(day("day", "审查日期", "day"),),
        each=(
            choice("qualified", "审查结论", "conclusion", QUALIFIED, NOT_QUALIFIED),
            long("basis", "依据（学历认证、政治表现、在校表现）", "what that rests on"),
        ),
        replies=numbers.reply,
        gates=(
            NAMED,
            Gate("day", Text("日期", "The day"), (NotBefore("check.day"),)),
            Gate("qualified", Text("资格", "Qualification"),
                 (EachIs("check.qualified", (QUALIFIED,), LEAVE_OUT),)),
            Gate("heard", Text("听取本人说明", "The person is heard"), (Heard("check"),)),
        ),
        outcomes=(onward("checked", "完成审查", "Done"), back("signup")),
    )  # fmt: skip


SEND = Step(
    "send",
    Text("派出", "Sent"),
    by=(ORGANISATION,),
    asks=(
        line("number", "选派文号", "number of the notice"),
        day("day", "到村（社区）日期", "first day in the village"),
        day("until", "服务期截止日期", "last day agreed"),
    ),
    gates=(
        Gate("dates", Text("日期", "The days"),
             (InOrder("confirm.day", "send.day"), InOrder("send.day", "send.until"))),
    ),
    outcomes=(onward("sent", "派出", "Send"), back("check")),
)  # fmt: skip
SENT = Filing(
    "send",
    "sent",
    Tenure,
    "person",
    (
        ("unit", Given("signup.village")),
        ("title", "到村任职高校毕业生"),
        ("level", "村社区"),
        ("leading", False),
        ("chief", False),
        ("role", "其他"),
        ("start", Given("send.day")),
        ("promoted", False),
        ("term_start", Given("send.day")),
        ("term_end", Given("send.until")),
    ),
    each=True,
)
