"""Messages before a due date and by reminder; the calendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from quanheng.office.accounts.models import User
from quanheng.office.accounts.system import system_account
from quanheng.office.findings.actions import open_feed, remind_people
from quanheng.office.findings.models import Feed, Finding, Run
from quanheng.office.findings.notices import counted, send_notices
from quanheng.office.findings.running import run_evaluation
from quanheng.office.inbox.models import Message
from tests.office.conftest import AS_OF

RULE = "kunming-2019:4/training-year"


@pytest.fixture
def owing(evaluated: Run, users: dict[str, User]) -> Finding:
    """Something that the official with an account owes within a month."""
    run_evaluation(Run.Kind.FULL, by=system_account(), on=AS_OF)
    code = users["official"].person_code
    found = Finding.objects.current().filter(code=code).first()
    assert found is not None
    found.status, found.severity, found.due = "pending", 2, AS_OF + timedelta(days=25)
    found.order_day = found.due
    found.save()
    return found


def to(user: User) -> list[Message]:
    return list(Message.objects.of(user))


def page(finding: Finding) -> str:
    return reverse("findings:finding", args=[finding.pk])


@pytest.mark.parametrize(
    ("days", "periods"), [(61, 0), (60, 1), (31, 1), (30, 2), (8, 2), (7, 3), (0, 3)]
)
def test_each_period_before_a_due_date_tells_once(
    owing: Finding, users: dict[str, User], settings: Any, days: int, periods: int
) -> None:
    settings.NOTICE_DAYS = (60, 30, 7)
    day = AS_OF + timedelta(days=70)
    Finding.objects.filter(pk=owing.pk).update(due=day, order_day=day)
    Finding.objects.filter(due__isnull=False).exclude(pk=owing.pk).update(
        due=None, order_day=date.max
    )
    for before in range(70, days - 1, -1):
        send_notices(by=system_account(), on=day - timedelta(days=before))
    assert len(to(users["official"])) == periods
    assert all(one.url == page(owing) for one in to(users["official"]))


def test_nothing_is_told_after_the_day(owing: Finding, users: dict[str, User]) -> None:
    Finding.objects.exclude(pk=owing.pk).update(due=None, order_day=date.max)
    send_notices(by=system_account(), on=owing.due + timedelta(days=1))
    assert not Message.objects.exists()


def test_the_officer_of_the_unit_is_told_how_many_not_who(
    owing: Finding, users: dict[str, User], client_of: Any
) -> None:
    send_notices(by=system_account(), on=AS_OF)
    text = counted(owing.rule, owing.due, 1).zh.partition("：")[0]
    (one,) = [one for one in to(users["personnel_officer"]) if one.text_zh.startswith(text)]
    assert one.count >= 1 and owing.name not in one.text_zh and one.kind == Message.Kind.DUE
    board = client_of("personnel_officer").get(one.url).context["rows"]
    assert one.count == len(board)
    assert {(row.finding.rule, row.finding.due) for row in board} == {(owing.rule, owing.due)}
    for role in ("head", "auditor", "organisation_officer", "system_admin"):
        assert not to(users[role])


def test_a_reminder_reaches_the_person_and_the_officer_once_a_day(
    owing: Finding, users: dict[str, User]
) -> None:
    told = {"by": users["organisation_officer"], "on": AS_OF, "note": "请于月底前完成"}
    remind_people([owing.pk], **told)
    remind_people([owing.pk], **told)
    (own,) = to(users["official"])
    (officer,) = to(users["personnel_officer"])
    assert own.kind == officer.kind == "reminder" and own.url == page(owing)
    assert own.text_zh.endswith("请于月底前完成") and owing.name not in officer.text_zh


def test_a_calendar_shows_own_days_and_names_nobody(
    owing: Finding, users: dict[str, User], client: Any
) -> None:
    day = timezone.localdate() + timedelta(days=10)
    Finding.objects.filter(pk=owing.pk).update(due=day, order_day=day)
    token = "t" * 43
    for role, count in (("official", 0), ("personnel_officer", 1)):
        Feed.objects.all().delete()
        open_feed(token, by=users[role], on=timezone.localdate())
        answer = client.get(reverse("findings:calendar", args=[token]))
        assert answer["Content-Type"].startswith("text/calendar")
        events = Calendar.from_ical(answer.content).walk("VEVENT")
        mine = [one for one in events if one["UID"].startswith(f"{owing.rule}-{day}")]
        assert [one.decoded("dtstart") for one in mine] == [day]
        assert ("项未完成" in str(mine[0]["SUMMARY"])) is bool(count)
        assert owing.name not in answer.content.decode()


def test_a_closed_or_replaced_address_is_gone(users: dict[str, User], client: Any) -> None:
    told = {"by": users["official"], "on": AS_OF}
    old, new = "a" * 43, "b" * 43
    open_feed(old, **told)
    open_feed(new, **told)
    assert client.get(reverse("findings:calendar", args=[old])).status_code == 404
    assert client.get(reverse("findings:calendar", args=[new])).status_code == 200
    User.objects.filter(pk=users["official"].pk).update(is_active=False)
    assert client.get(reverse("findings:calendar", args=[new])).status_code == 404
    assert not Feed.objects.filter(digest__in=(old, new)).exists()
