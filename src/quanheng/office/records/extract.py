"""The extract of one file that the official concerned may have: everything it says of them."""

from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from quanheng.norms import kinds
from quanheng.norms.records import Records
from quanheng.office.accounts.actions import note_access
from quanheng.office.accounts.models import AccessLog, User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.exporting import completed
from quanheng.office.records.models import MODELS, Duty, Particulars, Person, Record
from quanheng.office.records.queries.people import of_people
from quanheng.office.records.refusals import Refused
from quanheng.office.records.showing import Said, said_by
from quanheng.office.records.tables import of_person, read
from quanheng.office.records.values import label_of, value_of


class Section(NamedTuple):
    """The records of one kind."""

    title: str
    lines: list[list[Said]]


@transaction.atomic
def note_extract(person: Person, *, by: User, on: date) -> Entry:
    """Write down that the official took an extract of the own file."""
    if by.person_code is None or by.person_code != person.code:
        raise Refused("档案摘录只能由本人提取。")
    return note_access(person, person.code, AccessLog.What.EXTRACT, by=by, on=on)


def sections_of(person: Person, on: date) -> list[Section]:
    """Everything a file says, the identity number and the family open."""
    found = []
    for model in MODELS.values():
        if of_people(model) or model is Duty:
            about = {"owner" if model is Duty else "person": person}
            records = model.objects.current().filter(**about).order_by("pk")
            lines = [_said(record, on) for record in records]
            if lines:
                found.append(Section(str(model._meta.verbose_name), lines))
    return found


def _said(record: Record, on: date) -> list[Said]:
    said = said_by(record, without=("person", "owner", "id_number", "sha256"), on=on)
    if isinstance(record, Particulars) and (number := value_of(record, "id_number")):
        said.append(Said("id_number", label_of(Particulars, "id_number"), number))
    return [one for one in said if one.text != "—"]


def workbook_of(person: Person) -> Records:
    """The file as records for a workbook, with the units and programmes that it names."""
    own: Any = of_person(person)
    rows = {kind: list(own.of(kind)) for kind in own}
    rows[kinds.Person] = read(
        kinds.Person, Particulars.objects.current().filter(person=person), identity=True
    )
    rows[kinds.Unit], rows[kinds.Project] = [], []
    return completed(rows)
