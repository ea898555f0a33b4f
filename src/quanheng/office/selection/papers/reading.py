"""Everything that papers say, read once from a case: a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quanheng.norms.gate import Value
from quanheng.norms.procedure import Ask, Kind, Procedure
from quanheng.office.meetings.asking import Outcome, outcomes_of
from quanheng.office.meetings.minutes import Minutes, minutes_of
from quanheng.office.meetings.models import Meeting
from quanheng.office.procedures.facts import facts_of, sheet_facts
from quanheng.office.procedures.known import procedure_of
from quanheng.office.procedures.models import Case
from quanheng.office.records.models import Particulars, Person, Tenure, UnitParticulars
from quanheng.office.records.queries.people import in_force


@dataclass(frozen=True)
class Candidate:
    """Somebody put forward: the facts entered, and what the file says of person and posts.

    ``left`` are those who were left out later.
    """

    person: Person
    facts: Mapping[str, Value]
    particulars: Particulars | None
    posts: str
    career: Sequence[str] = ()
    left: bool = False


@dataclass(frozen=True)
class Reading:
    """A case as papers read it; ``quota`` and ``posts_held`` are of the unit, ``None`` unknown.

    ``everybody`` are all who were put forward at any time, ``candidates`` those who still are.
    """

    case: Case
    procedure: Procedure
    facts: Mapping[str, Value]
    everybody: Sequence[Candidate]
    outcome: Outcome | None
    people: Mapping[str, str]
    quota: UnitParticulars | None
    posts_held: Sequence[Tenure]
    minutes: Minutes | None = None

    @property
    def candidates(self) -> list[Candidate]:
        """Those who are still put forward."""
        return [one for one in self.everybody if not one.left]

    def text(self, fact: str) -> str:
        """Something entered, as a text; of a choice its wording. Blank where nothing was."""
        return worded(self.asked(fact), self.facts.get(fact), self.people)

    def of(self, candidate: Candidate, fact: str) -> str:
        """As ``text``, of what was entered about a candidate."""
        return worded(self.asked(fact), candidate.facts.get(fact), self.people)

    def day(self, fact: str) -> date | None:
        """A day that was entered."""
        found = self.facts.get(fact)
        return found if isinstance(found, date) else None

    def count(self, fact: str, candidate: Candidate | None = None) -> int | None:
        """A number that was entered, of the case or of a candidate; unknown is no zero."""
        facts = self.facts if candidate is None else candidate.facts
        return whole(facts.get(fact))

    def asked(self, fact: str) -> Ask | None:
        """What was asked under a fact."""
        name, _dot, field = fact.partition(".")
        for step in self.procedure.steps:
            if step.name == name:
                found = (ask for ask in (*step.asks, *step.each) if ask.name == field)
                return next(found, None)
        return None

    @property
    def unit(self) -> str:
        """The unit of the post."""
        return str(self.case.subject)

    @property
    def title(self) -> str:
        """The post without its unit."""
        return self.text("motion.title").removeprefix(self.unit)

    @property
    def post(self) -> str:
        """The post with its unit."""
        return f"{self.unit}{self.title}"


def whole(value: Value) -> int | None:
    """A number as counted; None where there is none."""
    if value is None or isinstance(value, bool | str | date):
        return None
    return int(value)


def worded(ask: Ask | None, value: Value, people: Mapping[str, str]) -> str:
    """A fact in the words of a paper."""
    if value is None:
        return ""
    if ask is not None and ask.kind is Kind.CHOICE:
        return {name: text.zh for name, text in ask.choices}.get(str(value), str(value))
    if ask is not None and ask.kind is Kind.PERSON:
        return people.get(str(value), str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    number = whole(value)
    return str(value) if number is None else str(number)


def reading_of(case: Case, on: date, *, minutes: bool = False) -> Reading:
    """The case read for its papers, as the file stands on a day; with the minutes on demand."""
    procedure = procedure_of(case)
    facts = facts_of(case, procedure)
    listed = case.nominees.select_related("person").order_by("pk")
    nominees = list(listed.prefetch_related("sheets"))
    people = [one.person for one in nominees]
    particulars = {
        one.person_id: one for one in Particulars.objects.current().filter(person__in=people)
    }
    held, outcome = tenures_of(people), outcomes_of(case)
    return Reading(
        case=case,
        procedure=procedure,
        facts=facts,
        everybody=[
            Candidate(
                one.person,
                sheet_facts(one, procedure),
                particulars.get(one.person_id),
                posts_on(held.get(one.person_id, ()), on),
                career_of(held.get(one.person_id, ())),
                one.out_on is not None,
            )
            for one in nominees
        ],
        outcome=outcome,
        people=_named(procedure, facts),
        quota=UnitParticulars.objects.current().filter(unit=case.unit).first(),
        posts_held=list(
            Tenure.objects.current().filter(in_force(on), unit=case.unit, leading=True)
        ),
        minutes=_minutes(outcome) if minutes and outcome else None,
    )


def _minutes(outcome: Outcome) -> Minutes:
    meetings = Meeting.objects.select_related("unit", "keeper", "signed_by", "closed_by")
    return minutes_of(meetings.get(pk=outcome.meeting))


def tenures_of(people: Sequence[Person]) -> dict[int, list[Tenure]]:
    """The posts that people hold and held, by the key of the person; one query."""
    found: dict[int, list[Tenure]] = {}
    posts = Tenure.objects.current().filter(person__in=people).select_related("unit")
    for post in posts.order_by("start", "level", "pk"):
        found.setdefault(post.person_id, []).append(post)
    return found


def posts_on(held: Sequence[Tenure], on: date) -> str:
    """The posts held on a day, with their units."""
    now = [one for one in held if one.start <= on and (one.end is None or one.end > on)]
    return "、".join(f"{one.unit.name}{one.title}" for one in sorted(now, key=_rank))


def _rank(post: Tenure) -> tuple[int, date]:
    return post.level, post.start


def career_of(held: Sequence[Tenure]) -> list[str]:
    """The posts in their order: 2006.07--2012.05, unit and title."""
    return [
        f"{one.start:%Y.%m}--{f'{one.end:%Y.%m}' if one.end else ''}　{one.unit.name}{one.title}"
        for one in held
    ]


def _named(procedure: Procedure, facts: Mapping[str, Value]) -> dict[str, str]:
    """The names of people whose codes were entered; one query."""
    codes = [
        str(facts[f"{step.name}.{ask.name}"])
        for step in procedure.steps
        for ask in step.asks
        if ask.kind is Kind.PERSON and facts.get(f"{step.name}.{ask.name}")
    ]
    return dict(Person.objects.filter(code__in=codes).values_list("code", "name"))
