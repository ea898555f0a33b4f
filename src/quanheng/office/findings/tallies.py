"""How many findings of each status each unit has, alone and with everything below it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, Max, QuerySet

from quanheng.norms.finding import Status
from quanheng.office.findings.models import (
    Counts,
    Dues,
    Finding,
    Run,
    Standing,
    added,
    added_dues,
)
from quanheng.office.records.models import Unit
from quanheng.office.records.models.anchors import SEPARATOR

PLACE = {status.value: place for place, status in enumerate(Status)}


def keep_standings(run: Run, units: Collection[int] | None = None) -> int:
    """Count anew, for all units or for some, and keep what differs; how many units differ."""
    above = _above()
    before = newest(above)
    own = {pk: (one.own, one.own_due) for pk, one in before.items()}
    counted, due = _counted(units), _due(units)
    for pk in above if units is None else units:
        own[pk] = (counted.get(pk, {}), due.get(pk, {}))
    parts: dict[int, list[tuple[Counts, Dues]]] = defaultdict(list)
    for pk, told in own.items():
        if told != ({}, {}):
            for unit in (pk, *above.get(pk, ())):
                parts[unit].append(told)
    changed = []
    for pk in above:
        mine, mine_due = own.get(pk, ({}, {}))
        now = Standing(
            run=run,
            unit_id=pk,
            own=mine,
            own_due=mine_due,
            below=added(counts for counts, _dues in parts[pk]),
            due=added_dues(dues for _counts, dues in parts[pk]),
        )
        if _told(now) != _told(before.get(pk) or Standing()):
            changed.append(now)
    Standing.objects.bulk_create(changed, batch_size=500)
    return len(changed)


def _above() -> Mapping[int, list[int]]:
    """The units above each unit."""
    rows = list(Unit.objects.values_list("pk", "code", "path"))
    keys = {code: pk for pk, code, _path in rows}
    return {
        pk: [keys[code] for code in path.split(SEPARATOR)[:-2] if code in keys]
        for pk, _code, path in rows
    }


def _told(one: Standing) -> tuple[object, ...]:
    return (one.own, one.below, one.own_due, one.due)


def newest(units: Iterable[int], run: int | None = None) -> Mapping[int, Standing]:
    """The newest counts of units, or those that stood at a run, by the unit's key; one query."""
    known = Standing.objects.filter(unit__in=list(units))
    known = known.filter(run__lte=run) if run is not None else known
    last = known.order_by().values("unit").annotate(last=Max("pk")).values("last")
    return {one.unit_id: one for one in Standing.objects.filter(pk__in=last)}


def _today(units: Collection[int] | None) -> "QuerySet[Finding]":
    """What stands today, at some units or anywhere."""
    found = Finding.objects.filter(until_run=None, horizon=Finding.Horizon.TODAY)
    found = found.exclude(place=None) if units is None else found.filter(place__in=units)
    return found.order_by()


def _counted(units: Collection[int] | None) -> Mapping[int, Counts]:
    counted: dict[int, Counts] = defaultdict(dict)
    rows = _today(units).values_list("place", "rule", "status").annotate(number=Count("pk"))
    for place, rule, status, number in rows:
        counted[place].setdefault(rule, [0] * len(PLACE))[PLACE[status]] = number
    return counted


def _due(units: Collection[int] | None) -> Mapping[int, Dues]:
    counted: dict[int, Dues] = defaultdict(dict)
    pending = _today(units).filter(due__isnull=False)
    rows = pending.values_list("place", "rule", "due").annotate(number=Count("pk"))
    for place, rule, due, number in rows:
        counted[place].setdefault(rule, {})[due.isoformat()] = number
    return counted
