"""What the actions on a meeting do from its beginning on, and on the registers."""

from datetime import timedelta

from quanheng.office.meetings import actions
from tests.office.action_case import Case
from tests.office.meetings.making import (
    AUDITOR,
    DISCIPLINE,
    HEAD,
    OFFICER,
    agenda,
    balloted,
    begun,
    came,
    closed,
    finished,
    opened,
    other_officer,
    place,
    settled,
    signed,
    speak,
    spoken,
    told,
)

NEXT = timedelta(days=1)

HOLDING = [
    Case(
        "meetings.actions.begin_meeting",
        says="meeting begun",
        before=agenda,
        works=lambda world, room: actions.begin_meeting(
            room.meeting, came(room, 2), **told(world)
        ),
        refused=[
            lambda world, room: actions.begin_meeting(room.meeting, came(room, 3), **told(world)),
            lambda world, room: actions.begin_meeting(room.meeting, {}, **told(world)),
            lambda world, room: actions.begin_meeting(
                room.meeting, came(room), **{**told(world), "on": world.on - NEXT}
            ),
            lambda world, room: actions.begin_meeting(
                room.meeting, came(room), **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.note_attendance",
        says="attendance noted",
        before=begun,
        works=lambda world, room: actions.note_attendance(
            room.members[0], "excused", excuse="接待", **told(world)
        ),
        refused=[
            lambda world, room: actions.note_attendance(room.members[0], "excused", **told(world)),
            lambda world, room: actions.note_attendance(room.members[0], "unknown", **told(world)),
            lambda world, room: actions.note_attendance(
                room.members[0], "absent", **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.open_item",
        says="item taken up",
        before=begun,
        works=lambda world, room: actions.open_item(
            room.meeting.items.get(place=1), **told(world)
        ),
        refused=[
            lambda world, room: actions.open_item(room.item, **told(world)),
            lambda world, room: actions.open_item(
                room.meeting.items.get(place=1), **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.recuse_member",
        says="member recused",
        before=opened,
        works=lambda world, room: actions.recuse_member(
            room.question, room.members[0], reason="持股", **told(world)
        ),
        refused=[
            lambda world, room: actions.recuse_member(
                room.question, room.members[0], reason="", **told(world)
            ),
            lambda world, room: actions.recuse_member(
                room.question, room.members[0], reason="持股", **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.note_speech",
        says="position noted",
        before=opened,
        works=lambda world, room: actions.note_speech(
            room.question, room.members[0], stance="agree", words="同意", **told(world)
        ),
        refused=[
            lambda world, room: actions.note_speech(
                room.question, room.head, stance="agree", **told(world)
            ),
            lambda world, room: actions.note_speech(
                room.question, room.members[0], words="再议", **told(world)
            ),
            lambda world, room: actions.note_speech(
                room.question, room.members[0], stance="agree", **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.strike_speech",
        says="position struck",
        before=lambda world: speak(world, opened(world), leave=3),
        works=lambda world, made: actions.strike_speech(made[-1], reason="记错", **told(world)),
        refused=[
            lambda world, made: actions.strike_speech(made[0], reason="记错", **told(world)),
            lambda world, made: actions.strike_speech(made[-1], reason="", **told(world)),
            lambda world, made: actions.strike_speech(
                made[-1], reason="记错", **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.note_count",
        says="secret vote counted",
        before=lambda world: spoken(world, secret=True),
        works=lambda world, room: actions.note_count(
            room.question, 5, 1, 0, tellers=("甲", "乙"), **told(world)
        ),
        refused=[
            lambda world, room: actions.note_count(
                room.question, 5, 1, 2, tellers=("甲", "乙"), **told(world)
            ),
            lambda world, room: actions.note_count(
                room.question, 5, 1, 0, tellers=("甲", "甲"), **told(world)
            ),
            lambda world, room: actions.note_count(
                room.question, -1, 1, 0, tellers=("甲", "乙"), **told(world)
            ),
            lambda world, room: actions.note_count(
                room.question, 5, 1, 0, tellers=("甲", "乙"), **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.use_ballot",
        says="ballot used",
        before=balloted,
        works=lambda world, made: actions.use_ballot(
            made[0].question, made[1], "1", **told(world)
        ),
        refused=[
            lambda world, made: actions.use_ballot(made[0].question, made[1], "9", **told(world)),
            lambda world, made: actions.use_ballot(
                made[0].question, made[1], "1", **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.settle_question",
        says="question settled",
        before=spoken,
        works=lambda world, room: actions.settle_question(room.question, **told(world)),
        refused=[
            lambda world, room: actions.settle_question(room.question, **told(world, AUDITOR)),
        ],
    ),
    Case(
        "meetings.actions.defer_question",
        says="question deferred",
        before=opened,
        works=lambda world, room: actions.defer_question(
            room.question, reason="分歧较大", **told(world)
        ),
        refused=[
            lambda world, room: actions.defer_question(room.question, reason="", **told(world)),
            lambda world, room: actions.defer_question(
                room.question, reason="分歧较大", **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.finish_item",
        says="item finished",
        before=settled,
        works=lambda world, room: actions.finish_item(room.item, "已讨论", **told(world)),
        refused=[
            lambda world, room: actions.finish_item(room.item, " ", **told(world)),
            lambda world, room: actions.finish_item(room.item, "已讨论", **told(world, HEAD)),
        ],
    ),
    Case(
        "meetings.actions.sign_minutes",
        says="minutes signed",
        before=finished,
        works=lambda world, room: actions.sign_minutes(room.meeting, **told(world)),
        refused=[
            lambda world, room: actions.sign_minutes(room.meeting, **told(world, OFFICER)),
            lambda world, room: actions.sign_minutes(room.meeting, **told(world, HEAD)),
        ],
    ),
    Case(
        "meetings.actions.return_minutes",
        says="minutes returned",
        before=signed,
        works=lambda world, room: actions.return_minutes(
            room.meeting, reason="漏记", **told(world, HEAD)
        ),
        refused=[
            lambda world, room: actions.return_minutes(
                room.meeting, reason="", **told(world, HEAD)
            ),
            lambda world, room: actions.return_minutes(room.meeting, reason="漏记", **told(world)),
        ],
    ),
    Case(
        "meetings.actions.close_meeting",
        says="meeting closed",
        before=signed,
        works=lambda world, room: actions.close_meeting(room.meeting, **told(world, HEAD)),
        refused=[
            lambda world, room: actions.close_meeting(room.meeting, **told(world)),
            lambda world, room: actions.close_meeting(room.meeting, **told(world, OFFICER)),
            lambda world, room: actions.close_meeting(
                room.meeting, note="档案室", **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.close_meeting",
        says="meeting closed",
        before=signed,
        works=lambda world, room: actions.close_meeting(
            room.meeting, note="签字件存档案室", by=other_officer(world), on=world.on
        ),
    ),
    Case(
        "meetings.actions.note_minutes_taken",
        says="minutes taken out",
        before=closed,
        works=lambda world, room: actions.note_minutes_taken(
            room.meeting, "pdf", **told(world, AUDITOR)
        ),
        refused=[
            lambda world, room: actions.note_minutes_taken(
                room.meeting, "pdf", **told(world, "official")
            ),
        ],
    ),
    Case(
        "meetings.actions.note_accountability",
        says="accountability noted",
        before=closed,
        works=lambda world, room: actions.note_accountability(
            room.question, "论证不充分", basis="巡察反馈3号", **told(world, DISCIPLINE)
        ),
        refused=[
            lambda world, room: actions.note_accountability(
                room.question, "", basis="巡察反馈3号", **told(world)
            ),
            lambda world, room: actions.note_accountability(
                room.question, "论证不充分", basis="巡察反馈3号", **told(world, AUDITOR)
            ),
        ],
    ),
    Case(
        "meetings.actions.note_intervention",
        says="intervention noted",
        before=place,
        works=lambda world, unit: actions.note_intervention(
            unit, world.on, "某领导", "要求指定承包人", **told(world)
        ),
        refused=[
            lambda world, unit: actions.note_intervention(
                unit, world.on, " ", "要求", **told(world)
            ),
            lambda world, unit: actions.note_intervention(
                unit, world.on + NEXT, "某领导", "要求", **told(world)
            ),
            lambda world, unit: actions.note_intervention(
                unit, world.on, "某领导", "要求", **told(world, HEAD)
            ),
        ],
    ),
    Case(
        "meetings.actions.give_authority",
        says="authority given",
        before=place,
        works=lambda world, unit: actions.give_authority(
            unit, "日常采购", holder="分管副职", limit="10万元以下", basis="3次会议",
            since=world.on, **told(world),
        ),
        refused=[
            lambda world, unit: actions.give_authority(
                unit, "日常采购", holder="", limit="10万元以下", basis="3次会议",
                since=world.on, **told(world),
            ),
            lambda world, unit: actions.give_authority(
                unit, "日常采购", holder="分管副职", limit="10万元以下", basis="3次会议",
                since=world.on, until=world.on, **told(world),
            ),
            lambda world, unit: actions.give_authority(
                unit, "日常采购", holder="分管副职", limit="10万元以下", basis="3次会议",
                since=world.on, **told(world, HEAD),
            ),
        ],
    ),
]  # fmt: skip
