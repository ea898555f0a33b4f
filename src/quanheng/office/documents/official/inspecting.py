"""考察预告 and 考察材料."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from quanheng.office.documents.official.generic import Official, Section, Table
from quanheng.office.documents.official.people import Contact, Fact, Named
from quanheng.office.documents.official.sheet import Sheet
from quanheng.office.documents.official.words import UNKNOWN, dotted, listed, span

VIRTUES = ("德", "能", "勤", "绩", "廉")
"""What the main part of 考察材料 speaks of, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionNotice:
    """考察预告: who is looked into, by whom, in which days, and where views can be given.

    Of those looked into only name and post are made known.
    """

    organ: str
    unit: str
    people: Sequence[Named]
    since: date | None = None
    until: date | None = None
    leader: str = ""
    members: Sequence[str] = ()
    contact: Contact = field(default_factory=Contact)
    on: date | None = None

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        named = [
            f"{at}.{one.name}，现任{one.current_post or UNKNOWN}。"
            for at, one in enumerate(self.people, start=1)
        ]
        opening = (
            f"根据干部选拔任用工作有关规定，{self.organ}派出考察组，"
            f"于{span(self.since, self.until)}对下列人选进行考察。现将有关事项预告如下。"
        )
        views = (
            "考察期间，欢迎干部群众通过来电、来信、来访等方式，实事求是地反映考察对象的德、能、勤、绩、廉"
            "情况和问题。反映情况请提供具体事实和线索；考察组对反映人的身份和反映内容严格保密。"
        )
        team = f"考察组组长：{self.leader or UNKNOWN}。"
        members = f"考察组成员：{listed(self.members, UNKNOWN)}。"
        return Official(
            title="干部考察预告",
            subtitle=self.unit,
            opening=[opening],
            sections=[
                Section("考察对象", named),
                Section("考察组", [team, members]),
                Section("反映情况的方式", [views, *self.contact.lines]),
            ],
            organ=self.organ,
            on=self.on,
        ).laid_out()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """One of the four checks: what was found, by whom it was made, when, how long it holds."""

    name: str
    conclusion: str = ""
    by: str = ""
    on: date | None = None
    valid_until: date | None = None

    def row(self) -> tuple[str, ...]:
        """The check as a line of the table."""
        until = dotted(self.valid_until) if self.valid_until else "—"
        conclusion, by = self.conclusion or UNKNOWN, self.by or UNKNOWN
        return (self.name, conclusion, by, dotted(self.on), until)


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionReport:
    """考察材料: basics, conduct with facts, faults, views, the four checks, and the team's opinion.

    It has no place for an identity number, for the family, or for whoever reported something.
    ``basics`` are facts of the file by label; ``conduct`` speaks of 德能勤绩廉 by label, or of all
    in one text without a label, ``strengths`` of the traits, unless it is ``None``; ``politics`` is
    the finding on political quality; ``views`` come of recommendation, evaluation and talks.
    """

    name: str
    current_post: str
    proposed_post: str = ""
    organ: str = ""
    basics: Sequence[Fact] = ()
    career: Sequence[str] = ()
    conduct: Sequence[Fact] = ()
    strengths: str | None = ""
    faults: str = ""
    politics: Sequence[Fact] = ()
    views: Sequence[Fact] = ()
    checks: Sequence[Verified] = ()
    opinion: str = ""
    since: date | None = None
    until: date | None = None
    signatures: Sequence[str] = ("考察组组长", "考察组成员", "考察组成员", "日　期")

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        return Official(
            title=f"关于{self.name}同志的考察材料",
            opening=self._opening(),
            sections=[
                self._basics(),
                Section("现实表现", self._conduct()),
                *self._strengths(),
                Section("不足之处", [self.faults or UNKNOWN]),
                *([Section("政治素质", _told(self.politics))] if self.politics else []),
                Section("推荐、测评和谈话情况", _told(self.views)),
                self._checked(),
                Section("考察组意见", [self.opinion or UNKNOWN]),
            ],
            signatures=self.signatures,
        ).laid_out()

    def _opening(self) -> list[str]:
        sent = f"受{self.organ}委派，" if self.organ else ""
        proposed = f"拟任{self.proposed_post}人选" if self.proposed_post else "考察对象"
        when = f"于{span(self.since, self.until)}" if self.since or self.until else ""
        return [f"{sent}考察组{when}对{proposed}{self.name}同志进行了考察。现将考察情况报告如下。"]

    def _basics(self) -> Section:
        told = [f"{one.label}：{one.text or UNKNOWN}" for one in self.basics]
        lines = ["；".join([*told, f"现任职务：{self.current_post or UNKNOWN}"]) + "。"]
        career = ["工作简历：", *self.career] if self.career else [f"工作简历：{UNKNOWN}。"]
        return Section("基本情况", [*lines, *career])

    def _strengths(self) -> list[Section]:
        if self.strengths is None:
            return []
        return [Section("主要特点", [self.strengths or UNKNOWN])]

    def _conduct(self) -> list[str]:
        whole = [one.text for one in self.conduct if not one.label]
        if whole:
            return whole
        known = {one.label: one.text for one in self.conduct}
        order = [*VIRTUES, *(name for name in known if name not in VIRTUES)]
        return [f"{name}：{known.get(name) or UNKNOWN}" for name in order]

    def _checked(self) -> Section:
        if not self.checks:
            return Section("“凡提四必”核查情况", [UNKNOWN])
        named = ("核查事项", "结论", "核查单位（人）", "核查日期", "有效期至")
        rows = [one.row() for one in self.checks]
        table = Table(heads=named, rows=rows, widths=(2.4, 3.4, 1.9, 2, 2), left=(1,))
        return Section("“凡提四必”核查情况", tables=[table])


def _told(facts: Sequence[Fact]) -> list[str]:
    return [f"{one.label}：{one.text or UNKNOWN}" for one in facts] or [UNKNOWN]
