"""The home page: the work that waits for an account comes first, and leads to where it is done."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from quanheng.norms.records import Records
from quanheng.office.accounts.models import Role, User
from quanheng.office.procedures.waiting import mine_of
from quanheng.office.records.models import Particulars, Tenure
from quanheng.office.web.work import tasks
from tests.office.procedures import correcting
from tests.office.procedures.desk import another, follow

ON = date(2026, 3, 2)
CHANGE = {"birth": date(1970, 2, 1)}


@pytest.fixture
def district(district: Records) -> Records:
    """The sample district, which follows the national rules on personnel files."""
    follow("national")
    return district


@pytest.fixture
def told(users: dict[str, User]) -> Callable[[str], dict[str, int]]:
    """``told(role)`` is the work of that role's account: how much of each kind."""
    return lambda role: {
        str(task.title): task.count
        for task in tasks(users[role], ON, mine_of(users[role], ON))
        if "/duties/" not in task.url  # the sample's lists have work of their own
    }


def test_a_proposal_waits_for_another_person(district: Records, users, told, client_of):
    facts = Particulars.objects.exclude(person__code=users[Role.OFFICIAL].person_code).first()
    officer = users[Role.ORGANISATION_OFFICER]
    correcting.proposed(facts, CHANGE, reason="与原件不符", evidence="原件", by=officer, on=ON)
    assert told(Role.ORGANISATION_OFFICER) == {"您的事项办理中": 1}
    for role in (Role.ORGANISATION_OFFICER, Role.AUDITOR):
        assert "与原件不符" not in client_of(role).get("/").content.decode()


def test_who_may_decide_is_led_to_the_proposal(district: Records, users, client_of):
    facts = Particulars.objects.exclude(person__code=users[Role.OFFICIAL].person_code).first()
    other = another(Role.ORGANISATION_OFFICER)
    made = correcting.proposed(facts, CHANGE, reason="与原件不符", evidence="原件", by=other, on=ON)
    shown = client_of(Role.ORGANISATION_OFFICER).get("/").content.decode()
    assert "与原件不符" in shown
    assert f'href="/cases/{correcting.running(made).pk}/"' in shown


def test_a_request_waits_for_an_officer_and_is_shown_to_who_asked(district, users, told):
    official = users[Role.OFFICIAL]
    line = Tenure.objects.filter(person__code=official.person_code).first()
    correcting.requested(line, {"title": "科员"}, reason="有误", evidence="", by=official, on=ON)
    assert told(Role.ORGANISATION_OFFICER) == {"待您办理的事项": 1}
    assert told(Role.OFFICIAL) == {"您的事项办理中": 1}
    assert told(Role.AUDITOR) == {}


def test_entries_wait_for_a_checkpoint_of_the_audit_administrator(district, users, told):
    assert list(told(Role.AUDIT_ADMIN)) == ["账本条目待签检查点"]
    assert told(Role.AUDITOR) == {}


def test_accounts_without_a_role_wait_for_the_security_administrator(users, told):
    assert told(Role.SECURITY_ADMIN) == {}
    User.objects.create_user("nobody")
    assert told(Role.SECURITY_ADMIN) == {"账户尚未授予角色": 1}


def test_nothing_to_do_is_said(client_of: Callable[[str], Client]):
    assert "没有待办事项。" in client_of(Role.PETITION_OFFICER).get("/").content.decode()


def test_only_who_has_a_file_is_offered_the_own_file(client_of: Callable[[str], Client]):
    assert 'href="/my/"' in client_of(Role.OFFICIAL).get("/").content.decode()
    assert 'href="/my/"' not in client_of(Role.AUDITOR).get("/").content.decode()


def test_people_are_narrowed_by_unit_and_level(district: Records, client_of):
    client = client_of(Role.ORGANISATION_OFFICER)
    post = Tenure.objects.filter(end=None).select_related("unit", "person").last()
    assert post
    page = client.get("/people/", {"unit": post.unit.code, "level": post.level})
    rows = page.context["rows"]
    assert post.person in [row.person for row in rows]
    assert all(post.level in [held.level for held in row.posts] for row in rows)
    assert len(rows) < client.get("/people/").context["page"].count
    assert client.get("/people/", {"level": "no"}).status_code == 200
