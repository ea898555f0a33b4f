"""What is kept of an item of an action list besides its record."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.duties.lists import KINDS, TOPICS, YARDSTICKS
from quanheng.office.records.models import Award, Duty


def words(listed: Any) -> list[tuple[str, Any]]:
    """A closed list of words; each stands for itself."""
    return [(word, _(word)) for word in listed]


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


def both(*names: str) -> Q:
    """All of the columns are null, or none is."""
    nothing, everything = Q(), Q()
    for name in names:
        nothing &= Q(**{f"{name}__isnull": True})
        everything &= Q(**{f"{name}__isnull": False})
    return nothing | everything


class Item(models.Model):
    """What is kept of an item besides its record: one for each type and number.

    ``record`` is the line of the file that said it when something was last done here; what the
    file says now counts. ``accepted`` is the answer that another person verified, ``proof`` the
    evidence on which it was closed. An item taken over from the file has no ``raised_by``.
    """

    type = models.CharField(_("清单类型"), max_length=20, choices=words(KINDS))
    number = models.CharField(_("编号"), max_length=60)
    record = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    raised_by = account(_("交办人"), optional=True)
    raised_at = models.DateTimeField(_("交办时间"))
    topic = models.CharField(_("专题"), max_length=20, blank=True, choices=words(TOPICS))
    yardstick = models.CharField(_("对照"), max_length=20, blank=True, choices=words(YARDSTICKS))
    category = models.CharField(_("情形"), max_length=20, blank=True)
    cause = models.CharField(_("原因"), max_length=1000, blank=True)
    rounds = models.PositiveSmallIntegerField(_("办理轮次"), default=1)
    accepted = models.OneToOneField(
        "Answer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    proof = models.ForeignKey("Evidence", models.PROTECT, null=True, blank=True, related_name="+")
    closed_by = account(_("办结人"), optional=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    decision = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("处理决定")
    )
    undecided = models.CharField(_("未作处理的理由"), max_length=500, blank=True)
    carried_to = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_from",
        verbose_name=_("结转至"),
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("督办事项")
        indexes = [models.Index(fields=["raised_by"], name="item_raised_by")]
        constraints = [
            models.UniqueConstraint(fields=["type", "number"], name="item_once"),
            models.CheckConstraint(name="item_type_listed", condition=Q(type__in=list(KINDS))),
            models.CheckConstraint(
                name="item_closed_after_verification_on_evidence",
                condition=Q(closed_by=None, closed_at=None)
                | Q(
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                    accepted__isnull=False,
                    proof__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="item_not_carried_to_itself",
                condition=Q(carried_to=None) | ~Q(carried_to=F("pk")),
            ),
            models.CheckConstraint(
                name="item_decision_or_why_not", condition=Q(decision=None) | Q(undecided="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"


class Measure(models.Model):
    """One of the measures of an item, in their order."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="measures")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(_("措施"), max_length=500)
    done_on = models.DateField(_("落实日期"), null=True, blank=True)

    class Meta:
        ordering = ("place",)
        verbose_name = verbose_name_plural = _("措施")
        constraints = [
            models.UniqueConstraint(fields=["item", "place"], name="measure_in_order"),
            models.CheckConstraint(name="measure_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """An answer, and what another person found of it.

    ``owner_code`` is who was responsible when it was judged. Nobody judges the own answer, nor
    an item for which the own person is responsible: the database refuses it. An answer that only
    the file told of has no ``answered_by``.
    """

    class Verdict(models.TextChoices):
        """What was found."""

        WAITING = "waiting", _("待核验")
        PASSED = "passed", _("核验通过")
        RETURNED = "returned", _("退回")

    item = models.ForeignKey(Item, models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("回复"), max_length=2000)
    answered_by = account(_("回复人"), optional=True)
    answered_at = models.DateTimeField(_("回复时间"))
    verdict = models.CharField(
        _("核验"), max_length=10, choices=Verdict.choices, default=Verdict.WAITING
    )
    verified_by = account(_("核验人"), optional=True)
    verified_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    owner_code = models.CharField(max_length=60, blank=True)
    verifier_code = models.CharField(max_length=60, blank=True)
    opinion = models.CharField(_("核验意见"), max_length=1000, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("回复")
        constraints = [
            models.CheckConstraint(name="answer_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="answer_verified_by_somebody",
                condition=Q(verdict="waiting", verified_by=None, verified_at=None)
                | Q(~Q(verdict="waiting"), verified_by__isnull=False, verified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="answer_verified_by_another",
                condition=Q(verified_by=None)
                | Q(answered_by=None)
                | ~Q(verified_by=F("answered_by")),
            ),
            models.CheckConstraint(
                name="answer_not_verified_by_the_owner",
                condition=Q(verifier_code="") | ~Q(verifier_code=F("owner_code")),
            ),
            models.CheckConstraint(
                name="answer_returned_with_opinion",
                condition=~Q(verdict="returned") | ~Q(opinion=""),
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(verdict="waiting"), name="answer_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Event(models.Model):
    """Who did what to an item when: the rows of its page, beside the ledger."""

    class What(models.TextChoices):
        """What was done."""

        RAISED = "raised", _("交办")
        TAKEN_UP = "taken_up", _("纳入督办")
        MEASURES = "measures", _("制定措施")
        MEASURE = "measure", _("落实措施")
        PROGRESS = "progress", _("记录进展")
        EVIDENCE = "evidence", _("上传佐证")
        ANSWERED = "answered", _("回复")
        RETURNED = "returned", _("退回")
        VERIFIED = "verified", _("核验通过")
        CLOSED = "closed", _("办结")
        PLANNED = "planned", _("安排回头看")
        LOOKED_BACK = "looked_back", _("回头看")
        REOPENED = "reopened", _("重新打开")
        EXTENDED = "extended", _("延期")
        REMINDED = "reminded", _("催办")
        ESCALATED = "escalated", _("逾期提级")
        CARRIED = "carried", _("结转")
        CHANGED = "changed", _("导入更新")

    item = models.ForeignKey(Item, models.CASCADE, related_name="events")
    round = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(_("事项"), max_length=12, choices=What.choices)
    by = account(_("办理人"))
    at = models.DateTimeField(_("时间"))
    on = models.DateField(_("日期"))
    text = models.CharField(_("说明"), max_length=2000, blank=True)
    percent = models.PositiveSmallIntegerField(_("进度"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("督办经过")
        constraints = [
            models.CheckConstraint(
                name="event_with_reason",
                condition=~Q(what__in=("returned", "reopened", "extended")) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="event_percent",
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.on}"


class Evidence(models.Model):
    """A paper that shows that something was done: a file, or the number of a document."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="evidence")
    title = models.CharField(_("名称或文号"), max_length=200)
    name = models.CharField(_("文件"), max_length=200, blank=True)
    size = models.BigIntegerField(_("大小"), null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = account(_("上传人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("佐证材料")
        constraints = [
            models.CheckConstraint(name="evidence_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="evidence_file_is_told",
                condition=Q(name="", size=None, sha256="")
                | Q(~Q(name=""), ~Q(sha256=""), size__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LookBack(models.Model):
    """A day on which to see whether it lasts, and what was seen."""

    class Finding(models.TextChoices):
        """What was seen."""

        OK = "ok", _("落实到位")
        RELAPSE = "relapse", _("反弹回潮")

    item = models.ForeignKey(Item, models.CASCADE, related_name="look_backs")
    planned_on = models.DateField(_("计划日期"))
    planned_by = account(_("安排人"))
    done_on = models.DateField(_("回头看日期"), null=True, blank=True)
    done_by = account(_("回头看人"), optional=True)
    finding = models.CharField(_("结果"), max_length=10, blank=True, choices=Finding.choices)
    note = models.CharField(_("情况"), max_length=1000, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("回头看")
        constraints = [
            models.CheckConstraint(
                name="look_back_done_with_finding",
                condition=Q(done_on=None, done_by=None, finding="")
                | Q(~Q(finding=""), done_on__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="look_back_relapse_with_note",
                condition=~Q(finding="relapse") | ~Q(note=""),
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(done_on=None), name="look_back_one_planned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on}"
