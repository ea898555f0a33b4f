"""What a person or a unit has done, and how it was judged."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds
from quanheng.office.records.models.anchors import Person, Unit
from quanheng.office.records.models.columns import about, chosen, number, other, text
from quanheng.office.records.models.columns import day as optional_day
from quanheng.office.records.models.constraints import named, of_kind, once, one_subject
from quanheng.office.records.models.record import Record

VOTES = ("excellent", "competent", "basic", "incompetent", "abstained")


class Appraisal(Record):
    """考核: the result of one appraisal for a year."""

    kind = kinds.Appraisal
    key = ("person", "unit", "year", "type")

    person = about(Person, _("干部"), optional=True)
    unit = about(Unit, _("单位"), optional=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    type = chosen(kinds.Appraisal, "type", _("考核类型"))
    grade = chosen(kinds.Appraisal, "grade", _("等次"), optional=True)
    score = number(_("得分"))
    rank = number(_("排名"))
    own_fault = models.BooleanField(_("主观原因确认"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("考核")
        constraints = [
            *of_kind(kinds.Appraisal),
            one_subject(),
            once("person", "year", "type"),
            once("unit", "year", "type"),
        ]


class Evaluation(Record):
    """测评: the tally of one evaluation or recommendation vote."""

    kind = kinds.Evaluation
    key = ("person", "unit", "day", "type")

    person = about(Person, _("干部"), optional=True)
    unit = about(Unit, _("单位"), optional=True)
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
        verbose_name = verbose_name_plural = _("测评")
        constraints = [
            *of_kind(kinds.Evaluation),
            one_subject(),
            named(
                "recommended_within_returned",
                Q(returned=None) | Q(recommended=None) | Q(recommended__lte=F("returned")),
                _("收回票不能少于推荐票。"),
            ),
            named(
                "votes_within_returned",
                Q(returned=None)
                | Q(
                    returned__gte=sum(
                        (Coalesce(F(vote), Value(0, models.DecimalField())) for vote in VOTES[1:]),
                        Coalesce(F(VOTES[0]), Value(0, models.DecimalField())),
                    )
                ),
                _("收回票不能少于各等次票与弃权票之和。"),
            ),
        ]


class Activity(Record):
    """活动: something done on a day."""

    kind = kinds.Activity
    key = ("person", "unit", "type", "day", "place")

    person = about(Person, _("干部"), optional=True)
    unit = about(Unit, _("单位"), optional=True)
    type = chosen(kinds.Activity, "type", _("活动类型"))
    day = models.DateField(_("日期"))
    quantity = number(_("数量"))
    place = other(Unit, _("单位地点"))
    note = text(_("说明"), 1000)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("活动")
        constraints = [*of_kind(kinds.Activity), one_subject()]


class Supervision(Record):
    """监督: a matter of supervision or care concerning one person."""

    kind = kinds.Supervision
    key = ("person", "type", "day")

    person = about(Person, _("干部"))
    type = chosen(kinds.Supervision, "type", _("事项类型"))
    day = models.DateField(_("日期"))
    until = optional_day(_("截止日期"))
    result = text(_("结果"))
    approved = models.BooleanField(_("是否批准"), null=True, blank=True)
    note = text(_("说明"), 1000)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("监督")
        constraints = of_kind(kinds.Supervision)


class Award(Record):
    """奖惩: an honour or a sanction."""

    kind = kinds.Award
    key = ("person", "unit", "type", "name", "day")

    person = about(Person, _("干部"), optional=True)
    unit = about(Unit, _("单位"), optional=True)
    type = chosen(kinds.Award, "type", _("类型"))
    name = models.CharField(_("名称"), max_length=200)
    level = chosen(kinds.Award, "level", _("授予层级"), optional=True)
    day = models.DateField(_("日期"))
    influence_until = optional_day(_("影响期截止"))

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = _("奖惩")
        constraints = [*of_kind(kinds.Award), one_subject()]
