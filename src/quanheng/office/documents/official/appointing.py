"""任前公示, 任职通知 and 任免请示."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from quanheng.office.documents.official.generic import Official, Section, Table
from quanheng.office.documents.official.people import Announced, Contact, Fact, Named
from quanheng.office.documents.official.sheet import Head, Sheet
from quanheng.office.documents.official.words import UNKNOWN, day, number, span


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """任前公示: who is to take up which post, in which days and where views can be given.

    Of each person name, sex, birth, education and posts; no identity number, no family.
    """

    organ: str
    people: Sequence[Announced]
    since: date | None = None
    until: date | None = None
    contact: Contact = field(default_factory=Contact)
    number: str = ""
    on: date | None = None

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        opening = (
            "根据干部选拔任用工作有关规定，经研究决定，现将下列同志的任职情况予以公示，"
            "听取干部群众意见。"
        )
        views = (
            f"公示期为{span(self.since, self.until)}。公示期间，个人和单位均可通过来电、来信、来访"
            f"等方式，向{self.organ}反映公示对象的情况和问题。反映情况和问题应当实事求是、客观公正；"
            "提倡实名反映，受理单位对反映人的身份严格保密。"
        )
        exceptions = [f"{one.name}：{one.exception}" for one in self.people if one.exception]
        return Official(
            title="干部任前公示",
            number=self.number,
            opening=[opening, *(one.sentence for one in self.people)],
            sections=[Section("", ["破格情形和理由：", *exceptions])] if exceptions else (),
            closing=[views, *self.contact.lines],
            organ=self.organ,
            on=self.on,
        ).laid_out()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Named):
    """A change of post as decided; ``probation`` such as 试用期一年, empty where there is none."""

    probation: str = ""

    @property
    def lines(self) -> Sequence[str]:
        """任 and 免, one sentence for each."""
        trial = f"（{self.probation}）" if self.probation else ""
        if self.proposed_post and self.post_to_leave:
            return (
                f"{self.name}同志任{self.proposed_post}{trial}，免去其{self.post_to_leave}职务；",
            )
        if self.proposed_post:
            return (f"{self.name}同志任{self.proposed_post}{trial}；",)
        return (f"免去{self.name}同志{self.post_to_leave or UNKNOWN}职务；",)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentNotice:
    """任职通知: decided by whom and when, and each 任 and 免."""

    organ: str
    changes: Sequence[Change]
    addressee: str = ""
    number: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    on: date | None = None
    copies: Sequence[str] = ()

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        by = self.decided_by or self.organ
        lines = [line for one in self.changes for line in one.lines]
        if lines:
            lines[-1] = lines[-1].removesuffix("；") + "。"
        several = "等同志" if len(self.changes) > 1 else "同志"
        first = self.changes[0].name if self.changes else ""
        what = "任免职" if any(one.post_to_leave for one in self.changes) else "任职"
        return Official(
            title=f"{self.organ}\n关于{first}{several}{what}的通知",
            head=Head.RED,
            number=self.number,
            addressee=self.addressee,
            opening=[f"{by}{day(self.decided_on)}研究决定：", *lines],
            organ=self.organ,
            on=self.on,
            copies=self.copies,
        ).laid_out()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Named):
    """Whose appointment is asked for, with the votes of the meeting and the reason."""

    reason: str = ""
    agree: int | None = None
    disagree: int | None = None
    defer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRequest:
    """任免请示: to the organ that approves; reason, 任免, the course, votes, quota, attachments."""

    organ: str
    addressee: str
    people: Sequence[Asked]
    number: str = ""
    signer: str = ""
    course: Sequence[str] = ()
    entitled: int | None = None
    present: int | None = None
    quota: Sequence[Fact] = ()
    attachments: Sequence[str] = ()
    contact: str = ""
    on: date | None = None

    def laid_out(self) -> Sheet:
        """What stands on the paper."""
        several = "等同志" if len(self.people) > 1 else "同志"
        first = self.people[0].name if self.people else ""
        made = Official(
            title=f"{self.organ}\n关于{first}{several}任免职的请示",
            head=Head.RED,
            number=self.number,
            addressee=self.addressee,
            opening=["根据工作需要和干部管理权限，现将有关干部任免事项请示如下。"],
            sections=[self._proposed(), self._course(), self._quota()],
            closing=["妥否，请批示。"],
            attachments=self.attachments,
            organ=self.organ,
            on=self.on,
            note=f"（{self.contact}）" if self.contact else "",
        ).laid_out()
        return replace(made, signer=self.signer)

    def _proposed(self) -> Section:
        rows = [
            (one.name, one.current_post or UNKNOWN, one.change, one.reason or UNKNOWN)
            for one in self.people
        ]
        named = ("姓名", "现任职务", "任免意见", "理由")
        table = Table(heads=named, rows=rows, widths=(1.2, 2.4, 2.8, 3), left=(1, 2, 3))
        return Section("任免意见", tables=[table])

    def _course(self) -> Section:
        met = (
            f"应到会成员{number(self.entitled)}人，实到{number(self.present)}人，逐人表决结果如下。"
        )
        rows = [
            (one.name, number(one.agree), number(one.disagree), number(one.defer))
            for one in self.people
        ]
        table = Table(heads=("姓名", "同意", "不同意", "缓议"), rows=rows)
        return Section("酝酿和讨论决定情况", [*self.course, met], [table])

    def _quota(self) -> Section:
        told = [f"{one.label}：{one.text}。" for one in self.quota]
        return Section("职数情况", told or [UNKNOWN])
