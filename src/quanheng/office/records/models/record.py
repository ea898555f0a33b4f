"""What every record shares: dated, sourced, superseded instead of edited."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models.visible import RecordsVisible


class RecordQuerySet(RecordsVisible):
    """Records of one kind."""

    def known(self, at: datetime) -> Self:
        """Records as the file stood at that moment, before later corrections."""
        return self.filter(Q(known_until=None) | Q(known_until__gt=at), recorded_at__lte=at)

    def current(self) -> Self:
        """Records that nothing has superseded or retracted."""
        return self.filter(known_until=None)


class Record(models.Model):
    """A line in a file about a person or unit. Corrected by superseding, never by editing.

    ``source`` names the document it rests on. ``known_until`` is the moment from which the file no
    longer says so, because a later record superseded it or because it was retracted; it is the
    only column that changes, once.
    """

    kind: ClassVar[type[kinds.Row] | None] = None
    """The sheet of the exchange workbook that the model mirrors; None where there is none."""

    key: ClassVar[tuple[str, ...]] = ()
    """The columns by which a line of a workbook is taken to be the same fact."""

    interval: ClassVar[tuple[str, str] | None] = None
    """The columns between which the fact holds: the first day, and the first day no longer."""

    key_facts: ClassVar[tuple[str, ...]] = ()
    """Columns that only two persons together may correct (三龄两历一身份)."""

    seen_with: ClassVar[Power] = Power.SEE_FILE
    """The power without which nobody sees such a record."""

    source = models.CharField(_("依据"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"), db_index=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("记录人"),
        editable=False,
    )
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        editable=False,
    )
    known_until = models.DateTimeField(_("失效时间"), null=True, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def facts(cls) -> tuple["models.Field[Any, Any]", ...]:
        """The fields that say something, as against those every record has."""
        shared = {field.name for field in Record._meta.get_fields()} | {"id"}
        return tuple(field for field in cls._meta.fields if field.name not in shared)
