"""干部任免审批表 that were uploaded: kept sealed, as the evidence of what was taken from them."""

import uuid
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.records.models.anchors import Person
from quanheng.office.records.models.imports import ImportBatch


class FormFileQuerySet(models.QuerySet["FormFile"]):
    """Uploaded forms."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the imports that an account sees."""
        return self.filter(batch__in=ImportBatch.objects.visible_to(user).order_by())


class FormFile(models.Model):
    """One file of an import, with the form in it, or why it was refused.

    ``code`` is the code that the person has, or gets with the import. ``form_sealed`` is the form
    as .lrmx, sealed for ``token``; ``news`` tells whether it is another form than the last one that
    was applied to the person.
    """

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="forms")
    number = models.PositiveIntegerField()
    name = models.CharField(_("文件"), max_length=300)
    code = models.CharField(_("人员编码"), max_length=60, blank=True, db_index=True)
    person_name = models.CharField(_("姓名"), max_length=60, blank=True)
    refused: Any = models.JSONField(default=list)
    news = models.BooleanField(_("有新内容"), default=False)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_sealed = models.BinaryField(null=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="form_files")
    applied_at = models.DateTimeField(_("写入时间"), null=True)
    entry_number = models.BigIntegerField(_("账本序号"), null=True)

    objects = FormFileQuerySet.as_manager()

    class Meta:
        ordering = ("batch", "number")
        verbose_name = verbose_name_plural = _("任免审批表")
        constraints = [
            models.UniqueConstraint(name="formfile_once_per_number", fields=["batch", "number"]),
            models.CheckConstraint(
                name="formfile_applied_to_somebody",
                condition=Q(applied_at=None)
                | Q(person__isnull=False, entry_number__isnull=False, form_sealed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
