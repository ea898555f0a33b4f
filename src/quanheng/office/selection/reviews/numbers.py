"""The numbers that reviews and reports go by, where a unit follows the documents that set them."""

from datetime import date
from fractions import Fraction

from quanheng.office.law.statutes import held_at, law_at, pack_of
from quanheng.office.records.models import Unit
from quanheng.packs import installed

FAVOURABLE = "hangzhou-2017:13/review-favourable"
MATTERS, ANSWER_DAYS = "national:prior-report/matters", "national:prior-report/answer-days"
LEAVING_REPLY = "national:selection/leaving-reply"


def favourable_at(unit: Unit, on: date) -> Fraction | None:
    """The share of favourable votes below which a talk is proposed; None where none is set."""
    pack = held_at(unit, on).get(FAVOURABLE.partition(":")[0])
    return pack.parameters[FAVOURABLE].number(on) if pack is not None else None


def matters(on: date) -> tuple[str, ...]:
    """The kinds of matter that are reported upward first."""
    return installed()["national"].parameters[MATTERS].names(on)


def answer_days(on: date) -> int:
    """Working days in which the superior answers a prior report."""
    return int(installed()["national"].parameters[ANSWER_DAYS].number(on))


def leaving_reply_days(unit: Unit, on: date) -> int:
    """Working days in which a head may answer to the findings of a check: those of the unit."""
    law, path = law_at(unit, on)
    return int(pack_of(law.variant("national", path)).parameters[LEAVING_REPLY].number(on))
