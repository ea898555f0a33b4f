"""Cases stand under the law of their unit: documents that it follows, with the numbers it set."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.roles import Role
from quanheng.office.law.actions import adopt_pack, choose_number, end_adoption
from quanheng.office.law.models import Adoption
from quanheng.office.procedures import actions
from quanheng.office.procedures.known import lawful, lawful_for, procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.opening import offered, offers
from quanheng.office.records.models import Unit
from quanheng.office.workdays import add_working_days
from quanheng.packs import installed
from tests.office.procedures.desk import BACK, DAY, LEAVE, TRIP, Desk

PACK = "qingshanhu-2009"
DAYS = "qingshanhu-2009:14/answer-days"
OFFICIAL, OFFICER, HEAD = "official", "organisation_officer", "head"


def root() -> Unit:
    return Unit.objects.get(parent=None)


def adopted(desk: Desk, unit: Unit) -> None:
    """Only this unit, and what is below it, follows the document."""
    Adoption.objects.filter(pack=PACK).delete()
    adopt_pack(unit, PACK, since=date(2020, 1, 1), source="甲", **desk.by(OFFICER))


def chosen(desk: Desk, unit: Unit, value: str, on: date = DAY) -> None:
    told = {"since": on, "source": "乙", **desk.by(OFFICER, on)}
    choose_number(unit, DAYS, value, **told)


def ended(desk: Desk, on: date = DAY) -> None:
    adoption = Adoption.objects.get(pack=PACK)
    end_adoption(adoption, until=on, reason="废止", **desk.by(OFFICER, on))


def test_installed_is_not_enough_to_open_a_case(desk: Desk) -> None:
    Adoption.objects.filter(pack=PACK).delete()
    with pytest.raises(ValidationError, match=f"未在{desk.unit}施行"):
        desk.open()
    assert not Case.objects.exists()


def test_a_case_is_opened_where_the_document_holds_and_nowhere_else(desk: Desk) -> None:
    adopted(desk, desk.unit)
    assert desk.open().place == desk.unit
    beside = Unit.objects.filter(parent=root()).exclude(pk=desk.unit.pk)
    adopted(desk, next(one for one in beside if not desk.unit.path.startswith(one.path)))
    with pytest.raises(ValidationError, match="未在"):
        desk.open()


@pytest.mark.parametrize(("since", "held"), [(DAY, True), (DAY + timedelta(days=1), False)])
def test_the_document_must_hold_on_the_day(desk: Desk, since: date, held: bool) -> None:
    Adoption.objects.filter(pack=PACK).update(since=since)
    assert lawful(LEAVE, desk.unit, DAY).holds is held


def test_whoever_has_no_unit_stands_under_the_law_of_the_topmost(desk: Desk) -> None:
    assert lawful(LEAVE, None, DAY).holds
    adopted(desk, desk.unit)
    assert not lawful(LEAVE, None, DAY).holds


def test_the_unit_sets_the_time_limit(desk: Desk) -> None:
    usual = desk.applied()
    chosen(desk, desk.unit, "9")
    own = desk.applied()
    days = int(procedures()[LEAVE].step("approve").limit.length.number(DAY))
    assert days != 9 and usual.due == add_working_days(DAY, days)
    assert own.due == add_working_days(DAY, 9)
    assert usual.fingerprint == installed()[PACK].fingerprint != own.fingerprint


def test_a_number_set_elsewhere_changes_nothing_here(desk: Desk) -> None:
    beside = Unit.objects.exclude(pk=desk.unit.pk).filter(parent=root())
    chosen(desk, next(one for one in beside if not desk.unit.path.startswith(one.path)), "9")
    assert desk.applied().fingerprint == installed()[PACK].fingerprint


def test_a_number_set_meanwhile_is_taken_up_with_a_reason(desk: Desk) -> None:
    case = desk.applied()
    chosen(desk, root(), "9")
    with pytest.raises(ValidationError, match="续办"):
        desk.take(case, "approved", role=HEAD)
    actions.continue_case(case, reason="只改时限", **desk.by(OFFICER))
    desk.take(case, "approved", role=HEAD)
    case.refresh_from_db()
    assert case.fingerprint == lawful_for(case, DAY).fingerprint != installed()[PACK].fingerprint


def test_a_case_begun_under_a_document_ends_under_it(desk: Desk) -> None:
    chosen(desk, root(), "9")
    case = desk.applied()
    ended(desk)
    desk.take(case, "approved", role=HEAD)
    desk.take(case, "reported", {"returned": BACK}, role=OFFICIAL, on=BACK)
    case.refresh_from_db()
    assert case.state == Case.State.DONE
    with pytest.raises(ValidationError, match="未在"):
        desk.open()


def test_only_what_holds_is_offered(desk: Desk) -> None:
    official, head = desk.users[OFFICIAL], desk.users["personnel_officer"]
    for user in (official, head):
        assert LEAVE in {one.procedure.id for one in offers(user, DAY)}
        assert offered(LEAVE, user, DAY) == procedures()[LEAVE]
    ended(desk)
    for user in (official, head):
        assert LEAVE not in {one.procedure.id for one in offers(user, DAY)}
        assert offered(LEAVE, user, DAY) is None


def test_an_officer_of_the_whole_is_offered_what_one_unit_follows(desk: Desk) -> None:
    adopted(desk, desk.unit)
    chosen(desk, desk.unit, "9")
    for user in (desk.users["personnel_officer"], desk.users[OFFICIAL]):
        (leave,) = (one for one in offers(user, DAY) if one.procedure.id == LEAVE)
        assert any("9" in stage.limit for stage in leave.stages)


def test_the_page_says_where_the_document_does_not_hold(desk: Desk) -> None:
    """An officer of the whole chooses somebody of a unit that does not follow it."""
    other = Unit.objects.filter(parent=root()).order_by("path").last()
    assert other is not None and not desk.unit.path.startswith(other.path)
    adopted(desk, other)
    asked = {"procedure": LEAVE, "subject": desk.person.code}
    client = Client()
    client.force_login(desk.second(Role.PERSONNEL_OFFICER))
    answer = client.get(reverse("procedures:new"), asked)
    assert f"未在{desk.unit}施行" in answer.content.decode()


def test_the_law_of_a_case_takes_two_queries(
    desk: Desk, django_assert_num_queries: Callable[..., Any]
) -> None:
    case = desk.applied(TRIP)
    assert case.place is not None
    with django_assert_num_queries(2):
        assert lawful_for(case, DAY).holds
    official = desk.users[OFFICIAL]
    with django_assert_num_queries(8):
        offers(official, DAY)


def test_another_number_of_the_document_stops_no_case(desk: Desk) -> None:
    """The document's fingerprint moves with it, the procedure's does not."""
    case = desk.applied()
    other = "qingshanhu-2009:19/looked-back"
    told = {"since": DAY, "source": "乙", **desk.by(OFFICER)}
    choose_number(root(), other, "18", **told)
    assert lawful_for(case, DAY).fingerprint != case.fingerprint
    desk.take(case, "approved", role=HEAD)


def test_national_rules_hold_whether_adopted_or_not(desk: Desk) -> None:
    Adoption.objects.all().delete()
    assert lawful("national:personnel-file/correction", desk.unit, DAY).holds
    assert not lawful(LEAVE, desk.unit, DAY).holds
