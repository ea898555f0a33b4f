"""Checks of heads who leave (离任检查): the time in which a head may answer to what was found."""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack
from quanheng.packs import wording as w


def declare(pack: Pack) -> None:
    """Register the time; the documents give none, so that a unit may set its own."""
    pack.parameter(
        "selection",
        "leaving-reply",
        10,
        w.WORKING_DAYS,
        source=UNSAID,
        label=Text("离任检查反馈后本人说明期限", "time to answer to a check on leaving"),
    )
