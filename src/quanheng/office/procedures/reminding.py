"""Telling people that a step waits for them or is overdue; and what silence does."""

import logging
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from quanheng.norms.finding import Text
from quanheng.norms.gate import Actor
from quanheng.norms.procedure import Step
from quanheng.office.accounts.models import User
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import prepare, tell_all
from quanheng.office.procedures.acting import those_who_act
from quanheng.office.procedures.actions import lapse_step
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case, Sheet
from quanheng.office.procedures.waiting import to_answer
from quanheng.office.workdays import add_working_days, working_days_between

LOG = logging.getLogger(__name__)
SOON = 2
"""Working days before a time limit at which those who act are told again."""
LONG = 5
"""Working days after it at which those who look after the procedure are told."""


class Notice(NamedTuple):
    """What is to be told about a case, to whom; ``stage`` keeps it from being told twice."""

    stage: str
    actors: tuple[Actor, ...]
    text: Text
    kind: str


def remind_due(*, by: User, on: date) -> int:
    """Let silence take effect where it does, then tell people; how many messages are new."""
    lapse_due(by=by, on=on)
    return _tell_who_acts(by=by, on=on) + tell_who_may_reply(by=by, on=on)


def _tell_who_acts(*, by: User, on: date) -> int:
    """Tell those who act, or look after the procedure; how many messages are new."""
    soon = add_working_days(on, SOON)
    waiting = Case.objects.filter(Q(since=on) | Q(due__lte=soon), state=Case.State.OPEN)
    found = [
        (case, notice)
        for case in waiting.select_related("person", "unit", "place")
        for notice in notices(case, on)
    ]
    keys = {_key(case, notice) for case, notice in found}
    told = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    return tell_all(
        prepare(
            recipient,
            key=_key(case, notice),
            text=notice.text,
            url=reverse("procedures:case", args=[case.pk]),
            due=case.due,
            kind=notice.kind,
            by=by,
        )
        for case, notice in found
        if _key(case, notice) not in told
        for recipient in those_who_act(case, notice.actors, on)
    )


def tell_who_may_reply(*, by: User, on: date) -> int:
    """Tell people of what was found about them and they may reply to; how many messages are new.

    Once for each time that it is shown; where the person has no account nobody is told.
    """
    shown = to_answer(on).select_related("nominee__person", "nominee__case")
    found = {f"sheet:{sheet.pk}:{sheet.shown_on}": sheet for sheet in shown}
    told = Message.objects.filter(key__in=found).values_list("key", flat=True)
    new = {key: found[key] for key in set(found) - set(told)}
    codes = {sheet.nominee.person.code for sheet in new.values()}
    accounts = User.objects.filter(person_code__in=codes, is_active=True)
    keys = dict(accounts.values_list("person_code", "pk"))
    return tell_all(
        prepare(
            keys[sheet.nominee.person.code],
            key=key,
            text=_shown(sheet),
            url=reverse("procedures:about-me"),
            due=sheet.reply_by,
            kind=Message.Kind.TASK,
            by=by,
        )
        for key, sheet in new.items()
        if sheet.nominee.person.code in keys
    )


def _shown(sheet: Sheet) -> Text:
    case = sheet.nominee.case
    title, step = procedure_of(case).title, procedure_of(case).step(sheet.step).title
    return Text(
        f"{title.zh}：{step.zh}中有关您的情况已告知您，您可在{sheet.reply_by}前（含当日）说明。",
        f"{title.en}: what was found about you in {step.en} is shown to you; you may reply until "
        f"{sheet.reply_by}.",
    )


def lapse_due(*, by: User, on: date) -> int:
    """Take the steps in which silence has spoken; how many. One that is refused is logged."""
    lapsed = 0
    for case in Case.objects.filter(state=Case.State.OPEN, due__lt=on):
        if procedure_of(case).step(case.step).lapses:
            try:
                lapse_step(case, by=by, on=on)
                lapsed += 1
            except ValidationError as refused:
                told = " ".join(refused.messages)
                LOG.warning("事项%s逾期未能办理 Case did not lapse: %s", case.pk, told)
    return lapsed


def notices(case: Case, on: date) -> Iterator[Notice]:
    """What is to be told about a case on a day."""
    procedure = procedure_of(case)
    step = procedure.step(case.step)
    if case.since == on:
        text = _text(case, step, Text("待您办理", "is waiting for you"))
        yield Notice("turn", step.by, text, Message.Kind.TASK)
    if case.due is None:
        return
    if on > case.due:
        late = working_days_between(case.due, on)
        text = _text(case, step, Text("已超过期限", "is overdue"))
        yield Notice("late", step.by, text, Message.Kind.REMINDER)
        if late >= LONG:
            text = _text(
                case, step, Text(f"已超期{late}个工作日", f"is {late} working days overdue")
            )
            yield Notice("escalated", procedure.managed_by, text, Message.Kind.REMINDER)
    elif case.since != on and on <= case.due <= add_working_days(on, SOON):
        yield Notice("soon", step.by, _text(case, step, Text("即将到期", "is nearly due")), "due")


def _key(case: Case, notice: Notice) -> str:
    return f"case:{case.pk}:{case.stay}:{notice.stage}"


def _text(case: Case, step: Step, what: Text) -> Text:
    title, subject = procedure_of(case).title, case.subject
    due = Text(f"，期限{case.due}", f", due {case.due}") if case.due else Text("", "")
    return Text(
        f"{title.zh}（{subject}）：{step.title.zh}{what.zh}{due.zh}。",
        f"{title.en} ({subject}): {step.title.en} {what.en}{due.en}.",
    )
