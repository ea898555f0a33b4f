"""廉政意见函, which asks the discipline inspection organ, and 回复函, its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quanheng.office.documents.official.generic import Official, Section, Table
from quanheng.office.documents.official.people import Named
from quanheng.office.documents.official.sheet import Head, Sheet
from quanheng.office.documents.official.words import NONE, UNKNOWN, day, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityLetter:
    """廉政意见函: about whom an opinion is asked, for which post, and by when."""

    organ: str
    addressee: str
    people: Sequence[Named]
    number: str = ""
    due: date | None = None
    contact: str = ""
    on: date | None = None

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        rows = [
            (str(at), one.name, one.current_post or UNKNOWN, one.proposed_post or NONE)
            for at, one in enumerate(self.people, start=1)
        ]
        table = Table(
            heads=("序号", "姓名", "现任职务", "拟任职务"),
            rows=rows,
            widths=(1, 1.5, 3.6, 3.6),
            left=(2, 3),
        )
        asked = (
            "根据干部选拔任用工作有关规定，现就下列人选的党风廉政情况征求你单位意见。请就有无问题线索、"
            "是否立案审查调查、有无尚在影响期内的处分或者诫勉提出结论性意见，由主要负责人签字后函复。"
        )
        due = [f"请于{day(self.due)}前函复。"] if self.due else []
        return Official(
            title="关于征求党风廉政意见的函",
            head=Head.LETTER,
            number=self.number,
            addressee=self.addressee,
            opening=[asked],
            sections=[Section("", [], [table])],
            closing=[*due, "请对本函内容严格保密。"],
            organ=self.organ,
            on=self.on,
            note=f"（{self.contact}）" if self.contact else "",
        ).laid_out()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityOpinion:
    """What is answered about somebody. Where nothing is said it is not on file, and not 无.

    ``basis`` speaks of investigations, sanctions and admonitions in one text instead of three.
    """

    who: Named
    leads: str = ""
    investigation: str = ""
    sanctions: str = ""
    admonition: str = ""
    basis: str = ""
    conclusion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityReply:
    """回复函: the opinion on each, who signs, and until when it can be used.

    Whoever reported something, and what was reported, has no place on it.
    """

    organ: str
    addressee: str
    opinions: Sequence[IntegrityOpinion]
    number: str = ""
    answers: str = ""
    signers: Sequence[str] = ()
    on: date | None = None
    valid_until: date | None = None

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        table = self._table()
        to = f"《{self.answers}》收悉。" if self.answers else "来函收悉。"
        until = [f"本意见有效期至{day(self.valid_until)}。"] if self.valid_until else []
        return Official(
            title="关于党风廉政意见的回复函",
            head=Head.LETTER,
            number=self.number,
            addressee=self.addressee,
            opening=[f"{to}经研究，现将有关人选的党风廉政意见函复如下。"],
            sections=[Section("", [], [table])],
            closing=[*until, f"签字人：{listed(self.signers, UNKNOWN)}。"],
            signatures=("党委（党组）书记", "纪委书记（纪检监察组组长）"),
            organ=self.organ,
            on=self.on,
        ).laid_out()

    def _table(self) -> Table:
        if any(one.basis for one in self.opinions):
            told = ("姓名", "问题线索", "立案、处分、诫勉等情况", "结论性意见")
            texts = [(one.leads, one.basis, one.conclusion) for one in self.opinions]
            widths, left = (1.4, 2, 3, 3), (2, 3)
        else:
            told = ("姓名", "问题线索", "立案审查调查", "处分", "诫勉", "结论性意见")
            texts = [
                (one.leads, one.investigation, one.sanctions, one.admonition, one.conclusion)
                for one in self.opinions
            ]
            widths, left = (1.4, 1.6, 1.6, 1.4, 1.4, 3), (5,)
        rows = [
            (one.who.name, *(text or UNKNOWN for text in line))
            for one, line in zip(self.opinions, texts, strict=True)
        ]
        return Table(heads=told, rows=rows, widths=widths, left=left)
