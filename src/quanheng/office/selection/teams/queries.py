"""What the pages of teams read."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery

from quanheng.norms.dates import add_months
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power
from quanheng.office.law.statutes import Statutes, statutes
from quanheng.office.records.models import Unit, UnitParticulars
from quanheng.office.selection.models import (
    ExchangeLine,
    FieldNeed,
    FieldStep,
    PostNeed,
    TeamAnalysis,
    TeamTarget,
)
from quanheng.office.selection.teams import fields, structure, vacancies
from quanheng.office.selection.teams.law import TeamLaw, law_of, schedules
from quanheng.office.selection.teams.members import Member, by_unit, posts_held, team_of

ROWS = 40
SHOWN = 5
"""Analyses that the page of a team names."""


class Listed(NamedTuple):
    """A team in the list; ``analysed`` is the day of the newest analysis, ``due`` if long ago."""

    unit: Unit
    members: int
    chiefs: vacancies.Seats
    deputies: vacancies.Seats
    leaving: int
    analysed: date | None
    due: bool | None

    @property
    def vacant(self) -> int | None:
        """Posts that are free; None while no quota is on file."""
        known = [one.vacant for one in (self.chiefs, self.deputies) if one.vacant is not None]
        return sum(known) if known else None


class Fit(NamedTuple):
    """A field, how many are needed (None: not set), who knows it, and what is done about a gap."""

    field: str
    clauses: tuple[str, ...]
    need: FieldNeed | None
    knows: list[fields.Knows]
    steps: list[FieldStep]

    @property
    def short(self) -> int | None:
        """How many are lacking; None where no need is set."""
        return max(self.need.number - len(self.knows), 0) if self.need else None


class TeamPage(NamedTuple):
    """Everything that the page of a team shows."""

    members: list[Member]
    law: TeamLaw
    seats: list[vacancies.Seats]
    categories: list[structure.Category]
    rows: list[structure.Row]
    events: list[vacancies.Event]
    fits: list[Fit]
    untold: list[Member]

    @property
    def told_fits(self) -> list[Fit]:
        """The fields that are needed, known by somebody, or worked on."""
        return [one for one in self.fits if one.need or one.knows or one.steps]

    @property
    def bare_fields(self) -> list[Fit]:
        """The fields that a document names and of which there is nothing to tell."""
        return [one for one in self.fits if not (one.need or one.knows or one.steps)]


def teams(user: User, on: date, text: str = "") -> "QuerySet[Unit]":
    """The units with a leading team that an account may see, with the newest day of analysis."""
    newest = TeamAnalysis.objects.filter(unit=OuterRef("pk")).order_by("-on", "-pk").values("on")
    found = Unit.objects.visible_to(user, Power.SEE_TEAMS).in_force(on)
    found = found.filter(pk__in=posts_held(on).order_by().values("unit"))
    if text := text.strip():
        found = found.filter(Q(name__contains=text) | Q(code=text))
    return found.annotate(analysed=Subquery(newest[:1])).order_by("path")


def due(found: "QuerySet[Unit]", on: date, months: int) -> "QuerySet[Unit]":
    """Those whose newest analysis is older than some months, or that have none."""
    return found.filter(Q(analysed=None) | Q(analysed__lte=add_months(on, -months)))


class TeamList(NamedTuple):
    """The list of teams: a page of them, how many are late, and the months that decide it."""

    page: Page[Any]
    rows: list[Listed]
    total: int
    late: int | None
    months: int | None
    clause: str


def law_at_top(on: date, law: Statutes) -> TeamLaw:
    """What holds for teams at the topmost unit; one query."""
    top = Unit.objects.filter(parent=None).order_by("code").values_list("path", flat=True).first()
    return law_of(top or "", on, law)


class Standing(NamedTuple):
    """How many teams there are, how many are due for an analysis, who is still to move."""

    teams: int
    late: int | None
    to_move: int


def standing(user: User, on: date) -> Standing:
    """What the overview tells of teams; six queries."""
    found, months = teams(user, on), law_at_top(on, statutes(on)).analysis_months
    late = due(found, on, months).count() if months is not None else None
    lines = ExchangeLine.objects.visible_to(user).filter(year=on.year, dropped_on=None)
    return Standing(found.count(), late, lines.with_done().filter(done_on=None).count())


def listed(user: User, on: date, text: str, state: str, number: str | None) -> TeamList:
    """A page of teams; the months are those that hold at the topmost unit."""
    law = statutes(on)
    found = teams(user, on, text)
    told = law_at_top(on, law)
    late = due(found, on, told.analysis_months) if told.analysis_months is not None else None
    total, overdue = found.count(), late.count() if late is not None else None
    chosen = late if state == "due" and late is not None else found
    pages = Paginator(chosen, ROWS)
    pages.count = overdue if chosen is late and overdue is not None else total  # type: ignore[misc]
    page = pages.get_page(number)
    rows = _rows(list(page.object_list), on, told.analysis_months)
    return TeamList(page, rows, total, overdue, told.analysis_months, told.analysis_clause)


def _rows(units: Sequence[Any], on: date, months: int | None) -> list[Listed]:
    """Three queries for a page of teams."""
    keys = [unit.pk for unit in units]
    told = UnitParticulars.objects.current().filter(unit__in=keys)
    facts = {one.unit_id: one for one in told}
    posts = posts_held(on).filter(unit__in=keys).select_related("person")
    members, ages = by_unit(posts, on), schedules()
    rows = []
    for unit in units:
        team = members.get(unit.pk, [])
        chiefs, deputies = vacancies.seats_of(team, facts.get(unit.pk))
        gone = vacancies.within(vacancies.all_events(team, (), ages), on, 1)
        leaving = sum(event.kind == vacancies.RETIREMENT for event in gone)
        late = None if months is None else _late(unit.analysed, on, months)
        rows.append(Listed(unit, len(team), chiefs, deputies, leaving, unit.analysed, late))
    return rows


def _late(analysed: date | None, on: date, months: int) -> bool:
    return analysed is None or analysed <= add_months(on, -months)


def team_page(unit: Unit, user: User, on: date) -> TeamPage:
    """The page of a team; the number of queries is fixed."""
    members = team_of(unit, user, on)
    law = law_of(unit.path, on)
    facts = UnitParticulars.objects.current().filter(unit=unit).first()
    shown = structure.categories(law.ages)
    targets = list(TeamTarget.objects.filter(unit=unit).in_force(on))
    return TeamPage(
        members,
        law,
        vacancies.seats_of(members, facts),
        shown,
        structure.rows(members, shown, targets),
        vacancies.all_events(members, law.rungs, schedules()),
        fits_of(unit, members, law, on),
        fields.untold(members),
    )


def fits_of(unit: Unit, members: Sequence[Member], law: TeamLaw, on: date) -> list[Fit]:
    """The fields that the documents name or the unit needs, the needed ones first."""
    needs = {one.field: one for one in FieldNeed.objects.filter(unit=unit).in_force(on)}
    steps: dict[str, list[FieldStep]] = {}
    for step in FieldStep.objects.filter(unit=unit).select_related("by"):
        steps.setdefault(step.field, []).append(step)
    clauses: dict[str, list[str]] = {}
    for one in law.fields:
        for name in one.names:
            clauses.setdefault(name, []).append(one.clause)
    names = [*needs, *(name for name in clauses if name not in needs)]
    return [
        Fit(
            name,
            tuple(clauses.get(name, ())),
            needs.get(name),
            fields.who_knows(members, name),
            steps.get(name, []),
        )
        for name in names
    ]


def papers_of(unit: Unit) -> dict[str, Any]:
    """The newest analyses and descriptions of posts, and the exchanges of the members."""
    return {
        "analyses": TeamAnalysis.objects.filter(unit=unit).select_related("by", "signed_by")[
            :SHOWN
        ],
        "needs": PostNeed.objects.filter(unit=unit).select_related("by", "signed_by")[:SHOWN],
    }


def planned(members: Sequence[Member]) -> dict[int, ExchangeLine]:
    """The lines of the plan of exchanges that stand for some members, by person."""
    people = [one.person.pk for one in members]
    found = ExchangeLine.objects.filter(person__in=people, dropped_on=None).order_by("year")
    return {one.person_id: one for one in found}
