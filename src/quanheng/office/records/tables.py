"""The personnel file as ``Records``, the form in which rules and file formats read it.

For everyone, for one person, or for one unit; as it stands, or as it was known at a moment. Each
line's ``row`` is its database key. Identity numbers are left out unless asked for.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from quanheng.norms import kinds
from quanheng.norms.kinds import KINDS, Row
from quanheng.norms.records import Records
from quanheng.office.records.identity import SEALED, opened
from quanheng.office.records.models import RECORDS, Person, Tenure, Unit
from quanheng.office.records.models.anchors import SEPARATOR
from quanheng.office.records.shape import PERSON, UNIT, has_subject, places

CHUNK = 10_000
ABOUT_PERSON = (
    kinds.Person,
    kinds.Tenure,
    kinds.Training,
    kinds.Appraisal,
    kinds.Evaluation,
    kinds.Activity,
    kinds.Supervision,
    kinds.Award,
    kinds.Secondment,
    kinds.Reserve,
    kinds.Family,
    kinds.Contact,
    kinds.Pay,
)
ABOUT_UNIT = (
    kinds.Tenure,
    kinds.Appraisal,
    kinds.Evaluation,
    kinds.Activity,
    kinds.Award,
    kinds.Rulebook,
)


def everyone(*, known_at: datetime | None = None, identity: bool = False) -> Records:
    """The whole file. ``known_at`` None means as it stands."""
    return Records({kind: read(kind, _known(kind, known_at), identity=identity) for kind in KINDS})


def of_person(
    person: Person, *, known_at: datetime | None = None, only: Collection[type[Row]] = KINDS
) -> Records:
    """All that rules ask of one person: the own records, the units, the duties and programmes.

    The number of queries does not depend on the file. What rules find of the person is what they
    find in the whole file; of other subjects they find less. Kinds other than ``only`` are not
    read and stand there empty.
    """
    return _of(Q(person=person), Q(owner=person), known_at, only)


def of_people(
    people: Iterable[int],
    *,
    known_at: datetime | None = None,
    only: Collection[type[Row]] = KINDS,
) -> Records:
    """As ``of_person``, for several people at once, by their keys."""
    keys = list(people)
    return _of(Q(person__in=keys), Q(owner__in=keys), known_at, only)


def of_unit(
    unit: Unit,
    *,
    known_at: datetime | None = None,
    only: Collection[type[Row]] = KINDS,
    leaders_above: bool = False,
    people: Collection[int] = (),
) -> Records:
    """All that rules ask of one unit: its own records, and everything of those who served there.

    As ``of_person``; rules that rank units against each other need the whole file. With
    ``leaders_above`` also those who ever led the unit above: kin avoidance asks who they are.
    ``people`` are the keys of others whose records are wanted beside them.
    """
    here = Q(unit=unit)
    if leaders_above:
        here |= Q(unit__code__in=unit.path.split(SEPARATOR)[-3:-2], leading=True)
    served = Tenure.objects.filter(here).values("person")
    subject = Q(person__in=served) | Q(unit=unit)
    duty = Q(owner__in=served) | Q(lead_unit=unit)
    if people:
        subject, duty = subject | Q(person__in=people), duty | Q(owner__in=people)
    return _of(subject, duty, known_at, only)


def _of(
    subject: Q, duty: Q, known_at: datetime | None, only: Collection[type[Row]] = KINDS
) -> Records:
    rows: dict[type[Row], list[Row]] = {kind: [] for kind in KINDS}
    for kind in KINDS:
        if kind not in only:
            continue
        found = _known(kind, known_at)
        if kind is kinds.Duty:
            found = found.filter(duty)
        elif kind not in (kinds.Unit, kinds.Project):
            found = found.filter(_about(kind, subject))
        rows[kind] = read(kind, found)
    return Records(rows)


def _about(kind: type[Row], subject: Q) -> Q:
    """The subject's condition, as far as the kind has persons or units."""
    fields = {field.name for field in RECORDS[kind]._meta.fields}
    kept = Q(_connector=Q.OR)
    for part in subject.children:
        if isinstance(part, tuple) and part[0].removesuffix("__in") in fields:
            kept |= Q(part)
    return kept if kept else Q(pk__in=())


def _known(kind: type[Row], known_at: datetime | None) -> "QuerySet[Any]":
    records = RECORDS[kind].objects.get_queryset()
    return records.current() if known_at is None else records.known(known_at)


def read(kind: type[Row], found: "QuerySet[Any]", *, identity: bool = False) -> list[Row]:
    """Records of one kind as lines, in the order of their keys."""
    return list(lines(kind, found, identity=identity))


def lines(kind: type[Row], found: "QuerySet[Any]", *, identity: bool = False) -> Iterator[Row]:
    """As ``read``, one by one."""
    columns = places(kind)
    lookups = ["pk", *(place.lookup for place in columns)]
    names = ["row", *(place.column.name for place in columns)]
    converters = [
        (at, place.to_row) for at, place in enumerate(columns, start=1) if place.to_row is not None
    ]
    if has_subject(kind):
        lookups += ["person__code", "unit__code"]
    elif identity and kind is kinds.Person:
        lookups += ["person_id", SEALED]
    rows = found.order_by("pk").values_list(*lookups).iterator(chunk_size=CHUNK)
    for values in _converted(rows, converters):
        row = dict(zip(names, values, strict=False))
        if has_subject(kind):
            row["subject_type"] = PERSON if values[-2] is not None else UNIT
            row["subject"] = values[-2] if values[-2] is not None else values[-1]
        elif identity and kind is kinds.Person:
            row["id_number"] = opened(values[-1], values[-2])
        yield kind(**row)


def _converted(rows: Iterable[tuple[Any, ...]], converters: list[Any]) -> Iterator[list[Any]]:
    for found in rows:
        values = list(found)
        for at, convert in converters:
            if values[at] is not None:
                values[at] = convert(values[at])
        yield values
