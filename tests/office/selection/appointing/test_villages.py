"""Officials of villages into township posts, both ways for a time, and graduates to villages."""

from datetime import date
from typing import Any

import pytest

from quanheng.norms.gate import Value
from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Secondment, Tenure, Unit
from quanheng.office.records.writing import write
from quanheng.office.selection.appointing.queries import listed, notices
from quanheng.office.selection.appointing.village_cases import near
from quanheng.office.selection.teams.villages import GRADUATE, graduates, villages
from tests.office.selection.appointing import driver
from tests.office.selection.appointing.driver import DAY, refuses, started, told

pytestmark = pytest.mark.any_database

__all__ = ["told"]

INTAKE, TWO_WAY, GRADUATES = (
    f"qingshanhu-2009:22/{name}" for name in ("directed-intake", "two-way-secondment", "graduates")
)


def test_only_who_serves_in_a_village_is_taken_in_and_leaves_that_post(
    told: dict[str, Any], users: dict[str, User]
) -> None:
    run = started(INTAKE, told).to("signup")
    run.nominate(*run.people)
    run.fill()
    post = Tenure.objects.current().get(person=run.people[1], title="村委会主任")
    Tenure.objects.filter(pk=post.pk).update(end=driver.ON)
    refuses(run, "未登记在任的村、社区职务")
    actions.leave_out(list(standing(run.case))[1], reason="已不在村任职", by=run.actor(), on=run.on)
    run.take()
    run.to("test").fill(passed="failed")
    refuses(run, "合格线")
    run.to("inspect").fill(physical="unfit")
    run.on += 20 * DAY
    refuses(run, "体检结论")
    run.to("hire")
    run.fill(leaves=True)
    post = {"person": run.people[0], "unit": run.case.place, "title": "主任", "start": driver.ON}
    post |= {"level": Level.SECTION_DEPUTY, "leading": False, "chief": False}
    write(Tenure, post, by=run.actor(), source="样例")  # its title is part of the other's
    others = Tenure.objects.current().filter(person=run.people[0], end=None).count() - 1
    run.take(start=run.on + DAY)
    assert run.case.state == Case.State.DONE
    held = Tenure.objects.current().filter(person=run.people[0], end=None)
    made = held.get(unit=run.case.unit)
    assert (made.title, made.level, made.leading, made.start) == (
        "已写明", Level.STAFF, False, run.on + DAY,
    )  # fmt: skip
    left = Tenure.objects.current().get(person=run.people[0], title="村委会主任")
    assert (left.end, held.count()) == (made.start, others + 1)
    manager = run.actor(run.procedure.steps[0])
    actions.reopen_case(run.case, "hire", reason="到职日期有误", by=manager, on=run.on)
    run.case.refresh_from_db()
    run.fill(leaves=True)
    run.take(start=run.on + 2 * DAY)
    left = Tenure.objects.current().get(person=run.people[0], title="村委会主任")
    assert (left.end, held.count()) == (run.on + 2 * DAY, others + 1)


def test_a_notice_of_an_intake_is_public_and_blocks_until_it_is_over(
    told: dict[str, Any], users: dict[str, User]
) -> None:
    run = started(INTAKE, told).to("objections")
    first = notices(run.on)
    assert [one.case for one in first] == [run.case]
    assert [(one.person, one.proposed) for one in first[0].people] == [
        (run.people[0], f"{run.case.unit}已写明")
    ]
    run.fill()
    refuses(run, "公示期满")
    rows = listed(run.actor(), run.on, "running", "1").object_list
    assert [row.post for row in rows if row.case == run.case] == ["已写明"]


@pytest.mark.parametrize("ways", [("up", "up"), ("down", "down")])
def test_a_batch_goes_both_ways(ways: tuple[str, str], told: dict[str, Any]) -> None:
    run = started(TWO_WAY, told).to("names")
    run.nominate(*run.people)
    run.fill(way=ways[0])
    run.on += 20 * DAY
    refuses(run, "双向")


def test_a_batch_takes_no_quota_counts_and_is_filed_once(
    told: dict[str, Any], users: dict[str, User]
) -> None:
    officer = users["organisation_officer"]
    run = started(TWO_WAY, told).to("names")
    run.nominate(*run.people)
    run.fill(quota=False)
    run.on += 20 * DAY
    refuses(run, "不占接收单位职数")
    run.fill()
    refuses(run, "答复")
    run.on += 20 * DAY
    run.take()
    run.to("begin")
    began = run.on
    run.take()
    assert len(batch_of(officer, began)) == 2
    run.prepare()
    run.take()
    over = batch_of(officer, began)
    assert [(one.end, one.grade) for one in over] == [(run.on - 20 * DAY, "优秀")] * 2
    actions.reopen_case(run.case, "begin", reason="日期有误", by=run.actor(), on=run.on)
    run.case.refresh_from_db()
    run.take(day=began + DAY)
    again = batch_of(officer, began)
    assert [(one.start, one.end) for one in again] == [(began + DAY, None)] * 2
    assert run.ended().case.state == Case.State.DONE
    assert [one.end for one in batch_of(officer, began)] == [run.on - 20 * DAY] * 2


def batch_of(officer: User, day: date) -> list[Secondment]:
    batches = villages(officer, day.year, day).batches
    return next(one.people for one in batches if one.month == day.replace(day=1))


def told_near(run: driver.Run) -> set[Value]:
    """What the office tells of where graduates are to go."""
    return {facts["signup.near"] for facts in near(run.case).values()}


def test_graduates_are_sent_to_villages_and_stand_in_the_register(
    told: dict[str, Any], users: dict[str, User]
) -> None:
    run = started(GRADUATES, told).to("signup")
    run.nominate(*run.people)
    township = Unit.objects.filter(category="乡镇").order_by("code")[0]
    run.fill(village=township)
    told["signup.near"] = False
    refuses(run, "所属的村、社区")
    assert told_near(run) == {False}
    run.fill()
    assert told_near(run) == {True}
    run.case.place = Unit.objects.filter(category="区直部门").order_by("code")[0]
    assert told_near(run) == {False}  # the village belongs to somebody else
    run.case.refresh_from_db()
    told["signup.near"] = True
    run.answers["signup.school"] = "省农业大学"
    run.ended()
    officer = run.actor(run.procedure.steps[0])
    found = graduates(officer, run.on, "1")
    made = Tenure.objects.current().get(person=run.people[0], title=GRADUATE)
    assert [(one.tenure, one.school) for one in found.rows] == [(made, "省农业大学")]
    assert (made.unit.category, made.term_end, made.end) == ("村", run.on, None)
    other = graduates(users["discipline_officer"], run.on, "1")
    assert all(one.school == "" for one in other.rows)
