"""20: exchange of leading officials, of four kinds, also by open recommendation."""

from dataclasses import replace

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, NotBefore
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import Outcome, Procedure, Step
from quanheng.norms.slate import IsSo
from quanheng.packs.national.appointment.leaving import tenure
from quanheng.packs.national.appointment.one_person import run
from quanheng.packs.national.appointment.terms import (
    LET_PASS,
    ORGANISATION,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    number,
    onward,
)
from quanheng.packs.national.appointment.transfer import moving, plan
from quanheng.packs.qingshanhu_2009.restating import national

KINDS = (
    ("term", Text("任期性交流", "for long years in a post")),
    ("avoidance", Text("回避性交流", "to avoid the home area or kin")),
    ("post", Text("岗位性交流", "between kinds of units")),
    ("work", Text("工作性交流", "for the work, above all who does not fit")),
)


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure; how long in a post calls for it is said by the rule of the clause."""
    first = plan(
        choice("kind", "交流类别", "kind of exchange", *KINDS),
        number("years", "现职位任职年数", "years in the present post"),
    )
    steps = moving(numbers, replace(first, clause="20"), RECOMMEND)
    return run(
        pack,
        "20/exchange",
        Text("领导干部交流", "Exchange of leading officials"),
        steps=national(_homeward(step) if step.name == "qualify" else step for step in steps),
        filings=(tenure("plan", "transferred"),),
    )


def _homeward(step: Step) -> Step:
    """A home area is let pass for a special reason in writing; or people recommend first."""
    reason = line("special", "成长地任职的特殊情况（有的填写）",
                  "special reason for the home area, if any", required=False)  # fmt: skip
    home = Gate(
        "home",
        Text("成长地回避", "Home area"),
        (IsSo("qualify.home", Text("无特殊情况不在成长地任职；有的，写明后由两人放行。",
                                   "Only for a special reason, let pass by two persons.")),),
        "20",
        overridden_by=LET_PASS,
    )  # fmt: skip
    return replace(
        step,
        asks=(*step.asks, reason),
        gates=(*(one for one in step.gates if one.name != "home"), home),
        outcomes=(
            Outcome("qualified", Text("核查完成，按组织安排办理", "Arranged"), to="checks"),
            Outcome("opened", Text("公推交流：先行推荐", "First recommended openly")),
            back("plan"),
        ),
    )


RECOMMEND = Step(
    "recommend",
    Text("公推交流", "Open recommendation"),
    by=(ORGANISATION,),
    clause="20",
    asks=(
        day("day", "推荐日期", "day"),
        long("scope", "推荐范围和方式", "among whom, and how"),
        number("entitled", "应参加人数", "entitled to take part"),
        number("valid", "有效票数", "valid ballots"),
        number("votes", "推荐票", "votes"),
        long("reasons", "综合比较情况（不以票取人）", "compared with others; not by votes alone"),
    ),
    gates=(Gate("done", Text("日期", "The day"), (NotBefore("recommend.day"),)),),
    outcomes=(onward("recommended", "完成推荐", "Done"), back("qualify")),
    optional=True,
)
