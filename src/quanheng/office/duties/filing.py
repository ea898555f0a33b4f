"""The record of an item and what is kept beside it: finding one by the other, and writing both.

Used by actions, inside their transaction.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.duties.models import Event, Item, Stage
from quanheng.office.records.models import Duty
from quanheng.office.records.refusals import Overtaken
from quanheng.office.records.writing import locked, rewrite

What = Event.What
SERIAL = re.compile(r"^(\d{4})-(\d+)$")


class Held(NamedTuple):
    """A record and its item, both locked."""

    duty: Duty
    item: Item

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return stage_of(self.duty, self.item)


def stage_of(duty: Duty, item: Item | None) -> Stage:
    """How far an item has come: the record says whether it is closed or answered."""
    if duty.closed is not None:
        return Stage.CLOSED
    if item is not None and item.carried_to_id is not None:
        return Stage.CARRIED
    if item is not None and item.accepted_id is not None:
        return Stage.VERIFIED
    return Stage.ANSWERED if duty.answered is not None else Stage.ASSIGNED


def item_of(duty: Duty) -> Item | None:
    """What is kept of a record: by its type and number, or by those it had before a correction."""
    found = Item.objects.filter(type=duty.type, number=duty.number).first()
    before = duty
    while found is None and before.supersedes_id is not None:
        before = Duty.objects.get(pk=before.supersedes_id)
        found = Item.objects.filter(record=before).first()
    return found


def record_of(item: Item) -> Duty | None:
    """What the file says now of an item; None when its record was retracted."""
    current = Duty.objects.filter(known_until=None)
    found = current.filter(type=item.type, number=item.number).first()
    last: Duty | None = item.record
    while found is None and last is not None and last.known_until is not None:
        last = Duty.objects.filter(supersedes=last.pk).first()
        found = last if last is not None and last.known_until is None else None
    return found


def hold(duty: Duty, *, by: User, on: date) -> Held:
    """The record and its item, locked; an item of the file that nobody has followed is taken up.

    Raises ``Overtaken`` when the record was superseded meanwhile.
    """
    line = locked(duty)
    assert isinstance(line, Duty)
    known = item_of(line)
    if known is None:
        return Held(line, take_up(line, by=by, on=on))
    item = Item.objects.select_for_update().get(pk=known.pk)
    if (item.type, item.number, item.record_id) != (line.type, line.number, line.pk):
        item.type, item.number, item.record = line.type, line.number, base(line)
        item.save(update_fields=["type", "number", "record"])
    return Held(line, item)


def take_up(duty: Duty, *, by: User, on: date) -> Item:
    """Begin to follow a record of the file."""
    item = Item(type=duty.type, number=duty.number, record=base(duty), raised_at=duty.recorded_at)
    item.full_clean(exclude=["record"])
    item.save(force_insert=True)
    note(item, What.TAKEN_UP, by=by, on=on)
    return item


def base(duty: Duty) -> Duty:
    """A record as a row of its own table, whatever it was read as."""
    return duty if type(duty) is Duty else Duty.objects.get(pk=duty.pk)


def say(held: Held, changes: Mapping[str, Any], *, by: User) -> Held:
    """Supersede the record by one with other values; the item follows it."""
    made = rewrite(base(held.duty), changes, by=by, source=held.duty.source)
    assert isinstance(made, Duty)
    held.item.record = made
    held.item.save(update_fields=["record"])
    return Held(made, held.item)


def note(
    item: Item,
    what: Event.What,
    *,
    by: User,
    on: date,
    text: str = "",
    percent: int | None = None,
) -> Event:
    """Write down who did what."""
    event = Event(
        item=item,
        round=item.rounds,
        what=what,
        by=by,
        at=timezone.now(),
        on=on,
        text=text.strip(),
        percent=percent,
    )
    event.full_clean(exclude=["item", "by"])
    event.save(force_insert=True)
    return event


def at(held: Held, *stages: Stage) -> None:
    """Raise ``Overtaken`` unless the item stands at one of the stages."""
    if held.stage not in stages:
        raise Overtaken(
            _("该事项现为“%(now)s”，不能这样办理，请刷新页面。") % {"now": held.stage.label}
        )


def told(held: Held, **more: Any) -> dict[str, Any]:
    """What the ledger says of an item, besides what was done."""
    return {"item": str(held.item), "record": held.duty.pk, **more}


def next_number(type: str, year: int) -> str:
    """The next number of a list for a year, such as ``2026-007``."""
    used = Duty.objects.filter(type=type, number__startswith=f"{year}-")
    serials = [m[2] for n in used.values_list("number", flat=True) if (m := SERIAL.match(n))]
    width = max((len(one) for one in serials), default=3)
    return f"{year}-{max(map(int, serials), default=0) + 1:0{width}d}"


def follow_corrections() -> int:
    """Give items the type and number that a correction gave their records; how many there were."""
    moved = 0
    for item in Item.objects.exclude(record__known_until=None).select_related("record"):
        line = record_of(item)
        if line is None or line.pk == item.record_id:
            continue
        taken = Item.objects.filter(type=line.type, number=line.number).exclude(pk=item.pk)
        if taken.exists():
            continue
        item.type, item.number, item.record = line.type, line.number, line
        item.save(update_fields=["type", "number", "record"])
        moved += 1
    return moved
