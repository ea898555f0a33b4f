"""14: leave and travel are approved before and reported after (请销假)."""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor, Gate, InOrder, NoLaterThan, NotBefore
from quanheng.norms.kinds import Supervision
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import (
    REFUSED,
    Ask,
    Clock,
    Filing,
    Given,
    Kind,
    Limit,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
    procedure,
)
from quanheng.packs import wording as w

OFFICER, ORGANISATION = Actor.PERSONNEL_OFFICER, Actor.ORGANISATION_OFFICER
KINDS = (("请假", Text("请假", "leave")), ("外出", Text("外出学习考察", "study or business trip")))


def declare(pack: Pack) -> Procedure:
    """Register the procedure; how long each step may take is for each unit to say."""
    answer = pack.parameter("14", "answer-days", 3, w.WORKING_DAYS, source=UNSAID, label=w.ANSWER)
    report = pack.parameter("14", "report-days", 5, w.WORKING_DAYS, source=UNSAID, label=w.REPORT)
    return procedure(
        pack,
        "14/leave",
        Text("请假和外出审批", "Leave and travel"),
        about=SubjectType.PERSON,
        steps=(_apply(), _approve(answer), _back(report)),
        managed_by=(OFFICER, ORGANISATION),
        seen_by=(Actor.AUDITOR,),
        filings=(FILED,),
    )


FILED = Filing(
    "approve",
    "approved",
    Supervision,
    "person",
    (
        ("type", Given("apply.kind")),
        ("day", Given("apply.from")),
        ("until", Given("apply.to")),
        ("approved", True),
        ("note", Given("apply.place")),
    ),
)


def _apply() -> Step:
    dates = (InOrder("apply.from", "apply.to"),)
    return Step(
        "apply",
        Text("申请", "Apply"),
        by=(Actor.SUBJECT, OFFICER),
        asks=(
            Ask("kind", Text("类别", "Kind"), Kind.CHOICE, KINDS),
            Ask("from", Text("开始日期", "First day"), Kind.DATE),
            Ask("to", Text("返回日期", "Day of return"), Kind.DATE),
            Ask("place", Text("去向", "Where to")),
            Ask("matter", Text("事由", "Matter"), Kind.LONG_TEXT),
        ),
        papers=(Paper("plan", Text("学习考察方案", "Plan of the trip"), required=False),),
        gates=(Gate("dates", Text("起止日期", "Dates in order"), dates),),
        outcomes=(Outcome("applied", Text("提交申请", "Apply")),),
    )


def _approve(answer: Parameter) -> Step:
    before = Gate(
        "before",
        Text("外出前审批", "Approved before leaving"),
        (NoLaterThan("apply.from"),),
        overridden_by=(Actor.HEAD, ORGANISATION),
    )
    return Step(
        "approve",
        Text("审批", "Approve"),
        by=(Actor.HEAD, ORGANISATION),
        purpose=Purpose.DECISION,
        limit=Limit(answer),
        not_by=("apply",),
        gates=(before,),
        outcomes=(
            Outcome("approved", Text("同意", "Approve")),
            Outcome("returned", Text("退回修改", "Send back"), to="apply", reason=True),
            Outcome("refused", Text("不同意", "Refuse"), to=REFUSED, reason=True),
        ),
    )


def _back(report: Parameter) -> Step:
    dates = (InOrder("apply.from", "back.returned"), NotBefore("back.returned"))
    return Step(
        "back",
        Text("销假", "Report back"),
        by=(Actor.SUBJECT, OFFICER),
        limit=Limit(report, Clock.WORKING_DAYS, after="apply.to"),
        asks=(Ask("returned", Text("实际返回日期", "Returned on"), Kind.DATE),),
        papers=(Paper("report", Text("考察报告", "Report on the trip"), required=False),),
        gates=(Gate("dates", Text("返回日期", "Day of return"), dates),),
        outcomes=(Outcome("reported", Text("销假", "Report back")),),
    )
