"""免职、降职、辞职: on stated and verified grounds, heard before, with a review after."""

from dataclasses import replace

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, NotBefore
from quanheng.norms.kinds import Tenure
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import (
    DONE,
    REFUSED,
    Ask,
    Clock,
    Filing,
    Given,
    Kind,
    Limit,
    Outcome,
    Paper,
    Purpose,
    Step,
)
from quanheng.norms.slate import IsSo
from quanheng.packs.national.appointment.one_person import (
    AGAIN,
    appeal,
    decide,
    hear,
    new_post,
    notice,
    posts,
    review,
    run,
    told,
)
from quanheng.packs.national.appointment.terms import (
    CLAUSE,
    DISCIPLINE,
    HEAD,
    ORGANISATION,
    SUBJECT,
    WHICH_FINDING,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    onward,
    yes_no,
)

GROUNDS = (
    ("age", Text("到达任职年龄界限或退休年龄", "age limit or retirement")),
    ("blamed", Text("受责任追究应当免职", "held to account, to be removed")),
    ("unfit", Text("经认定不适宜担任现职", "found unfit for the post")),
    ("offence", Text("违纪违法应当免职", "an offence, to be removed")),
    ("health", Text("健康原因一年以上不能履职", "unable to work for a year, for health")),
    ("away", Text("非组织选派离职学习一年以上", "away for own studies for over a year")),
    ("moved", Text("调出或另有任用", "moved elsewhere")),
    ("other", Text("其他应当免职的情形", "another ground")),
)
LOWER = (
    ("incompetent", Text("年度考核不称职", "found incompetent in the yearly appraisal")),
    ("unfit", Text("经认定不适宜担任现职", "found unfit for the post")),
    ("blamed", Text("受责任追究应当降职", "held to account, to be demoted")),
    ("other", Text("其他应当降职的情形", "another ground")),
)


def declare(pack: Pack, numbers: Numbers) -> None:
    """Register removal, demotion and resignation, of leading members and of others."""
    away = (
        choice("way", "方式", "in which way", ("removed", Text("免职", "removal")),
               ("ordered", Text("责令辞职", "ordered to resign"))),
        posts("拟免职务", "posts"),
    )  # fmt: skip
    _against(pack, numbers, "removal", Text("免职", "Removal"), GROUNDS, away, (
        Outcome("removed", Text("免职", "Remove"), to="appeal", adverse=True), "免职", "removal",
    ), more=(posts("免去职务", "posts"),))  # fmt: skip
    _against(pack, numbers, "demotion", Text("降职", "Demotion"), LOWER, new_post(), (
        Outcome("demoted", Text("降职", "Demote"), to="appeal", adverse=True), "降职", "demotion",
    ), filings=(tenure("propose", "demoted"),))  # fmt: skip
    _resignation(pack, numbers, "resignation", Text("辞去公职或职务", "Resignation"),
                 numbers.resign)  # fmt: skip
    _resignation(pack, numbers, "leader-resignation",
                 Text("领导成员辞职", "Resignation of a leading member"),
                 numbers.resign_leader)  # fmt: skip


def tenure(planned: str, outcome: str) -> Filing:
    """The tenure that begins with a notice, as planned in a step that asks for a new post."""
    columns = ("unit", "title", "level", "leading", "chief", "role")
    return Filing(
        "notice",
        outcome,
        Tenure,
        "person",
        (*((name, Given(f"{planned}.{name}")) for name in columns),
         ("start", Given("notice.day")), ("promoted", False)),
    )  # fmt: skip


def _against(
    pack: Pack,
    numbers: Numbers,
    name: str,
    title: Text,
    grounds: tuple[tuple[str, Text], ...],
    asks: tuple[Ask, ...],
    ending: tuple[Outcome, str, str],
    *,
    more: tuple[Ask, ...] = (),
    filings: tuple[Filing, ...] = (),
) -> None:
    """A procedure that takes a post away: proposed, verified, heard, decided, open to review."""
    outcome, zh, en = ending
    run(
        pack,
        f"{CLAUSE}/{name}",
        title,
        steps=(
            _propose(grounds, asks),
            _verify(),
            hear(numbers),
            decide(numbers, returns="verify"),
            notice(outcome, zh=zh, en=en, more=more),
            appeal(numbers),
            review(numbers, decided=("propose", "verify", "decide", "notice")),
        ),
        filings=filings,
    )


def _propose(grounds: tuple[tuple[str, Text], ...], asks: tuple[Ask, ...]) -> Step:
    return Step(
        "propose",
        Text("提出建议", "Proposal"),
        by=(ORGANISATION,),
        asks=(
            choice("ground", "事由", "ground", *grounds),
            long("facts", "事实", "the facts"),
            line("finding", "所依据的研判结果", "the finding it comes from", required=False,
                 help=WHICH_FINDING),
            *asks,
        ),
        papers=(Paper("basis", Text("依据材料", "What it rests on"), required=False),),
        outcomes=(onward("proposed", "提出", "Propose"),),
    )  # fmt: skip


def _verify() -> Step:
    """Facts are verified by somebody else; no vote and no rank is a ground by itself."""
    return Step(
        "verify",
        Text("核实认定", "Verification"),
        by=(ORGANISATION, DISCIPLINE),
        not_by=("propose",),
        asks=(
            day("day", "核实日期", "day of the verification"),
            long("found", "核实情况和证据", "what was found, on which evidence"),
            yes_no("holds", "事由经核实成立", "the ground holds"),
            yes_no("beyond", "认定不以测评票数、排名或系统研判为唯一依据",
                   "it rests on more than votes, a rank or a computed finding"),
            line("signed", "认定人", "who found it"),
        ),
        papers=(Paper("evidence", Text("证据", "Evidence")),),
        gates=(
            Gate("day", Text("日期", "The day"), (NotBefore("verify.day"),)),
            told("verify.holds", "事由成立", "The ground holds"),
            told("verify.beyond", "不唯票、不唯名次", "More than votes and ranks",
                 Text("请补充事实证据；没有其他事实的，终止办理。",
                      "Add facts and evidence; without any, this ends here.")),
        ),
        outcomes=(
            onward("verified", "核实成立", "Verified"),
            back("propose"),
            Outcome("dropped", Text("不成立，终止", "Does not hold"), to=REFUSED, reason=True),
        ),
    )  # fmt: skip


def _resignation(pack: Pack, numbers: Numbers, name: str, title: Text, limit: Parameter) -> None:
    """Asked for in writing and answered in time; silence has no meaning."""
    within = Limit(limit, Clock.DAYS, after="apply.day")
    accepted = appeal(numbers)
    ends = tuple(
        replace(one, to=REFUSED) if one.to == DONE else one for one in accepted.outcomes
    )  # fmt: skip
    looked = review(numbers, decided=("clearance", "check", "decide", "settle"))
    again = (
        Outcome("upheld", Text("维持原决定", "Upheld"), to=REFUSED),
        Outcome("changed", Text("撤销，重新办理", "Set aside"), to="check", reason=True),
    )
    put = decide(numbers, returns="check")
    run(
        pack,
        f"{CLAUSE}/{name}",
        title,
        steps=(
            APPLY,
            replace(CLEARANCE, limit=within),
            replace(CHECK, limit=within),
            hear(numbers, optional=True),
            replace(SETTLE, limit=within),
            replace(put, limit=within, gates=(*put.gates, *_free()), outcomes=_ways(put)),
            notice(Outcome("resigned", Text("准予辞职", "Resigned"), to=DONE),
                   zh="辞职", en="resignation", more=(posts("准予辞去职务", "posts"),)),
            replace(accepted, outcomes=ends),
            replace(looked, outcomes=again),
        ),
    )  # fmt: skip


def _ways(put: Step) -> tuple[Outcome, ...]:
    """Not carried, the person is heard before it is refused."""
    not_carried = Outcome("refused", Text("未获通过，听取本人意见", "Not carried: to be heard"),
                          to="hear", reason=True)  # fmt: skip
    return tuple(not_carried if one.name == "refused" else one for one in put.outcomes)


def _free() -> tuple[Gate, ...]:
    """Nobody resigns while under audit or review, or while one of the other bars holds."""
    return (
        Gate("clear", Text("不在审计、审查调查期间", "Not under audit or review"),
             (IsSo("clearance.clear", AGAIN),)),
        Gate("bars", Text("不得辞职的情形", "Bars to resignation"),
             tuple(IsSo(f"check.{name}", AGAIN) for name in ("served", "secrets", "handed"))),
    )  # fmt: skip


APPLY = Step(
    "apply",
    Text("书面申请", "Written request"),
    by=(SUBJECT,),
    asks=(
        choice("kind", "类别", "kind", ("public", Text("因公辞职", "for another office")),
               ("own", Text("自愿辞职", "of one's own will")),
               ("blame", Text("引咎辞职", "accepting blame"))),
        posts("拟辞去职务", "posts"),
        long("why", "理由", "reason"),
        day("day", "申请日期", "day of the request"),
    ),
    papers=(Paper("letter", Text("辞职申请书", "Letter"), required=False),),
    gates=(Gate("day", Text("申请日期", "The day"), (NotBefore("apply.day"),)),),
    outcomes=(onward("applied", "提交申请", "Hand in"),),
)  # fmt: skip
CLEARANCE = Step(
    "clearance",
    Text("核实审计审查情况", "Whether an audit or review is under way"),
    by=(DISCIPLINE,),
    asks=(
        yes_no("clear", "不在审计、纪律审查、监察调查或未终结的司法程序中",
               "no audit, disciplinary review, investigation or criminal case is open"),
        long("basis", "核实依据", "what that rests on"),
        line("signed", "签字人", "signed by"),
    ),
    outcomes=(onward("signed", "签字", "Sign"),
              Outcome("bars", Text("有不得辞职的情形，听取本人意见", "A bar: to be heard"),
                      to="hear", reason=True)),
)  # fmt: skip
CHECK = Step(
    "check",
    Text("审核", "Examination"),
    by=(ORGANISATION,),
    asks=(
        yes_no("served", "已满最低服务年限", "the least years of service are over"),
        yes_no("secrets", "不在涉密职位，或脱密期已满", "no secrets, or the time after is over"),
        yes_no("handed", "无须本人继续处理的重要公务", "no important matter needs the person"),
        long("talk", "与本人谈话情况", "what was said in the talk with the person"),
        Ask("successor", Text("工作交接人", "who takes over"), Kind.PERSON, required=False),
    ),
    outcomes=(
        Outcome("examined", Text("提交会议", "To the meeting"), to="decide"),
        Outcome("bars", Text("有不得辞职的情形，听取本人意见", "A bar: to be heard"),
                to="hear", reason=True),
        back("clearance"),
    ),
)  # fmt: skip
SETTLE = Step(
    "settle",
    Text("答复申请", "Answer to the request"),
    by=(HEAD,),
    purpose=Purpose.DECISION,
    not_by=("clearance", "check"),
    asks=(long("grounds", "不予批准的理由（对本人陈述的回应）", "grounds, with an answer"),),
    outcomes=(
        Outcome("denied", Text("不予批准", "Deny"), to="appeal", adverse=True),
        Outcome("again", Text("重新审核", "Examine again"), to="clearance", reason=True),
    ),
    optional=True,
)  # fmt: skip
