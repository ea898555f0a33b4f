"""What the actions on meetings do."""

from datetime import date, timedelta

from quanheng.office.meetings import actions
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.meetings.actions.drafting import Seat
from tests.office.action_case import Case
from tests.office.meetings.holding_cases import HOLDING
from tests.office.meetings.making import (
    AUDITOR,
    DISCIPLINE,
    HEAD,
    agenda,
    complete,
    drafted,
    person,
    place,
    proposed,
    seats,
    study,
    told,
    with_study,
)

NEXT = timedelta(days=1)

CASES = [
    Case(
        "meetings.actions.draft_meeting",
        says="meeting drafted",
        before=place,
        works=lambda world, unit: actions.draft_meeting(
            unit, "committee", world.on, seats(world), keeper=world.users[HEAD], **told(world)
        ),
        refused=[
            lambda world, unit: actions.draft_meeting(
                unit, "other", world.on, seats(world), keeper=world.users[HEAD], **told(world)
            ),
            lambda world, unit: actions.draft_meeting(
                unit, "committee", world.on, seats(world)[:-1],
                keeper=world.users[HEAD], **told(world),
            ),
            lambda world, unit: actions.draft_meeting(
                unit, "committee", world.on, [Seat("书记", head=True), Seat("甲")],
                keeper=world.users[HEAD], **told(world),
            ),
            lambda world, unit: actions.draft_meeting(
                unit, "committee", world.on, [*seats(world), Seat("又一书记", head=True)],
                keeper=world.users[HEAD], **told(world),
            ),
            lambda world, unit: actions.draft_meeting(
                unit, "committee", world.on,
                [Seat("甲", person(world)), Seat("乙", person(world)), *seats(world)],
                keeper=world.users[HEAD], **told(world),
            ),
            lambda world, unit: actions.draft_meeting(
                unit, "committee", world.on, seats(world), keeper=world.users[HEAD],
                **told(world, HEAD),
            ),
        ],
    ),
    Case(
        "meetings.actions.change_meeting",
        says="meeting changed",
        before=drafted,
        works=lambda world, meeting: actions.change_meeting(
            meeting, world.on + NEXT, venue="三楼", keeper=world.users[HEAD], **told(world)
        ),
        refused=[
            lambda world, meeting: actions.change_meeting(
                meeting, date(2027, 1, 1), keeper=world.users[HEAD], **told(world)
            ),
            lambda world, meeting: actions.change_meeting(
                meeting, world.on, keeper=world.users[HEAD], **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.set_members",
        says="meeting roll set",
        before=drafted,
        works=lambda world, meeting: actions.set_members(meeting, seats(world, 5), **told(world)),
        refused=[
            lambda world, meeting: actions.set_members(meeting, seats(world)[:2], **told(world)),
            lambda world, meeting: actions.set_members(
                meeting, seats(world), **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.cancel_meeting",
        says="meeting cancelled",
        before=agenda,
        works=lambda world, room: actions.cancel_meeting(
            room.meeting, reason="改为书面传阅", **told(world)
        ),
        refused=[
            lambda world, room: actions.cancel_meeting(room.meeting, reason=" ", **told(world)),
            lambda world, room: actions.cancel_meeting(
                room.meeting, reason="改期", **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.prescribe_study",
        says="study prescribed",
        before=study,
        works=lambda world, _one: actions.prescribe_study(
            place(world), "指示批示", source="办10号", received_on=world.on, **told(world)
        ),
        refused=[
            lambda world, _one: actions.prescribe_study(
                place(world), "重要讲话", source="办10号", received_on=world.on, **told(world)
            ),
            lambda world, _one: actions.prescribe_study(
                place(world), "指示", source=" ", received_on=world.on, **told(world)
            ),
            lambda world, _one: actions.prescribe_study(
                place(world), "指示", source="办10号", received_on=world.on + NEXT, **told(world)
            ),
            lambda world, _one: actions.prescribe_study(
                place(world), "指示", source="办10号", received_on=world.on, **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.add_item",
        says="item added",
        before=with_study,
        works=lambda world, meeting: actions.add_item(
            meeting, "other", "通报", {"reporter": "甲"}, **told(world)
        ),
        refused=[
            lambda world, meeting: actions.add_item(meeting, "study", "学习", **told(world)),
            lambda world, meeting: actions.add_item(meeting, "?", "通报", **told(world)),
            lambda world, meeting: actions.add_item(meeting, "other", " ", **told(world)),
            lambda world, meeting: actions.add_item(
                meeting, "other", "通报", {"place": 9}, **told(world)
            ),
            lambda world, meeting: actions.add_item(meeting, "other", "通报", **told(world, HEAD)),
        ],
    ),
    Case(
        "meetings.actions.change_item",
        says="item changed",
        before=complete,
        works=lambda world, room: actions.change_item(room.item, {"risk": "另附"}, **told(world)),
        refused=[
            lambda world, room: actions.change_item(room.item, {"title": ""}, **told(world)),
            lambda world, room: actions.change_item(room.item, {"risk": "长" * 501}, **told(world)),
            lambda world, room: actions.change_item(
                room.item, {"study": room.meeting.items.get(place=1).study}, **told(world)
            ),
            lambda world, room: actions.change_item(
                room.item, {"risk": "另附"}, **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.remove_item",
        says="item removed",
        before=complete,
        works=lambda world, room: actions.remove_item(room.item, **told(world)),
        refused=[lambda world, room: actions.remove_item(room.item, **told(world, AUDITOR))],
    ),
    Case(
        "meetings.actions.move_item",
        says="item moved",
        before=complete,
        works=lambda world, room: actions.move_item(room.item, 1, **told(world)),
        refused=[
            lambda world, room: actions.move_item(room.item, 3, **told(world)),
            lambda world, room: actions.move_item(room.item, 1, **told(world, AUDITOR)),
        ],
    ),
    Case(
        "meetings.actions.add_question",
        says="question put",
        before=complete,
        works=lambda world, room: actions.add_question(room.item, Asked("另一件"), **told(world)),
        refused=[
            lambda world, room: actions.add_question(room.item, Asked(" "), **told(world)),
            lambda world, room: actions.add_question(
                room.meeting.items.get(place=1), Asked("学习"), **told(world)
            ),
            lambda world, room: actions.add_question(
                room.item, Asked("复议"), reopens=room.question, **told(world)
            ),
            lambda world, room: actions.add_question(
                room.item, Asked("另一件"), **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.remove_question",
        says="question withdrawn",
        before=complete,
        works=lambda world, room: actions.remove_question(room.question, **told(world)),
        refused=[lambda world, room: actions.remove_question(room.question, **told(world, HEAD))],
    ),
    Case(
        "meetings.actions.put_question",
        says="matter put on agenda",
        before=with_study,
        works=lambda world, meeting: actions.put_question(
            meeting, "任免", [Asked("任命", person(world), "1")],
            kind="appointment", matter=place(world), **told(world),
        ),
        refused=[
            lambda world, meeting: actions.put_question(
                meeting, "任免", [], kind="appointment", matter=place(world), **told(world)
            ),
            lambda world, meeting: actions.put_question(
                meeting, "任免", [Asked("任命")],
                kind="appointment", matter=place(world), **told(world),
            ),
            lambda world, meeting: actions.put_question(
                meeting, "任免", [Asked("任命", person(world))],
                kind="appointment", matter=place(world), **told(world, HEAD),
            ),
        ],
    ),
    Case(
        "meetings.actions.close_agenda",
        says="agenda closed",
        before=complete,
        works=lambda world, room: actions.close_agenda(room.meeting, **told(world)),
        refused=[
            lambda world, room: actions.close_agenda(room.meeting, **told(world, HEAD)),
        ],
    ),
    Case(
        "meetings.actions.reopen_agenda",
        says="agenda reopened",
        before=agenda,
        works=lambda world, room: actions.reopen_agenda(
            room.meeting, reason="增加议题", **told(world)
        ),
        refused=[
            lambda world, room: actions.reopen_agenda(room.meeting, reason="", **told(world)),
            lambda world, room: actions.reopen_agenda(
                room.meeting, reason="增加议题", **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.propose_agenda_override",
        says="agenda override proposed",
        before=complete,
        works=lambda world, room: actions.propose_agenda_override(
            room.meeting, None, "hangzhou-2020-2-prompt", reason="收到晚", **told(world)
        ),
        refused=[
            lambda world, room: actions.propose_agenda_override(
                room.meeting, None, "hangzhou-2020-2-first", reason="无", **told(world)
            ),
            lambda world, room: actions.propose_agenda_override(
                room.meeting, None, "none", reason="无", **told(world)
            ),
            lambda world, room: actions.propose_agenda_override(
                room.meeting, None, "hangzhou-2020-2-prompt", reason=" ", **told(world)
            ),
            lambda world, room: actions.propose_agenda_override(
                room.meeting, None, "hangzhou-2020-2-prompt", reason="无", **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.sign_agenda_override",
        says="agenda override signed",
        before=proposed,
        works=lambda world, made: actions.sign_agenda_override(made, **told(world, HEAD)),
        refused=[
            lambda world, made: actions.sign_agenda_override(made, **told(world)),
            lambda world, made: actions.sign_agenda_override(made, **told(world, DISCIPLINE)),
        ],
    ),
    *HOLDING,
]  # fmt: skip
