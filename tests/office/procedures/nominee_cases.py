"""What the actions on those put forward do."""

from collections.abc import Callable
from datetime import date
from typing import Any

from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case, Nominee, Sheet
from tests.office.action_case import Case as Told
from tests.office.action_case import World
from tests.office.procedures.conftest import at_hand
from tests.office.procedures.desk import DAY, desk_of, follow
from tests.office.procedures.ferry import ferry
from tests.office.procedures.steering import (
    FOUND,
    HEAD,
    OFFICER,
    OFFICIAL,
    PERSONNEL,
    Crew,
    crew_of,
)

LATE = date(2026, 3, 20)


def crew(world: World) -> Crew:
    assert world.district
    document = at_hand(ferry())
    document.__enter__()
    world.fixture("request").addfinalizer(lambda: document.__exit__(None, None, None))
    follow("ferry")
    person, place = world.fixture("somebody"), world.fixture("somewhere")
    return crew_of(desk_of(world.users, person.code, place))


def planned(world: World) -> tuple[Crew, Case]:
    made = crew(world)
    return made, made.planned()


def named(world: World) -> tuple[Crew, Nominee]:
    made = crew(world)
    return made, made.named()[1][0]


def filled(world: World) -> tuple[Crew, Sheet]:
    made, nominee = named(world)
    return made, made.fill(nominee)


def unheard(world: World) -> tuple[Crew, Sheet]:
    """A sheet, written by the personnel officer, about somebody without an account."""
    made = crew(world)
    nominee = made.named()[1][1]
    return made, made.fill(nominee, role=PERSONNEL)


def nominate(role: str, place: int = 1, how: str = "会议推荐") -> Callable[..., Any]:
    return lambda world, made: actions.nominate(
        made[1], made[0].people[place], how=how, **made[0].by(role)
    )


def done(action: Callable[..., Any], role: str, *args: Any, **more: Any) -> Callable[..., Any]:
    on = more.pop("on", None)
    return lambda world, made: action(made[1], *args, **more, **made[0].by(role, on))


CASES = [
    Told(
        "procedures.actions.nominate",
        says="nominee entered",
        before=planned,
        works=nominate(OFFICER),
        refused=[nominate(HEAD), nominate(OFFICIAL, 0), nominate(OFFICER, how=" ")],
    ),
    Told(
        "procedures.actions.leave_out",
        says="nominee left out",
        before=named,
        works=done(actions.leave_out, PERSONNEL, reason="本人不愿"),
        refused=[
            done(actions.leave_out, PERSONNEL, reason=" "),
            done(actions.leave_out, HEAD, reason="不宜"),
        ],
    ),
    Told(
        "procedures.actions.fill_sheet",
        says="sheet filled",
        before=named,
        works=done(actions.fill_sheet, OFFICER, FOUND),
        refused=[
            done(actions.fill_sheet, HEAD, FOUND),
            done(actions.fill_sheet, OFFICER, {**FOUND, "found": "never"}),
            done(actions.fill_sheet, OFFICER, {**FOUND, "more": "x"}),
        ],
    ),
    Told(
        "procedures.actions.fill_sheet",
        says="sheet changed",
        before=filled,
        works=lambda world, made: actions.fill_sheet(
            made[1].nominee, {**FOUND, "note": "补充"}, **made[0].by(OFFICER)
        ),
    ),
    Told(
        "procedures.actions.reply_to_sheet",
        says="sheet replied to",
        before=filled,
        works=done(actions.reply_to_sheet, OFFICIAL, reply="属实"),
        refused=[
            done(actions.reply_to_sheet, OFFICIAL, reply=" "),
            done(actions.reply_to_sheet, OFFICER, reply="属实"),
            done(actions.reply_to_sheet, OFFICIAL, reply="属实", on=LATE),
        ],
    ),
    Told(
        "procedures.actions.enter_written_reply",
        says="written reply entered",
        before=unheard,
        works=done(actions.enter_written_reply, OFFICER, reply="属实", received=DAY),
        refused=[
            done(actions.enter_written_reply, OFFICER, reply=" ", received=DAY),
            done(actions.enter_written_reply, OFFICER, reply="属实", received=LATE),
            done(actions.enter_written_reply, PERSONNEL, reply="属实", received=DAY),
            done(actions.enter_written_reply, HEAD, reply="属实", received=DAY),
        ],
    ),
    Told(
        "procedures.actions.enter_written_reply",
        says="written reply entered",
        before=unheard,
        works=done(actions.enter_written_reply, OFFICER, reply="属实", received=DAY, on=LATE),
        refused=[
            done(actions.enter_written_reply, OFFICER, reply="属实", received=LATE, on=LATE),
        ],
    ),
]
