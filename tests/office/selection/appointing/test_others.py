"""Two cases for one post: each says so, and the plan of the later one needs two persons."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from quanheng.office.accounts.models import User
from quanheng.office.procedures import actions
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.reading import Reading
from quanheng.office.records.models import Unit
from quanheng.office.selection.appointing import sample
from quanheng.office.selection.appointing.others import others_of, seen_of, told_of_others
from quanheng.office.selection.appointing.sample import OFFICER, Course
from tests.office.selection.appointing import course as ways

PLAN, SECRETARY = sample.PLAN, "qingshanhu-2009:23/village-secretary"


@pytest.fixture
def first(course: Course) -> Course:
    """A case for the head of a department, whose plan is approved."""
    return course


def by(course: Course, who: str = OFFICER) -> dict[str, Any]:
    return {"by": course.users[who], "on": course.on}


def opened(first: Course) -> Course:
    """Another case for the unit, nothing of it stated yet."""
    unit = first.case.unit
    assert unit is not None
    told = {"place": unit.parent, **by(first)}
    entry = actions.open_case(sample.APPOINTMENT, unit, **told)
    return Course(first.users, Case.objects.get(pk=entry.about_key), first.on)


def stated(first: Course, title: str = "{}") -> Course:
    """Another case for the unit, at its plan; ``{}`` is the title of the first one's post."""
    course = opened(first)
    course.take("analysed", {"team": "平稳", "need": "空缺"})
    motion = first.case.moves.get(step="motion").answers
    leaving = ways.Person.objects.get(code=motion["leaving"])
    title = title.format(motion["title"])
    course.take("moved", {**sample.POST, "on": first.on, "leaving": leaving, "title": title})
    return course


def test_the_later_plan_is_let_pass_by_two_persons(first: Course) -> None:
    second = stated(first)
    assert [(one.case.pk, one.same) for one in others_of(first.case)] == [(second.case.pk, True)]
    with pytest.raises(ValidationError) as told:
        second.take("planned", PLAN)
    (message,) = told.value.messages
    assert f"#{first.case.pk}（{first.case.opened_on}），共1个职位" in message
    ways.overridden(second)
    second.take("planned", PLAN)
    assert second.case.step == "approve"


@pytest.mark.parametrize(
    ("title", "same"), [("总工程师", False), ("督导员、{}", True), ("督导员／{}　", True)]
)
def test_another_post_of_the_unit_is_only_shown(first: Course, title: str, same: bool) -> None:
    second = stated(first, title)
    (other,) = others_of(second.case)
    assert (other.case, other.same) == (first.case, same)
    if same:
        with pytest.raises(ValidationError, match="同一职位"):
            second.take("planned", PLAN)
    else:
        second.take("planned", PLAN)
        assert second.case.step == "approve"


def test_a_case_that_ended_takes_no_place(first: Course) -> None:
    second = stated(first)
    actions.withdraw_case(first.case, reason="重复发起", **by(first))
    assert others_of(second.case) == []
    second.take("planned", PLAN)


def read(course: Course) -> Reading:
    return Reading(course.case, procedure_of(course.case))


def test_whoever_is_put_forward_in_the_other_case_is_not_shown_it(first: Course) -> None:
    second, reader = stated(first), first.users[OFFICER]
    assert [one.case for one in seen_of(read(second), reader)] == [first.case]
    (nominee, *_others) = ways.put_forward(first, 1)
    reader.person_code = nominee.person.code
    reader.save()
    assert seen_of(read(second), reader) == []


def test_two_choices_of_the_secretary_of_a_village_are_for_one_post(first: Course) -> None:
    village = Unit.objects.select_related("parent").filter(category="村").order_by("code")[0]
    told: dict[str, Any] = {"since": first.on, "opened_on": first.on, "step": "study"}
    told |= {"unit": village, "place": village.parent, "opened_by": first.users[OFFICER]}
    one, other = (Case.objects.create(procedure=SECRETARY, **told) for _place in range(2))
    assert told_of_others(Reading(one, procedure_of(one))) == {
        "post.others": f"#{other.pk}（{first.on}）", "post.taken": None,
    }  # fmt: skip


def test_both_pages_show_it_from_the_beginning(
    first: Course, users: dict[str, User], client: Client
) -> None:
    second = opened(first)
    client.force_login(users["organisation_officer"])

    def page(course: Course) -> str:
        return client.get(reverse("procedures:case", args=[course.case.pk])).content.decode()

    for one, other in ((first, second), (second, first)):
        shown = page(one)
        assert "本单位另有选任事项正在办理" in shown
        assert reverse("procedures:case", args=[other.case.pk]) in shown
        assert 'badge-warning">同一职位' not in shown
    assert "职位尚未动议" in page(first)
    actions.withdraw_case(second.case, reason="重复发起", **by(second))
    assert "本单位另有选任事项" not in page(first)
