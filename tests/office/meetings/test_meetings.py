"""A meeting as a whole: what the agenda needs, who speaks when, what is decided, what is filed."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quanheng.office.inbox.models import Message
from quanheng.office.law.models import Adoption
from quanheng.office.meetings import actions
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.meetings.asking import open_agendas, outcomes_of
from quanheng.office.meetings.gates import passages
from quanheng.office.meetings.keeping import in_the_room
from quanheng.office.meetings.models import Item, Meeting, Question, Speech
from quanheng.office.records.models import Activity, Family
from quanheng.office.records.refusals import Overtaken, Refused
from tests.office.action_case import World
from tests.office.meetings.making import (
    AUDITOR,
    HEAD,
    OFFICER,
    Room,
    add,
    ask,
    begun,
    came,
    closed,
    complete,
    drafted,
    opened,
    person,
    place,
    proposed,
    seats,
    settled,
    speak,
    spoken,
    told,
    with_study,
)

COMMON: dict[str, Any] = {
    "max_examples": 15,
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}


def failing(meeting: Meeting, world: World) -> set[str]:
    return {one.gate.name for one in passages(meeting, world.on) if not one.passable}


def refused(meeting: Meeting, world: World) -> str:
    with pytest.raises(Refused) as said:
        actions.close_agenda(meeting, **told(world))
    return "".join(said.value.messages)


# The agenda


def test_an_agenda_with_everything_on_file_is_closed_and_the_members_are_told(
    world: World,
) -> None:
    room = complete(world)
    actions.close_agenda(room.meeting, **told(world))
    room.meeting.refresh_from_db()
    assert room.meeting.state == Meeting.State.AGENDA
    seated = Message.objects.filter(key=f"meeting:{room.meeting.pk}:agenda:0")
    assert {one.recipient.username for one in seated} == {"head", "committee_member"}


def test_study_comes_first_and_nobody_lets_it_pass(world: World) -> None:
    room = complete(world)
    actions.move_item(room.item, 1, **told(world))
    assert "第一议题" in refused(room.meeting, world)
    assert failing(room.meeting, world) == {"hangzhou-2020-2-first", "hangzhou-2020-2-prompt"}


@pytest.mark.parametrize(
    ("name", "clause"),
    [
        ("legality", "hangzhou-2017:15"),
        ("risk", "hangzhou-2017:15"),
        ("expert", "hangzhou-2017:15"),
        ("soundings", "hangzhou-2017:15"),
        ("alignment", "hangzhou-2020:2"),
        ("consultation", "qingshanhu-2009:5"),
    ],
)
def test_each_paper_is_asked_for_by_its_clause(world: World, name: str, clause: str) -> None:
    room = complete(world)
    actions.change_item(room.item, {name: ""}, **told(world))
    found = [one for one in passages(room.meeting, world.on) if not one.holds]
    assert [one.gate.clause for one in found] == [clause]
    refused(room.meeting, world)
    actions.change_item(room.item, {name: "已补"}, **told(world))
    actions.close_agenda(room.meeting, **told(world))


def test_who_is_not_touched_is_not_asked_and_leaving_it_open_is_no_answer(world: World) -> None:
    room = complete(world)
    actions.change_item(room.item, {"interests": None, "consultation": "座谈"}, **told(world))
    assert failing(room.meeting, world) == {"qingshanhu-2009-5-consulted-decision"}
    actions.change_item(room.item, {"interests": False, "consultation": ""}, **told(world))
    assert not failing(room.meeting, world)


def test_major_matters_are_put_to_the_vote(world: World) -> None:
    room = complete(world)
    actions.remove_question(room.question, **told(world))
    assert failing(room.meeting, world) == {"qingshanhu-2009-5-vote"}


def test_another_item_needs_none_of_it(world: World) -> None:
    room = complete(world)
    actions.remove_item(room.item, **told(world))
    add(world, room.meeting, "other")
    actions.close_agenda(room.meeting, **told(world))


def test_what_nobody_follows_is_not_asked(world: World) -> None:
    room = complete(world)
    actions.change_item(room.item, {"legality": "", "alignment": ""}, **told(world))
    Adoption.objects.filter(pack__in=("hangzhou-2017", "hangzhou-2020")).delete()
    actions.close_agenda(room.meeting, **told(world))


def test_two_persons_let_a_gate_pass_once(world: World) -> None:
    override = proposed(world)
    refused(override.meeting, world)
    actions.sign_agenda_override(override, **told(world, HEAD))
    actions.close_agenda(override.meeting, **told(world))
    actions.reopen_agenda(override.meeting, reason="增加议题", **told(world))
    assert "风险评估" in refused(override.meeting, world)


def test_items_keep_their_order(world: World) -> None:
    room = complete(world)
    more = [add(world, room.meeting, "other", title=f"第{number}") for number in (3, 4)]
    actions.move_item(more[1], 2, **told(world))
    actions.remove_item(room.item, **told(world))
    places = list(room.meeting.items.values_list("place", "pk"))
    first = room.meeting.items.get(kind="study")
    assert places == [(1, first.pk), (2, more[1].pk), (3, more[0].pk)]


def test_study_that_is_added_later_still_stands_first(world: World) -> None:
    meeting = drafted(world)
    add(world, meeting, "other", title="甲")
    add(world, meeting, "other", title="乙")
    actions.add_item(meeting, "study", "学习", **told(world))
    assert list(meeting.items.values_list("place", "title")) == [(1, "学习"), (2, "甲"), (3, "乙")]


# Who is there, who leaves


@pytest.mark.parametrize(("absent", "enough"), [(2, True), (3, False)])
def test_two_thirds_of_those_entitled_come(world: World, absent: int, enough: bool) -> None:
    if enough:
        meeting = begun(world, absent=absent).meeting
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.HELD
    else:
        with pytest.raises(Refused):
            begun(world, absent=absent)


def test_relatives_leave_by_the_file_and_do_not_count_as_present(world: World) -> None:
    room = complete(world, kind="appointment")
    kin = {"person": person(world), "relation": "兄弟", "name": room.members[0].name}
    Family.objects.create(**kin, recorded_by=world.users[OFFICER], recorded_at=timezone.now())
    actions.close_agenda(room.meeting, **told(world))
    actions.begin_meeting(room.meeting, came(room), **told(world))
    first = room.meeting.items.get(place=1)
    actions.open_item(first, **told(world))
    actions.finish_item(first, "已学习", **told(world))
    actions.open_item(room.item, **told(world))
    assert room.members[0] not in in_the_room(room.question)
    assert room.question.recusals.get().kin
    speak(world, room)
    actions.settle_question(room.question, **told(world))
    room.question.refresh_from_db()
    assert (room.question.entitled, room.question.present, room.question.needed) == (7, 6, 4)


def test_too_few_left_in_the_room_decide_nothing(world: World) -> None:
    room = opened(world, absent=2)
    actions.recuse_member(room.question, room.members[3], reason="持股", **told(world))
    speak(world, room)
    with pytest.raises(Refused):
        actions.settle_question(room.question, **told(world))
    actions.defer_question(room.question, reason="不足法定人数", **told(world))
    room.question.refresh_from_db()
    assert room.question.state == Question.State.DEFERRED


# Who speaks when


@given(order=st.permutations(range(7)))
@settings(**COMMON)
def test_the_head_speaks_last_in_every_order(world: World, order: list[int]) -> None:
    with transaction.atomic():
        room = opened(world)
        for turn, number in enumerate(order):
            member = room.members[number]
            if member.head and turn < len(order) - 1:
                with pytest.raises(Refused):
                    actions.note_speech(room.question, member, stance="agree", **told(world))
                continue
            if len(order) - room.question.speeches.count() > 1 or member.head:
                actions.note_speech(room.question, member, stance="agree", **told(world))
        if room.question.speeches.count() < len(order):
            actions.note_speech(room.question, room.head, stance="agree", **told(world))
        said = list(room.question.speeches.order_by("place").values_list("head", flat=True))
        assert said == [False] * 6 + [True]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("head", "place_"), [(True, 1), (True, 6), (False, 7), (False, 0), (True, 8)]
)
def test_the_database_refuses_a_head_who_speaks_early(
    world: World, head: bool, place_: int
) -> None:
    room = opened(world)
    member = room.head if head else room.members[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Speech.objects.create(
            question=room.question, member=member, place=place_, of=7, head=head, stance="agree",
            by=world.users[HEAD], at=timezone.now(),
        )  # fmt: skip


def test_without_the_head_anybody_may_speak_last(world: World) -> None:
    room = opened(world)
    actions.recuse_member(room.question, room.head, reason="持股", **told(world))
    speak(world, room)
    actions.settle_question(room.question, **told(world))
    room.question.refresh_from_db()
    assert room.question.head_last is None
    assert room.question.state == Question.State.PASSED


def test_a_turn_taken_back_is_free_again(world: World) -> None:
    room = opened(world)
    last = speak(world, room)[-1]
    actions.strike_speech(last, reason="记错", **told(world))
    actions.note_speech(room.question, room.head, stance="disagree", **told(world))
    actions.settle_question(room.question, **told(world))
    room.question.refresh_from_db()
    assert (room.question.agree, room.question.disagree) == (6, 1)


def test_nothing_is_settled_before_everybody_has_spoken(world: World) -> None:
    room = opened(world)
    speak(world, room, leave=1)
    with pytest.raises(Refused):
        actions.settle_question(room.question, **told(world))


# What is decided


@pytest.mark.parametrize(
    ("absent", "stances", "state"),
    [
        (0, "aaaaddd", "passed"),
        (0, "aaadddd", "failed"),
        (2, "aaaad", "passed"),
        (2, "aaadd", "failed"),  # three of five in the room, of seven entitled
        (0, "aaaxxxx", "failed"),
    ],
)
def test_more_than_half_of_those_entitled_agree(
    world: World, absent: int, stances: str, state: str
) -> None:
    room = settled(world, stances, absent=absent)
    room.question.refresh_from_db()
    assert room.question.state == state
    assert room.question.head_last


@pytest.mark.parametrize(("agree", "state"), [(4, "passed"), (3, "failed")])
def test_a_secret_vote_is_counted_and_not_asked(world: World, agree: int, state: str) -> None:
    room = spoken(world, secret=True)
    with pytest.raises(Refused):
        actions.settle_question(room.question, **told(world))
    actions.note_count(room.question, agree, 1, 1, tellers=("甲", "乙"), **told(world))
    actions.settle_question(room.question, **told(world))
    room.question.refresh_from_db()
    assert room.question.state == state
    assert room.question.abstain == 5 - agree
    assert set(room.question.speeches.values_list("stance", flat=True)) == {""}


def test_the_database_refuses_a_decision_of_too_few(world: World) -> None:
    room = settled(world, "aaadddd")
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=room.question.pk).update(state="passed")


def test_what_is_settled_stays(world: World) -> None:
    room = settled(world)
    with pytest.raises(Overtaken):
        actions.defer_question(room.question, reason="再议", **told(world))


# The file, and later


def test_a_filed_meeting_says_so_in_the_file_of_the_unit(world: World) -> None:
    room = closed(world)
    found = Activity.objects.current().filter(unit=place(world), day=world.on)
    assert set(found.values_list("type", flat=True)) >= {"党委会", "第一议题"}
    assert room.meeting.first is True
    assert len(room.meeting.filed) == 2


def test_a_second_meeting_of_the_day_files_nothing_twice(world: World) -> None:
    closed(world)
    meeting = drafted(world)
    assert meeting.number == 2
    add(world, meeting, "other")
    Adoption.objects.all().delete()
    actions.close_agenda(meeting, **told(world))
    everybody = {one.pk: ("present", "") for one in meeting.members.all()}
    actions.begin_meeting(meeting, everybody, **told(world))
    item = meeting.items.get()
    actions.open_item(item, **told(world))
    actions.finish_item(item, "已通报", **told(world))
    actions.sign_minutes(meeting, **told(world))
    actions.close_meeting(meeting, **told(world, HEAD))
    meeting.refresh_from_db()
    assert meeting.first is False
    assert meeting.filed == []


def test_a_decision_is_corrected_by_a_later_one_only(world: World) -> None:
    room = closed(world)
    later = with_later(world, room)
    assert later.reopens == room.question
    assert list(room.question.reopened_by.all()) == [later]


def with_later(world: World, room: Room) -> Question:
    item = add(world, drafted(world), "decision")
    entry = actions.add_question(item, Asked("纠正"), reopens=room.question, **told(world))
    return Question.objects.get(pk=entry.about_key)


# What other apps are told


def test_a_matter_is_put_on_an_agenda_and_its_outcome_is_told_when_filed(world: World) -> None:
    room = complete(world)
    matter = place(world)
    assert open_agendas(matter, world.users["personnel_officer"], world.on) == [room.meeting]
    assert open_agendas(matter, world.users[AUDITOR], world.on) == []
    Item.objects.filter(pk=room.item.pk).update(
        matter_kind=matter._meta.label_lower, matter_key=str(matter.pk)
    )
    Question.objects.filter(pk=room.question.pk).update(key="1")
    assert outcomes_of(matter) is None
    actions.close_agenda(room.meeting, **told(world))
    actions.begin_meeting(room.meeting, came(room, 1), **told(world))
    for item in room.meeting.items.order_by("place"):
        actions.open_item(item, **told(world))
        if item.pk == room.item.pk:
            speak(world, room, "aaaadd")
            actions.settle_question(room.question, **told(world))
        actions.finish_item(item, "已讨论", **told(world))
    actions.sign_minutes(room.meeting, **told(world))
    assert outcomes_of(matter) is None
    actions.close_meeting(room.meeting, **told(world, HEAD))
    found = outcomes_of(matter)
    assert found is not None
    assert (found.entitled, found.present) == (7, 6)
    assert found.first_item_ok
    assert found.quorum_ok
    assert found.head_last_ok
    assert (found.decisions["1"].passed, found.decisions["1"].agree) == (True, 4)


def test_a_matter_stands_on_one_agenda_at_a_time(world: World) -> None:
    meeting, matter = with_study(world), place(world)
    put = {"kind": "appointment", "matter": matter, **told(world)}
    actions.put_question(meeting, "任免", [Asked("任命", person(world), "1")], **put)
    with pytest.raises(Refused):
        actions.put_question(meeting, "任免", [Asked("任命", person(world), "1")], **put)
    assert ask(world, meeting.items.get(kind="appointment"), person(world)).place == 2
    assert len(seats(world)) == 7
