"""Telling people, and the personnel officers of their units, what will be due soon."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.findings.models import Finding
from quanheng.office.findings.recipients import accounts_of, cared_for
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import mail_unread, prepare, tell_all
from quanheng.office.law.titles import title_of
from quanheng.office.ledger.actions import record


def send_notices(*, by: User, on: date) -> int:
    """Tell what is due within the days of ``NOTICE_DAYS``, each once; how many messages are new.

    A person is told of each finding, an officer of how many people each rule concerns.
    """
    with transaction.atomic():
        new = tell_all([*_to_people(by, on), *_to_officers(by, on)])
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
            yield prepare(
                accounts[one.code],
                key=f"due:{one.rule}:{one.code}:{one.due}:{days}",
                text=Text(one.message_zh, one.message_en),
                url=page_of(one),
                due=one.due,
                by=by,
            )


def _to_officers(by: User, on: date) -> Iterable[Message]:
    soon = dict(_soon(on))
    for (officer, rule, due), found in cared_for(soon, on).items():
        days = min(soon[one] for one in found)
        yield prepare(
            officer,
            key=f"due:{rule}:{due}:{days}",
            text=counted(rule, due, len(found)),
            url=board_of({"rule": rule, "due_from": due, "due_to": due}),
            due=due,
            count=len(found),
            by=by,
        )


def page_of(finding: Finding) -> str:
    """The page that explains a finding."""
    return reverse("findings:finding", args=[finding.pk])


def board_of(filters: Mapping[str, object]) -> str:
    """The board, filtered."""
    return f"{reverse('findings:board')}?{urlencode(filters)}"


def counted(rule: str, due: date | None, count: int) -> Text:
    """That a rule's findings are due on a day, so many."""
    title = title_of(rule)
    by = Text(f"，期限{due}", f", due {due}") if due else Text("", "")
    return Text(
        f"{title.zh}：{count}项尚未完成{by.zh}。", f"{title.en}: {count} not yet met{by.en}."
    )
