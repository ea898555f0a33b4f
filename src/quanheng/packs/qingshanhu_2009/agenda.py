"""5: major matters are put to the vote; what touches the people is first asked of them."""

from quanheng.norms.agenda import MAJOR, MEETING, SUBJECTS, Answered
from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate

PASSING = (Actor.ORGANISATION_OFFICER, Actor.PERSONNEL_OFFICER, Actor.HEAD)


def declare(pack: Pack) -> None:
    """Register what is asked of items."""
    vote = Answered(
        "item.questions",
        Text("请逐项列出提请表决的事项。", "List what is put to the vote, one by one."),
    )
    gate = Gate("vote", Text("票决", "Put to the vote"), (vote,))
    add_gate(pack, "5", MEETING, MAJOR, gate)
    asked = Answered(
        "item.consultation",
        Text("请写明何时、以何种方式征求意见和采纳情况。", "State when and how people were asked."),
        where="item.interests",
    )
    for kind in sorted(SUBJECTS):
        title = Text("问计于民", "Public consultation")
        gate = Gate(f"consulted-{kind.value}", title, (asked,), overridden_by=PASSING)
        add_gate(pack, "5", MEETING, kind.value, gate)
