"""An upload of forms as the rows of a workbook; each file is kept, or refused with a reason."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quanheng.exchange.forms.archive import Archive, is_zip
from quanheng.exchange.forms.bundle import Found, read_forms
from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.national import appraisals, forms, not_understood, tenures
from quanheng.exchange.forms.package import Package, is_package, read_package
from quanheng.exchange.forms.problems import FormRefused
from quanheng.exchange.forms.records import FindPost, known_posts, records_of
from quanheng.exchange.forms.when import PartialDate
from quanheng.norms import kinds
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Row
from quanheng.norms.records import Records
from quanheng.office.accounts.powers import Power
from quanheng.office.records.importing.forms.sealing import last_of, sealed
from quanheng.office.records.importing.forms.whose import whose
from quanheng.office.records.importing.progress import Reporter
from quanheng.office.records.models import RECORDS, FormFile, ImportBatch, Person, Tenure
from quanheng.office.records.tables import read

WORKBOOK = "[Content_Types].xml"
NAME = 300
SHOWN = 500
"""Warnings that are kept for the page; each refused file is listed besides."""


OUTSIDE = Text(
    "此人不在您的管理范围内，未读取；请由有权限的单位导入。",
    "This person is outside your units, the form was not read: let the unit in charge import it.",
)


class Given(NamedTuple):
    """A file of an upload, and the form from which its rows are taken."""

    found: Found
    rows_from: Form | None


class Taker:
    """Takes in one file after the other: whose it is, what rows it gives, what is kept."""

    def __init__(self, batch: ImportBatch) -> None:
        self._batch = batch
        self._find = posts_on_file()
        self._rows: dict[type[Row], list[Row]] = defaultdict(list)
        self._taken: dict[str, str] = {}
        self.files = 0
        self.refused: list[Text] = []

    def take(self, given: Given) -> None:
        """Keep a file, with its form or with the reason why it is refused."""
        self.files += 1
        name, form, refused, _remarks = given.found
        kept = FormFile(batch=self._batch, number=self.files, name=name[:NAME])
        if form is not None and given.rows_from is not None:
            refused = self._take_form(kept, form, given.rows_from)
        if refused is not None:
            kept.code, kept.form_sealed, kept.refused = "", None, list(refused)
            self.refused.append(Text(f"{name}：{refused.zh}", f"{name}: {refused.en}"))
        kept.save(force_insert=True)

    def records(self) -> Records:
        """The rows of all forms taken, numbered by kind."""
        return Records(
            {
                kind: [replace(row, row=number) for number, row in enumerate(rows, start=1)]
                for kind, rows in self._rows.items()
            }
        )

    def _take_form(self, kept: FormFile, form: Form, rows_from: Form) -> Text | None:
        """Take the rows of a form; why it is refused, if it is."""
        kept.person_name = form.name[:60]
        person, unclear = whose(form)
        if unclear is not None:
            return unclear
        if person is not None and not self._reaches(person):
            return OUTSIDE
        code = person.code if person is not None else self._new_code()
        if code in self._taken:
            return _twice(self._taken[code])
        on_file = of_people(person)
        found = records_of(rows_from, code, on_file=on_file, find=self._find)
        if found.person is None:
            return found.remarks[0].message
        self._taken[code] = kept.name
        kept.code, kept.form_sealed = code, sealed(form, kept)
        kept.news = person is None or last_of(person) != form
        self._rows[kinds.Person].append(found.person)
        self._rows[kinds.Family] += found.family
        self._rows[kinds.Appraisal] += found.appraisals
        self._rows[kinds.Tenure] += found.tenures
        return None

    def _reaches(self, person: Person) -> bool:
        """Whether the account that uploads may be told what stands in a person's file."""
        by = self._batch.uploaded_by
        seen = Person.objects.visible_to(by, Power.IMPORT_RECORDS, self._batch.on)
        return by.is_system or seen.filter(pk=person.pk).exists()

    def _new_code(self) -> str:
        """A code for somebody who has none yet."""
        return f"F{self._batch.pk}-{self.files}"


def is_forms(path: Path) -> bool:
    """Whether an upload holds forms or an exchange package, and is no workbook."""
    with path.open("rb") as file:
        start = file.read(64)
    if not is_zip(start):
        return start.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] in (b"<", b'"')
    try:
        with Archive(path) as archive:
            return WORKBOOK not in archive.names
    except FormRefused:
        return False


def read_upload(batch: ImportBatch, path: Path, reporter: Reporter) -> Records:
    """The rows that an upload of forms gives; its files are kept, its warnings noted.

    Raises ``FormRefused`` when the upload as a whole cannot be read, or none of its files.
    """
    FormFile.objects.filter(batch=batch).delete()
    taker, warnings = Taker(batch), list[Text]()
    for given in _given(batch, path, warnings):
        taker.take(given)
        reporter.tell(taker.files, taker.files)
    warnings += taker.refused
    batch.warnings = [list(warning) for warning in warnings[:SHOWN]]
    records = taker.records()
    if not records.of(kinds.Person):
        first = taker.refused[0] if taker.refused else Text("没有人员。", "There are no people.")
        raise FormRefused(*first)
    return records


def posts_on_file() -> FindPost:
    """The posts that the file knows, each once."""
    held = Tenure.objects.current().values_list(
        "unit__code", "title", "level", "leading", "chief", "role"
    )
    first = PartialDate(1800).first_day
    rows = [
        kinds.Tenure(
            row=0,
            person="",
            unit=unit,
            title=title,
            level=kinds.Level(level),
            leading=leading,
            chief=chief,
            role=role,
            start=first,
        )
        for unit, title, level, leading, chief, role in held.order_by().distinct()
    ]
    units = read(kinds.Unit, RECORDS[kinds.Unit].objects.current())
    return known_posts(units, rows)  # type: ignore[arg-type]


def of_people(person: Person | None) -> Records:
    """What the file says of a person, as far as forms say it too."""
    if person is None:
        return Records({})
    asked = (kinds.Person, kinds.Family, kinds.Tenure)
    held = {kind: RECORDS[kind].objects.current().filter(person=person) for kind in asked}
    return Records({kind: read(kind, found, identity=True) for kind, found in held.items()})


def _given(batch: ImportBatch, path: Path, warnings: list[Text]) -> Iterator[Given]:
    with path.open("rb") as file:
        zipped = is_zip(file.read(4))
    if zipped:
        with Archive(path) as archive:
            packaged = is_package(archive.names)
        if packaged:
            package = read_package(path)
            warnings += [
                Text(f"{remark.field}：{remark.message.zh}", f"{remark.field}: {remark.message.en}")
                for remark in (*package.remarks, *not_understood(package))
            ]
            yield from _of_package(package)
            return
    for found in read_forms(path, batch.name):
        yield Given(found, found.form)


def _of_package(package: Package) -> Iterator[Given]:
    """The people of a package; their rows are taken from its tables rather than its texts."""
    posts: dict[str, list[CareerLine]] = defaultdict(list)
    for post in tenures(package):
        start, end = (day if isinstance(day, PartialDate) else None for day in post[7:9])
        if start is not None and (end is not None or post.current is not False):
            line = CareerLine(start, end, f"{post.unit_name}{post.title}")
            posts[post.person].append(line)
    grades: dict[str, list[str]] = defaultdict(list)
    for row in appraisals(package):
        if row.year is not None:
            grades[row.person].append(f"{row.year}年度{row.grade}")
    for key, form in forms(package):
        rows_from = form
        if posts[key]:
            rows_from = replace(rows_from, career=tuple(posts[key]))
        if grades[key]:
            rows_from = replace(rows_from, appraisals="；".join(grades[key]))
        yield Given(Found(f"{form.name or key}", form, None), rows_from)


def _twice(name: str) -> Text:
    return Text(
        f"与“{name}”是同一人的表，只读取了前一个；请只保留一份后重新上传。",
        f'"{name}" is a form of the same person; only that was read: keep one of them.',
    )
