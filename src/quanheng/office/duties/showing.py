"""One item as its page shows it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.filing import item_of
from quanheng.office.duties.lists import KINDS, TOPICS, Kind
from quanheng.office.duties.models import Event, Item, Listed, LookBack, Stage
from quanheng.office.duties.queries import Row, facts_of, row_of
from quanheng.office.duties.standing import proposals
from quanheng.office.language import language
from quanheng.office.records.models import Award, Duty, Person, Tenure
from quanheng.packs import installed

What = Event.What


class Cited(NamedTuple):
    """A clause: its document, number and summary in the language of the page, and its page."""

    document: str
    number: str
    summary: str
    url: str


class Dot(NamedTuple):
    """A step on the line of an item: its name, the day it was taken and by whom; or the next."""

    name: str
    on: date | None
    now: bool
    who: str


class Folder(NamedTuple):
    """Everything that the page of an item shows."""

    duty: Listed
    item: Item | None
    row: Row
    kind: Kind
    clauses: list[Cited]
    line: list[Dot]
    proposals: list[tuple[str, Cited | None]]
    before: Listed | None
    after: Listed | None
    planned: LookBack | None

    @property
    def unverified(self) -> bool:
        """Whether the file says that it is closed, and nobody verified it here."""
        here = self.item is not None and (self.item.closed_by_id or self.item.carried_to_id)
        return self.duty.closed is not None and not here


def cited(id: str) -> Cited | None:
    """A clause by its id; None when its document is not installed."""
    pack_id, _colon, number = id.partition(":")
    pack = installed().get(pack_id)
    if pack is None or number not in pack.clauses:
        return None
    clause, said = pack.clauses[number], language()
    url = reverse("dashboards:clause", args=[pack_id, number])
    return Cited((pack.short or pack.title).in_(said), number, clause.summary.in_(said), url)


def folder(duty: Listed, user: User, on: date) -> Folder:
    """An item with all that is kept of it; the number of queries does not depend on it."""
    item = _whole(item_of(duty))
    seen = Person.objects.visible_to(user).filter(pk=duty.owner_id).values_list("pk", flat=True)
    row = row_of(duty, item, set(seen), on)
    kind = KINDS[duty.type]
    numbers = list(kind.clauses)
    if item is not None and item.topic:
        numbers = [TOPICS[item.topic].clause]
    found = proposals(facts_of(duty, item), on)
    looks = list(item.look_backs.all()) if item is not None else []
    return Folder(
        duty,
        item,
        row,
        kind,
        [one for one in map(cited, numbers) if one is not None],
        list(line(duty, item, row.stage)),
        [(one.text.in_(language()), cited(one.clause)) for one in found],
        linked(item, "carried_from", user, on),
        linked(item, "carried_to", user, on),
        next((look for look in looks if look.done_on is None), None),
    )


def _whole(item: Item | None) -> Item | None:
    """An item with everything that belongs to it."""
    if item is None:
        return None
    found = Item.objects.filter(pk=item.pk).select_related(
        "raised_by",
        "accepted__verified_by",
        "accepted__answered_by",
        "proof",
        "closed_by",
        "decision",
        "carried_to",
        "carried_from",
    )
    return found.prefetch_related(
        "measures",
        "look_backs__done_by",
        "evidence__by",
        "answers__answered_by",
        "answers__verified_by",
        "events__by",
    ).get()


def line(duty: Listed, item: Item | None, stage: Stage) -> Iterator[Dot]:
    """The steps of an item, those taken with their days, the next one marked."""
    taken = {one.what: one for one in item.events.all() if one.round == item.rounds} if item else {}
    kind = KINDS[duty.type]

    def by(what: Event.What) -> str:
        return str(taken[what].by) if what in taken else ""

    yield Dot(_("交办"), duty.assigned, False, str(item.raised_by or "") if item else "")
    missing = False
    if kind.measures:
        set_on = taken[What.MEASURES].on if What.MEASURES in taken else None
        if set_on is None and item is not None and item.measures.all():
            set_on = duty.assigned
        missing = set_on is None and stage is Stage.ASSIGNED
        yield Dot(_("措施"), set_on, missing, by(What.MEASURES))
    asked = stage is Stage.ASSIGNED and not missing
    yield Dot(_("回复"), duty.answered, asked, by(What.ANSWERED))
    passed = taken.get(What.VERIFIED) if item is not None and item.accepted_id else None
    verified = passed.on if passed is not None else None
    yield Dot(_("核验"), verified, stage is Stage.ANSWERED, by(What.VERIFIED) if passed else "")
    closer = str(item.closed_by or "") if item is not None else ""
    yield Dot(_("办结"), duty.closed, stage is Stage.VERIFIED, closer)
    looks = list(item.look_backs.all()) if item is not None else []
    if looks or kind.look_back:
        done = looks[-1] if looks and looks[-1].done_on else None
        now = stage is Stage.CLOSED and bool(looks) and done is None
        who = str(done.done_by) if done else ""
        yield Dot(_("回头看"), done.done_on if done else None, now, who)


def linked(item: Item | None, name: str, user: User, on: date) -> Listed | None:
    """The record of the item that this one was carried from or to, if the account may see it."""
    other = getattr(item, name, None) if item is not None else None
    if other is None:
        return None
    seen = Listed.objects.current().visible_to(user, on=on)
    return seen.filter(type=other.type, number=other.number).first()


SANCTIONS = ("党纪处分", "政务处分")


def decisions_for(duty: Duty, user: User, on: date) -> "QuerySet[Award]":
    """Sanctions on file that a close-out may name: of the unit, and of those who serve there."""
    about = Q(person=duty.owner_id) if duty.owner_id else Q(pk__in=())
    if duty.lead_unit_id:
        held = Tenure.objects.current().filter(unit=duty.lead_unit_id).values("person")
        about |= Q(unit=duty.lead_unit_id) | Q(person__in=held)
    found = Award.objects.visible_to(user, on=on).current().filter(type__in=SANCTIONS)
    return found.filter(about).select_related("person", "unit").order_by("-day", "-pk")
