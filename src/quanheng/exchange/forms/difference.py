"""What two forms say differently, field by field, whatever way each was written.

Blank and 无 are the same, so are dates of one meaning (``197503``, ``1975.03``; a month agrees
with a day in it), and texts that differ in spacing or the width of their characters only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from quanheng.exchange.forms.career import CareerLine, write_career
from quanheng.exchange.forms.model import Education, FamilyRow, Form
from quanheng.exchange.forms.picture import picture_type
from quanheng.exchange.forms.when import PartialDate, When, when_shown
from quanheng.norms.finding import Text


class Change(NamedTuple):
    """One difference; ``field`` is the attribute of the form, ``""`` means that nothing stands."""

    field: str
    label: Text
    before: str
    after: str


LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "name": Text("姓名", "Name"),
        "sex": Text("性别", "Sex"),
        "birth": Text("出生年月", "Date of birth"),
        "ethnicity": Text("民族", "Ethnic group"),
        "native_place": Text("籍贯", "Native place"),
        "birthplace": Text("出生地", "Birthplace"),
        "joined_party": Text("入党时间", "Joined the Party"),
        "began_work": Text("参加工作时间", "Began work"),
        "retires_on": Text("到龄年月", "Retirement month"),
        "retires_before_reform": Text("改革前任职年龄界限", "Age limit before the reform"),
        "health": Text("健康状况", "Health"),
        "technical_title": Text("专业技术职务", "Professional title"),
        "familiar_field": Text("熟悉专业有何专长", "Field and special skills"),
        "full_time": Text("全日制教育", "Full-time education"),
        "in_service": Text("在职教育", "In-service education"),
        "current_post": Text("现任职务", "Current post"),
        "proposed_post": Text("拟任职务", "Proposed post"),
        "post_to_leave": Text("拟免职务", "Post to leave"),
        "career": Text("简历", "Career"),
        "awards": Text("奖惩情况", "Awards and sanctions"),
        "appraisals": Text("年度考核结果", "Annual appraisals"),
        "reason": Text("任免理由", "Reason"),
        "family": Text("家庭成员", "Family member"),
        "reporting_unit": Text("呈报单位", "Reporting unit"),
        "age_counted_on": Text("计算年龄时间", "Age counted on"),
        "filled_on": Text("填表时间", "Filled in on"),
        "filled_by": Text("填表人", "Filled in by"),
        "id_number": Text("身份证号", "ID number"),
        "photo": Text("照片", "Photo"),
    }
)
"""What each field is called; technical fields (``version``, ``raw``) are not compared."""

OF_EDUCATION: Mapping[str, Text] = MappingProxyType(
    {
        "level": Text("学历", "level"),
        "degree": Text("学位", "degree"),
        "level_school": Text("学历毕业院校系及专业", "school and major of the level"),
        "degree_school": Text("学位毕业院校系及专业", "school and major of the degree"),
    }
)
OF_FAMILY: Mapping[str, Text] = MappingProxyType(
    {
        "birth": Text("出生年月", "date of birth"),
        "politics": Text("政治面貌", "politics"),
        "work": Text("工作单位及职务", "work unit and post"),
    }
)
_NOTHING = frozenset({"", "无", "-", "--", "—", "——", "/", "无。"})
_CHANGING = frozenset({"age_counted_on", "filled_on", "filled_by"})


def differences(before: Form, after: Form, *, occasion: bool = True) -> tuple[Change, ...]:
    """Every difference in the order of the form; ``occasion`` False leaves out who filled it in
    and when.
    """
    found: list[Change] = []
    for name, label in LABELS.items():
        if occasion or name not in _CHANGING:
            found += _of_field(name, label, getattr(before, name), getattr(after, name))
    return tuple(found)


def same(one: When | None, other: When | None) -> bool:
    """Whether two values of a field say the same."""
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.agrees(other)
    return plain(when_shown(one)) == plain(when_shown(other))


def plain(text: str) -> str:
    """A text without what does not matter: spacing, width of characters, 无 for nothing."""
    bare = re.sub(r"\s+", "", normalize("NFKC", text))
    return "" if bare in _NOTHING else bare


def _of_field(name: str, label: Text, before: object, after: object) -> Iterator[Change]:
    if isinstance(before, Education) and isinstance(after, Education):
        yield from _education(name, label, before, after)
    elif name == "career":
        assert isinstance(before, tuple)
        assert isinstance(after, tuple)
        yield from _career(label, before, after)
    elif name == "family":
        assert isinstance(before, tuple)
        assert isinstance(after, tuple)
        yield from _family(label, before, after)
    elif name == "photo":
        if before != after:
            yield Change(name, label, _photo(before), _photo(after))
    elif not same(_when(before), _when(after)):
        yield Change(name, label, when_shown(_when(before)), when_shown(_when(after)))


def _when(value: object) -> When:
    return value if isinstance(value, PartialDate | str) else None


def _education(name: str, label: Text, before: Education, after: Education) -> Iterator[Change]:
    for part, of in OF_EDUCATION.items():
        old, new = getattr(before, part), getattr(after, part)
        if not same(old, new):
            yield Change(name, _joined(label, of), old, new)


def _career(
    label: Text, before: Sequence[CareerLine], after: Sequence[CareerLine]
) -> Iterator[Change]:
    olds, news = ([plain(write_career([line])) for line in lines] for lines in (before, after))
    matched = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    for kind, low, high, first, last in matched:
        if kind == "equal":
            continue
        paired = max(high - low, last - first)
        for at in range(paired):
            old = write_career(before[low + at : min(low + at + 1, high)])
            new = write_career(after[first + at : min(first + at + 1, last)])
            yield Change("career", label, old, new)


def _family(
    label: Text, before: Sequence[FamilyRow], after: Sequence[FamilyRow]
) -> Iterator[Change]:
    left = list(before)
    for row in after:
        old = next((each for each in left if _who(each) == _who(row)), None)
        if old is None:
            yield Change("family", label, "", _shown(row))
            continue
        left.remove(old)
        who = Text(f"{label.zh}{row.relation}{row.name}", f"{label.en} {row.relation} {row.name}")
        for part, of in OF_FAMILY.items():
            was, now = getattr(old, part), getattr(row, part)
            if not same(was, now):
                yield Change("family", _joined(who, of), when_shown(was), when_shown(now))
    for row in left:
        yield Change("family", label, _shown(row), "")


def _who(row: FamilyRow) -> tuple[str, str]:
    return plain(row.relation), plain(row.name)


def _shown(row: FamilyRow) -> str:
    values = (getattr(row, item.name) for item in fields(row) if item.name != "raw")
    return "，".join(text for value in values if (text := when_shown(value)))


def _photo(data: object) -> str:
    if not isinstance(data, bytes):
        return ""
    return f"{(picture_type(data) or '?').upper()}，{max(1, len(data) >> 10)} KB"


def _joined(label: Text, of: Text) -> Text:
    return Text(f"{label.zh}·{of.zh}", f"{label.en}: {of.en}")
