"""A workbook that was ordered: what is in it, and until when it can be fetched."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.records.models.ordered import Ordered


class Export(Ordered):
    """One ordered workbook; the file is kept sealed beside the uploads until ``expires_on``."""

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", _("生成中")
        DONE = "done", _("已生成")
        FAILED = "failed", _("出错")

    folder = "exports"

    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.RUNNING)
    counts: Any = models.JSONField(default=dict)

    class Meta(Ordered.Meta):
        verbose_name = verbose_name_plural = _("导出")
        constraints = [
            models.CheckConstraint(name="export_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="export_done_is_told_and_expires",
                condition=~Q(state="done")
                | Q(
                    size__isnull=False,
                    expires_on__isnull=False,
                    entry_number__isnull=False,
                ),
            ),
        ]

    def rows(self) -> int:
        """How many rows the workbook has."""
        return sum(self.counts.values())
