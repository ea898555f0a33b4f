"""The leading team of a unit, or all its staff, as of a day: members, quota, structure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from quanheng.norms.dates import full_years
from quanheng.norms.finding import Language
from quanheng.norms.population import INNER
from quanheng.norms.requirement import YearsHeld
from quanheng.office.accounts.models import User
from quanheng.office.dashboards.people.queries import level_since
from quanheng.office.dashboards.told import Brief, brief
from quanheng.office.findings.models import Finding, Run
from quanheng.office.records.models import (
    Particulars,
    Person,
    Post,
    Tenure,
    Unit,
    UnitParticulars,
)
from quanheng.office.records.queries.people import in_force
from quanheng.packs import installed

STEPS = (
    ("博士",),
    ("研究生", "硕士"),
    ("大学", "本科", "学士"),
    ("大专", "专科"),
    ("中专", "中技", "技工"),
    ("高中",),
    ("初中",),
    ("小学",),
)
"""Words by which a level of education is told, the highest first."""


def learned(level: str) -> int:
    """The place of a level of education, the highest first; what is not known comes last."""
    places = (at for at, words in enumerate(STEPS) if any(word in level for word in words))
    return next(places, len(STEPS))


class Member(NamedTuple):
    """Somebody who serves in the unit on a day; ``post`` is the highest post held there."""

    person: Person
    post: Tenure
    others: list[Tenure]
    facts: Particulars | None
    age: int | None
    post_years: int
    level_years: int | None

    @property
    def tone(self) -> str:
        """What the pictures stack: head, other leader, or not a leader."""
        if self.post.chief:
            return "chief"
        return "deputy" if self.post.leading else "post"

    @property
    def education(self) -> str:
        """The highest level of education that the particulars tell; empty if none."""
        told = [self.facts.education, self.facts.inservice_education] if self.facts else []
        known = [one for one in told if one]
        return min(known, key=learned, default="")

    @property
    def speciality(self) -> str:
        """The speciality that the particulars tell; empty if none."""
        return (self.facts.speciality if self.facts else None) or ""


class Seat(NamedTuple):
    """A kind of post, how many there may be, how many are held; ``pick`` shows the holders."""

    title: str
    level: str
    quota: int | None
    held: int
    pick: str

    @property
    def vacant(self) -> int | None:
        """Posts that are free; None where no number is set."""
        return None if self.quota is None else max(self.quota - self.held, 0)

    @property
    def over(self) -> int:
        """Posts held beyond the number set."""
        return 0 if self.quota is None else max(self.held - self.quota, 0)


class Team(NamedTuple):
    """The members whom an account may see, and how many others there are."""

    members: list[Member]
    hidden: int


def posts_in(unit: Unit, on: date, *, whole: bool) -> "QuerySet[Tenure]":
    """The posts of the leading team on a day, or of everybody."""
    found = Tenure.objects.current().filter(in_force(on), unit=unit)
    return found if whole else found.filter(leading=True).exclude(role=INNER)


def team_of(unit: Unit, user: User, on: date, *, whole: bool) -> Team:
    """Who serves in a unit on a day; the number of queries is fixed."""
    held = posts_in(unit, on, whole=whole)
    everyone = held.order_by().values("person").distinct().count()
    seen = held.visible_to(user).select_related("person")  # type: ignore[attr-defined]
    by_person: dict[int, list[Tenure]] = defaultdict(list)
    for post in seen.order_by("level", "-chief", "-leading", "start", "pk"):
        by_person[post.person_id].append(post)
    facts = {
        one.person_id: one for one in Particulars.objects.current().filter(person__in=by_person)
    }
    careers: dict[int, list[Tenure]] = defaultdict(list)
    held_ever = Tenure.objects.current().filter(person__in=by_person)
    for post in held_ever.only("person", "level", "start", "end"):
        careers[post.person_id].append(post)
    members = [
        _member(posts, facts.get(person), careers[person], on)
        for person, posts in by_person.items()
    ]
    return Team(members, everyone - len(members))


def _member(
    posts: list[Tenure], facts: Particulars | None, career: list[Tenure], on: date
) -> Member:
    post = posts[0]
    since = level_since(career, post, on)
    return Member(
        post.person,
        post,
        posts[1:],
        facts,
        full_years(facts.birth, on) if facts else None,
        full_years(post.start, on),
        full_years(since, on) if since else None,
    )


def seats_of(unit: Unit, on: date) -> list[Seat]:
    """The posts that the unit may fill on a day, and those held; three queries."""
    facts = UnitParticulars.objects.current().filter(unit=unit).first()
    held = list(posts_in(unit, on, whole=True).order_by("level"))
    team = [one for one in held if one.leading and one.role != INNER]
    chiefs = {one.person_id for one in team if one.chief}
    deputies = {one.person_id for one in team} - chiefs
    found = [
        Seat(_("正职"), "", _whole(facts and facts.chief_quota), len(chiefs), "post:chief"),
        Seat(_("副职"), "", _whole(facts and facts.deputy_quota), len(deputies), "post:deputy"),
    ]
    by_title: dict[str, set[int]] = defaultdict(set)
    for one in held:
        by_title[one.title].add(one.person_id)
    approved = Post.objects.current().filter(in_force(on), unit=unit)
    found += [
        Seat(
            one.title,
            str(one.get_level_display()),  # type: ignore[attr-defined]
            one.quota,
            len(by_title[one.title]),
            f"title:{one.title}",
        )
        for one in approved.order_by("level", "title")
    ]
    return found


def _whole(quota: object) -> int | None:
    return None if quota is None else int(quota)  # type: ignore[call-overload,no-any-return]


def totals(members: Sequence[Member]) -> list[tuple[str, int]]:
    """Sex, ethnicity and Party membership, as numbers of the whole only."""
    facts = [one.facts for one in members if one.facts is not None]
    minority = [one for one in facts if one.ethnicity and one.ethnicity not in ("汉", "汉族")]
    outside = [one for one in facts if one.politics and not one.politics.startswith("中共")]
    return [
        (_("合计"), len(members)),
        (_("女"), sum(one.sex == "女" for one in facts)),
        (_("少数民族"), len(minority)),
        (_("非中共党员"), len(outside)),
    ]


def picked(members: Iterable[Member], pick: str) -> list[Member]:
    """The members that a bar or a number counts; all of them without a pick."""
    kind, _separator, value = pick.partition(":")
    test = PICKS.get(kind)
    return [one for one in members if test is None or test(one, value)]


def _of_band(value: int | None, band: str) -> bool:
    low, _dash, high = band.partition("-")
    if value is None:
        return band == "unknown"
    return low.isdecimal() and int(low) <= value and (not high or value <= int(high))


PICKS = {
    "age": lambda one, value: _of_band(one.age, value),
    "education": lambda one, value: one.education == value,
    "speciality": lambda one, value: one.speciality == value,
    "tenure": lambda one, value: _of_band(one.post_years, value),
    "post": lambda one, value: one.tone == value,
    "title": lambda one, value: value in {post.title for post in (one.post, *one.others)},
}
"""What a pick may name, and whom it keeps."""


def counted(values: Iterable[str]) -> list[tuple[str, int]]:
    """Values with their numbers, the most frequent first."""
    return Counter(values).most_common()


def first_year(unit: Unit) -> int | None:
    """The year in which the first post in the unit that is on file began."""
    first = Tenure.objects.current().filter(unit=unit).aggregate(first=Min("start"))["first"]
    return first.year if first else None


def limits(members: Sequence[Member], language: Language) -> list[Brief]:
    """What documents say of members who have long held their posts, now and until next year."""
    run = Run.objects.latest_done()
    if run is None:
        return []
    rules = [
        rule.id
        for pack in installed().values()
        for rule in pack.rules.values()
        if isinstance(rule.form, YearsHeld)
    ]
    people = [one.person.pk for one in members]
    found = Finding.objects.at(run.pk).filter(rule__in=rules, person__in=people)
    return [brief(one, language) for one in found.order_by("horizon", "severity", "name", "pk")]


def by_tone(members: Iterable[Member]) -> Mapping[str, list[int]]:
    """The ages that are known, by what the pictures stack."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in members:
        if one.age is not None:
            found[one.tone].append(one.age)
    return found
