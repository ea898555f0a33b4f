"""Short ways to bring an appointment to a step, with the accounts of the tests."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import Role, User
from quanheng.office.procedures import actions
from quanheng.office.procedures.facts import standing
from quanheng.office.procedures.models import Nominee
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.selection.appointing import sample
from quanheng.office.selection.appointing.sample import DISCIPLINE, HEAD, OFFICER, Course
from tests.office.procedures.desk import another

ON = date(2025, 11, 3)
DAY = timedelta(days=1)


def accounts(users: Mapping[str, User]) -> dict[str, User]:
    """The accounts by the log-in names of the demonstration; the head is that of the district."""
    head = another(Role.HEAD)
    top = Tenure.objects.current().get(unit__parent=None, chief=True, leading=True, end=None)
    head.person_code = top.person.code
    head.save()
    return {
        OFFICER: users["organisation_officer"],
        HEAD: head,
        DISCIPLINE: users["discipline_officer"],
    }


def department() -> Unit:
    """A unit below the district's committee, with a head in post."""
    heads = Tenure.objects.current().filter(end=None, chief=True, leading=True)
    found = Unit.objects.filter(pk__in=heads.values("unit")).exclude(parent=None)
    return found.select_related("parent").order_by("code")[0]


def candidates(unit: Unit) -> list[Person]:
    """People in post elsewhere, who may be put forward as far as this room is concerned."""
    held = Tenure.objects.current().filter(end=None, level__gte=Level.SECTION_CHIEF)
    held = held.exclude(unit=unit).select_related("person").order_by("person__code")
    return list(dict.fromkeys(one.person for one in held))


def begun(users: Mapping[str, User], on: date = ON) -> Course:
    """A case in which names may be entered."""
    return sample.begun(department(), accounts(users), on)


def put_forward(course: Course, number: int = 8) -> list[Nominee]:
    """Some people put forward."""
    assert course.case.unit is not None
    told: dict[str, Any] = {"by": course.users[OFFICER], "on": course.on}
    for person in candidates(course.case.unit)[:number]:
        actions.nominate(course.case, person, how="谈话推荐", **told)
    return list(standing(course.case))


def overridden(course: Course) -> None:
    """Let pass, by two persons, whatever gate of the present step may be let pass."""
    for gate in open_gates(course):
        actions.propose_override(
            course.case, gate, reason="经批准", by=course.users[OFFICER], on=course.on
        )
        made = course.case.overrides.get(gate=gate, stay=course.case.stay)
        actions.sign_override(made, by=course.users[HEAD], on=course.on)


def open_gates(course: Course) -> list[str]:
    """The gates of the present step that do not hold and that somebody may let pass."""
    procedure = sample.lawful_for(course.case, course.on).procedure
    step = procedure.step(course.case.step)
    found = sample.passages(course.case, procedure, step, course.on)
    return [one.gate.name for one in found if not one.holds and one.gate.overridden_by]


def to_inspection(course: Course) -> None:
    """Through recommendation, up to the inspection."""
    course.fill(votes=12)
    course.take("talked", {"day": course.on, "talked": 26, "scope": "班子成员"})
    course.fill(votes=20)
    counted = {"day": course.on, "entitled": 40, "present": 37, "issued": 37, "valid": 36}
    course.take("recommended", counted)
    course.fill(reason="推荐集中", bars="none", basis="未发现")
    sample.leave_out_barred(course)
    overridden(course)
    course.take("chosen", {"meeting": "部务会研究"})


def published(course: Course) -> None:
    """From the inspection to a public notice of five working days that begins on the day."""
    sample.decided(course)
    last = course.on + 6 * DAY
    told = {"number": "公示1号", "from": course.on, "to": last, "where": "公示栏", "phone": "12380"}
    course.take("published", told)
    course.on = last + DAY
