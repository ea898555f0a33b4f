"""Forms of people to give out: .lrmx, .lrm with .pic, or a national exchange package."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from quanheng.exchange.forms.bundle import write_forms
from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.national import AppraisalRow, TenureRow, UnitRow, package_of
from quanheng.exchange.forms.package import write_package
from quanheng.exchange.forms.when import of_month
from quanheng.norms import kinds
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.accounts.powers import Power
from quanheng.office.records.identity import opened
from quanheng.office.records.importing.forms.queries import form_on
from quanheng.office.records.models import RECORDS, Particulars, Person, Tenure, Unit
from quanheng.office.records.sensitive.actions import NEEDED
from quanheng.office.records.tables import read

What = AccessLog.What
MOST = 1_000
"""People whose forms are given out at once."""


def people_in(unit: Unit, *, by: User, on: date) -> list[Person]:
    """Whose forms an account may take out of a unit and those below it, on a day."""
    held = Tenure.objects.current().filter(
        Q(end=None) | Q(end__gt=on), unit__in=Unit.objects.below(unit).order_by(), start__lte=on
    )
    within = Person.objects.visible_to(by, Power.EXPORT_RECORDS, on)
    return list(within.filter(pk__in=held.values("person")).order_by("code")[: MOST + 1])


def masked_parts(person: Person, *, by: User, on: date) -> list[What]:
    """The masked parts of a form that an account may have revealed."""
    within = Person.objects.filter(pk=person.pk)
    return [
        what
        for what in (What.IDENTITY, What.FAMILY)
        if within.visible_to(by, NEEDED[what], on).exists()
    ]


def forms_zip(
    people: Iterable[Person], *, on: date, parts: Collection[What] = (), older: bool = False
) -> bytes:
    """The forms of people in a zip, of masked parts those that were revealed.

    Call it after ``give_out_form`` has written down who takes them out, and why.
    """
    return write_forms(
        ((f"{person.name}_{person.code}", form_for(person, on, parts)) for person in people),
        older=older,
    )


def package_zip(people: Sequence[Person], *, on: date, parts: Collection[What] = ()) -> bytes:
    """The people as a national exchange package, their tenures, appraisals and units beside."""
    forms = [(person.code, form_for(person, on, parts)) for person in people]
    held = read(kinds.Tenure, Tenure.objects.current().filter(person__in=people))
    annual = RECORDS[kinds.Appraisal].objects.current().filter(type="年度")
    graded = annual.filter(person__in=people)
    named = {row.code: row for row in read(kinds.Unit, RECORDS[kinds.Unit].objects.current())}  # type: ignore[attr-defined]
    told = {"type": "quanheng", "time": on.strftime("%Y%m%d"), "dataversion": "1"}
    return write_package(
        package_of(
            forms,
            info=told,
            units=[_unit(named[code]) for code in sorted({row.unit for row in held})],  # type: ignore[attr-defined]
            tenures=[_tenure(row, named, on) for row in held],
            appraisals=[_appraisal(row) for row in read(kinds.Appraisal, graded)],
        )
    )


def form_for(person: Person, on: date, parts: Collection[What]) -> Form:
    """The form of a person with those masked parts that were revealed."""
    form = form_on(person, on)
    if What.FAMILY not in parts:
        form = replace(form, family=())
    if What.IDENTITY in parts:
        lines = Particulars.objects.current().filter(person=person)
        number = next((opened(line.id_number_sealed, person.pk) for line in lines), None)
        form = replace(form, id_number=number)
    return form


def _unit(row: kinds.Row) -> UnitRow:
    assert isinstance(row, kinds.Unit)
    return UnitRow(row.code, row.name, row.code, row.parent or "", "", "")


def _tenure(row: kinds.Row, named: dict[str, kinds.Row], on: date) -> TenureRow:
    assert isinstance(row, kinds.Tenure)
    unit = named.get(row.unit)
    return TenureRow(
        person=row.person,
        unit_key=row.unit,
        unit_name=unit.name if isinstance(unit, kinds.Unit) else "",
        title=row.title,
        leading=row.leading,
        main=None,
        current=row.end is None or row.end > on,
        start=of_month(row.start),
        end=None if row.end is None else of_month(row.end),
        level_code="",
    )


def _appraisal(row: kinds.Row) -> AppraisalRow:
    assert isinstance(row, kinds.Appraisal)
    return AppraisalRow(row.subject, row.year, row.grade or "不定等次")
