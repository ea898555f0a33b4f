"""Selection and appointment (选拔任用): the procedure of the 2019 regulations, and its variants."""

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack
from quanheng.packs.national.appointment import (
    competition,
    leaving,
    motion,
    probation,
    recommending,
    transfer,
)
from quanheng.packs.national.appointment.stages import ending, opening, recommended, run
from quanheng.packs.national.appointment.terms import CLAUSE, Numbers, numbers, yes_no

__all__ = ["declare", "ending", "numbers", "opening", "run"]


def declare(pack: Pack) -> Numbers:
    """Register the procedures; gates of eligibility are added to their steps."""
    found = numbers(pack)
    run(
        pack,
        f"{CLAUSE}/appointment",
        Text("选拔任用", "Selection and appointment"),
        steps=(*opening(), *recommended(found), recommending.shortlist(found), *ending(found)),
    )
    exceptional = yes_no("exceptional", "破格提拔", "exceptional promotion")
    run(
        pack,
        f"{CLAUSE}/exceptional",
        Text("破格提拔", "Exceptional promotion"),
        steps=(*opening(exceptional), *recommended(found), recommending.shortlist(found),
               motion.SUPERIOR, *ending(found)),
    )  # fmt: skip
    competition.declare(pack, found)
    probation.declare(pack, found)
    transfer.declare(pack, found)
    leaving.declare(pack, found)
    return found
