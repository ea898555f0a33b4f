"""The board of cases, deputies, who is kept away, and the course of a case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.models import User
from quanheng.office.procedures import known
from quanheng.office.procedures.acting import acting
from quanheng.office.procedures.models import Case, Delegation
from quanheng.office.procedures.models.visible import hands_of
from quanheng.office.procedures.waiting import to_take, waiting
from tests.office.procedures.asking import (
    BOARD,
    DEPUTIES,
    NEW,
    ROLES,
    at,
    fresh,
    make_relative,
    named,
    posted,
    trip,
)
from tests.office.procedures.desk import ADMONISH, LEAVE, Desk

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


# What waits


@pytest.mark.parametrize("role", ROLES)
def test_what_waits_is_what_may_be_done(
    desk: Desk, users: dict[str, User], role: str, applied: Case, late: Case
) -> None:
    on, user = localdate(), users[role]
    desk.take(late, "returned", role="head", reason="改期", on=on)
    mine = desk.open(role="personnel_officer", on=on)
    desk.take(mine, "applied", trip(), role="personnel_officer", on=on)
    desk.open(ADMONISH, "discipline_officer", on=on)
    seen = Case.objects.visible_to(user, on)
    waits = set(seen.filter(to_take(user, hands_of(user, on))).values_list("pk", flat=True))
    steps = {case: known.procedure_of(case).step(case.step) for case in seen}
    assert waits == {case.pk for case, step in steps.items() if acting(case, step, user, on)}
    told = {wait.url: wait.count for wait in waiting(user, on)}
    assert told.get("/cases/?who=take", 0) == len(waits)


def test_a_deputy_is_told_what_waits_for_the_principal(
    client_of: ClientOf, desk: Desk, users: dict[str, User], applied: Case
) -> None:
    on, deputy = localdate(), users["committee_member"]
    assert not waiting(deputy, on)
    assert client_of("committee_member").get(at("case", applied)).status_code == 404
    named(client_of("head"))
    assert [wait.count for wait in waiting(deputy, on)] == [1]
    page = client_of("committee_member").get(at("case", applied))
    assert page.context["rights"].behalf_of == users["head"]
    client_of("committee_member").post(at("step", applied), posted({}, "approved"))
    assert fresh(applied).step == "back"
    text = client_of("auditor").get(at("case", applied)).content.decode()
    assert f"代{users['head']}" in text


def test_deputies_are_named_by_reason_and_ended_by_those_concerned(
    client_of: ClientOf, users: dict[str, User], applied: Case
) -> None:
    assert named(client_of("head"), reason="").status_code == 422
    assert named(client_of("head"), until=localdate()).status_code == 422
    assert not Delegation.objects.exists()
    assert named(client_of("head")).status_code == 302
    end = reverse("procedures:end-delegation", args=[Delegation.objects.get().pk])
    assert client_of("auditor").post(end).status_code == 404
    assert not client_of("auditor").get(DEPUTIES).context["rows"]
    assert client_of("committee_member").get(DEPUTIES).context["rows"]
    assert client_of("committee_member").post(end).status_code == 302
    assert not waiting(users["committee_member"], localdate())
    assert client_of("committee_member").get(at("case", applied)).status_code == 404


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_no_deputies(client_of: ClientOf, desk: Desk, role: str) -> None:
    assert named(client_of("head"), deputy=role).status_code == 422


# Who is kept away


ADDRESSES = (
    ("case", "get"), ("record", "get"), ("step", "post"), ("course", "post"), ("attach", "post"),
    ("propose-override", "post"), ("recuse", "post"),
)  # fmt: skip


def all_404(browser: Client, case: Case) -> bool:
    answers = [getattr(browser, method)(at(name, case)) for name, method in ADDRESSES]
    return all(answer.status_code == 404 for answer in answers)


@pytest.mark.parametrize("role", ["head", "organisation_officer", "auditor"])
def test_for_relatives_the_case_does_not_exist(
    client_of: ClientOf, desk: Desk, applied: Case, role: str
) -> None:
    make_relative(desk, role)
    browser = client_of(role)
    assert all_404(browser, applied)
    assert browser.get(BOARD, {"state": "all"}).context["found"].count == 0
    assert not waiting(desk.users[role], localdate())


def test_declaring_oneself_out_and_being_let_in_again(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    head, officer = client_of("head"), client_of("organisation_officer")
    answer = head.post(at("recuse", applied), {"reason": "同学"})
    assert answer.headers["Location"] == BOARD
    assert all_404(head, applied)
    recusal = applied.recusals.get()
    assert "同学" in officer.get(at("case", applied)).content.decode()
    officer.post(at("end-recusal", applied, recusal=recusal.pk), {"reason": "已核实"})
    assert head.get(at("case", applied)).status_code == 200


def test_a_namesake_is_cleared_by_whoever_looks_after_the_case(
    client_of: ClientOf, desk: Desk, users: dict[str, User], applied: Case
) -> None:
    make_relative(desk, "head")
    told = {"user": users["head"].pk, "cleared": "yes", "reason": "经核实为同名"}
    client_of("auditor").post(at("recuse", applied), told)
    assert client_of("head").get(at("case", applied)).status_code == 404
    client_of("organisation_officer").post(at("recuse", applied), told)
    assert client_of("head").get(at("case", applied)).status_code == 200


def test_the_person_concerned_is_offered_no_recusal(client_of: ClientOf, applied: Case) -> None:
    page = client_of("official").get(at("case", applied))
    assert not page.context["rights"].declares
    assert "申报本人回避" not in page.content.decode()


# The course of a case


@pytest.mark.parametrize("role", ["head", "auditor"])
def test_only_those_who_look_after_a_case_change_its_course(
    client_of: ClientOf, applied: Case, role: str
) -> None:
    page = client_of(role).get(at("case", applied))
    assert not page.context["course"]
    client_of(role).post(at("course", applied), {"what": "suspend", "reason": "等通知"})
    assert fresh(applied).state == Case.State.OPEN


def test_a_case_rests_goes_on_ends_and_begins_anew(client_of: ClientOf, applied: Case) -> None:
    browser = client_of("organisation_officer")

    def changed(what: str, **more: str) -> Case:
        browser.post(at("course", applied), {"what": what, "reason": "情况有变", **more})
        return fresh(applied)

    def offered() -> list[str]:
        return [name for name, _label in browser.get(at("case", applied)).context["course"]]

    assert offered() == ["suspend", "withdraw"]
    assert changed("suspend").state == Case.State.SUSPENDED
    assert "step" not in browser.get(at("case", applied)).context
    assert offered() == ["resume", "withdraw"]
    assert changed("resume").state == Case.State.OPEN
    assert changed("withdraw").state == Case.State.WITHDRAWN
    assert offered() == ["reopen"]
    assert changed("reopen", step="back").state == Case.State.WITHDRAWN
    assert changed("reopen", step="apply").step == "apply"
    assert changed("nonsense").state == Case.State.OPEN


def test_a_changed_document_stops_the_case_until_it_is_continued(
    client_of: ClientOf, applied: Case
) -> None:
    Case.objects.update(pinned="0" * 64)
    page = client_of("head").get(at("case", applied))
    assert page.context["changed"]
    assert page.context["acts"] is False
    assert "文件已经更新" in page.content.decode()
    told = {"what": "continue", "reason": "只改了文字"}
    client_of("organisation_officer").post(at("course", applied), told)
    assert client_of("head").get(at("case", applied)).context["acts"]


def test_a_case_of_a_document_that_is_gone_can_still_be_read(
    client_of: ClientOf, applied: Case
) -> None:
    Case.objects.update(procedure="gone:1/leave")
    for name in ("case", "record"):
        page = client_of("official").get(at(name, applied))
        assert page.status_code == 200
        assert "gone:1/leave" in page.content.decode()
    assert client_of("official").get(BOARD).status_code == 200
    assert client_of("official").post(at("step", applied)).status_code == 302


# The board


def test_every_number_of_the_board_leads_to_what_it_counts(
    client_of: ClientOf, desk: Desk, applied: Case, late: Case
) -> None:
    on = localdate()
    desk.take(late, "refused", role="head", reason="走不开", on=on)
    Case.objects.filter(pk=applied.pk).update(
        since=on - timedelta(days=9), due=on - timedelta(days=2)
    )
    third = desk.applied(trip(), on=on)
    browser = client_of("organisation_officer")
    page = browser.get(BOARD)
    assert [row.case.pk for row in page.context["rows"]] == [applied.pk, third.pk]
    for name, _label, number in page.context["states"]:
        assert browser.get(BOARD, {"state": name}).context["found"].count == number
    for name, _label, number in page.context["whose"]:
        assert browser.get(BOARD, {"who": name}).context["found"].count == number
    columns = browser.get(BOARD, {"procedure": LEAVE}).context["columns"]
    assert [(one.step.name, one.count, one.overdue) for one in columns] == [
        ("apply", 0, 0), ("approve", 2, 1), ("back", 0, 0),
    ]  # fmt: skip
    for column in columns:
        asked = {"procedure": LEAVE, "step": column.step.name}
        assert browser.get(BOARD, asked).context["found"].count == column.count
    assert columns[1].rows[0].due.status == "missed"


def test_the_board_is_narrowed_by_unit_and_person(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    browser = client_of("organisation_officer")
    counts = {
        name: browser.get(BOARD, asked).context["found"].count
        for name, asked in {
            "unit": {"unit": desk.unit.code},
            "elsewhere": {"unit": "nowhere"},
            "person": {"person": desk.person.pk},
            "procedure": {"procedure": ADMONISH},
            "wrong": {"procedure": "no", "step": "no", "state": "no", "who": "no", "person": "no"},
        }.items()
    }
    assert counts == {"unit": 1, "elsewhere": 0, "person": 1, "procedure": 0, "wrong": 1}


def test_a_long_list_is_cut_into_pages(client_of: ClientOf, applied: Case) -> None:
    copies = [fresh(applied) for _ in range(60)]
    for one in copies:
        one.pk = None
    Case.objects.bulk_create(copies)
    browser = client_of("organisation_officer")
    first, second = (browser.get(BOARD, {"page": page}).context["rows"] for page in (1, 2))
    assert (len(first), len(second)) == (50, 11)
    assert not {row.case.pk for row in first} & {row.case.pk for row in second}
    columns = browser.get(BOARD, {"procedure": LEAVE}).context["columns"]
    assert (columns[1].count, len(columns[1].rows)) == (61, 12)


@pytest.mark.parametrize("role", ["official", "organisation_officer", "head", "personnel_officer"])
def test_pages_take_few_queries(
    client_of: ClientOf, desk: Desk, applied: Case, role: str, django_assert_max_num_queries: Any
) -> None:
    named(client_of("organisation_officer"), deputy=role if role != "organisation_officer" else "")
    many = [fresh(applied) for _ in range(30)]
    for one in many:
        one.pk = None
    Case.objects.bulk_create(many)
    browser = client_of(role)
    browser.get(at("case", applied))  # the look is noted once a day
    for url, most in (
        (BOARD, 12), (f"{BOARD}?procedure={LEAVE}", 12), (f"{BOARD}?who=take", 12),
        (at("case", applied), 27), (at("record", applied), 19), (NEW, 12), (DEPUTIES, 12),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            assert browser.get(url).status_code == 200, url
    with django_assert_max_num_queries(12):
        waiting(User.objects.get(username=role), localdate())
