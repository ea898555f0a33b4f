"""Who is looked at for a post, and what is found of each."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from quanheng.norms import kinds
from quanheng.norms.eligibility.candidate import Candidate
from quanheng.norms.eligibility.post import Post, matter_of_post
from quanheng.norms.finding import Status
from quanheng.norms.gate import Check, Matter, Nominee
from quanheng.norms.kinds import Level
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.procedures.kin import relatives_of
from quanheng.office.records.models import Particulars, Person, Secondment, Tenure, Unit
from quanheng.office.records.models.anchors import SEPARATOR
from quanheng.office.records.models.visible import under
from quanheng.office.records.queries.people import in_force
from quanheng.office.records.tables import of_people, of_unit
from quanheng.office.selection.marks.queries import marks_in_force
from quanheng.office.selection.models import Mark
from quanheng.office.selection.search import criteria
from quanheng.office.selection.search.asked import Asked, Criteria
from quanheng.office.selection.search.law import Conditions, conditions_at, told

MOST = 400
"""People whose files are gone through for one page; the range is narrowed where it holds more."""

ABOUT_PEOPLE = (
    kinds.Unit, kinds.Person, kinds.Tenure, kinds.Training, kinds.Appraisal, kinds.Supervision,
    kinds.Award, kinds.Secondment, kinds.Family,
)  # fmt: skip
ABOUT_UNIT = (kinds.Unit, kinds.Person, kinds.Tenure, kinds.Family)
FITS, OPEN, UNFIT = "fits", "open", "unfit"


class Result(NamedTuple):
    """One person: the posts held, every check, and how they stand together."""

    person: Person
    posts: list[kinds.Tenure]
    checks: list[Check]

    @property
    def verdict(self) -> str:
        """Whether the person fits: no binding check is missed, and none is open."""
        missing = [one for one in self.checks if one.blocks]
        if any(one.status is Status.MISSED for one in missing):
            return UNFIT
        return OPEN if missing else FITS

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many binding checks hold, are open, and are missed."""
        bound = [one for one in self.checks if one.binding]
        held = sum(one.holds for one in bound)
        missed = sum(one.status is Status.MISSED for one in bound)
        return held, len(bound) - held - missed, missed

    @property
    def failing(self) -> list[Check]:
        """What does not hold, the missed before the open, what does not bind last."""
        found = [one for one in self.checks if not one.holds]
        return sorted(found, key=lambda one: (not one.binding, one.status.severity))


class Found(NamedTuple):
    """A search: how many are in its range, whether criteria narrowed it, who was looked at.

    ``of_post`` are the checks of the post itself.
    """

    total: int
    narrowed: bool
    looked_at: list[Result]
    of_post: list[Check]
    units: dict[str, kinds.Unit]

    def count(self, verdict: str) -> int:
        """How many of those looked at stand so."""
        return sum(one.verdict == verdict for one in self.looked_at)


def reach(post: Post) -> tuple[Level, ...]:
    """The levels from which a post is filled: its own and the one below; two by exception."""
    lower: tuple[Level, ...] = post.below
    if post.exceptional and post.level < Level.SECTION_DEPUTY:
        lower += Post(post.unit, "", post.below[0], True, False).below
    return (post.level, *lower)


def in_range(user: User, asked: Asked, post: Post, on: date) -> "QuerySet[Person]":
    """Those whose highest post on a day is of a level from which the post is filled."""
    now = Tenure.objects.current().filter(in_force(on)).order_by()
    levels = reach(post)
    posts = now.filter(level__in=levels)
    if asked.among and asked.unit is not None:
        path = asked.unit.path
        if asked.among == "above":
            path = SEPARATOR.join(path.split(SEPARATOR)[:-2]) + SEPARATOR
        posts = posts.filter(under(path if path != SEPARATOR else asked.unit.path, "unit__path"))
    higher = now.filter(person=OuterRef("pk"), level__lt=post.level)
    found = seen(user, Power.MANAGE_SELECTION).filter(pk__in=posts.values("person"))
    return found.exclude(Exists(higher))


def seen(user: User, power: Power) -> "QuerySet[Person]":
    """People over whom an account has a power, without itself and its relatives."""
    found = Person.objects.visible_to(user, power).exclude(pk__in=relatives_of(user))
    return found.exclude(code=user.person_code) if user.person_code else found


def likely(found: "QuerySet[Person]", wanted: Criteria, on: date) -> "QuerySet[Person]":
    """Those of them whose file tells something for the criteria that the database can ask for."""
    facts = Particulars.objects.current().order_by()
    asked: list[tuple[Any, Q]] = []
    if wanted.field:
        asked.append((facts, Q(familiar_field__contains=wanted.field)))
    if wanted.speciality:
        asked.append((facts, Q(speciality__contains=wanted.speciality)))
    if wanted.modes:
        sent = Secondment.objects.current().order_by()
        asked.append((sent, Q(mode__in=wanted.modes, start__lte=on)))
    if wanted.mark:
        marks = Mark.objects.in_force(on).order_by()
        asked.append((marks, Q(type=wanted.mark)))
    if wanted.head or wanted.years:
        posts = Tenure.objects.current().order_by()
        led = Q(chief=True) if wanted.head else Q(leading=True)
        asked.append((posts, led & Q(start__lte=on)))
    for rows, condition in asked:
        found = found.filter(pk__in=rows.filter(condition).values("person"))
    return found


def search(user: User, asked: Asked, on: date) -> Found | None:
    """Who fits a post, and why; None while no post is asked for. A constant number of queries."""
    post, unit = asked.post, asked.unit
    if post is None or unit is None:
        return None
    everybody = in_range(user, asked, post, on)
    total, narrowed = everybody.count(), False
    if total > MOST and asked.criteria:
        everybody, narrowed = likely(everybody, asked.criteria, on), True
    people = list(everybody.order_by("pinyin", "pk")[:MOST])
    results, of_post, records = looked_at(people, asked, on)
    if asked.order == "unit":
        paths = dict(Unit.objects.values_list("code", "path"))
        results.sort(key=lambda one: _path(one, paths))
    return Found(total, narrowed, results, of_post, dict(records.units))


def _path(result: Result, paths: dict[str, str]) -> tuple[str, str, int]:
    main = next(iter(result.posts), None)
    return (paths.get(main.unit, "") if main else "", result.person.pinyin, result.person.pk)


def looked_at(
    people: Sequence[Person], asked: Asked, on: date, files: Records | None = None
) -> tuple[list[Result], list[Check], Records]:
    """What is found of some people for the post, what of the post, and the files that tell it.

    ``files`` are those of the people where they have been read already.
    """
    post, unit = asked.post, asked.unit
    assert post is not None and unit is not None
    law = conditions_at(unit, on)
    records = files or of_people([one.pk for one in people], only=ABOUT_PEOPLE)
    nominees = [Nominee(one.code, one.name, {}, records) for one in people]
    around = of_unit(unit, only=ABOUT_UNIT, leaders_above=True)
    matter = matter_of_post(post, on, nominees, around)
    checked = told(law.of_people, matter)
    marks = marks_in_force([one.pk for one in people], on) if asked.criteria.mark else {}
    results = []
    for one, nominee in zip(people, nominees, strict=True):
        of = Candidate(matter, post, nominee)
        own = criteria.checks(of, asked.criteria, marks.get(one.pk, ()))
        posts = sorted(of.serving, key=lambda row: (row.level, row.start, row.row))
        results.append(Result(one, posts, [*own, *checked.get(one.code, ())]))
    return results, _of_post(law, matter), records


def _of_post(law: Conditions, matter: Matter) -> list[Check]:
    alone = matter_of_post_alone(matter)
    return [check for found in told(law.of_post, alone).values() for check in found]


def matter_of_post_alone(matter: Matter) -> Matter:
    """The same without people: what is asked of the post does not depend on who is looked at."""
    return Matter(matter.on, matter.subject, matter.facts, frozenset(), {}, matter.records)


class Leader(NamedTuple):
    """Somebody who leads a unit now, and may leave the post that is searched for."""

    code: str
    name: str
    title: str


def leaders_at(unit: Unit | None, on: date) -> list[Leader]:
    """Who holds the leading posts of a unit on a day; one query."""
    if unit is None:
        return []
    held = Tenure.objects.current().filter(in_force(on), unit=unit, leading=True)
    rows = held.order_by("level", "start", "pk")
    return [Leader(*row) for row in rows.values_list("person__code", "person__name", "title")]
