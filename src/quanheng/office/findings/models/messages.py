"""What accounts are told before a day on which something is due, and by reminders."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quanheng.office.findings.models.runs import Finding


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages."""

    def of(self, user: object) -> "MessageQuerySet":
        """Those to an account."""
        return self.filter(recipient=user)

    def unread(self) -> "MessageQuerySet":
        """Those that have not been read."""
        return self.filter(read_at=None)


class Message(models.Model):
    """Something told to one account, once: about a finding of its own, or about how many of a
    rule's findings are due on a day.

    ``key`` keeps the same thing from being told twice.
    """

    class Kind(models.TextChoices):
        """Why it was sent."""

        DUE = "due", _("到期提醒")
        REMINDER = "reminder", _("催办")
        CHANGE = "change", _("状态变化")

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    kind = models.CharField(_("类型"), max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=300)
    rule = models.CharField(_("规则"), max_length=120)
    finding = models.ForeignKey(Finding, models.CASCADE, null=True, related_name="messages")
    due = models.DateField(_("期限"), null=True)
    count = models.PositiveIntegerField(_("数量"), default=1)
    text_zh = models.TextField()
    text_en = models.TextField()
    query = models.CharField(max_length=300, blank=True, help_text=_("清单的查询条件"))
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
            models.Index(fields=["recipient", "-sent_at"], name="message_newest"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="message_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="message_once"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What it says, in the language of the page."""
        return self.text_en if get_language() == "en" else self.text_zh


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
