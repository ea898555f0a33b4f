"""What appointments leave in the file when they are taken up again, and on public notice."""

from typing import Any

import pytest

from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.selection.appointing.queries import notices
from tests.office.selection.appointing.driver import DAY, started, told

pytestmark = pytest.mark.any_database

__all__ = ["told"]


def test_an_appointment_taken_up_again_moves_what_it_began_and_ended(told: dict[str, Any]) -> None:
    run = started("national:selection/appointment", told).to("appoint")
    run.fill(leaves=True)
    run.take()
    person, manager = standing(run.case)[0].person, run.actor(run.procedure.steps[0])
    begun, ended = posts_of(person, run.case)
    assert begun and ended == begun
    actions.reopen_case(run.case, "appoint", reason="日期有误", by=manager, on=run.on)
    run.case.refresh_from_db()
    run.fill(leaves=True)
    run.take(start=begun[0] + DAY)
    assert posts_of(person, run.case) == ([begun[0] + DAY], [begun[0] + DAY])


def posts_of(person: Person, case: Case) -> tuple[list[Any], list[Any]]:
    """The days on which posts begin, and end, as the case left them in the file."""
    filed = Tenure.objects.current().filter(person=person, source__startswith=f"{case.pk}号")
    begun = filed.filter(end=None).values_list("start", flat=True)
    return list(begun), sorted(set(filed.exclude(end=None).values_list("end", flat=True)))


def test_the_notice_of_a_transfer_into_the_service_names_the_person(told: dict[str, Any]) -> None:
    run = started("national:selection/transfer-in", told).to("objections")
    (notice,) = notices(run.on)
    unit = Unit.objects.exclude(parent=None).order_by("code")[0]
    (shown,) = notice.people
    assert (shown.person, shown.proposed) == (run.case.person, f"{unit}已写明")
