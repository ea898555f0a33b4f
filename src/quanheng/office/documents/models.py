"""Documents that were ordered: of whom, why, how far they are, until when to be fetched."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.documents.kinds import OF_PERSON, Format, Kind
from quanheng.office.records.models import Person, Unit
from quanheng.office.records.models.ordered import Ordered


class Order(Ordered):
    """Documents of one kind in one format, about a person, a selection, or a unit.

    ``people`` and ``noted`` are keys: of whom documents are to be made, and for whom it is already
    written down that theirs were taken out. The file is kept sealed until ``expires_on``.
    """

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", _("制作中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("出错")
        CANCELLED = "cancelled", _("已取消")

    folder = "documents"

    kind = models.CharField(_("文书"), max_length=20, choices=Kind.choices)
    format = models.CharField(_("格式"), max_length=10, choices=Format.choices)
    masked = models.BooleanField(_("含身份证号和家庭成员"), default=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("干部")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    people: Any = models.JSONField(default=list)
    noted: Any = models.JSONField(default=list)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.RUNNING)
    made = models.PositiveIntegerField(_("份数"), null=True)
    left_out: Any = models.JSONField(default=list)

    class Meta(Ordered.Meta):
        verbose_name = verbose_name_plural = _("文书")
        indexes = [models.Index(fields=["requested_by", "-id"], name="order_of_account")]
        constraints = [
            models.CheckConstraint(name="order_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="order_masked_of_one_person", condition=Q(masked=False) | ~Q(person=None)
            ),
            models.CheckConstraint(
                name="order_done_is_told_and_expires",
                condition=~Q(state="done")
                | Q(
                    made__isnull=False,
                    size__isnull=False,
                    expires_on__isnull=False,
                    entry_number__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.about()}"

    def about(self) -> str:
        """Of whom, in a few words."""
        return str(self.person or self.unit or _("所选人员"))

    def one_by_one(self) -> bool:
        """Whether each person has a document of their own."""
        return self.kind in OF_PERSON

    def ending(self) -> str:
        """The ending of the file: a zip where there are several documents."""
        return "zip" if self.one_by_one() and self.person_id is None else self.format
