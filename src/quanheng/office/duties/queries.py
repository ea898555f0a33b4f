"""Items as pages show them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quanheng.office.accounts.models import User
from quanheng.office.duties.filing import stage_of
from quanheng.office.duties.filters import IN_TIME, LATE, Filter, at_stage, narrowed
from quanheng.office.duties.lists import KINDS
from quanheng.office.duties.models import OPEN, Event, Item, Listed, Measure, Stage
from quanheng.office.duties.standing import Facts, days_over, proposals
from quanheng.office.pictures.bars import Bar, Part, bars
from quanheng.office.pictures.shapes import Key, Picture
from quanheng.office.records.models import Duty, Person

TONES = {
    Stage.ASSIGNED: "pending",
    Stage.ANSWERED: "attention",
    Stage.VERIFIED: "info",
    Stage.CLOSED: "met",
    Stage.CARRIED: "no_data",
}
"""The colours of the stages, in badges and pictures."""


class Row(NamedTuple):
    """An item in a list, with what is kept beside its record."""

    duty: Listed
    item: Item | None
    stage: Stage
    tone: str
    over: int
    left: int | None
    owner_seen: bool
    said: list[str]

    @property
    def measures(self) -> list[Measure]:
        """Its measures, in order."""
        return list(self.item.measures.all()) if self.item else []

    @property
    def last(self) -> Event | None:
        """What was done last."""
        events = list(self.item.events.all()) if self.item else []
        return events[-1] if events else None


def in_order(found: "QuerySet[Listed]") -> "QuerySet[Listed]":
    """By deadline, those without one last."""
    ordered = found.order_by(F("deadline").asc(nulls_last=True), "pk")
    return ordered.select_related("lead_unit", "owner")


def rows(duties: Iterable[Listed], user: User, on: date) -> list[Row]:
    """Items of one page with what is kept beside them; five queries, however many."""
    listed = list(duties)
    numbers = {duty.number for duty in listed}
    found = Item.objects.filter(number__in=numbers).select_related(
        "raised_by", "accepted__verified_by", "proof", "carried_to", "carried_from"
    )
    events = Event.objects.select_related("by")
    kept = found.prefetch_related("measures", "look_backs", Prefetch("events", events))
    items = {(item.type, item.number): item for item in kept}
    owners = {duty.owner_id for duty in listed if duty.owner_id}
    seen = set(Person.objects.visible_to(user).filter(pk__in=owners).values_list("pk", flat=True))
    return [row_of(duty, items.get((duty.type, duty.number)), seen, on) for duty in listed]


def row_of(duty: Listed, item: Item | None, seen: set[int], on: date) -> Row:
    """An item as a list shows it; ``seen`` are the keys of owners whose pages may be linked."""
    stage = stage_of(duty, item)
    over = days_over(duty.deadline, on) if stage in OPEN else 0
    left = -days_over(duty.deadline, on) if stage in OPEN and duty.deadline else None
    names = [one.name for one in proposals(facts_of(duty, item), on)]
    tone = TONES[stage].replace("no_data", "plain")
    return Row(duty, item, stage, tone, max(over, 0), left, duty.owner_id in seen, names)


def facts_of(duty: Duty, item: Item | None) -> Facts:
    """What the four “not allowed” are asked of."""
    reminders = [
        one
        for one in (item.events.all() if item else ())
        if one.what == Event.What.REMINDED and item and one.round == item.rounds
    ]
    return Facts(
        stage_of(duty, item) in OPEN,
        duty.owner_id is not None,
        duty.deadline,
        duty.answered is not None,
        len(reminders),
    )


class Column(NamedTuple):
    """A column of the board: what stands in it, how many, and the first of them."""

    name: str
    title: str
    tone: str
    count: int
    url: str
    rows: list[Row]


FIRST = 8
"""Items that a column of the board shows."""

COLUMNS = (
    (LATE, gettext_lazy("逾期未复"), "missed"),
    (IN_TIME, gettext_lazy("办理中"), "pending"),
    (Stage.ANSWERED.value, Stage.ANSWERED.label, "attention"),
    (Stage.VERIFIED.value, Stage.VERIFIED.label, "info"),
)
"""The columns of the board, with the colour of each; ``filters`` says what they hold."""


def board(filter: Filter, numbers: Mapping[str, int], user: User, on: date) -> list[Column]:
    """The open items in columns, the most urgent first; ``numbers`` are the totals of the filter.

    One query a column, and those of the rows.
    """
    found = narrowed(filter, user, on)
    firsts = {name: list(in_order(at_stage(found, name, on))[:FIRST]) for name, *_rest in COLUMNS}
    every = [duty for duties in firsts.values() for duty in duties]
    known = {row.duty.pk: row for row in rows(every, user, on)}
    return [
        Column(
            name,
            str(title),
            tone,
            numbers[name],
            address(filter, stage=name),
            [known[duty.pk] for duty in firsts[name]],
        )
        for name, title, tone in COLUMNS
    ]


def address(filter: Filter, **more: object) -> str:
    """The list with the filters of a page and some more."""
    told: dict[str, object] = {
        "type": filter.type,
        "source": filter.source,
        "topic": filter.topic,
        "year": filter.year or "",
        "q": filter.q,
        "mine": "1" if filter.mine else "",
        "unit": filter.choice.told,
    }
    kept = {name: value for name, value in (told | more).items() if value}
    return f"{reverse('duties:index')}?{urlencode(kept)}"


LEGEND = (*OPEN, Stage.CLOSED)


def picture(filter: Filter, user: User, on: date) -> Picture:
    """How many items of each kind stand at which stage; each part leads to its list."""
    counted = narrowed(filter, user, on).order_by().values_list("type", "stage")
    numbers = {
        (type, stage): n
        for type, stage, n in counted.annotate(n=Count("pk")).values_list("type", "stage", "n")
    }
    bars_ = []
    for type in KINDS:
        parts = tuple(
            Part(
                numbers.get((type, stage.value), 0),
                SHADES[stage],
                str(stage.label),
                address(filter, type=type, stage=stage.value),
            )
            for stage in LEGEND
        )
        if any(part.value for part in parts):
            bars_.append(Bar(_(type), parts, address(filter, type=type, stage="all")))
    return bars(
        "duties-by-kind",
        _("各类清单办理情况"),
        bars_,
        heads=(_("清单"), _("合计")),
        legend=[Key(SHADES[stage], str(stage.label)) for stage in LEGEND],
        width=560,
    )


SHADES = {
    Stage.ASSIGNED: "pending",
    Stage.ANSWERED: "attention",
    Stage.VERIFIED: "no_data",
    Stage.CLOSED: "met",
}
"""The colours of the stages in the picture."""


def sources(type: str) -> list[str]:
    """The sources of a kind, for the filter; of no kind, none."""
    return list(KINDS[type].sources) if type else []


def to_carry(user: User, on: date, year: int) -> "QuerySet[Listed]":
    """Open items of earlier years that an account may carry over to the list of a year."""
    found = Listed.objects.current().managed_by(user, on).staged()
    found = found.filter(stage__in=OPEN, assigned__year__lt=year)
    if user.person_code:
        found = found.filter(Q(owner=None) | ~Q(owner__code=user.person_code))
    return in_order(found)
