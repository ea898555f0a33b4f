"""What the pages of one meeting, item and question read."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from quanheng.norms.gate import Check
from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.meetings.actions.closing_agenda import may_pass
from quanheng.office.meetings.actions.settling import votes_of
from quanheng.office.meetings.counting import Share, Votes, needed_of, quorum_of, split
from quanheng.office.meetings.gates import Passage, passages
from quanheng.office.meetings.keeping import is_head, keeps, kept_from, may_hold
from quanheng.office.meetings.models import Item, Meeting, Member, Question, Recusal, Speech
from quanheng.office.meetings.queries import RESULTS, TONES
from quanheng.office.procedures.words import Cited, actors, cited

State = Meeting.State
ITEM_TONES = {
    Item.State.WAITING: "pending",
    Item.State.OPEN: "attention",
    Item.State.DONE: "met",
}


class Condition(NamedTuple):
    """A check in words."""

    status: str
    label: str
    on_file: str
    required: str
    remedy: str


class Barrier(NamedTuple):
    """A gate of the agenda: its checks, its override, and what the account may do of it."""

    passage: Passage
    title: str
    clause: Cited
    conditions: list[Condition]
    overridden_by: str
    may_propose: bool
    may_sign: bool


class Put(NamedTuple):
    """A question in a list; of one from which the account is kept only that there is one."""

    question: Question
    tone: str
    hidden: bool


class Line(NamedTuple):
    """An item of the agenda."""

    item: Item
    tone: str
    questions: list[Put]
    barriers: list[Barrier]
    first: bool
    last: bool

    @property
    def failing(self) -> int:
        """How many gates keep the agenda from being closed because of this item."""
        return sum(not one.passage.passable for one in self.barriers)


class Sheet(NamedTuple):
    """A meeting as its page shows it."""

    meeting: Meeting
    tone: str
    members: list[Member]
    lines: list[Line]
    whole: list[Barrier]
    holds: bool
    keeps: bool
    heads: bool

    @property
    def present(self) -> int:
        """How many came."""
        return sum(one.attendance == Member.Attendance.PRESENT for one in self.members)

    @property
    def quorum(self) -> int:
        """How many must be there."""
        share = Share(self.meeting.quorum_top, self.meeting.quorum_bottom)
        return quorum_of(len(self.members), share)

    @property
    def needed(self) -> int:
        """How many must agree."""
        share = Share(self.meeting.passing_top, self.meeting.passing_bottom)
        return needed_of(len(self.members), share)

    @property
    def failing(self) -> int:
        """How many gates keep the agenda from being closed."""
        own = sum(not one.passage.passable for one in self.whole)
        return own + sum(line.failing for line in self.lines)


def sheet(meeting: Meeting, user: User, on: date) -> Sheet:
    """A meeting with its roll, agenda and, while it is drafted, what the documents ask of it."""
    items = list(meeting.items.select_related("study").order_by("place"))
    puts = _puts(items, user)
    drafting = meeting.state == State.DRAFT
    found = passages(meeting, on) if drafting else []
    by_item: dict[int | None, list[Passage]] = {}
    for one in found:
        by_item.setdefault(one.item.pk if one.item else None, []).append(one)
    lines = [
        Line(
            one,
            ITEM_TONES[Item.State(one.state)],
            puts.get(one.pk, []),
            _barriers(by_item.get(one.pk, []), meeting, user, on),
            number == 1,
            number == len(items),
        )
        for number, one in enumerate(items, start=1)
    ]
    return Sheet(
        meeting,
        TONES[State(meeting.state)],
        list(meeting.members.select_related("person")),
        lines,
        _barriers(by_item.get(None, []), meeting, user, on),
        may_hold(user, meeting.unit, on),
        keeps(user, meeting, on),
        is_head(user, meeting),
    )


def _puts(items: Iterable[Item], user: User) -> dict[int, list[Put]]:
    """The questions by item, those hidden from which the account is kept; four queries."""
    asked = Question.objects.filter(item__in=[one.pk for one in items])
    seen = set(asked.away_from(user).order_by().values_list("pk", flat=True))
    found: dict[int, list[Put]] = {}
    for one in asked.select_related("person", "reopens").order_by("item", "place"):
        put = Put(one, RESULTS[Question.State(one.state)], one.pk not in seen)
        found.setdefault(one.item_id, []).append(put)
    return found


def _barriers(found: Iterable[Passage], meeting: Meeting, user: User, on: date) -> list[Barrier]:
    return [
        Barrier(
            one,
            said(one.gate.title),
            cited(one.gate.clause),
            [_condition(check) for check in one.checks],
            actors(one.gate.overridden_by),
            not one.holds and one.override is None and may_pass(one.gate, meeting, user, on),
            _may_sign(one, meeting, user, on),
        )
        for one in found
    ]


def _may_sign(one: Passage, meeting: Meeting, user: User, on: date) -> bool:
    waits = one.override is not None and one.override.signed_by_id is None
    own = one.override is not None and one.override.proposed_by_id == user.pk
    return waits and not own and may_pass(one.gate, meeting, user, on)


def _condition(check: Check) -> Condition:
    return Condition(
        check.status.value,
        said(check.label),
        said(check.on_file),
        said(check.required),
        said(check.remedy),
    )


def item_line(seen: Sheet, item: Item) -> Line:
    """An item of a meeting that is shown."""
    return next(line for line in seen.lines if line.item.pk == item.pk)


def meeting_steps(seen: Sheet, user: User, on: date) -> set[str]:
    """The names of the steps that an account may take on a meeting now."""
    meeting = seen.meeting
    if meeting.state == State.DRAFT:
        return {"add-item", "close-agenda", "change", "cancel"} if seen.holds else set()
    if meeting.state == State.AGENDA:
        own = {"reopen", "change", "cancel"} if seen.holds else set()
        return own | ({"begin"} if seen.keeps and on >= meeting.day else set())
    states = {line.item.state for line in seen.lines}
    if meeting.state == State.HELD:
        own = {"attendance"} if seen.keeps and Item.State.OPEN not in states else set()
        own |= {"change"} if seen.holds else set()
        done = states <= {Item.State.DONE} and meeting.keeper_id == user.pk
        return own | ({"sign"} if done else set())
    other = meeting.signed_by_id != user.pk and (seen.heads or seen.holds)
    return {"close", "return"} if meeting.state == State.SIGNED and other else set()


def item_steps(seen: Sheet, line: Line) -> set[str]:
    """The names of the steps that an account may take on an item now."""
    meeting, item = seen.meeting, line.item
    if meeting.state == State.DRAFT and seen.holds:
        asks = set() if item.kind == Item.Kind.STUDY else {"add-question"}
        return {"remove", *asks}
    if meeting.state != State.HELD or not seen.keeps:
        return set()
    before = [one.item for one in seen.lines if one.item.place < item.place]
    if item.state == Item.State.WAITING:
        return {"open"} if all(one.state == Item.State.DONE for one in before) else set()
    settled = all(put.question.state != Question.State.OPEN for put in line.questions)
    return {"finish"} if item.state == Item.State.OPEN and settled else set()


class Turn(NamedTuple):
    """What a member said, as it is shown."""

    speech: Speech
    tone: str


class Floor(NamedTuple):
    """A question as its page shows it: who has spoken, who is left, how it stands."""

    question: Question
    tone: str
    turns: list[Turn]
    struck: list[Speech]
    recusals: list[Recusal]
    left: list[Member]
    votes: Votes | None
    entitled: int
    quorum: int
    needed: int
    room: int
    split: bool
    before: Question | None
    after: Question | None

    @property
    def has_quorum(self) -> bool:
        """Whether enough are in the room."""
        return self.room >= self.quorum


STANCES = {"agree": "met", "disagree": "missed", "defer": "attention", "": "plain"}


def floor(question: Question, user: User) -> Floor:
    """A question with everything said to it."""
    meeting = question.item.meeting
    speeches = list(question.speeches.select_related("member", "by"))
    recusals = list(question.recusals.select_related("member"))
    members = list(meeting.members.all())
    gone = {one.member_id for one in recusals}
    room = [
        one for one in members if one.attendance == Member.Attendance.PRESENT and one.pk not in gone
    ]
    turns = [Turn(one, STANCES[one.stance]) for one in speeches if not one.struck]
    spoken = {one.speech.member_id for one in turns}
    seen = question.item.questions.away_from(user).order_by("place")
    here = question.place
    votes = _votes(question)
    return Floor(
        question,
        RESULTS[Question.State(question.state)],
        turns,
        [one for one in speeches if one.struck],
        recusals,
        sorted((one for one in room if one.pk not in spoken), key=lambda one: one.head),
        votes,
        len(members),
        quorum_of(len(members), Share(meeting.quorum_top, meeting.quorum_bottom)),
        needed_of(len(members), Share(meeting.passing_top, meeting.passing_bottom)),
        len(room) if question.present is None else question.present,
        votes is not None and split(votes),
        seen.filter(place__lt=here).last(),
        seen.filter(place__gt=here).first(),
    )


def _votes(question: Question) -> Votes | None:
    """The numbers so far: as settled, as counted, or as the positions stand; none in secret."""
    if question.agree is not None:
        numbers = (question.agree, question.disagree, question.defer, question.abstain)
        return Votes(*(number or 0 for number in numbers))
    return None if question.item.secret else votes_of(question)


def question_steps(shown: Floor, user: User, on: date) -> set[str]:
    """The names of the steps that an account may take on a question now."""
    question = shown.question
    item, meeting = question.item, question.item.meeting
    running = meeting.state == State.HELD and item.state == Item.State.OPEN
    if not running or question.state != Question.State.OPEN:
        return set()
    if not keeps(user, meeting, on) or kept_from(user, question):
        return set()
    found = {"defer"} | ({"strike"} if shown.turns and question.agree is None else {"recuse"})
    if shown.turns:
        found.discard("recuse")
    if shown.left:
        return found | {"speak"}
    if item.secret:
        found |= {"count", "ballot"}
    if not item.secret or question.agree is not None:
        found |= {"settle"} if shown.has_quorum else set()
    return found
