"""2: a decision on a post is taken at a meeting that began with its study item."""

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import add_gate
from quanheng.norms.slate import IsSo
from quanheng.packs.national.appointment.one_person import FAMILY as ADJUSTMENT
from quanheng.packs.national.appointment.terms import FAMILY


def declare(pack: Pack) -> None:
    """Add the gates; nobody lets them pass."""
    first = IsSo("meeting.first_item", Text("会议须落实“第一议题”，请在会议中补正。",
                                            "The meeting begins with the study item."))  # fmt: skip
    for family in (FAMILY, ADJUSTMENT):
        gate = Gate(f"first-{family}", Text("第一议题", "The first item"), (first,))
        add_gate(pack, "2", family, "decide", gate)
