"""Workbooks that were uploaded, and what units are spared."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.duties.lists import BURDENS
from quanheng.office.duties.models.item import account, both, words
from quanheng.office.records.models import Unit


class Upload(models.Model):
    """A workbook with the sheet 清单, compared with the file, written by its uploader or not."""

    class State(models.TextChoices):
        """How far it has come."""

        READY = "ready", _("待确认")
        APPLIED = "applied", _("已写入")
        CANCELLED = "cancelled", _("已取消")

    name = models.CharField(_("文件"), max_length=200)
    size = models.BigIntegerField(_("大小"))
    sha256 = models.CharField("SHA-256", max_length=64)
    by = account(_("上传人"))
    at = models.DateTimeField(_("上传时间"))
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.READY)
    added = models.PositiveIntegerField(_("新增"), null=True, blank=True)
    changed = models.PositiveIntegerField(_("更新"), null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("清单导入")
        constraints = [
            models.CheckConstraint(name="upload_counts_told", condition=both("added", "changed")),
        ]

    def __str__(self) -> str:
        return self.name


class Burden(models.Model):
    """How many of something a unit had in a year, and the most (or for 专项整治 the least) it set.

    Both are unknown until somebody says them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    what = models.CharField(_("事项"), max_length=20, choices=words(BURDENS))
    cap = models.PositiveIntegerField(_("上限"), null=True, blank=True)
    counted = models.PositiveIntegerField(_("实际"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=200, blank=True)
    noted_by = account(_("登记人"))
    noted_at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ("-year", "unit__path", "pk")
        verbose_name = verbose_name_plural = _("减负台账")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "what"], name="burden_once_a_year"),
            models.CheckConstraint(name="burden_listed", condition=Q(what__in=BURDENS)),
            models.CheckConstraint(
                name="burden_of_the_calendar", condition=Q(year__gte=1949, year__lte=9999)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} {self.what}"
