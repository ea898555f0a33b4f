"""Records that mirror the sheets of the exchange workbook, one model for each kind.

Columns have the names of ``quanheng.norms.kinds``; a test holds them equal. Where a kind names a
subject, the model has ``person`` or ``unit``.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds
from quanheng.office.records.models.anchors import Person, Programme, Unit
from quanheng.office.records.models.record import (
    Record,
    choices,
    ends_after_it_starts,
    not_negative,
    number,
    one_subject,
    text,
)

LEVELS = [(level.value, name) for name, level in kinds.LEVELS.items()]


def about(model: type[models.Model], *, optional: bool = False) -> "models.ForeignKey":  # type: ignore[type-arg]
    """The person, unit or programme that a record is about or refers to."""
    return models.ForeignKey(
        model, models.PROTECT, null=optional, blank=optional, related_name="%(class)ss"
    )


def other(model: type[models.Model]) -> "models.ForeignKey":  # type: ignore[type-arg]
    """Another unit or programme that a record may name."""
    return models.ForeignKey(model, models.PROTECT, null=True, blank=True, related_name="+")


def chosen(kind: type[kinds.Row], name: str, label: object, *, optional: bool = False):  # type: ignore[no-untyped-def]
    """A column with a closed list of values."""
    listed = choices(kind, name)
    return models.CharField(
        label, max_length=20, choices=listed, null=optional, blank=optional
    )


class UnitParticulars(Record):
    """单位: what the file says of a unit."""

    kind = kinds.Unit
    key = ("unit",)

    unit = about(Unit)
    name = models.CharField(_("单位名称"), max_length=120)
    parent = other(Unit)
    category = chosen(kinds.Unit, "category", _("单位类别"))
    chief_quota = number(_("正职职数"))
    deputy_quota = number(_("副职职数"))
    township = other(Unit)
    location = text(_("所在地"))
    households = number(_("户数"))
    members = number(_("党员数"))
    grids = number(_("网格数"))

    class Meta(Record.Meta):
        verbose_name = _("单位")
        constraints = not_negative("chief_quota", "deputy_quota", "households", "members", "grids")


class Particulars(Record):
    """干部: what the file says of a person; most key facts stand here."""

    kind = kinds.Person
    key = ("person",)

    person = about(Person)
    name = models.CharField(_("姓名"), max_length=60)
    sex = chosen(kinds.Person, "sex", _("性别"))
    birth = models.DateField(_("出生年月"))
    ethnicity = text(_("民族"), 40)
    native_place = text(_("籍贯"))
    birthplace = text(_("出生地"))
    home_area = text(_("成长地"))
    politics = text(_("政治面貌"), 40)
    joined_party = models.DateField(_("入党时间"), null=True, blank=True)
    began_work = models.DateField(_("参加工作时间"), null=True, blank=True)
    education = text(_("全日制学历"))
    inservice_education = text(_("在职学历"))
    speciality = text(_("专业"))
    familiar_field = text(_("熟悉领域"))
    staff_category = chosen(kinds.Person, "staff_category", _("人员类别"), optional=True)

    class Meta(Record.Meta):
        verbose_name = _("干部基本情况")


class Tenure(Record):
    """任职: a post held from ``start`` until the day before ``end``."""

    kind = kinds.Tenure
    key = ("person", "unit", "title", "start")

    person = about(Person)
    unit = about(Unit)
    title = models.CharField(_("职务名称"), max_length=120)
    level = models.PositiveSmallIntegerField(_("职务层次"), choices=LEVELS)
    leading = models.BooleanField(_("是否领导职务"))
    chief = models.BooleanField(_("是否正职"))
    role = chosen(kinds.Tenure, "role", _("职务类别"), optional=True)
    start = models.DateField(_("任职时间"))
    end = models.DateField(_("免职时间"), null=True, blank=True)
    promoted = models.BooleanField(_("是否提拔"), null=True)
    charge = text(_("分管工作"), 500)
    term_start = models.DateField(_("任期开始"), null=True, blank=True)
    term_end = models.DateField(_("任期结束"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("任职")
        indexes = [models.Index(fields=["unit", "start", "end"], name="tenure_at_unit")]
        constraints = [
            ends_after_it_starts(),
            ends_after_it_starts("term_start", "term_end"),
        ]


class Training(Record):
    """培训: a class attended."""

    kind = kinds.Training
    key = ("person", "name", "start")

    person = about(Person)
    name = models.CharField(_("班次名称"), max_length=200)
    mode = chosen(kinds.Training, "mode", _("培训方式"))
    start = models.DateField(_("开始日期"))
    end = models.DateField(_("结束日期"))
    hours = number(_("学时"))
    credits = number(_("学分"))
    host = chosen(kinds.Training, "host", _("主办层级"), optional=True)

    class Meta(Record.Meta):
        verbose_name = _("培训")
        constraints = [ends_after_it_starts(), *not_negative("hours", "credits")]


class Appraisal(Record):
    """考核: the result of one appraisal for a year."""

    kind = kinds.Appraisal
    key = ("person", "unit", "year", "type")

    person = about(Person, optional=True)
    unit = about(Unit, optional=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    type = chosen(kinds.Appraisal, "type", _("考核类型"))
    grade = chosen(kinds.Appraisal, "grade", _("等次"), optional=True)
    score = number(_("得分"))
    rank = number(_("排名"))
    own_fault = models.BooleanField(_("主观原因确认"), null=True)

    class Meta(Record.Meta):
        verbose_name = _("考核")
        constraints = [one_subject(), *not_negative("score", "rank")]


class Evaluation(Record):
    """测评: the tally of one evaluation or recommendation vote."""

    kind = kinds.Evaluation
    key = ("person", "unit", "day", "type")

    person = about(Person, optional=True)
    unit = about(Unit, optional=True)
    day = models.DateField(_("日期"))
    type = chosen(kinds.Evaluation, "type", _("测评类型"))
    entitled = number(_("应到"))
    issued = number(_("发出票"))
    returned = number(_("收回票"))
    excellent = number(_("优秀"))
    competent = number(_("称职"))
    basic = number(_("基本称职"))
    incompetent = number(_("不称职"))
    abstained = number(_("弃权"))
    recommended = number(_("推荐票"))

    class Meta(Record.Meta):
        verbose_name = _("测评")
        constraints = [
            one_subject(),
            *not_negative(
                "entitled", "issued", "returned", "excellent", "competent", "basic",
                "incompetent", "abstained", "recommended",
            ),
            models.CheckConstraint(
                name="evaluation_recommended_within_returned",
                condition=Q(returned=None)
                | Q(recommended=None)
                | Q(recommended__lte=F("returned")),
            ),
        ]  # fmt: skip


class Activity(Record):
    """活动: something done on a day."""

    kind = kinds.Activity
    key = ("person", "unit", "type", "day", "place")

    person = about(Person, optional=True)
    unit = about(Unit, optional=True)
    type = chosen(kinds.Activity, "type", _("活动类型"))
    day = models.DateField(_("日期"))
    quantity = number(_("数量"))
    place = other(Unit)
    note = text(_("说明"), 500)

    class Meta(Record.Meta):
        verbose_name = _("活动")
        constraints = [one_subject(), *not_negative("quantity")]


class Supervision(Record):
    """监督: a matter of supervision or care concerning one person."""

    kind = kinds.Supervision
    key = ("person", "type", "day")

    person = about(Person)
    type = chosen(kinds.Supervision, "type", _("事项类型"))
    day = models.DateField(_("日期"))
    until = models.DateField(_("截止日期"), null=True, blank=True)
    result = text(_("结果"))
    approved = models.BooleanField(_("是否批准"), null=True)
    note = text(_("说明"), 500)

    class Meta(Record.Meta):
        verbose_name = _("监督")
        constraints = [ends_after_it_starts("day", "until")]


class Award(Record):
    """奖惩: an honour or a sanction."""

    kind = kinds.Award
    key = ("person", "unit", "type", "name", "day")

    person = about(Person, optional=True)
    unit = about(Unit, optional=True)
    type = chosen(kinds.Award, "type", _("类型"))
    name = models.CharField(_("名称"), max_length=200)
    level = chosen(kinds.Award, "level", _("授予层级"), optional=True)
    day = models.DateField(_("日期"))
    influence_until = models.DateField(_("影响期截止"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("奖惩")
        constraints = [one_subject(), ends_after_it_starts("day", "influence_until")]


class ProgrammeParticulars(Record):
    """项目: what the file says of a programme."""

    kind = kinds.Project
    key = ("programme",)

    programme = about(Programme)
    name = models.CharField(_("名称"), max_length=120)
    category = chosen(kinds.Project, "category", _("类别"), optional=True)
    target = number(_("目标人数"))
    start = models.DateField(_("开始日期"), null=True, blank=True)
    end = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("项目")
        constraints = [ends_after_it_starts(), *not_negative("target")]


class Secondment(Record):
    """锻炼: practice at the grass roots, upward, or on a project."""

    kind = kinds.Secondment
    key = ("person", "mode", "start", "project")

    person = about(Person)
    project = other(Programme)
    mode = chosen(kinds.Secondment, "mode", _("方式"))
    unit_name = text(_("单位名称"))
    start = models.DateField(_("开始日期"))
    end = models.DateField(_("结束日期"), null=True, blank=True)
    grade = text(_("鉴定等次"), 40)

    class Meta(Record.Meta):
        verbose_name = _("锻炼")
        constraints = [ends_after_it_starts()]


class Reserve(Record):
    """后备: membership of a reserve pool."""

    kind = kinds.Reserve
    key = ("pool", "person", "start")

    pool = models.CharField(_("池名称"), max_length=120)
    person = about(Person)
    start = models.DateField(_("入池日期"))
    end = models.DateField(_("出池日期"), null=True, blank=True)
    reason = text(_("出池原因"))

    class Meta(Record.Meta):
        verbose_name = _("后备")
        constraints = [ends_after_it_starts()]


class Family(Record):
    """家庭: a declared family member; used for recusal only, never for appraisal."""

    kind = kinds.Family
    key = ("person", "relation", "name")

    person = about(Person)
    relation = models.CharField(_("称谓"), max_length=40)
    name = models.CharField(_("姓名"), max_length=60)
    birth = models.DateField(_("出生年月"), null=True, blank=True)
    politics = text(_("政治面貌"), 40)
    work = text(_("工作单位及职务"))
    in_business = models.BooleanField(_("是否经商办企业"), null=True)

    class Meta(Record.Meta):
        verbose_name = _("家庭")


class Duty(Record):
    """清单: an item of an action list."""

    kind = kinds.Duty
    key = ("type", "number")

    type = chosen(kinds.Duty, "type", _("清单类型"))
    number = models.CharField(_("编号"), max_length=60)
    matter = models.CharField(_("事项"), max_length=500)
    source_list = text(_("来源"))
    lead_unit = other(Unit)
    owner = about(Person, optional=True)
    assigned = models.DateField(_("交办日期"))
    deadline = models.DateField(_("截止日期"), null=True, blank=True)
    closed = models.DateField(_("办结日期"), null=True, blank=True)
    answered = models.DateField(_("回复日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("清单")
        verbose_name_plural = _("清单")
        constraints = [
            ends_after_it_starts("assigned", "deadline"),
            ends_after_it_starts("assigned", "closed"),
            ends_after_it_starts("assigned", "answered"),
        ]


class Contact(Record):
    """包联: responsibility for a township, or a contact point."""

    kind = kinds.Contact
    key = ("person", "type", "unit", "start")

    person = about(Person)
    type = chosen(kinds.Contact, "type", _("类型"))
    unit = about(Unit)
    start = models.DateField(_("开始日期"))
    end = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("包联")
        constraints = [ends_after_it_starts()]


class Rulebook(Record):
    """制度: a unit's rules, lists or division of work on file."""

    kind = kinds.Rulebook
    key = ("unit", "type", "start")

    unit = about(Unit)
    type = chosen(kinds.Rulebook, "type", _("制度类别"))
    start = models.DateField(_("生效日期"))
    end = models.DateField(_("失效日期"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("制度")
        constraints = [ends_after_it_starts()]


class Pay(Record):
    """工资: what one payer paid a person for one month."""

    kind = kinds.Pay
    key = ("person", "month", "payer")

    person = about(Person)
    month = models.DateField(_("月份"))
    payer = other(Unit)
    amount = number(_("应发"))
    attendance = number(_("出勤天数"))

    class Meta(Record.Meta):
        verbose_name = _("工资")
        constraints = not_negative("amount", "attendance")
