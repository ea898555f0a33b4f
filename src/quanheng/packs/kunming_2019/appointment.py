"""11, 16, 17: politics first, a talk on integrity before taking office, the head speaks last."""

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, InOrder
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate
from quanheng.norms.slate import EachIs, Heard, IsSo
from quanheng.packs.national.appointment.one_person import FAMILY as ADJUSTMENT
from quanheng.packs.national.appointment.terms import FAMILY

MEETS = ("meets", Text("合格", "meets the standard"))
YES = ("yes", Text("已谈话", "held"))


def declare(pack: Pack) -> None:
    """Add the gates; nobody lets them pass."""
    veto = EachIs(
        "political.finding",
        (MEETS,),
        Text("政治不合格的一票否决，移出人选。", "Found unfit: the person is left out."),
    )
    political = Gate(
        "political", Text("政治标准（一票否决）", "Politics first"), (Heard("political"), veto)
    )
    add_gate(pack, "11", FAMILY, "political", political)
    held = EachIs("talk.held", (YES,), Text("请先作任前廉政谈话。", "Hold the talk first."))
    add_gate(pack, "16", FAMILY, "talk",
             Gate("held", Text("任职前廉政谈话", "Talk on integrity"), (held,)))  # fmt: skip
    add_gate(pack, "16", FAMILY, "appoint",
             Gate("before", Text("谈话在任职之前", "Before taking office"),
                  (InOrder("talk.day", "appoint.start"),)))  # fmt: skip
    last = IsSo("meeting.head_last", Text("主要领导须末位表态：请重新讨论。",
                                          "The head speaks last: discuss it again."))  # fmt: skip
    for family in (FAMILY, ADJUSTMENT):
        add_gate(pack, "17", family, "decide",
                 Gate(f"last-{family}", Text("末位表态", "The head last"), (last,)))  # fmt: skip
