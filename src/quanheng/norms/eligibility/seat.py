"""The seat itself: quota, terms, exchange, where somebody grew up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from quanheng.norms.eligibility.candidate import (
    NOTHING,
    OFFICER,
    YEAR,
    Candidate,
    OfCandidate,
    held,
    met,
    spell,
    with_source,
)
from quanheng.norms.eligibility.post import post_of
from quanheng.norms.finding import Evidence, Status, Text
from quanheng.norms.gate import Check, Condition, Matter
from quanheng.norms.kinds import MILLION, Row, Tenure, Unit
from quanheng.norms.pack import Parameter
from quanheng.norms.plain.proposals import stem
from quanheng.norms.population import INNER


@dataclass(frozen=True, kw_only=True)
class WithinQuota(Condition):
    """The unit has a place for the post: no more leaders than approved (职数).

    Whoever now heads the unit under the same title leaves before, as does ``Post.leaving``.
    """

    kinds: ClassVar[tuple[type[Row], ...]] = (Unit, Tenure)

    excess: Parameter

    def checks(self, matter: Matter, clause: str) -> Iterator[Check]:
        """Heads, or the other team members, without whoever leaves, and with the new one."""
        del clause
        post, unit = post_of(matter), matter.records.units.get(matter.subject)
        if post is None or not post.leading or post.role == INNER:
            return
        nominee = matter.nominees[0].code if len(matter.nominees) == 1 else ""
        rows = [row for row in team(matter, matter.subject) if row.chief is post.chief]
        going = {
            row.person
            for row in rows
            if row.person in (post.leaving, nominee) or (post.chief and row.title == post.title)
        }
        rows = [row for row in rows if row.person not in going]
        quota = (unit.chief_quota if post.chief else unit.deputy_quota) if unit else None
        after = len({row.person for row in rows}) + 1
        within = quota is not None and after - quota // MILLION <= self.excess.number(matter.on)
        kind = Text("正职", "heads") if post.chief else Text("副职", "deputies")
        yield Check(
            self.excess.clause,
            Text(f"{kind.zh}职数", f"quota of {kind.en}"),
            met(within, quota is not None),
            _filled(quota, after, len(going)),
            with_source(Text("不超职数", "within the quota"), self.excess, matter.on),
            Text(
                "未登记职数的，由单位人事干部报机构编制部门核定后登记；已满的，须先有人离任。",
                "The personnel officer enters the approved quota; if it is full, one leaves first.",
            ),
            (
                *((Evidence(unit.sheet, unit.row),) if unit else ()),
                *(Evidence(row.sheet, row.row) for row in rows),
            ),
        )


def _filled(quota: int | None, after: int, going: int) -> Text:
    """The approved posts, how many hold one, how many of them leave, how many there are then."""
    approved = NOTHING if quota is None else Text(str(quota // MILLION), str(quota // MILLION))
    now = after - 1 + going
    return Text(
        f"核定{approved.zh}，现任{now}人"
        + (f"，其中{going}人须先离任" if going else "")
        + f"，任命后{after}人",
        f"approved {approved.en}, in post {now}"
        + (f", of whom {going} leave first" if going else "")
        + f", then {after}",
    )


def team(matter: Matter, unit: str) -> list[Tenure]:
    """The tenures of a unit's team that are held on the day."""
    return [
        row
        for row in matter.records.of(Tenure)
        if row.unit == unit
        and row.leading
        and row.role != INNER
        and row.start <= matter.on
        and (row.end is None or row.end > matter.on)
    ]


@dataclass(frozen=True, kw_only=True)
class SamePost(OfCandidate):
    """Whoever has held the same post for so many years moves on, and is not appointed again."""

    years: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Full years in this post of this unit; only for whoever holds it."""
        if not of.staying:
            return
        years = int(self.years.number(of.on))
        rows = [row for row in of.tenures if (row.unit, row.title) == _here(of)]
        months = of.months(rows)
        yield self.told(
            of,
            Text("同一职位任职年限", "years in the same post"),
            met(months < years * YEAR),
            Text(f"{spell(months).zh}：{held(rows, of).zh}", f"{spell(months).en}"),
            Text(f"满{years}年必须交流", f"moved on after {years} years"),
            Text("应当交流到其他职位。", "To be moved to another post."),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class TermsHeld(OfCandidate):
    """Not more than so many terms of office in the same post."""

    terms: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Terms on file, by the day on which they began; only for a post held before."""
        most = int(self.terms.number(of.on))
        rows = [row for row in of.tenures if (row.unit, row.title) == _here(of)]
        if not rows or not of.post.term:
            return
        count = len({row.term_start for row in rows if row.term_start})
        known = all(row.term_start for row in rows)
        status = Status.MISSED if count >= most else met(known, known=False)
        yield self.told(
            of,
            Text("同一职位任期届数", "terms in the same post"),
            status,
            Text(f"已任{count}届：{held(rows, of).zh}", f"{count}: {held(rows, of).en}"),
            Text(f"连续任职不超过{most}届", f"at most {most} terms"),
            Text("由人事干部核对任期起止。", "The personnel officer checks the terms."),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class SameLevel(OfCandidate):
    """Whoever has led at one level for so many years gets no further post of that level."""

    years: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Full years in leading posts of the level; only for another post of the same level."""
        if of.level != of.post.level or of.staying:
            return
        years = int(self.years.number(of.on))
        rows = [row for row in of.tenures if row.leading and row.level == of.post.level]
        months = of.months(rows)
        yield self.told(
            of,
            Text("同一层次任职年限", "years at the same level"),
            met(months < years * YEAR),
            Text(f"{spell(months).zh}：{held(rows, of).zh}", f"{spell(months).en}"),
            Text(f"同一层次领导职务累计不满{years}年", f"less than {years} years at one level"),
            Text("不再安排同一层次的其他领导职务。", "No further leading post of this level."),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class FirstTerm(OfCandidate):
    """A term of office is generally completed before one leaves the post."""

    advisory: ClassVar[bool] = True
    terms: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """One check for people to consider where a term still runs."""
        rows = [
            row
            for row in of.serving
            if row.term_end and row.term_end > of.on and (row.unit, row.title) != _here(of)
        ]
        if not rows:
            return
        last = max(row.term_end for row in rows if row.term_end)
        yield self.told(
            of,
            Text("现任期未满", "present term not completed"),
            Status.ATTENTION,
            Text(f"{held(rows, of).zh}，任期至{last}", f"{held(rows, of).en}, term until {last}"),
            Text("一般应任满一个任期", "generally one full term"),
            Text(
                "任期内调整的，由组织部门说明理由。",
                "The organisation department gives the reason for a move within the term.",
            ),
            rows,
        )


def _here(of: Candidate) -> tuple[str, str]:
    return of.post.unit, of.post.title


@dataclass(frozen=True, kw_only=True)
class NotAtHome(OfCandidate):
    """The unit does not lie where the person grew up (成长地), for the heads of some organs.

    Of units in ``categories`` or with one of the ``names`` in their own; of all without either.
    With ``nearby`` a place of origin that contains the unit's is for people to verify.
    """

    allowed: Parameter
    categories: Parameter | None = None
    names: Parameter | None = None
    heads: bool = False
    nearby: bool = False

    def look(self, of: Candidate) -> Iterator[Check]:
        """By the name of the place without its last word (街道, 县 …)."""
        unit = of.unit(of.post.unit)
        if (self.heads and not of.post.chief) or not self._speaks(of, unit):
            return
        person = of.person
        home = (person.home_area or person.birthplace) if person else None
        label = Text("成长地回避", "not where one grew up")
        required = Text("不在本人成长地任职", "not where one grew up")
        if not home or unit is None or not unit.location:
            yield self.told(of, label, Status.NO_DATA, NOTHING, required, OFFICER)
            return
        told = Text(
            f"成长地{home}，单位所在地{unit.location}", f"grew up in {home}; in {unit.location}"
        )
        here = stem(unit.location)
        within = self.nearby and any(
            here in origin for origin in (home, person and person.birthplace) if origin
        )
        same = stem(home) == here
        yield self.told(
            of,
            label,
            Status.MISSED if same else Status.ATTENTION if within else Status.MET,
            told,
            required,
            Text(
                "由组织部门核实成长地；有特殊理由的，记录理由后由有权人员放行。",
                "The organisation department verifies; for a special reason whoever may lets it"
                " pass, in writing.",
            ),
            [person] if person else [],
        )

    def _speaks(self, of: Candidate, unit: Unit | None) -> bool:
        if self.categories is None and self.names is None:
            return True
        categories = self.categories.names(of.on) if self.categories else ()
        names = self.names.names(of.on) if self.names else ()
        return unit is not None and (
            unit.category in categories or any(name in unit.name for name in names)
        )
