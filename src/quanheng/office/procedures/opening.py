"""Opening a case: which procedures, about whom, and in which unit it is handled."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from quanheng.norms.finding import SubjectType
from quanheng.norms.gate import Actor
from quanheng.norms.procedure import Procedure, Step, openings
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import standing_of
from quanheng.office.language import said
from quanheng.office.law.statutes import Statutes, pack_of, path_of, statutes
from quanheng.office.procedures.acting import acting
from quanheng.office.procedures.known import document_of, procedures
from quanheng.office.procedures.models import Case
from quanheng.office.procedures.models.visible import held_by, principals_of
from quanheng.office.procedures.words import Cited, actors, cited, length_of
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.queries.people import Listed, in_force, people, with_posts

FOUND = 20
"""People or units that a search for the subject lists."""

ELSEWHERE = {"national:personnel-file/correction": ("records:my-file", "records:people")}
"""Procedures about something in the file begin there: the page for one's own, for another's."""


class Stage(NamedTuple):
    """A step as a procedure is introduced: who acts, and by when."""

    title: str
    actors: str
    limit: str


class Offer(NamedTuple):
    """A procedure that an account may open; ``href`` is where that begins."""

    procedure: Procedure
    title: str
    clause: Cited
    stages: list[Stage]
    elsewhere: bool
    href: str


class Subjects(NamedTuple):
    """Whom a case may be about: people with their posts, or units, and whether there are more."""

    people: Sequence[Listed]
    units: Sequence[Unit]
    more: bool


def offers(user: User, on: date) -> list[Offer]:
    """The procedures that an account may open for somebody, where their documents hold."""
    reach = reach_of(user, on)
    found = ((one, reach.at(one, user)) for one in procedures().values())
    return [_offer(reach.worded(one, path), user, on) for one, path in found if path is not None]


class Reach(NamedTuple):
    """Where an account may open cases, by the law of a day.

    ``roles`` are the paths of its units by role, blank for everywhere; ``own`` is where its own
    person counts; ``adopters`` are the paths, by code, of the units that follow any document.
    """

    law: Statutes
    roles: Mapping[str, list[str]]
    own: str
    adopters: Mapping[str, str]

    def at(self, procedure: Procedure, user: User) -> str | None:
        """The path of a unit where cases of a procedure may be opened; None without one."""
        pack = document_of(procedure.id)
        if for_oneself(procedure, user) and self.law.holds(pack, self.own):
            return self.own
        opening = [actor.value for step in openings(procedure) for actor in step.by]
        held = [path for role in opening for path in self.roles.get(role, ())]
        followed = [self.adopters[code] for code in self.law.adopted if self._follows(code, pack)]
        below = [one for one in followed if any(one.startswith(path) for path in held)]
        return next((path for path in held if self.law.holds(pack, path)), min(below, default=None))

    def _follows(self, code: str, pack: str) -> bool:
        return code in self.adopters and pack in self.law.adopted[code]

    def worded(self, procedure: Procedure, path: str) -> Procedure:
        """A procedure with the numbers of a unit, given its path."""
        variant = self.law.variant(document_of(procedure.id), path)
        return pack_of(variant).procedures[procedure.id]


def reach_of(user: User, on: date) -> Reach:
    """Where an account may open cases; eight queries at most."""
    roles: dict[str, list[str]] = {}
    for held in held_by([user, *principals_of(user, on)], on).values():
        for role, paths in held.items():
            roles.setdefault(role, []).extend(paths)
    person = Person.objects.filter(code=user.person_code).first() if user.person_code else None
    own = path_of(place_of(person, on)) if person is not None else ""
    law = statutes(on)
    adopters = Unit.objects.filter(code__in=law.roots).values_list("code", "path")
    return Reach(law, roles, own, dict(adopters))


def roles_of(user: User, on: date) -> set[str]:
    """The roles that an account holds, or acts in as a deputy; two queries at most."""
    return {
        holding.role.value
        for one in (user, *principals_of(user, on))
        for holding in standing_of(one).holdings
        if holding.in_force(on)
    }


def by_role(procedure: Procedure, held: set[str]) -> bool:
    """Whether one of the roles opens cases of a procedure about others."""
    return any(actor.value in held for step in openings(procedure) for actor in step.by)


def for_oneself(procedure: Procedure, user: User) -> bool:
    """Whether an account opens cases of a procedure about its own person."""
    asked = any(Actor.SUBJECT in step.by for step in openings(procedure))
    return asked and procedure.about is SubjectType.PERSON and bool(user.person_code)


def _offer(procedure: Procedure, user: User, on: date) -> Offer:
    stages = [
        Stage(said(step.title), actors(step.by), length_of(step.limit, procedure, on))
        for step in procedure.steps
    ]
    own, other = ELSEWHERE.get(procedure.id, ("", ""))
    href = address(procedure)
    if own:
        href = reverse(own if for_oneself(procedure, user) else other)
    title, clause = said(procedure.title), cited(procedure.clause.id)
    return Offer(procedure, title, clause, stages, bool(own), href)


def address(procedure: Procedure, subject: Person | Unit | None = None) -> str:
    """Where a case of a procedure is opened, about somebody."""
    asked = {"procedure": procedure.id, **({"subject": subject.code} if subject else {})}
    return f"{reverse('procedures:new')}?{urlencode(asked)}"


def offered(procedure: str, user: User, on: date) -> Procedure | None:
    """A procedure that an account may open; None for another, and for one that begins elsewhere."""
    found = procedures().get(procedure)
    if found is None or procedure in ELSEWHERE:
        return None
    return found if reach_of(user, on).at(found, user) is not None else None


def subject_of(procedure: Procedure, code: str, user: User) -> Person | Unit | None:
    """The person or unit of a code, if the account may see it."""
    model = Person if procedure.about is SubjectType.PERSON else Unit
    found: Person | Unit | None = model.objects.visible_to(user).filter(code=code).first()
    return found


def subjects(procedure: Procedure, text: str, user: User, on: date) -> Subjects:
    """The people or units that an account may open a case about, found by a text."""
    if procedure.about is SubjectType.PERSON:
        return candidates(text, user, on)
    units = Unit.objects.visible_to(user).in_force(on).filter(name__contains=text.strip())
    some = list(units.order_by("path")[: FOUND + 1])
    return Subjects((), some[:FOUND], len(some) > FOUND)


def candidates(text: str, user: User, on: date) -> Subjects:
    """The people whom an account may see, found by a text, with their posts; three queries."""
    found = list(people(user, text, None, on).order_by("code")[: FOUND + 1])
    return Subjects(with_posts(found[:FOUND], on), (), len(found) > FOUND)


def place_of(subject: Person | Unit, on: date) -> Unit | None:
    """The unit whose people handle a case: that of the main post; the unit itself for a unit.

    Of the posts in force it is the highest, then the one held longest; of nobody in post it is
    that of the last one.
    """
    if isinstance(subject, Unit):
        return subject
    held = Tenure.objects.current().filter(person=subject, start__lte=on).select_related("unit")
    now = held.filter(in_force(on)).order_by("level", "start", "pk").first()
    last = now or held.order_by("-end", "-pk").first()
    return last.unit if last is not None else None


def handled_at(procedure: Procedure, subject: Person | Unit, on: date) -> Unit | None:
    """The unit whose people handle a case of a procedure: the one above where it says so."""
    place = place_of(subject, on)
    if procedure.from_above and place is not None and place.parent is not None:
        return place.parent
    return place


def first_step(
    procedure: Procedure, subject: Person | Unit, place: Unit | None, user: User, on: date
) -> Step | None:
    """The step with which an account would open a case; None when it may not."""
    person = subject if isinstance(subject, Person) else None
    case = Case(procedure=procedure.id, person=person, place=place)
    if person is None:
        case.unit = subject  # type: ignore[assignment]
    found = (step for step in openings(procedure) if acting(case, step, user, on) is not None)
    return next(found, None)
