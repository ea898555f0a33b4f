"""Pools: what they are for and how large they should be; how members were found and looked at.

Who is in a pool is said by the personnel file (the records 后备, which name the pool); what stands
here is kept beside them.
"""

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models import Person, Unit
from quanheng.office.selection.models.rows import account


class PoolRows(models.QuerySet[Any]):
    """Pools."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All of them, for whoever sees teams; the members are narrowed apart."""
        return self if scope_of(user, Power.SEE_TEAMS, localdate()) else self.none()


class Pool(models.Model):
    """A talent pool of a field, or a reserve pool. ``name`` is that in the records 后备.

    ``unit`` keeps it; ``target`` is unknown until somebody sets it; ``clause`` is what it rests on.
    """

    class Kind(models.TextChoices):
        """What a pool is for."""

        TALENT = "talent", _("专业人才库")
        RESERVE = "reserve", _("后备库")

    name = models.CharField(_("名称"), max_length=200, unique=True)
    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices)
    field = models.CharField(_("领域"), max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("管理单位"))
    target = models.PositiveSmallIntegerField(_("目标人数"), null=True, blank=True)
    clause = models.CharField(_("依据条款"), max_length=80, blank=True)
    since = models.DateField(_("设立日期"))
    until = models.DateField(_("撤销日期"), null=True, blank=True)
    by = account(_("设立人"))
    at = models.DateTimeField(_("设立时间"))

    objects = PoolRows.as_manager()

    class Meta:
        ordering = ("kind", "name")
        verbose_name = verbose_name_plural = _("人才库")
        constraints = [
            models.CheckConstraint(
                name="pool_ends_after_it_starts", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="pool_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="pool_of_talents_has_a_field", condition=Q(kind="reserve") | ~Q(field="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PoolEntry(models.Model):
    """How somebody who entered a pool on a day was found (发现来源)."""

    class Channel(models.TextChoices):
        """Where officials are discovered."""

        DAILY = "daily", _("日常考核")
        TALKS = "talks", _("调研谈话")
        LOCAL = "local", _("地方推荐")
        UNIT = "unit", _("单位推荐")
        SYSTEM = "system", _("系统推荐")

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("干部"))
    start = models.DateField(_("入库日期"))
    channel = models.CharField(_("发现来源"), max_length=8, choices=Channel.choices)
    told_by = models.CharField(_("来源说明"), max_length=300)
    by = account(_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ("-start", "-pk")
        verbose_name = verbose_name_plural = _("入库登记")
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "person", "start"], name="poolentry_once_per_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pool} {self.person}"


class PoolReview(models.Model):
    """A look at a member of a pool: how the person has come on, and whether to go on."""

    class Outcome(models.TextChoices):
        """What is proposed; nobody leaves a pool by it alone."""

        KEEP = "keep", _("继续培养")
        USE = "use", _("可以使用")
        LEAVE = "leave", _("建议出库")

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="reviews")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("干部"))
    on = models.DateField(_("复核日期"))
    text = models.TextField(_("培养和成长情况"))
    outcome = models.CharField(_("意见"), max_length=8, choices=Outcome.choices)
    by = account(_("复核人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = verbose_name_plural = _("入库人员复核")
        indexes = [models.Index(fields=["pool", "person", "on"], name="poolreview_newest")]

    def __str__(self) -> str:
        return f"{self.pool} {self.person} {self.on}"
