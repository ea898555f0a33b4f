"""Meetings at each stage, for tests: seven members, of whom the last is the head."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot, Tally
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings import actions
from quanheng.office.meetings.actions.agenda import Asked
from quanheng.office.meetings.actions.drafting import Seat
from quanheng.office.meetings.keeping import in_the_room
from quanheng.office.meetings.models import Item, Meeting, Member, Override, Question, Speech, Study
from quanheng.office.records.models import Person, Unit
from tests.office.action_case import World
from tests.office.ballots.scenes import ballot_in
from tests.office.procedures.desk import follow

OFFICER, PERSONNEL, HEAD = "organisation_officer", "personnel_officer", "head"
AUDITOR, DISCIPLINE, COMMITTEE = "auditor", "discipline_officer", "committee_member"
OFFICIAL = "official"
NAMES = ("甲", "乙", "丙", "丁", "戊", "己")
PAPERS = {
    "legality": "审查意见1号，合法",
    "risk": "评估报告1号，低风险",
    "expert": "专家意见1号，可行",
    "soundings": "会前逐一沟通",
    "alignment": "对照市委全会决定",
    "interests": True,
    "consultation": "座谈4次，采纳意见19条",
}


def told(world: World, role: str = PERSONNEL, **more: Any) -> dict[str, Any]:
    return {"by": world.users[role], "on": world.on, **more}


def place(world: World) -> Unit:
    """The unit of the officers of the tests, in the sample district."""
    assert world.district
    return Unit.objects.get(code=world.users[PERSONNEL].grants.get().unit_code)


def person(world: World) -> Person:
    return Person.objects.get(code=world.users[OFFICIAL].person_code)


def seats(world: World, size: int = 7) -> list[Seat]:
    """Members without a file, a committee member's account, and the head's account."""
    users = world.users
    some = [Seat(name) for name in NAMES[: size - 2]]
    return [*some, Seat("副书记", user=users[COMMITTEE]), Seat("书记", user=users[HEAD], head=True)]


def drafted(world: World, size: int = 7, **more: Any) -> Meeting:
    entry = actions.draft_meeting(
        place(world), "committee", more.pop("day", world.on), seats(world, size),
        keeper=world.users[PERSONNEL], **told(world, **more),
    )  # fmt: skip
    return Meeting.objects.get(pk=entry.about_key)


def study(world: World) -> Study:
    source, received = "办〔2025〕9号", date(2025, 12, 20)
    entry = actions.prescribe_study(
        place(world), "重要讲话", source=source, received_on=received, **told(world)
    )
    return Study.objects.get(pk=entry.about_key)


def with_study(world: World, size: int = 7) -> Meeting:
    meeting = drafted(world, size)
    actions.add_item(meeting, "study", "学习重要讲话", {"study": study(world)}, **told(world))
    return meeting


def item_of(entry: Entry) -> Item:
    return Item.objects.get(pk=entry.about_key)


def add(world: World, meeting: Meeting, kind: str = "decision", **more: Any) -> Item:
    """An item with everything on file."""
    papers = PAPERS if kind != "appointment" else {"soundings": "已沟通"}
    papers = {} if kind == "other" else papers
    title = more.pop("title", "议题")
    return item_of(actions.add_item(meeting, kind, title, {**papers, **more}, **told(world)))


def ask(world: World, item: Item, who: Person | None = None, **more: Any) -> Question:
    entry = actions.add_question(item, Asked("同意方案", who), **told(world, **more))
    return Question.objects.get(pk=entry.about_key)


@dataclass
class Room:
    """A meeting with one question, and its members in their order."""

    meeting: Meeting
    item: Item
    question: Question
    members: list[Member]

    @property
    def head(self) -> Member:
        return next(one for one in self.members if one.head)


def complete(world: World, size: int = 7, secret: bool = False, kind: str = "decision") -> Room:
    """A drafted agenda on which everything is on file, under documents that ask for it."""
    place(world)
    follow("hangzhou-2017", "hangzhou-2020", "qingshanhu-2009")
    meeting = with_study(world, size)
    item = add(world, meeting, kind, secret=secret)
    question = ask(world, item, person(world) if kind == "appointment" else None)
    return Room(meeting, item, question, list(meeting.members.all()))


def agenda(world: World, **more: Any) -> Room:
    room = complete(world, **more)
    actions.close_agenda(room.meeting, **told(world))
    return room


def came(room: Room, absent: int = 0) -> dict[int, tuple[str, str]]:
    """Everybody is there but so many of the first members."""
    away = room.members[:absent]
    return {one.pk: ("excused", "出差") if one in away else ("present", "") for one in room.members}


def begun(world: World, absent: int = 0, **more: Any) -> Room:
    room = agenda(world, **more)
    actions.begin_meeting(room.meeting, came(room, absent), **told(world))
    return room


def opened(world: World, **more: Any) -> Room:
    """The item with the question is being discussed; study is over."""
    room = begun(world, **more)
    first = room.meeting.items.get(place=1)
    actions.open_item(first, **told(world))
    actions.finish_item(first, "已学习", **told(world))
    actions.open_item(room.item, **told(world))
    return room


def speak(
    world: World, room: Room, stances: str = "", secret: bool = False, leave: int = 0
) -> list[Speech]:
    """Everybody in the room says something, the head last; ``stances``: a, d, x (defer)."""
    words = {"a": "agree", "d": "disagree", "x": "defer"}
    inside = sorted(in_the_room(room.question), key=lambda one: (one.head, one.place))
    made = []
    for number, member in enumerate(inside[: len(inside) - leave]):
        stance = "" if secret else words[stances[number] if number < len(stances) else "a"]
        entry = actions.note_speech(
            room.question, member, stance=stance, words="意见", **told(world)
        )
        made.append(Speech.objects.get(pk=entry.about_key))
    return made


def spoken(world: World, stances: str = "", **more: Any) -> Room:
    room = opened(world, **more)
    speak(world, room, stances, more.get("secret", False))
    return room


def settled(world: World, stances: str = "", **more: Any) -> Room:
    room = spoken(world, stances, **more)
    actions.settle_question(room.question, **told(world))
    return room


def finished(world: World, stances: str = "") -> Room:
    room = settled(world, stances)
    actions.finish_item(room.item, "已讨论", **told(world))
    return room


def signed(world: World, stances: str = "") -> Room:
    room = finished(world, stances)
    actions.sign_minutes(room.meeting, **told(world))
    return room


def closed(world: World, stances: str = "") -> Room:
    room = signed(world, stances)
    actions.close_meeting(room.meeting, **told(world, HEAD))
    for one in (room.meeting, room.item, room.question):
        one.refresh_from_db()
    return room


def proposed(world: World) -> Override:
    """A gate that fails, and the request to let it pass."""
    room = complete(world)
    actions.change_item(room.item, {"risk": ""}, **told(world))
    gate = "hangzhou-2017-15-reviews-decision"
    actions.propose_agenda_override(room.meeting, room.item, gate, reason="应急", **told(world))
    return Override.objects.get()


def balloted(world: World) -> tuple[Room, Ballot]:
    """A secret vote of five members, and a ballot of five in which four agreed."""
    room = spoken(world, size=5, secret=True)
    return room, counted_ballot(place(world))


def counted_ballot(unit: Unit) -> Ballot:
    ballot = ballot_in(unit.code, "closed")
    for choice, votes in (("agree", 4), ("disagree", 1)):
        kind = ballot.classes.get()
        Tally.objects.create(
            ballot=ballot, question="1", voter_class=kind, choice=choice, votes=votes
        )
    return ballot


def other_officer(world: World) -> User:
    return world.users[OFFICER]
