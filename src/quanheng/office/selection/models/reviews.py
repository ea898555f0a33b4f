"""Yearly reviews of selection work, checks of the regulations, leaving checks, prior reports."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.ballots.models import Ballot
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Evaluation, Person, Supervision, Tenure, Unit
from quanheng.office.selection.models.marks import known, not_near

POWERS = (Power.MANAGE_SELECTION, Power.SEE_TEAMS)


def in_units(user: User | AnonymousUser, on: date) -> Q:
    """That a row is of a unit whose selection work an account handles or sees."""
    found = Q(pk__in=())
    for power in POWERS:
        units = Unit.objects.visible_to(user, power, on).order_by()
        found |= Q(unit__in=units.values("pk"))
    return found


class OfUnit(models.QuerySet[Any]):
    """Rows of a unit; those about somebody are kept from that person's relatives."""

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Those of the units whose selection work an account handles or sees."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        found = self.filter(in_units(user, on or localdate()))
        if any(field.name == "person" for field in self.model._meta.fields):
            found = found.filter(Q(person=None) | not_near(user))
        return found


class LeavingChecks(OfUnit):
    """Checks of heads; each head sees what was found from the day on which it is shown."""

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Those of the units that an account handles or sees, and the own ones."""
        seen = super().visible_to(user, on)
        if not isinstance(user, User) or not user.is_active or not user.person_code:
            return seen
        own = Q(person__code=user.person_code, shown_on__isnull=False)
        return self.filter(Q(pk__in=seen.order_by().values("pk")) | own)


class Review(models.Model):
    """The review of a year's selection work at one meeting (一报告两评议).

    ``work_ballot`` rates the work, ``people_ballot`` those promoted in the year; without them two
    tellers count by hand. ``complaints`` are unknown until somebody enters them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    opened_by = account(_("发起人"))
    opened_on = models.DateField(_("发起日期"))
    meeting_on = models.DateField(_("会议日期"), null=True, blank=True)
    work_ballot = models.ForeignKey(
        Ballot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("工作评议投票"),
    )
    people_ballot = models.ForeignKey(
        Ballot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("新提拔干部评议投票"),
    )
    complaints = models.PositiveIntegerField(_("收到反映"), null=True, blank=True)
    founded = models.PositiveIntegerField(_("其中查实"), null=True, blank=True)
    remarks = models.CharField(_("专题报告补充"), max_length=4000, blank=True)
    filed_by = account(_("归档人"), null=True)
    filed_on = models.DateField(_("归档日期"), null=True, blank=True)

    objects = OfUnit.as_manager()

    class Meta:
        ordering = ("-year", "unit__path")
        verbose_name = verbose_name_plural = _("一报告两评议")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="review_once_a_year"),
            models.CheckConstraint(
                name="review_filed_after_the_meeting",
                condition=Q(filed_by=None, filed_on=None)
                | known("filed_by", "filed_on", "meeting_on") & Q(filed_on__gte=F("meeting_on")),
            ),
            models.CheckConstraint(
                name="review_founded_are_complaints",
                condition=Q(founded=None)
                | Q(complaints__isnull=False, founded__lte=F("complaints")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class ReviewCount(models.Model):
    """What was counted of the work (no ``person``), or of one newly promoted official.

    One counts, another confirms. ``evaluation`` is the record in the file once it is filed.
    """

    VOTES: ClassVar = ("excellent", "competent", "basic", "incompetent", "abstained")

    review = models.ForeignKey(
        Review, models.PROTECT, related_name="counts", verbose_name=_("一报告两评议")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("干部")
    )
    entitled = models.PositiveIntegerField(_("应到"))
    issued = models.PositiveIntegerField(_("发出票"))
    returned = models.PositiveIntegerField(_("收回票"))
    excellent = models.PositiveIntegerField(_("优秀"))
    competent = models.PositiveIntegerField(_("称职"))
    basic = models.PositiveIntegerField(_("基本称职"))
    incompetent = models.PositiveIntegerField(_("不称职"))
    abstained = models.PositiveIntegerField(_("弃权"))
    counted_by = account(_("计票人"))
    confirmed_by = account(_("复核人"), null=True)
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("person__code", "pk")
        verbose_name = verbose_name_plural = _("评议计票")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"], condition=~Q(person=None), name="count_of_one_once"
            ),
            models.UniqueConstraint(
                fields=["review"], condition=Q(person=None), name="count_of_the_work_once"
            ),
            models.CheckConstraint(
                name="count_confirmed_by_another",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("counted_by")),
            ),
            models.CheckConstraint(
                name="count_adds_up",
                condition=Q(issued__lte=F("entitled"), returned__lte=F("issued"))
                & Q(
                    returned=F("excellent")
                    + F("competent")
                    + F("basic")
                    + F("incompetent")
                    + F("abstained")
                ),
            ),
            models.CheckConstraint(
                name="count_filed_when_confirmed",
                condition=Q(evaluation=None) | Q(confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.person or ''}".strip()


class TitleList(models.Model):
    """The standard titles of a unit and everything below it, from a day on until the next list.

    ``titles`` maps a title to the order codes of the levels that it may have; none: any.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    since = models.DateField(_("自"))
    titles: Any = models.JSONField(_("规范职务名称"), default=dict)
    source = models.CharField(_("依据"), max_length=300)
    entered_by = account(_("录入人"))
    entered_at = models.DateTimeField(_("录入时间"))

    class Meta:
        ordering = ("unit__path", "-since")
        verbose_name = verbose_name_plural = _("规范职务名称")
        constraints = [
            models.UniqueConstraint(fields=["unit", "since"], name="titles_once_a_day"),
            models.CheckConstraint(name="titles_have_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.since}"


class RegulationCheck(models.Model):
    """The yearly check whether the regulations on posts and titles are kept in a unit and below.

    ``found`` keeps, when it is finished, what was found: key and sentence in two languages.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    opened_by = account(_("检查人"))
    opened_on = models.DateField(_("开始日期"))
    found: Any = models.JSONField(_("发现的问题"), null=True, blank=True)
    conclusion = models.CharField(_("结论"), max_length=2000, blank=True)
    done_by = account(_("完成人"), null=True)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)

    objects = OfUnit.as_manager()

    class Meta:
        ordering = ("-year", "unit__path")
        verbose_name = verbose_name_plural = _("条例执行检查")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="regulations_once_a_year"),
            models.CheckConstraint(
                name="regulations_done_with_conclusion",
                condition=Q(done_by=None, done_on=None, found=None)
                | Q(done_by__isnull=False, done_on__isnull=False, found__isnull=False)
                & ~Q(conclusion=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class Rectification(models.Model):
    """That something found in a check was handed over as an item of an action list (整改)."""

    check_of = models.ForeignKey(
        RegulationCheck, models.PROTECT, related_name="rectifications", verbose_name=_("检查")
    )
    key = models.CharField(max_length=300)
    number = models.CharField(_("整改编号"), max_length=60)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("检查整改")
        constraints = [models.UniqueConstraint(fields=["check_of", "key"], name="rectified_once")]

    def __str__(self) -> str:
        return self.number


class PriorReport(models.Model):
    """A matter of selection reported upward before it is decided (有关事项报告), and the answer."""

    class Answer(models.TextChoices):
        """What the superior said."""

        AGREED = "agreed", _("同意")
        REFUSED = "refused", _("不同意")
        NOTED = "noted", _("已备案")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("报告单位"))
    kind = models.CharField(_("事项类别"), max_length=40)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("干部")
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理事项")
    )
    number = models.CharField(_("报告文号"), max_length=100)
    matter = models.CharField(_("报告事项"), max_length=1000)
    reported_to = models.CharField(_("报告对象"), max_length=200)
    reported_by = account(_("登记人"))
    reported_on = models.DateField(_("报告日期"))
    due_on = models.DateField(_("应答复日期"))
    answer = models.CharField(_("答复"), max_length=10, blank=True, choices=Answer.choices)
    opinion = models.CharField(_("答复意见"), max_length=1000, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = account(_("答复登记人"), null=True)

    objects = OfUnit.as_manager()

    class Meta:
        ordering = ("-reported_on", "-pk")
        verbose_name = verbose_name_plural = _("有关事项报告")
        indexes = [models.Index(fields=["case"], name="prior_report_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="prior_report_once"),
            models.CheckConstraint(
                name="prior_report_says_what", condition=~Q(matter="") & ~Q(number="")
            ),
            models.CheckConstraint(
                name="prior_report_answered_whole",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | ~Q(answer="")
                & known("answered_on", "answered_by")
                & Q(answered_on__gte=F("reported_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def overdue(self, on: date) -> bool:
        """Whether an answer should have come by a day."""
        return not self.answer and on > self.due_on


class LeavingCheck(models.Model):
    """The check of a head's selection work on leaving, or of a unit's selection work.

    A result that names problems is filed only after the head saw it and answered, or the time to
    answer was over.
    """

    class Kind(models.TextChoices):
        """The record that it leaves."""

        LEAVING = "离任检查", _("离任检查")
        SELECTION = "选人用人检查", _("选人用人检查")

    class Result(models.TextChoices):
        """What was found."""

        CLEAN = "未发现问题", _("未发现问题")
        PROBLEMS = "发现问题", _("发现问题")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("主要领导"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("职务"))
    kind = models.CharField(_("检查种类"), max_length=10, choices=Kind.choices)
    first = account(_("检查人"))
    second = account(_("检查人"))
    opened_by = account(_("发起人"))
    opened_on = models.DateField(_("发起日期"))
    result = models.CharField(_("结果"), max_length=10, blank=True, choices=Result.choices)
    findings = models.CharField(_("检查情况"), max_length=2000, blank=True)
    shown_on = models.DateField(_("反馈本人日期"), null=True, blank=True)
    reply_due = models.DateField(_("说明期限"), null=True, blank=True)
    statement = models.CharField(_("本人说明"), max_length=2000, blank=True)
    stated_on = models.DateField(_("说明日期"), null=True, blank=True)
    record = models.ForeignKey(Supervision, models.PROTECT, null=True, blank=True, related_name="+")
    filed_by = account(_("归档人"), null=True)
    filed_on = models.DateField(_("归档日期"), null=True, blank=True)

    objects = LeavingChecks.as_manager()

    class Meta:
        ordering = ("-opened_on", "-pk")
        verbose_name = verbose_name_plural = _("离任检查")
        constraints = [
            models.UniqueConstraint(fields=["tenure", "kind"], name="leaving_check_once"),
            models.CheckConstraint(name="leaving_check_by_two", condition=~Q(first=F("second"))),
            models.CheckConstraint(
                name="leaving_check_shown_with_result",
                condition=Q(shown_on=None, reply_due=None)
                | ~Q(result="") & known("shown_on", "reply_due") & Q(reply_due__gte=F("shown_on")),
            ),
            models.CheckConstraint(
                name="leaving_check_heard_before_filing",
                condition=Q(filed_on=None, filed_by=None, record=None)
                | known("filed_on", "filed_by", "record")
                & (
                    Q(result="未发现问题")
                    | known("stated_on", "shown_on")
                    & Q(stated_on__gte=F("shown_on"), filed_on__gte=F("stated_on"))
                    | known("shown_on", "reply_due") & Q(filed_on__gt=F("reply_due"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"

    def may_be_filed(self, on: date) -> bool:
        """Whether there is a result, and, of problems, whether the head was heard."""
        if self.filed_on is not None or not self.result:
            return False
        if self.result == self.Result.CLEAN:
            return True
        return self.stated_on is not None or (self.reply_due is not None and on > self.reply_due)
