"""What the rows of several rooms share: who wrote them, and whose teams they tell of."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models import Unit


def account(label: Any, *, optional: bool = False) -> "models.ForeignKey[Any, Any]":
    """An account that did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=optional,
        blank=optional,
        related_name="+",
        verbose_name=label,
    )


class UnitRows(models.QuerySet[Any]):
    """Rows about the team of a unit."""

    def visible_to(self, user: User | AnonymousUser, on: date | None = None) -> Self:
        """Those of the units whose teams an account may see."""
        units = Unit.objects.visible_to(user, Power.SEE_TEAMS, on)
        return self.filter(unit__in=units.order_by().values("pk"))

    def in_force(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=on), since__lte=on)


class Written(models.Model):
    """Something that one person wrote and another one signs."""

    on = models.DateField(_("日期"))
    facts: Any = models.JSONField(_("当日数据"), default=list)
    by = account(_("撰写人"))
    at = models.DateTimeField(_("撰写时间"))
    signed_by = account(_("签署人"), optional=True)
    signed_on = models.DateField(_("签署日期"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_signed_by_another",
                condition=models.Q(signed_by=None) | ~models.Q(signed_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="%(class)s_signed_with_a_day",
                condition=models.Q(signed_by=None, signed_on=None)
                | models.Q(signed_by__isnull=False, signed_on__isnull=False),
            ),
        ]
