"""Kin avoidance (任职回避), by the family members that officials have declared.

A declared name that a leader bears is held for that leader until it is known not to be: where both
birth months are on file and differ, it is somebody else; where one is not, people verify it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from quanheng.norms.eligibility.candidate import NOTHING, Candidate, OfCandidate, joined
from quanheng.norms.eligibility.seat import team
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import Check
from quanheng.norms.kinds import Family, Person, Row, Tenure
from quanheng.norms.pack import Parameter


class Hit(NamedTuple):
    """A declared name that fits; ``sure`` when both birth months are on file."""

    told: Text
    sure: bool
    rows: tuple[Row, ...]


def may_be(one: date | None, other: date | None) -> bool:
    """Whether two births may be one person's: the month decides, unknown may be any."""
    if one is None or other is None:
        return True
    return (one.year, one.month) == (other.year, other.month)


@dataclass(frozen=True, kw_only=True)
class NotUnderKin(OfCandidate):
    """No declared relative leads the unit or the one above, or handles its people and money.

    ``functions`` are the words by which posts for people, discipline, audit and money are known.
    """

    functions: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Names that the nominee has declared, and leaders who have declared the nominee."""
        others = self._others(of)
        above = _above(of)
        lacking = bool(above) and not any(row.unit == above for row, _person in others)
        declared = [row for row in of.nominee.records.of(Family) if row.person == of.nominee.code]
        hits = [*_declared(declared, others), *_declaring(of, others)]
        status = Status.MET
        if any(hit.sure for hit in hits):
            status = Status.MISSED
        elif hits:
            status = Status.ATTENTION
        elif not declared or lacking:
            status = Status.NO_DATA
        yield self.told(
            of,
            Text("亲属回避", "kin avoidance"),
            status,
            joined(hit.told for hit in hits) if hits else _none(declared, others, lacking),
            Text(
                "不与近亲属有直接上下级关系，不在其领导下从事组织、人事、纪检、监察、审计、财务工作",
                "not in one line with close kin, nor in charge of people or money under them",
            ),
            Text(
                "由组织部门核实是否同一人及亲属关系；家庭成员由本人申报。",
                "The organisation department verifies; the person declares the family.",
            ),
            [row for hit in hits for row in hit.rows],
        )

    def _others(self, of: Candidate) -> list[tuple[Tenure, Person]]:
        """Whoever the nominee would work under, beside, or above in a post of these functions."""
        words = self.functions.names(of.on)
        here = [row for row in team(of.matter, of.post.unit) if of.post.leading or row.chief]
        above = _above(of)
        rows = here + (team(of.matter, above) if above else [])
        if of.post.leading:
            led = {row.row for row in rows}
            rows += [
                row
                for row in of.matter.records.of(Tenure)
                if row.unit == of.post.unit
                and row.row not in led
                and row.start <= of.on
                and (row.end is None or row.end > of.on)
                and any(word in f"{row.title}{row.charge or ''}" for word in words)
            ]
        found = []
        for row in rows:
            dossier = of.matter.records.people.get(row.person)
            head = dossier.head if dossier else None
            if isinstance(head, Person) and head.code not in (of.nominee.code, of.post.leaving):
                found.append((row, head))
        return found


def _above(of: Candidate) -> str | None:
    unit = of.unit(of.post.unit)
    return unit.parent if unit else None


def _declared(declared: list[Family], others: list[tuple[Tenure, Person]]) -> Iterator[Hit]:
    for one in declared:
        for row, person in others:
            if person.name == one.name and may_be(person.birth, one.birth):
                sure = one.birth is not None
                zh, en = _births(sure)
                told = Text(
                    f"{one.relation}与{row.title}{person.name}同名，{zh}",
                    f"{one.relation} is named like {row.title} {person.name}, {en}",
                )
                yield Hit(told, sure, (one, row))


def _declaring(of: Candidate, others: list[tuple[Tenure, Person]]) -> Iterator[Hit]:
    leaders = {person.code: (row, person) for row, person in others}
    birth = of.person.birth if of.person else None
    for one in of.matter.records.of(Family):
        if one.person in leaders and one.name == of.nominee.name and may_be(birth, one.birth):
            row, person = leaders[one.person]
            sure = one.birth is not None and birth is not None
            zh, en = _births(sure)
            told = Text(
                f"{row.title}{person.name}申报的{one.relation}与本人同名，{zh}",
                f"declared as {one.relation} by {row.title} {person.name}, {en}",
            )
            yield Hit(told, sure, (one, row))


def _births(sure: bool) -> Text:
    if sure:
        return Text("出生年月相同", "born in the same month")
    return Text("出生年月未登记，须核实", "birth not on file, to be verified")


def _none(declared: list[Family], others: list[tuple[Tenure, Person]], lacking: bool) -> Text:
    if not declared:
        return Text(f"家庭成员{NOTHING.zh}", f"family {NOTHING.en}")
    count = len({person.code for _row, person in others})
    if lacking:
        return Text(
            f"已与{count}名领导比对；上级单位领导{NOTHING.zh}",
            f"compared with {count} leaders; those of the unit above are not on file",
        )
    return Text(
        f"申报家庭成员{len(declared)}人，与有关领导{count}人无同名",
        f"{len(declared)} declared, none named like the {count} leaders",
    )
