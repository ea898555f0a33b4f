"""The package of a case tells who was put forward when; what went round the actions is found.

What a forger with the rights to write into the ledger adds is a genuine entry; it is told by what
the procedure allows.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.moving import told
from quanheng.office.procedures.outline import outline
from quanheng.office.procedures.proof import proof_of
from quanheng.office.workdays import add_working_days
from quanheng.packs import installed
from tests.office.procedures.conftest import put_in_force
from tests.office.procedures.desk import DAY, LEAVE, Desk
from tests.office.procedures.ferry import STEER, ferry
from tests.office.procedures.steering import FOUND, OFFICER, OFFICIAL, Crew, crew_met, crew_of
from tests.office.procedures.test_proof import verify

pytestmark = pytest.mark.django_db
AFTER = add_working_days(DAY, 3) + timedelta(days=1)


@pytest.fixture
def crew(desk: Desk) -> Iterator[Crew]:
    with put_in_force(ferry()):
        yield crew_of(desk)


def finish(crew: Crew, case: Case) -> None:
    """From where people are looked into to the end; one of them is left out."""
    found = list(case.nominees.order_by("pk"))
    for one in found:
        crew.fill(one)
    actions.reply_to_sheet(found[0].sheets.get(), reply="属实", **crew.by(OFFICIAL))
    actions.leave_out(found[1], reason="本人不愿", **crew.by(on=AFTER))
    crew.take(case, "looked", on=AFTER)
    for one in case.nominees.filter(out_on=None):
        crew.fill(one, {"chosen": one == found[0], "title": "舵手"}, on=AFTER)
    with crew_met():
        crew.take(case, "settled", {"start": AFTER}, on=AFTER)


def checked(case: Case, folder: Path) -> Any:
    """What the script in the package says."""
    make_checkpoint()
    zipfile.ZipFile(io.BytesIO(proof_of(case))).extractall(folder)
    return verify(folder)


def test_the_package_proves_who_was_put_forward(crew: Crew, tmp_path: Path) -> None:
    case, _found = crew.named()
    finish(crew, case)
    found = checked(case, tmp_path)
    assert found.returncode == 0, found.stderr
    for said in ("nominee entered name", "nominee left out look", "sheet replied to look"):
        assert said in found.stdout


def forged(case: Case, action: str, crew: Crew, **values: Any) -> None:
    """An entry in the ledger beside the actions."""
    record(case, action, by=crew.users[OFFICER], on=DAY, values=told(case, **values))


def too_early(crew: Crew) -> Case:
    case = crew.open()
    forged(case, "nominee entered", crew, person=crew.people[4].code)
    crew.take(case, "planned", {"places": 1})
    for person in crew.people[:2]:
        crew.nominate(case, person)
    crew.take(case, "named")
    return case


def too_late(crew: Crew) -> Case:
    case, _found = crew.named()
    forged(case, "nominee entered", crew, person=crew.people[4].code)
    return case


def a_stranger(crew: Crew) -> Case:
    case, _found = crew.named()
    forged(case, "sheet filled", crew, person=crew.people[4].code, answers=FOUND)
    return case


def once_more(crew: Crew) -> Case:
    case = crew.planned()
    for person in crew.people[:2]:
        crew.nominate(case, person)
    forged(case, "nominee entered", crew, person=crew.people[1].code)
    crew.take(case, "named")
    return case


def left_out_before(crew: Crew) -> Case:
    case, _found = crew.named(3)
    third = crew.people[2].code
    forged(case, "nominee left out", crew, person=third)
    forged(case, "sheet changed", crew, person=third, answers=FOUND)
    return case


def decided_about(crew: Crew) -> Case:
    """What the ledger keeps of the step names somebody whom it knows to be left out."""
    case, _found = crew.named(3)
    forged(case, "nominee left out", crew, person=crew.people[2].code)
    return case


FORGED = [
    (too_early, "name entered in plan"),
    (too_late, "name entered in look"),
    (a_stranger, "filled in about"),
    (once_more, "entered twice"),
    (left_out_before, "filled in about"),
    (decided_about, "filled in about"),
]


@pytest.mark.parametrize(("begun", "why"), FORGED, ids=[one.__name__ for one, _ in FORGED])
def test_what_went_round_the_actions_is_found(
    crew: Crew, tmp_path: Path, begun: Callable[[Crew], Case], why: str
) -> None:
    case = begun(crew)
    finish(crew, case)
    found = checked(case, tmp_path)
    assert found.returncode == 1
    assert why in found.stderr


def test_the_outline_says_where_names_may_be_entered(crew: Crew) -> None:
    steps = outline(installed()["ferry"].procedures[STEER])["steps"]
    assert [step["name"] for step in steps if step.get("enters")] == ["name"]
    leave = outline(installed()["qingshanhu-2009"].procedures[LEAVE])["steps"]
    assert not any("enters" in step for step in leave), "older outlines stay as they are"
