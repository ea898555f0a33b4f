"""Key facts are corrected by two persons; the official concerned may ask."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.actions import correct_record
from quanheng.office.records.models import Correction, Particulars, Person, Tenure
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.records.values import value_of
from tests.office.procedures import correcting
from tests.office.records.conftest import TODAY

pytestmark = pytest.mark.django_db
State = Correction.State
BIRTH = date(1979, 8, 1)
GROUNDS = {"reason": "档案审核认定", "evidence": "入团志愿书"}


@pytest.fixture
def line(person: Person) -> Particulars:
    return Particulars.objects.current().get(person=person)


def propose(line: Particulars, by: User, **changes: object) -> Correction:
    told = changes or {"birth": BIRTH}
    return correcting.proposed(line, told, by=by, on=TODAY, **GROUNDS)


def test_two_persons_correct_a_birth_date(line: Particulars, officer: User, second: User) -> None:
    correction = propose(line, officer)
    assert Particulars.objects.current().get(person=line.person).birth == line.birth
    entry = correcting.confirm(correction, by=second, on=TODAY)
    now = Particulars.objects.current().get(person=line.person)
    assert (now.birth, now.supersedes, now.recorded_by) == (BIRTH, line, second)
    assert entry.details.values["changes"]["birth"]["after"] == BIRTH.isoformat()
    correction.refresh_from_db()
    assert correction.state == State.CONFIRMED


def test_one_person_does_not(line: Particulars, officer: User) -> None:
    correction = propose(line, officer)
    for decide in (correcting.confirm, correcting.refuse):
        with pytest.raises(Refused):
            decide(correction, by=officer, on=TODAY, decision="同意")
    assert Particulars.objects.current().get(person=line.person).birth == line.birth


def test_the_database_refuses_it_too(line: Particulars, officer: User, second: User) -> None:
    correction = propose(line, officer)
    correcting.confirm(correction, by=second, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(decided_by=officer)


def test_without_the_power_nobody_confirms(
    line: Particulars, officer: User, users: dict[str, User]
) -> None:
    correction = propose(line, officer)
    for role in ("personnel_officer", "auditor", "official", "security_admin"):
        with pytest.raises(Refused):
            correcting.confirm(correction, by=users[role], on=TODAY)


def test_nobody_decides_about_the_own_file(line: Particulars, officer: User, second: User) -> None:
    correction = propose(line, officer)
    User.objects.filter(person_code=line.person.code).update(person_code=None)
    second.person_code = line.person.code
    second.save()
    with pytest.raises((Refused, PermissionDenied)):
        correcting.confirm(correction, by=second, on=TODAY)
    with pytest.raises(Refused):
        propose(line, second)


def test_one_proposal_at_a_time(line: Particulars, officer: User, second: User) -> None:
    propose(line, officer)
    with pytest.raises(Refused):
        propose(line, second, birth=date(1978, 1, 1))


def test_a_proposal_rests_on_evidence(line: Particulars, officer: User) -> None:
    with pytest.raises(Refused):
        correcting.proposed(
            line, {"birth": BIRTH}, by=officer, on=TODAY, reason="更正", evidence=""
        )


def test_a_proposal_is_refused_with_a_reason(
    line: Particulars, officer: User, second: User
) -> None:
    correction = propose(line, officer)
    with pytest.raises(Refused):
        correcting.refuse(correction, by=second, on=TODAY, decision="")
    correcting.refuse(correction, by=second, on=TODAY, decision="依据不足")
    with pytest.raises(Overtaken):
        correcting.confirm(correction, by=second, on=TODAY)


def test_whoever_proposed_it_or_looks_after_it_withdraws(
    line: Particulars, users: dict[str, User], second: User
) -> None:
    personnel = users["personnel_officer"]
    correction = propose(line, personnel)
    for role in ("official", "auditor", "head"):
        with pytest.raises(Refused):
            correcting.withdraw(correction, by=users[role], on=TODAY)
    correcting.withdraw(correction, by=personnel, on=TODAY)
    again = propose(line, personnel)
    correcting.withdraw(again, by=second, on=TODAY)
    again.refresh_from_db()
    assert again.state == State.WITHDRAWN


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    line: Particulars, officer: User, second: User
) -> None:
    correction = propose(line, officer)
    correct_record(line, {"native_place": "浙江杭州"}, by=officer, on=TODAY, reason="补充")
    correcting.confirm(correction, by=second, on=TODAY)
    now = Particulars.objects.current().get(person=line.person)
    assert (now.birth, now.native_place) == (BIRTH, "浙江杭州")

    stale = propose(now, officer, birth=date(1980, 1, 1))
    Correction.objects.filter(pk=stale.pk).update(
        changes={"birth": {"before": "1900-01-01", "after": "1980-01-01"}}
    )
    with pytest.raises(Overtaken):
        correcting.confirm(stale, by=second, on=TODAY)


def test_the_identity_number_is_never_kept_in_the_open(
    line: Particulars, officer: User, second: User
) -> None:
    number = "330102197908010017"
    correction = propose(line, officer, id_number=number)
    assert number not in str(correction.changes)
    entry = correcting.confirm(correction, by=second, on=TODAY)
    assert number not in str(entry.details.values)
    now = Particulars.objects.current().get(person=line.person)
    assert value_of(now, "id_number") == number


def test_a_tenure_is_taken_back_by_two(tenure: Tenure, officer: User, second: User) -> None:
    correction = correcting.retraction(tenure, by=officer, on=TODAY, **GROUNDS)
    correcting.confirm(correction, by=second, on=TODAY)
    assert not Tenure.objects.current().filter(pk=tenure.pk).exists()


def test_the_official_asks_and_two_others_decide(
    line: Particulars, users: dict[str, User], officer: User, second: User
) -> None:
    official = users["official"]
    told = {"by": official, "on": TODAY, "reason": "档案有误"}
    correction = correcting.requested(line, {"birth": BIRTH}, **told)
    assert correction.state == State.REQUESTED
    with pytest.raises(Refused):
        correcting.confirm(correction, by=second, on=TODAY)
    correcting.take_up(correction, evidence="出生医学证明", by=officer, on=TODAY)
    correcting.confirm(correction, by=second, on=TODAY)
    assert Particulars.objects.current().get(person=line.person).birth == BIRTH


def test_nobody_asks_for_another_file(line: Particulars, second: User) -> None:
    with pytest.raises(Refused):
        correcting.requested(line, {"birth": BIRTH}, by=second, on=TODAY, reason="更正")


def test_the_official_does_not_propose(line: Particulars, users: dict[str, User]) -> None:
    with pytest.raises(Refused):
        propose(line, users["official"])


def test_each_step_is_in_the_ledger(
    line: Particulars, officer: User, second: User, users: dict[str, User]
) -> None:
    size = Entry.objects.count()
    correction = propose(line, officer)
    correcting.refuse(correction, by=second, on=TODAY, decision="依据不足")
    correcting.withdraw(propose(line, officer), by=officer, on=TODAY)
    taken = list(Entry.objects.values_list("action", "actor")[size:])
    assert taken == [
        ("correction proposed", officer.username),
        ("correction refused", second.username),
        ("correction proposed", officer.username),
        ("correction withdrawn", officer.username),
    ]


def test_a_personnel_officer_proposes_for_the_own_unit_only(
    line: Particulars, users: dict[str, User]
) -> None:
    elsewhere = Tenure.objects.filter(end=None, unit__children=None).exclude(person=line.person)
    post = elsewhere.select_related("unit").first()
    assert post is not None
    clerk = User.objects.create_user("clerk")
    Grant.objects.create(
        user=clerk,
        role=Role.PERSONNEL_OFFICER,
        unit_code=post.unit.code,
        since=date(2000, 1, 1),
        granted_by=users["security_admin"],
    )
    propose(Particulars.objects.get(person=post.person), clerk)
    assert not Person.objects.visible_to(clerk).filter(pk=line.person_id).exists()
    with pytest.raises(PermissionDenied):
        propose(line, clerk)


def test_the_record_of_the_case_names_every_entry(
    client_of: Callable[[str], Client], line: Particulars, officer: User, second: User
) -> None:
    before = Entry.objects.count()
    correction = propose(line, officer)
    correcting.confirm(correction, by=second, on=TODAY)
    page = reverse("procedures:record", args=[correcting.running(correction).pk])
    shown = client_of("organisation_officer").get(page).content.decode()
    for number in (before, before + 1):
        assert str(number) in shown


def test_what_one_asked_for_and_what_others_proposed_stand_apart(
    client_of: Callable[[str], Client], line: Particulars, users: dict[str, User], officer: User
) -> None:
    browser, page = client_of("official"), reverse("records:my-file")
    assert "涉及我的更正" not in browser.get(page).content.decode()
    asked = {"by": users["official"], "on": TODAY, "reason": "籍贯有误"}
    correcting.requested(line, {"native_place": "浙江杭州"}, **asked)
    propose(line, officer)
    mine, _, others = browser.get(page).content.decode().partition("涉及我的更正")
    assert "籍贯有误" in mine
    assert GROUNDS["reason"] not in mine
    assert GROUNDS["reason"] in others
    assert "籍贯有误" not in others
