"""What is refused because of what happened before: each with the same step taken in time."""

from typing import Any

import pytest

from quanheng.office.ballots.models import Ballot
from quanheng.office.meetings import actions
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.records.refusals import Refused
from tests.office.action_case import World
from tests.office.meetings.making import (
    add,
    balloted,
    begun,
    complete,
    counted_ballot,
    opened,
    place,
    speak,
    told,
)


def test_an_appointment_asks_about_a_person(world: World) -> None:
    room = complete(world)
    item = add(world, room.meeting, "appointment")
    with pytest.raises(Refused):
        actions.add_question(item, Asked("任命"), **told(world))


def test_an_agenda_lacks_a_paper(world: World) -> None:
    room = complete(world)
    actions.change_item(room.item, {"alignment": ""}, **told(world))
    with pytest.raises(Refused):
        actions.close_agenda(room.meeting, **told(world))


def test_nobody_goes_while_an_item_is_discussed(world: World) -> None:
    room = begun(world)
    actions.open_item(room.meeting.items.get(place=1), **told(world))
    with pytest.raises(Refused):
        actions.note_attendance(room.members[0], "absent", excuse="有事", **told(world))


def test_nobody_recused_after_most_have_spoken(world: World) -> None:
    room = opened(world)
    speak(world, room, leave=2)
    spoken = room.question.speeches.order_by("pk")[0].member
    with pytest.raises(Refused):
        actions.recuse_member(room.question, spoken, reason="持股", **told(world))


@pytest.mark.parametrize("changed", [{"entitled": 6}, {"unit_code": "nowhere"}])
def test_a_ballot_of_others_is_not_used(world: World, changed: dict[str, Any]) -> None:
    room, ballot = balloted(world)
    Ballot.objects.filter(pk=ballot.pk).update(**changed)
    with pytest.raises(Refused):
        actions.use_ballot(room.question, Ballot.objects.get(pk=ballot.pk), "1", **told(world))


def test_a_ballot_of_the_unit_above_is_not_used(world: World) -> None:
    room, _ballot = balloted(world)
    above = counted_ballot(place(world).parent)
    with pytest.raises(Refused):
        actions.use_ballot(room.question, above, "1", **told(world))
