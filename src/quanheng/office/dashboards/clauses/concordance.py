"""Which matters the clauses speak of, and to which of the five sub-systems a matter belongs."""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.norms.finding import Text
from quanheng.norms.pack import Clause, Pack
from quanheng.packs import installed


class System(StrEnum):
    """The five sub-systems of building the corps; OTHER has clauses that no matter names."""

    CULTIVATION = "cultivation"
    ASSESSMENT = "assessment"
    SELECTION = "selection"
    SUPERVISION = "supervision"
    INCENTIVES = "incentives"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        return {
            "cultivation": _("素质培养"),
            "assessment": _("知事识人"),
            "selection": _("选拔任用"),
            "supervision": _("从严管理"),
            "incentives": _("正向激励"),
            "other": _("其他文件"),
        }[self.value]

    @property
    def about(self) -> str:
        """What it is about, in half a sentence."""
        return {
            "cultivation": _("政治学习、培训、实践锻炼、联系群众"),
            "assessment": _("考核、测评、平时了解、目标责任"),
            "selection": _("发现、推荐、任用、交流、能上能下"),
            "supervision": _("组织生活、决策监督、谈话提醒、作风纪律"),
            "incentives": _("容错、关爱、待遇、表彰、减负"),
            "other": _("另行安装的文件中尚未归类的条款"),
        }[self.value]


class Theme(NamedTuple):
    """A matter: the clauses mainly about it, and others that speak of it as well."""

    id: str
    system: System
    title: Text
    note: Text | None
    clauses: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every clause that speaks of the matter."""
        return (*self.clauses, *self.also)


@cache
def themes() -> dict[str, Theme]:
    """The matters by id, in the order of the sub-systems."""
    told = tomllib.loads(files(__package__).joinpath("concordance.toml").read_text("utf-8"))
    return {
        row["id"]: Theme(
            row["id"],
            System(row["system"]),
            Text(row["title_zh"], row["title_en"]),
            Text(row["note_zh"], row["note_en"]) if "note_zh" in row else None,
            tuple(row["clauses"]),
            tuple(row["also"]),
        )
        for row in told["theme"]
    }


@cache
def systems() -> dict[str, System]:
    """The sub-system of each clause that a matter names."""
    return {clause: theme.system for theme in themes().values() for clause in theme.clauses}


def system_of(clause: str) -> System:
    """The sub-system of a clause."""
    return systems().get(clause, System.OTHER)


def themes_of(clause: str) -> list[Theme]:
    """The matters of which a clause speaks, its own first."""
    return sorted(
        (theme for theme in themes().values() if clause in theme.all),
        key=lambda theme: clause not in theme.clauses,
    )


def clauses_of(ids: Iterable[str]) -> list[tuple[Pack, Clause]]:
    """The clauses of installed documents among some ids, by document and in its order."""
    wanted = set(ids)
    return [
        (pack, clause)
        for pack in ordered()
        for clause in pack.clauses.values()
        if clause.id in wanted
    ]


def clauses_in(system: System) -> list[tuple[Pack, Clause]]:
    """The installed clauses of a sub-system, by document and in its order."""
    return [
        (pack, clause)
        for pack in ordered()
        for clause in pack.clauses.values()
        if system_of(clause.id) is system
    ]


def ordered() -> list[Pack]:
    """The installed documents: the newest first, those of reference last."""
    return sorted(
        installed().values(), key=lambda pack: (pack.reference, -pack.since.toordinal(), pack.id)
    )


def rules_of(clause: Clause) -> list[str]:
    """The ids of a clause's rules."""
    rules = installed()[clause.pack].rules.values()
    return [rule.id for rule in rules if rule.clause.number == clause.number]
