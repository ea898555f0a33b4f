"""A workbook that was uploaded: how it compares with the file, and what became of it."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power


class ImportQuerySet(models.QuerySet["ImportBatch"]):
    """Uploaded workbooks."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own; all of them for whoever may import everywhere."""
        scope = scope_of(user, Power.IMPORT_RECORDS, localdate())
        if not scope:
            return self.none()
        return self if scope.everywhere else self.filter(uploaded_by=user)


class ImportBatch(models.Model):
    """One uploaded workbook. Its rows are in ``ImportChunk``; the file itself is not kept."""

    class State(models.TextChoices):
        """How far it has come."""

        READING = "reading", _("读取与比对中")
        REFUSED = "refused", _("文件有误")
        READY = "ready", _("待确认")
        APPLYING = "applying", _("写入中")
        APPLIED = "applied", _("已写入")
        CANCELLED = "cancelled", _("已取消")
        FAILED = "failed", _("出错")

    RUNNING: ClassVar[tuple[str, ...]] = (State.READING, State.APPLYING)
    OPEN: ClassVar[tuple[str, ...]] = (State.READING, State.READY, State.APPLYING)

    name = models.CharField(_("文件"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.BigIntegerField(_("大小"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"))
    on = models.DateField(_("日期"))
    problems: Any = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    warnings: Any = models.JSONField(default=list)
    counts: Any = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    renewed = models.BooleanField(_("预览已更新"), default=False)
    without_conflicts = models.BooleanField(_("略过冲突行"), default=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("写入人"),
    )
    applied_at = models.DateTimeField(_("写入时间"), null=True, blank=True)
    entry_number = models.BigIntegerField(_("账本序号"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("导入")
        constraints = [
            models.CheckConstraint(
                name="importbatch_applied_by_somebody",
                condition=~Q(state="applied")
                | Q(
                    applied_by__isnull=False,
                    applied_at__isnull=False,
                    entry_number__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def count(self, outcome: str) -> int:
        """How many rows have an outcome."""
        return sum(sheet.get(outcome, 0) for sheet in self.counts.values())


class ImportChunk(models.Model):
    """Some rows of a workbook, sealed: what they say and how they compare with the file."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="chunks")
    sheet = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    counts: Any = models.JSONField(default=dict)
    rows = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="importchunk_once_per_number", fields=["batch", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"
