"""Something that was ordered, is made in the background, and can be fetched for some days."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power


class OrderedQuerySet(models.QuerySet[Any]):
    """What was ordered."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own and nobody else's, as long as one may take anything out."""
        if not scope_of(user, Power.EXPORT_RECORDS, localdate()):
            return self.none()
        return self.filter(requested_by=user)


class Ordered(models.Model):
    """Who ordered a file, what for, and until when it lies ready.

    The file is kept sealed in ``folder`` beside the uploads (``records.exports.files``).
    """

    folder: ClassVar[str]

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("申请人")
    )
    requested_at = models.DateTimeField(_("申请时间"))
    on = models.DateField(_("日期"))
    reason = models.CharField(_("用途"), max_length=300)
    size = models.BigIntegerField(_("大小"), null=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    expires_on = models.DateField(_("下载期限"), null=True)
    entry_number = models.BigIntegerField(_("账本序号"), null=True)

    objects = OrderedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.reason

    def expired(self, on: date) -> bool:
        """Whether the time in which it could be fetched is over."""
        return self.expires_on is not None and self.expires_on <= on
