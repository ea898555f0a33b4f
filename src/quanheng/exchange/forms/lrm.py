""".lrm, the older 任免审批表: one record of quoted fields in GB18030, the photo beside it.

The format has no way to quote its own marks: ``"``, and ``#`` and ``@`` where they divide a field,
are written in their full-width form.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from quanheng.exchange.forms.career import parse_career, write_career
from quanheng.exchange.forms.decoding import (
    check_size,
    decode_gb,
    legal,
    many_lines,
    one_line,
    person_name,
)
from quanheng.exchange.forms.lrmx import FAMILY_ROWS, LONGEST, Reading
from quanheng.exchange.forms.model import Education, FamilyRow, Form, RawElement
from quanheng.exchange.forms.picture import checked_picture
from quanheng.exchange.forms.problems import FormRefused, Remark
from quanheng.exchange.forms.remarks import remarks_on
from quanheng.exchange.forms.when import parse_when, when_digits
from quanheng.norms.finding import Text

FIELDS = 33
BETWEEN = '","'

_FULL_WIDTH = str.maketrans({'"': "＂"})
_DIVIDED = str.maketrans({"#": "＃", "@": "＠"})
_UNUSED = range(12, 16)
_RAW = "LRM_"


class LrmFiles(NamedTuple):
    """The two files of a form: ``.lrm`` and, if there is a photo, ``.pic``."""

    record: bytes
    picture: bytes | None


def read_lrm(record: bytes, picture: bytes | None = None) -> Reading:
    """The form that a ``.lrm`` file and its ``.pic`` hold. Raises ``FormRefused``."""
    check_size(len(record))
    fields = _fields(decode_gb(record))
    line = [one_line(field) for field in fields]
    levels, schools = _quarters(fields[9]), _quarters(fields[10])
    form = Form(
        name=person_name(fields[0]),
        sex=line[1],
        birth=parse_when(line[2]),
        ethnicity=line[3],
        native_place=line[4],
        joined_party=parse_when(line[5]),
        health=line[6],
        birthplace=line[7],
        began_work=parse_when(line[8]),
        full_time=Education(
            level=levels[0], degree=levels[1], level_school=schools[0], degree_school=schools[1]
        ),
        in_service=Education(
            level=levels[2], degree=levels[3], level_school=schools[2], degree_school=schools[3]
        ),
        technical_title=line[11],
        familiar_field=line[16],
        career=parse_career(many_lines(fields[17])),
        awards=many_lines(fields[18]),
        appraisals=many_lines(fields[19]),
        family=_family(fields[20:25]),
        current_post=many_lines(fields[25]),
        proposed_post=many_lines(fields[26]),
        post_to_leave=many_lines(fields[27]),
        reason=many_lines(fields[28]),
        reporting_unit=line[29],
        age_counted_on=parse_when(line[30]),
        filled_by=line[31],
        filled_on=parse_when(line[32]),
        photo=checked_picture(picture) if picture else None,
        raw=tuple(RawElement(f"{_RAW}{at}", many_lines(fields[at])) for at in _UNUSED if line[at]),
    )
    return Reading(form, tuple(remarks_on(form)))


def write_lrm(form: Form) -> LrmFiles:
    """The form as ``.lrm`` and ``.pic``. ``lost_in_lrm`` says what they cannot hold."""
    full, later = form.full_time, form.in_service
    unused = {raw.name: raw.text for raw in form.raw}
    fields = [
        form.name,
        form.sex,
        when_digits(form.birth),
        form.ethnicity,
        form.native_place,
        when_digits(form.joined_party),
        form.health,
        form.birthplace,
        when_digits(form.began_work),
        _joined(full.level, full.degree, later.level, later.degree),
        _joined(full.level_school, full.degree_school, later.level_school, later.degree_school),
        form.technical_title,
        *(unused.get(f"{_RAW}{at}", "") for at in _UNUSED),
        form.familiar_field,
        write_career(form.career),
        form.awards,
        form.appraisals,
        *_columns(form.family),
        form.current_post,
        form.proposed_post,
        form.post_to_leave,
        form.reason,
        form.reporting_unit,
        when_digits(form.age_counted_on),
        form.filled_by,
        when_digits(form.filled_on),
    ]
    text = BETWEEN.join(legal(field).translate(_FULL_WIDTH) for field in fields)
    record = f'"{text}"\n'.replace("\n", "\r\n").encode("gb18030")
    return LrmFiles(record, form.photo)


def lost_in_lrm(form: Form) -> tuple[Remark, ...]:
    """What a form holds that ``.lrm`` has no place for."""
    labels = {
        "id_number": Text("身份证号", "ID number"),
        "retires_on": Text("到龄年月", "retirement month"),
        "retires_before_reform": Text("改革前任职年龄界限", "age limit before the reform"),
    }
    lost = [(name, label) for name, label in labels.items() if getattr(form, name)]
    lost += [(raw.name, Text(raw.name, raw.name)) for raw in form.raw if raw.name[:4] != _RAW]
    return tuple(
        Remark(
            name,
            Text(
                f".lrm 格式没有“{label.zh}”，未写出；需要保留请用 .lrmx。",
                f"The .lrm format has no place for {label.en}: use .lrmx to keep it.",
            ),
        )
        for name, label in lost
    )


def _fields(text: str) -> list[str]:
    text = text.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise FormRefused(
            "文件不是以引号起止的 .lrm 记录，不是任免审批表或已截断，请检查文件。",
            "The file is no quoted .lrm record, or is cut off: check it.",
        )
    fields = text[1:-1].split(BETWEEN)
    if len(fields) != FIELDS:
        raise FormRefused(
            f"文件有 {len(fields)} 项，.lrm 任免审批表应有 {FIELDS} 项，请重新导出后再导入。",
            f"The file has {len(fields)} fields where .lrm has {FIELDS}: export it again.",
        )
    if any(len(field) > LONGEST for field in fields):
        raise FormRefused(
            f"文件中有一项超过 {LONGEST} 字，请检查文件。",
            f"A field of the file has more than {LONGEST} characters: check it.",
        )
    return fields


def _quarters(field: str) -> list[str]:
    """全日制 first#second @ 在职 first#second, four texts."""
    halves = [*field.split("@"), "", ""][:2]
    return [one_line(part) for half in halves for part in [*half.split("#"), "", ""][:2]]


def _joined(*quarters: str) -> str:
    first, second, third, fourth = (text.translate(_DIVIDED) for text in quarters)
    return f"{first}#{second}@{third}#{fourth}"


def _family(columns: Sequence[str]) -> tuple[FamilyRow, ...]:
    rows = list(zip_longest(*(column.split("@") for column in columns), fillvalue=""))
    if len(rows) > FAMILY_ROWS:
        raise FormRefused(
            f"家庭成员超过 {FAMILY_ROWS} 行，请检查文件。",
            f"There are more than {FAMILY_ROWS} family members: check the file.",
        )
    found = (
        FamilyRow(
            relation=one_line(relation),
            name=person_name(name),
            birth=parse_when(one_line(birth)),
            politics=one_line(politics),
            work=one_line(work),
        )
        for relation, name, birth, politics, work in rows
    )
    return tuple(row for row in found if row != FamilyRow())


def _columns(family: Sequence[FamilyRow]) -> list[str]:
    rows = [
        (row.relation, row.name, when_digits(row.birth), row.politics, row.work) for row in family
    ]
    columns = zip(*rows, strict=True) if rows else [()] * 5
    return ["@".join(text.translate(_DIVIDED) for text in column) for column in columns]
