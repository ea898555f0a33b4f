"""What documents ask of the agenda of a committee: the facts of a meeting, and conditions on them.

A pack adds its gates with ``add_gate(pack, number, MEETING, step, gate)``. Of the steps, ``AGENDA``
is the meeting as a whole, ``ITEM`` each of its items, ``MAJOR`` each item of the major matters
(三重一大), and the name of an ``ItemKind`` each item of that kind. ``office.meetings`` asks them
when an agenda is to be closed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import UNSAID, Check, Condition, Matter, Value
from quanheng.norms.pack import Parameter
from quanheng.norms.sentence import shown

MEETING = "meeting"
"""The family of procedures to whose steps these gates are added."""
AGENDA, ITEM, MAJOR = "agenda", "item", "major"


class ItemKind(StrEnum):
    """What an item of an agenda is."""

    STUDY = "study"
    APPOINTMENT = "appointment"
    DECISION = "decision"
    PROJECT = "project"
    FUNDS = "funds"
    OTHER = "other"


MAJORS = frozenset({ItemKind.APPOINTMENT, ItemKind.DECISION, ItemKind.PROJECT, ItemKind.FUNDS})
"""The major matters (三重一大): decisions, appointments, projects, large sums."""
SUBJECTS = MAJORS - {ItemKind.APPOINTMENT}
"""Those of them that are about a matter and not about a person."""

NAMES: Mapping[str, Text] = {
    "meeting.first": Text("第一项是学习议题", "the first item is for study"),
    "meeting.study": Text("学习内容", "what is studied"),
    "meeting.received": Text("收到日期", "received on"),
    "meeting.day": Text("会议日期", "day of the meeting"),
    "item.legality": Text("合法性审查", "legality review"),
    "item.risk": Text("风险评估", "risk assessment"),
    "item.expert": Text("专家咨询", "expert advice"),
    "item.soundings": Text("会前酝酿", "soundings before"),
    "item.alignment": Text("对标对表", "what it was checked against"),
    "item.interests": Text("事关发展或群众切身利益", "touches economy, society or vital interests"),
    "item.consultation": Text("问计于民", "public consultation"),
    "item.questions": Text("提请表决的事项", "what is put to the vote"),
}
"""What each fact is called: of the meeting, and of an item."""


def _told(value: Value) -> Text:
    if value is None or value == "":
        return UNSAID
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    return Text(str(value), str(value))


@dataclass(frozen=True)
class Answered(Condition):
    """Something is on file; with ``where``, only of what that fact says yes to.

    ``where`` must be answered itself: left open, it counts as not on file.
    """

    reads: ClassVar[bool] = False
    fact: str
    remedy: Text
    where: str = ""

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check."""
        value, name = matter.facts.get(self.fact), matter.names[self.fact]
        told, required = _told(value), Text("须入档", "to be on file")
        holds = value not in (None, "", False)
        if self.where:
            given, asked = matter.facts.get(self.where), matter.names[self.where]
            if given is None:
                open_ = Text(f"“{asked.zh}”未填", f"not stated whether it {asked.en}")
                yield Check(clause, name, Status.NO_DATA, open_, required, self.remedy)
                return
            if given is False:
                none = Text("不涉及", "not touched")
                yield Check(clause, name, Status.MET, none, Text("不要求", "not asked"), none)
                return
        status = Status.MET if holds else Status.MISSED
        yield Check(clause, name, status, told, required, self.remedy)


@dataclass(frozen=True)
class Leads(Condition):
    """The first item is the study of something that was prescribed."""

    reads: ClassVar[bool] = False

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check."""
        first, study = matter.facts.get("meeting.first"), matter.facts.get("meeting.study")
        holds = first is True and bool(study)
        yield Check(
            clause,
            Text("第一议题", "the first item"),
            Status.MET if holds else Status.MISSED,
            _told(study) if first is True else Text("第一项不是学习议题", "another item is first"),
            Text("第一项为规定的学习内容", "the prescribed study stands first"),
            Text(
                "请把学习议题列为第一项，并选定学习内容。",
                "Put the study item first, and say what is studied.",
            ),
        )


@dataclass(frozen=True)
class Promptly(Condition):
    """From one date to another one, no more days pass than the clause allows."""

    reads: ClassVar[bool] = False
    since: str
    until: str
    limit: Parameter

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while one of the dates is."""
        since, until = matter.facts.get(self.since), matter.facts.get(self.until)
        most = self.limit.number(matter.on)
        status, told = Status.NO_DATA, UNSAID
        if isinstance(since, date) and isinstance(until, date):
            days = (until - since).days
            status = Status.MET if 0 <= days <= most else Status.MISSED
            told = Text(f"{since}收到，第{days}天", f"received {since}, day {days}")
        length = shown(most, self.limit.unit)
        yield Check(
            clause,
            Text("及时传达学习", "passed on promptly"),
            status,
            told,
            Text(f"{length.zh}内", f"within {length.en}"),
            Text(
                "请提前开会，或由有权人员说明理由后放行。",
                "Meet earlier, or let it pass with a reason.",
            ),
        )
