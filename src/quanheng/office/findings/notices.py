"""Telling people, and the personnel officers of their units, what will be due soon."""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Finding, Message
from quanheng.office.findings.recipients import accounts_of, cared_for
from quanheng.office.findings.titles import title_of
from quanheng.office.ledger.actions import record

LOG = logging.getLogger(__name__)
NOWHERE = "django.core.mail.backends.console.EmailBackend"
STALE = timedelta(days=7)
"""A message that could not be mailed for so long is not mailed any more."""


def send_notices(*, by: User, on: date) -> int:
    """Tell what is due within the days of ``NOTICE_DAYS``, each once; how many messages are new.

    A person is told of each finding, an officer of how many people each rule concerns.
    """
    with transaction.atomic():
        new = _keep([*_to_people(by, on), *_to_officers(by, on)])
        if new:
            record(None, "notices sent", by=by, on=on, values={"messages": new})
    mail_unread()
    return new


def _soon(on: date) -> Iterable[tuple[Finding, int]]:
    """Findings due soon, with the widest of the notice periods that has begun last."""
    widest = on + timedelta(days=max(settings.NOTICE_DAYS))
    found = Finding.objects.current().filter(due__gte=on, due__lte=widest)
    for one in found.select_related("place"):
        left = (one.due - on).days if one.due else 0
        yield one, min(days for days in settings.NOTICE_DAYS if left <= days)


def _to_people(by: User, on: date) -> Iterable[Message]:
    soon = [pair for pair in _soon(on) if pair[0].subject_type == "person"]
    accounts = accounts_of({one.code for one, _days in soon})
    for one, days in soon:
        if one.code in accounts:
            yield Message(
                recipient=accounts[one.code],
                kind=Message.Kind.DUE,
                key=f"due:{one.rule}:{one.code}:{one.due}:{days}",
                rule=one.rule,
                finding=one,
                due=one.due,
                text_zh=one.message_zh,
                text_en=one.message_en,
                sent_by=by,
                sent_at=timezone.now(),
            )


def _to_officers(by: User, on: date) -> Iterable[Message]:
    soon = dict(_soon(on))
    for (officer, rule, due), found in cared_for(soon, on).items():
        days = min(soon[one] for one in found)
        said = counted(rule, due, len(found))
        yield Message(
            recipient_id=officer,
            kind=Message.Kind.DUE,
            key=f"due:{rule}:{due}:{days}",
            rule=rule,
            due=due,
            count=len(found),
            text_zh=said.zh,
            text_en=said.en,
            query=urlencode({"rule": rule, "due_from": due, "due_to": due}),
            sent_by=by,
            sent_at=timezone.now(),
        )


def counted(rule: str, due: date | None, count: int) -> Text:
    """That a rule's findings are due on a day, so many."""
    title = title_of(rule)
    by = Text(f"，期限{due}", f", due {due}") if due else Text("", "")
    return Text(
        f"{title.zh}：{count}项尚未完成{by.zh}。", f"{title.en}: {count} not yet met{by.en}."
    )


def _keep(messages: list[Message]) -> int:
    """Keep the messages that were not told before; how many are new."""
    before = Message.objects.count()
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
    return Message.objects.count() - before


def mail_unread() -> int:
    """Mail to each account with an address that there are messages; not what they say.

    How many mails went out: none without a mail server. Where it does not answer the next run
    tries again.
    """
    if settings.EMAIL_BACKEND == NOWHERE:
        return 0
    since = timezone.now() - STALE
    waiting = Message.objects.filter(mailed_at=None, read_at=None, sent_at__gte=since)
    addressed = waiting.exclude(recipient__email="").select_related("recipient")
    groups: dict[User, list[int]] = {}
    for message in addressed:
        groups.setdefault(message.recipient, []).append(message.pk)
    sent = 0
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
    address = settings.SITE_ADDRESS.rstrip("/") + reverse("findings:messages")
    EmailMessage(
        f"铨衡：您有{count}条新消息 / Quanheng: {count} new messages",
        f"您有{count}条新消息，请登录系统查看。\nYou have {count} new messages; please log in.\n\n"
        f"{address}\n",
        to=[user.email],
        connection=connection,
    ).send()
