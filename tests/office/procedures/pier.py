"""A document made for tests, with a procedure that may end against somebody."""

from datetime import date
from typing import Any

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Actor, AtMost, Enclosed, Gate
from quanheng.norms.kinds import Supervision
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import (
    DONE,
    Ask,
    Clock,
    Filing,
    Given,
    Kind,
    Limit,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
    procedure,
)

DISCIPLINE, ORGANISATION = Actor.DISCIPLINE_OFFICER, Actor.ORGANISATION_OFFICER
ADMONISH = "pier:1/admonish"


def both(text: str) -> Text:
    return Text(text, text)


def empty(id: str = "pier") -> Pack:
    row = {
        "number": "1",
        "form": ["PROC"],
        "summary_zh": "码头纪律。",
        "summary_en": "Order on the pier.",
        "works_in": "procedures",
    }
    return Pack(id, both("码头"), both("港务"), date(2020, 1, 1), [row])


def steps(pack: Pack) -> dict[str, Step]:
    """Found, heard, decided, accepted or appealed against, and reviewed by somebody else."""
    days = pack.parameter("1", "days", 5, both("工作日"))
    most = pack.parameter("1", "most", 3, both("次"))
    every = (_find(most), _hear(days), DECIDE, _appeal(days), REVIEW)
    return {one.name: one for one in every}


def _find(most: Parameter) -> Step:
    return Step(
        "find",
        both("查实"),
        by=(DISCIPLINE,),
        asks=(Ask("times", both("次数"), Kind.NUMBER), Ask("day", both("日期"), Kind.DATE)),
        papers=(Paper("proof", both("证据"), required=False),),
        gates=(
            Gate("proof", both("证据"), (Enclosed("find.proof"),), overridden_by=(DISCIPLINE,)),
            Gate("times", both("次数"), (AtMost("find.times", most),)),
        ),
        outcomes=(Outcome("found", both("查实")),),
    )


def _hear(days: Parameter) -> Step:
    return Step(
        "hear",
        both("陈述申辩"),
        by=(Actor.SUBJECT,),
        purpose=Purpose.HEARING,
        limit=Limit(days),
        asks=(Ask("said", both("陈述"), Kind.LONG_TEXT, required=False),),
        outcomes=(Outcome("heard", both("已陈述")), Outcome("silent", both("未陈述"))),
        lapses="silent",
    )


DECIDE = Step(
    "decide",
    both("决定"),
    by=(ORGANISATION,),
    purpose=Purpose.DECISION,
    not_by=("find",),
    outcomes=(
        Outcome("admonished", both("诫勉"), reason=True, adverse=True),
        Outcome("dropped", both("不予诫勉"), to=DONE),
        Outcome("again", both("退回"), to="find", reason=True),
    ),
)
REVIEW = Step(
    "review",
    both("复核"),
    by=(ORGANISATION,),
    not_by=("decide",),
    outcomes=(Outcome("reviewed", both("复核")),),
    optional=True,
)


def _appeal(days: Parameter) -> Step:
    return Step(
        "appeal",
        both("申诉"),
        by=(Actor.SUBJECT,),
        purpose=Purpose.APPEAL,
        limit=Limit(days, Clock.DAYS),
        outcomes=(
            Outcome("accepted", both("无异议"), to=DONE),
            Outcome("appealed", both("申诉"), reason=True),
        ),
        lapses="accepted",
        optional=True,
    )


FILED = Filing(
    "decide",
    "admonished",
    Supervision,
    "person",
    (("type", "诫勉"), ("day", Given("find.day")), ("approved", True)),
)


def declare(pack: Pack, **changed: Any) -> Procedure:
    """The procedure, with some of what it is declared with changed."""
    told: dict[str, Any] = {
        "about": SubjectType.PERSON,
        "steps": tuple(steps(pack).values()) if "steps" not in changed else (),
        "managed_by": (DISCIPLINE, ORGANISATION),
        "adverse": True,
        "filings": (FILED,),
        **changed,
    }
    return procedure(pack, "1/admonish", both("诫勉"), **told)


def pier() -> Pack:
    """The document."""
    pack = empty()
    declare(pack)
    return pack
