"""Villages and communities: two-way secondments of a year, who rose from there, graduates there."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from quanheng.norms.finding import Status
from quanheng.norms.kinds import Level
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, may
from quanheng.office.law.statutes import held_at
from quanheng.office.procedures.known import procedures
from quanheng.office.procedures.models import Case, Sheet
from quanheng.office.procedures.opening import address
from quanheng.office.records.models import Person, Secondment, Tenure, Unit
from quanheng.office.selection.appointing.village_cases import BELOW, TWO_WAY, VILLAGES
from quanheng.office.selection.teams.exchange import moves
from quanheng.office.selection.teams.law import named, number

BATCHES = "two-way-batches"
"""The name of the parameter of a document that asks for two-way secondments each year."""
VILLAGE = re.compile("(村|社区)([村居]?民?委员?会|党支部|党总支|党委|两委)?$")
"""How the names of villages and communities, and of their committees, end."""
NOT_ABOVE = (*BELOW, "党支部")
GRADUATE = "到村任职高校毕业生"
"""The title of the post in which a graduate is sent to a village; it makes up the register."""
GRADUATES = 30
ENTERED = "signup"
"""The step whose sheet says from which school a graduate comes."""


class Batch(NamedTuple):
    """Two-way secondments that began in one month, as one batch.

    It ``counts`` if one of them is with a village: the person served in one, or the host is one.
    """

    month: date
    people: list[Secondment]
    counts: bool


class Villages(NamedTuple):
    """A year: batches against what a document asks for (None: no document does), and who rose.

    ``begin`` says where the procedures of the documents in force begin, by name; ``whole`` whether
    the reader sees everybody, ``over`` whether the last day of the year has come.
    """

    batches: list[Batch]
    wanted: int | None
    clause: str
    rose: "QuerySet[Tenure]"
    begin: dict[str, str]
    whole: bool
    over: bool

    @property
    def status(self) -> Status | None:
        """Whether there were enough; None where nothing is asked for, or some are not seen."""
        if self.wanted is None or not self.whole:
            return None
        if self.counted >= self.wanted:
            return Status.MET
        return Status.MISSED if self.over else Status.PENDING

    @property
    def counted(self) -> int:
        """The batches with villages and communities."""
        return sum(one.counts for one in self.batches)


def villages(user: User, year: int, on: date) -> Villages:
    """What the file says of a year; five queries beside the law."""
    people = Person.objects.visible_to(user, Power.SEE_TEAMS).order_by()
    found = Secondment.objects.current().filter(
        mode=TWO_WAY, start__year=year, person__in=people.values("pk")
    )
    months: dict[date, list[Secondment]] = {}
    for one in found.select_related("person", "project").order_by("start", "person__code"):
        months.setdefault(one.start.replace(day=1), []).append(one)
    root = Unit.objects.filter(parent=None).order_by("code").first()
    held = held_at(root, on).values()
    asked = named(held, BATCHES)
    wanted = max(((number(one, on), one.clause) for one in asked), default=(None, ""))
    begin = {
        one.id.rpartition("/")[2].replace("-", "_"): address(one)
        for pack in held
        for one in pack.procedures.values()
        if one.family == VILLAGES
    }
    rose = moves(user, date(year, 1, 1), date(year + 1, 1, 1)).filter(was__in=BELOW)
    return Villages(
        _batches(months),
        wanted[0],
        wanted[1],
        rose.exclude(unit__category__in=NOT_ABOVE)
        .select_related("person", "unit")
        .order_by("start", "person__code"),
        begin,
        root is not None and may(user, Power.SEE_TEAMS, root.path, on=on),
        on >= date(year, 12, 31),
    )


def _batches(months: Mapping[date, list[Secondment]]) -> list[Batch]:
    """The secondments by month, and which are with villages; one query."""
    people = {one.person_id for group in months.values() for one in group}
    posts: dict[int, list[Tenure]] = {}
    for post in Tenure.objects.current().filter(person__in=people, level=Level.VILLAGE):
        posts.setdefault(post.person_id, []).append(post)

    def with_village(one: Secondment) -> bool:
        served = any(
            post.start <= one.start and (post.end is None or post.end > one.start)
            for post in posts.get(one.person_id, ())
        )
        return served or VILLAGE.search((one.unit_name or "").strip()) is not None

    return [
        Batch(month, group, any(map(with_village, group)))
        for month, group in sorted(months.items())
    ]


class Sent(NamedTuple):
    """A graduate in a village: the post, and the school where a case says it that one may see."""

    tenure: Tenure
    school: str

    @property
    def until(self) -> date | None:
        """The day on which it ended, or until which it is agreed."""
        return self.tenure.end or self.tenure.term_end


class Register(NamedTuple):
    """A page of the graduates sent to villages, the latest first."""

    page: Page[Any]
    rows: list[Sent]


def graduates(user: User, on: date, page: str | None) -> Register:
    """Who was sent where, and when, as the file says; the schools are from the cases."""
    people = Person.objects.visible_to(user, Power.SEE_TEAMS).order_by()
    posts = Tenure.objects.current().filter(title=GRADUATE, person__in=people.values("pk"))
    found = posts.select_related("person", "unit").order_by("-start", "person__code")
    cut = Paginator(found, GRADUATES).get_page(page)
    held = list(cut.object_list)
    schools = _schools(user, on, [one.person_id for one in held]) if held else {}
    return Register(cut, [Sent(one, schools.get(one.person_id, "")) for one in held])


def _schools(user: User, on: date, people: Sequence[int]) -> dict[int, str]:
    """The schools by person, from the cases that the account may see."""
    names = [one.id for one in procedures().values() if one.family == VILLAGES]
    cases = Case.objects.visible_to(user, on).filter(procedure__in=names).order_by()
    sheets = Sheet.objects.filter(
        nominee__case__in=cases.values("pk"), nominee__person__in=people, step=ENTERED
    )
    told = sheets.order_by("at", "pk").values_list("nominee__person", "answers")
    return {person: answers["school"] for person, answers in told if answers.get("school")}
