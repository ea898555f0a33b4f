"""A case: one procedure about one person or unit, step by step."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.procedures.models.columns import account
from quanheng.office.procedures.models.visible import CasesVisible
from quanheng.office.records.models import Person, Unit


class Case(models.Model):
    """A procedure under way about a person or a unit.

    ``fingerprint`` is that of the pack, ``pinned`` that of the procedure in it, when the case was
    opened or last continued; a case does not go on while the latter has changed. ``place`` is
    the unit whose people handle it. ``stay`` counts how often a step was entered; ``since`` is the
    day on which the present one was, ``due`` its time limit. ``matter`` names what the case is
    about where that is more than the subject (model label and key). ``filed`` are the keys of the
    records that it left in the file, by model.
    """

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("办理中")
        SUSPENDED = "suspended", _("已中止")
        DONE = "done", _("已办结")
        REFUSED = "refused", _("未通过")
        WITHDRAWN = "withdrawn", _("已撤回")

    RUNNING: ClassVar[tuple[str, ...]] = (State.OPEN, State.SUSPENDED)

    procedure = models.CharField(_("程序"), max_length=120)
    fingerprint = models.CharField(_("文件指纹"), max_length=64)
    pinned = models.CharField(_("程序指纹"), max_length=64)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="cases", verbose_name=_("干部")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="cases", verbose_name=_("单位")
    )
    place = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="handled_cases", verbose_name=_("办理单位")
    )
    matter_kind = models.CharField(max_length=80, blank=True)
    matter_key = models.CharField(max_length=80, blank=True)
    filed: Any = models.JSONField(_("归档记录"), default=dict)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.OPEN)
    step = models.CharField(_("步骤"), max_length=60, blank=True)
    stay = models.PositiveIntegerField(default=1)
    since = models.DateField(_("进入日期"))
    due = models.DateField(_("期限"), null=True)
    opened_by = account(_("发起人"))
    opened_on = models.DateField(_("发起日期"))
    closed_on = models.DateField(_("办结日期"), null=True)

    objects = CasesVisible.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("办理事项")
        indexes = [
            models.Index(fields=["state", "due", "id"], name="case_by_due"),
            models.Index(fields=["procedure", "step"], name="case_by_step"),
            models.Index(fields=["matter_kind", "matter_key"], name="case_of_matter"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_about_a_person_or_a_unit",
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
            ),
            models.CheckConstraint(
                name="case_running_is_in_a_step",
                condition=Q(state__in=("open", "suspended"), closed_on=None) & ~Q(step="")
                | Q(
                    state__in=("done", "refused", "withdrawn"),
                    closed_on__isnull=False,
                    due=None,
                ),
            ),
            models.CheckConstraint(
                name="case_due_after_it_began", condition=Q(due=None) | Q(due__gte=F("since"))
            ),
            models.UniqueConstraint(
                name="case_one_running_per_matter",
                fields=["matter_kind", "matter_key"],
                condition=Q(state__in=("open", "suspended")) & ~Q(matter_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.subject}"

    @property
    def subject(self) -> Person | Unit:
        """Whom it is about."""
        found: Person | Unit = self.person or self.unit
        return found

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.state in self.RUNNING

    @property
    def has_filed(self) -> bool:
        """Whether it has left a record in a file; one query where there is none of the subject."""
        return bool(self.filed) or any(self.nominees.values_list("filed", flat=True))


class Move(models.Model):
    """Something done in a case, in order; never changed afterwards.

    ``answers`` are what was entered, by field. ``behalf_of`` is for whom a deputy acted.
    """

    class Kind(models.TextChoices):
        """What was done."""

        TAKEN = "taken", _("办理")
        LAPSED = "lapsed", _("逾期自动办理")
        OVERRIDE = "override", _("放行申请")
        SIGNED = "signed", _("放行签署")
        SUSPENDED = "suspended", _("中止")
        RESUMED = "resumed", _("恢复")
        WITHDRAWN = "withdrawn", _("撤回此事项")
        REOPENED = "reopened", _("重新办理")
        CONTINUED = "continued", _("按新文本续办")
        RECUSED = "recused", _("回避")
        LIFTED = "lifted", _("解除回避")

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves", verbose_name=_("事项"))
    number = models.PositiveIntegerField(_("序号"))
    kind = models.CharField(_("动作"), max_length=10, choices=Kind.choices)
    step = models.CharField(_("步骤"), max_length=60)
    outcome = models.CharField(_("结果"), max_length=60, blank=True)
    by = account(_("办理人"))
    behalf_of = account(_("代谁办理"), null=True)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("时间"))
    answers: Any = models.JSONField(_("填写内容"), default=dict, blank=True)
    reason = models.CharField(_("理由"), max_length=1000, blank=True)

    class Meta:
        ordering = ("case", "number")
        verbose_name = verbose_name_plural = _("办理记录")
        constraints = [
            models.UniqueConstraint(name="move_in_order", fields=["case", "number"]),
            models.CheckConstraint(
                name="move_says_why",
                condition=Q(kind__in=("taken", "lapsed", "signed")) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="move_of_a_step_has_an_outcome",
                condition=~Q(kind__in=("taken", "lapsed")) | ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.step} {self.outcome}"


class Attachment(models.Model):
    """A paper attached in a step; taken away before the step is taken, it leaves its line.

    One named ``WRITTEN_REPLY`` came with a nominee's reply in writing, and stays.
    """

    WRITTEN_REPLY: ClassVar[str] = "written-reply"

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers", verbose_name=_("事项"))
    stay = models.PositiveIntegerField()
    step = models.CharField(_("步骤"), max_length=60)
    name = models.CharField(_("材料"), max_length=60)
    title = models.CharField(_("文件名"), max_length=200)
    file = models.FileField(_("文件"), upload_to="cases")
    size = models.PositiveBigIntegerField(_("大小"))
    sha256 = models.CharField("SHA-256", max_length=64)
    by = account(_("上传人"))
    at = models.DateTimeField(_("上传时间"))
    removed_at = models.DateTimeField(_("移除时间"), null=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("材料")

    def __str__(self) -> str:
        return self.title

    @property
    def removable(self) -> bool:
        """Whether whoever attached it may take it away while the step lasts."""
        return self.name != self.WRITTEN_REPLY
