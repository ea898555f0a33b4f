"""Telling accounts of items: by actions as they happen, and by the clock before and after a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import Grant, User
from quanheng.office.accounts.powers import Power
from quanheng.office.accounts.roles import POWERS, Role
from quanheng.office.duties.filing import follow_corrections, note
from quanheng.office.duties.lists import BEFORE, CATCH_UP, LADDER, Rung
from quanheng.office.duties.models import Answer, Event, Item, Listed, Stage
from quanheng.office.duties.standing import days_over, rungs_due
from quanheng.office.inbox.models import Message
from quanheng.office.inbox.sending import mail_unread, prepare, tell, tell_all
from quanheng.office.ledger.actions import record
from quanheng.office.records.models import Duty

SAID: Mapping[str, Text] = {
    "raised": Text("交办给您", "assigned to you"),
    "answered": Text("已回复，待核验", "answered, to be verified"),
    "closed": Text("已办结", "closed"),
    "reopened": Text("重新打开，请继续办理", "opened again"),
    "extended": Text("截止日期已延长", "has a later deadline"),
    "passed": Text("回复已核验通过", "the answer was accepted"),
    "returned": Text("回复被退回，请补充办理", "the answer was sent back"),
    "reminded": Text("请抓紧办理并回复", "please deal with it and answer"),
}
"""What is told of an item, by the first word of the key."""

HOLDERS = tuple(role for role, powers in POWERS.items() if Power.MANAGE_DUTIES in powers)


def about(duty: Duty, said: Text) -> Text:
    """What is told, with the item named."""
    due_zh = f"，截止日期{duty.deadline}" if duty.deadline else ""
    due_en = f", due {duty.deadline}" if duty.deadline else ""
    name = f"{duty.type} {duty.number}"
    return Text(
        f"督办事项“{name}”{said.zh}：{duty.matter}{due_zh}。",
        f"Action item {name} {said.en}: {duty.matter}{due_en}.",
    )


def page_of(duty: Duty) -> str:
    """The page of an item."""
    return reverse("duties:item", args=[duty.pk])


def owner_of(duty: Duty) -> User | None:
    """The account of the person responsible."""
    if duty.owner is None:
        return None
    accounts = User.objects.filter(is_active=True, is_system=False)
    return accounts.filter(person_code=duty.owner.code).order_by("pk").first()


def heads_of(duty: Duty, on: date) -> list[User]:
    """The heads of the lead unit; where it has none, of the nearest unit above that has."""
    if duty.lead_unit is None:
        return []
    codes = [code for code in duty.lead_unit.path.split("/") if code]
    held = _holding(on, (Role.HEAD,), codes)
    nearest = next((code for code in reversed(codes) if code in held), "")
    return held.get(nearest, [])


def above(duty: Duty, on: date) -> list[User]:
    """Whoever manages the lists of a unit above the lead unit, or everywhere."""
    codes = [code for code in duty.lead_unit.path.split("/") if code] if duty.lead_unit else []
    held = _holding(on, HOLDERS, ["", *codes[:-1]])
    return list({user.pk: user for users in held.values() for user in users}.values())


def _holding(on: date, roles: Iterable[Role], codes: Iterable[str]) -> dict[str, list[User]]:
    """Accounts by the unit for which they hold one of the roles; one query."""
    grants = Grant.objects.in_force(on).filter(
        role__in=list(roles), unit_code__in=list(codes), user__is_active=True
    )
    held: dict[str, list[User]] = {}
    for grant in grants.select_related("user").order_by("pk"):
        held.setdefault(grant.unit_code, []).append(grant.user)
    return held


def told_to(user: User | None, duty: Duty, what: str, *, by: User, more: str = "") -> bool:
    """Tell an account of an item; whether there was anybody to tell."""
    if user is None or user.pk == by.pk:
        return False
    said = about(duty, SAID[what.partition(":")[0]])
    noted = Text(f"{said.zh}\n{more}", f"{said.en}\n{more}") if more else said
    tell(
        user,
        key=f"duty:{duty.type}:{duty.number}:{what}",
        text=noted,
        url=page_of(duty),
        due=duty.deadline,
        kind=Message.Kind.REMINDER.value if what.startswith("reminded") else "task",
        by=by,
    )
    return True


def tell_owner(duty: Duty, what: str, *, by: User) -> None:
    """Tell the person responsible, if there is an account."""
    told_to(owner_of(duty), duty, what, by=by)


def tell_raiser(duty: Duty, item: Item, what: str, *, by: User) -> None:
    """Tell whoever raised it."""
    told_to(item.raised_by, duty, f"{what}:{item.answers.count()}", by=by)


def tell_answerer(duty: Duty, answer: Answer, *, passed: bool, by: User) -> None:
    """Tell whoever answered what was found of it."""
    what = "passed" if passed else "returned"
    told_to(answer.answered_by, duty, f"{what}:{answer.pk}", by=by, more=answer.opinion)


def tell_responsible(duty: Duty, text: str, *, by: User, on: date) -> int:
    """Remind the person responsible, or else the heads of the unit; how many were told."""
    owner = owner_of(duty)
    recipients = [owner] if owner is not None else heads_of(duty, on)
    return sum(told_to(one, duty, f"reminded:{on}", by=by, more=text) for one in recipients)


def remind_due(*, by: User, on: date) -> int:
    """Tell of what is due soon, and take overdue items up the ladder; how many messages are new.

    Each is told once for each day and step, whenever and however often this runs.
    """
    with transaction.atomic():
        follow_corrections()
        new = tell_all(_messages(by=by, on=on))
        if new:
            record(None, "duty reminders sent", by=by, on=on, values={"messages": new})
    mail_unread()
    return new


def _messages(*, by: User, on: date) -> list[Message]:
    soon = on + timedelta(days=max(BEFORE))
    since = on - timedelta(days=max(rung.days for rung in LADDER) + CATCH_UP)
    found = Listed.objects.current().staged().filter(stage=Stage.ASSIGNED.value)
    found = found.filter(deadline__gte=since, deadline__lte=soon, assigned__lte=on)
    messages: list[Message] = []
    for duty in found.select_related("lead_unit", "owner"):
        if days_over(duty.deadline, on) <= 0:
            messages += _before(duty, by=by, on=on)
        else:
            for rung in rungs_due(duty.deadline, on):
                messages += _escalated(duty, rung, by=by, on=on)
    return messages


def _before(duty: Duty, *, by: User, on: date) -> list[Message]:
    owner = owner_of(duty)
    if owner is None or duty.deadline is None:
        return []
    left = -days_over(duty.deadline, on)
    reached = min(days for days in BEFORE if left <= days)
    said = Text(f"将于{left}天后到期", f"is due in {left} days")
    return [_prepared(duty, owner, f"before{reached}:{duty.deadline}", said, by=by)]


def _escalated(duty: Duty, rung: Rung, *, by: User, on: date) -> list[Message]:
    """The messages of one step; the item's page says that it was taken."""
    item = Item.objects.filter(type=duty.type, number=duty.number).first()
    key = f"over{rung.days}:{duty.deadline}"
    recipients = recipients_of(duty, item, rung, on)
    messages = [_prepared(duty, user, key, rung.said, by=by) for user in recipients]
    told = {"days": rung.days, "deadline": duty.deadline, "said": rung.said.zh}
    mark = _("截止%(deadline)s，逾期%(days)d天：%(said)s") % told
    if item is not None and recipients:
        before = item.events.filter(what=Event.What.ESCALATED, text=mark)
        if not before.exists():
            note(item, Event.What.ESCALATED, by=by, on=on, text=mark)
    return messages


def recipients_of(duty: Duty, item: Item | None, rung: Rung, on: date) -> list[User]:
    """Who is told on a step: the owner, the unit's head, who raised it, those above."""
    if rung.whom == "owner":
        owner = owner_of(duty)
        return [owner] if owner is not None else []
    if rung.whom == "head":
        return heads_of(duty, on)
    if rung.whom == "raiser":
        raiser = item.raised_by if item is not None else None
        return [raiser] if raiser is not None and raiser.is_active else []
    return above(duty, on)


def _prepared(duty: Duty, user: User, key: str, said: Text, *, by: User) -> Message:
    return prepare(
        user,
        key=f"duty:{duty.type}:{duty.number}:{key}",
        text=about(duty, said),
        url=page_of(duty),
        due=duty.deadline,
        by=by,
    )
