"""Who is put forward in a case, and what was entered about each of them, step by step."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.procedures.models.cases import Case
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Person


class Nominee(models.Model):
    """Somebody put forward in a case; left out with a reason, the line stays.

    ``step`` is that in which the name was entered, ``stay`` the stay of the case in it; ``filed``
    are the keys of the records that the case left in the person's file, by step and model.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="nominees", verbose_name=_("事项"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="nominations", verbose_name=_("人选")
    )
    step = models.CharField(_("提名步骤"), max_length=60)
    stay = models.PositiveIntegerField()
    how = models.CharField(_("如何产生"), max_length=300)
    by = account(_("登记人"))
    on = models.DateField(_("登记日期"))
    out_step = models.CharField(_("移出步骤"), max_length=60, blank=True)
    out_reason = models.CharField(_("移出理由"), max_length=1000, blank=True)
    out_by = account(_("移出人"), null=True)
    out_on = models.DateField(_("移出日期"), null=True)
    filed: Any = models.JSONField(_("归档记录"), default=dict)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("人选")
        constraints = [
            models.UniqueConstraint(name="nominee_once", fields=["case", "person"]),
            models.CheckConstraint(name="nominee_says_how", condition=~Q(how="")),
            models.CheckConstraint(
                name="nominee_left_out_with_a_reason",
                condition=Q(out_on=None, out_by=None, out_step="", out_reason="")
                | Q(out_on__isnull=False, out_by__isnull=False)
                & ~Q(out_step="")
                & ~Q(out_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Sheet(models.Model):
    """What was entered about one nominee during one stay in a step.

    ``shown_on`` is the day from which it is shown to the person as it stands, who may reply by
    ``reply_by``; both are empty where the step takes no replies. A ``reply`` without its day is
    one to what the sheet said before it was changed.
    """

    nominee = models.ForeignKey(
        Nominee, models.PROTECT, related_name="sheets", verbose_name=_("人选")
    )
    step = models.CharField(_("步骤"), max_length=60)
    stay = models.PositiveIntegerField()
    answers: Any = models.JSONField(_("填写内容"), default=dict)
    by = account(_("填写人"))
    at = models.DateTimeField(_("填写时间"))
    shown_on = models.DateField(_("告知日期"), null=True)
    reply_by = models.DateField(_("答复期限"), null=True)
    reply = models.CharField(_("本人说明"), max_length=4000, blank=True)
    replied_on = models.DateField(_("答复日期"), null=True)

    class Meta:
        ordering = ("stay", "pk")
        verbose_name = verbose_name_plural = _("人选情况")
        constraints = [
            models.UniqueConstraint(name="sheet_once", fields=["nominee", "stay"]),
            models.CheckConstraint(
                name="sheet_shown_with_a_term",
                condition=Q(shown_on=None, reply_by=None)
                | Q(shown_on__isnull=False, reply_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sheet_replied_when_shown",
                condition=Q(replied_on=None) | Q(shown_on__isnull=False) & ~Q(reply=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominee} {self.step}"
