"""Those who act are told at their turn, then before and after the time limit; then others."""

from datetime import date, timedelta

import pytest

from quanheng.office.accounts.system import system_account
from quanheng.office.inbox.models import Message
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.reminding import remind_due
from quanheng.office.workdays import add_working_days
from tests.office.procedures.desk import ADMONISH, DAY, FOUND, Desk

FAR = {"from": date(2026, 6, 1), "to": date(2026, 6, 3)}
ACT = {"head", "organisation_officer"}
MANAGE = {"personnel_officer", "organisation_officer"}


def told(on: date, stage: str) -> set[str]:
    """Who was told of a stage on a day, and on no day again."""
    Message.objects.all().delete()
    system = system_account()
    remind_due(by=system, on=on)
    assert remind_due(by=system, on=on) == 0
    found = Message.objects.filter(key__endswith=f":{stage}")
    return set(found.values_list("recipient__username", flat=True))


def test_whose_turn_it_is_is_told(desk: Desk) -> None:
    case = desk.applied(FAR)
    assert told(DAY, "turn") == ACT
    message = Message.objects.filter(key__endswith=":turn")[0]
    assert (message.url, message.due) == (f"/cases/{case.pk}/", case.due)
    assert desk.person.name in message.text_zh
    assert told(DAY + timedelta(days=1), "turn") == set()


@pytest.mark.parametrize("days", [-3, -2, 0, 1, 4, 5])
def test_before_and_after_the_time_limit(desk: Desk, days: int) -> None:
    due = desk.applied(FAR).due
    assert due is not None
    Case.objects.update(since=due - timedelta(days=30))
    on = add_working_days(due, days)
    assert told(on, "soon") == (ACT if -2 <= days <= 0 else set())
    assert told(on, "late") == (ACT if days > 0 else set())
    assert told(on, "escalated") == (MANAGE if days >= 5 else set())


def test_a_relative_is_told_nothing(desk: Desk) -> None:
    case = desk.applied(FAR)
    actions.recuse(case, desk.users["head"], reason="同学", **desk.by("head"))
    assert told(DAY, "turn") == ACT - {"head"}


def test_a_case_that_rests_is_not_told_of(desk: Desk) -> None:
    case = desk.applied(FAR)
    actions.suspend_case(case, reason="等", **desk.by("organisation_officer"))
    assert told(DAY, "turn") == set()


def test_silence_takes_effect_by_itself(desk: Desk) -> None:
    case = desk.open(ADMONISH, "discipline_officer")
    case.papers.create(
        stay=case.stay, step="find", name="proof", title="a.pdf", size=1, sha256="0" * 64,
        by=desk.users["discipline_officer"], at="2026-03-02T00:00Z",
    )  # fmt: skip
    desk.take(case, "found", FOUND, role="discipline_officer")
    case.refresh_from_db()
    assert case.due is not None
    remind_due(by=system_account(), on=case.due)
    assert Case.objects.get(pk=case.pk).step == "hear"
    remind_due(by=system_account(), on=case.due + timedelta(days=1))
    case.refresh_from_db()
    assert case.step == "decide"
    assert case.moves.last().kind == "lapsed"
