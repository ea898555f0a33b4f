"""Who serves in the leading team of a unit on a day, with the facts its make-up is told by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from quanheng.norms.dates import full_years
from quanheng.norms.population import INNER, PARTY_MEMBERS
from quanheng.office.accounts.models import User
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models import Particulars, Person, Tenure, Unit
from quanheng.office.records.queries.people import in_force

GRADUATE, BACHELOR, COLLEGE, OTHER = "graduate", "bachelor", "college", "other"
LEARNED = (
    (GRADUATE, ("博士", "研究生", "硕士")),
    (COLLEGE, ("大专", "专科")),
    (BACHELOR, ("大学", "本科", "学士")),
)
"""Words by which a level of education is told; the first that is found decides."""
RANKED = (GRADUATE, BACHELOR, COLLEGE, OTHER)
HAN = ("汉", "汉族")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team; ``post`` is the highest post held there, ``before`` earlier terms of it.

    What the file does not say is None: unknown.
    """

    person: Person
    post: Tenure
    others: tuple[Tenure, ...]
    facts: Particulars | None
    before: tuple[Tenure, ...]
    on: date

    @property
    def age(self) -> int | None:
        """Full years of age."""
        return full_years(self.facts.birth, self.on) if self.facts else None

    @property
    def post_years(self) -> int:
        """Full years in the post."""
        return full_years(self.post.start, self.on)

    @property
    def education(self) -> str | None:
        """The highest level of education on file, as ``RANKED`` names it."""
        told = [self.facts.education, self.facts.inservice_education] if self.facts else []
        known = [learned(one) for one in told if one]
        return min(known, key=RANKED.index, default=None)

    @property
    def education_told(self) -> str:
        """The levels of education as the file says them; empty if none."""
        told = [self.facts.education, self.facts.inservice_education] if self.facts else []
        return "、".join(dict.fromkeys(one for one in told if one))

    @property
    def speciality(self) -> str:
        """The speciality on file; empty if none."""
        return (self.facts.speciality if self.facts else None) or ""

    @property
    def familiar_field(self) -> str:
        """The familiar field on file; empty if none."""
        return (self.facts.familiar_field if self.facts else None) or ""

    @property
    def woman(self) -> bool | None:
        """For the make-up of the team only."""
        return self.facts.sex == "女" if self.facts and self.facts.sex else None

    @property
    def minority(self) -> bool | None:
        """For the make-up of the team only."""
        told = self.facts.ethnicity if self.facts else None
        return told not in HAN if told else None

    @property
    def outside_party(self) -> bool | None:
        """For the make-up of the team only."""
        told = self.facts.politics if self.facts else None
        return told not in PARTY_MEMBERS if told else None


def learned(text: str) -> str:
    """The level of education that a text tells."""
    found = (level for level, words in LEARNED if any(word in text for word in words))
    return next(found, OTHER)


def posts_held(on: date) -> "QuerySet[Tenure]":
    """The posts of all leading teams on a day."""
    found = Tenure.objects.current().filter(in_force(on), leading=True)
    return found.exclude(role=INNER)


def team_of(unit: Unit, user: User, on: date) -> list[Member]:
    """The team of a unit as far as an account sees it; three queries and those of the powers."""
    held = posts_held(on).filter(unit=unit).visible_to(user, Power.SEE_TEAMS)  # type: ignore[attr-defined]
    return members_of(held.select_related("person"), on)


def members_of(posts: Iterable[Tenure], on: date) -> list[Member]:
    """The people who hold posts in one unit; two queries."""
    by_person: dict[int, list[Tenure]] = defaultdict(list)
    for post in sorted(posts, key=lambda one: (one.level, not one.chief, one.start, one.pk)):
        by_person[post.person_id].append(post)
    told = Particulars.objects.current().filter(person__in=by_person)
    facts = {one.person_id: one for one in told}
    units = {post.unit_id for held in by_person.values() for post in held}
    past: dict[tuple[int, int, str], list[Tenure]] = defaultdict(list)
    ended = Tenure.objects.current().filter(person__in=by_person, unit__in=units, end__lte=on)
    for post in ended.order_by("start", "pk"):
        past[post.person_id, post.unit_id, post.title].append(post)
    return [
        Member(
            held[0].person,
            held[0],
            tuple(held[1:]),
            facts.get(person),
            tuple(past[person, held[0].unit_id, held[0].title]),
            on,
        )
        for person, held in by_person.items()
    ]


def by_unit(posts: Iterable[Tenure], on: date) -> dict[int, list[Member]]:
    """As ``members_of``, for several units together."""
    apart: dict[int, list[Tenure]] = defaultdict(list)
    for post in posts:
        apart[post.unit_id].append(post)
    people = {post.person_id for held in apart.values() for post in held}
    told = Particulars.objects.current().filter(person__in=people)
    facts = {one.person_id: one for one in told}
    found = {}
    for unit, held in apart.items():
        highest = _highest(held)
        found[unit] = [
            Member(post.person, post, (), facts.get(post.person_id), (), on) for post in highest
        ]
    return found


def _highest(posts: Sequence[Tenure]) -> list[Tenure]:
    """The highest post of each person."""
    found: dict[int, Tenure] = {}
    for post in sorted(posts, key=lambda one: (one.level, not one.chief, one.start, one.pk)):
        found.setdefault(post.person_id, post)
    return list(found.values())
