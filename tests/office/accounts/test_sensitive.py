"""Masked parts of a file: shown with a reason, told to the person concerned."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.access import looks_at, note_look
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.accounts.powers import Denied
from quanheng.office.accounts.roles import Role
from quanheng.office.accounts.vault import Unsealable
from quanheng.office.ledger.models import Details, Entry
from quanheng.office.records.models import Health
from quanheng.office.records.sensitive.actions import note_health, reveal
from quanheng.office.records.sensitive.queries import of_number, parts
from quanheng.office.records.sensitive.sealing import open_note, seal_note
from tests.office.accounts.conftest import NUMBER, TODAY

Make = Callable[..., User]
What = AccessLog.What
REASON = "核对任免审批表"


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(tree: SimpleNamespace, person: str, what: str = "identity") -> str:
    return reverse("sensitive:reveal", args=[tree.people[person].pk, what])


@pytest.mark.parametrize(
    ("what", "said"), [("identity", NUMBER), ("family", "家人P1"), ("health", "高血压")]
)
def test_a_masked_part_is_shown_once_with_a_reason(
    account: Make, tree: SimpleNamespace, what: str, said: str
) -> None:
    officer = account(Role.ORGANISATION_OFFICER, unit="D")
    person = tree.people["P1"]
    note_health(person, TODAY, "高血压", source="体检报告", by=officer, on=TODAY)
    client, url = logged_in(officer), address(tree, "P1", what)
    before = Entry.objects.count()
    asked = client.get(url)
    assert asked.status_code == 200
    assert said not in asked.text
    without = client.post(url, {"reason": ""})
    assert without.status_code == 422
    assert said not in without.text
    assert Entry.objects.count() == before
    shown = client.post(url, {"reason": REASON})
    assert said in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert Entry.objects.count() == before + 1
    assert said not in client.get(url).text


def test_the_person_concerned_sees_who_looked_and_why(account: Make, tree: SimpleNamespace) -> None:
    officer = account(Role.ORGANISATION_OFFICER)
    own, other = account(Role.OFFICIAL, person="P1"), account(Role.OFFICIAL, person="P2")
    logged_in(officer).post(address(tree, "P1"), {"reason": REASON})
    url = reverse("sensitive:my-looks")
    assert REASON in logged_in(own).get(url).text
    assert REASON not in logged_in(other).get(url).text
    assert logged_in(officer).get(url).status_code == 404


@pytest.mark.parametrize(
    ("role", "unit", "what", "status"),
    [
        (Role.PERSONNEL_OFFICER, "D1", "identity", 200),
        (Role.PERSONNEL_OFFICER, "D2", "identity", 404),
        (Role.PERSONNEL_OFFICER, "D1", "health", 404),
        (Role.HEAD, "D1", "identity", 404),
        (Role.DISCIPLINE_OFFICER, "", "family", 200),
        (Role.AUDIT_ADMIN, "", "identity", 404),
        (Role.ORGANISATION_OFFICER, "", "file", 404),
    ],
)
def test_each_part_needs_its_power_over_the_person(
    account: Make, tree: SimpleNamespace, role: Role, unit: str, what: str, status: int
) -> None:
    client = logged_in(account(role, unit=unit))
    answer = client.post(address(tree, "P1", what), {"reason": REASON})
    assert answer.status_code == status
    assert AccessLog.objects.exists() is (status == 200)


def test_the_action_itself_refuses_without_the_power(account: Make, tree: SimpleNamespace) -> None:
    head = account(Role.HEAD)
    with pytest.raises(Denied):
        reveal(tree.people["P1"], What.IDENTITY, by=head, on=TODAY, reason=REASON)
    assert not Entry.objects.exists()


def test_one_sees_the_own_number_without_a_reason(account: Make, tree: SimpleNamespace) -> None:
    own = account(Role.OFFICIAL, person="P1")
    assert NUMBER in logged_in(own).post(address(tree, "P1")).text
    assert looks_at("P1").count() == 1
    assert logged_in(own).post(address(tree, "P2")).status_code == 404


def test_a_look_at_a_file_is_noted_once_a_day(account: Make, tree: SimpleNamespace) -> None:
    officer, person = account(Role.ORGANISATION_OFFICER), tree.people["P1"]
    for _again in range(2):
        note_look(person, "P1", by=officer, on=TODAY)
    note_look(person, "P1", by=account(Role.OFFICIAL, person="P1"), on=TODAY)
    assert [look.user for look in looks_at("P1")] == [officer]


def test_a_note_on_health_is_sealed_for_its_row(account: Make, tree: SimpleNamespace) -> None:
    officer = account(Role.ORGANISATION_OFFICER)
    kept = {"source": "体检报告", "by": officer, "on": TODAY}
    for code in ("P1", "P2"):
        note_health(tree.people[code], TODAY, f"情况{code}", **kept)
    first, second = Health.objects.order_by("pk")
    assert open_note(first) == "情况P1"
    assert "情况" not in str(Details.objects.values_list("values", flat=True))
    first.note_sealed = second.note_sealed
    with pytest.raises(Unsealable):
        open_note(first)
    first.note_sealed, first.person = seal_note(first, "情况"), second.person
    with pytest.raises(Unsealable):
        open_note(first)


def test_a_note_on_health_is_superseded_not_edited(account: Make, tree: SimpleNamespace) -> None:
    officer, person = account(Role.ORGANISATION_OFFICER), tree.people["P1"]
    for said in ("初查", "复查"):
        note_health(person, TODAY, said, source="体检报告", by=officer, on=TODAY)
    old, new = Health.objects.order_by("pk")
    assert new.supersedes == old
    assert [open_note(row) for row in Health.objects.current()] == ["复查"]


def test_health_is_written_through_its_page(account: Make, tree: SimpleNamespace) -> None:
    url = reverse("sensitive:add-health", args=[tree.people["P1"].pk])
    told = {"day": "2026-03-01", "note": "康复", "source": "体检报告"}
    assert logged_in(account(Role.PERSONNEL_OFFICER)).post(url, told).status_code == 404
    officer = logged_in(account(Role.ORGANISATION_OFFICER))
    assert officer.post(url, {"day": ""}).status_code == 422
    assert officer.post(url, told).status_code == 302
    assert open_note(Health.objects.get()) == "康复"


def test_a_person_is_found_by_number_within_reach(account: Make, tree: SimpleNamespace) -> None:
    inside = account(Role.PERSONNEL_OFFICER, unit="D1")
    outside = account(Role.PERSONNEL_OFFICER, unit="D2")
    assert of_number(NUMBER.lower(), inside, TODAY) == tree.people["P1"]
    assert of_number(NUMBER, outside, TODAY) is None
    assert of_number("330106197001011231", inside, TODAY) is None


def test_the_parts_offered_follow_the_powers(account: Make, tree: SimpleNamespace) -> None:
    person = tree.people["P1"]
    offered = {
        part.what: part.filled for part in parts(person, account(Role.OFFICIAL, person="P1"), TODAY)
    }
    assert offered == {"identity": True, "family": True, "health": False}
    assert not parts(person, account(Role.HEAD), TODAY)
