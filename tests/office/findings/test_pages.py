"""The board and the pages around it: filters, numbers that agree with lists, few queries."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.findings.filters import asked, kept, totals
from quanheng.office.findings.models import Finding, Run, SavedView
from quanheng.office.inbox.models import Message
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Unit

BOARD = "findings:board"


@pytest.fixture
def officer(evaluated: Run, client_of: Callable[[str], Client]) -> Client:
    return client_of("organisation_officer")


def board(client: Client, **query: Any) -> Any:
    answer = client.get(reverse(BOARD), query)
    assert answer.status_code == 200
    return answer


def listed(client: Client, **query: Any) -> list[Finding]:
    """Every finding of a list, page by page."""
    found: list[Finding] = []
    after = ""
    while True:
        context = board(client, **query, **({"after": after} if after else {})).context
        found += [row.finding for row in context["rows"]]
        after = context["page"].after
        if not after:
            return found


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"pack": "kunming-2019"},
        {"clause": "kunming-2019:4"},
        {"rule": "kunming-2019:4/training-year"},
        {"status": ["missed", "attention"]},
        {"pack": "hangzhou-2020", "status": "met"},
    ],
)
def test_numbers_agree_with_the_lists_they_lead_to(officer: Client, query: Any) -> None:
    found = listed(officer, **query)
    context = board(officer, **query).context
    asked_for = query.get("status") or list(context["totals"])
    numbers = [
        context["totals"][one] for one in ([asked_for] if isinstance(asked_for, str) else asked_for)
    ]
    assert len(found) == len({one.pk for one in found}) == sum(numbers) > 0


def test_the_worst_comes_first_then_what_is_due_first(officer: Client) -> None:
    found = listed(officer)
    keys = [(one.severity, one.order_day, one.pk) for one in found]
    assert keys == sorted(keys) and len(found) == Finding.objects.current().count()


@pytest.mark.parametrize("role", ["organisation_officer", "personnel_officer", "head"])
def test_tallies_and_lists_of_a_scope_agree(
    evaluated: Run, users: dict[str, User], rf: Any, role: str
) -> None:
    on = timezone.localdate()
    for unit in Unit.objects.visible_to(users[role]):
        request = rf.get("/", {"unit": unit.code})
        filter = asked(request.GET, users[role], on)
        numbers = totals(filter, users[role], on)
        found = kept(filter, users[role], on)
        assert numbers is not None
        assert {status: found.filter(status=status).count() for status in numbers} == numbers


def test_filters_by_day_name_and_kind(officer: Client) -> None:
    pending = Finding.objects.current().filter(due__isnull=False).order_by("due")
    day = pending[0].due
    found = listed(officer, due_from=day, due_to=day)
    assert found and {one.due for one in found} == {day}
    name = Finding.objects.current().filter(person__isnull=False)[0].name
    assert {one.name for one in listed(officer, q=name)} == {name}
    assert {one.subject_type for one in listed(officer, type="unit")} == {"unit"}
    ahead = listed(officer, horizon=2)
    assert ahead and {one.horizon for one in ahead} == {2}


def test_what_cannot_be_read_is_named(officer: Client) -> None:
    assert "2026-13-01" in board(officer, due_from="2026-13-01").content.decode()
    assert board(officer, pack="none", horizon="9", status="x", after="forged").context["rows"]


def test_the_board_asks_little(
    officer: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    pk = Finding.objects.current().first().pk
    run = Run.objects.latest_done().pk
    addresses = {
        reverse(BOARD): 20,
        reverse("findings:finding", args=[pk]): 25,
        reverse("findings:runs"): 15,
        reverse("findings:run", args=[run]): 15,
    }
    for address, most in addresses.items():
        officer.get(address)
        with django_assert_max_num_queries(most):
            assert officer.get(address).status_code == 200


def test_the_workbook_holds_what_the_list_shows(officer: Client) -> None:
    query = {"pack": "kunming-2019", "status": ["missed", "attention"]}
    answer = officer.get(reverse("findings:export"), query)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[6] for row in rows[1:]] == [one.message_zh for one in listed(officer, **query)]
    told = Entry.objects.get(action="findings exported").details.values
    assert told["count"] == len(rows) - 1


def test_a_view_is_saved_shown_and_deleted(officer: Client, client_of: Any) -> None:
    officer.post(reverse("findings:save-view"), {"name": "未达标", "query": "status=missed"})
    view = SavedView.objects.get()
    page = board(officer).content.decode()
    assert 'href="/findings/?status=missed"' in page and "未达标" in page
    other = client_of("auditor")
    assert not board(other).context["views"]
    assert other.post(reverse("findings:delete-view", args=[view.pk])).status_code == 404
    officer.post(reverse("findings:delete-view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_ticked_findings_are_reminded_of(officer: Client, users: dict[str, User]) -> None:
    Finding.objects.filter(code=users["official"].person_code).update(status="missed", due=None)
    owed = Finding.objects.current().filter(code=users["official"].person_code)
    ticked = [one.pk for one in owed[:2]]
    answer = officer.post(
        reverse("findings:remind"),
        {"finding": ticked, "note": "请补", "query": "pack=x"},
        follow=True,
    )
    assert answer.redirect_chain == [("/findings/?pack=x", 302)]
    assert Message.objects.of(users["official"]).count() == 2
    assert "已就 2 条结论提醒 2 人" in answer.content.decode()


def test_somebody_who_moved_away_since_the_run_is_not_shown(
    evaluated: Run, users: dict[str, User], client_of: Any
) -> None:
    head = client_of("head")
    shown = [one for one in listed(head) if one.person_id]
    gone = shown[0].person
    gone.tenures.filter(end=None).update(end=timezone.localdate())
    assert gone.pk not in {one.person_id for one in listed(head)}
