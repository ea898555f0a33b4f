"""What the file says of units and programmes: particulars, action lists, rules, posts, staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds
from quanheng.office.records.models.anchors import Person, Programme, Unit
from quanheng.office.records.models.columns import (
    LEVEL_CHOICES,
    about,
    chosen,
    day,
    in_words,
    number,
    other,
    picked,
    text,
)
from quanheng.office.records.models.constraints import (
    listed,
    not_before,
    not_blank,
    of_kind,
    of_records,
    once,
)
from quanheng.office.records.models.record import Record

STAFFING = in_words("行政编制 事业编制 参公编制 工勤编制 企业")


class UnitParticulars(Record):
    """单位: what the file says of a unit."""

    kind = kinds.Unit
    key = ("unit",)

    unit = about(Unit, _("单位"))
    name = models.CharField(_("单位名称"), max_length=200)
    parent = other(Unit, _("上级单位"))
    category = chosen(kinds.Unit, "category", _("单位类别"))
    chief_quota = number(_("正职职数"))
    deputy_quota = number(_("副职职数"))
    township = other(Unit, _("所属乡镇"))
    location = text(_("所在地"))
    households = number(_("户数"))
    members = number(_("党员数"))
    grids = number(_("网格数"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("单位情况")
        constraints = [*of_kind(kinds.Unit), once("unit")]


class ProgrammeParticulars(Record):
    """项目: what the file says of a programme."""

    kind = kinds.Project
    key = ("programme",)
    interval = ("start", "end")

    programme = about(Programme, _("项目"))
    name = models.CharField(_("名称"), max_length=200)
    category = chosen(kinds.Project, "category", _("类别"), optional=True)
    target = number(_("目标人数"))
    start = day(_("开始日期"))
    end = day(_("结束日期"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("项目")
        constraints = [*of_kind(kinds.Project), once("programme")]


class Duty(Record):
    """清单: an item of an action list."""

    kind = kinds.Duty
    key = ("type", "number")

    type = chosen(kinds.Duty, "type", _("清单类型"))
    number = models.CharField(_("编号"), max_length=60)
    matter = models.CharField(_("事项"), max_length=1000)
    source_list = text(_("来源"))
    lead_unit = other(Unit, _("牵头单位"))
    owner = about(Person, _("责任人"), optional=True)
    assigned = models.DateField(_("交办日期"))
    deadline = day(_("截止日期"))
    closed = day(_("办结日期"))
    answered = day(_("回复日期"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("清单")
        indexes = [models.Index(fields=["lead_unit"], name="duty_of_unit")]
        constraints = [*of_kind(kinds.Duty, source="source_list"), once("type", "number")]


class Rulebook(Record):
    """制度: a unit's rules, lists or division of work on file."""

    kind = kinds.Rulebook
    key = ("unit", "type", "start")
    interval = ("start", "end")

    unit = about(Unit, _("单位"))
    type = chosen(kinds.Rulebook, "type", _("制度类别"))
    start = models.DateField(_("生效日期"))
    end = day(_("失效日期"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("制度")
        constraints = of_kind(kinds.Rulebook)


class Post(Record):
    """职位: a post that the establishment plan gives a unit, with the number of its holders."""

    interval = ("start", "end")

    unit = about(Unit, _("单位"))
    title = models.CharField(_("职位名称"), max_length=200)
    level = models.PositiveSmallIntegerField(_("职务层次"), choices=LEVEL_CHOICES)
    leading = models.BooleanField(_("是否领导职务"))
    quota = models.PositiveSmallIntegerField(_("职数"))
    start = models.DateField(_("核定日期"))
    end = day(_("失效日期"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("职数核定")
        constraints = [
            *of_records(),
            not_before("end", "start"),
            not_blank("title"),
            listed("level", [value for value, _name in LEVEL_CHOICES], optional=False),
        ]


class Establishment(Record):
    """编制: how many staff of a kind a unit may have."""

    interval = ("start", "end")

    unit = about(Unit, _("单位"))
    type = picked(STAFFING, _("编制类别"))
    quota = models.PositiveIntegerField(_("编制数"))
    start = models.DateField(_("核定日期"))
    end = day(_("失效日期"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("编制")
        constraints = [
            *of_records(),
            not_before("end", "start"),
            listed("type", [value for value, _name in STAFFING], optional=False),
        ]
