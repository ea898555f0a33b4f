"""What an appointment keeps beside its case: objections to a public notice, and its ballots."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.ballots.models import Ballot
from quanheng.office.procedures.models import Case, Nominee
from quanheng.office.procedures.models.columns import account


class Objection(models.Model):
    """Something that came in on a public notice. Nothing about who said it is kept, by design."""

    class Channel(models.TextChoices):
        """How it came in."""

        PHONE = "phone", _("电话")
        LETTER = "letter", _("来信")
        VISIT = "visit", _("来访")
        ONLINE = "online", _("网络")

    class Result(models.TextChoices):
        """What looking into it yielded."""

        UNFOUNDED = "unfounded", _("不属实")
        NO_EFFECT = "no_effect", _("部分属实，不影响任职")
        BARS = "bars", _("属实，影响任职")

    nominee = models.ForeignKey(
        Nominee, models.PROTECT, related_name="objections", verbose_name=_("公示对象")
    )
    received_on = models.DateField(_("收到日期"))
    channel = models.CharField(_("途径"), max_length=10, choices=Channel.choices)
    matter = models.CharField(_("反映内容"), max_length=2000)
    by = account(_("受理人"))
    result = models.CharField(_("核查结果"), max_length=10, choices=Result.choices, blank=True)
    finding = models.CharField(_("核查情况"), max_length=2000, blank=True)
    settled_by = account(_("核查人"), null=True)
    settled_on = models.DateField(_("办结日期"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("公示反映")
        constraints = [
            models.CheckConstraint(name="objection_says_what", condition=~Q(matter="")),
            models.CheckConstraint(
                name="objection_settled_as_a_whole",
                condition=Q(result="", finding="", settled_by=None, settled_on=None)
                | ~Q(result="")
                & ~Q(finding="")
                & Q(settled_by__isnull=False, settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="objection_settled_by_another",
                condition=Q(settled_by=None) | ~Q(settled_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominee} {self.received_on}"


class CaseBallot(models.Model):
    """A ballot that was drafted for a step of a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name=_("事项"))
    step = models.CharField(_("步骤"), max_length=60)
    stay = models.PositiveIntegerField()
    ballot = models.OneToOneField(
        Ballot, models.PROTECT, related_name="of_case", verbose_name=_("投票")
    )
    by = account(_("登记人"))
    on = models.DateField(_("登记日期"))

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("事项投票")

    def __str__(self) -> str:
        return str(self.ballot)
