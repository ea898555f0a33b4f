"""What a search is asked for: a post, criteria of it, among whom, and what to show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from quanheng.norms.eligibility.learning import ORDER
from quanheng.norms.eligibility.post import LEVEL_NAMES, Post
from quanheng.norms.kinds import Level
from quanheng.office.records.models import Unit

LEVELS = tuple((int(level), LEVEL_NAMES[level]) for level in Level if level <= Level.STAFF)
SEATS = (("chief", _("正职")), ("deputy", _("副职")), ("other", _("非领导职务")))
ROLES = ("党组织书记", "行政主任", "班子成员", "内设机构", "其他")
SCHOOLING = ORDER[1:]
MODES = ("驻村", "援派", "项目一线", "下派", "双向挂职", "上挂", "跟班学习")
AMONG = (
    ("", _("全部可查看的干部")),
    ("above", _("上级单位及其下属")),
    ("unit", _("本单位及其下属")),
)
SHOWS = ("fits", "unfit", "open")
ORDERS = (("name", _("姓名")), ("unit", _("单位")))
MOST_YEARS = 30
MOST_TEXT = 30


@dataclass(frozen=True)
class Criteria:
    """What one looks for beyond what the rules ask; nothing of sex, ethnicity, age or Party."""

    field: str = ""
    speciality: str = ""
    schooling: str = ""
    years: int | None = None
    head: bool = False
    modes: tuple[str, ...] = ()
    mark: str = ""

    def __bool__(self) -> bool:
        return self != Criteria()


@dataclass(frozen=True)
class Asked:
    """A search; without a unit or a level there is no post yet."""

    told: str = ""
    unit: Unit | None = None
    title: str = ""
    level: Level | None = None
    seat: str = "chief"
    role: str = ""
    exceptional: bool = False
    term: bool = False
    leaving: str = ""
    among: str = ""
    criteria: Criteria = Criteria()
    show: str = ""
    order: str = "name"

    @property
    def post(self) -> Post | None:
        """The post, once its unit and level are chosen."""
        if self.unit is None or self.level is None:
            return None
        return Post(
            self.unit.code,
            self.title,
            self.level,
            self.seat != "other",
            self.seat == "chief",
            self.role or None,
            self.exceptional,
            self.term,
            self.leaving,
        )

    @property
    def level_name(self) -> str:
        """The level in words."""
        return LEVEL_NAMES[self.level] if self.level is not None else ""

    def at(self, unit: Unit | None) -> "Asked":
        """The same, with the unit that an account may see."""
        return replace(self, unit=unit)


def asked_by(query: Mapping[str, Any], modes: list[str]) -> Asked:
    """What the parameters of an address ask for; what makes no sense is left out.

    A case names the level in words, and ``chief`` for a head.
    """

    def one_of(name: str, known: Any, otherwise: str = "") -> str:
        told = query.get(name, "")
        return told if told in known else otherwise

    known = {told: Level(value) for value, name in LEVELS for told in (str(value), name)}
    stated = "chief" if "chief" in query or "level" not in query else "deputy"
    return Asked(
        told=_plain(query.get("unit", "")),
        title=_plain(query.get("title", "")),
        level=known.get(query.get("level", "")),
        seat=one_of("seat", dict(SEATS), stated),
        role=one_of("role", ROLES),
        exceptional="exceptional" in query,
        term="term" in query,
        leaving=_plain(query.get("leaving", "")),
        among=one_of("among", dict(AMONG)),
        criteria=Criteria(
            _plain(query.get("field", "")),
            _plain(query.get("speciality", "")),
            one_of("schooling", SCHOOLING),
            _years(query.get("years", "")),
            "head" in query,
            tuple(mode for mode in MODES if mode in modes),
            _plain(query.get("mark", "")),
        ),
        show=one_of("show", SHOWS),
        order=one_of("order", dict(ORDERS), "name"),
    )


def _plain(text: str) -> str:
    return text.replace("\0", "").strip()[: MOST_TEXT * 2]


def _years(text: str) -> int | None:
    whole = text.isascii() and text.isdigit()
    return int(text) if whole and 0 < int(text) <= MOST_YEARS else None
