"""5, 18, 24: the vote, what an exceptional promotion needs, and standard titles."""

from quanheng.norms.agenda import Answered
from quanheng.norms.answered import EachVoted
from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate
from quanheng.norms.slate import IsSo
from quanheng.packs.national.appointment.terms import FAMILY


def declare(pack: Pack) -> None:
    """Add the gates; nobody lets them pass."""
    vote = Gate(
        "each-vote", Text("任用干部实行票决", "A vote on each"), (EachVoted("decision.agree"),)
    )
    add_gate(pack, "5", FAMILY, "decide", vote)
    facts = Answered(
        "superior.contribution",
        Text("请写明在重大项目、重大事件中的突出贡献；没有的，不得破格。",
             "State the outstanding contribution; without one there is no exception."),
    )  # fmt: skip
    paper = Answered("superior.proof", Text("请写明佐证材料名称和出处。", "Name the evidence."))
    known = IsSo("superior.recognised",
                 Text("须干部群众一致公认。", "It must be recognised by everybody."))  # fmt: skip
    exception = Gate(
        "exceptional", Text("破格条件", "What an exception needs"), (facts, paper, known)
    )
    add_gate(pack, "18", FAMILY, "superior", exception)
    standard = IsSo("motion.standard",
                    Text("请使用规范的职务名称。", "Use a standard title."))  # fmt: skip
    add_gate(pack, "24", FAMILY, "motion",
             Gate("title", Text("职务名称规范", "A standard title"), (standard,)))  # fmt: skip
