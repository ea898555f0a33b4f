"""票决单, the count of the slips, and 会议记录."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quanheng.office.documents.official.people import Named
from quanheng.office.documents.official.sheet import (
    Block,
    Cell,
    Grid,
    Line,
    Role,
    Row,
    Sheet,
    Signatures,
    heads,
    label,
    said,
    texts,
)
from quanheng.office.documents.official.words import UNKNOWN, day, listed, number, numbered

PASSED = {True: "通过", False: "未通过", None: "未作决定"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSlip:
    """票决单: everybody who is voted on, one by one; without a name of the voter."""

    committee: str
    people: Sequence[Named]
    item: str = "干部任免事项"
    on: date | None = None

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        named = heads("序号", "姓名", "现任职务", "拟任免职务", "同意", "不同意", "缓议")
        rows = [
            Row(
                (
                    Cell(str(at)),
                    Cell(one.name),
                    said(one.current_post),
                    said(one.change),
                    *(Cell(""),) * 3,
                ),
                13,
            )
            for at, one in enumerate(self.people, start=1)
        ]
        notes = (
            "1.请对每名人选在“同意”“不同意”“缓议”三栏之一画“○”；一人画两栏以上或者不画的，对该人选无效。",
            "2.本票不署名，请独立填写后投入票箱。",
        )
        return Sheet(
            title=f"{self.committee}\n{self.item}票决单",
            subtitle=day(self.on),
            blocks=(
                Grid((0.8, 1.3, 2.5, 3.2, 0.9, 1.1, 0.9), (named, *rows), 1),
                *texts(*notes, role=Role.NOTE),
            ),
            form=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The votes on somebody; ``passed`` is None when nothing was decided."""

    who: Named
    agree: int | None = None
    disagree: int | None = None
    defer: int | None = None
    invalid: int | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCount:
    """票决结果: who was entitled and present, the slips, the votes on each, in their order.

    ``fourth`` names the votes that are none of the three. An open vote has no slips to count.
    """

    committee: str
    results: Sequence[Decided]
    item: str = "干部任免事项"
    on: date | None = None
    entitled: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    fourth: str = "无效"
    secret: bool = True
    threshold: str = "同意票超过应到会成员半数的为通过。"
    signatures: Sequence[str] = ("计票人", "监票人", "会议主持人", "日　期")

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        names = ("应到会成员", "实到会成员", "发出票数", "收回票数")
        counts = (self.entitled, self.present, self.issued, self.returned)
        last = 4 if self.secret else 2
        cells = tuple(Cell(number(one)) for one in counts[:last])
        counted = Grid((1,) * last, (heads(*names[:last]), Row(cells)))
        blocks: list[Block] = [counted, self._results()]
        blocks += texts(self.threshold, role=Role.NOTE)
        if self.signatures:
            blocks.append(Signatures(tuple(self.signatures)))
        return Sheet(
            title=f"{self.committee}\n{self.item}{'票决' if self.secret else '表决'}结果",
            subtitle=day(self.on),
            blocks=tuple(blocks),
            form=True,
        )

    def _results(self) -> Grid:
        named = heads("序号", "姓名", "拟任免职务", "同意", "不同意", "缓议", self.fourth, "结果")
        rows = [
            Row(
                (
                    Cell(str(at)),
                    Cell(one.who.name),
                    said(one.who.change),
                    *(
                        Cell(number(votes))
                        for votes in (one.agree, one.disagree, one.defer, one.invalid)
                    ),
                    Cell(PASSED[one.passed]),
                )
            )
            for at, one in enumerate(self.results, start=1)
        ]
        return Grid((0.8, 1.3, 3.4, 1, 1.1, 1, 1, 1.1), (named, *rows), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What somebody said in the meeting, in the order in which it was said, and the position."""

    name: str
    position: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """One item of the agenda: who reported, who left for it, who said what, what was decided."""

    title: str
    reported_by: str = ""
    content: str = ""
    recused: Sequence[str] = ()
    spoken: Sequence[Spoken] = ()
    results: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """会议记录: who was there, and each item as it went."""

    committee: str
    number: str = ""
    on: date | None = None
    time: str = ""
    place: str = ""
    host: str = ""
    keeper: str = ""
    entitled: int | None = None
    present: Sequence[str] = ()
    excused: Sequence[str] = ()
    attending: Sequence[str] = ()
    items: Sequence[ItemRecord] = ()
    note: str = ""
    signatures: Sequence[str] = ("会议主持人", "记录人", "日　期")

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        blocks: list[Block] = [self._facts()]
        for at, item in enumerate(self.items, start=1):
            blocks += self._item(at, item)
        blocks += texts(self.note, role=Role.NOTE)
        if self.signatures:
            blocks.append(Signatures(tuple(self.signatures)))
        title = f"{self.committee.removesuffix('会议')}会议记录"
        return Sheet(title=title, number=self.number, blocks=tuple(blocks), form=True)

    def _facts(self) -> Grid:
        there = f"应到{number(self.entitled)}人，实到{len(self.present)}人"
        when = "　".join(one for one in (day(self.on), self.time) if one)
        return Grid(
            (1, 2, 1, 2),
            (
                Row((label("时间"), Cell(when), label("地点"), Cell(self.place or UNKNOWN))),
                Row(
                    (
                        label("主持人"),
                        Cell(self.host or UNKNOWN),
                        label("记录人"),
                        Cell(self.keeper or UNKNOWN),
                    )
                ),
                Row(
                    (label("出席"), said(f"{listed(self.present, UNKNOWN)}（{there}）", columns=3))
                ),
                Row((label("缺席"), said(listed(self.excused), columns=3))),
                Row((label("列席"), said(listed(self.attending), columns=3))),
            ),
        )

    def _item(self, at: int, item: ItemRecord) -> list[Block]:
        blocks: list[Block] = [Line(f"{numbered(at)}、{item.title}", Role.HEADING)]
        if item.reported_by:
            blocks += texts(f"汇报人：{item.reported_by}")
        blocks += texts(item.content)
        blocks += texts(f"回避：{listed(item.recused)}。")
        for one in item.spoken:
            position = f"（{one.position}）" if one.position else ""
            words = f"：{one.words}" if one.words else "。"
            blocks += texts(f"{one.name}{position}{words}")
        results = "；".join(item.results)
        return [*blocks, *texts(f"会议决定：{results or UNKNOWN}。")]
