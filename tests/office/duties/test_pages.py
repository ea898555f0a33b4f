"""The pages of action lists: numbers that agree with lists, steps taken, few queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.duties.models import OPEN, Burden, Evidence, Item, Listed, Upload
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Duty
from tests.office.action_case import World
from tests.office.duties import making as cases
from tests.office.duties.making import now

Clients = Callable[[str], Client]
MOST = {"index": 12, "board": 16, "register": 12, "carry": 12}


@pytest.fixture
def officer(world: World, client_of: Clients) -> Client:
    return client_of("organisation_officer")


def page(client: Client, name: str, status: int = 200, **query: Any) -> Any:
    answer = client.get(reverse(f"duties:{name}"), query)
    assert answer.status_code == status
    return answer


@pytest.mark.parametrize(
    "query", [{}, {"type": "批示"}, {"year": "2025"}, {"q": "2025-"}, {"source": "巡视巡察"}]
)
def test_numbers_agree_with_the_lists_they_lead_to(
    world: World, officer: Client, query: Any
) -> None:
    cases.answered(world)
    numbers = page(officer, "index", **query).context["totals"]
    for stage, number in numbers.items():
        listed = page(officer, "index", **query, stage=stage)
        assert listed.context["page"].paginator.count == number, stage
    board = page(officer, "board", **query).context
    assert sum(column.count for column in board["columns"]) == numbers["open"]
    for column in board["columns"]:
        found = officer.get(column.url).context["page"].paginator.count
        assert found == column.count
    shown = sum(int(row[-1].text) for row in board["picture"].table.rows)
    assert shown == numbers["all"] - numbers["carried"]


def test_records_that_nobody_follows_are_in_every_list(world: World, officer: Client) -> None:
    found = Listed.objects.current().staged().filter(stage__in=OPEN).count()
    assert page(officer, "index").context["totals"]["open"] == found > 0
    assert not Item.objects.exists()


@pytest.mark.parametrize("name", ["index", "board", "register", "carry"])
def test_a_list_asks_the_same_however_long(world: World, officer: Client, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(officer, name)
        return len(asked)

    cases.last_year(world)
    queries()
    few = queries()
    for _turn in range(3):
        cases.last_year(world)
    assert queries() == few
    assert few <= MOST[name]


def test_an_item_asks_the_same_however_much_was_done(world: World, officer: Client) -> None:
    def queries(duty: Duty) -> int:
        url = reverse("duties:item", args=[duty.pk])
        officer.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(url).status_code == 200
        return len(asked)

    first = cases.answered(world)
    cases.evidence(world, first)
    few = queries(first)
    for turn in range(4):
        cases.actions.note_progress(first, f"进展{turn}", **cases.told(world))
    assert queries(first) == few < 30


def test_a_refused_step_says_why_on_the_page(world: World, client_of: Clients) -> None:
    duty = cases.assigned(world, measures=())
    client = client_of("official")
    answer = client.post(reverse("duties:act", args=[duty.pk, "answer"]), {"text": "办结"})
    assert answer.status_code == 422 and "须先制定措施" in answer.content.decode()


def test_a_step_leads_to_the_present_record(world: World, client_of: Clients) -> None:
    duty = cases.assigned(world)
    client = client_of("official")
    answer = client.post(reverse("duties:act", args=[duty.pk, "answer"]), {"text": "办结"})
    item = Item.objects.get(number=duty.number, type=duty.type)
    assert answer.url == reverse("duties:item", args=[now(item).pk]) and now(item).pk != duty.pk
    assert client.get(reverse("duties:item", args=[duty.pk])).url == answer.url


def test_buttons_are_for_those_who_may(world: World, client_of: Clients) -> None:
    duty = cases.answered(world, by="personnel_officer")
    url = reverse("duties:item", args=[duty.pk])

    def offered(role: str) -> set[str]:
        return {one.step.name for one in client_of(role).get(url).context["offers"]}

    assert {"verify", "return", "extend"} <= offered("organisation_officer")
    assert "verify" not in offered("personnel_officer")
    assert offered("official") == {"progress", "evidence"}
    assert offered("auditor") == set()


def test_a_paper_is_given_to_those_who_see_the_item(world: World, client_of: Clients) -> None:
    duty = cases.assigned(world)
    file = cases.ContentFile(b"%PDF-1.4", name="报告.pdf")
    cases.actions.add_evidence(duty, "报告", file=file, **cases.told(world, "official"))
    url = reverse("duties:evidence", args=[duty.pk, Evidence.objects.get().pk])
    answer = client_of("auditor").get(url)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4"
    assert client_of("system_admin").get(url).status_code == 404


def test_export_is_written_down(officer: Client) -> None:
    before = Entry.objects.count()
    answer = page(officer, "export", type="批示")
    assert answer.content.startswith(b"PK")
    assert Entry.objects.count() == before + 1
    assert Entry.objects.order_by("-number")[0].action == "duties exported"


def test_raising_by_the_form(world: World, officer: Client) -> None:
    url = f"{reverse('duties:new')}?type=批示"
    told = {
        "matter": "甲", "source_word": "市级批示", "lead_unit": cases.place(world).code,
        "owner": cases.person(world).name, "assigned": "2026-01-05", "deadline": "2026-03-01",
        "measures": "一\n二",
    }  # fmt: skip
    assert officer.post(url, {**told, "owner": "查无此人"}).status_code == 422
    answer = officer.post(url, told)
    item = Item.objects.get()
    assert answer.url == reverse("duties:item", args=[item.record_id])
    assert [one.text for one in item.measures.all()] == ["一", "二"]


def test_upload_preview_apply(world: World, officer: Client) -> None:
    file = cases.book(cases.row(world, number="2026-701"))
    shown = officer.post(reverse("duties:import"), {"file": file}, follow=True)
    assert "2026-701" in shown.content.decode()
    assert not Duty.objects.filter(number="2026-701").exists()
    upload = Upload.objects.get()
    officer.post(reverse("duties:apply", args=[upload.pk]), {"step": "apply"})
    assert Duty.objects.filter(number="2026-701", known_until=None).exists()


def test_a_cap_and_what_was_counted(world: World, officer: Client) -> None:
    unit = cases.place(world)
    said = {"unit": unit.code, "year": 2026, "what": "报表", "cap": 10, "counted": 12}
    assert officer.post(reverse("duties:burdens"), said).status_code == 422
    officer.post(reverse("duties:burdens"), {**said, "source": "区委2026年1号"})
    assert Burden.objects.get().cap == 10
    shown = page(officer, "burdens", year=2026).context["page"][0]
    assert shown.status.value == "attention"


def test_carrying_over_by_the_page(world: World, officer: Client, users: dict[str, User]) -> None:
    year = timezone.localdate().year + 1
    duty = cases.last_year(world)
    officer.post(reverse("duties:carry"), {"year": year, "duty": [duty.pk], "type": ""})
    item = Item.objects.get(number=duty.number, type=duty.type)
    assert item.carried_to is not None and now(item.carried_to).assigned.year == year


def test_what_was_closed_in_the_file_says_that_nobody_verified_it(
    world: World, officer: Client
) -> None:
    said = "没有在此核验"
    filed = cases.imported(world, closed=world.on, answered=world.on)
    assert said in officer.get(reverse("duties:item", args=[filed.pk])).content.decode()
    closed = cases.closed(world)
    assert said not in officer.get(reverse("duties:item", args=[closed.pk])).content.decode()
