"""The home page: what is due, what has changed, how the units stand, by role."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quanheng.office.accounts.models import Role, User
from quanheng.office.dashboards import home
from quanheng.office.dashboards.counting import reach_of
from quanheng.office.findings.models import Finding, Run
from quanheng.office.findings.running import run_evaluation
from quanheng.office.inbox.models import Message
from quanheng.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ON = date(2025, 11, 20)


@pytest.fixture
def autumn(adopted: None, users: dict[str, User]) -> Run:
    """Everybody evaluated on a day in autumn, when much is still due."""
    return run_evaluation(Run.Kind.FULL, by=users[Role.ORGANISATION_OFFICER], on=ON)


def listed(client: Client, href: str) -> int:
    return int(client.get(href).context["page"].count)


def test_an_official_sees_the_own_open_findings_and_why(
    client_of: ClientOf, autumn: Run, users: dict[str, User]
) -> None:
    client = client_of(Role.OFFICIAL)
    page = client.get("/")
    told = page.context["stand"].own
    code = users[Role.OFFICIAL].person_code
    held = Finding.objects.current().filter(
        code=code, status__in=["missed", "attention", "pending"]
    )
    assert {one.finding.pk for one in told} == set(held.values_list("pk", flat=True)) != set()
    shown = unescape(page.content.decode())
    for one in told:
        assert one.finding.message in shown
        assert client.get(one.href).status_code == 200
        assert reverse("dashboards:clause", args=[one.finding.pack, one.number]) in shown
    days = [one.finding.due or date.min for one in told]
    assert days == sorted(days)
    assert page.context["stand"].due is None
    assert not page.context["stand"].systems


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.PERSONNEL_OFFICER])
def test_officers_see_what_is_due_in_their_units(
    client_of: ClientOf, autumn: Run, users: dict[str, User], role: str
) -> None:
    client = client_of(role)
    stand = home.stand_of(users[role], ON)
    assert stand.due
    seen = Finding.objects.current().visible_to(users[role])
    soon = seen.filter(due__gte=ON, due__lte=ON + home.SOON)
    assert {one.rule for one in stand.due.rows} <= set(soon.values_list("rule", flat=True))
    assert len(stand.due.rows) + stand.due.more == soon.values("rule", "due").distinct().count()
    for one in stand.due.rows:
        assert soon.filter(rule=one.rule, due=one.due).count() == one.count
        assert listed(client, one.href) == one.count
    assert listed(client, stand.due.href) == soon.count()


def test_changes_of_the_last_days_are_shown_and_older_ones_are_not(
    client_of: ClientOf, autumn: Run, users: dict[str, User]
) -> None:
    officer = users[Role.ORGANISATION_OFFICER]
    now = timezone.now()
    assert home.changes(officer, reach_of(officer), Run.objects.latest_done(), now) == home.Changes(
        [], []
    )
    later = run_evaluation(Run.Kind.FULL, by=officer, on=date(2026, 1, 2))
    moved = Finding.objects.current().filter(since_run=later).exclude(was="")
    moved = [one for one in moved if one.was != one.status]
    assert moved
    page = client_of(Role.ORGANISATION_OFFICER).get("/")
    told = page.context["stand"].changes.rows
    assert len(told) == min(len(moved), home.SHOWN)
    assert {one.finding.pk for one in told} <= {one.pk for one in moved}
    assert all(
        client_of(Role.ORGANISATION_OFFICER).get(one.href).status_code == 200 for one in told
    )
    late = home.changes(officer, reach_of(officer), later, now + home.LATELY + timedelta(days=1))
    assert late.rows == []


def test_a_run_that_moved_very_many_is_told_by_its_number(
    autumn: Run, users: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = users[Role.ORGANISATION_OFFICER]
    later = run_evaluation(Run.Kind.FULL, by=officer, on=date(2026, 1, 2))
    monkeypatch.setattr(home, "MANY", later.moved - 1)
    assert home.changes(officer, reach_of(officer), later, timezone.now()) == home.Changes(
        [], [later]
    )


def test_changes_stay_within_the_scope(autumn: Run, users: dict[str, User]) -> None:
    later = run_evaluation(Run.Kind.FULL, by=users[Role.ORGANISATION_OFFICER], on=date(2026, 1, 2))
    for role in (Role.HEAD, Role.OFFICIAL, Role.PETITION_OFFICER):
        seen = set(Finding.objects.visible_to(users[role]).values_list("pk", flat=True))
        told = home.changes(users[role], reach_of(users[role]), later, timezone.now()).rows
        assert {one.finding.pk for one in told} <= seen


@pytest.mark.parametrize("role", [Role.HEAD, Role.COMMITTEE_MEMBER])
def test_leaders_see_the_five_sub_systems(client_of: ClientOf, autumn: Run, role: str) -> None:
    page = client_of(role).get("/")
    assert [part.system for part in page.context["stand"].systems] == list(home_systems())
    assert 'href="/overview/cultivation/?status=missed"' in page.content.decode()
    assert page.context["stand"].due is None


def home_systems() -> list[str]:
    return ["cultivation", "assessment", "selection", "supervision", "incentives"]


def test_auditors_see_the_ledger(client_of: ClientOf, autumn: Run) -> None:
    page = client_of(Role.AUDITOR).get("/")
    entries = page.context["stand"].entries
    numbers = [line.entry.number for line in entries]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == min(Entry.objects.count(), home.SHOWN) > 0
    for number in numbers:
        assert f'href="/ledger/{number}/"' in page.content.decode()
    assert not client_of(Role.HEAD).get("/").context["stand"].entries


def test_unread_messages_wait_for_their_reader(
    client_of: ClientOf, autumn: Run, users: dict[str, User]
) -> None:
    official = users[Role.OFFICIAL]
    for number in range(home.SHOWN + 2):
        Message.objects.create(
            recipient=official, kind="due", key=str(number), text_zh=f"第{number}件事",
            text_en="x", sent_by=official, sent_at=timezone.now(),
        )  # fmt: skip
    page = client_of(Role.OFFICIAL).get("/")
    assert len(page.context["stand"].messages) == home.SHOWN
    (task,) = [one for one in page.context["tasks"] if one.url == reverse("inbox:messages")]
    assert task.count == home.SHOWN + 2
    assert "第9件事" in page.content.decode()
    assert "第9件事" not in client_of(Role.HEAD).get("/").content.decode()
    Message.objects.update(read_at=timezone.now())
    page = client_of(Role.OFFICIAL).get("/")
    assert not page.context["stand"].messages
    assert reverse("inbox:messages") not in [one.url for one in page.context["tasks"]]


@pytest.mark.parametrize("role", list(Role))
def test_the_home_page_asks_little(
    client_of: ClientOf, autumn: Run, users: dict[str, User],
    django_assert_max_num_queries: Any, role: str,
) -> None:  # fmt: skip
    run_evaluation(Run.Kind.FULL, by=users[Role.ORGANISATION_OFFICER], on=date(2026, 1, 2))
    client = client_of(role)
    with django_assert_max_num_queries(28):
        assert client.get("/").status_code == 200
