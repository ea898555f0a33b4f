"""Files to try the import with: the district's workbook a month later, and one person's form."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from quanheng.exchange.export import write_workbook
from quanheng.exchange.forms.from_records import form_of
from quanheng.exchange.forms.lrmx import write_lrmx
from quanheng.exchange.forms.model import Form
from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records

WORKBOOK, FORM = "district-changed.xlsx", "official.lrmx"
ATTENDED = 3
"""How many people attended one more class."""


def write_files(folder: Path, records: Records, official: str, on: date) -> None:
    """Write both files; ``official`` is the code of the person whose form it is, as of ``on``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(changed(records), folder / WORKBOOK)
    (folder / FORM).write_bytes(write_lrmx(changed_form(official, records, on)))


def changed(records: Records) -> Records:
    """The same district with a few changes, one of each sort that the import centre tells apart.

    Three people attended a class (new); one class had other hours, one person another field of
    study (changed); one person another birth date (for a second person to confirm); and another
    class is entered twice, with other hours each time (in conflict).
    """
    rows = {kind: list(records.of(kind)) for kind in records}
    people, training = rows[kinds.Person], rows[kinds.Training]
    training[0] = replace(training[0], hours=(training[0].hours or 0) + 8 * MILLION)
    people[0] = replace(people[0], speciality="公共管理")
    people[1] = replace(people[1], birth=people[1].birth and people[1].birth + timedelta(days=31))
    training[1] = replace(training[1], hours=(training[1].hours or 0) + MILLION)
    last = max(row.row for row in training)
    training.append(replace(training[1], row=last + 1, hours=(training[1].hours or 0) + MILLION))
    attended = [person.code for person in people[:ATTENDED]]
    training += [class_of(code, last + place) for place, code in enumerate(attended, start=2)]
    return Records(rows)


def class_of(person: str, row: int) -> kinds.Training:
    """The class that a person attended since."""
    return kinds.Training(
        row=row,
        person=person,
        name="基层治理专题培训班",
        mode="专题班",
        start=date(2026, 1, 12),
        end=date(2026, 1, 16),
        hours=40 * MILLION,
        host="县",
    )


def changed_form(code: str, records: Records, on: date) -> Form:
    """The form of one person, with another place of origin than on file."""
    return replace(form_of(records, code, on=on), native_place="浙江绍兴")
