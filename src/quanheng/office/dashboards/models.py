"""What the roster keeps: sets of columns, and workbooks that were ordered."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models.ordered import Ordered


class ColumnSetQuerySet(models.QuerySet["ColumnSet"]):
    """Sets of columns."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own, and those that somebody shares."""
        if not scope_of(user, Power.SEE_FILE, localdate()):
            return self.none()
        return self.filter(Q(owner=user) | Q(shared=True))


class ColumnSet(models.Model):
    """The columns of a roster under a name; ``columns`` are keys of the catalogue, in order."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("所有人")
    )
    name = models.CharField(_("名称"), max_length=60)
    columns: Any = models.JSONField(_("列"), default=list)
    shared = models.BooleanField(_("共享"), default=False)

    objects = ColumnSetQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = verbose_name_plural = _("名册列设置")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="column_set_once"),
            models.CheckConstraint(name="column_set_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class RosterExport(Ordered):
    """One ordered roster: what was asked for; the file is kept sealed until ``expires_on``."""

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", _("生成中")
        DONE = "done", _("已生成")
        FAILED = "failed", _("出错")

    folder = "rosters"

    on = models.DateField(_("名册日期"))
    asked: Any = models.JSONField(default=dict)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.RUNNING)
    rows = models.PositiveIntegerField(_("人数"), null=True)

    class Meta(Ordered.Meta):
        verbose_name = verbose_name_plural = _("名册导出")
        constraints = [
            models.CheckConstraint(name="roster_export_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="roster_export_done_is_told_and_expires",
                condition=~Q(state="done")
                | Q(
                    rows__isnull=False,
                    size__isnull=False,
                    expires_on__isnull=False,
                    entry_number__isnull=False,
                ),
            ),
        ]
