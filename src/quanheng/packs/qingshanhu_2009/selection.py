"""19: open nomination and selection (公推优选), and directed recommendation (定向推荐)."""

from collections.abc import Mapping
from dataclasses import replace

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, NotBefore
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import Outcome, Step
from quanheng.norms.slate import AmongFirst, EachShare, IsSo, MoreThanPlaces
from quanheng.packs import wording as w
from quanheng.packs.national.appointment import recommending
from quanheng.packs.national.appointment.competition import ANNOUNCE, TEST, compared
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.stages import ending, opening, run
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
from quanheng.packs.qingshanhu_2009.restating import national

STAGES = {
    "nominate": Text("差额提名", "more nominated than there are places"),
    "meeting": Text("差额推荐", "more recommended"),
    "shortlist": Text("差额考察", "more inspected"),
    "soundings": Text("差额酝酿", "more sounded out"),
    "vote": Text("差额表决", "more put to the vote"),
}
"""The five steps at which there are more candidates than places."""


def declare(pack: Pack, numbers: Numbers) -> None:
    """Register both procedures; the half and the first three are in the text of the clause."""
    half = pack.parameters[f"{pack.id}:19/half"]
    first = pack.parameter(
        "19", "first", 3, w.PEOPLE, label=Text("定向推荐取前几名", "the first by recommendation")
    )
    run(
        pack,
        "19/open-nomination",
        Text("公推优选", "Open nomination and selection"),
        steps=_open(numbers, half),
    )
    run(
        pack,
        "19/directed",
        Text("定向推荐", "Directed recommendation"),
        steps=_directed(numbers, first),
    )


def _open(numbers: Numbers, half: Parameter) -> tuple[Step, ...]:
    """双推双考: recommended by the masses and by the own unit, appraised and examined."""
    meeting = recommending.meeting(numbers)
    meeting = replace(meeting, enters=False, outcomes=_returning(meeting, "nominate"))
    shortlist = compared(recommending.shortlist(numbers, "meeting.day"))
    own = Gate(
        "own-unit",
        Text("本单位推荐票不低于半数", "At least half in the own unit"),
        (EachShare("nominate.own_votes", "nominate.own_entitled", half),),
        "19",
        overridden_by=LET_PASS,
    )
    steps = {
        "nominate": NOMINATE,
        "meeting": meeting,
        "appraise": APPRAISE,
        "test": replace(TEST, outcomes=_returning(TEST, "appraise")),
        "shortlist": replace(shortlist, enters=False, gates=(*shortlist.gates, own)),
        **_ended(numbers),
    }
    return national((*opening(), ANNOUNCE, *_differential(steps).values()))


def _ended(numbers: Numbers) -> dict[str, Step]:
    """From the inspection on, with a vote on more people than there are places."""
    found: dict[str, Step] = {}
    for step in ending(numbers):
        if step.name == "decide":
            found["vote"] = VOTE
        found[step.name] = step
    return found


def _differential(steps: Mapping[str, Step]) -> dict[str, Step]:
    """The steps with the gates of the five stages; nobody lets a single name pass there."""
    found = dict(steps)
    for name, title in STAGES.items():
        step = steps[name]
        more = Gate("differential", title, (MoreThanPlaces("motion.places"),), "19")
        kept = tuple(gate for gate in step.gates if gate.name != more.name)
        found[name] = replace(step, gates=(*kept, more))
    return found


def _returning(step: Step, to: str) -> tuple[Outcome, ...]:
    return tuple(one if one.name != "returned" else back(to) for one in step.outcomes)


def _directed(numbers: Numbers, first: Parameter) -> tuple[Step, ...]:
    """Recommended by the leading bodies, widened where needed; the first three compete."""
    shortlist = compared(recommending.shortlist(numbers, "direct.day"))
    gates = (
        Gate("first", Text("推荐票前列", "The first by recommendation"),
             (AmongFirst("direct.votes", first),), "19", overridden_by=LET_PASS),
        Gate("differential", Text("差额选拔", "More than there are places"),
             (MoreThanPlaces("motion.places"),), "19"),
    )  # fmt: skip
    kept = tuple(gate for gate in shortlist.gates if gate.name != "differential")
    chosen = replace(shortlist, enters=False, gates=(*kept, *gates))
    listed = line("list", "年度定向推荐职位清单文号", "list of the posts of the year")
    return national((*opening(listed), DIRECT, chosen, *ending(numbers)))


NOMINATE = Step(
    "nominate",
    Text("民主推荐和单位推荐提名", "Nomination by people and by units"),
    by=(ORGANISATION,),
    clause="19",
    enters=True,
    asks=(
        day("day", "推荐截止日期", "day on which it closed"),
        long("scope", "推荐范围和组织情况", "among whom, and how"),
    ),
    each=(
        choice("way", "推荐形式", "way",
               ("overall", Text("综合推荐", "overall")),
               ("system", Text("系统推荐", "within a system")),
               ("unit", Text("单位（部门）推荐", "by the unit"))),
        number("votes", "民主推荐票", "votes in the democratic recommendation"),
        number("own_entitled", "本单位推荐参加人数", "of the own unit, took part"),
        number("own_votes", "本单位推荐票", "of the own unit, votes"),
        long("unit", "单位党组织推荐意见", "what the Party organisation of the unit says"),
    ),
    gates=(NAMED, Gate("done", Text("日期", "The day"), (NotBefore("nominate.day"),))),
    outcomes=(onward("nominated", "完成提名", "Nominated"), back("announce")),
)  # fmt: skip
APPRAISE = Step(
    "appraise",
    Text("平时考核", "Regular appraisal"),
    by=(ORGANISATION,),
    clause="19",
    asks=(day("day", "汇总日期", "day of summing up"),),
    each=(
        long("years", "近年年度考核和平时考核情况", "yearly and regular appraisal"),
        long("results", "工作实绩（有事例）", "results, with facts"),
    ),
    gates=(NAMED, Gate("done", Text("日期", "The day"), (NotBefore("appraise.day"),))),
    outcomes=(onward("appraised", "完成", "Done"), back("meeting")),
)
VOTE = Step(
    "vote",
    Text("提交差额表决", "Put to a vote with more names than places"),
    by=(ORGANISATION,),
    clause="19",
    asks=(long("slate", "提交表决的人选情况", "who is put to the vote"),),
    gates=(
        NAMED,
        Gate("held", Text("会议表决", "The meeting"), (
            IsSo("meeting.closed", Text("请将全部人选列入会议逐人表决，会议结束后再办理。",
                                        "Put all of them to the vote at a meeting first.")),
        )),
    ),
    outcomes=(onward("voted", "已逐人表决", "Voted"), back("soundings")),
)  # fmt: skip
DIRECT = Step(
    "direct",
    Text("定向推荐", "Directed recommendation"),
    by=(ORGANISATION,),
    clause="19",
    enters=True,
    asks=(
        day("day", "推荐日期", "day of the recommendation"),
        choice("among", "推荐范围", "among whom",
               ("bodies", Text("区四套班子成员", "members of the four leading bodies")),
               ("heads", Text("扩大到各单位主要领导", "and the heads of units")),
               ("delegates", Text("扩大到部分各界代表", "and delegates"))),
        number("entitled", "应参加人数", "entitled to take part"),
        number("valid", "有效票数", "valid ballots"),
    ),
    each=(number("votes", "定向推荐票", "votes"),),
    gates=(NAMED, Gate("done", Text("日期", "The day"), (NotBefore("direct.day"),))),
    outcomes=(onward("recommended", "完成推荐", "Done"), back("plan")),
)  # fmt: skip
