"""What records are about: units, people, programmes. Identity and a name; the rest is records."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from quanheng.norms import kinds
from quanheng.office.records.models.columns import choices
from quanheng.office.records.models.visible import (
    PeopleVisible,
    ProgrammesVisible,
    UnitsVisible,
    under,
)

SEPARATOR = "/"


class UnitQuerySet(UnitsVisible):
    """Units."""

    def below(self, unit: "Unit") -> Self:
        """A unit and everything below it."""
        return self.filter(under(unit.path))

    def in_force(self, on: date) -> Self:
        """Units that exist on a day."""
        begun = Q(start=None) | Q(start__lte=on)
        return self.filter(begun).filter(Q(end=None) | Q(end__gt=on))


class Unit(models.Model):
    """An organ, township, village, branch or committee: its place in the tree.

    ``path`` is the codes from the root down, each followed by ``/``; the records kept about the
    unit are ``UnitParticulars``.
    """

    code = models.CharField(_("单位编码"), max_length=60, unique=True)
    name = models.CharField(_("单位名称"), max_length=200)
    category = models.CharField(
        _("单位类别"), max_length=12, choices=choices(kinds.Unit, "category")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=600, unique=True)
    start = models.DateField(_("设立"), null=True, blank=True)
    end = models.DateField(_("撤销"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("单位")

    def __str__(self) -> str:
        return self.name

    def path_below(self, parent: "Unit | None") -> str:
        """The path of this unit under a parent."""
        return f"{parent.path if parent else ''}{self.code}{SEPARATOR}"


class Person(models.Model):
    """One official: a code and a name, as they stand now. Everything else is records.

    ``pinyin`` and ``initials`` serve search.
    """

    code = models.CharField(_("人员编码"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60, db_index=True)
    pinyin = models.CharField(max_length=200, blank=True, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)

    objects = PeopleVisible.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("干部")
        indexes = [
            models.Index(fields=["pinyin", "id"], name="person_by_pinyin"),
            models.Index(Substr("name", 2), name="person_by_given_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """A practice programme or key project."""

    code = models.CharField(_("项目编码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=200)

    objects = ProgrammesVisible.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("项目")

    def __str__(self) -> str:
        return self.name


Anchor: Any = Unit | Person | Programme
