"""The columns that a roster can have. Sensitive things are not among them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from quanheng.norms.dates import full_years
from quanheng.office.records.models import Particulars, Person
from quanheng.office.records.models.columns import LEVEL_CHOICES
from quanheng.office.records.models.credentials import RANK_NAMES

FACTS, MORE = "facts", "more"
"""What a column needs: the particulars, or other records too; posts are always read."""

MONTHS = "%Y.%m"
LEVEL_NAMES = dict(LEVEL_CHOICES)


class Told(NamedTuple):
    """One thing of another record: the values that a column joins, the day it counts by."""

    first: str
    second: str
    day: date | None


class Post(NamedTuple):
    """A post that is or was held; ``path`` is that of the unit."""

    level: int
    start: date
    end: date | None
    title: str
    unit: str
    path: str


@dataclass
class Line:
    """One person of a roster, with what the columns are made of."""

    person: Person
    on: date
    posts: list[Post] = field(default_factory=list)
    level_since: date | None = None
    facts: Particulars | None = None
    more: dict[str, list[Told]] = field(default_factory=dict)

    @property
    def post(self) -> Post | None:
        """The first of the posts held: the highest one, of those in the unit asked for if any."""
        return self.posts[0] if self.posts else None

    def told(self, what: str) -> list[Told]:
        """Other records of one kind, newest first."""
        found = self.more.get(what, [])
        return sorted(found, key=lambda one: (one.day or date.min, one.first), reverse=True)


class Column(NamedTuple):
    """A column: heading, how a line says it, what it needs, how wide it is in a workbook."""

    title: str | Promise
    says: Callable[[Line], str]
    needs: str = ""
    width: int = 10
    wide: bool = False


def month(day: date | None) -> str:
    """A month as rosters write it; blank when unknown."""
    return day.strftime(MONTHS) if day else ""


def of_facts(name: str) -> Callable[[Line], str]:
    """A text of the particulars."""
    return lambda line: str(getattr(line.facts, name, None) or "")


def month_of_facts(name: str) -> Callable[[Line], str]:
    """A day of the particulars, as a month."""
    return lambda line: month(getattr(line.facts, name, None))


def _sex(line: Line) -> str:
    return str(line.facts.get_sex_display()) if line.facts else ""  # type: ignore[attr-defined]


def _age(line: Line) -> str:
    return str(full_years(line.facts.birth, line.on)) if line.facts else ""


def _unit(line: Line) -> str:
    return line.post.unit if line.post else ""


def _posts(line: Line) -> str:
    return translated("；").join(post.title for post in line.posts)


def _level(line: Line) -> str:
    return str(LEVEL_NAMES[line.post.level]) if line.post else ""


def _rank(line: Line) -> str:
    names = {str(code): label for code, (_name, label) in enumerate(RANK_NAMES, start=201)}
    return next((str(names.get(one.first, one.first)) for one in line.told("rank")), "")


def _rank_since(line: Line) -> str:
    return next((month(one.day) for one in line.told("rank")), "")


def _study(name: str) -> Callable[[Line], str]:
    def says(line: Line) -> str:
        found = [getattr(one, name) for one in line.told("education")]
        return translated("；").join(dict.fromkeys(translated(one) for one in found if one))

    return says


def _schooling(line: Line) -> str:
    parts = (of_facts("education")(line), _study("first")(line))
    return translated("；").join(part for part in parts if part)


def _hours(line: Line) -> str:
    known = [Decimal(one.first) for one in line.told("hours") if one.first]
    return f"{sum(known).normalize():f}" if known else ""


def _appraisals(line: Line) -> str:
    found = sorted(line.told("appraisal"), key=lambda one: one.first, reverse=True)
    return translated("；").join(f"{one.first} {translated(one.second)}" for one in found[:3])


COLUMNS: Mapping[str, Column] = {
    "name": Column(_("姓名"), lambda line: line.person.name),
    "unit": Column(_("单位"), _unit, width=24, wide=True),
    "post": Column(_("职务"), _posts, width=24, wide=True),
    "level": Column(_("职务层次"), _level, width=12),
    "sex": Column(_("性别"), _sex, FACTS, 6),
    "ethnicity": Column(_("民族"), of_facts("ethnicity"), FACTS, 8),
    "birth": Column(_("出生年月"), month_of_facts("birth"), FACTS),
    "age": Column(_("年龄"), _age, FACTS, 6),
    "native_place": Column(_("籍贯"), of_facts("native_place"), FACTS, 12),
    "birthplace": Column(_("出生地"), of_facts("birthplace"), FACTS, 12),
    "politics": Column(_("政治面貌"), of_facts("politics"), FACTS, 12),
    "joined_party": Column(_("入党时间"), month_of_facts("joined_party"), FACTS),
    "began_work": Column(_("参加工作时间"), month_of_facts("began_work"), FACTS, 13),
    "schooling": Column(_("学历学位"), _schooling, MORE, 14),
    "education": Column(_("全日制学历"), of_facts("education"), FACTS, 12),
    "inservice": Column(_("在职学历"), of_facts("inservice_education"), FACTS, 12),
    "degree": Column(_("学位"), _study("first"), MORE, 10),
    "school": Column(_("毕业院校"), _study("second"), MORE, 20, True),
    "speciality": Column(_("专业"), of_facts("speciality"), FACTS, 14),
    "familiar": Column(_("熟悉领域"), of_facts("familiar_field"), FACTS, 14),
    "staff": Column(_("人员类别"), of_facts("staff_category"), FACTS, 12),
    "since": Column(_("任现职时间"), lambda line: month(line.post and line.post.start), width=11),
    "level_since": Column(_("任现级时间"), lambda line: month(line.level_since), width=11),
    "rank": Column(_("职级"), _rank, MORE, 13),
    "rank_since": Column(_("任职级时间"), _rank_since, MORE, 11),
    "hours": Column(_("本年学时"), _hours, MORE, 9),
    "appraisals": Column(_("近三年考核"), _appraisals, MORE, 26, True),
    "code": Column(_("人员编码"), lambda line: line.person.code, width=14),
}
"""The columns, by name, in the order in which they are offered."""

STANDARD = (
    "name", "unit", "post", "sex", "ethnicity", "birth", "native_place", "joined_party",
    "began_work", "schooling", "level", "since", "level_since",
)  # fmt: skip
"""The columns of a roster for which none are chosen."""
