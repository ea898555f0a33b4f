"""Numbers of findings in an account's scope, from the tallies that each evaluation keeps.

No findings are counted here: ``Standing`` has the numbers of each unit with everything below it,
so that the whole of a scope is the sum over its topmost units.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from quanheng.norms.finding import Status
from quanheng.norms.sentence import percent
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.findings.models import Counts, Dues, Standing, added, added_dues
from quanheng.office.findings.tallies import newest
from quanheng.office.language import language
from quanheng.office.records.models import Unit
from quanheng.office.records.models.anchors import SEPARATOR

NOTHING = (0,) * len(Status)


class Number(NamedTuple):
    """How many findings of a status, and the board that lists them; no link where there is none."""

    status: Status
    count: int
    href: str = ""

    @property
    def label(self) -> str:
        """The status in words."""
        return self.status.label.in_(language())


class Numbers(NamedTuple):
    """Findings by status, from the worst to the best."""

    by_status: tuple[Number, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(one.count for one in self.by_status)

    def of(self, status: Status) -> int:
        """Those of one status."""
        return self.by_status[status.severity].count

    @property
    def share(self) -> float | None:
        """Met among met and missed; None where nothing is decided."""
        met, missed = self.of(Status.MET), self.of(Status.MISSED)
        return met / (met + missed) if met + missed else None

    @property
    def share_told(self) -> str:
        """The share met in per cent; a dash where nothing is decided."""
        return "—" if self.share is None else percent(self.share, 1)

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers by the name of the status."""
        return {one.status.value: one.count for one in self.by_status}


class Reach(NamedTuple):
    """What an account sees of the units: the topmost ones; ``whole`` when it is all there are."""

    units: tuple[Unit, ...] = ()
    whole: bool = False

    @property
    def name(self) -> str:
        """The unit, where it is a single one."""
        return self.units[0].name if len(self.units) == 1 else ""

    @property
    def narrowed(self) -> dict[str, str]:
        """The filter that brings the board down to this reach."""
        single = len(self.units) == 1 and not self.whole
        return {"unit": self.units[0].code} if single else {}


def reach_of(user: User, on: date | None = None) -> Reach:
    """The topmost units whose files an account may see; one query, none for the own file alone."""
    scope = scope_of(user, Power.SEE_FILE, on or localdate())
    if scope.everywhere:
        return Reach(tuple(Unit.objects.filter(parent=None)), whole=True)
    if not scope.unit_codes:
        return Reach()
    held = list(Unit.objects.filter(code__in=scope.unit_codes))
    codes = {unit.code for unit in held}
    return Reach(tuple(unit for unit in held if codes.isdisjoint(_above(unit))))


def _above(unit: Unit) -> list[str]:
    return unit.path.split(SEPARATOR)[:-2]


def counts_in(reach: Reach, run: int | None = None) -> Counts:
    """The numbers by rule in a reach, now or as a run left them; one query."""
    found = newest([unit.pk for unit in reach.units], run) if reach.units else {}
    return added(one.below for one in found.values())


def dues_in(reach: Reach) -> Dues:
    """How many findings of each rule are due on which day in a reach; one query."""
    return tallied(reach)[1]


def tallied(reach: Reach) -> tuple[Counts, Dues]:
    """What ``counts_in`` and ``dues_in`` tell of a reach as it is now; one query."""
    found = newest([unit.pk for unit in reach.units]) if reach.units else {}
    rows = found.values()
    return added(one.below for one in rows), added_dues(one.due for one in rows)


def standings_of(units: "QuerySet[Unit]") -> "QuerySet[Standing]":
    """The newest tallies of units."""
    kept = Standing.objects.filter(unit=OuterRef("pk")).order_by("-run").values("pk")[:1]
    last = units.order_by().annotate(last=Subquery(kept)).values("last")
    return Standing.objects.filter(pk__in=last)


def board(reach: Reach, **filters: object) -> str:
    """The address of the findings board within a reach, or at ``unit`` of it."""
    asked = {**reach.narrowed, **{name: one for name, one in filters.items() if one != ""}}
    return f"{reverse('findings:board')}?{urlencode(asked, doseq=True)}"


def sums(counts: Counts, rules: Iterable[str]) -> Numbers:
    """The numbers of some rules together."""
    told = [counts[rule] for rule in rules if rule in counts]
    total = map(sum, zip(*told, strict=True)) if told else NOTHING
    return Numbers(tuple(map(Number, Status, total)))


def numbers(counts: Counts, rules: Iterable[str], reach: Reach, **filters: object) -> Numbers:
    """The numbers of some rules together, each with the board that lists what it counts."""
    return linked(sums(counts, rules), reach, **filters)


def linked(found: Numbers, reach: Reach, **filters: object) -> Numbers:
    """Numbers with the board that lists what each counts; none where there is nothing."""
    address = board(reach, **filters)
    joint = "&" if "=" in address else ""
    return Numbers(
        tuple(
            one._replace(href=f"{address}{joint}status={one.status}" if one.count else "")
            for one in found.by_status
        )
    )


def leading_to(address: str, counts: Counts, rules: Iterable[str]) -> Numbers:
    """The numbers of some rules together, all leading to a page that lists them rule by rule."""
    return Numbers(
        tuple(
            one._replace(href=f"{address}?status={one.status}")
            for one in sums(counts, rules).by_status
        )
    )
