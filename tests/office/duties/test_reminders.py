"""What the clock tells of items, once each, and what waits on the home page."""

from datetime import date, timedelta
from typing import Any

import pytest

from quanheng.office.accounts.models import User
from quanheng.office.duties import actions
from quanheng.office.duties.lists import LADDER
from quanheng.office.duties.models import Event, Item, Listed
from quanheng.office.duties.reminding import remind_due
from quanheng.office.duties.waiting import waiting
from quanheng.office.inbox.models import Message
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from tests.office.action_case import World
from tests.office.duties import making as cases
from tests.office.duties.making import told

DUE = date(2026, 3, 1)


@pytest.fixture
def duty(world: World) -> Duty:
    Duty.objects.filter(known_until=None).update(deadline=None)
    made = cases.assigned(world, role="discipline_officer", deadline=DUE, type="整改",
                          source_list="审计")  # fmt: skip
    Message.objects.all().delete()
    return made


def told_on(world: World, on: date) -> set[tuple[str, str]]:
    """Who is newly told on a day, and the step."""
    before = set(Message.objects.values_list("pk", flat=True))
    remind_due(by=User.objects.get(is_system=True), on=on)
    new = Message.objects.exclude(pk__in=before)
    return {(one.recipient.username, one.key.split(":")[3]) for one in new}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-8, set()),
        (-7, {("official", "before7")}),
        (-1, {("official", "before1")}),
        (0, {("official", "before1")}),
        (1, {("official", "over1")}),
        (3, {("official", "over1"), ("head", "over3")}),
        (7, {("official", "over1"), ("head", "over3"), ("discipline_officer", "over7")}),
    ],
)
def test_steps_on_their_days(world: World, duty: Duty, days: int, expected: Any) -> None:
    assert told_on(world, DUE + timedelta(days=days)) == expected


def test_the_ladder_day_by_day_tells_each_once(world: World, duty: Duty) -> None:
    found = {days: told_on(world, DUE + timedelta(days=days)) for days in range(1, 25)}
    assert {days for days, who in found.items() if who} == {rung.days for rung in LADDER}
    assert found[1] == {("official", "over1")} and found[3] == {("head", "over3")}
    assert ("organisation_officer", "over15") in found[15]
    assert ("personnel_officer", "over15") not in found[15]
    assert Event.objects.filter(what="escalated").count() == len(LADDER)
    days = [one for one, who in found.items() if who]
    assert Entry.objects.filter(action="duty reminders sent").count() == len(days)


def test_an_answered_item_is_left_in_peace(world: World, duty: Duty) -> None:
    actions.answer_duty(duty, "办结", **told(world, "official"))
    Message.objects.all().delete()
    assert told_on(world, DUE + timedelta(days=3)) == set()


def test_a_reminder_a_day(world: World, duty: Duty) -> None:
    by = told(world)
    actions.remind_duty(duty, text="请抓紧", **by)
    with pytest.raises(Exception, match="催办"):
        actions.remind_duty(duty, **by)
    message = Message.objects.get(recipient=world.users["official"])
    assert "请抓紧" in message.text_zh and message.url == f"/duties/{duty.pk}/"


def counted(world: World, role: str, on: date) -> dict[str, int]:
    return {url: count for _title, count, url, _status in waiting(world.users[role], on)}


def test_what_waits_for_whom(world: World, duty: Duty) -> None:
    late = DUE + timedelta(days=1)
    assert counted(world, "official", late)["/duties/?mine=1&stage=overdue"] == 1
    actions.answer_duty(duty, "办结", **told(world, "personnel_officer"))
    assert "/duties/?stage=answered" not in counted(world, "personnel_officer", late)
    before = Listed.objects.current().staged().filter(stage="answered").count()
    assert counted(world, "organisation_officer", late)["/duties/?stage=answered"] == before
    actions.verify_duty(cases.now(Item.objects.get(number=duty.number, type="整改")),
                        passed=True, **told(world))  # fmt: skip
    assert counted(world, "personnel_officer", late)["/duties/?stage=verified"] == 1
    assert waiting(world.users["system_admin"], late) == []
