"""Telling accounts something, each thing once, and mailing that something waits."""

import logging
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.alone import Busy, alone
from quanheng.office.inbox.models import Message

LOG = logging.getLogger(__name__)
NOWHERE = "django.core.mail.backends.console.EmailBackend"
STALE = timedelta(days=7)
"""A message that could not be mailed for so long is not mailed any more."""
AT_ONCE = 500
VALUES = ("kind", "text_zh", "text_en", "url", "due", "count", "sent_by", "sent_at")


def prepare(
    recipient: User | int,
    *,
    key: str,
    text: Text,
    url: str = "",
    due: date | None = None,
    kind: str = Message.Kind.DUE.value,
    count: int = 1,
    by: User,
) -> Message:
    """A message to an account (or its primary key) that is not sent yet, for ``tell_all``."""
    return Message(
        recipient_id=recipient if isinstance(recipient, int) else recipient.pk,
        kind=kind,
        key=key,
        text_zh=text.zh,
        text_en=text.en,
        url=url,
        due=due,
        count=count,
        sent_by=by,
        sent_at=timezone.now(),
    )


def tell(
    recipient: User,
    *,
    key: str,
    text: Text,
    url: str = "",
    due: date | None = None,
    kind: str = Message.Kind.DUE.value,
    count: int = 1,
    by: User,
) -> Message | None:
    """Tell an account something; None when it was told before under the same ``key``.

    ``key`` begins with the subject (``duty:12:…``) so that two apps never use the same. ``url`` is
    a path within the system that the recipient may open.
    """
    said = prepare(recipient, key=key, text=text, url=url, due=due, kind=kind, count=count, by=by)
    values = {name: getattr(said, name) for name in VALUES}
    message, new = Message.objects.get_or_create(recipient=recipient, key=key, defaults=values)
    return message if new else None


def tell_all(messages: Iterable[Message]) -> int:
    """Send messages that ``prepare`` made, but those told before; how many were new."""
    wanted = list({_once(one): one for one in messages}.values())
    new = 0
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        told = _told(part)
        fresh = [one for one in part if _once(one) not in told]
        Message.objects.bulk_create(fresh, ignore_conflicts=True)
        new += len(fresh)
    return new


def _once(message: Message) -> tuple[int, str]:
    return message.recipient_id, message.key


def _told(messages: Collection[Message]) -> set[tuple[int, str]]:
    """The recipient and key of those that have been told; one query."""
    recipients = {one.recipient_id for one in messages}
    found = Message.objects.filter(recipient__in=recipients, key__in={one.key for one in messages})
    return set(found.order_by().values_list("recipient_id", "key"))


def withdraw(urls: Collection[str]) -> int:
    """Remove the messages about pages that are no more; how many there were."""
    return Message.objects.filter(url__in=urls).delete()[0]


def mail_unread() -> int:
    """Mail to each account with an address that there are messages; not what they say.

    How many mails went out: none without a mail server, nor while another process mails. Where
    the server does not answer the next call tries again.
    """
    if settings.EMAIL_BACKEND == NOWHERE:
        return 0
    try:
        with alone("mail", wait=False):
            return _mail_all()
    except Busy:
        return 0


def _mail_all() -> int:
    since = timezone.now() - STALE
    waiting = Message.objects.filter(mailed_at=None, read_at=None, sent_at__gte=since)
    addressed = waiting.exclude(recipient__email="").select_related("recipient")
    groups: dict[User, list[int]] = {}
    for message in addressed:
        groups.setdefault(message.recipient, []).append(message.pk)
    sent = 0
    if not groups:
        return sent
    try:
        with get_connection() as connection:
            for user, keys in groups.items():
                _mail(user, len(keys), connection)
                Message.objects.filter(pk__in=keys).update(mailed_at=timezone.now())
                sent += 1
    except (OSError, SMTPException) as error:
        LOG.warning("邮件未能发出，下次再试 Mail could not be sent: %s", error)
    return sent


def _mail(user: User, count: int, connection: object) -> None:
    """One mail: how many messages wait, and where; nothing about anybody."""
    address = settings.SITE_ADDRESS.rstrip("/") + reverse("inbox:messages")
    EmailMessage(
        f"铨衡：您有{count}条新消息 / Quanheng: {count} new messages",
        f"您有{count}条新消息，请登录系统查看。\nYou have {count} new messages; please log in.\n\n"
        f"{address}\n",
        to=[user.email],
        connection=connection,
    ).send()
