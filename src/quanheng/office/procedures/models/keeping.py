"""What keeps a case honest: overrides by two persons, and recusals."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.procedures.models.cases import Case
from quanheng.office.procedures.models.columns import account


class Override(models.Model):
    """That a step may be taken although a gate does not hold: one writes why, another one signs.

    It holds for one stay in the step only.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="overrides", verbose_name=_("事项"))
    stay = models.PositiveIntegerField()
    step = models.CharField(_("步骤"), max_length=60)
    gate = models.CharField(_("关口"), max_length=60)
    reason = models.CharField(_("理由"), max_length=1000)
    proposed_by = account(_("提出人"))
    proposed_on = models.DateField(_("提出日期"))
    signed_by = account(_("签署人"), null=True)
    signed_on = models.DateField(_("签署日期"), null=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("放行")
        constraints = [
            models.UniqueConstraint(name="override_once", fields=["case", "stay", "gate"]),
            models.CheckConstraint(
                name="override_signed_by_another",
                condition=Q(signed_by=None, signed_on=None)
                | Q(signed_on__isnull=False) & ~Q(signed_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="override_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.gate}"


class Recusal(models.Model):
    """That somebody is kept from a case: from seeing it, acting in it, voting on it.

    With ``cleared`` it is the contrary: somebody held for a relative by name was found not to be.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals", verbose_name=_("事项"))
    user = account(_("回避人"))
    cleared = models.BooleanField(_("经核实无须回避"), default=False)
    reason = models.CharField(_("理由"), max_length=1000)
    by = account(_("登记人"))
    on = models.DateField(_("日期"))
    ended_on = models.DateField(_("解除日期"), null=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("回避")
        constraints = [
            models.UniqueConstraint(
                name="recusal_once", fields=["case", "user"], condition=Q(ended_on=None)
            ),
            models.CheckConstraint(name="recusal_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="recusal_not_cleared_by_oneself",
                condition=Q(cleared=False) | ~Q(user=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.case_id}"
