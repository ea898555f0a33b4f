"""Which documents hold where, and the numbers that a unit has set where a document names none."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.records.models import Unit


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    """Adoptions."""

    def in_force(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class Adoption(models.Model):
    """A unit, and everything below it, follows a document from a day on.

    ``pack`` is the id of an installed pack. ``until`` is the first day on which it no longer
    holds; it is set once and is the only column that changes.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adoptions", verbose_name=_("单位"))
    pack = models.CharField(_("政策文件"), max_length=60)
    since = models.DateField(_("自"))
    until = models.DateField(_("止"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=300)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(_("登记时间"))
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ("pack", "unit__path", "since")
        verbose_name = verbose_name_plural = _("政策采纳")
        constraints = [
            models.CheckConstraint(
                name="adoption_ends_after_it_starts",
                condition=Q(until=None) | Q(until__gt=F("since")),
            ),
            models.CheckConstraint(
                name="adoption_ended_at_some_time",
                condition=Q(until=None, ended_at=None)
                | Q(until__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(name="adoption_has_source", condition=~Q(source="")),
            models.UniqueConstraint(
                fields=["unit", "pack"], condition=Q(until=None), name="adoption_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack} · {self.unit}"

    def known(self, at: datetime) -> bool:
        """Whether it was on file at a moment."""
        return self.adopted_at <= at

    def end_known(self, at: datetime) -> date | None:
        """Its end as it was known at a moment."""
        return self.until if self.ended_at and self.ended_at <= at else None


class Choice(models.Model):
    """A number that a unit sets, for itself and below, where the document names none.

    ``value`` is an exact fraction in the parameter's unit, such as ``3`` or ``1/5``; the next
    choice replaces it from its day on.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="choices", verbose_name=_("单位"))
    parameter = models.CharField(_("参数"), max_length=120)
    value = models.CharField(_("数值"), max_length=40)
    since = models.DateField(_("自"))
    source = models.CharField(_("依据"), max_length=300)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ("parameter", "unit__path", "since", "pk")
        verbose_name = verbose_name_plural = _("参数设定")
        constraints = [
            models.CheckConstraint(name="choice_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} = {self.value}"
