"""Objects of teams and pools, made without asking who may, for tests of who gets where."""

from datetime import date
from typing import Any

from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person, Reserve, Tenure, Unit
from quanheng.office.records.writing import rewrite
from quanheng.office.selection.models import ExchangeLine, Pool, PostFit, PostNeed


def serving(person: Person) -> Any:
    """A post that somebody now holds."""
    return Tenure.objects.current().filter(person=person, end=None)[0]


def leading_in(person: Person, by: User) -> Unit:
    """The unit in which somebody serves, now with a leading post."""
    post = serving(person)
    if not post.leading:
        post = rewrite(post, {"leading": True, "role": "班子成员"}, by=by, source="")
    return post.unit  # type: ignore[no-any-return]


def need_in(person: Person, by: User, on: date) -> PostNeed:
    """A post to fill in the unit in which somebody serves."""
    made: PostNeed = PostNeed.objects.create(
        unit=serving(person).unit, title="副职", level=110, vacancy="甲", lacks="乙", asks="丙",
        on=on, by=by, at=timezone.now(),
    )  # fmt: skip
    return made


def fit_in(person: Person, by: User, on: date) -> PostFit:
    """An opinion on somebody for a post in the own unit."""
    made: PostFit = PostFit.objects.create(
        need=need_in(person, by, on), person=person, opinion="丁", on=on, by=by, at=timezone.now()
    )
    return made


def exchange_in(person: Person, by: User) -> ExchangeLine:
    """Somebody on the plan of this year."""
    today = timezone.localdate()
    made, _new = ExchangeLine.objects.get_or_create(
        person=person, year=today.year, defaults={
            "post": serving(person), "kind": "term", "why": "甲", "on": today, "by": by,
            "at": timezone.now(),
        },
    )  # fmt: skip
    return made


def pool_line_in(person: Person, by: User, on: date) -> tuple[Pool, Reserve]:
    """Somebody in a pool of the topmost unit."""
    root = Unit.objects.get(parent=None)
    told = {"kind": "reserve", "unit": root, "since": on, "by": by, "at": timezone.now()}
    pool, _new = Pool.objects.get_or_create(name="试验库", defaults=told)
    line = Reserve.objects.create(
        pool=pool.name, person=person, start=on, recorded_at=timezone.now(), recorded_by=by
    )
    return pool, line
