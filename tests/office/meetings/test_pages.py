"""Who sees meetings and what was said in them; pages with few queries; looks that are noted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quanheng.office.accounts.models import AccessLog, Grant, Role
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings import actions
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.meetings.minutes import minutes_of, vote_of
from quanheng.office.meetings.models import Meeting, Question
from quanheng.office.meetings.papers import record_of
from quanheng.office.meetings.queries import Filter, Sought, decisions, first_items
from quanheng.office.meetings.waiting import waiting
from quanheng.office.records.models import Family, Particulars
from tests.office.action_case import World
from tests.office.meetings.making import (
    HEAD,
    OFFICIAL,
    PERSONNEL,
    add,
    agenda,
    begun,
    closed,
    complete,
    drafted,
    opened,
    person,
    place,
    proposed,
    signed,
    speak,
    told,
)
from tests.office.meetings.scenes import meeting_in

pytestmark = pytest.mark.any_database

Clients = Callable[[str], Client]
EVERYWHERE = {"organisation_officer", "discipline_officer", "auditor"}
SEATED = {"head", "committee_member"}


def seers(world: World, meeting: Meeting) -> set[str]:
    return {
        role.value
        for role in Role
        if Meeting.objects.visible_to(world.users[role.value], world.on)
        .filter(pk=meeting.pk)
        .exists()
    }


def test_members_keepers_and_those_who_look_after_the_unit_see_it(world: World) -> None:
    assert seers(world, drafted(world)) == EVERYWHERE | SEATED | {"personnel_officer"}


def test_of_another_unit_only_those_who_look_after_it_see_it(world: World) -> None:
    unit = place(world).parent
    assert unit is not None
    foreign = meeting_in(unit, "draft", world.users[PERSONNEL], world.on)
    assert seers(world, foreign) == EVERYWHERE


def test_a_member_sees_it_by_the_person_and_after_the_role_has_ended(world: World) -> None:
    meeting = drafted(world)
    Grant.objects.filter(user=world.users[HEAD]).delete()
    meeting.members.filter(place=1).update(person=person(world))
    assert {"head", "official"} <= seers(world, meeting)


def test_relatives_and_the_person_do_not_see_what_is_said(world: World, client_of: Clients) -> None:
    room = complete(world, kind="appointment")
    room.meeting.members.filter(place=2).update(person=person(world))
    head = world.users[HEAD]
    kin = {"person": person(world), "relation": "兄弟", "name": head.name}
    Family.objects.create(**kin, recorded_by=head, recorded_at=timezone.now())
    for role, sees in ((HEAD, False), (OFFICIAL, False), ("committee_member", True)):
        found = Question.objects.visible_to(world.users[role], world.on)
        assert found.filter(pk=room.question.pk).exists() is sees, role
        url = reverse("meetings:question", args=[room.meeting.pk, room.question.pk])
        assert client_of(role).get(url).status_code == (200 if sees else 404)
        for name in ("meeting", "minutes"):
            shown = client_of(role).get(reverse(f"meetings:{name}", args=[room.meeting.pk]))
            assert (room.question.text in shown.content.decode()) is sees, (role, name)


def test_who_left_the_room_does_not_see_what_was_said(world: World) -> None:
    room = opened(world)
    away = room.meeting.members.get(user=world.users["committee_member"])
    actions.recuse_member(room.question, away, reason="持股", **told(world))
    found = Question.objects.visible_to(world.users["committee_member"], world.on)
    assert not found.filter(pk=room.question.pk).exists()


def test_looks_are_noted_once_a_day(world: World, client_of: Clients) -> None:
    room = complete(world, kind="appointment")
    client = client_of("organisation_officer")
    for _time in range(2):
        client.get(reverse("meetings:question", args=[room.meeting.pk, room.question.pk]))
        client.get(reverse("meetings:minutes", args=[room.meeting.pk]))
    seen = AccessLog.objects.filter(person_code=person(world).code, what=AccessLog.What.FILE)
    assert [one.user.username for one in seen] == ["organisation_officer"]


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def pages(meeting: Meeting) -> dict[str, str]:
    item = meeting.items.order_by("place").last()
    question = Question.objects.filter(item__meeting=meeting).order_by("pk").first()
    assert item is not None
    assert question is not None
    own = [meeting.pk]
    return {
        "meeting": reverse("meetings:meeting", args=own),
        "minutes": reverse("meetings:minutes", args=own),
        "item": reverse("meetings:item", args=[*own, item.pk]),
        "question": reverse("meetings:question", args=[*own, question.pk]),
    }


LISTS = ("index", "first", "decisions", "studies", "authority", "interventions")


def test_lists_have_few_queries_however_long(world: World, client_of: Clients) -> None:
    closed(world)
    clients = [client_of("organisation_officer"), client_of(PERSONNEL)]
    urls = [reverse(f"meetings:{name}") for name in LISTS]
    urls.append(reverse("meetings:decisions") + "?member=甲")
    few = [{url: queries(client, url) for url in urls} for client in clients]
    for _time in range(4):
        meeting_in(place(world), "closed", world.users[PERSONNEL], world.on)
    more = [{url: queries(client, url) for url in urls} for client in clients]
    assert few == more
    assert max(number for numbers in few for number in numbers.values()) <= 12, few


@pytest.mark.parametrize("stage", [complete, opened, closed])
def test_a_meeting_has_few_queries_however_long(
    world: World, client_of: Clients, stage: Callable[[World], Any]
) -> None:
    room = stage(world)
    client = client_of("personnel_officer")
    few = {url: queries(client, url) for url in pages(room.meeting).values()}
    assert max(few.values()) <= 22, few
    for number in range(2, 6):
        again = room.item
        again.pk, again.place, again.state = None, 10 + number, "waiting"
        again.save(force_insert=True)
        Question.objects.create(item=again, place=1, text=f"第{number}件")
    more = {url: queries(client, url) for url in few}
    assert few == more


def test_an_empty_step_says_why_and_changes_nothing(world: World, client_of: Clients) -> None:
    room = begun(world)
    url = reverse("meetings:act", args=[room.meeting.pk, "return"])
    assert client_of(PERSONNEL).post(url).status_code == 422
    assert client_of("auditor").post(
        reverse("meetings:act", args=[room.meeting.pk, "close-agenda"])
    ).status_code in (403, 422)
    assert client_of("official").post(url).status_code == 404
    room.meeting.refresh_from_db()
    assert room.meeting.state == "held"


def test_the_page_offers_the_override_and_its_signature(world: World, client_of: Clients) -> None:
    override = proposed(world)
    url = reverse("meetings:meeting", args=[override.meeting_id])
    assert "签署放行" in client_of(HEAD).get(url).content.decode()
    assert "签署放行" not in client_of(PERSONNEL).get(url).content.decode()


def test_what_waits_for_whom(world: World) -> None:
    ahead = agenda(world)
    late = world.on + timedelta(days=1)
    assert [task[1] for task in waiting(world.users[HEAD], world.on)] == [1]
    assert waiting(world.users[HEAD], late) == []
    actions.cancel_meeting(ahead.meeting, reason="改期", **told(world))
    assert waiting(world.users[HEAD], world.on) == []


def test_minutes_wait_for_the_head(world: World) -> None:
    signed(world)
    assert [task[2].partition("?")[2] for task in waiting(world.users[HEAD], world.on)] == [
        "state=signed"
    ]
    assert waiting(world.users[PERSONNEL], world.on) == []


def test_the_minutes_say_who_said_what(world: World) -> None:
    room = closed(world, "aaaadda")
    told_ = minutes_of(room.meeting)
    [vote] = told_.items[1].votes
    assert [one.stance for one in vote.said] == ["同意"] * 4 + ["不同意"] * 2 + ["同意"]
    assert vote.said[-1].head
    assert (vote.agree, vote.disagree, vote.entitled) == (5, 2, 7)
    assert vote == vote_of(room.question)
    assert (told_.signed_by, told_.closed_by) == (
        str(world.users[PERSONNEL]),
        str(world.users[HEAD]),
    )


def test_the_minutes_are_taken_out_as_a_file(world: World, client_of: Clients) -> None:
    room = closed(world, "aaaadda")
    for format, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        url = reverse("meetings:paper", args=[room.meeting.pk, format])
        assert client_of("auditor").get(url).content.startswith(begins)
    assert Entry.objects.filter(action="minutes taken out").count() == 2
    wrong = reverse("meetings:paper", args=[room.meeting.pk, "exe"])
    assert client_of("auditor").get(wrong).status_code == 404
    made = record_of(minutes_of(room.meeting))
    assert [one.position for one in made.items[1].spoken][-1] == "同意"
    assert "同意5、不同意2、缓议0，通过" in made.items[1].results[0]


def test_decisions_are_found_by_words_member_year_and_result(world: World) -> None:
    room = closed(world)
    user = world.users["auditor"]

    def found(**asked: Any) -> list[Question]:
        seen = Meeting.objects.visible_to(user, world.on)
        return list(decisions(Sought(**asked), user, seen))

    for asked in ({"q": "方案"}, {"member": "甲"}, {"year": world.on.year}, {"state": "passed"}):
        assert found(**asked) == [room.question], asked
    for asked in ({"q": "别的"}, {"member": "别人"}, {"year": 1999}, {"state": "failed"}):
        assert found(**asked) == [], asked
    none = Meeting.objects.visible_to(world.users[OFFICIAL], world.on)
    assert not decisions(Sought(), world.users[OFFICIAL], none).exists()


def test_the_share_of_first_items_is_that_of_the_filed_meetings(world: World) -> None:
    closed(world)
    meeting_in(place(world), "closed", world.users[PERSONNEL], world.on)
    meeting_in(place(world), "draft", world.users[PERSONNEL], world.on)
    [line] = first_items(Filter(), Meeting.objects.visible_to(world.users["auditor"], world.on))
    assert (line.held, line.first, line.percent) == (2, 1, 50)


def test_a_secret_vote_shows_no_positions(world: World, client_of: Clients) -> None:
    room = opened(world, secret=True)
    speak(world, room, secret=True)
    url = reverse("meetings:question", args=[room.meeting.pk, room.question.pk])
    page = client_of(PERSONNEL).get(url).content.decode()
    assert "登记票数" in page
    assert 'name="stance"' not in page


def test_a_roll_is_read_line_by_line(world: World, client_of: Clients) -> None:
    one = Particulars.objects.get(person=person(world), known_until=None)
    meeting = drafted(world)
    url = reverse("meetings:roll", args=[meeting.pk])
    text = f"*{person(world).code}，书记\n甲 副书记\n乙\n"
    assert client_of(PERSONNEL).post(url, {"roll": text}).status_code == 302
    shown = [(m.name, m.post, m.head, m.person_id) for m in meeting.members.all()]
    assert shown[0] == (one.name, "书记", True, person(world).pk)
    assert shown[1:] == [("甲", "副书记", False, None), ("乙", "", False, None)]
    wrong = client_of(PERSONNEL).post(url, {"roll": "*X999\n甲\n乙"})
    assert wrong.status_code == 422


def test_forms_take_a_meeting_from_draft_to_questions(world: World, client_of: Clients) -> None:
    client = client_of(PERSONNEL)
    address = reverse("meetings:new") + f"?unit={place(world).code}&kind=standing"
    assert client.get(address).status_code == 200
    made = client.post(
        address, {"day": world.on, "keeper": "head", "roll": "*甲\n乙\n丙", "venue": ""}
    )
    assert made.status_code == 302
    meeting = Meeting.objects.get()
    add(world, meeting, "appointment")
    item = meeting.items.get()
    asks = reverse("meetings:act-item", args=[meeting.pk, item.pk, "add-question"])
    assert client.post(asks, {"text": "任命"}).status_code == 422
    assert client.post(asks, {"text": "任命", "person": person(world).code}).status_code == 302
    edit = reverse("meetings:edit-item", args=[meeting.pk, item.pk])
    assert client.post(edit, {"title": "任免", "soundings": "已沟通"}).status_code == 302
    item.refresh_from_db()
    assert (item.soundings, item.questions.get().person) == ("已沟通", person(world))
    actions.add_question(item, Asked("免职", person(world)), **told(world))
    assert client.get(reverse("meetings:meeting", args=[meeting.pk])).status_code == 200
