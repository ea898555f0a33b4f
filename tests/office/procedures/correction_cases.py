"""What the steps of correcting a key fact do."""

from collections.abc import Callable
from datetime import date
from typing import Any

from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.accounts.system import system_account
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case as Running
from quanheng.office.records.correcting import Grounds
from quanheng.office.records.models import Correction, Particulars
from tests.office.action_case import Case, World
from tests.office.procedures import correcting
from tests.office.procedures.desk import follow

OFFICER, OFFICIAL = "organisation_officer", "official"
BIRTH = {"birth": date(1979, 8, 1)}
GROUNDS = Grounds("档案审核认定", "入团志愿书")
Made = tuple[Correction, User]


def told(world: World, role: str = OFFICER) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on}


def particulars(world: World) -> Particulars:
    assert world.district
    follow("national")
    code = world.users[OFFICIAL].person_code
    return Particulars.objects.current().get(person__code=code)


def under_way(action: Callable[..., Any], role: str, *args: Any) -> Callable[[World], Made]:
    """A correction under way, and an officer who has no part in it."""

    def before(world: World) -> Made:
        made = correcting.made(action(particulars(world), *args, **told(world, role)))
        account = User.objects.create_user("second-officer", name="另一人")
        system = User.objects.get(username="test-system")
        Grant.objects.create(
            user=account, role=Role.ORGANISATION_OFFICER, since=date(2000, 1, 1), granted_by=system
        )
        return made, account

    return before


asked = under_way(actions.request_correction, OFFICIAL, BIRTH, GROUNDS)
proposed = under_way(actions.propose_correction, OFFICER, BIRTH, GROUNDS)
to_retract = under_way(actions.propose_retraction, OFFICER, GROUNDS)


def imported(world: World) -> Correction:
    """A correction that an import has proposed, of which nobody has made a case yet."""
    system_account()
    made, _second = proposed(world)
    Running.objects.filter(matter_key=str(made.pk)).update(matter_key="")
    return made


CASES = [
    Case(
        "procedures.actions.propose_correction",
        says="correction proposed",
        before=particulars,
        works=lambda world, line: actions.propose_correction(line, BIRTH, GROUNDS, **told(world)),
        refused=[
            lambda world, line: actions.propose_correction(line, {}, GROUNDS, **told(world)),
            lambda world, line: actions.propose_correction(
                line, BIRTH, Grounds("档案审核认定"), **told(world)
            ),
        ],
    ),
    Case(
        "procedures.actions.propose_retraction",
        says="correction proposed",
        before=particulars,
        works=lambda world, line: actions.propose_retraction(line, GROUNDS, **told(world)),
        refused=[lambda world, line: actions.propose_retraction(line, Grounds(""), **told(world))],
    ),
    Case(
        "procedures.actions.request_correction",
        says="correction requested",
        before=particulars,
        works=lambda world, line: actions.request_correction(
            line, BIRTH, GROUNDS, **told(world, OFFICIAL)
        ),
        refused=[
            lambda world, line: actions.request_correction(line, BIRTH, GROUNDS, **told(world))
        ],
    ),
    Case(
        "procedures.actions.take_up_correction",
        says="correction proposed",
        before=imported,
        works=lambda world, made: actions.take_up_correction(
            made, by=system_account(), on=world.on
        ),
        refused=[lambda world, made: actions.take_up_correction(made, **told(world))],
    ),
    Case(
        "procedures.actions.take_step",
        says="correction proposed",
        before=asked,
        works=lambda world, made: correcting.take_up(made[0], evidence="志愿书", **told(world)),
        refused=[
            lambda world, made: correcting.take_up(
                made[0], evidence="志愿书", **told(world, OFFICIAL)
            )
        ],
    ),
    Case(
        "procedures.actions.take_step",
        says="correction confirmed",
        before=proposed,
        works=lambda world, made: correcting.confirm(made[0], by=made[1], on=world.on),
        refused=[lambda world, made: correcting.confirm(made[0], **told(world))],
    ),
    Case(
        "procedures.actions.take_step",
        says="correction confirmed",
        before=to_retract,
        works=lambda world, made: correcting.confirm(made[0], by=made[1], on=world.on),
        refused=[lambda world, made: correcting.confirm(made[0], **told(world))],
    ),
    Case(
        "procedures.actions.take_step",
        says="correction refused",
        before=proposed,
        works=lambda world, made: correcting.refuse(
            made[0], decision="证据不足", by=made[1], on=world.on
        ),
        refused=[
            lambda world, made: correcting.refuse(made[0], decision="", by=made[1], on=world.on)
        ],
    ),
    Case(
        "procedures.actions.withdraw_case",
        says="correction withdrawn",
        before=proposed,
        works=lambda world, made: correcting.withdraw(made[0], **told(world)),
        refused=[lambda world, made: correcting.withdraw(made[0], **told(world, OFFICIAL))],
    ),
]
