"""13: the four checkpoints of an appointment (资格、条件、程序、纪律), and the ten questions."""

from quanheng.norms.agenda import Answered
from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate
from quanheng.norms.slate import EachIs, EachNumber
from quanheng.packs import wording as w
from quanheng.packs.national.appointment.recommending import NONE_FOUND
from quanheng.packs.national.appointment.terms import FAMILY
from quanheng.packs.national.appointment.vetting import LEAVE_OUT


def declare(pack: Pack) -> None:
    """Add a gate at each checkpoint; how many questions is read from their name."""
    asked = pack.parameter(
        "13", "questions", 10, w.ITEMS, label=Text("考察十问", "questions of the inspection")
    )
    bars = EachIs("shortlist.bars", (NONE_FOUND,), LEAVE_OUT)
    moved = Answered("motion.review", Text("请退回动议一步，登记动议审查情况。",
                                           "Send it back, and enter the review."))  # fmt: skip
    clear = (("clear", Text("未发现影响任职问题", "nothing that bars the appointment")),)
    for step, name, title, condition in (
        ("shortlist", "qualification", Text("资格关", "Checkpoint: who may be chosen"), bars),
        ("vet", "conditions", Text("条件关：考察十问", "Checkpoint: the ten questions"),
         EachNumber("vet.asked", asked)),
        ("approve", "order", Text("程序关：动议审查", "Checkpoint: review of the motion"), moved),
        ("integrity", "discipline", Text("纪律关", "Checkpoint: discipline"),
         EachIs("integrity.opinion", clear, LEAVE_OUT)),
    ):  # fmt: skip
        add_gate(pack, "13", FAMILY, step, Gate(name, title, (condition,)))
