"""What the board is asked for: filters in the address, and what they keep."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from quanheng.norms.finding import Status, SubjectType
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power
from quanheng.office.findings.models import Counts, Finding, added
from quanheng.office.findings.tallies import newest
from quanheng.office.law.titles import rule_named
from quanheng.office.records.models import Unit
from quanheng.office.records.models.visible import under
from quanheng.office.records.queries.choosing import Choice, choosing
from quanheng.packs import installed

Horizon = Finding.Horizon


@dataclass(frozen=True)
class Filter:
    """What is asked; blank means everything. ``choice`` is the unit, with everything below it."""

    choice: Choice
    pack: str = ""
    clause: str = ""
    rule: str = ""
    statuses: tuple[str, ...] = ()
    type: str = ""
    q: str = ""
    due_from: date | None = None
    due_to: date | None = None
    horizon: int = Horizon.TODAY
    wrong: tuple[str, ...] = field(default=())

    @property
    def counted(self) -> bool:
        """Whether the tallies of units can tell the number, without looking at findings."""
        by_day = self.q or self.type or self.due_from or self.due_to or self.horizon
        return not by_day and not (self.choice.told and not self.choice.unit)

    @property
    def any(self) -> bool:
        """Whether anything is narrowed."""
        return not self.counted or bool(
            self.pack or self.clause or self.rule or self.statuses or self.choice.told
        )

    def keeps(self, rule: str) -> bool:
        """Whether findings of a rule are asked for."""
        if self.rule:
            return rule == self.rule
        if self.clause:
            found = rule_named(rule)
            return found is not None and found.clause.id == self.clause
        return not self.pack or rule.partition(":")[0] == self.pack


def asked(query: QueryDict, user: User, on: date) -> Filter:
    """The filters of an address; what cannot be read is left out and named in ``wrong``."""
    wrong: list[str] = []

    def chosen(name: str, known: Iterable[str]) -> str:
        told = query.get(name, "")
        return told if told in known else ""

    def day(name: str) -> date | None:
        told = query.get(name, "").strip()
        try:
            return date.fromisoformat(told) if told else None
        except ValueError:
            wrong.append(told)
            return None

    packs = installed()
    horizon = query.get("horizon", "")
    return Filter(
        choice=choosing(user, on, query.get("unit", "")),
        pack=chosen("pack", packs),
        clause=chosen("clause", (c.id for pack in packs.values() for c in pack.clauses.values())),
        rule=chosen("rule", (rule for pack in packs.values() for rule in pack.rules)),
        statuses=tuple(one.value for one in Status if one.value in query.getlist("status")),
        type=chosen("type", [one.value for one in SubjectType]),
        q=query.get("q", "").strip()[:60],
        due_from=day("due_from"),
        due_to=day("due_to"),
        horizon=int(horizon) if horizon in {"1", "2"} else Horizon.TODAY,
        wrong=tuple(wrong),
    )


def kept(asked: Filter, user: User, on: date) -> "QuerySet[Finding]":
    """The findings that are asked for and that the account may see."""
    found = Finding.objects.outlook(asked.horizon).visible_to(user, on=on)
    exact = {
        "rule": asked.rule,
        "clause": asked.clause,
        "pack": asked.pack,
        "subject_type": asked.type,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if asked.statuses:
        found = found.filter(status__in=asked.statuses)
    if asked.choice.told:
        unit = asked.choice.unit
        below = Unit.objects.filter(under(unit.path)) if unit else Unit.objects.none()
        found = found.filter(place__in=below.order_by().values("pk"))
    if asked.due_from:
        found = found.filter(order_day__gte=asked.due_from, due__isnull=False)
    if asked.due_to:
        found = found.filter(order_day__lte=asked.due_to)
    if asked.q:
        ends = asked.q + "\U0010ffff"
        found = found.filter(
            Q(code=asked.q)
            | Q(name__gte=asked.q, name__lt=ends)
            | Q(code__gte=asked.q, code__lt=ends)
        )
    return found


def totals(asked: Filter, user: User, on: date) -> dict[str, int] | None:
    """How many findings of each status the filters keep, but for the status itself.

    From the tallies of units: two queries, however many findings. None where the tallies cannot
    tell: for days and names, and for whoever sees only the own file.
    """
    if not asked.counted:
        return None
    units = [asked.choice.unit] if asked.choice.unit else topmost(user, on)
    if not units:
        return None
    counts = below(units)
    numbers = [0] * len(Status)
    for rule, found in counts.items():
        if asked.keeps(rule):
            numbers = [one + more for one, more in zip(numbers, found, strict=True)]
    return {status.value: number for status, number in zip(Status, numbers, strict=True)}


def below(units: Iterable[Unit], run: int | None = None) -> Counts:
    """The numbers of several units with everything below them, now or at a run."""
    return added(one.below for one in newest([unit.pk for unit in units], run).values())


def topmost(user: User, on: date) -> list[Unit]:
    """The topmost units whose findings an account may see; none for the own file only."""
    scope = scope_of(user, Power.SEE_FILE, on)
    if scope.everywhere:
        return list(Unit.objects.filter(parent=None))
    found = list(Unit.objects.filter(code__in=scope.unit_codes).order_by("path"))
    tops: list[Unit] = []
    for unit in found:
        if not any(unit.path.startswith(top.path) for top in tops):
            tops.append(unit)
    return tops
