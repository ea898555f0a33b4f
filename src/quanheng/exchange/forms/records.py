"""Between the form and the records of the personnel file.

The form gives what it says and nothing more: a blank is unknown and changes nothing on file, a
month does not overwrite the day known on file, and a line of the career becomes a tenure only
where the file knows the post that it names.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.codes import POLITICS
from quanheng.exchange.forms.difference import plain
from quanheng.exchange.forms.model import Education, Form
from quanheng.exchange.forms.problems import Remark
from quanheng.exchange.forms.when import PartialDate, When
from quanheng.norms.finding import Text
from quanheng.norms.kinds import Appraisal, Family, Level, Person, Tenure, Unit
from quanheng.norms.records import Records

_TEXTS: Mapping[str, str] = {
    "name": "name",
    "ethnicity": "ethnicity",
    "native_place": "native_place",
    "birthplace": "birthplace",
    "familiar_field": "familiar_field",
    "id_number": "id_number",
}
_DATES = ("birth", "joined_party", "began_work")
_GRADE = "优秀|基本称职|不称职|称职"
_YEARS = re.compile(
    rf"(?P<years>[0-9]{{4}}(?:年度?)?(?:[、，,和及][0-9]{{4}}(?:年度?)?)*)"
    rf"[^0-9；;。\n优称基不]{{0,12}}(?P<grade>{_GRADE})"
)
NOTHING = Records({})
"""A file in which nothing stands."""

_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")


class Post(NamedTuple):
    """A post that the file knows: where, what, and at which level."""

    unit: str
    title: str
    level: Level
    leading: bool
    chief: bool
    role: str | None


FindPost = Callable[[str], Post | None]


class FormRecords(NamedTuple):
    """The records that a form gives.

    ``person`` is ``None`` if the form lacks what a person's record requires; ``left`` are the
    lines of the career that stay text; ``remarks`` say why something was left out.
    """

    person: Person | None
    family: tuple[Family, ...]
    appraisals: tuple[Appraisal, ...]
    tenures: tuple[Tenure, ...]
    left: tuple[CareerLine, ...]
    remarks: tuple[Remark, ...]


def records_of(
    form: Form, code: str, *, on_file: Records = NOTHING, find: FindPost | None = None
) -> FormRecords:
    """The records of the person ``code``; ``on_file`` is what is known of them already."""
    remarks: list[Remark] = []
    known = next((row for row in on_file.of(Person) if row.code == code), None)
    relatives = [row for row in on_file.of(Family) if row.person == code]
    held = [row for row in on_file.of(Tenure) if row.person == code]
    person = _person(form, code, known, remarks)
    tenures, left = _tenures(form.career, code, find, held)
    return FormRecords(
        person=person,
        family=tuple(_family(form, code, relatives, remarks)),
        appraisals=tuple(_appraisals(form.appraisals, code)),
        tenures=tenures,
        left=left,
        remarks=tuple(remarks),
    )


def known_posts(units: Sequence[Unit], tenures: Sequence[Tenure]) -> FindPost:
    """Finds the post that a line names: a unit of the file and a title held there, at one level.

    A name that two units share, or a title held at different levels, is not known.
    """
    named: dict[str, str | None] = {}
    for unit in units:
        name = plain(unit.name)
        named[name] = None if name in named else unit.code
    posts: dict[tuple[str, str], Post | None] = {}
    for row in tenures:
        key = (row.unit, plain(row.title))
        post = Post(row.unit, row.title, row.level, row.leading, row.chief, row.role)
        posts[key] = post if posts.get(key, post) == post else None

    def find(text: str) -> Post | None:
        bare = plain(_BRACKETED.sub("", text))
        for length in range(len(bare) - 1, 0, -1):
            unit = named.get(bare[:length])
            if unit is not None:
                return posts.get((unit, bare[length:]))
        return None

    return find


def education_text(studied: Education) -> str:
    """学历 and 学位 as one text; ``""`` if neither is given."""
    parts = (studied.level, studied.degree)
    return "，".join(part for part in parts if plain(part))


def _person(form: Form, code: str, on_file: Person | None, remarks: list[Remark]) -> Person | None:
    values: dict[str, Any] = {}
    for attribute, name in _TEXTS.items():
        if plain(text := getattr(form, attribute) or ""):
            values[name] = text
    if form.sex in ("男", "女"):
        values["sex"] = form.sex
    for name in _DATES:
        if (day := _day(getattr(form, name), getattr(on_file, name, None))) is not None:
            values[name] = day
    for name, studied in (
        ("education", form.full_time),
        ("inservice_education", form.in_service),
    ):
        told = (studied.level, studied.degree, education_text(studied))
        # The file may tell the level alone; that is no difference.
        if any(map(plain, told)) and not _says(getattr(on_file, name, None), *told):
            values[name] = education_text(studied)
    if isinstance(form.joined_party, str) and form.joined_party in POLITICS.values():
        values["politics"] = form.joined_party
    if on_file is not None:
        return replace(on_file, **values)
    missing = [name for name in ("name", "sex", "birth") if name not in values]
    if missing:
        remarks.append(_lacking(missing))
        return None
    return Person(row=0, code=code, **values)


def _says(known: str | None, *told: str) -> bool:
    """Whether the file says one of the texts that a form tells."""
    return known is not None and plain(known) in {plain(text) for text in told if plain(text)}


def _day(when: When, known: date | None) -> date | None:
    """The first day that a date can mean, or the day on file if the two agree."""
    if not isinstance(when, PartialDate):
        return None
    if known is not None and when.agrees(_whole(known)):
        return known
    return when.first_day


def _lacking(missing: Sequence[str]) -> Remark:
    labels = {"name": "姓名", "sex": "性别", "birth": "出生年月"}
    return Remark(
        missing[0],
        Text(
            f"缺少{'、'.join(labels[name] for name in missing)}，不能建立人员，请补填后再导入。",
            f"Lacks {', '.join(missing)}: the person cannot be entered until it is given.",
        ),
    )


def _family(
    form: Form, code: str, relatives: Sequence[Family], remarks: list[Remark]
) -> Iterator[Family]:
    for at, row in enumerate(form.family, start=1):
        if not plain(row.relation) or not plain(row.name):
            remarks.append(
                Remark(
                    "family",
                    Text(
                        f"家庭成员第 {at} 行缺少称谓或姓名，未列入家庭记录。",
                        f"Row {at} of the family lacks relation or name: not entered.",
                    ),
                )
            )
            continue
        known = next(
            (each for each in relatives if (each.relation, each.name) == (row.relation, row.name)),
            None,
        )
        yield Family(
            row=at,
            person=code,
            relation=row.relation,
            name=row.name,
            birth=_day(row.birth, known.birth if known is not None else None),
            politics=row.politics if plain(row.politics) else None,
            work=row.work if plain(row.work) else None,
        )


def _appraisals(text: str, code: str) -> Iterator[Appraisal]:
    """The results that a text names for a year: 2023年度称职；2021、2022年年度考核均优秀."""
    grades: dict[int, str] = {}
    for match in _YEARS.finditer(text):
        for year in re.findall("[0-9]{4}", match["years"]):
            if 1949 <= int(year) <= 2199:
                grades[int(year)] = match["grade"]
    for at, (year, grade) in enumerate(sorted(grades.items()), start=1):
        yield Appraisal(
            row=at, subject_type="干部", subject=code, year=year, type="年度", grade=grade
        )


def _tenures(
    career: Sequence[CareerLine], code: str, find: FindPost | None, held: Sequence[Tenure]
) -> tuple[tuple[Tenure, ...], tuple[CareerLine, ...]]:
    found: list[Tenure] = []
    left: list[CareerLine] = []
    for line in career:
        post = find(line.text) if find is not None and line.start is not None else None
        row = _tenure(line, code, post, held, len(found) + 1) if post is not None else None
        if row is None:
            left.append(line)
        else:
            found.append(row)
    return tuple(found), tuple(left)


def _tenure(
    line: CareerLine, code: str, post: Post, held: Sequence[Tenure], number: int
) -> Tenure | None:
    """A line as a tenure, with the days on file where its months agree with them."""
    if line.start is None or line.start.month is None:
        return None
    at_post = (row for row in held if (row.unit, row.title) == (post.unit, post.title))
    known = next((row for row in at_post if line.start.agrees(_whole(row.start))), None)
    start = line.start.first_day if known is None else known.start
    end = _day(line.end, known.end if known is not None else None)
    if end is not None and end < start:
        return None
    return Tenure(row=number, person=code, start=start, end=end, **post._asdict())


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
