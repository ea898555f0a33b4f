"""Reminding people, and the officers of their units, of what they still owe."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from quanheng.norms.finding import Status, Text
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, require
from quanheng.office.findings.models import Finding
from quanheng.office.findings.notices import board_of, counted, page_of
from quanheng.office.findings.recipients import accounts_of, cared_for
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import prepare, tell_all
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.refusals import Refused

MOST = 1_000
OWED = (Status.MISSED.value, Status.PENDING.value)
"""What people can be reminded of; proposals are for the office to consider."""


@transaction.atomic
def remind_people(findings: Collection[int], *, note: str, by: User, on: date) -> Entry:
    """Send a reminder for findings, by their keys, to the people and to their units' officers.

    Each is reminded of the same thing once a day. Raises ``Refused`` for findings out of reach,
    for those that ask nobody to do anything, and where nobody concerned has an account.
    """
    require(by, Power.REMIND, on)
    if not findings or len(findings) > MOST:
        raise Refused(_("请选择1至%d条结论。") % MOST)
    reached = Finding.objects.current().visible_to(by, Power.REMIND, on)
    found = list(reached.filter(pk__in=findings, status__in=OWED).select_related("place"))
    if len(found) != len(set(findings)):
        raise Refused(_("所选结论已经变化，或不属于催办范围，请刷新页面后重选。"))
    messages = [*_to_people(found, note, by, on), *_to_officers(found, note, by, on)]
    if not messages:
        raise Refused(_("所选对象及其单位的人事干部都没有账户，无法在系统内提醒。"))
    tell_all(messages)
    values = {
        "findings": len(found),
        "recipients": len({message.recipient_id for message in messages}),
        "rules": sorted({one.rule for one in found}),
    }
    return record(None, "reminder sent", by=by, on=on, reason=note, values=values)


def _to_people(found: list[Finding], note: str, by: User, on: date) -> list[Message]:
    accounts = accounts_of({one.code for one in found if one.subject_type == "person"})
    return [
        prepare(
            accounts[one.code],
            kind=Message.Kind.REMINDER,
            key=f"reminder:{one.rule}:{one.code}:{on}",
            text=_noted(Text(one.message_zh, one.message_en), note),
            url=page_of(one),
            due=one.due,
            by=by,
        )
        for one in found
        if one.subject_type == "person" and one.code in accounts
    ]


def _to_officers(found: list[Finding], note: str, by: User, on: date) -> list[Message]:
    return [
        prepare(
            officer,
            kind=Message.Kind.REMINDER,
            key=f"reminder:{rule}:{due}:{on}",
            text=_noted(counted(rule, due, len(some)), note),
            url=board_of({"rule": rule}),
            due=due,
            count=len(some),
            by=by,
        )
        for (officer, rule, due), some in cared_for(found, on).items()
        if officer != by.pk
    ]


def _noted(text: Text, note: str) -> Text:
    note = f"\n{note.strip()}" if note.strip() else ""
    return Text(text.zh + note, text.en + note)
