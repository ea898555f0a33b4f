"""Official papers made of an appointment's case: numbered, versions kept, never changed."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.columns import account
from quanheng.office.records.models import Person


class PaperKind(models.TextChoices):
    """Which paper it is."""

    MOTION = "motion", _("动议纪实")
    PLAN = "plan", _("工作方案")
    TALK_FORM = "talk_form", _("民主推荐表（谈话调研推荐）")
    MEETING_FORM = "meeting_form", _("民主推荐表（会议推荐）")
    SUMMARY = "summary", _("民主推荐汇总")
    VETTING_NOTICE = "vetting_notice", _("考察预告")
    MATERIAL = "material", _("考察材料")
    INTEGRITY_LETTER = "integrity_letter", _("廉政意见函")
    INTEGRITY_REPLY = "integrity_reply", _("廉政意见回复函")
    SLIP = "slip", _("票决单")
    COUNT = "count", _("票决结果")
    MINUTES = "minutes", _("会议记录（摘录）")
    REQUEST = "request", _("任免请示")
    PUBLIC_NOTICE = "public_notice", _("任前公示")
    APPOINTMENT_FORM = "appointment_form", _("干部任免审批表")
    APPOINTMENT_NOTICE = "appointment_notice", _("任职通知")


class PaperCount(models.Model):
    """The last number given to a kind of paper in a year."""

    kind = models.CharField(_("文书"), max_length=20, choices=PaperKind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("文书编号")
        constraints = [
            models.UniqueConstraint(name="paper_count_once", fields=["kind", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class CasePaper(models.Model):
    """One version of a paper of a case, of a nominee where every one has a paper of the own.

    A paper keeps its number when it is made anew; the earlier version stays. ``reference`` is the
    文号 printed on it, ``step`` and ``stay`` where the case stood, ``details`` what whoever made it
    added. PDF and .docx are kept sealed; the ledger holds their SHA-256 as well.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="case_papers", verbose_name=_("事项")
    )
    kind = models.CharField(_("文书"), max_length=20, choices=PaperKind.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人选")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("编号"))
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    reference = models.CharField(_("文号"), max_length=100, blank=True)
    step = models.CharField(_("步骤"), max_length=60, blank=True)
    stay = models.PositiveIntegerField()
    details: Any = models.JSONField(_("补充内容"), default=dict, blank=True)
    people: Any = models.JSONField(_("涉及人选"), default=list, blank=True)
    made_on = models.DateField(_("制作日期"))
    made_at = models.DateTimeField(_("制作时间"))
    made_by = account(_("制作人"))
    pdf_sha256 = models.CharField("SHA-256（PDF）", max_length=64)
    docx_sha256 = models.CharField("SHA-256（docx）", max_length=64)

    class Meta:
        ordering = ("pk",)
        verbose_name = verbose_name_plural = _("事项文书")
        constraints = [
            models.UniqueConstraint(
                name="case_paper_numbered_once", fields=["kind", "year", "number", "version"]
            ),
            models.UniqueConstraint(
                name="case_paper_version_once",
                fields=["case", "kind", "version"],
                condition=Q(person=None),
            ),
            models.UniqueConstraint(
                name="case_paper_version_once_each",
                fields=["case", "kind", "person", "version"],
                condition=Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="case_paper_each_has_its_person",
                condition=Q(kind__in=("material", "appointment_form"), person__isnull=False)
                | ~Q(kind__in=("material", "appointment_form")) & Q(person=None),
            ),
            models.CheckConstraint(
                name="case_paper_has_digests", condition=~Q(pdf_sha256="") & ~Q(docx_sha256="")
            ),
        ]

    def __str__(self) -> str:
        name = f"{self.get_kind_display()} {self.year}-{self.number}"
        return f"{name} {self.person}" if self.person_id else name

    @property
    def title(self) -> str:
        """Name and number of the paper, with the person whom it is about."""
        about = f"_{self.person.name}" if self.person else ""
        again = f"_v{self.version}" if self.version > 1 else ""
        return f"{self.get_kind_display()}_{self.year}-{self.number}{about}{again}"
