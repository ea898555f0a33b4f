"""Reading a roster: who stands in it, in which order, and what its columns say.

Whoever holds a post on the day stands in it once, with the highest of the posts that were asked
for deciding the place; the columns tell of all posts held. A list is driven by the rows that its
order sorts, so that an index yields a page without sorting everybody.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from quanheng.norms.dates import add_years
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.dashboards.roster.asked import Asked
from quanheng.office.dashboards.roster.catalogue import COLUMNS, FACTS, MORE, Line, Post, Told
from quanheng.office.keyset import beyond
from quanheng.office.records.models import (
    Appraisal,
    Education,
    Particulars,
    Person,
    Rank,
    Tenure,
    Training,
    Unit,
)
from quanheng.office.records.queries.people import called, in_force

BLOCK = 1000
"""Rows that a workbook reads at a time."""

KINDS_OF_POST = {
    "chief": Q(leading=True, chief=True),
    "deputy": Q(leading=True, chief=False),
    "other": Q(leading=False),
}
YEARS_APPRAISED = 3
OF_POST = ("person", "level", "start", "end", "title", "unit__name", "unit__path")


def listed(
    user: User, asked: Asked, unit: Unit | None, power: Power | None = None
) -> "QuerySet[Any]":
    """The rows of a roster that an account may see, to be cut in ``asked.order``.

    They are tenures, people or particulars, by the order; ``person_of`` says whose.
    """
    posts, people, facts = _posts(asked, unit), _people(user, asked, power), _facts(asked)
    if asked.sort in ("name", "code"):
        found = people.filter(pk__in=posts.values("person"))
        return found.filter(pk__in=facts.values("person")) if facts.query.has_filters() else found
    if asked.sort == "birth":
        found = facts.filter(known_until=None, person__in=posts.values("person"))
        return _of(people, found).select_related("person")
    higher = Q(level__lt=OuterRef("level")) | Q(level=OuterRef("level")) & (
        Q(start__lt=OuterRef("start")) | Q(start=OuterRef("start"), pk__lt=OuterRef("pk"))
    )
    found = _of(people, posts.filter(~Exists(posts.filter(higher, person=OuterRef("person")))))
    if facts.query.has_filters():
        found = found.filter(person__in=facts.filter(known_until=None).values("person"))
    return found.select_related("person", "unit")


def _of(people: "QuerySet[Person]", found: "QuerySet[Any]") -> "QuerySet[Any]":
    """Rows about some people; of everybody there is nothing to ask."""
    return found.filter(person__in=people) if people.query.has_filters() else found


def _people(user: User, asked: Asked, power: Power | None) -> "QuerySet[Person]":
    found = Person.objects.visible_to(user, power).order_by()
    return found.filter(called(asked.text)) if asked.text else found


def _posts(asked: Asked, unit: Unit | None) -> "QuerySet[Tenure]":
    found = Tenure.objects.current().filter(in_force(asked.on)).order_by()
    if asked.unit:
        below = Unit.objects.below(unit) if unit is not None else Unit.objects.none()
        found = found.filter(unit__in=below.order_by())
    if asked.level is not None:
        found = found.filter(level=asked.level)
    if asked.title:
        found = found.filter(title=asked.title)
    return found.filter(KINDS_OF_POST[asked.post]) if asked.post else found


def _facts(asked: Asked) -> "QuerySet[Particulars]":
    """Particulars within the ages asked for; without any condition when none is."""
    found = Particulars.objects.order_by()
    if asked.youngest is not None:
        found = found.filter(birth__lte=add_years(asked.on, -asked.youngest))
    if asked.oldest is not None:
        last = add_years(asked.on, -asked.oldest - 1) + timedelta(days=1)
        found = found.filter(birth__gte=last)
    return found


def person_of(row: Any) -> Person:
    """Whose row it is."""
    found: Person = row if isinstance(row, Person) else row.person
    return found


def every(found: "QuerySet[Any]", asked: Asked) -> Iterator[list[Person]]:
    """All people of a roster in its order, block by block."""
    last = None
    while rows := beyond(found, asked.order, last, BLOCK):
        yield [person_of(row) for row in rows]
        last = rows[-1]


def lines(people: Sequence[Person], asked: Asked, unit: Unit | None) -> list[Line]:
    """What the columns of a roster are made of; at most three queries.

    Posts in the unit asked for come before others.
    """
    needs = {COLUMNS[name].needs for name in asked.columns}
    found = {person.pk: Line(person, asked.on) for person in people}
    held = defaultdict(list)
    posts = Tenure.objects.current().filter(person__in=people, start__lte=asked.on)
    for key, *told in posts.order_by("level", "start", "pk").values_list(*OF_POST):
        held[key].append(Post(*told))
    for key, line in found.items():
        now = [one for one in held[key] if one.end is None or one.end > asked.on]
        if unit is not None:
            now.sort(key=lambda one: not one.path.startswith(unit.path))
        line.posts = now
        line.level_since = level_since(line.post, held[key])
    if needs & {FACTS, MORE}:
        # The sealed number is not fetched.
        told = Particulars.objects.current().filter(person__in=people)
        for one in told.defer("id_number_sealed", "id_number_index"):
            found[one.person_id].facts = one
    if MORE in needs:
        for key, kind, *told in _more(people, asked.on):
            found[key].more.setdefault(kind, []).append(Told(*told))
    return list(found.values())


def level_since(post: Post | None, posts: Sequence[Post]) -> date | None:
    """Since when the level of a post has been held without a gap."""
    if post is None:
        return None
    since = post.start
    for one in sorted(posts, key=lambda one: one.start, reverse=True):
        touches = one.end is None or one.end >= since
        if one.level == post.level and one.start < since and touches:
            since = one.start
    return since


def _more(people: Sequence[Person], on: date) -> "QuerySet[Any, Any]":
    """Ranks, degrees, this year's training and late appraisals, in one query."""
    ranks = Rank.objects.filter(in_force(on), person__in=people)
    studies = Education.objects.filter(person__in=people)
    classes = Training.objects.filter(person__in=people, start__year=on.year, start__lte=on)
    years = (on.year - YEARS_APPRAISED, on.year)
    grades = Appraisal.objects.filter(
        person__in=people, type="年度", year__range=years, grade__isnull=False
    )
    none = Value(None, DateField())
    parts = (
        _told(ranks, "rank", F("rank"), Value(""), F("start")),
        _told(studies, "education", F("degree"), F("school"), F("end")),
        _told(classes, "hours", F("hours"), Value(""), F("start")),
        _told(grades, "appraisal", F("year"), F("grade"), none),
    )
    return parts[0].union(*parts[1:], all=True)


def _told(found: Any, kind: str, first: Any, second: Any, day: Any) -> "QuerySet[Any, Any]":
    text = CharField()
    columns = (
        F("person_id"),
        Cast(Value(kind), text),
        Cast(first, text),
        Cast(second, text),
        Cast(day, DateField()),
    )
    return found.current().order_by().values_list(*columns)
