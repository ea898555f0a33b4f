"""The due dates of an account, for its calendar program."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """A secret address at which a calendar program reads an account's due dates.

    Only the SHA-256 of its token is kept; ``ended_at`` closes it for good.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(_("开通时间"))
    ended_at = models.DateTimeField(_("关闭时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("日历订阅")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="feed_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"
