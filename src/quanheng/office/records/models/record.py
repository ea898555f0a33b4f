"""What every record shares: dated, sourced, superseded instead of edited."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds


def number(label: Any) -> "models.DecimalField[Any, Any]":
    """A non-negative number to six places, the precision of the rules."""
    return models.DecimalField(label, max_digits=18, decimal_places=6, null=True, blank=True)


def text(label: Any, size: int = 200) -> "models.CharField[Any, Any]":
    """A text that may be absent; absent is null, never empty."""
    return models.CharField(label, max_length=size, null=True, blank=True)


def choices(kind: type[kinds.Row], name: str) -> list[tuple[str, str]]:
    """The values that a column of a record kind may have."""
    described = next(column for column in kinds.columns(kind) if column.name == name)
    return [(value, value) for value in described.choices]


class RecordQuerySet(models.QuerySet[Any]):
    """Records of one kind."""

    def known(self, at: datetime) -> Self:
        """Records as the file stood at that moment, before later corrections."""
        replaced = Q(superseded_by__recorded_at__lte=at)
        return self.filter(recorded_at__lte=at).exclude(replaced).exclude(retracted_at__lte=at)

    def current(self) -> Self:
        """Records that nothing has superseded or retracted."""
        return self.filter(superseded_by=None, retracted_at=None)


class Record(models.Model):
    """A line in a file about a person or unit. Corrected by superseding, never by editing.

    ``source`` names the document it rests on; ``retracted_at`` takes back one that should never
    have been made.
    """

    kind: ClassVar[type[kinds.Row]]
    key: ClassVar[tuple[str, ...]]
    """The columns by which a line of a workbook is taken to be the same fact."""

    source = models.CharField(_("依据"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"), db_index=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("记录人")
    )
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    retracted_at = models.DateTimeField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind.sheet} {self.pk}"


def ends_after_it_starts(start: str = "start", end: str = "end") -> models.CheckConstraint:
    """An end is not before its start; equal is allowed and has no effect."""
    condition = Q(**{end: None}) | Q(**{start: None}) | Q(**{f"{end}__gte": F(start)})
    return models.CheckConstraint(name=f"%(class)s_{end}_not_before_{start}", condition=condition)


def not_negative(*names: str) -> list[models.CheckConstraint]:
    """Numbers are never negative."""
    return [
        models.CheckConstraint(
            name=f"%(class)s_{name}_not_negative",
            condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0}),
        )
        for name in names
    ]


def one_subject() -> models.CheckConstraint:
    """A record is about a person or about a unit, not both and not neither."""
    of_person = Q(person__isnull=False, unit=None)
    of_unit = Q(person=None, unit__isnull=False)
    return models.CheckConstraint(name="%(class)s_one_subject", condition=of_person | of_unit)
