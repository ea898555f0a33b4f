"""Pages of cases: opening one, taking its steps, gates, papers, the printed record."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.visible import hands_of
from quanheng.office.procedures.waiting import to_sign
from quanheng.office.records.models import Particulars
from tests.office.procedures.asking import (
    BOARD,
    DEPUTIES,
    NEW,
    ROLES,
    at,
    fresh,
    make_relative,
    posted,
    trip,
)
from tests.office.procedures.correcting import proposed, requested, running
from tests.office.procedures.desk import ADMONISH, FOUND, LEAVE, Desk

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
SEEING = {"official", "personnel_officer", "organisation_officer", "head", "auditor"}


# Opening


def test_an_official_applies_in_one_go(client_of: ClientOf, desk: Desk) -> None:
    browser = client_of("official")
    assert "请假和外出审批" in browser.get(NEW).content.decode()
    page = browser.get(NEW, {"procedure": LEAVE})
    assert page.context["subject"] == desk.person
    plan = SimpleUploadedFile("方案.pdf", b"%PDF-1.4")
    told = {"procedure": LEAVE, "subject": desk.person.code, "step-paper-plan": plan}
    answer = browser.post(NEW, {**told, **posted(trip(), "applied")})
    case = Case.objects.get()
    assert answer.headers["Location"] == at("case", case)
    assert (case.step, case.place, case.opened_by) == ("approve", desk.unit, desk.users["official"])
    assert case.papers.get().title == "方案.pdf"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"from": ""}, "from"),
        ({"from": "明天"}, "from"),
        ({"kind": "旅游"}, "kind"),
        ({"to": date(2000, 1, 1)}, "__all__"),
    ],
)
def test_a_refused_application_leaves_nothing_behind(
    client_of: ClientOf, desk: Desk, wrong: dict[str, Any], where: str
) -> None:
    before, told = Entry.objects.count(), {"procedure": LEAVE, "subject": desk.person.code}
    values = {**told, **posted({**trip(), **wrong}, "applied")}
    values["step-paper-plan"] = SimpleUploadedFile("方案.pdf", b"%PDF-1.4")
    answer = client_of("official").post(NEW, values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [where]
    assert not Case.objects.exists()
    assert Entry.objects.count() == before


def test_an_officer_applies_for_somebody_of_the_unit_only(
    client_of: ClientOf, desk: Desk, rows: Any
) -> None:
    browser = client_of("personnel_officer")
    found = browser.get(NEW, {"procedure": LEAVE, "q": desk.person.name}).context["found"]
    assert desk.person in [row.person for row in found.people]
    assert browser.get(NEW, {"procedure": LEAVE, "subject": desk.person.code}).context["form"]
    others = Particulars.objects.exclude(person__tenures__unit__path__startswith=desk.unit.path)
    foreign = others.order_by("pk")[0].person.code
    assert browser.get(NEW, {"procedure": LEAVE, "subject": foreign}).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_procedures_are_offered_to_whoever_may_open_them(
    client_of: ClientOf, desk: Desk, role: str
) -> None:
    offered = {one.procedure.id for one in client_of(role).get(NEW).context["offers"]}
    assert (LEAVE in offered) is (role in ("official", "personnel_officer"))
    assert (ADMONISH in offered) is (role == "discipline_officer")
    open_to = client_of(role).get(NEW, {"procedure": LEAVE}).status_code == 200
    assert open_to is (LEAVE in offered)


def test_nobody_opens_a_case_about_a_relative(client_of: ClientOf, desk: Desk) -> None:
    make_relative(desk, "personnel_officer")
    answer = client_of("personnel_officer").get(
        NEW, {"procedure": LEAVE, "subject": desk.person.code}
    )
    assert "form" not in answer.context
    assert "不能为" in answer.content.decode()


# Taking steps


def begun_today(case: Case) -> dict[str, object]:
    """What was applied for, but for a trip that begins today."""
    told = case.moves.filter(step="apply").latest("number").answers
    return {**told, "from": localdate().isoformat()}


def test_the_head_approves_and_the_official_reports_back(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    page = client_of("head").get(at("case", applied))
    assert [one.label for one in page.context["buttons"]] == ["同意", "退回修改", "不同意"]
    assert page.context["barriers"][0].passage.holds
    client_of("head").post(at("step", applied), posted({}, "approved", "注意安全"))
    assert fresh(applied).step == "back"
    early = posted({"returned": localdate() + timedelta(days=12)}, "reported")
    assert client_of("official").post(at("step", applied), early).status_code == 422
    applied.moves.filter(step="apply").update(answers=begun_today(applied))
    told = posted({"returned": localdate()}, "reported")
    client_of("official").post(at("step", applied), told)
    assert fresh(applied).state == Case.State.DONE
    text = client_of("auditor").get(at("case", applied)).content.decode()
    for said in ("注意安全", "实际返回日期", "已办结", "苏州"):
        assert said in text


def test_sending_back_wants_a_reason_and_no_answers(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    answer = client_of("head").post(at("step", applied), posted({}, "returned"))
    assert answer.status_code == 422
    assert "reason-given" in answer.context["form"].errors
    client_of("head").post(at("step", applied), posted({}, "returned", "改期"))
    assert fresh(applied).step == "apply"
    form = client_of("official").get(at("case", applied)).context["form"]
    assert form["place"].value() == "苏州"


def test_a_step_that_does_not_exist_is_refused(client_of: ClientOf, applied: Case) -> None:
    answer = client_of("head").post(at("step", applied), posted({}, "waved"))
    assert answer.status_code == 422
    assert fresh(applied).step == "approve"


def test_whoever_took_the_step_before_does_not_approve(
    client_of: ClientOf, desk: Desk, users: dict[str, User]
) -> None:
    case = desk.open(role="personnel_officer", on=localdate())
    desk.take(case, "applied", trip(), role="personnel_officer", on=localdate())
    assert not client_of("personnel_officer").get(at("case", case)).context["acts"]
    answer = client_of("personnel_officer").post(at("step", case), posted({}, "approved"))
    assert answer.status_code == 422
    assert client_of("organisation_officer").get(at("case", case)).context["acts"]


STAGES = {
    "apply": {"official", "personnel_officer"},
    "approve": {"head", "organisation_officer"},
    "back": {"official", "personnel_officer"},
}


@pytest.mark.any_database
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("step", STAGES)
def test_every_step_for_every_role(client_of: ClientOf, desk: Desk, step: str, role: str) -> None:
    case, on = desk.applied(trip(), on=localdate()), localdate()
    if step == "apply":
        desk.take(case, "returned", role="head", reason="改期", on=on)
    elif step == "back":
        desk.take(case, "approved", role="head", on=on)
    browser, moves = client_of(role), case.moves.count()
    page = browser.get(at("case", case))
    assert page.status_code == (200 if role in SEEING else 404)
    assert browser.get(at("record", case)).status_code == page.status_code
    acts = role in STAGES[step]
    if role in SEEING:
        assert page.context["acts"] is acts
        assert ('class="form step-form"' in page.content.decode()) is acts
    counted = browser.get(BOARD).context["found"]
    assert counted.count == (1 if role in SEEING else 0)
    assert counted.who["take"] == (1 if acts else 0)
    case.moves.filter(step="apply").update(answers=begun_today(case))
    values = {"apply": trip(), "approve": {}, "back": {"returned": on}}[step]
    outcome = {"apply": "applied", "approve": "approved", "back": "reported"}[step]
    answer = browser.post(at("step", case), posted(values, outcome))
    assert answer.status_code == (302 if acts else 422 if role in SEEING else 404)
    assert case.moves.count() == moves + acts


CORRECTING = {
    "propose": {"personnel_officer", "organisation_officer"},
    "confirm": {"organisation_officer"},
}


@pytest.mark.any_database
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("step", CORRECTING)
def test_every_step_of_a_correction_for_every_role(
    client_of: ClientOf, desk: Desk, step: str, role: str
) -> None:
    on, changes = localdate(), {"birth": date(1971, 2, 3)}
    line = Particulars.objects.current().get(person=desk.person)
    grounds = {"reason": "有误", "evidence": "原始档案"}
    if step == "propose":
        made = requested(line, changes, by=desk.users["official"], on=on, **grounds)
    else:
        made = proposed(line, changes, by=desk.users["personnel_officer"], on=on, **grounds)
    case, browser, acts = running(made), client_of(role), role in CORRECTING[step]
    seeing = role in SEEING - {"head"}
    page = browser.get(at("case", case))
    assert page.status_code == (200 if seeing else 404)
    if seeing:
        assert page.context["acts"] is acts
        assert "1971.02" in page.content.decode()
        assert "1971.02" in browser.get(at("record", case)).content.decode()
    assert browser.get(BOARD).context["found"].who["take"] == acts
    outcome = {"propose": "proposed", "confirm": "confirmed"}[step]
    answer = browser.post(at("step", case), posted({}, outcome, "原始档案"))
    assert answer.status_code == (302 if acts else 422 if seeing else 404)
    assert fresh(case).moves.count() == 1 + acts
    changed = Particulars.objects.current().get(person=desk.person).birth == changes["birth"]
    assert changed is (acts and step == "confirm")


@pytest.mark.parametrize("role", ROLES)
def test_a_hearing_is_for_the_official_alone(client_of: ClientOf, desk: Desk, role: str) -> None:
    case = desk.open(ADMONISH, "discipline_officer", on=localdate())
    proof = SimpleUploadedFile("a.pdf", b"%PDF")
    actions.attach_paper(case, "proof", proof, **desk.by("discipline_officer", localdate()))
    desk.take(case, "found", FOUND, role="discipline_officer", on=localdate())
    page = client_of(role).get(at("case", case))
    seeing = {"official", "discipline_officer", "organisation_officer"}
    assert page.status_code == (200 if role in seeing else 404)
    if role in seeing:
        assert page.context["acts"] is (role == "official")


# Gates


def test_two_persons_let_a_gate_pass(client_of: ClientOf, desk: Desk, late: Case) -> None:
    head, officer = client_of("head"), client_of("organisation_officer")
    page = head.get(at("case", late))
    (barrier,) = page.context["barriers"]
    assert (barrier.passage.passable, barrier.may_propose) == (False, True)
    (check,) = barrier.conditions
    assert check.status == "missed"
    assert check.remedy
    assert check.clause.href == "/clauses/qingshanhu-2009/14/"
    assert head.post(at("step", late), posted({}, "approved")).status_code == 422
    head.post(at("propose-override", late), {"gate": "before"})
    assert not late.overrides.exists()
    head.post(at("propose-override", late), {"gate": "before", "reason": "急事"})
    override = late.overrides.get()
    sign = at("sign-override", late, override=override.pk)
    head.post(sign)
    assert not head.get(at("case", late)).context["barriers"][0].may_sign
    assert late.overrides.get().signed_by is None
    user = desk.users["organisation_officer"]
    hands = hands_of(user, localdate())
    assert Case.objects.visible_to(user).get(to_sign(user, hands)) == late
    assert officer.get(BOARD, {"who": "sign"}).context["found"].count == 1
    assert head.get(BOARD).context["found"].who["sign"] == 0
    officer.post(sign)
    assert head.get(at("case", late)).context["barriers"][0].passage.passable
    head.post(at("step", late), posted({}, "approved"))
    assert fresh(late).step == "back"
    record = client_of("auditor").get(at("record", late)).content.decode()
    assert "（已放行）" in record
    assert record.count("急事") >= 2


@pytest.mark.parametrize("role", ["official", "personnel_officer", "auditor"])
def test_others_let_no_gate_pass(client_of: ClientOf, late: Case, role: str) -> None:
    page = client_of(role).get(at("case", late))
    assert not page.context["barriers"][0].may_propose
    client_of(role).post(at("propose-override", late), {"gate": "before", "reason": "急事"})
    assert not late.overrides.exists()


def test_refused_answers_stand_beside_their_check(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    desk.take(applied, "returned", role="head", reason="改期", on=localdate())
    wrong = {**trip(), "to": localdate()}
    answer = client_of("official").post(at("step", applied), posted(wrong, "applied"))
    assert answer.status_code == 422
    (check,) = answer.context["barriers"][0].conditions
    assert localdate().isoformat() in check.on_file


# Papers


def test_papers_are_attached_fetched_and_taken_away(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    desk.take(applied, "returned", role="head", reason="补材料", on=localdate())
    browser = client_of("official")
    file = SimpleUploadedFile("方案.pdf", b"%PDF-1.4 text")
    browser.post(at("attach", applied), {"paper": "plan", "file": file})
    paper = applied.papers.get()
    page = client_of("head").get(at("case", applied)).content.decode()
    assert paper.sha256 in page
    got = client_of("head").get(at("paper", applied, paper=paper.pk))
    assert b"".join(got.streaming_content) == b"%PDF-1.4 text"
    client_of("personnel_officer").post(at("remove-paper", applied, paper=paper.pk))
    assert applied.papers.get().removed_at is None
    browser.post(at("remove-paper", applied, paper=paper.pk))
    assert applied.papers.get().removed_at is not None
    assert client_of("head").get(at("paper", applied, paper=paper.pk)).status_code == 404


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"")])
def test_other_files_are_refused(
    client_of: ClientOf, desk: Desk, applied: Case, name: str, content: bytes
) -> None:
    desk.take(applied, "returned", role="head", reason="补材料", on=localdate())
    file = SimpleUploadedFile(name, content)
    answer = client_of("official").post(
        at("attach", applied), {"paper": "plan", "file": file}, follow=True
    )
    assert "notice-error" in answer.content.decode()
    assert not applied.papers.exists()


# What is printed


def test_the_record_names_the_entry_of_each_step(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    on = localdate()
    actions.suspend_case(applied, reason="等通知", **desk.by("organisation_officer", on))
    actions.resume_case(applied, reason="已通知", **desk.by("organisation_officer", on))
    entry = desk.take(applied, "approved", role="head", on=on)
    page = client_of("auditor").get(at("record", applied))
    rows = page.context["rows"]
    assert [row.doing.move.kind for row in rows] == ["taken", "suspended", "resumed", "taken"]
    told = Entry.objects.filter(about_kind="procedures.case", about_key=str(applied.pk))
    numbers = list(told.order_by("number").values_list("number", flat=True))
    assert [row.entry for row in rows] == numbers[1:]
    assert rows[-1].entry == entry.number
    assert [check.status for check in rows[-1].checks] == ["met"]
    assert f'href="{reverse("ledger:entry", args=[entry.number])}"' in page.content.decode()
    hidden = client_of("official").get(at("record", applied)).content.decode()
    assert str(entry.number) in hidden
    assert "/ledger/" not in hidden


def test_every_page_says_where_its_figures_come_from(client_of: ClientOf, applied: Case) -> None:
    browser = client_of("organisation_officer")
    for url in (BOARD, NEW, at("case", applied), DEPUTIES):
        text = browser.get(url).content.decode()
        assert "数据来源" in text
        assert " style=" not in text
    assert re.search(r"<svg[^>]*role=\"group\"", browser.get(at("case", applied)).content.decode())


def test_looking_at_a_case_is_noted_for_the_person(
    client_of: ClientOf, desk: Desk, applied: Case
) -> None:
    client_of("auditor").get(at("case", applied))
    looks = AccessLog.objects.filter(user=desk.users["auditor"], person_code=desk.person.code)
    assert looks.count() == 1
    client_of("official").get(at("case", applied))
    assert not AccessLog.objects.filter(user=desk.users["official"]).exists()
