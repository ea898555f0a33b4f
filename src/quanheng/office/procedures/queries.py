"""What the board of cases reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from quanheng.norms.procedure import Procedure, Step
from quanheng.office.accounts.models import User
from quanheng.office.language import said
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.visible import hands_of
from quanheng.office.procedures.waiting import own, to_sign, to_take
from quanheng.office.procedures.words import (
    Due,
    actors,
    due_of,
    step_in,
    step_title,
    title_of,
)
from quanheng.office.records.models import Person
from quanheng.office.records.models.visible import under
from quanheng.office.records.queries.choosing import Choice, choosing

ROWS, CARDS = 50, 12
RUNNING, OVERDUE, EVERY = "running", "overdue", "all"
WHO = ("take", "sign", "own")
SOONEST = (F("due").asc(nulls_last=True), "since", "pk")
LATEST = (F("closed_on").desc(nulls_first=True), "-pk")


@dataclass(frozen=True)
class Filter:
    """What the board is asked for; blank means everything."""

    choice: Choice
    procedure: Procedure | None = None
    step: str = ""
    state: str = RUNNING
    who: str = ""
    person: Person | None = None

    @property
    def any(self) -> bool:
        """Whether anything is narrowed."""
        return bool(
            self.procedure or self.choice.told or self.who or self.person or self.state != RUNNING
        )

    @property
    def columns(self) -> bool:
        """Whether the steps of one procedure stand side by side."""
        return self.procedure is not None and not self.step and self.state == RUNNING

    @property
    def kept(self) -> Q:
        """The condition, but for the state and for whose work it is."""
        found = Q()
        if self.procedure is not None:
            found &= Q(procedure=self.procedure.id)
        if self.step:
            found &= Q(step=self.step)
        if self.person is not None:
            found &= Q(person=self.person)
        if self.choice.told:
            unit = self.choice.unit
            found &= under(unit.path, "place__path") if unit else Q(pk__in=())
        return found


class Row(NamedTuple):
    """A case in a list: its names in words, how long it stands in the step, its time limit."""

    case: Case
    title: str
    step: str
    days: int
    due: Due | None


class Column(NamedTuple):
    """A step of the board: who acts, how many cases stand in it, and the most urgent of them."""

    step: Step
    title: str
    actors: str
    count: int
    overdue: int
    rows: list[Row]


def asked(query: QueryDict, user: User, on: date) -> Filter:
    """The filters of an address; what is unknown is left out."""
    procedure = procedures().get(query.get("procedure", ""))
    step = query.get("step", "")
    state, who, person = query.get("state", ""), query.get("who", ""), query.get("person", "")
    about = Person.objects.visible_to(user).filter(pk=person) if person.isdigit() else None
    return Filter(
        choice=choosing(user, on, query.get("unit", "")),
        procedure=procedure,
        step=step if step_in(procedure, step) else "",
        state=state if state in {OVERDUE, EVERY, *Case.State.values} else RUNNING,
        who=who if who in WHO else "",
        person=about.first() if about is not None else None,
    )


def in_state(state: str, on: date) -> Q:
    """Cases in one of the states that the board offers."""
    if state == EVERY:
        return Q()
    if state == RUNNING:
        return Q(state__in=Case.RUNNING)
    if state == OVERDUE:
        return Q(state=Case.State.OPEN, due__lt=on)
    return Q(state=state)


class Found(NamedTuple):
    """The cases that the filters keep, and how many there are of each kind; one query so far."""

    cases: "QuerySet[Case]"
    count: int
    states: dict[str, int]
    who: dict[str, int]


def found(filter: Filter, user: User, on: date) -> Found:
    """The cases that the filters keep among those that the account sees."""
    hands = hands_of(user, on)
    mine = {"take": to_take(user, hands), "sign": to_sign(user, hands), "own": own(user)}
    whose = mine.get(filter.who, Q())
    seen = Case.objects.visible_to(user, on, hands)
    states = (RUNNING, OVERDUE, *Case.State.values, EVERY)
    told = seen.aggregate(
        **{
            f"state_{one}": Count("pk", filter=filter.kept & whose & in_state(one, on))
            for one in states
        },
        **{f"who_{name}": Count("pk", filter=condition) for name, condition in mine.items()},
    )
    kept = seen.filter(filter.kept & whose & in_state(filter.state, on))
    return Found(
        kept.select_related("person", "unit", "place", "opened_by"),
        told[f"state_{filter.state}"],
        {one: told[f"state_{one}"] for one in states},
        {name: told[f"who_{name}"] for name in mine},
    )


class Counted(Paginator):
    """Pages of a list whose length is known."""

    def __init__(self, rows: Any, size: int, count: int) -> None:
        super().__init__(rows, size)
        self.known = count

    @property
    def count(self) -> int:  # type: ignore[override]
        """How many rows there are."""
        return self.known


def listed(here: Found, filter: Filter, number: str | None) -> Any:
    """A page of the list: what is due soonest first, ended cases by their last day."""
    order = SOONEST if filter.state in (RUNNING, OVERDUE, *Case.RUNNING) else LATEST
    return Counted(here.cases.order_by(*order), ROWS, here.count).get_page(number)


def rows(cases: Iterable[Case], on: date) -> list[Row]:
    """Cases as the board shows them."""
    return [_row(case, on) for case in cases]


def _row(case: Case, on: date) -> Row:
    procedure = procedures().get(case.procedure)
    step = step_in(procedure, case.step)
    until = case.closed_on or on
    return Row(
        case,
        title_of(case.procedure),
        step_title(procedure, case.step),
        max((until - case.since).days, 0),
        due_of(case, step, on),
    )


def columns(here: Found, procedure: Procedure, on: date) -> list[Column]:
    """The steps of a procedure with their most urgent cases; two queries."""
    placed = here.cases.annotate(
        nth=Window(RowNumber(), partition_by=F("step"), order_by=list(SOONEST))
    )
    shown: dict[str, list[Row]] = {}
    for case in placed.filter(nth__lte=CARDS).order_by("nth"):
        shown.setdefault(case.step, []).append(_row(case, on))
    late = Count("pk", filter=in_state(OVERDUE, on))
    numbers = here.cases.order_by().values_list("step").annotate(all=Count("pk"), late=late)
    counts = {step: (count, overdue) for step, count, overdue in numbers}
    return [
        Column(
            step,
            said(step.title),
            actors(step.by),
            *counts.get(step.name, (0, 0)),
            shown.get(step.name, []),
        )
        for step in procedure.steps
    ]
