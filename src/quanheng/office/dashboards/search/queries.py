"""What a few typed characters may mean: people, units, posts; only what the account may see.

Each kind of match is a query of its own with a limit, so that an index yields it at once however
many rows begin like that; what fits best comes first.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import scope_of
from quanheng.office.accounts.roles import Power
from quanheng.office.records.models import Person, Tenure, Unit
from quanheng.office.records.models.visible import starts_with
from quanheng.office.records.queries.people import in_force

LONGEST = 60
TITLES_KEPT = 5_000
"""Titles that are kept for search, the most frequent ones."""

TITLES_FRESH = 15 * 60
"""Seconds after which the titles are read anew."""


class Hit(NamedTuple):
    """One thing found: its name, what it is, where it leads."""

    name: str
    about: str
    url: str


class Group(NamedTuple):
    """Things of one kind; ``more`` leads to all of them, where there is such a list."""

    key: str
    title: str | Promise
    hits: list[Hit]
    more: str = ""


def found(user: User, text: str, on: date, most: int) -> list[Group]:
    """What a text may mean, in groups, at most so many of each."""
    text = text.replace("\0", "").strip()[:LONGEST]
    if not text:
        return []
    people = reverse("records:people") + "?" + urlencode({"q": text})
    groups = (
        Group("people", _("干部"), _people(user, text, on, most), people),
        Group("units", _("单位"), _units(user, text, on, most)),
        Group("posts", _("职务"), _posts(user, text, on, most)),
    )
    return [group for group in groups if group.hits]


def _people(user: User, text: str, on: date, most: int) -> list[Hit]:
    seen = Person.objects.visible_to(user).order_by()
    found: dict[int, Person] = {}
    for condition in _ways(text):
        if len(found) < most:
            for person in seen.filter(condition)[:most]:
                found.setdefault(person.pk, person)
    people = sorted(found.values(), key=lambda person: _rank(person, text))[:most]
    held = defaultdict(list)
    posts = Tenure.objects.current().filter(in_force(on), person__in=people)
    for post in posts.select_related("unit").order_by("level", "start"):
        held[post.person_id].append(f"{post.unit} {post.title}")
    return [
        Hit(
            person.name,
            translated("；").join(held[person.pk]) or person.code,
            reverse("dashboards:person", args=[person.pk]),
        )
        for person in people
    ]


def _ways(text: str) -> Iterator[Q]:
    """The ways in which a text may name a person, the likeliest first."""
    if not text.isascii():
        yield starts_with("name", text)
        yield Q(Exact(Substr(F("name"), 2), Value(text)))
        return
    letters = text.lower().replace(" ", "")
    yield Q(initials=letters)
    yield starts_with("pinyin", letters)
    yield starts_with("initials", letters) | starts_with("code", text) | starts_with("name", text)


def _rank(person: Person, text: str) -> tuple[Any, ...]:
    letters = text.lower().replace(" ", "")
    whole = text in (person.name, person.code) or letters in (person.pinyin, person.initials)
    return not whole, person.pinyin, person.code


def _units(user: User, text: str, on: date, most: int) -> list[Hit]:
    seen = Unit.objects.visible_to(user).in_force(on).select_related("parent")
    units = seen.filter(Q(name__contains=text) | starts_with("code", text)).order_by("path")
    return [
        Hit(unit.name, str(unit.parent or unit.code), reverse("dashboards:unit", args=[unit.pk]))
        for unit in units[:most]
    ]


def _posts(user: User, text: str, on: date, most: int) -> list[Hit]:
    roster, found = reverse("dashboards:roster"), []
    for title in titles(user, on):
        if text in title:
            found.append(Hit(title, "", f"{roster}?{urlencode({'title': title})}"))
    found.sort(key=lambda hit: not hit.name.startswith(text))
    return found[:most]


def titles(user: User, on: date) -> list[str]:
    """The titles of posts now held by people whom an account may see, the most frequent first.

    Those of a scope are kept for a while: there are few of them, among very many tenures.
    """
    scope = scope_of(user, Power.SEE_FILE, on)
    if not scope.everywhere and not scope.unit_codes:
        return []
    told = repr((scope.everywhere, sorted(scope.unit_codes), scope.person_code, on.isoformat()))
    key = "titles-" + hashlib.sha256(told.encode()).hexdigest()
    kept: list[str] | None = cache.get(key)
    if kept is None:
        kept = list(_counted(user, on)[:TITLES_KEPT])
        cache.set(key, kept, TITLES_FRESH)
    return kept


def _counted(user: User, on: date) -> "QuerySet[Tenure, str]":
    held = Tenure.objects.visible_to(user).current().filter(in_force(on)).order_by()
    counted = held.values("title").annotate(number=Count("pk")).order_by("-number", "title")
    return counted.values_list("title", flat=True)
