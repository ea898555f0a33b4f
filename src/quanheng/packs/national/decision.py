"""How a committee decides on appointments: how many must be there, and how many must agree."""

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack
from quanheng.packs import wording as w

SOURCE = Text(
    "党政领导干部选拔任用工作条例（2019）", "Regulations on selecting and appointing (2019)"
)


def declare(pack: Pack) -> None:
    """Register the two shares; both are of the members entitled to be there (应到会)."""
    quorum = Text("到会比例", "share present")
    pack.parameter("decision", "quorum", "2/3", w.SHARE, source=SOURCE, label=quorum)
    passing = Text("同意比例（须超过）", "share in favour, to be exceeded")
    pack.parameter("decision", "passing", "1/2", w.SHARE, source=SOURCE, label=passing)
