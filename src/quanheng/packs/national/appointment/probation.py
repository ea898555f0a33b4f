"""试用期: a year in office, the assessment after it, and who does not stay is heard before."""

from quanheng.norms.adaptation import UNSAID
from quanheng.norms.answered import Elapsed
from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.pack import Pack, Parameter
from quanheng.norms.procedure import (
    DONE,
    Clock,
    Limit,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
)
from quanheng.packs import wording as w
from quanheng.packs.national.appointment.one_person import appeal, hear, posts, review, run
from quanheng.packs.national.appointment.terms import (
    AS_FILED,
    CLAUSE,
    HEAD,
    ORGANISATION,
    SUBJECT,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    number,
    onward,
)


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure; how soon it is settled after the year is for each unit to say."""
    settled = pack.parameter(
        CLAUSE, "probation-settled", 20, w.WORKING_DAYS, source=UNSAID,
        label=Text("试用期满考核办结期限", "time to settle a probation that is over"),
    )  # fmt: skip
    return run(
        pack,
        f"{CLAUSE}/probation",
        Text("试用期考核", "Probation in office"),
        steps=(
            START,
            _report(numbers),
            _assess(numbers),
            _confirm(numbers, settled),
            hear(numbers, optional=True),
            _decide(numbers, settled),
            appeal(numbers),
            review(numbers, decided=("settle",)),
        ),
        supplied=(),
    )


START = Step(
    "start",
    Text("进入试用期", "Probation begins"),
    by=(ORGANISATION,),
    asks=(
        line("post", "试任职务", "post", help=AS_FILED),
        day("start", "试用期开始日期", "first day of the probation"),
        line("notice", "任职通知文号", "number of the notice of appointment"),
    ),
    gates=(Gate("day", Text("开始日期", "First day"), (NotBefore("start.start"),)),),
    outcomes=(onward("started", "开始", "Begin"),),
)


def _report(numbers: Numbers) -> Step:
    return Step(
        "report",
        Text("试用期总结", "Report on the probation"),
        by=(SUBJECT, ORGANISATION),
        limit=Limit(numbers.probation, Clock.MONTHS, after="start.start"),
        asks=(long("report", "本人总结", "own report"),),
        outcomes=(onward("reported", "提交", "Hand in"),),
    )


def _assess(numbers: Numbers) -> Step:
    votes = (
        ("entitled", "应参加测评人数", "entitled to take part"),
        ("valid", "有效票数", "valid ballots"),
        ("excellent", "优秀票", "excellent"),
        ("competent", "称职票", "competent"),
        ("basic", "基本称职票", "basically competent"),
        ("incompetent", "不称职票", "incompetent"),
    )
    return Step(
        "assess",
        Text("试用期考核", "Assessment"),
        by=(ORGANISATION,),
        limit=Limit(numbers.probation, Clock.MONTHS, after="start.start"),
        asks=(
            day("day", "民主测评日期", "day of the democratic evaluation"),
            *(number(name, zh, en) for name, zh, en in votes),
            long("conduct", "试用期表现（有事例）", "conduct on probation, with facts"),
            long("basis", "考核意见和理由（不以票数为唯一依据）",
                 "opinion and reasons; votes are not the only ground"),
            choice("opinion", "考核意见", "opinion",
                   ("fit", Text("胜任，建议正式任职", "fit for the post")),
                   ("unfit", Text("不胜任", "not fit"))),
        ),
        papers=(Paper("material", Text("考核材料", "Material"), required=False),),
        gates=(
            Gate("dates", Text("测评日期", "Day of the evaluation"), (
                InOrder("start.start", "assess.day"), NotBefore("assess.day"),
            )),
        ),
        outcomes=(
            Outcome("fit", Text("胜任，提请正式任职", "Fit: to be confirmed")),
            Outcome("unfit", Text("不胜任，听取本人意见", "Not fit: to be heard"), to="hear"),
            back("report"),
        ),
    )  # fmt: skip


def _over(numbers: Numbers) -> Gate:
    return Gate("over", Text("试用期满", "The year is over"),
                (Elapsed("start.start", numbers.probation),))  # fmt: skip


def _confirm(numbers: Numbers, settled: Parameter) -> Step:
    return Step(
        "confirm",
        Text("正式任职", "Confirmation"),
        by=(HEAD,),
        purpose=Purpose.DECISION,
        not_by=("assess",),
        limit=Limit(settled),
        gates=(_over(numbers),),
        outcomes=(
            Outcome("confirmed", Text("正式任职，试用期计入任职时间", "Confirm"), to=DONE),
            back("assess"),
        ),
        optional=True,
    )


def _decide(numbers: Numbers, settled: Parameter) -> Step:
    return Step(
        "settle",
        Text("决定是否免去试任职务", "Whether the person stays"),
        by=(HEAD,),
        purpose=Purpose.DECISION,
        not_by=("assess",),
        limit=Limit(settled),
        asks=(
            long("grounds", "决定理由（对本人陈述的回应）", "grounds, and answer to what was said"),
            day("day", "决定日期", "day of the decision"),
            posts("免去职务（不胜任时）", "posts, where not fit", required=False),
        ),
        gates=(
            _over(numbers),
            Gate("day", Text("日期", "The day"), (NotBefore("settle.day"),)),
        ),
        outcomes=(
            Outcome("not_fit", Text("免去试任职务，按试任前职级安排", "Relieve of the post"),
                    to="appeal", adverse=True),
            Outcome("kept", Text("仍予正式任职", "Confirm after all"), to=DONE),
            back("assess"),
        ),
        optional=True,
    )  # fmt: skip
