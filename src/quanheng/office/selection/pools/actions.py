"""Opening pools, filing who enters and leaves, looking at members."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Reserve
from quanheng.office.records.refusals import Refused, given
from quanheng.office.records.writing import locked, rewrite, write
from quanheng.office.selection.models import Pool, PoolEntry, PoolReview
from quanheng.office.selection.teams.permission import need_person, need_unit


@transaction.atomic
def open_pool(values: Mapping[str, Any], *, by: User, on: date) -> Entry:
    """Open a pool, or register one that the file names already; it is in force from ``on``.

    ``values`` are name, kind, field, unit, target and clause. Raises ``Denied`` without the power
    over the unit, ``ValidationError`` for a name that is taken.
    """
    made = Pool(**values, since=on, by=by, at=timezone.now())
    need_unit(made.unit, by, on)
    made.full_clean(exclude=["by"])
    made.save(force_insert=True)
    told = {"name": made.name, "kind": made.kind, "target": made.target, "unit": made.unit.code}
    return record(made, "pool opened", by=by, on=on, values=told)


@transaction.atomic
def set_pool_target(pool: Pool, target: int | None, *, reason: str, by: User, on: date) -> Entry:
    """Set how many a pool should hold; None unsets it. Raises ``Refused`` without a reason."""
    need_unit(pool.unit, by, on)
    given(reason)
    pool = Pool.objects.select_for_update().get(pk=pool.pk)
    before, pool.target = pool.target, target
    pool.save(update_fields=["target"])
    values = {"before": before, "after": target}
    return record(pool, "pool target set", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def add_to_pool(
    pool: Pool, person: Person, channel: str, told_by: str, *, source: str = "", by: User, on: date
) -> Entry:
    """File that somebody enters a pool on a day, and how the person was found.

    Raises ``Denied`` without the power over the person; ``Refused`` for the own person, for a
    member, without saying who told of the person, and for a pool that is closed.
    """
    need_person(person, by, on)
    if pool.until is not None and pool.until <= on:
        raise Refused(_("该库已撤销，不能再入库。"))
    if not told_by.strip():
        raise Refused(_("请写明发现来源，如推荐单位、考核材料名称。"))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = Reserve.objects.current().filter(pool=pool.name, person=person)
    if held.filter(end=None).exists() or held.filter(start=on).exists():
        raise Refused(_("该干部已在库中。"))
    line = write(Reserve, {"pool": pool.name, "person": person, "start": on}, by=by, source=source)
    entry = PoolEntry(
        pool=pool, person=person, start=on, channel=channel, told_by=told_by.strip(), by=by,
        at=timezone.now(),
    )  # fmt: skip
    entry.full_clean(exclude=["pool", "person", "by"])
    entry.save(force_insert=True)
    values = {"pool": pool.name, "person": person.code, "channel": channel}
    return record(line, "pool entered", by=by, on=on, values=values)


@transaction.atomic
def take_out(line: Reserve, *, reason: str, by: User, on: date) -> Entry:
    """File that a member leaves a pool on a day: the record is superseded by one with an end.

    Raises ``Denied`` without the power over the person, ``Refused`` without a reason, for oneself,
    and for who has left already; ``Overtaken`` when the record was superseded meanwhile.
    """
    need_person(line.person, by, on)
    given(reason)
    held = locked(line)
    assert isinstance(held, Reserve)
    if held.end is not None:
        raise Refused(_("该干部已出库。"))
    made = rewrite(
        held, {"end": max(on, held.start), "reason": reason.strip()}, by=by, source=held.source
    )
    values = {"pool": held.pool, "person": held.person.code}
    return record(made, "pool left", by=by, on=on, reason=reason, values=values)


@transaction.atomic
def review_member(
    pool: Pool, person: Person, text: str, outcome: str, *, by: User, on: date
) -> Entry:
    """Note how a member has come on and whether to go on; nobody leaves a pool by it alone.

    Raises ``Denied`` without the power over the person, ``Refused`` for oneself, for a blank and
    for who is not in the pool.
    """
    need_person(person, by, on)
    if not text.strip():
        raise Refused(_("请写明培养和成长情况。"))
    members = Reserve.objects.current().filter(pool=pool.name, person=person, end=None)
    if not members.exists():
        raise Refused(_("该干部不在库中。"))
    made = PoolReview(
        pool=pool, person=person, on=on, text=text.strip(), outcome=outcome, by=by,
        at=timezone.now(),
    )  # fmt: skip
    made.full_clean(exclude=["pool", "person", "by"])
    made.save(force_insert=True)
    values = {"pool": pool.name, "person": person.code, "outcome": outcome}
    return record(made, "pool member reviewed", by=by, on=on, values=values)
