"""How many findings of each status each unit has, alone and with everything below it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, Max

from quanheng.norms.finding import Status
from quanheng.office.findings.models import Counts, Finding, Run, Standing, added
from quanheng.office.records.models import Unit
from quanheng.office.records.models.anchors import SEPARATOR

PLACE = {status.value: place for place, status in enumerate(Status)}


def keep_standings(run: Run, units: Collection[int] | None = None) -> int:
    """Count anew, for all units or for some, and keep what differs; how many units differ."""
    codes = dict(Unit.objects.values_list("code", "pk"))
    above = {
        pk: [codes[code] for code in path.split(SEPARATOR)[:-2] if code in codes]
        for pk, path in Unit.objects.values_list("pk", "path")
    }
    before = newest(above)
    own = {pk: one.own for pk, one in before.items()}
    counted = _counted(units)
    for pk in above if units is None else units:
        own[pk] = counted.get(pk, {})
    parts: dict[int, list[Counts]] = defaultdict(list)
    for pk, counts in own.items():
        if counts:
            for unit in (pk, *above.get(pk, ())):
                parts[unit].append(counts)
    changed = []
    for pk in above:
        now = (own.get(pk, {}), added(parts[pk]))
        old = before.get(pk)
        if now != ((old.own, old.below) if old else ({}, {})):
            changed.append(Standing(run=run, unit_id=pk, own=now[0], below=now[1]))
    Standing.objects.bulk_create(changed, batch_size=500)
    return len(changed)


def newest(units: Iterable[int], run: int | None = None) -> Mapping[int, Standing]:
    """The newest counts of units, or those that stood at a run, by the unit's key; one query."""
    known = Standing.objects.filter(unit__in=list(units))
    known = known.filter(run__lte=run) if run is not None else known
    last = known.order_by().values("unit").annotate(last=Max("pk")).values("last")
    return {one.unit_id: one for one in Standing.objects.filter(pk__in=last)}


def _counted(units: Collection[int] | None) -> Mapping[int, Counts]:
    found = Finding.objects.filter(until_run=None, horizon=Finding.Horizon.TODAY)
    found = found.exclude(place=None)
    if units is not None:
        found = found.filter(place__in=units)
    counted: dict[int, Counts] = defaultdict(dict)
    rows = found.order_by().values_list("place", "rule", "status").annotate(number=Count("pk"))
    for place, rule, status, number in rows:
        counted[place].setdefault(rule, [0] * len(PLACE))[PLACE[status]] = number
    return counted
