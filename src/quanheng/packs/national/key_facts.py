"""Key facts of a file (三龄两历一身份) are corrected by two persons, on evidence."""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    REFUSED,
    Limit,
    Outcome,
    Procedure,
    Purpose,
    Step,
    procedure,
)
from quanheng.packs import wording as w

OFFICER, ORGANISATION = Actor.PERSONNEL_OFFICER, Actor.ORGANISATION_OFFICER
REFUSE = Outcome("refused", Text("不予更正", "Leave as it is"), to=REFUSED, reason=True)


def declare(pack: Pack) -> Procedure:
    """Register the procedure; the official may ask, one officer proposes, another one confirms."""
    days = pack.parameter(
        "personnel-file", "answer-days", 20, w.WORKING_DAYS, source=UNSAID, label=w.ANSWER
    )
    ask = Step(
        "ask",
        Text("本人申请", "The official asks"),
        by=(Actor.SUBJECT,),
        outcomes=(Outcome("asked", Text("申请", "Ask")),),
        optional=True,
    )
    propose = Step(
        "propose",
        Text("核实提出", "Verify and propose"),
        by=(OFFICER, ORGANISATION),
        limit=Limit(days),
        outcomes=(Outcome("proposed", Text("提出更正", "Propose")), REFUSE),
    )
    confirm = Step(
        "confirm",
        Text("审核", "Confirm"),
        by=(ORGANISATION,),
        purpose=Purpose.DECISION,
        limit=Limit(days),
        not_by=("ask", "propose"),
        outcomes=(Outcome("confirmed", Text("审核通过", "Confirm")), REFUSE),
    )
    return procedure(
        pack,
        "personnel-file/correction",
        Text("关键信息更正", "Correction of a key fact"),
        about=SubjectType.PERSON,
        steps=(ask, propose, confirm),
        managed_by=(ORGANISATION,),
        seen_by=(Actor.AUDITOR,),
    )
