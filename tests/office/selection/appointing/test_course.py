"""An appointment from the analysis to the notice, and what it cannot pass over."""

import pytest
from django.core.exceptions import ValidationError

from quanheng.office.accounts.models import User
from quanheng.office.meetings.models import Item
from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Evaluation, Supervision, Tenure
from quanheng.office.selection.appointing import sample
from quanheng.office.selection.appointing.sample import DISCIPLINE, HEAD, OFFICER, Course
from tests.office.selection.appointing import course as ways


def told(course: Course, by: str = OFFICER) -> dict[str, object]:
    return {"by": course.users[by], "on": course.on}


def test_no_name_before_the_plan_is_approved(evaluated: object, users: dict[str, User]) -> None:
    unit, accounts = ways.department(), ways.accounts(users)
    person = ways.candidates(unit)[0]
    by = {"by": accounts[OFFICER], "on": ways.ON}
    entry = actions.open_case(sample.APPOINTMENT, unit, place=unit.parent, **by)
    course = Course(accounts, Case.objects.get(pk=entry.about_key), ways.ON)
    leaving = Tenure.objects.current().filter(unit=unit, chief=True, end=None)[0].person
    moved = {**sample.POST, "on": ways.ON, "leaving": leaving}
    analysed = {"team": "平稳", "need": "空缺"}
    steps = [("analysed", analysed), ("moved", moved), ("planned", sample.PLAN), ("approved", {})]
    for outcome, answers in steps:
        with pytest.raises(ValidationError, match="先定工作方案"):
            actor = HEAD if outcome == "approved" else OFFICER
            actions.nominate(course.case, person, how="指定", **told(course, actor))
        course.take(outcome, answers, by=HEAD if outcome == "approved" else OFFICER)
    actions.nominate(course.case, person, how="谈话推荐", **told(course))
    assert [one.person for one in standing(course.case)] == [person]


def test_whoever_planned_does_not_approve(evaluated: object, users: dict[str, User]) -> None:
    course = ways.begun(users)
    planned = course.case.moves.get(step="plan")
    approved = course.case.moves.get(step="approve")
    assert planned.by_id != approved.by_id


def test_an_appointment_leaves_its_records_in_the_file(noticed: Course) -> None:
    case, nominee = noticed.case, standing(noticed.case)[0]
    before = list(Tenure.objects.current().filter(person=nominee.person, end=None))
    noticed.fill(result="none")
    noticed.take("settled", {"received": "无"})
    noticed.fill(HEAD, held=True, note="守纪律、敢担当")
    noticed.take("talked", {"day": noticed.on, "who": "区委书记"}, by=HEAD)
    noticed.fill(promoted=True, leaves=True, probation=True)
    noticed.take("appointed", {"number": "任〔2025〕1号", "start": noticed.on})
    assert case.state == Case.State.DONE
    held = Tenure.objects.current().filter(person=nominee.person)
    assert held.filter(end=None).count() == 1
    new = held.get(end=None)
    assert (new.unit, new.start, new.promoted) == (case.unit, noticed.on, True)
    assert set(held.filter(end=noticed.on).values_list("title", flat=True)) == {
        one.title for one in before
    }
    votes = Evaluation.objects.current().filter(person=nominee.person, type="民主推荐")
    assert votes.get(day__gte=ways.ON).recommended == 20
    talk = Supervision.objects.current().filter(person=nominee.person, type="任前廉政谈话")
    assert talk.get(day=noticed.on).source == f"{case.pk}号办理事项：选拔任用"


def test_nothing_is_decided_without_a_closed_meeting(inspected: Course) -> None:
    sample.decided(inspected)
    assert inspected.case.step == "publish"
    back = {"by": inspected.users[OFFICER], "on": inspected.on}
    actions.take_step(inspected.case, "returned", reason="有新情况", **back)
    inspected.case.refresh_from_db()
    put = Item.objects.filter(matter_key=str(inspected.case.pk))
    item = put.get()
    put.update(matter_key="")
    with pytest.raises(ValidationError, match="会议已结束"):
        inspected.take("decided")
    Item.objects.filter(pk=item.pk).update(matter_key=str(inspected.case.pk))
    inspected.take("decided")


def test_a_notice_of_four_working_days_is_too_short(inspected: Course) -> None:
    sample.decided(inspected)
    first = inspected.on
    told = {"number": "1", "from": first, "where": "栏", "phone": "12380"}
    with pytest.raises(ValidationError, match="公示期"):
        inspected.take("published", {**told, "to": first + 2 * ways.DAY})


def test_the_discipline_organ_signs_first_and_the_secretary_second(inspected: Course) -> None:
    sample.decided(inspected)
    moves = {move.step: move.by_id for move in inspected.case.moves.all()}
    assert moves["integrity"] == inspected.users[DISCIPLINE].pk
    assert moves["sign"] == inspected.users[HEAD].pk


def test_political_quality_waits_for_the_reply(inspected: Course) -> None:
    team = [one.person for one in standing(inspected.case)]
    others = [one for one in ways.candidates(ways.department()) if one not in team][:2]
    inspected.later(10)
    inspected.fill(**sample.FOUND)
    days = {"notice": inspected.on - 9 * ways.DAY, "from": inspected.on - 5 * ways.DAY}
    asked = {"plan": "x", "talks": 20, **days, "to": inspected.on - ways.DAY}
    inspected.take("vetted", {**asked, "leader": others[0], "second": others[1]})
    inspected.fill(**sample.POLITICAL)
    with pytest.raises(ValidationError, match="听取本人说明"):
        inspected.take("found")
    inspected.fill(**{**sample.POLITICAL, "finding": "fails"})
    inspected.later(10)
    with pytest.raises(ValidationError, match="认定结论"):
        inspected.take("found")
    inspected.fill(**sample.POLITICAL)
    inspected.later(10)
    inspected.take("found")
    assert inspected.case.step == "checks"
