"""The record kinds: what a line in a personnel file may say.

One class per kind, one field per column of the exchange workbook. The class is the only place
where a column is described: its Chinese header, type, code list, and the note shown to whoever
fills it in. Reading, validation, templates and both executors derive from it.

Values that are not on file are ``None``: unknown, never zero. Numbers are whole millionths
(``MILLION`` = 1), so that sums are exact and independent of their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NamedTuple

MILLION = 1_000_000

ColumnType = Literal["text", "code", "date", "month", "year", "number", "yes_no", "choice"]


class Level(IntEnum):
    """职务层次, highest first: a smaller number is a higher level (公务员法 arts 18-19)."""

    NATIONAL_CHIEF = 101
    NATIONAL_DEPUTY = 102
    PROVINCIAL_CHIEF = 103
    PROVINCIAL_DEPUTY = 104
    BUREAU_CHIEF = 105
    BUREAU_DEPUTY = 106
    DIVISION_CHIEF = 107
    DIVISION_DEPUTY = 108
    SECTION_CHIEF = 109
    SECTION_DEPUTY = 110
    SUBSECTION = 111
    STAFF = 112
    VILLAGE = 113


_LEVEL_NAMES = (
    "国家级正职 国家级副职 省部级正职 省部级副职 厅局级正职 厅局级副职 县处级正职 县处级副职"
    " 乡科级正职 乡科级副职 股级 科员 村社区"
)
LEVELS: Mapping[str, Level] = MappingProxyType(dict(zip(_LEVEL_NAMES.split(), Level, strict=True)))


class Column(NamedTuple):
    """One column: ``name`` (attribute), ``header`` (Chinese), type, and what may stand in it.

    ``refers`` names the sheets in which the value must occur when they are present; for an object
    code the sheet is chosen by the row's 对象类型. ``ends`` names the start column that this date
    must not precede.
    """

    name: str
    header: str
    type: ColumnType
    required: bool
    choices: tuple[str, ...]
    refers: tuple[str, ...]
    ends: tuple[str, ...]
    note_zh: str
    note_en: str


def column(
    header: str,
    type: ColumnType = "text",
    *,
    required: bool = False,
    choices: str = "",
    refers: str = "",
    ends: str = "",
    zh: str = "",
    en: str = "",
) -> Any:
    """Declare a field of a record kind as a column; required ones have no default."""
    described = Column(
        "",
        header,
        type,
        required,
        tuple(choices.split()),
        tuple(refers.split()),
        tuple(ends.split()),
        zh,
        en,
    )
    if required:
        return field(metadata={"column": described})
    return field(default=None, metadata={"column": described})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record; ``row`` is its line in the sheet (the header is 1), or its database key."""

    sheet: ClassVar[str]
    title_en: ClassVar[str]
    interval: ClassVar[tuple[str, str] | None] = None

    row: int


ACTIVITY_TYPES = (
    "专题党课 形势报告 中心组学习 中心组党章学习 支部党章学习 读书班 民主生活会 组织生活会 主题党日"
    " 支部党员大会 支委会 党小组会 民主评议党员 联系点走访 走访群众 调查研究 下基层调研"
    " 调研成果交流 调研报告 包村走访 领办民生实事 化解积案 理想信念教育 党委会 第一议题"
    " 述职述廉大会 选人用人报告"
    " 队伍建设报告 政治素质报告 接访 志愿服务 谈心谈话 警示通报 容错案例通报 月报 季报 季访 五访"
    " 报送培训计划 培训批次"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Row):
    """单位: an organ, township, village, branch or committee."""

    sheet = "单位"
    title_en = "Units"

    code: str = column("单位编码", "code", required=True, zh="唯一，文本", en="unique, text")
    name: str = column("单位名称", required=True)
    parent: str | None = column(
        "上级单位编码",
        "code",
        refers="单位",
        zh="党委留空即发文的党委",
        en="a 党委 without one is the committee that issued the rules",
    )
    category: str = column(
        "单位类别",
        "choice",
        required=True,
        choices="区直部门 街道 乡镇 园区 市直单位 国有企业 高等院校 事业单位 村 社区 党支部 党委",
    )
    chief_quota: int | None = column(
        "正职职数", "number", zh="核定领导职数", en="approved posts for heads"
    )
    deputy_quota: int | None = column(
        "副职职数", "number", zh="核定领导职数", en="approved posts for deputies"
    )
    township: str | None = column(
        "所属乡镇编码",
        "code",
        refers="单位",
        zh="村、社区填所属乡镇或街道",
        en="for a village or community: its township or street",
    )
    location: str | None = column("所在地", zh="省市县乡地名", en="place name")
    households: int | None = column("户数", "number", zh="户", en="households")
    members: int | None = column("党员数", "number", zh="人", en="Party members")
    grids: int | None = column("网格数", "number", zh="个", en="grids")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """干部: one official. Everything else about the person is a record of another kind."""

    sheet = "干部"
    title_en = "Officials"

    code: str = column("人员编码", "code", required=True, zh="唯一，文本", en="unique, text")
    name: str = column("姓名", required=True)
    sex: str = column("性别", "choice", required=True, choices="男 女")
    birth: date = column("出生年月", "date", required=True, zh="如 1975.03", en="such as 1975.03")
    ethnicity: str | None = column("民族")
    native_place: str | None = column("籍贯")
    birthplace: str | None = column("出生地")
    home_area: str | None = column("成长地", zh="留空时按出生地", en="if blank, 出生地 is used")
    politics: str | None = column(
        "政治面貌", zh="如 中共党员、中共预备党员、民盟盟员、群众", en="such as 中共党员, 群众"
    )
    joined_party: date | None = column("入党时间", "date")
    began_work: date | None = column("参加工作时间", "date")
    education: str | None = column("全日制学历")
    inservice_education: str | None = column("在职学历")
    speciality: str | None = column("专业")
    familiar_field: str | None = column("熟悉领域")
    staff_category: str | None = column(
        "人员类别",
        "choice",
        choices="公务员 参公 事业 企业 村社区",
        zh="留空按公务员管理",
        en="blank is treated as civil servant",
    )
    id_number: str | None = column("身份证号", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Row):
    """任职: a post held from ``start`` until the day before ``end``."""

    sheet = "任职"
    title_en = "Tenures"
    interval = ("start", "end")

    person: str = column("人员编码", "code", required=True, refers="干部")
    unit: str = column("单位编码", "code", required=True, refers="单位")
    title: str = column("职务名称", required=True)
    level: Level = column("职务层次", "choice", required=True, choices=" ".join(LEVELS))
    leading: bool = column("是否领导职务", "yes_no", required=True)
    chief: bool = column("是否正职", "yes_no", required=True)
    role: str | None = column(
        "职务类别", "choice", choices="党组织书记 行政主任 班子成员 内设机构 其他"
    )
    start: date = column("任职时间", "date", required=True)
    end: date | None = column(
        "免职时间", "date", ends="start", zh="留空即现任；当日起不再任职", en="blank: still held"
    )
    promoted: bool | None = column("是否提拔", "yes_no")
    charge: str | None = column("分管工作", zh="可写多项", en="free text, several allowed")
    term_start: date | None = column("任期开始", "date")
    term_end: date | None = column("任期结束", "date", ends="term_start start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Row):
    """培训: a class attended; it counts in full on its last day."""

    sheet = "培训"
    title_en = "Training"

    person: str = column("人员编码", "code", required=True, refers="干部")
    name: str = column("班次名称", required=True)
    mode: str = column(
        "培训方式", "choice", required=True, choices="脱产 网络 中心组 自学 党性教育 专题班"
    )
    start: date = column("开始日期", "date", required=True)
    end: date = column("结束日期", "date", required=True, ends="start")
    hours: int | None = column("学时", "number", zh="小时", en="hours")
    credits: int | None = column("学分", "number", zh="分", en="points")
    host: str | None = column("主办层级", "choice", choices="中央 省 市 县 乡 单位")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal(Row):
    """考核: the result of one appraisal of a person or unit for a year."""

    sheet = "考核"
    title_en = "Appraisals"

    subject_type: str = column("对象类型", "choice", required=True, choices="干部 单位")
    subject: str = column("对象编码", "code", required=True, refers="干部 单位")
    year: int = column("年度", "year", required=True)
    type: str = column("考核类型", "choice", required=True, choices="年度 平时 专项 任期")
    grade: str | None = column("等次", "choice", choices="优秀 称职 基本称职 不称职")
    score: int | None = column("得分", "number", zh="分", en="points")
    rank: int | None = column("排名", "number", zh="同类单位中的名次", en="place among its peers")
    own_fault: bool | None = column(
        "主观原因确认",
        "yes_no",
        zh="组织考察确认系主观因素造成",
        en="vetting confirmed that the cause lay with the unit",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Row):
    """测评: the tally of one evaluation or recommendation vote."""

    sheet = "测评"
    title_en = "Evaluations"

    subject_type: str = column("对象类型", "choice", required=True, choices="干部 单位")
    subject: str = column("对象编码", "code", required=True, refers="干部 单位")
    day: date = column("日期", "date", required=True)
    type: str = column(
        "测评类型", "choice", required=True, choices="民主测评 民主推荐 一报告两评议 双向评价"
    )
    entitled: int | None = column("应到", "number", zh="人", en="persons")
    issued: int | None = column("发出票", "number", zh="张", en="ballots")
    returned: int | None = column("收回票", "number", zh="张", en="ballots")
    excellent: int | None = column("优秀", "number", zh="票", en="votes")
    competent: int | None = column("称职", "number", zh="票", en="votes")
    basic: int | None = column("基本称职", "number", zh="票", en="votes")
    incompetent: int | None = column("不称职", "number", zh="票", en="votes")
    abstained: int | None = column("弃权", "number", zh="票", en="votes")
    recommended: int | None = column("推荐票", "number", zh="票", en="votes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Row):
    """活动: something done on a day, counted in the unit of its type."""

    sheet = "活动"
    title_en = "Activities"

    subject_type: str = column("对象类型", "choice", required=True, choices="干部 单位")
    subject: str = column("对象编码", "code", required=True, refers="干部 单位")
    type: str = column("活动类型", "choice", required=True, choices=ACTIVITY_TYPES)
    day: date = column("日期", "date", required=True)
    quantity: int | None = column(
        "数量",
        "number",
        zh="中心组学习、下基层调研为天，走访群众为户，志愿服务为小时，其余为次；留空为1",
        en="days, households, hours or times, by type; blank is 1",
    )
    place: str | None = column(
        "单位地点编码",
        "code",
        refers="单位",
        zh="包村走访填村（社区）编码",
        en="for 包村走访: the village or community",
    )
    note: str | None = column("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision(Row):
    """监督: a matter of supervision or care concerning one person."""

    sheet = "监督"
    title_en = "Supervision"

    person: str = column("人员编码", "code", required=True, refers="干部")
    type: str = column(
        "事项类型",
        "choice",
        required=True,
        choices=(
            "提醒 函询 诫勉 通报批评 个人事项报告 抽查核实 经济责任审计 选人用人检查 离任检查"
            " 述职述廉 任前廉政谈话 谈心谈话 会议缺席 请假 外出 停职"
        ),
    )
    day: date = column("日期", "date", required=True)
    until: date | None = column("截止日期", "date", ends="day")
    result: str | None = column("结果")
    approved: bool | None = column(
        "是否批准", "yes_no", zh="留空为未知，不作不利认定", en="blank is unknown, never adverse"
    )
    note: str | None = column("说明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Row):
    """奖惩: an honour or a sanction."""

    sheet = "奖惩"
    title_en = "Awards and sanctions"

    subject_type: str = column("对象类型", "choice", required=True, choices="干部 单位")
    subject: str = column("对象编码", "code", required=True, refers="干部 单位")
    type: str = column(
        "类型", "choice", required=True, choices="表彰 嘉奖 记功 荣誉称号 党纪处分 政务处分"
    )
    name: str = column("名称", required=True)
    level: str | None = column("授予层级", "choice", choices="中央 省 市 区 单位")
    day: date = column("日期", "date", required=True)
    influence_until: date | None = column(
        "影响期截止",
        "date",
        ends="day",
        zh="当日起不再影响",
        en="no longer in effect from that day",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Row):
    """项目: a practice programme or key project."""

    sheet = "项目"
    title_en = "Projects"
    interval = ("start", "end")

    code: str = column("项目编码", "code", required=True, zh="唯一，文本", en="unique, text")
    name: str = column("名称", required=True)
    category: str | None = column(
        "类别", "choice", choices="上挂 信访 沿海 园区 村社区 重点项目 援派"
    )
    target: int | None = column("目标人数", "number", zh="人", en="persons")
    start: date | None = column("开始日期", "date")
    end: date | None = column("结束日期", "date", ends="start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Secondment(Row):
    """锻炼: practice at the grass roots, upward, or on a project."""

    sheet = "锻炼"
    title_en = "Secondments"
    interval = ("start", "end")

    person: str = column("人员编码", "code", required=True, refers="干部")
    project: str | None = column("项目编码", "code", refers="项目")
    mode: str = column(
        "方式", "choice", required=True, choices="上挂 下派 双向挂职 跟班学习 驻村 援派 项目一线"
    )
    unit_name: str | None = column("单位名称")
    start: date = column("开始日期", "date", required=True)
    end: date | None = column("结束日期", "date", ends="start")
    grade: str | None = column("鉴定等次")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve(Row):
    """后备: membership of a reserve pool."""

    sheet = "后备"
    title_en = "Reserve pools"
    interval = ("start", "end")

    pool: str = column("池名称", required=True)
    person: str = column("人员编码", "code", required=True, refers="干部")
    start: date = column("入池日期", "date", required=True)
    end: date | None = column("出池日期", "date", ends="start")
    reason: str | None = column("出池原因")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Row):
    """家庭: a declared family member; used for recusal only, never for appraisal."""

    sheet = "家庭"
    title_en = "Family"

    person: str = column("人员编码", "code", required=True, refers="干部")
    relation: str = column("称谓", required=True)
    name: str = column("姓名", required=True)
    birth: date | None = column("出生年月", "date")
    politics: str | None = column("政治面貌")
    work: str | None = column("工作单位及职务")
    in_business: bool | None = column("是否经商办企业", "yes_no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Row):
    """清单: an item of an action list."""

    sheet = "清单"
    title_en = "Action lists"

    type: str = column(
        "清单类型",
        "choice",
        required=True,
        choices="批示 问题 整改 承诺 民生实事 积案 调研课题 专项整治",
    )
    number: str = column("编号", "code", required=True, zh="同类清单内唯一", en="unique")
    matter: str = column("事项", required=True)
    source: str | None = column("来源")
    lead_unit: str | None = column("牵头单位编码", "code", refers="单位")
    owner: str | None = column("责任人编码", "code", refers="干部")
    assigned: date = column("交办日期", "date", required=True)
    deadline: date | None = column("截止日期", "date", ends="assigned")
    closed: date | None = column("办结日期", "date", ends="assigned")
    answered: date | None = column("回复日期", "date", ends="assigned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Row):
    """包联: responsibility for a township, or a contact point."""

    sheet = "包联"
    title_en = "Contact points"
    interval = ("start", "end")

    person: str = column("人员编码", "code", required=True, refers="干部")
    type: str = column("类型", "choice", required=True, choices="包乡 联系点")
    unit: str = column("单位编码", "code", required=True, refers="单位")
    start: date = column("开始日期", "date", required=True)
    end: date | None = column("结束日期", "date", ends="start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook(Row):
    """制度: a unit's rules, lists or division of work on file."""

    sheet = "制度"
    title_en = "Rules on file"
    interval = ("start", "end")

    unit: str = column("单位编码", "code", required=True, refers="单位")
    type: str = column(
        "制度类别", "choice", required=True, choices="议事规则 权力清单 责任清单 分工文件"
    )
    start: date = column("生效日期", "date", required=True)
    end: date | None = column("失效日期", "date", ends="start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay(Row):
    """工资: what one payer paid a person for one month; ``month`` is its first day."""

    sheet = "工资"
    title_en = "Payroll"

    person: str = column("人员编码", "code", required=True, refers="干部")
    month: date = column("月份", "month", required=True, zh="如 2025.03", en="such as 2025.03")
    payer: str = column("发薪单位编码", "code", required=True, refers="单位")
    amount: int | None = column("应发", "number", zh="元", en="yuan")
    attendance: int | None = column("出勤天数", "number", zh="天", en="days")


KINDS: tuple[type[Row], ...] = (
    Unit,
    Person,
    Tenure,
    Training,
    Appraisal,
    Evaluation,
    Activity,
    Supervision,
    Award,
    Project,
    Secondment,
    Reserve,
    Family,
    Duty,
    Contact,
    Rulebook,
    Pay,
)

SHEETS: Mapping[str, type[Row]] = MappingProxyType({kind.sheet: kind for kind in KINDS})


def columns(kind: type[Row]) -> tuple[Column, ...]:
    """The columns of a kind, in the order of its fields."""
    return tuple(
        item.metadata["column"]._replace(name=item.name)
        for item in fields(kind)
        if "column" in item.metadata
    )
