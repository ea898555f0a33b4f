"""What is done about one person's post: checks, the meeting, the notice, hearing and appeal."""

from dataclasses import replace

from quanheng.norms.answered import Chosen, Recent
from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Gate, InOrder, NotBefore
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    DONE,
    REFUSED,
    Ask,
    Clock,
    Filing,
    Kind,
    Limit,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
    procedure,
)
from quanheng.norms.slate import IsSo, Share
from quanheng.packs.national.appointment import deciding
from quanheng.packs.national.appointment.terms import (
    AS_FILED,
    DISCIPLINE,
    HEAD,
    LEVEL_CHOICES,
    ORGANISATION,
    ROLES,
    SEEN_BY,
    SUBJECT,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    onward,
    yes_no,
)
from quanheng.packs.national.appointment.vetting import CLEAN, SETTLED, VERIFIED

FAMILY = "adjustment"
"""Procedures about one person's post; gates of meetings are added to their step ``decide``."""
SUPPLIED = (*deciding.MEETING_FACTS, *deciding.VOTES)
"""What is told of the meeting, and of the vote on the person."""
AGAIN = Text(
    "请核实后更正；不属实的，不能继续办理。", "Verify and correct it; else this ends here."
)


def run(
    pack: Pack,
    slug: str,
    title: Text,
    *,
    steps: tuple[Step, ...],
    filings: tuple[Filing, ...] = (),
    supplied: tuple[Ask, ...] = SUPPLIED,
) -> Procedure:
    """Register a procedure about one person, handled by the organ above the person's unit."""
    return procedure(
        pack,
        slug,
        title,
        about=SubjectType.PERSON,
        steps=steps,
        managed_by=(ORGANISATION,),
        seen_by=SEEN_BY,
        adverse=any(one.adverse for step in steps for one in step.outcomes),
        filings=filings,
        family=FAMILY,
        supplied=supplied,
        from_above=True,
    )


def new_post() -> tuple[Ask, ...]:
    """What is asked of the post to which somebody goes; it becomes the tenure."""
    return (
        Ask("unit", Text("拟任单位", "unit"), Kind.UNIT),
        line("title", "拟任职务", "post"),
        choice("level", "职务层次", "level", *LEVEL_CHOICES),
        yes_no("leading", "领导职务", "leading post"),
        yes_no("chief", "正职", "head"),
        choice("role", "职务类别", "kind of post", *ROLES),
    )


def approve(*, after: str) -> Step:
    """The plan is approved by somebody else."""
    return Step(
        "approve",
        Text("审定方案", "Approval of the plan"),
        by=(HEAD,),
        purpose=Purpose.DECISION,
        not_by=(after,),
        outcomes=(
            onward("approved", "同意", "Approve"),
            back(after),
            Outcome("refused", Text("不同意", "Refuse"), to=REFUSED, reason=True),
        ),
    )


def four_musts(numbers: Numbers, *, returns: str) -> Step:
    """凡提四必, as far as the organisation department looks into them itself."""
    kinds = (
        ("file", "档案审核", "verification of the file"),
        ("report", "个人有关事项核查", "verification of the personal report"),
        ("complaints", "信访举报核查", "looking into complaints"),
    )
    asks = [
        ask
        for name, zh, en in kinds
        for ask in (
            day(f"{name}_day", f"{zh}日期", f"day of {en}"),
            choice(name, f"{zh}结果", f"result of {en}", *VERIFIED),
        )
    ]
    results = tuple(Chosen(f"checks.{name}", (CLEAN, SETTLED), AGAIN) for name, *_ in kinds)
    days = tuple(Recent(f"checks.{name}_day", numbers.fresh) for name, *_ in kinds)
    return Step(
        "checks",
        Text("凡提四必核查", "The four musts"),
        by=(ORGANISATION,),
        asks=(
            *asks,
            long("note", "核查说明（不得记载举报人信息）",
                 "remarks; nothing about who complained", required=False),
        ),
        gates=(
            Gate("results", Text("核查结果", "Results"), results),
            Gate("fresh", Text("核查在有效期内", "Verified not long ago"), days),
        ),
        outcomes=(onward("verified", "完成核查", "Verified"), back(returns)),
    )  # fmt: skip


def integrity() -> Step:
    """纪检监察机关意见: in writing, signed by the discipline organ."""
    clear = ("clear", Text("未发现影响任职问题", "nothing that bars it"))
    return Step(
        "integrity",
        Text("听取纪检监察机关意见", "Opinion on integrity"),
        by=(DISCIPLINE,),
        asks=(
            day("day", "回复日期", "day of the reply"),
            choice("opinion", "廉洁自律结论性意见", "conclusion on integrity", clear,
                   ("bars", Text("有影响任职的问题", "something that bars it"))),
            long("basis", "依据（处分、诫勉、线索了结情况）", "basis"),
        ),
        papers=(Paper("letter", Text("廉政意见回复函", "Letter of reply"), required=False),),
        gates=(
            Gate("day", Text("回复日期", "The day"), (NotBefore("integrity.day"),)),
            Gate("opinion", Text("廉洁意见", "Integrity"),
                 (Chosen("integrity.opinion", (clear,), AGAIN),)),
        ),
        outcomes=(onward("signed", "签字", "Sign"), back("checks")),
    )  # fmt: skip


def decide(numbers: Numbers, *, returns: str) -> Step:
    """讨论决定: as for an appointment, by a vote on the person."""
    put = deciding.decide(numbers)
    kept = tuple(gate for gate in put.gates if gate.name in ("held", "quorum", "last"))
    agreed = Share("decision.agree", "decision.entitled", numbers.majority, strict=True)
    return replace(
        put,
        gates=(*kept, Gate("majority", Text("表决结果", "The vote"), (agreed,))),
        outcomes=(
            onward("decided", "形成决定", "Decided"),
            Outcome("deferred", Text("缓议，退回", "Deferred"), to=returns, reason=True),
            Outcome("refused", Text("未获通过", "Not carried"), to=REFUSED, reason=True),
        ),
    )


def notice(outcome: Outcome, *, zh: str, en: str, more: tuple[Ask, ...] = ()) -> Step:
    """The notice by which it takes effect, after a talk with the person; ``more`` is asked."""
    return Step(
        "notice",
        Text(f"{zh}通知", f"Notice of {en}"),
        by=(ORGANISATION,),
        asks=(
            day("talk", "与本人谈话日期", "day of the talk with the person"),
            line("talker", "谈话人", "who held it"),
            line("number", "通知文号", "number of the notice"),
            day("day", f"{zh}日期", f"day of {en}"),
            *more,
        ),
        papers=(Paper("notice", Text("任免通知", "Notice"), required=False),),
        gates=(
            Gate("talked", Text("先谈话、后通知", "The talk before the notice"), (
                NotBefore("notice.talk"), InOrder("notice.talk", "notice.day"),
            )),
        ),
        outcomes=(outcome,),
    )  # fmt: skip


def posts(zh: str, en: str, *, required: bool = True) -> Ask:
    """The posts that end, as the file calls them."""
    return line("posts", zh, en, required=required, help=AS_FILED)


def hear(numbers: Numbers, *, optional: bool = False) -> Step:
    """陈述申辩: the person is heard before anything is decided; defending oneself never counts."""
    return Step(
        "hear",
        Text("本人陈述申辩", "The person is heard"),
        by=(SUBJECT,),
        purpose=Purpose.HEARING,
        limit=Limit(numbers.hearing),
        asks=(long("said", "陈述和申辩", "what there is to say", required=False),),
        papers=(Paper("evidence", Text("本人提交的材料", "What the person hands in"),
                      required=False),),
        outcomes=(onward("heard", "已陈述", "Heard"),
                  onward("silent", "未陈述", "Said nothing")),
        lapses="silent",
        optional=optional,
    )  # fmt: skip


def appeal(numbers: Numbers) -> Step:
    """申请复核: within the time of the law; the decision stands meanwhile."""
    return Step(
        "appeal",
        Text("申请复核", "Request for review"),
        by=(SUBJECT,),
        purpose=Purpose.APPEAL,
        limit=Limit(numbers.appeal, Clock.DAYS),
        outcomes=(
            Outcome("accepted", Text("无异议", "Accept"), to=DONE),
            Outcome("appealed", Text("申请复核", "Ask for a review"), reason=True),
        ),
        lapses="accepted",
        optional=True,
    )


def review(numbers: Numbers, *, decided: tuple[str, ...]) -> Step:
    """复核: by somebody who took no part; never to the person's disadvantage."""
    return Step(
        "review",
        Text("复核", "Review"),
        by=(ORGANISATION, HEAD),
        not_by=decided,
        limit=Limit(numbers.review, Clock.DAYS),
        asks=(
            long("finding", "复核情况和理由（不得加重）", "what was found and why; never heavier"),
            line("number", "复核决定文号", "number of the decision"),
            day("day", "复核决定日期", "day of the decision"),
        ),
        gates=(Gate("day", Text("日期", "The day"), (NotBefore("review.day"),)),),
        outcomes=(
            Outcome("upheld", Text("维持原决定", "Upheld"), to=DONE),
            Outcome("changed", Text("撤销或变更原决定", "Set aside or changed"), to=DONE),
        ),
        optional=True,
    )


def told(fact: str, zh: str, en: str, remedy: Text = AGAIN) -> Gate:
    """A gate of one question that must be answered with yes."""
    return Gate(fact.partition(".")[2].replace("_", "-"), Text(zh, en), (IsSo(fact, remedy),))
