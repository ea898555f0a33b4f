"""Gates over those put forward: added ones, those for reference; and what the case files."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from quanheng.office.accounts.models import Role, User
from quanheng.office.law.actions import adopt_pack
from quanheng.office.procedures import actions
from quanheng.office.procedures.known import gates_of, lawful_for, procedures
from quanheng.office.procedures.models import Case, Nominee, Override
from quanheng.office.procedures.models.visible import hands_of
from quanheng.office.procedures.waiting import to_sign
from quanheng.office.records.models import Tenure, Unit
from quanheng.office.records.refusals import Refused
from quanheng.office.workdays import add_working_days
from tests.office.procedures.conftest import at_hand, put_in_force
from tests.office.procedures.desk import DAY, Desk, follow
from tests.office.procedures.ferry import STEER, ferry, lighthouse
from tests.office.procedures.steering import FOUND, OFFICER, Crew, crew_met, crew_of

pytestmark = pytest.mark.django_db
AFTER = add_working_days(DAY, 3) + timedelta(days=1)


@pytest.fixture
def crew(desk: Desk) -> Iterator[Crew]:
    with put_in_force(ferry()):
        yield crew_of(desk)


# Gates


def test_a_number_that_is_not_sure_is_shown_and_does_not_block(crew: Crew) -> None:
    case, found = crew.named()
    for one in found:
        crew.fill(one, {**FOUND, "votes": 1})
    entry = crew.take(case, "looked", on=AFTER)
    advice = [one for one in entry.details.values["checks"] if one.get("advisory")]
    assert [one["status"] for one in advice] == ["missed", "missed"]
    assert case.step == "settle"


def test_a_check_about_a_nominee_names_the_person(crew: Crew) -> None:
    case, (first, second) = crew.named()
    crew.fill(first, {**FOUND, "found": "doubt"})
    crew.fill(second)
    with pytest.raises(ValidationError) as told:
        crew.take(case, "looked", on=AFTER)
    (message,) = told.value.messages
    assert message.startswith(f"{first.person.name} 结论：现为有疑问，要求无问题。")


def test_an_added_gate_holds_where_the_unit_follows_the_document(crew: Crew) -> None:
    with at_hand(lighthouse()):
        case, found = crew.named()
        free = case.pinned
        for one in found:
            crew.fill(one, {**FOUND, "votes": 2})
        crew.take(case, "looked", on=AFTER)
        assert [
            gate.name for gate in gates_of(procedures()[STEER], procedures()[STEER].step("look"))
        ][-1] == "lighthouse-1-least"
        beside = Unit.objects.filter(parent__parent=None).exclude(parent=None)
        other = next(one for one in beside if not crew.unit.path.startswith(one.path))
        adopt_pack(other, "lighthouse", since=DAY, source="甲", **crew.by())
        assert lawful_for(case, AFTER).pinned == free
        follow("lighthouse")
        assert lawful_for(case, AFTER).pinned != free
        with pytest.raises(ValidationError, match="续办"):
            crew.take(case, "again", reason="再看", on=AFTER)
        actions.continue_case(case, reason="新文件", **crew.by(on=AFTER))
        crew.take(case, "again", reason="再看", on=AFTER)
        for one in found:
            crew.fill(one, {**FOUND, "votes": 2}, on=AFTER)
        late = add_working_days(AFTER, 3) + timedelta(days=1)
        with pytest.raises(ValidationError, match="得票：现为2票"):
            crew.take(case, "looked", on=late)
        for one in found:
            crew.fill(one, {**FOUND, "votes": 3}, on=late)
        crew.take(case, "looked", on=add_working_days(late, 3) + timedelta(days=1))


def test_a_gate_over_nominees_is_overridden_by_two(crew: Crew) -> None:
    case = crew.planned(places=2)
    crew.nominate(case, crew.people[1])
    actions.propose_override(case, "more", reason="意见集中", **crew.by())
    second = User.objects.create_user("second", name="复核")
    second.grants.create(
        role=Role.ORGANISATION_OFFICER, unit_code="", since=date(2000, 1, 1),
        granted_by=crew.users[OFFICER],
    )  # fmt: skip
    seen = Case.objects.visible_to(second, DAY)
    assert seen.filter(to_sign(second, hands_of(second, DAY))).get() == case
    actions.sign_override(Override.objects.get(), by=second, on=DAY)
    crew.take(case, "named")
    assert case.step == "look"


@pytest.mark.parametrize("met", [True, False, None])
def test_what_another_room_tells_takes_part(crew: Crew, met: bool | None) -> None:
    case, found = crew.looked(AFTER)
    for one in found:
        crew.fill(one, {"chosen": False}, on=AFTER)
    with crew_met(met):
        if met:
            crew.take(case, "settled", {"start": AFTER}, on=AFTER)
            assert case.state == Case.State.DONE
        else:
            with pytest.raises(ValidationError, match="船员会已开"):
                crew.take(case, "settled", {"start": AFTER}, on=AFTER)


def test_nothing_told_is_not_yes(crew: Crew) -> None:
    case, found = crew.looked(AFTER)
    for one in found:
        crew.fill(one, {"chosen": False}, on=AFTER)
    with pytest.raises(ValidationError, match="船员会已开：现为未填写"):
        crew.take(case, "settled", {"start": AFTER}, on=AFTER)


# What is filed


def settled(crew: Crew, answers: list[dict[str, Any]]) -> tuple[Case, list[Nominee]]:
    case, found = crew.looked(AFTER)
    for one, told in zip(found, answers, strict=True):
        crew.fill(one, told, on=AFTER)
    with crew_met():
        crew.take(case, "settled", {"start": AFTER}, on=AFTER)
    return case, found


def test_a_record_for_each_of_whom_it_was_answered_with_yes(crew: Crew) -> None:
    case, found = settled(crew, [{"chosen": True, "title": "舵手"}, {"chosen": False}])
    made = Tenure.objects.get(title="舵手")
    assert (made.person, made.unit, made.start) == (found[0].person, crew.unit, AFTER)
    assert made.source == f"{case.pk}号办理事项：选舵手"
    assert Nominee.objects.get(pk=found[0].pk).filed == {"settle.tenure": made.pk}
    assert Nominee.objects.get(pk=found[1].pk).filed == {}


def test_who_was_left_out_gets_no_record(crew: Crew) -> None:
    case, (first, second) = crew.looked(AFTER)
    crew.fill(first, {"chosen": True, "title": "舵手"}, on=AFTER)
    crew.fill(second, {"chosen": True, "title": "舵手"}, on=AFTER)
    actions.leave_out(first, reason="本人不愿", **crew.by(on=AFTER))
    with crew_met():
        crew.take(case, "settled", {"start": AFTER}, on=AFTER)
    assert Tenure.objects.get(title="舵手").person == second.person


def test_filed_again_it_supersedes_what_was_filed(crew: Crew) -> None:
    case, found = settled(crew, [{"chosen": True, "title": "舵手"}, {"chosen": False}])
    actions.reopen_case(case, "settle", reason="职务有误", **crew.by(on=AFTER))
    crew.fill(found[0], {"chosen": True, "title": "大副"}, on=AFTER)
    crew.fill(found[1], {"chosen": False}, on=AFTER)
    with crew_met():
        crew.take(case, "settled", {"start": AFTER}, on=AFTER)
    now = Tenure.objects.current().get(person=found[0].person, unit=crew.unit, start=AFTER)
    assert now.title == "大副"
    assert now.supersedes is not None and now.supersedes.title == "舵手"


def test_a_case_that_filed_for_a_nominee_is_not_withdrawn(crew: Crew) -> None:
    case, _found = settled(crew, [{"chosen": True, "title": "舵手"}, {"chosen": False}])
    actions.reopen_case(case, "settle", reason="职务有误", **crew.by(on=AFTER))
    with pytest.raises(Refused, match="已有结果归档"):
        actions.withdraw_case(case, reason="不办了", **crew.by(on=AFTER))
