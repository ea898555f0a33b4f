"""The kinds of action list: where their items come from, who raises them, what they need.

One table for every kind of the sheet 清单. The words of a document stand here once; models, forms,
actions and pages read them from here.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quanheng.norms.finding import Text
from quanheng.office.accounts.roles import Role

Words = tuple[str, ...]

ALL = (
    Role.ORGANISATION_OFFICER,
    Role.PERSONNEL_OFFICER,
    Role.HEAD,
    Role.DISCIPLINE_OFFICER,
    Role.PETITION_OFFICER,
)
OFFICE = (Role.ORGANISATION_OFFICER, Role.PERSONNEL_OFFICER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list.

    ``sources`` are where an item may come from (none: anything), ``roles`` who may raise one.
    ``one_each`` asks for a lead unit, a person responsible and a deadline from the beginning,
    ``measures`` for measures before an answer and all of them done before close-out, ``look_back``
    for a day on which to look back, ``topics`` for one of the topics.
    """

    type: str
    clauses: Words
    sources: Words = ()
    roles: tuple[Role, ...] = OFFICE
    one_each: bool = False
    measures: bool = False
    look_back: bool = False
    topics: bool = False
    about: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a problem is about, with the clause that asks for the list.

    ``categories`` are the findings that the clause names. With ``decision`` each of them leads to
    a decision of discipline, which the close-out names.
    """

    name: str
    clause: str
    categories: Words = ()
    decision: bool = False


FOUR_WAYS: Words = ("自己查", "上级点", "群众提", "集体议")
YARDSTICKS: Words = ("中央部署", "党章党规党纪", "群众期待", "先进典型")
INSPECTION = "督查"
FIVE_SOURCES: Words = ("民意", "审计", "信访", "调研", "巡视巡察", INSPECTION)

TOPICS: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        Topic("政治能力作风短板", "hangzhou-2020:7", ("政治", "能力", "作风")),
        Topic("不严不实", "zhejiang-2015:3.1"),
        Topic(
            "庸懒散慢",
            "zhejiang-2015:4.2",
            ("庸懒散慢", "违反工作纪律", "吃拿卡要", "推诿扯皮", "群众和媒体反映集中"),
        ),
        Topic(
            "铺张浪费",
            "qingshanhu-2009:12",
            ("浪费", "转嫁费用", "摊派费用", "报销费用"),
            decision=True,
        ),
        Topic("形式主义官僚主义", "hangzhou-2020:18", ("文件", "会议", "考核指标", "报表", "办事")),
    )
}

KINDS: dict[str, Kind] = {
    kind.type: kind
    for kind in (
        Kind(
            "批示",
            ("hangzhou-2020:3",),
            ("中央批示", "省级批示", "市级批示", "本级批示"),
            one_each=True,
            measures=True,
            look_back=True,
            about=_("1件批示、1套措施、1个牵头部门、1名主要责任人，逐条落实，开展回头看"),
        ),
        Kind(
            "问题",
            ("hangzhou-2020:7", "zhejiang-2015:3.1", "zhejiang-2015:4.2", "qingshanhu-2009:12"),
            (*FOUR_WAYS, INSPECTION),
            roles=ALL,
            measures=True,
            topics=True,
            about=_("四条途径查找、四个方面对照，写明原因、措施、责任人和期限，逐项销号"),
        ),
        Kind(
            "整改",
            ("zhejiang-2015:3.1", "hangzhou-2020:7"),
            ("巡视巡察", "审计", "考核", INSPECTION, "民主生活会", "自己查"),
            roles=(*OFFICE, Role.DISCIPLINE_OFFICER),
            one_each=True,
            measures=True,
            look_back=True,
            about=_("逐项落实整改措施，核验后销号，开展回头看"),
        ),
        Kind(
            "承诺",
            ("qingshanhu-2009:8", "zhejiang-2015:4.1"),
            one_each=True,
            about=_("年初公开承诺和目标责任，年底对账"),
        ),
        Kind(
            "民生实事",
            ("hangzhou-2020:15", "hangzhou-2020:16"),
            one_each=True,
            about=_("每年办成的民生实事"),
        ),
        Kind(
            "积案",
            ("hangzhou-2020:15",),
            ("信访", "群众提", "上级点", "历史遗留"),
            roles=(*OFFICE, Role.DISCIPLINE_OFFICER, Role.PETITION_OFFICER),
            measures=True,
            look_back=True,
            about=_("领导包案化解，只写事项，不写来信来访人"),
        ),
        Kind("调研课题", ("hangzhou-2020:13",), one_each=True, about=_("调研课题和成果")),
        Kind(
            "专项整治",
            ("hangzhou-2020:17", "hangzhou-2020:18"),
            FIVE_SOURCES,
            roles=(Role.ORGANISATION_OFFICER, Role.HEAD, Role.DISCIPLINE_OFFICER),
            one_each=True,
            measures=True,
            look_back=True,
            about=_("每年选定若干项目，挂账督办、对账销号"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Rung:
    """From how many days after the deadline the next higher is told, and who that is."""

    days: int
    whom: str
    said: Text


LADDER: tuple[Rung, ...] = (
    Rung(1, "owner", Text("已逾期，请责任人办理并回复", "overdue: to be dealt with and answered")),
    Rung(3, "head", Text("逾期未办结，请牵头单位主要领导督促", "overdue: for the unit's head")),
    Rung(7, "raiser", Text("逾期未办结，请交办人督办", "overdue: for whoever raised it")),
    Rung(15, "above", Text("逾期未办结，提请上级研究", "overdue: for those above to consider")),
)
"""An overdue item goes up step by step; each step only tells somebody."""

BEFORE: tuple[int, ...] = (7, 1)
"""Days before the deadline on which the person responsible is told."""

CATCH_UP = 7
"""Days for which a reminder is sent late when nothing ran on its day."""

TOLD_TWICE = 2
"""Reminders from which an item counts as told twice (交代两次以上)."""


BURDENS: tuple[str, ...] = ("文件", "会议", "考核指标", "报表", "专项整治")
"""What is counted a year: burdens with a cap, and rectification items with a number to reach."""

PROPOSED: Words = ("有事无人", "交代两次以上", "无回音", "拖延")
"""The four “not allowed” (四个不允许)."""


def vocabulary() -> set[str]:
    """Every word of these tables that pages show, for the catalogue of translations."""
    found = {*YARDSTICKS, *BURDENS, *PROPOSED}
    for kind in KINDS.values():
        found |= {kind.type, *kind.sources}
    for topic in TOPICS.values():
        found |= {topic.name, *topic.categories}
    return found
