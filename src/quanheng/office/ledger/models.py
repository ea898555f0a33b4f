"""The ledger: who did what to what, when and why. Rows are only ever added."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

HASH = 32
"""Bytes of a hash."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries of the ledger."""

    def visible_to(self, user: Any) -> "EntryQuerySet":
        """All of them for somebody who may see the ledger, else none."""
        return self if user.has_perm("see_ledger") else self.none()


class Entry(models.Model):
    """One line of the ledger.

    The leaf of the tree holds a salted commitment to ``details``, not the details themselves: the
    details may have to be erased one day, the line never. ``about`` names the kind and key of the
    thing; there is no foreign key that could take the line away with it.
    """

    number = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"))
    actor = models.CharField(_("操作人"), max_length=150)
    action = models.CharField(_("事项"), max_length=80)
    about_kind = models.CharField(_("对象类型"), max_length=80, blank=True)
    about_key = models.CharField(_("对象"), max_length=80, blank=True)
    on = models.DateField(_("业务日期"), null=True)
    commitment = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = [
            models.Index(fields=["about_kind", "about_key", "number"], name="ledger_about"),
            models.Index(fields=["actor", "number"], name="ledger_actor"),
            models.Index(fields=["action", "number"], name="ledger_action"),
        ]
        verbose_name = _("账本条目")

    def __str__(self) -> str:
        return f"{self.number} {self.actor} {self.action}"


class Details(models.Model):
    """What an entry says beyond its line: reason and values, with the salt of the commitment."""

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, related_name="details", db_constraint=False
    )
    salt = models.BinaryField(max_length=32)
    reason = models.TextField(_("理由"), blank=True)
    values: Any = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"details of {self.entry_id}"


class Erasure(models.Model):
    """That the details of entry ``number`` were erased, as entry ``told`` tells."""

    ACTION: ClassVar[str] = "details erased"

    number = models.BigIntegerField(primary_key=True)
    told = models.BigIntegerField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="erasure_told_later", condition=models.Q(told__gt=models.F("number"))
            )
        ]

    def __str__(self) -> str:
        return f"details of {self.number} erased by {self.told}"


class Head(models.Model):
    """The tree so far: one row, moved in the same transaction as each new entry."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.CheckConstraint(name="ledger_one_head", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.size} entries"

    def peaks(self) -> list[bytes]:
        """The roots of the complete subtrees, largest first."""
        stored = bytes(self.frontier)
        return [stored[start : start + HASH] for start in range(0, len(stored), HASH)]


class Checkpoint(models.Model):
    """A signed note of the tree's size and root (C2SP tlog-checkpoint)."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"
