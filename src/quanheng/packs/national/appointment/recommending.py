"""民主推荐: talks and a meeting; names are entered here for the first time."""

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, NotBefore
from quanheng.norms.kinds import Evaluation
from quanheng.norms.procedure import Filing, Given, Paper, Step
from quanheng.norms.slate import EachFresh, EachIs, MoreThanPlaces, PutForward, Share
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

NONE_FOUND = ("none", Text("未发现", "none found"))
FOUND = ("found", Text("存在", "found"))
NAMED = Gate("named", Text("有人选", "Names"), (PutForward(),))


def talks() -> Step:
    """谈话调研推荐: individual talks; what each nominee was recommended by."""
    return Step(
        "talks",
        Text("谈话调研推荐", "Recommendation by talks"),
        by=(ORGANISATION,),
        enters=True,
        asks=(
            day("day", "谈话日期", "day of the talks"),
            number("talked", "谈话人数", "people talked to"),
            line("scope", "谈话范围", "among whom"),
        ),
        each=(number("votes", "谈话推荐票", "recommended in talks"),),
        gates=(NAMED, _done("talks.day")),
        outcomes=(onward("talked", "完成谈话推荐", "Talks held"), back("plan")),
    )


def meeting(numbers: Numbers) -> Step:
    """会议推荐: a meeting votes; the reference list has more names than places."""
    return Step(
        "meeting",
        Text("会议推荐", "Recommendation by a meeting"),
        by=(ORGANISATION,),
        enters=True,
        asks=(
            day("day", "会议日期", "day of the meeting"),
            number("entitled", "应到人数", "entitled"),
            number("present", "实到人数", "present"),
            number("issued", "发出票数", "ballots handed out"),
            number("valid", "有效票数", "valid ballots"),
        ),
        each=(number("votes", "会议推荐票", "votes of the meeting"),),
        papers=(Paper("summary", Text("民主推荐汇总表", "Summary of the votes"), required=False),),
        gates=(
            NAMED,
            _done("meeting.day"),
            Gate("attendance", Text("到会人数", "Attendance"), (
                Share("meeting.present", "meeting.entitled", numbers.attendance),
            )),
            Gate("differential", Text("会议推荐差额", "More names than places"),
                 (MoreThanPlaces("motion.places"),), overridden_by=LET_PASS),
        ),
        outcomes=(onward("recommended", "完成会议推荐", "Meeting held"), back("talks")),
    )  # fmt: skip


def _done(fact: str) -> Gate:
    return Gate("done", Text("日期", "The day"), (NotBefore(fact),))


RECOMMENDED = Filing(
    "meeting",
    "recommended",
    Evaluation,
    "person",
    (
        ("day", Given("meeting.day")),
        ("type", "民主推荐"),
        ("entitled", Given("meeting.entitled")),
        ("issued", Given("meeting.issued")),
        ("returned", Given("meeting.valid")),
        ("recommended", Given("meeting.votes")),
    ),
    each=True,
)


def shortlist(numbers: Numbers, votes: str = "meeting.day") -> Step:
    """确定考察对象: none of the bars, and more people than places; eligibility is added."""
    bars = EachIs(
        "shortlist.bars",
        (NONE_FOUND,),
        Text(
            "有不得列为考察对象情形的，移出人选，写明理由。",
            "Whom a bar keeps from inspection is left out, with the reason.",
        ),
    )
    return Step(
        "shortlist",
        Text("确定考察对象", "Who is to be inspected"),
        by=(ORGANISATION,),
        enters=True,
        asks=(long("meeting", "集体研究情况", "how it was decided together"),),
        each=(
            long("reason", "列为考察对象的理由", "why this person is inspected"),
            choice("bars", "不得列为考察对象的情形（须由人认定）",
                   "bars to inspection (found by people)", NONE_FOUND, FOUND),
            long("basis", "认定依据", "what that rests on"),
        ),
        gates=(
            NAMED,
            Gate("judged", Text("须由人认定的情形", "What people must find"), (bars,)),
            Gate("differential", Text("差额考察", "More people than places"),
                 (MoreThanPlaces("motion.places"),), overridden_by=LET_PASS),
            Gate("valid", Text("推荐结果在有效期内", "The recommendation is still valid"),
                 (EachFresh(votes, numbers.valid),)),
        ),
        outcomes=(onward("chosen", "确定考察对象", "Decide"), back("plan")),
    )  # fmt: skip
