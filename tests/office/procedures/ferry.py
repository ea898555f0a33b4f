"""A document made for tests, by which a unit chooses a steersman, and one that adds a gate."""

from datetime import date

from quanheng.norms.finding import SubjectType
from quanheng.norms.gate import Actor, Gate
from quanheng.norms.kinds import Tenure
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    Ask,
    Filing,
    Given,
    Kind,
    Limit,
    Outcome,
    Procedure,
    Step,
    add_gate,
    procedure,
)
from quanheng.norms.slate import EachIs, EachNumber, Heard, IsSo, MoreThanPlaces, PutForward
from tests.office.procedures.pier import both, empty

STEER, FAMILY = "ferry:1/steer", "steering"
ORGANISATION, PERSONNEL = Actor.ORGANISATION_OFFICER, Actor.PERSONNEL_OFFICER
CLEAN = (("clean", both("无问题")), ("doubt", both("有疑问")))
REMEDY = both("请查清。")


def ferry() -> Pack:
    """The document: planned, named, looked into, settled."""
    pack = empty("ferry")
    declare(pack)
    return pack


def declare(pack: Pack, **changed: tuple[Step, ...]) -> Procedure:
    """The procedure, with some of its steps changed."""
    steps = changed.get("steps") or (PLAN, NAME, look(pack), SETTLE)
    return procedure(
        pack,
        "1/steer",
        both("选舵手"),
        about=SubjectType.UNIT,
        steps=steps,
        managed_by=(ORGANISATION,),
        seen_by=(Actor.HEAD,),
        filings=(APPOINTED,),
        family=FAMILY,
        supplied=(Ask("crew.met", both("船员会已开"), Kind.YES_NO),),
    )


PLAN = Step(
    "plan",
    both("方案"),
    by=(ORGANISATION,),
    asks=(Ask("places", both("职数"), Kind.NUMBER),),
    outcomes=(Outcome("planned", both("定方案")),),
)
NAME = Step(
    "name",
    both("提名"),
    by=(ORGANISATION, PERSONNEL),
    enters=True,
    gates=(
        Gate("some", both("有人选"), (PutForward(),)),
        Gate("more", both("差额"), (MoreThanPlaces("plan.places"),), overridden_by=(ORGANISATION,)),
    ),
    outcomes=(
        Outcome("named", both("提名")),
        Outcome("again", both("退回方案"), to="plan", reason=True),
    ),
)


def look(pack: Pack) -> Step:
    """What is found about each, which is shown to the person."""
    days = pack.parameter("1", "reply-days", 3, both("个工作日"))
    votes = pack.parameter("1", "votes", 5, both("票"), confidence="low")
    return Step(
        "look",
        both("考察"),
        by=(ORGANISATION, PERSONNEL),
        limit=Limit(days),
        each=(
            Ask("votes", both("得票"), Kind.NUMBER),
            Ask("found", both("结论"), Kind.CHOICE, CLEAN),
            Ask("note", both("说明"), Kind.LONG_TEXT, required=False),
        ),
        replies=days,
        gates=(
            Gate("heard", both("听取说明"), (Heard("look"),)),
            Gate(
                "clean",
                both("考察结论"),
                (
                    EachIs("look.found", (("clean", both("无问题")),), REMEDY),
                    EachNumber("look.votes", votes),
                ),
            ),
        ),
        outcomes=(
            Outcome("looked", both("完成")),
            Outcome("again", both("退回提名"), to="name", reason=True),
        ),
    )


SETTLE = Step(
    "settle",
    both("决定"),
    by=(ORGANISATION,),
    asks=(Ask("start", both("任职日期"), Kind.DATE),),
    each=(
        Ask("chosen", both("任职"), Kind.YES_NO),
        Ask("title", both("职务"), required=False),
    ),
    gates=(Gate("met", both("船员会"), (IsSo("crew.met", REMEDY),)),),
    outcomes=(
        Outcome("settled", both("决定")),
        Outcome("again", both("退回考察"), to="look", reason=True),
    ),
)
APPOINTED = Filing(
    "settle",
    "settled",
    Tenure,
    "person",
    (
        ("title", Given("settle.title")),
        ("level", "乡科级副职"),
        ("leading", True),
        ("chief", False),
        ("start", Given("settle.start")),
    ),
    each=True,
    when="settle.chosen",
    place="unit",
)


def lighthouse(votes: int = 3) -> Pack:
    """A document of another place, which adds a gate where people are looked into."""
    pack = Pack(
        "lighthouse", both("灯塔"), both("灯塔"), date(2020, 1, 1),
        [
            {
                "number": "1", "form": ["GATE"], "summary_zh": "票数。", "summary_en": "Votes.",
                "works_in": "procedures",
            }
        ],
    )  # fmt: skip
    least = pack.parameter("1", "least", votes, both("票"))
    gate = Gate("least", both("票数"), (EachNumber("look.votes", least),))
    add_gate(pack, "1", FAMILY, "look", gate)
    return pack
