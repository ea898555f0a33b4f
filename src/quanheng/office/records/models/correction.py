"""Corrections of key facts: one person proposes, another one decides."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.records.models.anchors import Person
from quanheng.office.records.models.imports import ImportBatch
from quanheng.office.records.models.visible import RecordsVisible


def account(label: Any) -> "models.ForeignKey[Any, Any]":
    """An account that took a step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Correction(models.Model):
    """A change of a record that takes two persons, or that the official concerned asks for.

    ``changes`` gives for each field the value on file and the value proposed, as
    ``records/values.py`` keeps them; it is empty for a retraction. Whoever proposes does not
    decide: the database refuses it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        REQUESTED = "requested", _("本人申请")
        PROPOSED = "proposed", _("待审核")
        CONFIRMED = "confirmed", _("已更正")
        REFUSED = "refused", _("不予更正")
        WITHDRAWN = "withdrawn", _("已撤回")

    OPEN: ClassVar[tuple[str, ...]] = (State.REQUESTED, State.PROPOSED)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="corrections", verbose_name=_("干部")
    )
    model = models.CharField(_("记录种类"), max_length=40)
    record = models.BigIntegerField(_("记录"))
    changes: Any = models.JSONField(_("改动"), default=dict)
    retracts = models.BooleanField(_("撤回记录"), default=False)
    reason = models.CharField(_("理由"), max_length=1000)
    evidence = models.CharField(_("依据"), max_length=500, blank=True)
    evidence_file = models.FileField(
        _("佐证材料"),
        upload_to="evidence",
        blank=True,
        validators=[FileExtensionValidator(["pdf", "jpg", "jpeg", "png"])],
    )
    state = models.CharField(_("状态"), max_length=10, choices=State.choices)
    batch = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("导入"),
    )
    requested_by = account(_("申请人"))
    requested_at = models.DateTimeField(_("申请时间"), null=True, blank=True)
    proposed_by = account(_("提出人"))
    proposed_at = models.DateTimeField(_("提出时间"), null=True, blank=True)
    decided_by = account(_("审核人"))
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decision = models.CharField(_("审核意见"), max_length=1000, blank=True)

    objects = RecordsVisible.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = verbose_name_plural = _("更正")
        indexes = [models.Index(fields=["model", "record"], name="correction_of_record")]
        constraints = [
            models.CheckConstraint(
                name="correction_by_two_persons",
                condition=Q(decided_by=None)
                | (
                    (Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")))
                    & (Q(requested_by=None) | ~Q(decided_by=F("requested_by")))
                ),
            ),
            models.CheckConstraint(
                name="correction_decided_by_somebody",
                condition=Q(
                    state__in=("confirmed", "refused"),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(
                    state__in=("requested", "proposed", "withdrawn"),
                    decided_by=None,
                    decided_at=None,
                ),
            ),
            models.CheckConstraint(
                name="correction_proposed_by_somebody",
                condition=~Q(state__in=("proposed", "confirmed")) | Q(proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_requested_by_somebody",
                condition=~Q(state="requested") | Q(requested_by__isnull=False),
            ),
            models.CheckConstraint(name="correction_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="correction_rests_on_evidence",
                condition=~Q(state__in=("proposed", "confirmed"))
                | ~Q(evidence="")
                | ~Q(evidence_file=""),
            ),
            models.CheckConstraint(
                name="correction_refused_with_reason",
                condition=~Q(state="refused") | ~Q(decision=""),
            ),
            models.UniqueConstraint(
                name="correction_one_proposed_per_record",
                fields=["model", "record"],
                condition=Q(state="proposed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"
