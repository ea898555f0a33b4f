"""Names are entered from their step on and not before; what is found about each is answered."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.procedures import actions
from quanheng.office.procedures.actions import delegate
from quanheng.office.procedures.kin import relatives_of, relatives_of_each
from quanheng.office.procedures.models import Case, Nominee, Recusal, Sheet
from quanheng.office.procedures.models.visible import hands_of
from quanheng.office.procedures.waiting import to_take
from quanheng.office.records.models import Family
from quanheng.office.records.refusals import Overtaken, Refused
from quanheng.office.records.writing import write
from quanheng.office.workdays import add_working_days
from tests.office.procedures.conftest import put_in_force
from tests.office.procedures.desk import DAY, Desk
from tests.office.procedures.ferry import ferry
from tests.office.procedures.steering import (
    FOUND,
    HEAD,
    OFFICER,
    OFFICIAL,
    PERSONNEL,
    Crew,
    crew_of,
    make_kin,
)

pytestmark = pytest.mark.django_db
LAST = add_working_days(DAY, 3)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def crew(desk: Desk) -> Iterator[Crew]:
    with put_in_force(ferry()):
        yield crew_of(desk)


# Names


def test_no_name_is_entered_before_its_step(crew: Crew) -> None:
    case = crew.open()
    with pytest.raises(Refused, match="先定工作方案"):
        crew.nominate(case, crew.people[1])
    crew.take(case, "planned", {"places": 1})
    assert crew.nominate(case, crew.people[1]).step == "name"


def test_nor_after_it_where_the_step_does_not_say_so(crew: Crew) -> None:
    case, _found = crew.named()
    with pytest.raises(Refused, match="先定工作方案"):
        crew.nominate(case, crew.people[3])


@pytest.mark.parametrize("role", [HEAD, OFFICIAL, "auditor", "committee_member"])
def test_no_name_by_who_may_not_act(crew: Crew, role: str) -> None:
    case = crew.planned()
    with pytest.raises(Refused):
        crew.nominate(case, crew.people[1], role=role)
    assert not Nominee.objects.exists()


def test_nobody_enters_oneself(crew: Crew) -> None:
    case, officer = crew.planned(), crew.users[OFFICER]
    officer.person_code = crew.people[2].code
    officer.save()
    with pytest.raises(Refused, match="本人或亲属"):
        crew.nominate(case, crew.people[2])


def test_nobody_enters_a_relative_nor_does_a_deputy_for_them(crew: Crew) -> None:
    case, officer, deputy = crew.planned(), crew.users[OFFICER], crew.users["committee_member"]
    make_kin(crew.people[2], officer, officer)
    with pytest.raises(Refused, match="本人或亲属"):
        crew.nominate(case, crew.people[2])
    delegate(deputy, since=DAY, until=None, reason="出差", **crew.by())
    with pytest.raises(Refused, match="本人或亲属"):
        crew.nominate(case, crew.people[2], role="committee_member")
    assert crew.nominate(case, crew.people[1], role="committee_member")


def test_nobody_is_entered_twice_nor_again_once_left_out(crew: Crew) -> None:
    case = crew.planned()
    found = crew.nominate(case, crew.people[1])
    with pytest.raises(Refused, match="登记过"):
        crew.nominate(case, crew.people[1])
    actions.leave_out(found, reason="本人不愿", **crew.by())
    with pytest.raises(Refused, match="登记过"):
        crew.nominate(case, crew.people[1])
    with pytest.raises(Overtaken, match="已移出"):
        actions.leave_out(found, reason="再次", **crew.by())


@pytest.mark.parametrize("how", ["", "  ", "长" * 301])
def test_it_is_told_how_a_name_came_up(crew: Crew, how: str) -> None:
    case = crew.planned()
    with pytest.raises(ValidationError):
        actions.nominate(case, crew.people[1], how=how, **crew.by())


def test_at_least_one_name_and_more_than_places(crew: Crew) -> None:
    case = crew.planned(places=1)
    with pytest.raises(ValidationError, match="提出人选"):
        crew.take(case, "named")
    crew.nominate(case, crew.people[1])
    with pytest.raises(ValidationError, match="差额"):
        crew.take(case, "named")
    second = crew.nominate(case, crew.people[2])
    actions.leave_out(second, reason="不宜", **crew.by())
    with pytest.raises(ValidationError, match="差额"):
        crew.take(case, "named")
    crew.nominate(case, crew.people[3])
    crew.take(case, "named")
    assert case.step == "look"


# Who sees


def test_relatives_of_several_are_those_of_each(
    crew: Crew, django_assert_num_queries: Callable[..., Any]
) -> None:
    officer, head, personnel = (crew.users[role] for role in (OFFICER, HEAD, PERSONNEL))
    one, other = crew.people[1:3]
    make_kin(one, head, officer)
    User.objects.filter(pk=personnel.pk).update(person_code=other.code)
    personnel.refresh_from_db()
    write(Family, {"person": other, "relation": "兄", "name": one.name}, by=officer, source="")
    everybody = [officer, head, personnel]
    with django_assert_num_queries(3):
        found = relatives_of_each(everybody)
    assert found == [relatives_of(user) for user in everybody]
    assert [one.pk in near for near in found] == [False, True, True]
    assert other.pk not in found[2]


def test_a_nominee_and_theirs_see_nothing_and_do_nothing(crew: Crew) -> None:
    case = crew.planned()
    head, personnel, officer = (crew.users[role] for role in (HEAD, PERSONNEL, OFFICER))
    for user in (head, personnel):
        assert Case.objects.visible_to(user, DAY).filter(pk=case.pk).exists()
    head.person_code = crew.people[1].code
    head.save()
    make_kin(crew.people[1], personnel, officer)
    found = crew.nominate(case, crew.people[1])
    for user in (head, personnel):
        assert not Case.objects.visible_to(user, DAY).filter(pk=case.pk).exists()
    with pytest.raises(Refused, match="回避"):
        crew.nominate(case, crew.people[2], role=PERSONNEL)
    actions.leave_out(found, reason="本人不愿", **crew.by())
    assert not Case.objects.visible_to(personnel, DAY).filter(pk=case.pk).exists()


def test_a_clearance_is_for_namesakes_not_for_the_nominee(crew: Crew) -> None:
    case = crew.planned()
    personnel, officer = crew.users[PERSONNEL], crew.users[OFFICER]
    make_kin(crew.people[1], personnel, officer)
    crew.nominate(case, crew.people[1])
    actions.recuse(case, personnel, cleared=True, reason="同名", **crew.by())
    assert Case.objects.visible_to(personnel, DAY).filter(pk=case.pk).exists()
    assert crew.nominate(case, crew.people[2], role=PERSONNEL)
    personnel.person_code = crew.people[3].code
    personnel.save()
    crew.nominate(case, crew.people[3])
    assert Recusal.objects.get().cleared
    assert not Case.objects.visible_to(personnel, DAY).filter(pk=case.pk).exists()
    with pytest.raises(Refused, match="回避"):
        crew.nominate(case, crew.people[4], role=PERSONNEL)


def test_a_deputy_is_not_asked_to_act_for_a_relative_of_a_nominee(crew: Crew) -> None:
    case, deputy = crew.planned(), crew.users["committee_member"]
    delegate(deputy, since=DAY, until=None, reason="出差", **crew.by(PERSONNEL))

    def waits() -> bool:
        seen = Case.objects.visible_to(deputy, DAY)
        return bool(seen.filter(to_take(deputy, hands_of(deputy, DAY))).filter(pk=case.pk))

    assert waits()
    make_kin(crew.people[1], crew.users[PERSONNEL], crew.users[OFFICER])
    crew.nominate(case, crew.people[1])
    assert not waits()
    with pytest.raises(Refused):
        crew.nominate(case, crew.people[2], role="committee_member")


# What is entered about each


def test_a_step_waits_for_everything_required_of_everybody(crew: Crew) -> None:
    case, (first, second) = crew.named()
    crew.fill(first)
    crew.fill(second, {"votes": 6})
    with pytest.raises(ValidationError, match=f"{second.person.name}：请先填写“结论”") as told:
        crew.take(case, "looked", on=AFTER)
    assert first.person.name not in "".join(told.value.messages)
    actions.leave_out(second, reason="本人不愿", **crew.by(on=AFTER))
    entry = crew.take(case, "looked", on=AFTER)
    kept = entry.details.values["nominees"]
    assert kept == {first.person.code: {"votes": "6", "found": "clean"}}
    assert {one["about"] for one in entry.details.values["checks"]} == {first.person.code}


def test_a_sheet_is_of_those_put_forward_in_steps_that_ask(crew: Crew) -> None:
    case = crew.planned()
    found = crew.nominate(case, crew.people[1])
    with pytest.raises(Refused, match="不逐人填写"):
        crew.fill(found)
    crew.nominate(case, crew.people[2])
    crew.take(case, "named")
    for wrong in ({"votes": "many"}, {"found": "never"}, {"more": "x"}):
        with pytest.raises(ValidationError):
            crew.fill(found, wrong)
    with pytest.raises(Refused):
        crew.fill(found, role=HEAD)
    actions.leave_out(found, reason="不宜", **crew.by())
    with pytest.raises(Overtaken):
        crew.fill(found)
    assert not Sheet.objects.exists()


def test_another_stay_asks_anew_and_keeps_what_was_said(crew: Crew) -> None:
    case, (first, second) = crew.named()
    for one in (first, second):
        crew.fill(one)
    crew.take(case, "again", reason="再提")
    crew.take(case, "named")
    with pytest.raises(ValidationError, match="请先填写"):
        crew.take(case, "looked", on=AFTER)
    crew.fill(first)
    assert first.sheets.count() == 2


# The person's own word


def test_a_sheet_is_shown_when_it_is_complete(crew: Crew) -> None:
    _case, (first, _second) = crew.named()
    assert crew.fill(first, {"votes": 6}).shown_on is None
    sheet = crew.fill(first)
    assert (sheet.shown_on, sheet.reply_by) == (DAY, LAST)
    later = crew.fill(first, on=DAY + timedelta(days=1))
    assert later.reply_by == LAST, "nothing changed, no new time"


def replied(
    crew: Crew, sheet: Sheet, role: str = OFFICIAL, on: date = DAY, text: str = "属实"
) -> Entry:
    return actions.reply_to_sheet(sheet, reply=text, **crew.by(role, on))


@pytest.mark.parametrize(("on", "heard"), [(LAST, True), (AFTER, False)])
def test_one_replies_in_time_and_once(crew: Crew, on: date, heard: bool) -> None:
    _case, (first, _second) = crew.named()
    sheet = crew.fill(first)
    if not heard:
        with pytest.raises(Overtaken):
            replied(crew, sheet, on=on)
        return
    entry = replied(crew, sheet, on=on)
    assert entry.details.values["reply"] == "属实"
    with pytest.raises(Overtaken):
        replied(crew, sheet, on=on)


def test_nobody_replies_for_another_or_to_what_is_not_shown(crew: Crew) -> None:
    _case, (first, second) = crew.named()
    with pytest.raises(Refused, match="只有本人"):
        replied(crew, crew.fill(first, {"votes": 6}))
    sheet = crew.fill(first)
    for role in (OFFICER, PERSONNEL, HEAD):
        with pytest.raises(Refused, match="只有本人"):
            replied(crew, sheet, role)
    with pytest.raises(Refused, match="只有本人"):
        replied(crew, crew.fill(second))
    with pytest.raises(ValidationError):
        replied(crew, sheet, text=" ")


def test_what_is_changed_after_a_reply_may_be_replied_to_again(crew: Crew) -> None:
    case, (first, _second) = crew.named()
    replied(crew, crew.fill(first))
    sheet = crew.fill(first, {**FOUND, "note": "补充"}, on=LAST)
    assert (sheet.replied_on, sheet.reply) == (None, "属实")
    assert sheet.reply_by == add_working_days(LAST, 3)
    replied(crew, sheet, on=LAST, text="无补充")
    sheet.refresh_from_db()
    assert sheet.reply == "属实\n无补充"
    assert case.step == "look"


def test_no_reply_once_the_step_is_over(crew: Crew) -> None:
    case, (first, _second) = crew.named()
    sheet = crew.fill(first)
    crew.take(case, "again", reason="再提")
    with pytest.raises(Overtaken):
        replied(crew, sheet)


@pytest.mark.parametrize(("on", "passes"), [(LAST, False), (AFTER, True)])
def test_the_step_waits_for_the_reply_or_the_end_of_its_time(
    crew: Crew, on: date, passes: bool
) -> None:
    case, found = crew.named()
    sheets = [crew.fill(one) for one in found]
    if passes:
        crew.take(case, "looked", on=on)
        return
    with pytest.raises(ValidationError, match="听取本人说明"):
        crew.take(case, "looked", on=on)
    replied(crew, sheets[0], on=on)
    with pytest.raises(ValidationError) as told:
        crew.take(case, "looked", on=on)
    assert found[0].person.name not in "".join(told.value.messages)


@pytest.mark.parametrize("on, free", [(DAY, False), (LAST, False), (AFTER, True)])
def test_nobody_is_left_out_while_a_reply_is_awaited(crew: Crew, on: date, free: bool) -> None:
    _case, (first, second) = crew.named()
    crew.fill(first)
    actions.leave_out(second, reason="本人不愿", **crew.by(on=on))
    if not free:
        with pytest.raises(Refused, match="待本人说明"):
            actions.leave_out(first, reason="不合格", **crew.by(on=on))
        return
    actions.leave_out(first, reason="不合格", **crew.by(on=on))
    first.refresh_from_db()
    assert first.out_on == on
