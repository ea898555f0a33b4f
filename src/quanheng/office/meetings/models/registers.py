"""Registers beside the meetings: interventions, authority passed down, what became of decisions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.meetings.models.items import Question
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Person, Unit


class Note(models.Model):
    """Something found of a decision later (责任追究): who answers for it, by which finding."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="notes")
    text = models.CharField(_("情况"), max_length=1000)
    basis = models.CharField(_("依据"), max_length=200)
    by = account(_("登记人"))
    on = models.DateField(_("日期"))

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("责任登记")
        constraints = [
            models.CheckConstraint(
                name="note_says_what_and_why", condition=~Q(text="") & ~Q(basis="")
            )
        ]

    def __str__(self) -> str:
        return self.text


class Intervention(models.Model):
    """That a leader asked for something outside the due way (领导干部干预登记)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    day = models.DateField(_("日期"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("干部")
    )
    name = models.CharField(_("姓名和职务"), max_length=120)
    matter = models.CharField(_("干预事项"), max_length=1000)
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="interventions",
        verbose_name=_("表决事项"),
    )  # fmt: skip
    handled = models.CharField(_("处理情况"), max_length=1000, blank=True)
    by = account(_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = verbose_name_plural = _("干预登记")
        constraints = [
            models.CheckConstraint(
                name="intervention_says_who_and_what", condition=~Q(name="") & ~Q(matter="")
            )
        ]

    def __str__(self) -> str:
        return self.matter


class Authority(models.Model):
    """What a committee lets somebody decide without it (分级授权), up to where, since when."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    matter = models.CharField(_("授权事项"), max_length=300)
    holder = models.CharField(_("被授权人"), max_length=120)
    limit = models.CharField(_("权限"), max_length=200)
    basis = models.CharField(_("依据"), max_length=200)
    since = models.DateField(_("自"))
    until = models.DateField(_("止"), null=True, blank=True)
    by = account(_("登记人"))

    class Meta:
        ordering = ("unit", "-since", "-pk")
        verbose_name = verbose_name_plural = _("分级授权")
        constraints = [
            models.CheckConstraint(
                name="authority_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gt=F("since")),
            ),
            models.CheckConstraint(
                name="authority_says_what",
                condition=~Q(matter="") & ~Q(holder="") & ~Q(limit="") & ~Q(basis=""),
            ),
        ]

    def __str__(self) -> str:
        return self.matter
