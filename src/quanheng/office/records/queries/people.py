"""People and their files, as pages show them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from quanheng.office.accounts.access import looks_at
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import (
    EXTRAS,
    MODELS,
    RECORDS,
    Correction,
    Duty,
    Family,
    Particulars,
    Person,
    Photo,
    Record,
    Tenure,
    Unit,
)
from quanheng.office.records.models.visible import starts_with
from quanheng.office.records.showing import Difference, Said, between, said_by

DATED = ("start", "day", "month", "year", "assigned", "granted")
"""Columns that date a record."""

SHOWN = 8
"""Columns of a record that a table shows; all of them are on the record's own page."""


class Listed(NamedTuple):
    """A person in a list, with the particulars and the posts held."""

    person: Person
    facts: Particulars | None
    posts: list[Tenure]


class Tab(NamedTuple):
    """A kind of record in a file."""

    name: str
    title: str
    count: int


class Line(NamedTuple):
    """A record in a table."""

    record: Record
    cells: list[Said]


class Version(NamedTuple):
    """A record, how it differs from the one before, and why."""

    record: Record
    said: list[Said]
    changed: list[Difference]
    reason: str
    retracted: str


def people(
    user: User, text: str, unit: Unit | None, on: date, level: int | None = None
) -> "QuerySet[Person]":
    """The people that an account may see, found by name, Latin letters, initials or code.

    ``unit`` and ``level`` narrow them to who now serves there or below, and at that level.
    """
    found = Person.objects.visible_to(user)
    if text := text.strip():
        found = found.filter(called(text))
    posts = Tenure.objects.current().filter(in_force(on))
    if unit is not None:
        found = found.filter(
            pk__in=posts.filter(unit__in=Unit.objects.below(unit).order_by()).values("person")
        )
    if level is not None:
        found = found.filter(pk__in=posts.filter(level=level).values("person"))
    return found


def called(text: str) -> Q:
    """That a person goes by a text: the beginning of the name, of its Latin letters, of their
    initials or of the code, or the whole given name.
    """
    found = starts_with("name", text) | starts_with("code", text)
    if not text.isascii():
        return found | Q(Exact(Substr(F("name"), 2), Value(text)))
    letters = text.lower().replace(" ", "")
    return found | starts_with("pinyin", letters) | starts_with("initials", letters)


def in_force(on: date) -> Q:
    """Intervals that hold on a day."""
    return Q(start__lte=on) & (Q(end=None) | Q(end__gt=on))


def posts_of(found: Sequence[Person], on: date) -> dict[int, list[Tenure]]:
    """The posts that people hold, the highest first, by the key of the person; one query."""
    held: dict[int, list[Tenure]] = {one.pk: [] for one in found}
    posts = Tenure.objects.current().filter(in_force(on), person__in=found)
    for post in posts.select_related("unit").order_by("level", "start"):
        held[post.person_id].append(post)
    return held


def with_posts(found: Sequence[Person], on: date) -> list[Listed]:
    """People with their particulars and the posts that they hold; two queries."""
    held = posts_of(found, on)
    told = Particulars.objects.current().filter(person__in=found).only("person", "sex", "birth")
    facts = {one.person_id: one for one in told}
    return [Listed(person, facts.get(person.pk), held[person.pk]) for person in found]


def of_people(model: type[Record]) -> bool:
    """Whether a model's records are about persons."""
    return any(field.name == "person" for field in model._meta.fields)


def tabs_of(person: Person, user: User, on: date) -> list[Tab]:
    """The kinds of record in a file that an account may see, with their numbers; two queries.

    Whoever sees a person sees the records, but for families, which are asked for first.
    """
    kinds = [
        (name, model)
        for name, model in MODELS.items()
        if of_people(model) and model is not Particulars and shows(model, person, user, on)
    ]
    held = [
        model.objects.current()
        .filter(person=person)
        .order_by()
        .values_list(Value(name, CharField()), "pk")
        for name, model in kinds
    ]
    counts = Counter(name for name, _key in held[0].union(*held[1:], all=True))
    return [Tab(name, str(model._meta.verbose_name), counts[name]) for name, model in kinds]


def shows(model: type[Record], person: Person, user: User, on: date) -> bool:
    """Whether an account is shown a kind of record: family only after asking for it that day."""
    if model is not Family or user.person_code == person.code:
        return True
    return looks_at(person.code).filter(user=user, on=on, what=AccessLog.What.FAMILY).exists()


def lines_of(model: type[Record], person: Person, user: User) -> "QuerySet[Any]":
    """A person's records of one kind, newest first."""
    found = model.objects.visible_to(user).current().filter(person=person)
    return found.select_related(*named(model)).order_by(*newest_first(model))


def newest_first(model: type[Record]) -> list[str]:
    """The order by the day that dates a record, latest first."""
    fields = {field.name for field in model._meta.fields}
    return [*(f"-{name}" for name in DATED if name in fields), "-pk"]


def named(model: type[Record]) -> list[str]:
    """The units, people and programmes that a model names, to be fetched with it."""
    return [field.name for field in model.facts() if field.is_relation]


def table(
    records: Sequence[Record], on: date, without: tuple[str, ...] = ("person",)
) -> list[Line]:
    """Records with the first of what they say."""
    return [Line(record, said_by(record, without=without, on=on)[:SHOWN]) for record in records]


def open_duties(person: Person) -> list[Line]:
    """The items of action lists that a person answers for and that are not closed, by deadline.

    Whoever sees a person sees them.
    """
    found = Duty.objects.current().filter(owner=person, closed=None)
    found = found.select_related("lead_unit").order_by(F("deadline").asc(nulls_last=True), "pk")
    shown = ("owner", "closed")
    return [Line(duty, said_by(duty, without=shown)) for duty in found]


def particulars_of(person: Person) -> list[Said]:
    """What the file says of a person, without the hidden number."""
    found = Particulars.objects.current().filter(person=person).first()
    return said_by(found, without=("person", "name", "id_number")) if found else []


def history(record: Record, on: date) -> list[Version]:
    """A record with those before and after it, newest first."""
    model, chain = type(record), [record]
    while chain[-1].supersedes_id is not None:  # type: ignore[attr-defined]
        chain.append(model.objects.get(pk=chain[-1].supersedes_id))  # type: ignore[attr-defined]
    while (later := model.objects.filter(supersedes=chain[0].pk).first()) is not None:
        chain.insert(0, later)
    keys = [str(one.pk) for one in chain]
    entries = Entry.objects.filter(about_kind=model._meta.label_lower, about_key__in=keys)
    told = {
        (entry.about_key, entry.action == "record retracted"): entry.details.reason
        for entry in entries.select_related("details")
        if hasattr(entry, "details")
    }
    return [
        Version(
            one,
            said_by(one, on=on),
            between(before, one) if before is not None else [],
            told.get((str(one.pk), False), ""),
            told.get((str(one.pk), True), ""),
        )
        for one, before in zip(chain, [*chain[1:], None], strict=True)
    ]


def open_corrections(person: Person) -> "QuerySet[Correction]":
    """Corrections of a file that are not decided."""
    found = Correction.objects.filter(person=person, state__in=Correction.OPEN)
    return found.select_related("proposed_by", "requested_by")


def enterable(of_unit: bool) -> list[tuple[str, str]]:
    """The kinds of record that are entered one by one, about a person or about a unit."""
    wanted = "unit" if of_unit else "person"
    found = []
    for model in (*RECORDS.values(), *EXTRAS):
        fields = {field.name for field in model._meta.fields}
        of_other = of_unit and "person" in fields and not _either(model)
        own = wanted in fields or (of_unit and model is Duty)
        particulars = (model._meta.model_name or "").endswith("particulars")
        if own and not of_other and not particulars and model is not Photo:
            found.append((model._meta.model_name or "", str(model._meta.verbose_name)))
    return found


def _either(model: type[Record]) -> bool:
    return any(field.name == "person" and field.null for field in model._meta.fields)
