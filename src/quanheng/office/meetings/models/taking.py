"""What happens in the room: who leaves it, who says what in which order; gates let pass."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.meetings.models.items import Item, Question
from quanheng.office.meetings.models.meetings import Meeting, Member
from quanheng.office.procedures.models.columns import account


class Recusal(models.Model):
    """That a member leaves the room for a question; ``kin`` where the file says why."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="recusals")
    member = models.ForeignKey(Member, models.PROTECT, related_name="recusals")
    kin = models.BooleanField(_("亲属或本人"), default=False)
    reason = models.CharField(_("回避理由"), max_length=500)
    by = account(_("登记人"))

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("议题回避")
        constraints = [
            models.UniqueConstraint(fields=["question", "member"], name="left_once"),
            models.CheckConstraint(name="left_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return str(self.member)


class Speech(models.Model):
    """What a member said to a question, and the position taken; ``place`` is the turn.

    ``of`` is how many speak to the question. Where the head is one of them (``head_speaks``) the
    database lets the head speak in the last turn only, and nobody else then. A struck speech was
    entered by mistake; it stays, and its turn is free again.
    """

    class Stance(models.TextChoices):
        """The position that a member takes."""

        AGREE = "agree", _("同意")
        DISAGREE = "disagree", _("不同意")
        DEFER = "defer", _("缓议")

    question = models.ForeignKey(Question, models.CASCADE, related_name="speeches")
    member = models.ForeignKey(Member, models.PROTECT, related_name="speeches")
    place = models.PositiveSmallIntegerField(_("次序"))
    of = models.PositiveSmallIntegerField()
    head = models.BooleanField(default=False)
    head_speaks = models.BooleanField(default=True)
    secret = models.BooleanField(default=False)
    stance = models.CharField(_("表态"), max_length=8, choices=Stance.choices, blank=True)
    words = models.CharField(_("发言"), max_length=2000, blank=True)
    by = account(_("记录人"))
    at = models.DateTimeField(_("时间"))
    struck = models.CharField(_("更正理由"), max_length=300, blank=True)

    class Meta:
        ordering = ("place", "pk")
        verbose_name = verbose_name_plural = _("发言表态")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "member"], condition=Q(struck=""), name="speech_once"
            ),
            models.UniqueConstraint(
                fields=["question", "place"], condition=Q(struck=""), name="speech_in_order"
            ),
            models.CheckConstraint(
                name="speech_head_last",
                condition=Q(place__gte=1)
                & (
                    Q(head=True, head_speaks=True, place=F("of"))
                    | Q(head=False, head_speaks=True, place__lt=F("of"))
                    | Q(head=False, head_speaks=False, place__lte=F("of"))
                ),
            ),
            models.CheckConstraint(
                name="speech_open_or_secret",
                condition=Q(secret=True, stance="") | Q(secret=False) & ~Q(stance=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.member}"


class Override(models.Model):
    """That an agenda may be closed although a gate fails: one writes why, another one signs.

    It holds for one closing of the agenda only; ``item`` is none for the meeting as a whole.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="overrides")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="overrides")
    agendas = models.PositiveSmallIntegerField()
    gate = models.CharField(_("关口"), max_length=120)
    reason = models.CharField(_("理由"), max_length=1000)
    proposed_by = account(_("提出人"))
    proposed_on = models.DateField(_("提出日期"))
    signed_by = account(_("签署人"), null=True)
    signed_on = models.DateField(_("签署日期"), null=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("议程放行")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agendas", "gate"],
                condition=Q(item=None),
                name="agenda_override_once",
            ),
            models.UniqueConstraint(
                fields=["item", "agendas", "gate"],
                condition=Q(item__isnull=False),
                name="item_override_once",
            ),
            models.CheckConstraint(
                name="agenda_override_signed_by_another",
                condition=Q(signed_by=None, signed_on=None)
                | Q(signed_on__isnull=False) & ~Q(signed_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="agenda_override_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.gate
