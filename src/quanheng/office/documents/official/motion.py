"""动议纪实 and 工作方案: why a post is to be filled, and how; nobody is named on either."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quanheng.office.documents.official.generic import (
    Official,
    Section,
    Table,
)
from quanheng.office.documents.official.people import Fact
from quanheng.office.documents.official.sheet import (
    Block,
    Cell,
    Grid,
    Head,
    Role,
    Row,
    Sheet,
    Signatures,
    heads,
    label,
    said,
    texts,
)
from quanheng.office.documents.official.words import NONE, UNKNOWN, day, dotted, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """Whose views were taken, when, and what they were."""

    whom: str
    on: date | None = None
    views: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionRecord:
    """动议纪实: the post, the quota, the analysis, the proposal, whose views were taken."""

    unit: str
    post: str
    level: str = ""
    number: str = ""
    on: date | None = None
    proposed_by: str = ""
    taking_part: Sequence[str] = ()
    vacancy: str = ""
    quota: Sequence[Fact] = ()
    analysis: str = ""
    proposal: str = ""
    soundings: Sequence[Sounding] = ()
    checks: Sequence[Fact] = ()
    result: str = ""
    signatures: Sequence[str] = ("主要负责人", "组织（人事）部门负责人", "记录人")

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        blocks: tuple[Block, ...] = (Grid((1, 1.6, 1, 1.6), self._rows()), *self._sounded())
        blocks += (Signatures(tuple(self.signatures)),) if self.signatures else ()
        return Sheet(title="干部选拔任用动议纪实", number=self.number, blocks=blocks, form=True)

    def _rows(self) -> tuple[Row, ...]:
        quota = "\n".join(f"{one.label}：{one.text}" for one in self.quota)
        checks = "\n".join(f"{one.label}：{one.text}" for one in self.checks)
        long = (
            ("空缺原因", self.vacancy or UNKNOWN, 16),
            ("职数预审", quota or UNKNOWN, 18),
            ("分析研判情况", self.analysis or UNKNOWN, 30),
            ("初步建议", self.proposal or UNKNOWN, 30),
            ("动议即审", checks or UNKNOWN, 18),
            ("参与酝酿人员", listed(self.taking_part, UNKNOWN), 12),
            ("动议结果", self.result, 16),
        )
        return (
            Row((label("单位"), Cell(self.unit), label("动议日期"), Cell(day(self.on)))),
            Row(
                (
                    label("拟配备职位"),
                    Cell(self.post),
                    label("职务层次"),
                    Cell(self.level or UNKNOWN),
                )
            ),
            Row((label("动议主体"), said(self.proposed_by or UNKNOWN, columns=3))),
            *(Row((label(name), said(text, columns=3)), least) for name, text, least in long),
        )

    def _sounded(self) -> tuple[Block, ...]:
        if not self.soundings:
            return texts(f"沟通酝酿情况：{UNKNOWN}。", role=Role.FLUSH)
        rows = tuple(
            Row((Cell(one.whom), Cell(dotted(one.on)), said(one.views or NONE)))
            for one in self.soundings
        )
        return (
            *texts("沟通酝酿情况：", role=Role.FLUSH),
            Grid((1.2, 1.2, 3), (heads("沟通对象", "日期", "意见"), *rows), 1),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One step of the plan: what is done, by whom, by when."""

    title: str
    content: str = ""
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlan:
    """工作方案: the post, its conditions, the scope and method of choosing, and the steps.

    It is fixed before anybody is named, and has no place for a name.
    """

    organ: str
    unit: str
    post: str
    places: int = 1
    number: str = ""
    on: date | None = None
    reason: str = ""
    conditions: Sequence[str] = ()
    scope: str = ""
    method: str = ""
    steps: Sequence[PlannedStep] = ()
    discipline: Sequence[str] = ()
    team: str = ""

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        several = len(self.conditions) > 1
        conditions = [
            f"{at}.{text}" if several else text for at, text in enumerate(self.conditions, start=1)
        ]
        parts = [
            Section("选任职位", [f"{self.post}，{self.places}名。"]),
            Section("任职条件和资格", conditions or [UNKNOWN]),
            Section("选任范围", [self.scope or UNKNOWN]),
            Section("选任方式", [self.method or UNKNOWN]),
            self._steps(),
        ]
        if self.team:
            parts.append(Section("组织领导", [self.team]))
        if self.discipline:
            parts.append(Section("工作纪律", list(self.discipline)))
        paper = Official(
            title=f"{self.unit}{self.post}\n选拔任用工作方案",
            head=Head.NONE,
            number=self.number,
            opening=[self.reason] if self.reason else (),
            sections=parts,
            organ=self.organ,
            on=self.on,
        )
        return paper.laid_out()

    def _steps(self) -> Section:
        """The steps as a table; a column in which nothing stands is left out."""
        told = [(one.title, one.content, one.by, one.when) for one in self.steps]
        if not told:
            return Section("程序步骤", [UNKNOWN])
        named = (("步骤", 2.4), ("工作内容", 4.4), ("责任单位", 2.2), ("时间安排", 2))
        used = [at for at in range(len(named)) if any(row[at] for row in told)]
        table = Table(
            heads=[named[at][0] for at in used],
            rows=[[row[at] for at in used] for row in told],
            widths=[named[at][1] for at in used],
            left=[place for place, at in enumerate(used) if at in (1, 2)],
        )
        return Section("程序步骤", tables=[table])
