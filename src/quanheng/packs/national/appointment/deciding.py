"""讨论决定、公示和任职: the meeting, the public notice, the talks, the appointment."""

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.kinds import Supervision, Tenure
from quanheng.norms.procedure import (
    REFUSED,
    Ask,
    Filing,
    Given,
    Kind,
    Outcome,
    Paper,
    Purpose,
    Step,
)
from quanheng.norms.slate import (
    EachIs,
    EachShare,
    IsSo,
    NoMoreThanPlaces,
    Share,
    WorkingDays,
)
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.terms import (
    DISCIPLINE,
    HEAD,
    ORGANISATION,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    onward,
    yes_no,
)

MEETING_FACTS = (
    Ask("meeting.closed", Text("会议已结束并形成记录", "the meeting is closed, with minutes"),
        Kind.YES_NO),
    Ask("meeting.first_item", Text("第一议题已落实", "the first item was the study item"),
        Kind.YES_NO),
    Ask("meeting.head_last", Text("主要领导末位表态", "the head spoke last"), Kind.YES_NO),
    Ask("decision.entitled", Text("应到会成员", "members entitled"), Kind.NUMBER),
    Ask("decision.present", Text("实到会成员", "members present"), Kind.NUMBER),
)  # fmt: skip
"""What the room of meetings tells of the meeting at which the case was put."""
VOTES = (
    Ask("decision.agree", Text("同意票", "votes for"), Kind.NUMBER),
    Ask("decision.disagree", Text("不同意票", "votes against"), Kind.NUMBER),
    Ask("decision.defer", Text("缓议票", "votes to defer"), Kind.NUMBER),
)
"""What it tells of the vote on each nominee."""


def decide(numbers: Numbers) -> Step:
    """讨论决定: quorum, one by one, the head last, more than half of those entitled."""
    held = Text(
        "请在“会议”中把本事项列入议程，会议结束并形成记录后再办理。",
        "Put the case on the agenda of a meeting; go on when the meeting is closed.",
    )
    return Step(
        "decide",
        Text("讨论决定", "Decision"),
        by=(ORGANISATION,),
        purpose=Purpose.DECISION,
        gates=(
            Gate("held", Text("会议讨论", "The meeting"), (IsSo("meeting.closed", held),)),
            Gate("quorum", Text("到会人数", "Quorum"), (
                Share("decision.present", "decision.entitled", numbers.quorum),
            )),
            Gate("last", Text("末位表态", "The head last"), (
                IsSo("meeting.head_last", Text("请按会议记录核实；未落实的重新讨论。",
                                               "Check the minutes; else discuss it again.")),
            )),
            NAMED,
            Gate("places", Text("人选不多于职位", "Places"), (NoMoreThanPlaces("motion.places"),)),
            Gate("majority", Text("逐人表决", "The vote on each"), (
                EachShare("decision.agree", "decision.entitled", numbers.majority, strict=True),
            )),
        ),
        outcomes=(
            onward("decided", "形成决定", "Decided"),
            Outcome("deferred", Text("缓议，退回酝酿", "Deferred"), to="soundings", reason=True),
            Outcome("refused", Text("未获通过", "Not carried"), to=REFUSED, reason=True),
        ),
    )  # fmt: skip


def publish(numbers: Numbers) -> Step:
    """任前公示: at least five working days, after the decision and before the notice."""
    return Step(
        "publish",
        Text("任前公示", "Public notice"),
        by=(ORGANISATION,),
        asks=(
            line("number", "公示文号", "number of the notice"),
            day("from", "公示开始日期", "first day of the notice"),
            day("to", "公示截止日期", "last day of the notice"),
            line("where", "公示方式和范围", "how and where"),
            line("phone", "受理电话和地址", "telephone and address for objections"),
        ),
        gates=(
            Gate("length", Text("公示期", "Length of the notice"), (
                InOrder("publish.from", "publish.to"),
                WorkingDays("publish.from", "publish.to", numbers.notice),
            )),
        ),
        outcomes=(onward("published", "发布公示", "Publish"), back("decide")),
    )  # fmt: skip


def objections() -> Step:
    """公示结果: what came in, how it was looked into, and what it means for each person."""
    outcome = EachIs(
        "objections.result",
        (
            ("none", Text("无反映", "nothing came in")),
            ("clear", Text("有反映，经查不影响任职", "looked into: no effect")),
        ),
        Text(
            "查清前不能任职；影响任职的，移出人选或退回讨论决定。",
            "Nobody is appointed before it is cleared up; else leave the person out.",
        ),
    )
    return Step(
        "objections",
        Text("公示结果", "Result of the notice"),
        by=(ORGANISATION,),
        asks=(long("received", "收到反映和处理情况（不记载反映人）",
                   "what came in and what was done; nothing about who"),),
        each=(
            choice("result", "公示结果", "result of the notice",
                   ("none", Text("无反映", "nothing came in")),
                   ("clear", Text("有反映，经查不影响任职", "looked into: no effect")),
                   ("bars", Text("有反映，影响任职或未查清", "bars the appointment, or is open"))),
        ),
        gates=(
            Gate("over", Text("公示期满", "The notice is over"), (NotBefore("objections.after"),)),
            Gate("settled", Text("反映已查清", "Objections settled"), (
                IsSo("objections.settled", Text("请先核查并办结每一条反映。",
                                                "Look into every objection and settle it.")),
            )),
            Gate("results", Text("公示结果", "Result"), (outcome,)),
        ),
        outcomes=(onward("settled", "公示无异议或已查清", "Settled"), back("decide")),
    )  # fmt: skip


AFTER_NOTICE = Ask("objections.after", Text("公示期满次日", "the day after the notice"), Kind.DATE)
"""Told by the office: the day after the last day of the notice."""
SETTLED = Ask(
    "objections.settled", Text("收到的反映均已查清", "everything that came in is settled"),
    Kind.YES_NO,
)  # fmt: skip
"""Told by the register of objections."""


def talk() -> Step:
    """任职前谈话: the appointment talk and the integrity talk, before the notice of appointment."""
    return Step(
        "talk",
        Text("任职谈话和任前廉政谈话", "Appointment talk and integrity talk"),
        by=(HEAD, DISCIPLINE),
        asks=(
            day("day", "谈话日期", "day of the talk"),
            line("who", "谈话人", "who held it"),
        ),
        each=(
            yes_no("held", "已与本人谈话", "the talk was held"),
            long("note", "谈话要点", "what was said"),
        ),
        gates=(
            Gate("done", Text("谈话日期", "The day"), (NotBefore("talk.day"),)),
            Gate("all", Text("逐人谈话", "With everybody"), (
                EachIs("talk.held", (("yes", Text("已谈话", "held")),), Text(
                    "请先与本人谈话，再办理任职。", "Hold the talk before the appointment."
                )),
            )),
        ),
        outcomes=(onward("talked", "完成谈话", "Held"), back("publish")),
    )  # fmt: skip


TALKED = Filing(
    "talk", "talked", Supervision, "person",
    (("type", "任前廉政谈话"), ("day", Given("talk.day")), ("result", "已谈话"),
     ("note", Given("talk.note"))),
    each=True,
)  # fmt: skip


def appoint() -> Step:
    """任职通知: number, day, who is appointed and who is relieved of what."""
    return Step(
        "appoint",
        Text("任职", "Appointment"),
        by=(ORGANISATION,),
        asks=(
            line("number", "任职通知文号", "number of the notice"),
            day("start", "任职日期", "day of appointment"),
        ),
        each=(
            yes_no("promoted", "属于提拔", "a promotion"),
            yes_no("leaves", "免去现任职务", "relieved of the present post"),
            yes_no("probation", "实行一年试用期", "one year of probation",
                   help=Text("非选举产生的厅局级以下部门副职和内设机构正职须实行。",
                             "For non-elected deputies of departments and heads inside them.")),
        ),
        papers=(Paper("notice", Text("任职通知", "Notice of appointment"), required=False),),
        gates=(Gate("order", Text("谈话在任职之前", "The talk before the appointment"),
                    (InOrder("talk.day", "appoint.start"),)),),
        outcomes=(onward("appointed", "任职", "Appoint"),),
    )  # fmt: skip


APPOINTED = Filing(
    "appoint", "appointed", Tenure, "person",
    (
        ("title", Given("motion.title")),
        ("level", Given("motion.level")),
        ("leading", Given("motion.leading")),
        ("chief", Given("motion.chief")),
        ("role", Given("motion.role")),
        ("start", Given("appoint.start")),
        ("promoted", Given("appoint.promoted")),
    ),
    each=True,
    place="unit",
)  # fmt: skip
