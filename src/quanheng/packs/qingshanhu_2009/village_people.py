"""What the procedures on officials of villages and communities share: family, words, conditions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from quanheng.norms.finding import Evidence, Status, Text
from quanheng.norms.gate import UNSAID, Check, Condition, Gate, Matter, Nominee, OfEach
from quanheng.norms.kinds import Level, Row, Tenure
from quanheng.norms.procedure import REFUSED, Outcome, Purpose, Step
from quanheng.norms.slate import NoMoreThanPlaces, fact
from quanheng.packs.national.appointment.terms import HEAD, back, day, line, onward

FAMILY = "villages"
"""Procedures on officials and graduates who come from villages and communities, or go there."""
UP, DOWN = "up", "down"
WAYS = (
    (UP, Text("村、社区干部到乡镇（街道、园区）挂职", "from a village to the township")),
    (DOWN, Text("乡镇（街道、园区）干部到村、社区挂职", "from the township to a village")),
)


@dataclass(frozen=True)
class FromVillage(OfEach):
    """The file says that the nominee holds a post in a village or community on the day.

    With ``way`` it is asked only of those of whom this fact was answered with ``up``.
    """

    kinds: ClassVar[tuple[type[Row], ...]] = (Tenure,)

    way: str = ""

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check, with the records of the posts; unknown where the file has none."""
        if self.way and fact(matter, nominee, self.way) != UP:
            return
        dossier = nominee.records.people.get(nominee.code)
        held = [row for row in dossier.of(Tenure) if _in_village(row, matter.on)] if dossier else []
        none = Text("未登记在任的村、社区职务", "no such post in force on file")
        yield Check(
            clause,
            Text("现任村、社区干部", "serves in a village or community"),
            Status.MET if held else Status.NO_DATA,
            Text(
                "、".join(f"{row.title}（{row.start}起）" for row in held),
                ", ".join(f"{row.title} (since {row.start})" for row in held),
            )
            if held
            else none,
            Text("档案中有在任的村、社区职务", "such a post in force on file"),
            Text(
                "确在任的，先由组织人事部门补登任职；不是的，移出人选，写明理由。",
                "Have the post entered in the file first; else leave the person out, saying why.",
            ),
            tuple(Evidence(row.sheet, row.row) for row in held),
        )


def _in_village(row: Tenure, on: date) -> bool:
    return row.level is Level.VILLAGE and row.start <= on and (row.end is None or row.end > on)


@dataclass(frozen=True)
class BothWays(Condition):
    """Of those put forward some go up and some go down: the batch is a two-way one."""

    reads: ClassVar[bool] = False
    way: str

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """One check; unknown while the way of somebody is not stated."""
        ways = [fact(matter, one, self.way) for one in matter.nominees]
        up, down = ways.count(UP), ways.count(DOWN)
        known = bool(ways) and up + down == len(ways)
        holds = Status.MET if up and down else Status.MISSED
        yield Check(
            clause,
            Text("双向：有上有下", "both ways"),
            holds if known else Status.NO_DATA,
            Text(f"上挂{up}人，下挂{down}人", f"{up} up, {down} down") if known else UNSAID,
            Text("两个方向各不少于1人", "at least one each way"),
            Text("请补上另一个方向的人选。", "Put somebody forward for the other way."),
        )


@dataclass(frozen=True)
class EachWithin(OfEach):
    """A day entered about every nominee lies after another day and is not to come."""

    reads: ClassVar[bool] = False
    fact: str
    after: str

    def each(self, matter: Matter, nominee: Nominee, clause: str) -> Iterator[Check]:
        """One check; unknown while one of the days is."""
        when, first = fact(matter, nominee, self.fact), fact(matter, nominee, self.after)
        known = isinstance(when, date) and isinstance(first, date)
        holds = known and first < when <= matter.on  # type: ignore[operator]
        yield Check(
            clause,
            matter.names[self.fact],
            (Status.MET if holds else Status.MISSED) if known else Status.NO_DATA,
            Text(str(when), str(when)) if known else UNSAID,
            Text(f"晚于{first}，不晚于今日", f"after {first}, not after today")
            if known
            else UNSAID,
            Text(
                "请核对日期：须在开始之后，未到的日子不能先登记。",
                "Check the date: after the beginning, and not still to come.",
            ),
        )


PLACES = Gate("places", Text("人数不超过计划", "No more than planned"),
              (NoMoreThanPlaces("plan.places"),))  # fmt: skip


def confirm(*, after: str) -> Step:
    """决定人选: by somebody else than who looked into them, within the numbers of the plan."""
    return Step(
        "confirm",
        Text("决定人选", "Decision"),
        by=(HEAD,),
        purpose=Purpose.DECISION,
        not_by=(after,),
        asks=(day("day", "决定日期", "day of the decision"), line("way", "研究方式", "by whom")),
        outcomes=(
            onward("confirmed", "同意", "Agree"),
            back(after),
            Outcome("refused", Text("不同意", "Refuse"), to=REFUSED, reason=True),
        ),
    )


def with_gate(step: Step, gate: Gate) -> Step:
    """A step with one gate more."""
    return replace(step, gates=(*step.gates, gate))


def returning(step: Step, to: str) -> Step:
    """A step that is sent back to another one than usual."""
    ways = (one if one.name != "returned" else back(to) for one in step.outcomes)
    return replace(step, outcomes=tuple(ways))
