"""What the overview and the findings page of a unit read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from quanheng.norms.finding import Language, Status
from quanheng.norms.pack import Clause
from quanheng.office.dashboards.shares import board_of
from quanheng.office.dashboards.told import Brief, brief, rule_of
from quanheng.office.findings.models import Counts, Finding, Run
from quanheng.office.findings.tallies import newest
from quanheng.office.language import language
from quanheng.office.records.models import Tenure, Unit
from quanheng.office.records.queries.people import in_force
from quanheng.packs import installed


class Number(NamedTuple):
    """A number of findings of a status, and where they are."""

    status: str
    label: str
    count: int
    href: str


class Below(NamedTuple):
    """A unit below, how many serve there or below it, and its findings by status."""

    unit: Unit
    serving: int
    worst: str
    numbers: list[Number]


class Row(NamedTuple):
    """A clause, and the findings at the unit and below by status."""

    clause: Clause
    summary: str
    numbers: list[Number]
    total: int
    href: str


class Document(NamedTuple):
    """A document and its clauses of which there are findings."""

    id: str
    title: str
    rows: list[Row]


class Stand(NamedTuple):
    """What the stored findings say of a unit; ``run`` is None before the first evaluation."""

    run: Run | None
    own: list[Brief]
    below: Counts


def serving_below(unit: Unit, on: date) -> Mapping[str, int]:
    """How many people serve in each unit at or below one, by the path; one query."""
    held = Tenure.objects.current().filter(
        in_force(on), unit__in=Unit.objects.below(unit).order_by()
    )
    counted = (
        held.order_by().values_list("unit__path").annotate(people=Count("person", distinct=True))
    )
    return dict(counted)


def serving_at(path: str, serving: Mapping[str, int]) -> int:
    """How many serve at a path or below; whoever serves in two units counts in each."""
    return sum(people for place, people in serving.items() if place.startswith(path))


def units_below(children: Sequence[Unit], serving: Mapping[str, int]) -> list[Below]:
    """Units with their numbers; one query."""
    stands = newest(unit.pk for unit in children)
    found = []
    for unit in children:
        stand = stands.get(unit.pk)
        counts = by_status(stand.below if stand else {})
        worst = next((name for name, count in counts.items() if count), "")
        found.append(Below(unit, serving_at(unit.path, serving), worst, numbers(unit.code, counts)))
    return found


def by_status(counts: Counts) -> dict[str, int]:
    """The numbers of all rules together, by status, the worst first."""
    return {
        status.value: sum(row[at] for row in counts.values()) for at, status in enumerate(Status)
    }


def numbers(code: str, counts: Mapping[str, int], **filters: str) -> list[Number]:
    """Numbers by status with their addresses."""
    return [
        Number(
            status,
            Status(status).label.in_(language()),
            count,
            board_of(code, status=status, **filters) if count else "",
        )
        for status, count in counts.items()
    ]


def stand_of(unit: Unit, told: Language) -> Stand:
    """What the newest evaluation says of a unit itself and of everything below; three queries."""
    run = Run.objects.latest_done()
    if run is None:
        return Stand(None, [], {})
    own = Finding.objects.at(run.pk).filter(unit=unit, horizon=Finding.Horizon.TODAY)
    stand = newest([unit.pk]).get(unit.pk)
    return Stand(run, [brief(one, told) for one in own], stand.below if stand else {})


def by_clause(unit: Unit, counts: Counts, told: Language) -> list[Document]:
    """The findings at a unit and below, by document and clause."""
    clauses: dict[str, dict[str, int]] = {}
    for name, row in counts.items():
        rule = rule_of(name)
        if rule is None:
            continue
        sums = clauses.setdefault(rule.clause.id, dict.fromkeys((one.value for one in Status), 0))
        for status, count in zip(Status, row, strict=True):
            sums[status.value] += count
    made = []
    for pack in installed().values():
        rows = [
            Row(
                clause,
                clause.summary.in_(told),
                numbers(unit.code, clauses[clause.id], clause=clause.id),
                sum(clauses[clause.id].values()),
                board_of(unit.code, clause=clause.id),
            )
            for clause in pack.clauses.values()
            if clause.id in clauses
        ]
        if rows:
            made.append(Document(pack.id, pack.title.in_(told), rows))
    return made
