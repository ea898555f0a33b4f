"""Teams: what their make-up should be, what they need, what was found of them, who is to move."""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.models.columns import LEVEL_CHOICES
from quanheng.office.selection.models.rows import UnitRows, Written, account


def team_of() -> "models.ForeignKey[Any, Any]":
    """The unit whose team a row is about."""
    return models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))


def ends_after(name: str) -> models.CheckConstraint:
    """What holds from a day on ends after it."""
    return models.CheckConstraint(
        name=f"{name}_ends_after_it_starts", condition=Q(until=None) | Q(until__gte=F("since"))
    )


class TeamTarget(models.Model):
    """How many of a team should be of a category, from a day on; a share is in whole percent.

    A target is replaced by a later one, never edited; ``until`` is the first day it holds no more.
    """

    class Dimension(models.TextChoices):
        """What the make-up of a team is looked at by."""

        AGE = "age", _("年龄")
        EDUCATION = "education", _("学历")
        TENURE = "tenure", _("任现职年限")
        SEX = "sex", _("性别")
        ETHNICITY = "ethnicity", _("民族")
        POLITICS = "politics", _("政治面貌")

    unit = team_of()
    dimension = models.CharField(_("方面"), max_length=12, choices=Dimension.choices)
    category = models.CharField(_("类别"), max_length=20)
    at_least = models.PositiveSmallIntegerField(_("不少于"), null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(_("不多于"), null=True, blank=True)
    share = models.BooleanField(_("按比例（%）"), default=False)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=300)
    by = account(_("设定人"))
    at = models.DateTimeField(_("设定时间"))

    objects = UnitRows.as_manager()

    class Meta:
        ordering = ("dimension", "category", "-since", "-pk")
        verbose_name = verbose_name_plural = _("班子结构目标")
        constraints = [
            models.CheckConstraint(
                name="teamtarget_says_something",
                condition=Q(at_least__isnull=False) | Q(at_most__isnull=False),
            ),
            models.CheckConstraint(
                name="teamtarget_most_not_below_least",
                condition=Q(at_least=None) | Q(at_most=None) | Q(at_most__gte=F("at_least")),
            ),
            models.CheckConstraint(
                name="teamtarget_share_is_a_part",
                condition=Q(share=False)
                | (Q(at_least=None) | Q(at_least__lte=100))
                & (Q(at_most=None) | Q(at_most__lte=100)),
            ),
            models.UniqueConstraint(
                fields=["unit", "dimension", "category"],
                condition=Q(until=None),
                name="teamtarget_one_in_force",
            ),
            ends_after("teamtarget"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_dimension_display()} {self.category}"


class FieldNeed(models.Model):
    """How many members of a team should know a field, from a day on."""

    unit = team_of()
    field = models.CharField(_("领域"), max_length=40)
    number = models.PositiveSmallIntegerField(_("需要人数"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=300)
    by = account(_("设定人"))
    at = models.DateTimeField(_("设定时间"))

    objects = UnitRows.as_manager()

    class Meta:
        ordering = ("field", "-since", "-pk")
        verbose_name = verbose_name_plural = _("班子专业需求")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "field"], condition=Q(until=None), name="fieldneed_one_in_force"
            ),
            models.CheckConstraint(name="fieldneed_somebody", condition=Q(number__gte=1)),
            ends_after("fieldneed"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.field}"


class FieldStep(models.Model):
    """What is done to close a gap in a field."""

    class Way(models.TextChoices):
        """The ways there are."""

        SELECTION = "selection", _("选拔配备")
        TRAINING = "training", _("菜单式培训")
        RECRUITMENT = "recruitment", _("公开招考招聘")
        ADVISER = "adviser", _("聘请技术顾问")

    unit = team_of()
    field = models.CharField(_("领域"), max_length=40)
    way = models.CharField(_("途径"), max_length=12, choices=Way.choices)
    text = models.CharField(_("措施"), max_length=500)
    on = models.DateField(_("日期"))
    by = account(_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    objects = UnitRows.as_manager()

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = verbose_name_plural = _("补短板措施")

    def __str__(self) -> str:
        return f"{self.unit} {self.field} {self.get_way_display()}"


class TeamAnalysis(Written):
    """分析研判: what was found of a team on a day, with the figures of that day."""

    unit = team_of()
    running = models.TextField(_("班子运行情况"))
    strengths = models.TextField(_("主要优点"))
    problems = models.TextField(_("存在问题"))
    suggestions = models.TextField(_("调整建议"))

    objects = UnitRows.as_manager()

    class Meta(Written.Meta):
        ordering = ("-on", "-pk")
        verbose_name = verbose_name_plural = _("班子分析研判")

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"


class PostNeed(Written):
    """职位需求分析: a post to fill, why it is vacant, what the team lacks, what it asks."""

    unit = team_of()
    title = models.CharField(_("职位"), max_length=200)
    level = models.PositiveSmallIntegerField(_("职务层次"), choices=LEVEL_CHOICES)
    chief = models.BooleanField(_("正职"), default=False)
    vacancy = models.TextField(_("空缺原因"))
    lacks = models.TextField(_("班子所缺"))
    asks = models.TextField(_("任职要求"))

    objects = UnitRows.as_manager()

    class Meta(Written.Meta):
        ordering = ("-chief", "-on", "-pk")
        verbose_name = verbose_name_plural = _("职位需求分析")

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"


class FitRows(models.QuerySet[Any]):
    """Opinions on whether a person fits a post."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those on people and posts that an account may see, but none on the account's own."""
        needs = PostNeed.objects.visible_to(user).order_by().values("pk")
        people = Person.objects.visible_to(user).order_by().values("pk")
        found = self.filter(need__in=needs, person__in=people)
        own = getattr(user, "person_code", None)
        return found.exclude(person__code=own) if own else found


class PostFit(Written):
    """人岗匹配评估意见: what somebody finds of a person for a post; facts, questions, no score."""

    need = models.ForeignKey(
        PostNeed, models.PROTECT, related_name="fits", verbose_name=_("职位需求")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("干部"))
    questions = models.TextField(_("待核实的问题"), blank=True)
    opinion = models.TextField(_("评估意见"))

    objects = FitRows.as_manager()

    class Meta(Written.Meta):
        ordering = ("person__pinyin", "-pk")
        verbose_name = verbose_name_plural = _("人岗匹配评估意见")

    def __str__(self) -> str:
        return f"{self.person} {self.need.title}"


class ExchangeRows(models.QuerySet[Any]):
    """Lines of the plan of exchanges."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those on people whose teams an account may see."""
        people = Person.objects.visible_to(user, Power.SEE_TEAMS).order_by()
        return self.filter(person__in=people.values("pk"))

    def with_done(self) -> Self:
        """With ``done_on``: the day on which another post began after the line was written."""
        moved = (
            Tenure.objects.current()
            .filter(person=models.OuterRef("person"), start__gt=models.OuterRef("on"))
            .exclude(
                unit=models.OuterRef("post__unit"),
                title=models.OuterRef("post__title"),
            )
            .order_by("start", "pk")
            .values("start")[:1]
        )
        return self.annotate(done_on=models.Subquery(moved))


class ExchangeLine(models.Model):
    """A line of the plan of a year: who is to move, of which kind, and why.

    It is done when another post begins; ``dropped_on`` is the day on which it was taken back.
    """

    class Kind(models.TextChoices):
        """The four kinds of exchange."""

        TERM = "term", _("任期交流")
        RECUSAL = "recusal", _("回避交流")
        POST = "post", _("岗位交流")
        WORK = "work", _("工作交流")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("干部"))
    post = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("现任职务"))
    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices)
    why = models.CharField(_("理由"), max_length=300)
    on = models.DateField(_("列入日期"))
    by = account(_("列入人"))
    at = models.DateTimeField(_("列入时间"))
    dropped_on = models.DateField(_("撤出日期"), null=True, blank=True)
    dropped_why = models.CharField(_("撤出理由"), max_length=300, blank=True)

    objects = ExchangeRows.as_manager()

    class Meta:
        ordering = ("-year", "person__pinyin", "pk")
        verbose_name = verbose_name_plural = _("交流计划")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(dropped_on=None),
                name="exchangeline_once_a_year",
            ),
            models.CheckConstraint(
                name="exchangeline_dropped_with_a_reason",
                condition=Q(dropped_on=None, dropped_why="")
                | Q(dropped_on__isnull=False) & ~Q(dropped_why=""),
            ),
            models.CheckConstraint(
                name="exchangeline_of_the_calendar", condition=Q(year__gte=1949, year__lte=9999)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"
