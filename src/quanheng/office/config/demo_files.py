"""Files to try the import with: the district's workbook a month later, and one person's form."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from quanheng.exchange.export import write_workbook
from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.lrmx import write_lrmx
from quanheng.exchange.forms.model import Education, Form
from quanheng.exchange.forms.when import PartialDate
from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records

WORKBOOK, FORM = "district-changed.xlsx", "official.lrmx"
ATTENDED = 3
"""How many people attended one more class."""


def write_files(folder: Path, records: Records, official: str) -> None:
    """Write both files; ``official`` is the code of the person whose form it is."""
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(changed(records), folder / WORKBOOK)
    (folder / FORM).write_bytes(write_lrmx(form_of(official, records)))


def changed(records: Records) -> Records:
    """The same district with a few changes: more training, new hours, another field of study."""
    rows = {kind: list(records.of(kind)) for kind in records}
    people, training = rows[kinds.Person], rows[kinds.Training]
    training[0] = replace(training[0], hours=(training[0].hours or 0) + 8 * MILLION)
    people[0] = replace(people[0], speciality="公共管理")
    last = max(row.row for row in training)
    for place, person in enumerate(people[:ATTENDED], start=1):
        training.append(
            kinds.Training(
                row=last + place,
                person=person.code,
                name="基层治理专题培训班",
                mode="专题班",
                start=date(2026, 1, 12),
                end=date(2026, 1, 16),
                hours=40 * MILLION,
                host="县",
            )
        )
    return Records(rows)


def month(day: date | None) -> PartialDate | None:
    """A date as forms write it."""
    return PartialDate(day.year, day.month) if day else None


def form_of(code: str, records: Records) -> Form:
    """The form of one person, with another place of origin than on file."""
    person = next(row for row in records.of(kinds.Person) if row.code == code)
    posts = sorted(
        (row for row in records.of(kinds.Tenure) if row.person == code), key=lambda row: row.start
    )
    units = {unit.code: unit.name for unit in records.of(kinds.Unit)}
    lines = [
        CareerLine(month(row.start), month(row.end), f"{units[row.unit]}{row.title}")
        for row in posts
    ]
    return Form(
        name=person.name,
        sex=person.sex,
        birth=month(person.birth),
        ethnicity=person.ethnicity or "",
        native_place="浙江绍兴",
        birthplace=person.birthplace or "",
        joined_party=month(person.joined_party),
        began_work=month(person.began_work),
        health="健康",
        familiar_field=person.familiar_field or "",
        full_time=Education(level=person.education or ""),
        in_service=Education(level=person.inservice_education or ""),
        current_post=lines[-1].text if lines else "",
        career=tuple(lines),
        id_number=person.id_number,
    )
