"""What a case lets happen: gates, deadlines, deputies, relatives, what it leaves in the file."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.office.accounts.roles import Role
from quanheng.office.accounts.system import system_account
from quanheng.office.ledger.models import Details, Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.acting import acting, those_who_act
from quanheng.office.procedures.known import step_of
from quanheng.office.procedures.models import Case, Override
from quanheng.office.records.models import Family, Particulars, Person, Supervision
from quanheng.office.records.writing import write
from quanheng.office.workdays import working_days_between
from tests.office.procedures.desk import ADMONISH, BACK, DAY, FOUND, TRIP, Desk, another

HEAD, OFFICER, OFFICIAL = "head", "organisation_officer", "official"
DISCIPLINE, PERSONNEL = "discipline_officer", "personnel_officer"
State = Case.State


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def values(entry: Entry) -> dict:
    found: dict = Details.objects.get(entry=entry).values
    return found


# A leave from application to return


def test_a_leave_runs_from_application_to_return_and_stands_in_the_file(desk: Desk) -> None:
    case = desk.applied()
    assert (case.step, case.due) == ("approve", date(2026, 3, 5))
    desk.take(case, "approved", role=HEAD)
    case = fresh(case)
    assert (case.step, case.due) == ("back", date(2026, 3, 19))
    filed = Supervision.objects.get(pk=case.filed["supervision"])
    assert (filed.person, filed.type, filed.approved) == (desk.person, "外出", True)
    assert (filed.day, filed.until) == (TRIP["from"], TRIP["to"])
    desk.take(case, "reported", {"returned": BACK}, role=OFFICIAL, on=BACK)
    case = fresh(case)
    assert (case.state, case.closed_on, case.due) == (State.DONE, BACK, None)


def test_a_refusal_needs_a_reason_and_files_nothing(desk: Desk) -> None:
    case = desk.applied()
    before = Supervision.objects.count()
    with pytest.raises(ValidationError):
        desk.take(case, "refused", role=HEAD)
    desk.take(case, "refused", role=HEAD, reason="工作走不开")
    assert fresh(case).state == State.REFUSED
    assert Supervision.objects.count() == before


def test_sent_back_it_is_asked_for_again(desk: Desk) -> None:
    case = desk.applied()
    desk.take(case, "returned", role=HEAD, reason="写明接待单位")
    case = fresh(case)
    assert (case.step, case.stay) == ("apply", 3)
    desk.take(case, "applied", {**TRIP, "place": "苏州市委党校"}, role=OFFICIAL)
    assert fresh(case).step == "approve"


def test_what_is_filed_again_supersedes_what_was_filed(desk: Desk) -> None:
    case = desk.applied()
    desk.take(case, "approved", role=HEAD)
    first = Supervision.objects.get(pk=fresh(case).filed["supervision"])
    desk.take(case, "reported", {"returned": BACK}, role=OFFICIAL, on=BACK)
    actions.reopen_case(case, "apply", reason="改期", **desk.by(OFFICER))
    desk.take(case, "applied", {**TRIP, "to": date(2026, 3, 13)}, role=OFFICIAL)
    desk.take(case, "approved", role=HEAD)
    second = Supervision.objects.get(pk=fresh(case).filed["supervision"])
    assert second.supersedes_id == first.pk
    assert second.until == date(2026, 3, 13)


# Gates


@pytest.mark.parametrize(("on", "passes"), [(date(2026, 3, 10), True), (date(2026, 3, 11), False)])
def test_approval_comes_before_the_trip(desk: Desk, on: date, passes: bool) -> None:
    case = desk.applied()
    if passes:
        entry = desk.take(case, "approved", role=HEAD, on=on)
        assert [one["status"] for one in values(entry)["checks"]] == ["met"]
        return
    with pytest.raises(ValidationError) as refused:
        desk.take(case, "approved", role=HEAD, on=on)
    assert "2026-03-10" in str(refused.value)
    assert fresh(case).step == "approve"


def test_an_override_takes_two_persons_and_holds_for_this_stay_only(desk: Desk) -> None:
    late = date(2026, 3, 11)
    case = desk.applied(on=late)
    actions.propose_override(case, "before", reason="因公紧急", **desk.by(HEAD, late))
    with pytest.raises(ValidationError):
        desk.take(case, "approved", role=HEAD, on=late)
    override = Override.objects.get(case=case)
    with pytest.raises(ValidationError):
        actions.sign_override(override, **desk.by(HEAD, late))
    actions.sign_override(override, **desk.by(OFFICER, late))
    desk.take(case, "returned", role=HEAD, reason="补材料", on=late)
    desk.take(case, "applied", TRIP, role=OFFICIAL, on=late)
    with pytest.raises(ValidationError):
        desk.take(case, "approved", role=HEAD, on=late)
    actions.propose_override(fresh(case), "before", reason="同前", **desk.by(OFFICER, late))
    actions.sign_override(Override.objects.get(case=case, signed_by=None), **desk.by(HEAD, late))
    entry = desk.take(case, "approved", role=HEAD, on=late)
    (check,) = values(entry)["checks"]
    assert (check["status"], check["override"]) == ("missed", Override.objects.last().pk)


def test_a_gate_that_names_nobody_is_never_overridden(desk: Desk) -> None:
    case = desk.open(ADMONISH, DISCIPLINE)
    for role in (DISCIPLINE, OFFICER, HEAD):
        with pytest.raises(ValidationError):
            actions.propose_override(case, "times", reason="急", **desk.by(role))


@pytest.mark.parametrize(("times", "passes"), [(3, True), (4, False)])
def test_every_failing_check_is_told_at_once(desk: Desk, times: int, passes: bool) -> None:
    case = desk.open(ADMONISH, DISCIPLINE)
    with pytest.raises(ValidationError) as refused:
        desk.take(case, "found", {**FOUND, "times": times}, role=DISCIPLINE)
    assert len(refused.value.messages) == (1 if passes else 2)


# Adverse: heard before, appeal after, silence


def admonished(desk: Desk, *, heard: bool = True) -> Case:
    case = desk.open(ADMONISH, DISCIPLINE)
    other = another(Role.DISCIPLINE_OFFICER)
    actions.propose_override(case, "proof", reason="原件在纪委", **desk.by(DISCIPLINE))
    actions.sign_override(Override.objects.get(case=case), by=other, on=DAY)
    desk.take(case, "found", FOUND, role=DISCIPLINE)
    if heard:
        desk.take(case, "heard", {"said": "当时生病"}, role=OFFICIAL)
    return fresh(case)


def test_nobody_decides_before_the_person_was_heard(desk: Desk) -> None:
    case = admonished(desk, heard=False)
    assert case.step == "hear"
    with pytest.raises(ValidationError):
        desk.take(case, "admonished", role=OFFICER, reason="属实")
    for role in (OFFICER, DISCIPLINE, HEAD, PERSONNEL):
        with pytest.raises(ValidationError):
            desk.take(case, "heard", role=role)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_silence_speaks_only_after_the_last_day(desk: Desk, days: int) -> None:
    case = admonished(desk, heard=False)
    on, system = case.due + timedelta(days=days), system_account()
    if days <= 0:
        with pytest.raises(ValidationError):
            actions.lapse_step(case, by=system, on=on)
        return
    actions.lapse_step(case, by=system, on=on)
    assert fresh(case).step == "decide"


def test_an_appeal_goes_to_somebody_else(desk: Desk) -> None:
    case = admonished(desk)
    desk.take(case, "admonished", role=OFFICER, reason="属实")
    desk.take(case, "appealed", role=OFFICIAL, reason="与事实不符")
    with pytest.raises(ValidationError):
        desk.take(case, "reviewed", role=OFFICER)
    other = another(Role.ORGANISATION_OFFICER)
    actions.take_step(case, "reviewed", by=other, on=DAY)
    assert fresh(case).state == State.DONE
    assert Supervision.objects.get(pk=fresh(case).filed["supervision"]).type == "诫勉"


def test_what_has_been_filed_is_not_withdrawn(desk: Desk) -> None:
    case = admonished(desk)
    desk.take(case, "admonished", role=OFFICER, reason="属实")
    with pytest.raises(ValidationError):
        actions.withdraw_case(case, reason="算了", **desk.by(DISCIPLINE))


# Deadlines


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on=st.dates(date(2026, 1, 1), date(2026, 9, 30)))
def test_the_time_to_answer_is_counted_in_working_days(desk: Desk, on: date) -> None:
    case = desk.applied({"from": on + timedelta(60), "to": on + timedelta(61)}, on=on)
    assert case.due is not None
    assert working_days_between(on, case.due) == 3


def test_a_rest_puts_the_time_limit_off(desk: Desk) -> None:
    case = desk.applied()
    actions.suspend_case(case, reason="等", **desk.by(OFFICER))
    actions.resume_case(case, reason="好", **desk.by(OFFICER, date(2026, 3, 5)))
    assert fresh(case).due == date(2026, 3, 9)  # three days later is a Sunday


# Deputies, relatives, recusal


def test_a_deputy_acts_for_somebody_and_both_stand_in_the_record(desk: Desk) -> None:
    case = desk.applied()
    deputy = desk.users["committee_member"]
    assert acting(case, step_of(case), deputy, DAY) is None
    until = DAY + timedelta(days=2)
    actions.delegate(deputy, since=DAY, until=until, reason="出差", **desk.by(HEAD))
    assert acting(case, step_of(case), deputy, until) is None
    assert Case.objects.visible_to(deputy, DAY).filter(pk=case.pk).exists()
    assert not Case.objects.visible_to(deputy, until).filter(pk=case.pk).exists()
    entry = actions.take_step(case, "approved", by=deputy, on=DAY)
    assert values(entry)["behalf_of"] == "head"
    move = fresh(case).moves.get(outcome="approved")
    assert (move.by, move.behalf_of) == (deputy, desk.users[HEAD])


def test_a_deputy_does_not_get_round_the_second_person(desk: Desk) -> None:
    """Who took a step does not take the next one through somebody who stands in."""
    case = desk.open(role=PERSONNEL)
    desk.take(case, "applied", TRIP, role=PERSONNEL)
    until = DAY + timedelta(days=9)
    actions.delegate(desk.users[PERSONNEL], since=DAY, until=until, reason="出差", **desk.by(HEAD))
    with pytest.raises(ValidationError):
        desk.take(case, "approved", role=PERSONNEL)


def test_the_person_concerned_acts_only_as_such(desk: Desk) -> None:
    """A head's own leave is approved by somebody else, by deputy or not."""
    head = desk.users[HEAD]
    head.person_code = Person.objects.exclude(pk=desk.person.pk)[0].code
    head.save()
    own = Person.objects.get(code=head.person_code)
    entry = actions.open_case("qingshanhu-2009:14/leave", own, place=desk.unit, by=head, on=DAY)
    case = Case.objects.get(pk=entry.about_key)
    actions.take_step(case, "applied", TRIP, by=head, on=DAY)
    with pytest.raises(ValidationError):
        actions.take_step(case, "approved", by=head, on=DAY)
    actions.delegate(head, since=DAY, until=None, reason="出差", **desk.by(OFFICER))
    with pytest.raises(ValidationError):
        actions.take_step(case, "approved", by=head, on=DAY)
    assert head not in those_who_act(case, step_of(fresh(case)).by, DAY)
    desk.take(case, "approved", role=OFFICER)


def declared(desk: Desk, person: Person, name: str, birth: date | None = None) -> None:
    told = {"person": person, "relation": "妻子", "name": name, "birth": birth}
    write(Family, told, by=desk.users[OFFICER], source="本人申报")


def test_a_declared_relative_is_kept_from_the_case(desk: Desk) -> None:
    case, head = desk.applied(), desk.users[HEAD]
    assert Case.objects.visible_to(head, DAY).filter(pk=case.pk).exists()
    declared(desk, desk.person, head.name)
    assert not Case.objects.visible_to(head, DAY).filter(pk=case.pk).exists()
    assert head not in those_who_act(case, step_of(case).by, DAY)
    with pytest.raises(ValidationError):
        desk.take(case, "approved", role=HEAD)
    actions.recuse(case, head, cleared=True, reason="同名同姓", **desk.by(OFFICER))
    assert Case.objects.visible_to(head, DAY).filter(pk=case.pk).exists()
    desk.take(case, "approved", role=HEAD)


@pytest.mark.parametrize(
    ("years", "kept"), [(0, True), (1, False), (None, True)], ids=["same", "other", "unknown"]
)
def test_a_namesake_of_another_age_is_no_relative(
    desk: Desk, years: int | None, kept: bool
) -> None:
    """The head's own declaration names the official; the birth month decides where it is known."""
    case, head = desk.applied(), desk.users[HEAD]
    head.person_code = Person.objects.exclude(pk=desk.person.pk)[0].code
    head.save()
    born = Particulars.objects.get(person=desk.person, known_until=None).birth
    birth = None if years is None else date(born.year + years, born.month, 1)
    declared(desk, Person.objects.get(code=head.person_code), desk.person.name, birth)
    assert Case.objects.visible_to(head, DAY).filter(pk=case.pk).exists() is not kept
    assert (acting(case, step_of(case), head, DAY) is None) is kept


def test_whoever_declares_recusal_is_kept_away_as_principal_too(desk: Desk) -> None:
    case, deputy = desk.applied(), desk.users["committee_member"]
    actions.delegate(deputy, since=DAY, until=None, reason="出差", **desk.by(HEAD))
    actions.recuse(case, desk.users[HEAD], reason="同学", **desk.by(HEAD))
    assert not Case.objects.visible_to(desk.users[HEAD], DAY).filter(pk=case.pk).exists()
    assert acting(case, step_of(case), deputy, DAY) is None


# A document that changes meanwhile


def test_a_case_stands_still_until_somebody_continues_it_under_the_new_text(desk: Desk) -> None:
    case = desk.applied()
    Case.objects.filter(pk=case.pk).update(pinned="0" * 64)
    with pytest.raises(ValidationError):
        desk.take(case, "approved", role=HEAD)
    entry = actions.continue_case(case, reason="此步未改", **desk.by(OFFICER))
    assert values(entry)["before"] == "0" * 64
    desk.take(case, "approved", role=HEAD)


def test_one_case_runs_about_one_matter(desk: Desk) -> None:
    matter = Supervision.objects.order_by("pk")[0]
    told = {"place": desk.unit, "matter": matter, **desk.by(OFFICIAL)}
    actions.open_case("qingshanhu-2009:14/leave", desk.person, **told)
    with pytest.raises(ValidationError):
        actions.open_case("qingshanhu-2009:14/leave", desk.person, **told)


def test_strangers_see_no_case(desk: Desk) -> None:
    case = desk.applied()
    seen = {
        role for role, user in desk.users.items()
        if Case.objects.visible_to(user, DAY).filter(pk=case.pk).exists()
    }  # fmt: skip
    assert seen == {"official", "personnel_officer", "head", "organisation_officer", "auditor"}
