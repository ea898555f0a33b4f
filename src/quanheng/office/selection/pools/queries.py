"""What the pages of pools read. Members are those whom the reader may see."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.norms.dates import add_months
from quanheng.norms.population import PARTY_MEMBERS
from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Power, may
from quanheng.office.law.statutes import held_at
from quanheng.office.pictures.bars import Bar, Part, bars
from quanheng.office.pictures.shapes import Key, Picture
from quanheng.office.records.models import Particulars, Reserve, Tenure
from quanheng.office.records.queries.people import in_force
from quanheng.office.selection.models import Pool, PoolEntry, PoolReview
from quanheng.office.selection.teams.law import REVIEW, named, number
from quanheng.office.selection.teams.members import HAN

ROWS = 40
YEARS = 6
"""Years of entries and exits that the picture shows."""
WIDTH = 300
"""Pixels of the column beside the main one."""


class Listed(NamedTuple):
    """A pool by its name in the file; ``pool`` is None where nobody has registered it."""

    name: str
    pool: Pool | None
    members: int
    entered: int
    left: int
    stale: int | None
    whole: bool

    @property
    def gap(self) -> int | None:
        """Members beyond the target (below it: negative); None where it may not be told."""
        if self.pool is None or self.pool.target is None or not self.whole:
            return None
        return self.members - self.pool.target


class PoolLaw(NamedTuple):
    """Within how many months members are looked at, and who says so; None where nobody does."""

    months: int | None
    clause: str
    fields: tuple[str, ...]


class Member(NamedTuple):
    """Somebody in a pool: the post now held, how found, and when last looked at."""

    line: Reserve
    post: Tenure | None
    entry: PoolEntry | None
    reviewed: date | None
    outcome: str
    stale: bool | None


class PoolPage(NamedTuple):
    """Everything that the page of a pool shows."""

    pool: Pool
    law: PoolLaw
    numbers: dict[str, int]
    whole: bool
    page: Page[Any]
    rows: list[Member]
    picture: Picture
    make_up: list[tuple[str, int, int]]
    reasons: list[tuple[str, int]]
    channels: list[tuple[str, int]]


def law_of(on: date) -> PoolLaw:
    """What the documents that hold at the topmost unit say of pools; three queries."""
    packs = [pack for pack in held_at(None, on).values() if pack.in_force(on)]
    months = [(number(one, on), one.clause) for one in named(packs, REVIEW)]
    least, clause = min(months, default=(None, ""))
    names = [name for one in named(packs, "fields") for name in one.names(on)]
    return PoolLaw(least, clause, tuple(dict.fromkeys(names)))


def lines_of(user: User) -> "QuerySet[Reserve]":
    """The records of pools that an account may see with the teams."""
    found: QuerySet[Reserve] = Reserve.objects.current().visible_to(user, Power.SEE_TEAMS)
    return found


def _reviewed() -> Subquery:
    newest = PoolReview.objects.filter(pool__name=OuterRef("pool"), person=OuterRef("person"))
    return Subquery(newest.order_by("-on", "-pk").values("on")[:1])


def stale(on: date, months: int) -> Q:
    """Members neither looked at nor entered within some months; needs ``reviewed``."""
    last = add_months(on, -months)
    return Q(reviewed__lte=last) | Q(reviewed=None, start__lte=last)


def listed(user: User, on: date) -> tuple[list[Listed], PoolLaw]:
    """Every pool, registered or named by the file only; five queries."""
    law = law_of(on)
    pools = {one.name: one for one in Pool.objects.select_related("unit")}
    first = date(on.year, 1, 1)
    told = lines_of(user).annotate(reviewed=_reviewed()).order_by().values("pool")
    late = stale(on, law.months) if law.months is not None else Q(pk__in=())
    rows = told.annotate(
        members=Count("pk", filter=in_force(on)),
        entered=Count("pk", filter=Q(start__gte=first)),
        left=Count("pk", filter=Q(end__gte=first, end__lte=on)),
        late=Count("pk", filter=in_force(on) & late),
    )
    numbers = {row["pool"]: row for row in rows}
    found = []
    for name in sorted({*pools, *numbers}):
        row, pool = numbers.get(name, {}), pools.get(name)
        whole = pool is not None and may(user, Power.SEE_TEAMS, pool.unit.path, on=on)
        missed = row.get("late", 0) if law.months is not None else None
        counted = (row.get(key, 0) for key in ("members", "entered", "left"))
        found.append(Listed(name, pool, *counted, missed, whole))
    return found, law


def pool_page(pool: Pool, user: User, on: date, show: str, page: str | None) -> PoolPage:
    """The page of a pool; ``show`` is stale, entered, left, or the members."""
    law = law_of(on)
    every = lines_of(user).filter(pool=pool.name).annotate(reviewed=_reviewed())
    late = stale(on, law.months) if law.months is not None else Q(pk__in=())
    first = date(on.year, 1, 1)
    parts = {
        "members": in_force(on),
        "stale": in_force(on) & late,
        "entered": Q(start__gte=first),
        "left": Q(end__gte=first, end__lte=on),
    }
    numbers = every.order_by().aggregate(
        **{name: Count("pk", filter=part) for name, part in parts.items()}
    )
    shown = every.filter(_asked(show, parts)).select_related("person")
    listed = Paginator(shown.order_by("person__pinyin", "pk"), ROWS).get_page(page)
    return PoolPage(
        pool,
        law,
        numbers,
        may(user, Power.SEE_TEAMS, pool.unit.path, on=on),
        listed,
        _members(pool, list(listed.object_list), on, law),
        _balance(every, pool, on),
        _make_up(every.filter(in_force(on))),
        _reasons(every),
        _channels(pool, every),
    )


def _asked(show: str, parts: dict[str, Q]) -> Q:
    """The lines that are asked for: a part, or entries or exits of a year (``in-2025``)."""
    kind, _dash, year = show.partition("-")
    if kind in ("in", "out") and year.isdecimal():
        return Q(**{f"{'start' if kind == 'in' else 'end'}__year": int(year)})
    return parts.get(show, parts["members"])


def _members(pool: Pool, lines: Sequence[Any], on: date, law: PoolLaw) -> list[Member]:
    """Three queries for a page of members."""
    people = [line.person_id for line in lines]
    posts: dict[int, Tenure] = {}
    held = Tenure.objects.current().filter(in_force(on), person__in=people)
    for post in held.select_related("unit").order_by("level", "start", "pk"):
        posts.setdefault(post.person_id, post)
    entries = {
        (one.person_id, one.start): one
        for one in PoolEntry.objects.filter(pool=pool, person__in=people)
    }
    looks: dict[int, PoolReview] = {}
    for look in PoolReview.objects.filter(pool=pool, person__in=people).order_by("on", "pk"):
        looks[look.person_id] = look
    last = add_months(on, -law.months) if law.months is not None else None
    rows = []
    for line in lines:
        look = looks.get(line.person_id)
        seen = look.on if look else line.start
        late = None if last is None or line.end is not None else seen <= last
        told = str(look.get_outcome_display()) if look else ""
        entry = entries.get((line.person_id, line.start))
        rows.append(
            Member(line, posts.get(line.person_id), entry, look.on if look else None, told, late)
        )
    return rows


def _balance(every: "QuerySet[Any]", pool: Pool, on: date) -> Picture:
    """Entries and exits by year."""
    years = range(on.year - YEARS + 1, on.year + 1)
    came = Counter(every.order_by().values_list("start__year", flat=True))
    went = Counter(every.filter(end__lte=on).order_by().values_list("end__year", flat=True))
    address = reverse("selection:pool", args=[pool.pk])
    rows = []
    for year in years:
        entered = Part(came[year], "first", _("入库"), _link(address, "in", year, came[year]))
        left = Part(went[year], "second", _("出库"), _link(address, "out", year, went[year]))
        rows.append(Bar(str(year), (entered, left)))
    legend = [Key("first", _("入库")), Key("second", _("出库"))]
    heads = (_("年度"), _("进出合计"))
    return bars("balance", _("各年入库和出库"), rows, heads=heads, legend=legend, width=WIDTH)


def _link(address: str, way: str, year: int, number: int) -> str:
    return f"{address}?show={way}-{year}#members" if number else ""


def _make_up(members: "QuerySet[Any]") -> list[tuple[str, int, int]]:
    """Women, minorities and non-members of the Party: of the pool as a whole only."""
    facts = Particulars.objects.current().filter(person__in=members.order_by().values("person"))
    ethnic, party = Q(ethnicity=None) | Q(ethnicity=""), Q(politics=None) | Q(politics="")
    told = facts.aggregate(
        women=Count("pk", filter=Q(sex="女")),
        minority=Count("pk", filter=~ethnic & ~Q(ethnicity__in=HAN)),
        ethnic_unknown=Count("pk", filter=ethnic),
        outside=Count("pk", filter=~party & ~Q(politics__in=PARTY_MEMBERS)),
        party_unknown=Count("pk", filter=party),
    )
    return [
        (_("女性"), told["women"], 0),
        (_("少数民族"), told["minority"], told["ethnic_unknown"]),
        (_("非中共党员"), told["outside"], told["party_unknown"]),
    ]


def _reasons(every: "QuerySet[Any]") -> list[tuple[str, int]]:
    """Why members left, the most frequent first."""
    told = every.exclude(end=None).order_by().values_list("reason").annotate(n=Count("pk"))
    return [(reason or _("未填"), number) for reason, number in told.order_by("-n", "reason")]


def _channels(pool: Pool, every: "QuerySet[Any]") -> list[tuple[str, int]]:
    """How the present members were found; entries that nobody noted come last."""
    entry = PoolEntry.objects.filter(
        pool=pool, person=OuterRef("person"), start=OuterRef("start")
    ).values("channel")[:1]
    found = every.filter(end=None).annotate(channel=Subquery(entry)).order_by()
    counted = Counter(found.values_list("channel", flat=True))
    words = dict(PoolEntry.Channel.choices)
    named_ = [(str(words[one]), counted[one]) for one in words if counted[one]]
    return [*named_, *([(_("未登记"), counted[None])] if counted[None] else [])]
