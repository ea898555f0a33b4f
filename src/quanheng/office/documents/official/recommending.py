"""民主推荐表, to be filled in without a name, and 民主推荐汇总."""

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
from quanheng.office.documents.official.words import BOX, UNKNOWN, day, number

NOT_BY_VOTES = "推荐结果是重要参考，不作为唯一依据；本表按名册顺序排列，不按票数排列。"
WHOLE_ROWS = 3
"""Empty rows of a form without a list of references, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationForm:
    """民主推荐表: the post and its conditions, the references if there are any, room for others.

    ``most`` is how many may be recommended; ``groups`` are the kinds of participants, of which one
    is ticked, since the form bears no name.
    """

    unit: str
    post: str
    way: str = "会议推荐"
    on: date | None = None
    conditions: Sequence[str] = ()
    references: Sequence[Named] = ()
    most: int = 1
    groups: Sequence[str] = ()

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        ticked = "　".join(f"{BOX}{group}" for group in self.groups)
        blocks: list[Block] = [
            Grid(
                (1, 2.2, 1, 2.2),
                (
                    Row((label("推荐职位"), Cell(self.post), label("推荐方式"), Cell(self.way))),
                    *((Row((label("参加人员类别"), said(ticked, columns=3))),) if ticked else ()),
                    *self._conditions(),
                ),
            ),
            self._references() if self.references else self._blank(),
            *texts(*self._notes(), role=Role.NOTE),
        ]
        return Sheet(
            title="民主推荐表",
            subtitle=f"{self.unit}　{day(self.on)}",
            blocks=tuple(blocks),
            form=True,
        )

    def _conditions(self) -> tuple[Row, ...]:
        told = "\n".join(
            f"{at}.{text}" if len(self.conditions) > 1 else text
            for at, text in enumerate(self.conditions, start=1)
        )
        return (Row((label("任职条件"), said(told, columns=3))),) if told else ()

    def _references(self) -> Grid:
        rows = [
            Row((Cell(str(at)), Cell(one.name), said(one.current_post), Cell("")), 11)
            for at, one in enumerate(self.references, start=1)
        ]
        other = Row((Cell("另荐"), Cell(""), Cell(""), Cell("")), 12)
        named = heads("序号", "姓名", "现任职务", "推荐意见")
        return Grid((0.8, 1.4, 4, 1.3), (named, *rows, other), 1)

    def _blank(self) -> Grid:
        empty = Row((Cell(""), Cell(""), Cell(""), Cell("")), 14)
        rows = [
            Row((Cell(str(at)), *empty.cells[1:]), 14)
            for at in range(1, max(self.most, WHOLE_ROWS) + 1)
        ]
        named = heads("序号", "推荐人选姓名", "现工作单位及职务", "推荐理由")
        return Grid((0.8, 1.6, 3, 2.6), (named, *rows), 1)

    def _notes(self) -> Sequence[str]:
        how = (
            f"1.请在“推荐意见”栏画“○”，最多推荐{self.most}人；不同意名单所列人选的，可在“另荐”栏另行推荐。"
            if self.references
            else f"1.请填写您推荐的人选，最多推荐{self.most}人。"
        )
        return (how, f"2.超过{self.most}人的推荐表无效；少于的有效。", "3.本表不署名，请独立填写。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """How often somebody was recommended: in all, and by each group of participants."""

    who: Named
    total: int | None = None
    by_group: Sequence[int | None] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSummary:
    """民主推荐汇总: sheets handed out and returned, and the results in the order of the list."""

    unit: str
    post: str
    way: str = "会议推荐"
    on: date | None = None
    entitled: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    groups: Sequence[str] = ()
    results: Sequence[Recommended] = ()
    note: str = ""
    signatures: Sequence[str] = ("计票人", "监票人", "汇总人", "日　期")

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        blocks: list[Block] = [self._counted(), self._results()]
        blocks += texts(NOT_BY_VOTES, self.note, role=Role.NOTE)
        if self.signatures:
            blocks.append(Signatures(tuple(self.signatures)))
        return Sheet(
            title="民主推荐情况汇总表",
            subtitle=f"{self.unit}　{self.way}　{day(self.on)}",
            blocks=tuple(blocks),
            form=True,
        )

    def _counted(self) -> Grid:
        names = ("应到人数", "实到人数", "发出票数", "收回票数", "有效票数")
        counts = (self.entitled, self.present, self.issued, self.returned, self.valid)
        return Grid(
            (1,) * 5,
            (
                Row((label("推荐职位"), said(self.post, columns=4))),
                heads(*names),
                Row(tuple(Cell(number(count)) for count in counts)),
            ),
        )

    def _results(self) -> Block:
        if not self.results:
            return Line(f"推荐结果：{UNKNOWN}。", Role.FLUSH)
        named = heads("序号", "姓名", "现任职务", "得票", *self.groups)
        rows = [
            Row(
                (
                    Cell(str(at)),
                    Cell(one.who.name),
                    said(one.who.current_post),
                    Cell(number(one.total)),
                    *(Cell(number(votes)) for votes in self._of_groups(one)),
                )
            )
            for at, one in enumerate(self.results, start=1)
        ]
        widths = (0.8, 1.3, 3.4, 1, *(1.2,) * len(self.groups))
        return Grid(widths, (named, *rows), 1)

    def _of_groups(self, one: Recommended) -> Sequence[int | None]:
        """As many numbers as there are groups; what nobody counted is unknown."""
        known = list(one.by_group)[: len(self.groups)]
        return [*known, *(None for _ in range(len(self.groups) - len(known)))]
