"""Accounts, and the roles that people hold for a unit and everything below it."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. ``person_code`` is the 人员编码 of the official whose account it is."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    person_code = models.CharField(_("人员编码"), max_length=60, unique=True, null=True, blank=True)
    is_system = models.BooleanField(_("系统账户"), default=False)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("账户")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name shown on pages."""
        return str(self)


class Role(models.TextChoices):
    """What somebody is to the system; three administrators, none of whom does another's work."""

    ORGANISATION_OFFICER = "organisation_officer", _("组织部门干部")
    PERSONNEL_OFFICER = "personnel_officer", _("单位人事干部")
    OFFICIAL = "official", _("干部本人")
    HEAD = "head", _("主要领导")
    COMMITTEE_MEMBER = "committee_member", _("党委成员")
    DISCIPLINE_OFFICER = "discipline_officer", _("纪检监察干部")
    AUDITOR = "auditor", _("审计人员")
    PETITION_OFFICER = "petition_officer", _("信访干部")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全保密管理员")
    AUDIT_ADMIN = "audit_admin", _("安全审计员")


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants of roles."""

    def in_force(self, on: date) -> "GrantQuerySet":
        """Grants that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class Grant(models.Model):
    """A role given to an account for a unit and everything below it, for a period.

    ``unit_code`` is the 单位编码 (blank: everywhere); codes, not keys, so that accounts do not
    depend on the personnel file.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(_("角色"), max_length=30, choices=Role.choices)
    unit_code = models.CharField(_("单位编码"), max_length=60, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("止"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("角色授予")
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(until=None) | Q(until__gt=F("since")),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit_code", "since"], name="grant_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
