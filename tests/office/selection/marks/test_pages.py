"""The pages of marks: proposing, taking steps, lists that agree, few queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.models import AccessLog
from quanheng.office.selection.models import Mark, OrganisationNote, WordList
from tests.office.action_case import World
from tests.office.selection.marks import making as cases
from tests.office.selection.marks.making import LION, OFFICER, OFFICIAL, again
from tests.office.selection.scenes import mark_in, note_in

pytestmark = pytest.mark.any_database

Clients = Callable[[str], Client]
MOST = {"marks": 14, "mark": 26, "notes": 12, "me": 14, "mark-words": 14}


@pytest.fixture
def officer(world: World, client_of: Clients) -> Client:
    cases.person(world)
    return client_of(OFFICER)


def form(world: World, **more: Any) -> dict[str, Any]:
    post = cases.post(cases.person(world))
    said = {"type": LION, "facts": "牵头化解积案", "happened_on": "2025-11-03"}
    said |= {"source": "vetting", "attested": "on", "records": [f"tenure-{post.pk}"]}
    return said | more


def test_a_mark_is_proposed_shown_answered_and_confirmed(
    world: World, officer: Client, client_of: Clients
) -> None:
    of = cases.person(world)
    found = officer.post(reverse("selection:mark-propose"), {"person": of.code})
    assert found.url.endswith(f"?person={of.pk}")
    page = officer.get(found.url)
    assert "乱作为" in page.content.decode()
    wrong = officer.post(found.url, form(world, records=[]))
    assert wrong.status_code == 422 and "依据" in wrong.content.decode()
    made = officer.post(found.url, form(world))
    mark = Mark.objects.get()
    address = reverse("selection:mark", args=[mark.pk])
    assert made.url == address
    assert officer.post(f"{address}show").url == address
    official = client_of(OFFICIAL)
    assert (
        reverse("selection:mark", args=[mark.pk])
        in official.get(reverse("selection:me")).content.decode()
    )
    wrong = official.post(f"{address}reply", {"kind": "objects", "text": ""})
    assert wrong.status_code == 422
    official.post(f"{address}reply", {"kind": "objects", "text": "不符"})
    assert officer.post(f"{address}confirm", {"text": "属实"}).status_code == 422
    second = Client()
    second.force_login(cases.user(world, "second"))
    assert second.post(f"{address}confirm", {"text": "属实"}).url == address
    assert again(mark).holds(localdate())
    closed = officer.post(f"{address}close", {"text": "查无实据"})
    assert closed.url == reverse("selection:marks")
    assert address not in officer.get(closed.url).content.decode()


def test_a_look_at_a_mark_is_noted(world: World, officer: Client) -> None:
    mark = mark_in(cases.person(world), cases.user(world, "system_admin"))
    officer.get(reverse("selection:mark", args=[mark.pk]))
    assert AccessLog.objects.filter(person_code=mark.person.code).count() == 1


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({}, True),
        ({"type": "狮子型"}, True),
        ({"type": "太平官"}, False),
        ({"side": "against"}, False),
        ({"state": "shown"}, False),
        ({"q": "nobody"}, False),
        ({"unit": "nowhere"}, False),
    ],
)
def test_the_filters_of_the_list(world: World, officer: Client, query: Any, kept: bool) -> None:
    mark = mark_in(cases.person(world), cases.user(world, "system_admin"))
    page = officer.get(reverse("selection:marks"), query).content.decode()
    assert (reverse("selection:mark", args=[mark.pk]) in page) is kept


@pytest.mark.parametrize("name", MOST)
def test_the_number_of_queries_does_not_grow(
    world: World, officer: Client, client_of: Clients, name: str
) -> None:
    of, by = cases.person(world), cases.user(world, "system_admin")
    mark = mark_in(of, by)
    client = client_of(OFFICIAL) if name == "me" else officer
    url = reverse(f"selection:{name}", args=[mark.pk] if name == "mark" else [])
    counts = []
    for _more in range(2):
        note_in(of, by)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
        for number in range(3):
            mark_in(of, by, facts=f"{number}")
    assert counts[0] == counts[1] <= MOST[name]


def test_a_list_is_entered_and_shown(world: World, officer: Client, client_of: Clients) -> None:
    url = reverse("selection:mark-words")
    assert "未登记" in officer.get(url).content.decode()
    root = {"unit": officer.get(url).context["form"].fields["unit"].queryset[0].code}
    said = {"clause": "kunming-2019:19", "to_use": "甲\n乙", "not_to_use": "丙", "source": "市办法"}
    wrong = officer.post(url, {**root, **said, "since": "2026-01-01", "to_use": "甲\n甲"})
    assert wrong.status_code == 422
    officer.post(url, {**root, **said, "since": "2026-01-01"})
    assert WordList.objects.get().to_use == ["甲", "乙"]
    assert client_of("head").post(url, {**root, **said}).status_code == 403


def test_a_note_is_proposed_and_confirmed_by_another(world: World, officer: Client) -> None:
    of = cases.person(world)
    vote = cases.vote(world, of)
    url = f"{reverse('selection:note-new')}?person={of.pk}"
    said = {"vote": f"evaluation-{vote.pk}", "reason": "敢抓敢管"}
    post = cases.post(of)
    made = officer.post(url, {**said, "records": [f"tenure-{post.pk}"]})
    note = OrganisationNote.objects.get()
    assert made.url == reverse("selection:note", args=[note.pk])
    assert officer.post(f"{made.url}confirm", {"text": "同意"}).status_code == 422
    second = Client()
    second.force_login(cases.user(world, "second"))
    assert second.post(f"{made.url}confirm", {"text": "同意"}).status_code == 302
    assert OrganisationNote.objects.get().state == "confirmed"
