"""5: whoever swaps a night on duty asks before, and the head of the unit agrees."""

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor, Gate, NoLaterThan
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import REFUSED, Ask, Kind, Limit, Outcome, Step, procedure


def declare(pack: Pack) -> None:
    """Register the procedure."""
    days = pack.parameter("5", "answer-days", 2, Text("个工作日", "working days"))
    ask = Step(
        "ask",
        Text("申请", "Ask"),
        by=(Actor.SUBJECT,),
        asks=(
            Ask("night", Text("值守日期", "Night on duty"), Kind.DATE),
            Ask("with", Text("与谁换班", "Swapped with")),
        ),
    )
    agree = Step(
        "agree",
        Text("审批", "Agree"),
        by=(Actor.HEAD,),
        limit=Limit(days),
        gates=(Gate("before", Text("值守之前同意", "Agreed before"), (NoLaterThan("ask.night"),)),),
        outcomes=(
            Outcome("agreed", Text("同意", "Agree")),
            Outcome("refused", Text("不同意", "Refuse"), to=REFUSED, reason=True),
        ),
    )
    title, managers = Text("夜间值守换班", "Swap of a night on duty"), (Actor.PERSONNEL_OFFICER,)
    person, steps = SubjectType.PERSON, (ask, agree)
    procedure(pack, "5/swap", title, about=person, steps=steps, managed_by=managers)
