"""23: the secretary of a village: township, organisation department, standing committee, reply."""

from dataclasses import replace

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.gate import Gate, NotBefore
from quanheng.norms.kinds import Tenure
from quanheng.norms.pack import Pack
from quanheng.norms.procedure import (
    REFUSED,
    Ask,
    Filing,
    Given,
    Kind,
    Outcome,
    Paper,
    Procedure,
    Purpose,
    Step,
    procedure,
)
from quanheng.norms.slate import EachIs, NoMoreThanPlaces
from quanheng.packs.national.appointment import deciding, motion
from quanheng.packs.national.appointment.recommending import NAMED
from quanheng.packs.national.appointment.terms import (
    FAMILY,
    HEAD,
    ORGANISATION,
    PERSONNEL,
    SEEN_BY,
    Numbers,
    back,
    choice,
    day,
    line,
    long,
    number,
    onward,
)
from quanheng.packs.qingshanhu_2009.restating import NATIONAL

CLEAN = ("clean", Text("未发现不宜担任的情形", "nothing that bars it"))
FOUND = ("found", Text("有不宜担任的情形", "something bars it"))
LEAVE_OUT = Text("移出人选，写明理由。", "Leave the person out, saying why.")
SOURCES = (
    ("official", Text("本村现任干部", "an official of the village")),
    ("prosperous", Text("致富能手", "who does well in business")),
    ("broker", Text("农民经纪人", "a farmers' broker")),
    ("cooperative", Text("合作组织负责人", "head of a cooperative")),
    ("veteran", Text("退役军人", "a veteran")),
    ("returned", Text("务工返乡党员", "a member back from work elsewhere")),
    ("business", Text("回原籍任职的企业经营管理人员", "a manager from a firm, back home")),
    ("sent", Text("机关选派", "sent from an organ")),
    ("other", Text("其他", "other")),
)
WAYS = (
    ("study", Text("乡镇集体研究", "studied by the township committee")),
    ("two-one", Text("两推一选", "two recommendations, one election")),
    ("direct", Text("公推直选", "open recommendation, direct election")),
    ("open", Text("公开选拔", "open selection")),
)


def declare(pack: Pack, numbers: Numbers) -> Procedure:
    """Register the procedure; the township above the village handles it."""
    return procedure(
        pack,
        "23/village-secretary",
        Text("村党组织书记选任", "Choosing a village secretary"),
        about=SubjectType.UNIT,
        steps=(RECOMMEND, STUDY, SUBMIT, REVIEW, _decide(numbers), REPLY),
        managed_by=(PERSONNEL, ORGANISATION),
        seen_by=(HEAD, *SEEN_BY),
        family=FAMILY,
        from_above=True,
        supplied=(*deciding.MEETING_FACTS, *motion.OTHERS),
        supplied_each=deciding.VOTES,
        filings=(FILED,),
    )


FILED = Filing(
    "reply",
    "appointed",
    Tenure,
    "person",
    (
        ("title", "党组织书记"),
        ("level", "村社区"),
        ("leading", True),
        ("chief", True),
        ("role", "党组织书记"),
        ("start", Given("reply.day")),
    ),
    each=True,
    place="unit",
)
RECOMMEND = Step(
    "recommend",
    Text("群众推选和方案", "What people recommend, and the plan"),
    by=(PERSONNEL,),
    asks=(
        long("need", "村情和职位需要", "the village, and what the post needs"),
        choice("way", "产生方式", "in which way", *WAYS),
        long("held", "群众和党员推荐、推选情况（不涉及内定人选）",
             "how people and members recommended; nobody is fixed before"),
        number("places", "职位数", "places"),
        line("election", "选举事项编号（有的填写）", "number of the election, if any",
             required=False),
    ),
    outcomes=(onward("recommended", "完成推选", "Done"),),
)  # fmt: skip
STUDY = Step(
    "study",
    Text("乡镇党委集体研究", "Studied by the township committee"),
    by=(PERSONNEL,),
    enters=True,
    asks=(
        day("day", "研究日期", "day"),
        number("entitled", "应到人数", "entitled"),
        number("present", "实到人数", "present"),
        long("opinion", "集体研究意见", "opinion"),
    ),
    each=(
        choice("source", "来源", "from where", *SOURCES),
        Ask("reserve", Text("村级后备干部", "of the village reserve"), Kind.YES_NO),
        long("quality", "思想政治素质（有事例）", "political quality, with facts"),
        long("prosper", "带富能力（有事例）", "able to bring prosperity, with facts"),
        long("together", "协调能力（有事例）", "able to bring people together, with facts"),
        choice("political", "政审结论", "political review", CLEAN, FOUND),
        long("basis", "政审依据", "what the review rests on"),
    ),
    papers=(Paper("minutes", Text("会议记录", "Minutes"), required=False),),
    gates=(
        NAMED,
        replace(motion.ALONE, clause=NATIONAL),
        Gate("day", Text("日期", "The day"), (NotBefore("study.day"),)),
        Gate("political", Text("政审", "Political review"),
             (EachIs("study.political", (CLEAN,), LEAVE_OUT),)),
    ),
    outcomes=(onward("studied", "形成意见", "Agreed"), back("recommend")),
)  # fmt: skip
SUBMIT = Step(
    "submit",
    Text("上报拟任人选", "Submitted by the township"),
    by=(HEAD,),
    not_by=("study",),
    asks=(line("number", "请示文号", "number of the request"),),
    outcomes=(onward("submitted", "上报", "Submit"), back("study")),
)
REVIEW = Step(
    "review",
    Text("组织部审核", "Examined by the organisation department"),
    by=(ORGANISATION,),
    asks=(day("day", "审核日期", "day"),),
    each=(
        choice("result", "审核结论", "conclusion", CLEAN, FOUND),
        long("basis", "审核情况（政治、廉洁、守法，部门联审结果）",
             "what was examined: politics, integrity, the law"),
    ),
    gates=(
        Gate("day", Text("日期", "The day"), (NotBefore("review.day"),)),
        Gate("result", Text("审核结论", "Conclusion"),
             (EachIs("review.result", (CLEAN,), LEAVE_OUT),)),
    ),
    outcomes=(
        onward("reviewed", "审核通过", "Examined"),
        back("study"),
        Outcome("refused", Text("不同意", "Refused"), to=REFUSED, reason=True),
    ),
)  # fmt: skip
REPLY = Step(
    "reply",
    Text("组织部批复任命", "Reply and appointment"),
    by=(ORGANISATION,),
    purpose=Purpose.DECISION,
    asks=(line("number", "批复文号", "number of the reply"), day("day", "任职日期", "day")),
    papers=(Paper("reply", Text("批复", "Reply"), required=False),),
    outcomes=(onward("appointed", "批复", "Reply"),),
)


def _decide(numbers: Numbers) -> Step:
    """常委会审议, as for every appointment."""
    put = deciding.decide(numbers)
    places = Gate("places", Text("人选不多于职位", "Places"),
                  (NoMoreThanPlaces("recommend.places"),))  # fmt: skip
    outcomes = (
        replace(one, to="review") if one.name == "deferred" else one for one in put.outcomes
    )
    return replace(
        put,
        title=Text("常委会审议", "Standing committee"),
        clause=NATIONAL,
        gates=(*(gate for gate in put.gates if gate.name != places.name), places),
        outcomes=tuple(outcomes),
    )
