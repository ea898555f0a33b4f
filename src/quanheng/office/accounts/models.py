"""Accounts, the roles they hold for a unit and everything below it, and who looked at what."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.roles import Holding, Role

__all__ = ["AccessLog", "Grant", "Role", "User"]


class User(AbstractUser):
    """An account. ``person_code`` is the 人员编码 of the official whose account it is.

    No account stands above the roles, and the system's own accounts cannot log in.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    person_code = models.CharField(_("人员编码"), max_length=60, unique=True, null=True, blank=True)
    is_system = models.BooleanField(_("系统账户"), default=False)
    must_change_password = models.BooleanField(_("须修改密码"), default=False)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("账户")
        constraints = [
            models.CheckConstraint(
                name="user_not_above_the_roles", condition=Q(is_superuser=False, is_staff=False)
            ),
            models.CheckConstraint(
                name="user_system_never_logs_in",
                condition=Q(is_system=False) | Q(password__startswith="!"),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name shown on pages."""
        return str(self)


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants of roles."""

    def in_force(self, on: date) -> "GrantQuerySet":
        """Grants that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


class Grant(models.Model):
    """A role given to an account for a unit and everything below it, for a period.

    ``unit_code`` is the 单位编码 (blank: everywhere); codes, not keys, so that accounts do not
    depend on the personnel file. The database itself refuses a grant to oneself, and an
    administrator's role beside any other role at the same time (migration ``0003``).
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
                name="grant_ends_not_before_it_starts",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit_code", "since"], name="grant_once"
            ),
            models.CheckConstraint(name="grant_not_to_oneself", condition=~Q(user=F("granted_by"))),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.holding().in_force(on)

    def holding(self) -> Holding:
        """The grant as authorisation takes it."""
        return Holding(Role(self.role), self.unit_code, self.since, self.until)


class AccessLog(models.Model):
    """Somebody looked at a file, or had a masked part of it shown, or took it out.

    It names the person by code, so that it outlives the file; the ledger has the same event as
    entry ``entry_number``, which is blank only inside the transaction that writes both.
    """

    class What(models.TextChoices):
        """What was looked at."""

        FILE = "file", _("档案")
        IDENTITY = "identity", _("身份证号")
        FAMILY = "family", _("家庭成员")
        HEALTH = "health", _("健康信息")
        EXTRACT = "extract", _("导出")

        @classmethod
        def masked(cls) -> "frozenset[AccessLog.What]":
            """The parts that are hidden until somebody gives a reason."""
            return frozenset({cls.IDENTITY, cls.FAMILY, cls.HEALTH})

    at = models.DateTimeField(_("时间"), db_index=True)
    on = models.DateField(_("日期"))
    user = models.ForeignKey(User, models.PROTECT, related_name="accesses")
    person_code = models.CharField(_("人员编码"), max_length=60, db_index=True)
    what = models.CharField(_("内容"), max_length=10, choices=What.choices)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    entry_number = models.BigIntegerField(_("账本序号"), unique=True, null=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("访问日志")
        indexes = [models.Index(fields=["user", "person_code", "on"], name="access_of_the_day")]
        constraints = [
            models.CheckConstraint(
                name="access_reveals_with_a_reason",
                condition=Q(what__in=("file", "extract")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_what_display()} {self.person_code}"
