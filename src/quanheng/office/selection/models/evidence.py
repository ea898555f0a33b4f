"""What a mark, or a note of the organisation, rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.procedures.models.columns import account
from quanheng.office.selection.models.marks import Mark, OrganisationNote


class MarkEvidence(models.Model):
    """A record of the file by its kind and key, or a document, which is kept sealed.

    A document has a title and the SHA-256 of its file.
    """

    mark = models.ForeignKey(
        Mark, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("评价")
    )
    note = models.ForeignKey(
        OrganisationNote,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("组织评价"),
    )
    record_kind = models.CharField(_("记录种类"), max_length=40, blank=True)
    record_key = models.BigIntegerField(_("记录"), null=True, blank=True)
    title = models.CharField(_("名称或文号"), max_length=200, blank=True)
    name = models.CharField(_("文件"), max_length=200, blank=True)
    size = models.BigIntegerField(_("大小"), null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = account(_("登记人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("依据材料")
        constraints = [
            models.CheckConstraint(
                name="mark_evidence_of_one_thing",
                condition=Q(mark=None, note__isnull=False) | Q(mark__isnull=False, note=None),
            ),
            models.CheckConstraint(
                name="mark_evidence_is_a_record_or_a_document",
                condition=Q(record_key__isnull=False, title="", name="", sha256="")
                & ~Q(record_kind="")
                | Q(record_key=None, record_kind="", size__isnull=False)
                & ~Q(title="")
                & ~Q(name="")
                & ~Q(sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.record_kind} {self.record_key}"
