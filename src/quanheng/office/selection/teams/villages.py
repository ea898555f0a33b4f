"""Village and community officials: two-way secondments of a year, and who rose from there."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.law.statutes import held_at
from quanheng.office.records.models import Person, Secondment, Tenure, Unit
from quanheng.office.selection.teams.exchange import moves
from quanheng.office.selection.teams.law import named, number

BATCHES = "two-way-batches"
"""The name of the parameter of a document that asks for two-way secondments each year."""
TWO_WAY = "双向挂职"
BELOW = ("村", "社区")
NOT_ABOVE = (*BELOW, "党支部")


class Batch(NamedTuple):
    """Two-way secondments that began in one month, as one batch."""

    month: date
    people: list[Secondment]


class Villages(NamedTuple):
    """A year: batches against what a document asks for (None: no document does), and who rose."""

    batches: list[Batch]
    wanted: int | None
    clause: str
    rose: "QuerySet[Tenure]"

    @property
    def met(self) -> bool | None:
        """Whether there were enough batches; unknown where nothing is asked for."""
        return None if self.wanted is None else len(self.batches) >= self.wanted


def villages(user: User, year: int, on: date) -> Villages:
    """What the file says of a year; four queries beside the law."""
    people = Person.objects.visible_to(user, Power.SEE_TEAMS).order_by()
    found = Secondment.objects.current().filter(
        mode=TWO_WAY, start__year=year, person__in=people.values("pk")
    )
    months: dict[date, list[Secondment]] = {}
    for one in found.select_related("person", "project").order_by("start", "person__code"):
        months.setdefault(one.start.replace(day=1), []).append(one)
    root = Unit.objects.filter(parent=None).order_by("code").first()
    asked = named(held_at(root, on).values(), BATCHES)
    wanted = max(((number(one, on), one.clause) for one in asked), default=(None, ""))
    rose = moves(user, date(year, 1, 1), date(year + 1, 1, 1)).filter(was__in=BELOW)
    return Villages(
        [Batch(month, group) for month, group in sorted(months.items())],
        wanted[0],
        wanted[1],
        rose.exclude(unit__category__in=NOT_ABOVE)
        .select_related("person", "unit")
        .order_by("start", "person__code"),
    )
