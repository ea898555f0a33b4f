"""Marks that a clause names: what an official may be said to be, on evidence, for a time.

The types are closed lists. How long the person concerned may answer, and for how long a mark holds,
the documents do not say: a unit that follows them may set it.
"""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack
from quanheng.packs import wording as w

FOR, AGAINST, PLACES, REPLY, YEARS = (
    "mark-for",
    "mark-against",
    "mark-places",
    "mark-reply",
    "mark-years",
)
"""The names that the parameters of a clause with marks have, in every pack."""


def declare_marks(
    pack: Pack,
    number: str,
    to_use: tuple[str, ...],
    not_to_use: tuple[str, ...] = (),
    *,
    places: int | None = None,
) -> None:
    """Declare the types of a clause; ``places`` is the length of a list that units enter."""
    pack.parameter(number, FOR, to_use, w.NAMES, label=Text("重用的类型", "types to use"))
    if not_to_use:
        label = Text("不用的类型", "types not to use")
        pack.parameter(number, AGAINST, not_to_use, w.NAMES, label=label)
    if places is not None:
        label = Text("重用、不用清单各几类", "kinds in each of the two lists")
        pack.parameter(number, PLACES, places, w.ITEMS, label=label)
    reply = Text("本人说明期限", "time to answer a mark")
    pack.parameter(number, REPLY, 10, w.WORKING_DAYS, source=UNSAID, label=reply)
    years = Text("评价有效年限", "years for which a mark holds")
    pack.parameter(number, YEARS, 3, w.YEARS, source=UNSAID, label=years)
