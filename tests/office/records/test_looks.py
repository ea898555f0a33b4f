"""Whoever looks at another's file is noted, once a day; the person concerned sees it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.access import looks_at
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.records import actions
from quanheng.office.records.models import Correction, Duty, Particulars, Person, Training
from tests.office.procedures import correcting
from tests.office.procedures.desk import follow
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


@pytest.fixture
def correction(person: Person, officer: User) -> Correction:
    follow("national")
    line = Particulars.objects.current().get(person=person)
    given = {"reason": "核对", "evidence": "档案", "by": officer, "on": TODAY}
    return correcting.proposed(line, {"native_place": "浙江杭州"}, **given)


@pytest.mark.parametrize(
    "page",
    ["records:person", "records:record", "corrections:correct", "corrections:retract",
     "procedures:case"],
)  # fmt: skip
def test_every_page_of_a_file_notes_the_look(
    client_of: ClientOf, person: Person, correction: Correction, page: str
) -> None:
    line = Training.objects.filter(person=person)[0]
    case = correcting.running(correction)
    args = {"records:person": [person.pk], "procedures:case": [case.pk]}
    url = reverse(page, args=args.get(page, ["training", line.pk]))
    browser, own = client_of("organisation_officer"), client_of("official")
    seen = reverse("records:my-file")
    assert "组织部门干部" not in own.get(seen).content.decode().split('id="looks')[-1]
    before = Entry.objects.count()
    for _again in range(3):
        assert browser.get(url).status_code == 200
    assert Entry.objects.count() == before + 1
    [look] = looks_at(person.code)
    assert (look.user.username, look.what) == ("organisation_officer", "file")
    assert look.entry_number == Entry.objects.latest("number").number
    for mine in (seen, reverse("sensitive:my-looks")):
        assert "组织部门干部" in own.get(mine).content.decode().split('id="looks')[-1]


def test_the_page_of_a_duty_notes_the_look_at_its_owner(
    client_of: ClientOf, person: Person, officer: User
) -> None:
    values = {"type": "整改", "number": "甲", "matter": "事项", "assigned": TODAY, "owner": person}
    entry = actions.add_record(Duty, values, by=officer, on=TODAY)
    url = reverse("records:record", args=["duty", entry.about_key])
    assert client_of("official").get(url).status_code == 200
    assert not looks_at(person.code).exists()
    assert client_of("organisation_officer").get(url).status_code == 200
    assert [look.what for look in looks_at(person.code)] == ["file"]


def test_one_does_not_look_at_oneself(client_of: ClientOf, person: Person) -> None:
    own = client_of("official")
    for url in (reverse("records:person", args=[person.pk]), reverse("records:my-file")):
        assert own.get(url).status_code == 200
    assert not looks_at(person.code).exists()


def test_whoever_is_turned_away_has_not_looked(client_of: ClientOf, person: Person) -> None:
    url = reverse("records:person", args=[person.pk])
    assert client_of("petition_officer").get(url).status_code == 404
    assert not looks_at(person.code).exists()


def test_the_file_lists_the_duties_that_are_open(
    client_of: ClientOf, person: Person, officer: User
) -> None:
    def duty(number: str, **more: object) -> None:
        values = {"type": "整改", "number": number, "matter": f"事项{number}"}
        values |= {"assigned": TODAY, "owner": person, **more}
        actions.add_record(Duty, values, by=officer, on=TODAY)

    url = reverse("records:person", args=[person.pk])
    Duty.objects.all().delete()
    assert "未办结的责任事项" not in client_of("organisation_officer").get(url).content.decode()
    duty("甲")
    duty("乙", closed=TODAY)
    for client, at in (
        (client_of("organisation_officer"), url),
        (client_of("official"), url),
        (client_of("official"), reverse("records:my-file")),
    ):
        shown = client.get(at).content.decode()
        assert "未办结的责任事项" in shown
        assert "事项甲" in shown
        assert "事项乙" not in shown
    extract = client_of("official").post(reverse("records:extract"), {"format": "html"})
    assert "事项乙" in extract.content.decode()
