"""考察: inspection, the political finding, the four musts, and the double signature."""

from quanheng.norms.finding import Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.procedure import Ask, Kind, Paper, Purpose, Step
from quanheng.norms.slate import EachFresh, EachIs, Heard, TwoPeople
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.terms import (
    DISCIPLINE,
    HEAD,
    ORGANISATION,
    Numbers,
    back,
    choice,
    day,
    long,
    number,
    onward,
    yes_no,
)

CLEAN = ("clean", Text("无问题", "nothing found"))
SETTLED = ("settled", Text("有疑点，已查清不影响任职", "a doubt, cleared up: no effect"))
OPEN = ("open", Text("有问题或未查清", "a problem, or not cleared up"))
VERIFIED = (CLEAN, SETTLED, OPEN)
LEAVE_OUT = Text(
    "查清后改写结论；查实影响任职的，移出人选，写明理由。",
    "Change the conclusion when it is cleared up; else leave the person out with the reason.",
)


def vet() -> Step:
    """考察: plan, notice, a team of two or more, talks, and what was found of each person."""
    return Step(
        "vet",
        Text("考察", "Inspection"),
        by=(ORGANISATION,),
        asks=(
            long("plan", "考察方案", "plan of the inspection"),
            day("notice", "发布考察预告日期", "day of the notice"),
            day("from", "考察开始日期", "first day"),
            day("to", "考察结束日期", "last day"),
            Ask("leader", Text("考察组组长", "leader of the team"), Kind.PERSON),
            Ask("second", Text("考察组成员", "member of the team"), Kind.PERSON),
            number("talks", "谈话人数", "people talked to"),
        ),
        each=(
            long("conduct", "德能勤绩廉表现和主要特点（有事例）",
                 "virtue, ability, diligence, results, integrity, with facts"),
            long("faults", "主要缺点和不足", "faults"),
            number("asked", "考察十问已问项数", "of the ten questions, how many were asked"),
            long("answers", "考察十问情况", "what the ten questions yielded"),
            choice("fit", "考察组意见", "opinion of the team",
                   ("fit", Text("建议任用", "to be appointed")),
                   ("unfit", Text("不建议任用", "not to be appointed"))),
        ),
        papers=(Paper("material", Text("考察材料", "Inspection material"), required=False),),
        gates=(
            NAMED,
            Gate("team", Text("考察组", "The team"), (TwoPeople("vet.leader", "vet.second"),)),
            Gate("dates", Text("先预告、后考察", "Notice before inspection"), (
                InOrder("vet.notice", "vet.from"), InOrder("vet.from", "vet.to"),
                NotBefore("vet.to"),
            )),
        ),
        outcomes=(onward("vetted", "完成考察", "Inspected"), back("shortlist")),
    )  # fmt: skip


def political(numbers: Numbers) -> Step:
    """政治素质: a reasoned human finding with evidence, shown to the person, who may reply."""
    meets = EachIs(
        "political.finding",
        (("meets", Text("合格", "meets the standard")),),
        Text(
            "政治不合格的一票否决：移出人选，写明依据；不得以分数代替认定。",
            "Found unfit: leave the person out, with the basis; no score stands for the finding.",
        ),
    )
    return Step(
        "political",
        Text("政治素质考察", "Political quality"),
        by=(ORGANISATION,),
        replies=numbers.reply,
        each=(
            long("loyalty", "对党和人民忠诚的事实依据", "loyalty: facts and evidence"),
            long("ideals", "理想信念的事实依据", "ideals: facts and evidence"),
            long("awareness", "“四个意识”“四个自信”“两个维护”的事实依据",
                 "four consciousnesses, four confidences, two upholds: evidence"),
            long("line", "贯彻党的路线方针政策的事实依据", "carrying out the line: evidence"),
            long("stance", "政治立场、态度和担当", "stance, attitude, responsibility"),
            choice("finding", "认定结论", "finding",
                   ("meets", Text("合格", "meets the standard")),
                   ("fails", Text("不合格", "does not meet it"))),
            long("signed", "认定人和理由", "who found it, and why"),
        ),
        gates=(
            Gate("heard", Text("听取本人说明", "The person was heard"), (Heard("political"),)),
            Gate("standard", Text("政治标准", "Political standard"), (meets,)),
        ),
        outcomes=(onward("found", "完成认定", "Found"), back("vet")),
    )  # fmt: skip


def checks(numbers: Numbers) -> Step:
    """凡提四必: file, personal report, and complaints; each with its day and its result."""
    results = ("file", "report", "complaints")
    return Step(
        "checks",
        Text("凡提四必核查", "The four musts"),
        by=(ORGANISATION,),
        each=(
            day("file_day", "档案审核日期", "day on which the file was verified"),
            choice("file", "档案审核结果", "result of the file", *VERIFIED),
            day("report_day", "个人有关事项核查日期", "day of verifying the personal report"),
            choice("report", "个人有关事项核查结果", "result of the report", *VERIFIED),
            day("complaints_day", "信访举报核查日期", "day of looking into complaints"),
            choice("complaints", "信访举报核查结果", "result of the complaints", *VERIFIED),
            long("note", "核查说明（不得记载举报人信息）",
                 "remarks; nothing about who complained", required=False),
        ),
        gates=(
            Gate("results", Text("核查结果", "Results"), tuple(
                EachIs(f"checks.{one}", (CLEAN, SETTLED), LEAVE_OUT) for one in results
            )),
            fresh(numbers),
        ),
        outcomes=(onward("verified", "完成核查", "Verified"), back("vet")),
    )  # fmt: skip


def fresh(numbers: Numbers) -> Gate:
    """That what was verified is not too old."""
    days = ("checks.file_day", "checks.report_day", "checks.complaints_day")
    conditions = tuple(EachFresh(one, numbers.fresh) for one in days)
    return Gate("fresh", Text("核查在有效期内", "Verified not long ago"), conditions)


def integrity() -> Step:
    """纪检监察机关意见: heard for everybody, in writing, signed by the discipline secretary."""
    opinion = EachIs(
        "integrity.opinion",
        (("clear", Text("未发现影响任职问题", "nothing that bars the appointment")),),
        LEAVE_OUT,
    )
    return Step(
        "integrity",
        Text("听取纪检监察机关意见（第一签字）", "Opinion on integrity (first signature)"),
        by=(DISCIPLINE,),
        each=(
            day("day", "回复日期", "day of the reply"),
            choice("clues", "问题线索", "clues",
                   ("none", Text("无", "none")),
                   ("closed", Text("有，已了结", "closed ones")),
                   ("pending", Text("有，正在核查", "being looked into"))),
            choice("opinion", "廉洁自律结论性意见", "conclusion on integrity",
                   ("clear", Text("未发现影响任职问题", "nothing that bars the appointment")),
                   ("bars", Text("有影响任职的问题", "something that bars it"))),
            long("basis", "依据（处分、诫勉、了结情况）", "basis"),
        ),
        papers=(Paper("letter", Text("廉政意见回复函", "Letter of reply"), required=False),),
        gates=(Gate("opinion", Text("廉洁意见", "Integrity"), (opinion,)),),
        outcomes=(onward("signed", "签字", "Sign"), back("checks")),
    )  # fmt: skip


SIGN = Step(
    "sign",
    Text("党委（党组）书记签字（第二签字）", "Signature of the Party secretary (second)"),
    by=(HEAD,),
    purpose=Purpose.DECISION,
    not_by=("integrity", "checks"),
    asks=(
        yes_no("read", "已阅廉洁自律结论性意见，同意对其真实性负责",
               "has read the conclusions and answers for them"),
    ),
    outcomes=(onward("signed", "签字", "Sign"), back("integrity")),
)  # fmt: skip


def soundings(numbers: Numbers) -> Step:
    """酝酿: soundings before the meeting, within the committee and with whom else it concerns."""
    return Step(
        "soundings",
        Text("酝酿", "Soundings"),
        by=(ORGANISATION,),
        asks=(
            day("day", "酝酿日期", "day of the soundings"),
            long("committee", "党委（党组）成员酝酿意见", "soundings within the committee"),
            long("leaders", "征求分管领导意见", "opinion of the leader in charge"),
            yes_no("outside", "有非中共党员人选", "somebody outside the Party is put forward"),
            long("united", "征求统战部门、民主党派等意见（有非中共党员人选时）",
                 "opinion of the united front department", required=False),
            yes_no("dual", "属双重管理", "managed by two organs"),
            day("asked", "征求协管方意见日期（双重管理时）",
                "day on which the other organ was asked", required=False),
            long("other", "协管方意见（1个月未答复视为同意）",
                 "its opinion; silent for a month it agrees", required=False),
        ),
        gates=(fresh(numbers),),
        outcomes=(onward("sounded", "提交会议", "To the meeting"), back("vet")),
    )  # fmt: skip
