"""竞争上岗: internal posts of a unit, handled by the unit itself; scores never decide alone."""

from collections.abc import Iterable
from dataclasses import replace

from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor, Gate, InOrder, NotBefore
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import Procedure, Step
from quanheng.norms.slate import EachIs
from quanheng.packs.national.appointment import recommending
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.stages import ending, opening, run
from quanheng.packs.national.appointment.terms import (
    CLAUSE,
    HEAD,
    ORGANISATION,
    PERSONNEL,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    number,
    onward,
)

WHOLE = ("whole", Text("综合德才、实绩、测试和测评比较", "everything compared"))
SCORE = ("score", Text("仅依据分数或票数", "the score or the votes alone"))
NO_SCORE = Text(
    "不得仅以分数或票数取人：请说明综合比较的理由。",
    "Nobody is chosen by score or votes alone: give the reasons from everything.",
)


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure."""
    steps = (
        *opening(),
        ANNOUNCE,
        SIGN_UP,
        SCREEN,
        TEST,
        EVALUATE,
        compared(recommending.shortlist(numbers, "evaluate.day")),
        *ending(numbers),
    )
    return run(
        pack,
        f"{CLAUSE}/competition",
        Text("竞争上岗", "Internal competition"),
        steps=tuple(own(steps)),
        managed_by=(PERSONNEL,),
        seen_by=(ORGANISATION, Actor.AUDITOR, Actor.DISCIPLINE_OFFICER),
        from_above=False,
    )


def own(steps: Iterable[Step]) -> Iterable[Step]:
    """The steps as the unit's own people take them."""
    for step in steps:
        acting = (PERSONNEL if one is ORGANISATION else one for one in step.by)
        gates = (
            replace(gate, overridden_by=(HEAD, PERSONNEL)) if gate.overridden_by else gate
            for gate in step.gates
        )
        yield replace(step, by=tuple(dict.fromkeys(acting)), gates=tuple(gates))


def compared(step: Step) -> Step:
    """A step that also asks on what the choice of each person rests."""
    rests = choice("rests", "择优依据", "what the choice rests on", WHOLE, SCORE)
    gate = Gate("compared", Text("不唯分、不唯票", "More than scores and votes"),
                (EachIs(f"{step.name}.rests", (WHOLE,), NO_SCORE),))  # fmt: skip
    return replace(step, each=(*step.each, rests), gates=(*step.gates, gate))


ANNOUNCE = Step(
    "announce",
    Text("公布方案", "Announcement"),
    by=(ORGANISATION,),
    asks=(
        long("text", "公告内容（职位、条件、程序、测试方式）", "post, conditions, tests"),
        day("from", "报名开始日期", "first day to sign up"),
        day("to", "报名截止日期", "last day to sign up"),
        line("where", "公布方式", "how it was published"),
    ),
    gates=(Gate("dates", Text("日期", "The days"), (InOrder("announce.from", "announce.to"),)),),
    outcomes=(onward("announced", "公布", "Publish"), back("plan")),
)
SIGN_UP = Step(
    "signup",
    Text("报名", "Signing up"),
    by=(ORGANISATION,),
    enters=True,
    asks=(day("closed", "报名截止统计日期", "day on which it closed"),),
    each=(
        day("day", "报名日期", "day of signing up"),
        long("statement", "本人陈述要点", "what the person put forward"),
    ),
    gates=(
        NAMED,
        Gate("closed", Text("报名截止", "Signing up is over"),
             (InOrder("announce.to", "signup.closed"), NotBefore("signup.closed"))),
    ),
    outcomes=(onward("closed", "报名截止", "Close"), back("announce")),
)  # fmt: skip
QUALIFIED = ("yes", Text("合格", "qualified"))
SCREEN = Step(
    "screen",
    Text("资格审查", "Qualification"),
    by=(ORGANISATION,),
    asks=(line("by", "审查人", "who looked into it"),),
    each=(
        choice("qualified", "审查结论", "conclusion", QUALIFIED,
               ("no", Text("不合格", "not qualified"))),
        long("basis", "依据", "what that rests on"),
    ),
    gates=(
        NAMED,
        Gate("qualified", Text("资格", "Qualification"), (
            EachIs("screen.qualified", (QUALIFIED,),
                   Text("不合格的移出人选，写明理由并告知本人。",
                        "Leave out who is not, with the reason, and tell the person.")),
        )),
    ),
    outcomes=(onward("screened", "完成审查", "Done"), back("signup")),
)  # fmt: skip
TEST = Step(
    "test",
    Text("能力测试", "Tests"),
    by=(ORGANISATION,),
    asks=(
        day("day", "测试日期", "day of the tests"),
        line("judges", "命题和评委组成", "who set and judged them"),
        long("rules", "测试内容和评分办法", "contents and how they are marked"),
    ),
    each=(
        number("written", "笔试成绩", "written test", required=False),
        number("interview", "面试成绩", "interview"),
        long("remarks", "评委意见", "what the judges said"),
    ),
    gates=(NAMED, Gate("done", Text("日期", "The day"), (NotBefore("test.day"),))),
    outcomes=(onward("tested", "完成测试", "Done"), back("screen")),
)
EVALUATE = Step(
    "evaluate",
    Text("民主测评", "Democratic evaluation"),
    by=(ORGANISATION,),
    asks=(
        day("day", "测评日期", "day of the evaluation"),
        number("entitled", "应参加人数", "entitled to take part"),
        number("valid", "有效票数", "valid ballots"),
    ),
    each=(
        number("support", "赞成票", "in favour"),
        long("known", "平时考核和实绩", "regular appraisal and results"),
    ),
    gates=(NAMED, Gate("done", Text("日期", "The day"), (NotBefore("evaluate.day"),))),
    outcomes=(onward("evaluated", "完成测评", "Done"), back("test")),
)
