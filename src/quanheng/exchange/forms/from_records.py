"""A form made of the records of a personnel file, as they stand on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.model import Education, FamilyRow, Form
from quanheng.exchange.forms.when import PartialDate, When, of_month
from quanheng.norms.kinds import Appraisal, Award, Family, Person, Tenure, Unit
from quanheng.norms.records import Records

SANCTIONS = ("党纪处分", "政务处分")
YEARS = 3
"""The form tells the annual appraisals of the last three years."""


def form_of(records: Records, person: str, *, on: date, base: Form | None = None) -> Form:
    """The form of a person on a day.

    What the records do not hold (photo, career before the file, posts proposed) is taken from
    ``base``, an earlier form. Raises ``KeyError`` if the person is not among the records.
    """
    base = base or Form()
    row = next((row for row in records.of(Person) if row.code == person), None)
    if row is None:
        raise KeyError(person)
    names = {unit.code: unit.name for unit in records.of(Unit)}
    held = sorted(
        (each for each in records.of(Tenure) if each.person == person and each.start <= on),
        key=lambda each: (each.start, each.end or date.max),
    )
    return replace(
        base,
        name=row.name,
        sex=row.sex,
        birth=of_month(row.birth),
        ethnicity=row.ethnicity or base.ethnicity,
        native_place=row.native_place or base.native_place,
        birthplace=row.birthplace or base.birthplace,
        joined_party=_joined(row, base),
        began_work=_month(row.began_work) or base.began_work,
        familiar_field=row.familiar_field or base.familiar_field,
        full_time=_education(row.education, base.full_time),
        in_service=_education(row.inservice_education, base.in_service),
        current_post=_posts([each for each in held if _holds(each, on)], names)
        or base.current_post,
        career=base.career or _career(held, names, on),
        awards=_awards(records, person, on) or base.awards,
        appraisals=_appraisals(records, person, on) or base.appraisals,
        family=_family(records, person) or base.family,
        age_counted_on=of_month(on),
        id_number=row.id_number or base.id_number,
    )


def _month(day: date | None) -> PartialDate | None:
    return None if day is None else of_month(day)


def _joined(row: Person, base: Form) -> When:
    if row.joined_party is not None:
        return of_month(row.joined_party)
    if row.politics in (None, "中共党员", "中共预备党员"):
        return base.joined_party
    return None if row.politics == "群众" else row.politics


def _education(text: str | None, base: Education) -> Education:
    """学历 and 学位 as on file; schools are the earlier form's if it tells of the same."""
    if text is None:
        return base
    level, _, degree = text.partition("，")
    if (level, degree) == (base.level, base.degree):
        return base
    return Education(level=level, degree=degree)


def _holds(row: Tenure, on: date) -> bool:
    return row.end is None or row.end > on


def _posts(held: Sequence[Tenure], names: Mapping[str, str]) -> str:
    return "，".join(f"{names.get(row.unit, '')}{row.title}" for row in held)


def _career(held: Sequence[Tenure], names: Mapping[str, str], on: date) -> tuple[CareerLine, ...]:
    """One line for the posts of one period."""
    lines = []
    for (start, end), together in groupby(held, key=lambda row: (row.start, row.end)):
        last = of_month(end) if end is not None and end <= on else None
        lines.append(CareerLine(of_month(start), last, _posts(list(together), names)))
    return tuple(lines)


def _awards(records: Records, person: str, on: date) -> str:
    """Awards, and the sanctions that still have effect."""
    shown = [
        row
        for row in records.of(Award)
        if row.subject_type == "干部" and row.subject == person and row.day <= on
        if row.type not in SANCTIONS or row.influence_until is None or row.influence_until > on
    ]
    shown.sort(key=lambda row: row.day)
    return "；".join(f"{row.day.year}年{row.day.month}月{row.name}" for row in shown)


def _appraisals(records: Records, person: str, on: date) -> str:
    told = sorted(
        (row.year, row.grade)
        for row in records.of(Appraisal)
        if row.subject_type == "干部" and row.subject == person and row.type == "年度"
        if row.grade is not None and on.year - YEARS <= row.year < on.year
    )
    return "，".join(f"{year}年度{grade}" for year, grade in told)


def _family(records: Records, person: str) -> tuple[FamilyRow, ...]:
    return tuple(
        FamilyRow(
            relation=row.relation,
            name=row.name,
            birth=_month(row.birth),
            politics=row.politics or "",
            work=row.work or "",
        )
        for row in records.of(Family)
        if row.person == person
    )
