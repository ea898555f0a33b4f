"""干部任免审批表: everything that the form holds, whatever file it came from."""

from dataclasses import dataclass, field
from typing import NamedTuple

from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.when import When

VERSION = "3.2.1.16"
"""The version that editors of the form expect to read."""


class RawElement(NamedTuple):
    """An element that the form does not define, kept so that writing loses nothing.

    ``after`` is the defined element that it followed ("" if none).
    """

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["RawElement", ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Education:
    """学历学位 of one mode: 全日制 or 在职; the school is 毕业院校系及专业."""

    level: str = ""
    degree: str = ""
    level_school: str = ""
    degree_school: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """家庭主要成员及重要社会关系: one line."""

    relation: str = ""
    name: str = ""
    birth: When = None
    politics: str = ""
    work: str = ""
    raw: tuple[RawElement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form. A blank text is ``""``; ``None`` means that nothing stands there.

    ``id_number``, ``retires_on`` and ``retires_before_reform`` are elements that files may lack:
    ``None`` leaves them out. ``photo`` is the picture as it was stored. ``joined_party`` may be
    words (民盟, 无党派).
    """

    name: str = ""
    sex: str = ""
    birth: When = None
    ethnicity: str = ""
    native_place: str = ""
    birthplace: str = ""
    joined_party: When = None
    began_work: When = None
    retires_on: When = None
    retires_before_reform: When = None
    health: str = ""
    technical_title: str = ""
    familiar_field: str = ""
    full_time: Education = field(default_factory=Education)
    in_service: Education = field(default_factory=Education)
    current_post: str = ""
    proposed_post: str = ""
    post_to_leave: str = ""
    career: tuple[CareerLine, ...] = ()
    awards: str = ""
    appraisals: str = ""
    reason: str = ""
    family: tuple[FamilyRow, ...] = ()
    reporting_unit: str = ""
    age_counted_on: When = None
    filled_on: When = None
    filled_by: str = ""
    id_number: str | None = None
    photo: bytes | None = None
    version: str = VERSION
    raw: tuple[RawElement, ...] = ()
