"""What accounts are told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages."""

    def of(self, user: object) -> "MessageQuerySet":
        """Those to an account."""
        return self.filter(recipient=user)

    def unread(self) -> "MessageQuerySet":
        """Those that have not been read."""
        return self.filter(read_at=None)


class Message(models.Model):
    """Something told to one account, once; ``key`` keeps the same thing from being told twice.

    ``url`` is the page that it is about, a path within the system; ``count`` how many things it
    speaks of.
    """

    class Kind(models.TextChoices):
        """Why it was sent."""

        DUE = "due", _("到期提醒")
        REMINDER = "reminder", _("催办")
        CHANGE = "change", _("状态变化")
        TASK = "task", _("待办")

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    kind = models.CharField(_("类型"), max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=300)
    text_zh = models.TextField()
    text_en = models.TextField()
    url = models.CharField(_("页面"), max_length=500, blank=True)
    due = models.DateField(_("期限"), null=True)
    count = models.PositiveIntegerField(_("数量"), default=1)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发送人")
    )
    sent_at = models.DateTimeField(_("时间"))
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-pk")
        verbose_name = verbose_name_plural = _("消息")
        indexes = [
            models.Index(fields=["recipient", "-sent_at"], name="inbox_newest"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="inbox_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="inbox_told_once"),
            models.CheckConstraint(
                name="inbox_url_is_within",
                condition=Q(url="") | (Q(url__startswith="/") & ~Q(url__startswith="//")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What it says, in the language of the page."""
        return self.text_en if get_language() == "en" else self.text_zh
