"""Deputies: who acts in cases for whom, from when until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.procedures.models.columns import account


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations."""

    def in_force(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class Delegation(models.Model):
    """That a deputy acts in cases for somebody for a time, ``until`` excluded."""

    principal = account(_("委托人"))
    deputy = account(_("代理人"))
    since = models.DateField(_("自"))
    until = models.DateField(_("止"), null=True)
    reason = models.CharField(_("理由"), max_length=300)
    made_by = account(_("登记人"))

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("委托代理")
        constraints = [
            models.CheckConstraint(
                name="delegation_to_another", condition=~Q(principal=F("deputy"))
            ),
            models.CheckConstraint(
                name="delegation_ends_not_before_it_starts",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(name="delegation_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.deputy}"
