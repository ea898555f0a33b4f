"""What a list of items is asked for: filters in the address, and what they keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, scope_of
from quanheng.office.duties.lists import KINDS
from quanheng.office.duties.models import OPEN, Item, Listed, LookBack, Stage
from quanheng.office.duties.models.listed import units
from quanheng.office.records.forms import CHOSEN_FROM
from quanheng.office.records.models import Unit
from quanheng.office.records.models.visible import under
from quanheng.office.records.queries.choosing import Choice

OPEN_ONES, ALL = "open", "all"
OVERDUE, LATE, IN_TIME, LOOK = "overdue", "late", "in_time", "look"
STAGES = (OPEN_ONES, OVERDUE, LATE, IN_TIME, *Stage.values, LOOK, ALL)


@dataclass(frozen=True)
class Filter:
    """What is asked; blank means everything. ``choice`` is the unit, with everything below it."""

    choice: Choice
    type: str = ""
    stage: str = OPEN_ONES
    source: str = ""
    topic: str = ""
    year: int | None = None
    q: str = ""
    mine: bool = False

    @property
    def any(self) -> bool:
        """Whether anything but the stage is narrowed."""
        return bool(
            self.type or self.source or self.topic or self.year or self.q or self.mine
        ) or bool(self.choice.told)


def asked(query: Mapping[str, str], user: User, on: date) -> Filter:
    """The filters of an address; what cannot be read is left out."""
    type = query.get("type", "")
    stage = query.get("stage", OPEN_ONES)
    year = query.get("year", "")
    return Filter(
        choice=choosing(user, on, query.get("unit", "")),
        type=type if type in KINDS else "",
        stage=stage if stage in STAGES else OPEN_ONES,
        source=query.get("source", "").strip()[:40],
        topic=query.get("topic", "").strip()[:20],
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        q=query.get("q", "").strip()[:60],
        mine=query.get("mine") == "1",
    )


def choosing(user: User, on: date, told: str) -> Choice:
    """The unit asked for, among those whose files or lists the account sees; two queries."""
    seen = Unit.objects.filter(reached(user, on)).in_force(on)
    rows = list(seen.order_by("path").values_list("code", "name")[: CHOSEN_FROM + 1])
    told = told.strip()
    found = seen.filter(Q(code=told) | Q(name=told)).order_by("path").first() if told else None
    return Choice(found, rows if len(rows) <= CHOSEN_FROM else [], told)


def reached(user: User, on: date, *powers: Power) -> Q:
    """Units in the scope of one of the powers: to see files, and to manage lists."""
    found = Q(pk__in=())
    for power in powers or (Power.SEE_FILE, Power.MANAGE_DUTIES):
        scope = scope_of(user, power, on)
        if scope.everywhere:
            return ~Q(pk=None)
        if scope.unit_codes:
            found |= Q(pk__in=units(scope, on))
    return found


def narrowed(filter: Filter, user: User, on: date) -> "QuerySet[Listed]":
    """What the filters keep of what the account may see, whatever the stage."""
    found = Listed.objects.current().visible_to(user, on=on).staged()
    if filter.type:
        found = found.filter(type=filter.type)
    if filter.source:
        found = found.filter(
            Q(source_list=filter.source) | Q(source_list__startswith=f"{filter.source}：")
        )
    if filter.topic:
        items = Item.objects.filter(topic=filter.topic, type="问题")
        found = found.filter(type="问题", number__in=items.values("number"))
    if filter.year:
        found = found.filter(assigned__year=filter.year)
    if filter.mine:
        found = found.filter(owner__code=user.person_code or "")
    if filter.choice.told:
        unit = filter.choice.unit
        below = Unit.objects.filter(under(unit.path)) if unit else Unit.objects.none()
        found = found.filter(lead_unit__in=below.order_by().values("pk"))
    if filter.q:
        named = Q(owner__name=filter.q) | Q(owner__code=filter.q)
        found = found.filter(named | Q(number__startswith=filter.q) | Q(matter__contains=filter.q))
    return found


def kept(filter: Filter, user: User, on: date) -> "QuerySet[Listed]":
    """What all of the filters keep."""
    return at_stage(narrowed(filter, user, on), filter.stage, on)


def at_stage(found: "QuerySet[Listed]", stage: str, on: date) -> "QuerySet[Listed]":
    """Those at a stage; open ones, and overdue ones, are of several."""
    if stage == OPEN_ONES:
        return found.filter(stage__in=OPEN)
    if stage == OVERDUE:
        return found.filter(stage__in=OPEN, deadline__lt=on)
    late = Q(deadline__lt=on)
    if stage in (LATE, IN_TIME):
        unanswered = found.filter(stage=Stage.ASSIGNED.value)
        return unanswered.filter(late if stage == LATE else Q(deadline=None) | ~late)
    if stage == LOOK:
        return found.filter(look_due(on), stage=Stage.CLOSED.value)
    return found if stage == ALL else found.filter(stage=stage)


def look_due(on: date) -> Exists:
    """That the day on which to look back at an item has come."""
    due = LookBack.objects.filter(
        item__type=OuterRef("type"),
        item__number=OuterRef("number"),
        done_on=None,
        planned_on__lte=on,
    )
    return Exists(due)


def totals(filter: Filter, user: User, on: date) -> dict[str, int]:
    """How many the filters keep at each stage; one query."""
    found = narrowed(filter, user, on).order_by().values("stage")
    late = Count("pk", filter=Q(deadline__lt=on))
    rows = list(found.annotate(number=Count("pk"), late=late))
    numbers = {row["stage"]: row["number"] for row in rows}
    counts = {stage.value: numbers.get(stage.value, 0) for stage in Stage}
    assigned = next((row["late"] for row in rows if row["stage"] == Stage.ASSIGNED), 0)
    counts |= {LATE: assigned, IN_TIME: counts[Stage.ASSIGNED.value] - assigned}
    opened = {OPEN_ONES: sum(counts[stage.value] for stage in OPEN)}
    overdue = {OVERDUE: sum(row["late"] for row in rows if row["stage"] in OPEN)}
    return opened | overdue | counts | {ALL: sum(numbers.values())}


def years(user: User, on: date) -> list[int]:
    """The years in which something was assigned, newest first."""
    found = Listed.objects.current().visible_to(user, on=on)
    return sorted((day.year for day in found.dates("assigned", "year")), reverse=True)
