"""The items of an agenda and what of them is put to the vote, while it is drafted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Max, Model
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.meetings.actions.drafting import told
from quanheng.office.meetings.keeping import drafted, held
from quanheng.office.meetings.models import Item, Meeting, Question
from quanheng.office.records.models import Person
from quanheng.office.records.refusals import Refused

State = Meeting.State
CHANGEABLE = (
    "title", "reporter", "study", "secret", "interests",
    "legality", "risk", "expert", "soundings", "alignment", "consultation",
)  # fmt: skip


class Asked(NamedTuple):
    """A question put to the vote: its words, whom it is about, and the key of who asks it."""

    text: str
    person: Person | None = None
    key: str = ""


@transaction.atomic
def add_item(
    meeting: Meeting, kind: str, title: str, values: Mapping[str, Any] | None = None,
    *, by: User, on: date,
) -> Entry:  # fmt: skip
    """Put an item on an agenda: study at its beginning, anything else at its end."""
    meeting = held(meeting, by, on, State.DRAFT)
    made = _add(meeting, kind, title)
    _change(made, {**(values or {}), "title": title})
    return record(made, "item added", by=by, on=on, values=told(meeting, kind=kind, title=title))


@transaction.atomic
def change_item(item: Item, values: Mapping[str, Any], *, by: User, on: date) -> Entry:
    """Say more of an item: its words, and what is on file for it."""
    item = drafted(item, by, on)
    _change(item, values)
    changed = {name: str(value) for name, value in values.items()}
    return record(item, "item changed", by=by, on=on, values=told(item.meeting, changed=changed))


@transaction.atomic
def remove_item(item: Item, *, by: User, on: date) -> Entry:
    """Take an item off an agenda."""
    item = drafted(item, by, on)
    meeting, place, title = item.meeting, item.place, item.title
    item.delete()
    for later in meeting.items.filter(place__gt=place).order_by("place"):
        later.place -= 1
        later.save(update_fields=["place"])
    return record(meeting, "item removed", by=by, on=on, values=told(meeting, title=title))


@transaction.atomic
def move_item(item: Item, place: int, *, by: User, on: date) -> Entry:
    """Give an item another place on the agenda, counted from 1."""
    item = drafted(item, by, on)
    items = list(item.meeting.items.order_by("place"))
    if not 1 <= place <= len(items):
        raise Refused(_("没有这个次序。"))
    rest = [one for one in items if one.pk != item.pk]
    rest.insert(place - 1, item)
    item.meeting.items.update(place=F("place") + len(items))
    for number, one in enumerate(rest, start=1):
        Item.objects.filter(pk=one.pk).update(place=number)
    values = told(item.meeting, title=item.title, place=place)
    return record(item, "item moved", by=by, on=on, values=values)


@transaction.atomic
def add_question(
    item: Item, asked: Asked, *, reopens: Question | None = None, by: User, on: date
) -> Entry:
    """Put something to the vote by itself; ``reopens`` is what it reconsiders or corrects."""
    item = drafted(item, by, on)
    made = _ask(item, asked, reopens)
    values = told(item.meeting, text=made.text, person=_code(made.person))
    if reopens is not None:
        values["reopens"] = reopens.pk
    return record(made, "question put", by=by, on=on, values=values)


@transaction.atomic
def remove_question(question: Question, *, by: User, on: date) -> Entry:
    """Take a question back."""
    item = drafted(question.item, by, on)
    text, place = question.text, question.place
    question.delete()
    for later in item.questions.filter(place__gt=place).order_by("place"):
        later.place -= 1
        later.save(update_fields=["place"])
    values = told(item.meeting, text=text)
    return record(item, "question withdrawn", by=by, on=on, values=values)


@transaction.atomic
def put_question(
    meeting: Meeting,
    item_title: str,
    questions: Sequence[Asked],
    *,
    kind: str,
    matter: Model,
    by: User,
    on: date,
) -> Entry:
    """Put a matter kept elsewhere on an agenda in draft, with everything that is asked about it."""
    meeting = held(meeting, by, on, State.DRAFT)
    if not questions:
        raise Refused(_("请至少列出一项提请表决的事项。"))
    label, key = matter._meta.label_lower, str(matter.pk)
    running = Item.objects.filter(matter_kind=label, matter_key=key)
    if running.exclude(meeting__state__in=(State.CLOSED, State.CANCELLED)).exists():
        raise Refused(_("该事项已列入一次会议的议程。"))
    item = _add(meeting, kind, item_title)
    item.matter_kind, item.matter_key = label, key
    item.save(update_fields=["matter_kind", "matter_key"])
    for asked in questions:
        _ask(item, asked, None)
    values = told(meeting, matter=f"{label}:{key}", questions=[one.text for one in questions])
    return record(item, "matter put on agenda", by=by, on=on, values=values)


def _add(meeting: Meeting, kind: str, title: str) -> Item:
    if kind not in Item.Kind.values:
        raise Refused(_("请选择议题类别。"))
    if not title.strip():
        raise Refused(_("请填写议题。"))
    last = meeting.items.aggregate(most=Max("place"))["most"] or 0
    if kind == Item.Kind.STUDY:
        if meeting.items.filter(kind=kind).exists():
            raise Refused(_("议程中已有第一议题。"))
        meeting.items.update(place=F("place") + last + 1)
        for one in meeting.items.order_by("place"):
            Item.objects.filter(pk=one.pk).update(place=one.place - last)
        last = 0
    return Item.objects.create(meeting=meeting, place=last + 1, kind=kind, title=title.strip())


def _change(item: Item, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise Refused(_("议题没有“%s”这一项。") % name)
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    if not item.title:
        raise Refused(_("请填写议题。"))
    if item.study is not None and item.kind != Item.Kind.STUDY:
        raise Refused(_("只有第一议题选学习内容。"))
    item.full_clean(exclude=["meeting"])
    item.save()


def _ask(item: Item, asked: Asked, reopens: Question | None) -> Question:
    if item.kind == Item.Kind.STUDY:
        raise Refused(_("第一议题是学习，不提请表决。"))
    if not asked.text.strip():
        raise Refused(_("请填写表决事项。"))
    if item.kind == Item.Kind.APPOINTMENT and asked.person is None:
        raise Refused(_("干部任免须逐人提请表决，请指定涉及的干部。"))
    if reopens is not None:
        earlier = reopens.item.meeting
        if earlier.unit_id != item.meeting.unit_id or earlier.state != State.CLOSED:
            raise Refused(_("只能复议或纠正本单位已归档会议的决定。"))
    place = (item.questions.aggregate(most=Max("place"))["most"] or 0) + 1
    return Question.objects.create(
        item=item,
        place=place,
        key=asked.key,
        text=asked.text.strip(),
        person=asked.person,
        reopens=reopens,
    )


def _code(person: Person | None) -> str | None:
    return person.code if person is not None else None
