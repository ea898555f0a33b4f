"""What the rows of a national exchange package mean: forms, tenures, appraisals, units.

Codes are given their names where the code table is certain; levels are not, because the table of
levels has not been verified: a tenure carries the code that the package wrote.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from quanheng.exchange.forms.career import parse_career, with_breaks, write_career
from quanheng.exchange.forms.codes import (
    ETHNIC_GROUPS,
    GRADES,
    POLITICS,
    RELATIONS,
    SEX,
    code_of,
    name_of,
)
from quanheng.exchange.forms.decoding import many_lines, one_line, person_name
from quanheng.exchange.forms.model import Education, FamilyRow, Form
from quanheng.exchange.forms.package import Package, TableRow
from quanheng.exchange.forms.picture import picture_type
from quanheng.exchange.forms.problems import Remark
from quanheng.exchange.forms.when import When, parse_date, parse_when, when_digits
from quanheng.norms.finding import Text

KEY = "A0000"

_LINES: Mapping[str, str] = MappingProxyType(
    {
        "A0111A": "native_place",
        "A0114A": "birthplace",
        "A0128": "health",
        "A0196": "technical_title",
        "A0187A": "familiar_field",
    }
)
_DATES: Mapping[str, str] = MappingProxyType(
    {"A0107": "birth", "A0134": "began_work", "A0140": "joined_party"}
)
_BLOCKS: Mapping[str, str] = MappingProxyType({"A14Z101": "awards", "A15Z101": "appraisals"})
_POSTS = ("A0192A", "A0192")
_MODES: Mapping[str, str] = MappingProxyType({"QRZ": "full_time", "ZZ": "in_service"})
_SCHOOLS: Mapping[str, str] = MappingProxyType(
    {"XL": "level", "XW": "degree", "XLXX": "level_school", "XWXX": "degree_school"}
)
_EDUCATION = frozenset(f"{mode}{part}" for mode in _MODES for part in _SCHOOLS)

_UNIT = ("B0111", "B0101", "B0114", "B0121", "B0127", "B0131")

UNDERSTOOD: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "A01": frozenset([KEY, "A0101", "A0104", "A0117", "A0184", "A1701", *_POSTS, *_EDUCATION])
        | {*_LINES, *_DATES, *_BLOCKS},
        "A02": frozenset(f"{KEY} A0201A A0201B A0215A A0219 A0221 A0243 A0255 A0265 A0279".split()),
        "A14": frozenset(f"{KEY} A1404A A1404B A1407 A1411A A1414 A1415 A1424".split()),
        "A15": frozenset([KEY, "A1517", "A1521"]),
        "A36": frozenset(f"{KEY} A3601 A3604A A3607 A3611 A3627".split()),
        "A57": frozenset([KEY, "PHOTONAME"]),
        "B01": frozenset(_UNIT),
    }
)
"""The attributes that are given a meaning here; all others are kept as they stand."""


class UnitRow(NamedTuple):
    """A unit: its key, name, code, the key of the unit above; level and category are codes."""

    key: str
    name: str
    code: str
    parent: str
    level_code: str
    category_code: str


class TenureRow(NamedTuple):
    """A post held; ``level_code`` is the package's own code, ``leading`` ``None`` if not said."""

    person: str
    unit_key: str
    unit_name: str
    title: str
    leading: bool | None
    main: bool | None
    current: bool | None
    start: When
    end: When
    level_code: str


class AppraisalRow(NamedTuple):
    """The result of a year's appraisal."""

    person: str
    year: int | None
    grade: str


class AwardRow(NamedTuple):
    """An award or sanction as the package tells it; ``kind`` and ``level`` may be codes."""

    person: str
    name: str
    kind: str
    reason: str
    day: When
    authority: str
    level: str
    revoked: When


def forms(package: Package) -> Iterator[tuple[str, Form]]:
    """The form of each person by the key of the package."""
    family = _by_person(package.rows("A36"))
    photos = {row.get(KEY, ""): _photo(package, row) for row in package.rows("A57")}
    for row in package.rows("A01"):
        key = row.get(KEY, "")
        form = _form(row)
        relatives = tuple(_relative(line) for line in family.get(key, ()))
        photo = photos.get(key) or _photo_by_key(package, key)
        yield key, replace(form, family=relatives, photo=photo)


def units(package: Package) -> tuple[UnitRow, ...]:
    """The units of the package."""
    return tuple(
        UnitRow(*(one_line(row.get(key, "")) for key in _UNIT)) for row in package.rows("B01")
    )


def tenures(package: Package) -> tuple[TenureRow, ...]:
    """The posts held, as the package tells them."""
    return tuple(
        TenureRow(
            person=row.get(KEY, ""),
            unit_key=one_line(row.get("A0201B", "")),
            unit_name=one_line(row.get("A0201A", "")),
            title=one_line(row.get("A0215A", "")),
            leading=_yes_no(row.get("A0219", ""), no="2"),
            main=_yes_no(row.get("A0279", ""), no="0"),
            current=_yes_no(row.get("A0255", ""), no="0"),
            start=parse_when(row.get("A0243", "")),
            end=parse_when(row.get("A0265", "")),
            level_code=one_line(row.get("A0221", "")),
        )
        for row in package.rows("A02")
    )


def appraisals(package: Package) -> tuple[AppraisalRow, ...]:
    """The results of annual appraisals."""
    found = []
    for row in package.rows("A15"):
        year = parse_date(row.get("A1521", "").strip()[:4])
        grade = name_of(GRADES, row.get("A1517", ""))
        found.append(AppraisalRow(row.get(KEY, ""), year.year if year else None, grade))
    return tuple(found)


def awards(package: Package) -> tuple[AwardRow, ...]:
    """The awards and sanctions."""
    return tuple(
        AwardRow(
            person=row.get(KEY, ""),
            name=one_line(row.get("A1404A", "")),
            kind=one_line(row.get("A1404B", "")),
            reason=one_line(row.get("A1415", "")),
            day=parse_when(row.get("A1407", "")),
            authority=one_line(row.get("A1411A", "")),
            level=one_line(row.get("A1414", "")),
            revoked=parse_when(row.get("A1424", "")),
        )
        for row in package.rows("A14")
    )


def not_understood(package: Package) -> tuple[Remark, ...]:
    """Tables and attributes that are kept but given no meaning, each named once."""
    found = []
    for table, rows in package.tables.items():
        known = UNDERSTOOD.get(table)
        if known is None:
            if rows:
                found.append(Remark(table, _kept(f"表 {table}", f"table {table}")))
            continue
        filled = {key for row in rows for key, value in row.items() if value}
        if unknown := sorted(filled - known):
            listed = "、".join(unknown)
            zh = f"表 {table} 的 {listed} 列"
            found.append(Remark(table, _kept(zh, f"columns {', '.join(unknown)} of {table}")))
    return tuple(found)


def package_of(
    people: Iterable[tuple[str, Form]],
    *,
    info: Mapping[str, str],
    units: Sequence[UnitRow] = (),
    tenures: Sequence[TenureRow] = (),
    appraisals: Sequence[AppraisalRow] = (),
) -> Package:
    """A package of forms by person key, with the rows that stand beside them.

    ``info`` is what ``gwyinfo.xml`` says (type, time, dataversion, B01…); ``psncount`` is added.
    """
    persons, family, pictures, photos = [], [], [], {}
    for key, form in people:
        persons.append(_person_row(key, form))
        family += [_relative_row(key, at, row) for at, row in enumerate(form.family, start=1)]
        if form.photo is not None:
            name = f"{key}.{picture_type(form.photo) or 'jpeg'}"
            pictures.append({KEY: key, "PHOTONAME": name})
            photos[name] = form.photo
    tables: dict[str, Sequence[TableRow]] = {
        "A01": persons,
        "A02": [_tenure_row(row) for row in tenures],
        "A15": [_appraisal_row(row) for row in appraisals],
        "A36": family,
        "A57": pictures,
        "B01": [_unit_row(row) for row in units],
    }
    return Package(info={**info, "psncount": str(len(persons))}, tables=tables, photos=photos)


def _form(row: TableRow) -> Form:
    values: dict[str, Any] = {name: one_line(row.get(key, "")) for key, name in _LINES.items()}
    values |= {name: many_lines(row.get(key, "")) for key, name in _BLOCKS.items()}
    values |= {name: parse_when(row.get(key, "")) for key, name in _DATES.items()}
    return Form(
        name=person_name(row.get("A0101", "")),
        sex=name_of(SEX, row.get("A0104", "")),
        ethnicity=name_of(ETHNIC_GROUPS, row.get("A0117", "")),
        current_post=many_lines(next((row[key] for key in _POSTS if row.get(key)), "")),
        career=parse_career(with_breaks(many_lines(row.get("A1701", "")))),
        full_time=_education(row, "QRZ"),
        in_service=_education(row, "ZZ"),
        id_number=one_line(row.get("A0184", "")) or None,
        **values,
    )


def _education(row: TableRow, mode: str) -> Education:
    return Education(
        **{name: one_line(row.get(f"{mode}{part}", "")) for part, name in _SCHOOLS.items()}
    )


def _person_row(key: str, form: Form) -> TableRow:
    row = {
        KEY: key,
        "A0101": form.name,
        "A0104": code_of(SEX, form.sex),
        "A0117": code_of(ETHNIC_GROUPS, form.ethnicity),
        "A0184": form.id_number or "",
        "A0192A": form.current_post,
        "A1701": write_career(form.career),
    }
    row |= {code: getattr(form, name) for code, name in (*_LINES.items(), *_BLOCKS.items())}
    row |= {code: when_digits(getattr(form, name)) for code, name in _DATES.items()}
    for mode, name in _MODES.items():
        studied = getattr(form, name)
        row |= {f"{mode}{part}": getattr(studied, of) for part, of in _SCHOOLS.items()}
    return row


def _relative(row: TableRow) -> FamilyRow:
    return FamilyRow(
        relation=name_of(RELATIONS, one_line(row.get("A3604A", ""))),
        name=person_name(row.get("A3601", "")),
        birth=parse_when(row.get("A3607", "")),
        politics=name_of(POLITICS, one_line(row.get("A3627", ""))),
        work=one_line(row.get("A3611", "")),
    )


def _relative_row(key: str, at: int, row: FamilyRow) -> TableRow:
    return {
        KEY: key,
        "A3600": f"{key}-{at}",
        "A3601": row.name,
        "A3604A": code_of(RELATIONS, row.relation),
        "A3607": when_digits(row.birth),
        "A3611": row.work,
        "A3627": code_of(POLITICS, row.politics),
    }


def _tenure_row(row: TenureRow) -> TableRow:
    return {
        KEY: row.person,
        "A0201A": row.unit_name,
        "A0201B": row.unit_key,
        "A0215A": row.title,
        "A0219": _code(row.leading, no="2"),
        "A0221": row.level_code,
        "A0243": when_digits(row.start),
        "A0255": _code(row.current, no="0"),
        "A0265": when_digits(row.end),
        "A0279": _code(row.main, no="0"),
    }


def _appraisal_row(row: AppraisalRow) -> TableRow:
    return {
        KEY: row.person,
        "A1517": code_of(GRADES, row.grade),
        "A1521": str(row.year or ""),
    }


def _unit_row(row: UnitRow) -> TableRow:
    return dict(zip(_UNIT, row, strict=True))


def _by_person(rows: Sequence[TableRow]) -> Mapping[str, Sequence[TableRow]]:
    found: dict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        found[row.get(KEY, "")].append(row)
    return found


def _photo(package: Package, row: TableRow) -> bytes | None:
    return package.photos.get(row.get("PHOTONAME", "").replace("\\", "/").rpartition("/")[2])


def _photo_by_key(package: Package, key: str) -> bytes | None:
    names = (f"{key}.{ending}" for ending in ("jpg", "jpeg", "png", "bmp", "gif"))
    return next((package.photos[name] for name in names if name in package.photos), None)


def _yes_no(written: str, *, no: str) -> bool | None:
    """1 and 是 are yes, the table's own code and 否 are no; anything else is not said."""
    written = written.strip()
    if written in ("1", "是"):
        return True
    return False if written in (no, "否") else None


def _code(value: bool | None, *, no: str) -> str:
    return "" if value is None else "1" if value else no


def _kept(zh: str, en: str) -> Text:
    return Text(f"{zh}未作解释，已原样保留。", f"The {en} were kept but not interpreted.")
