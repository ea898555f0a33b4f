"""Proposals: counts, shares and rankings that suggest a consequence and never apply it.

Their findings read ``attention``; where the condition does not hold there is none.
"""

from dataclasses import dataclass
from typing import ClassVar

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.measure import Calendar, Measure, Selection
from quanheng.norms.pack import Form, Parameter
from quanheng.norms.requirement import Grade

PERSON, UNIT = SubjectType.PERSON, SubjectType.UNIT


@dataclass(frozen=True)
class LastMonths:
    """The last n months up to the as-of date."""

    months: Parameter


@dataclass(frozen=True)
class Ladder(Form):
    """Records counted in the window reach a rung; each rung proposes its own consequence."""

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "below"

    count: Measure
    within: Calendar | LastMonths
    rungs: tuple[Grade, ...]


@dataclass(frozen=True)
class Occurrences(Form):
    """More records in the window than allowed."""

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "at_most"

    count: Measure
    within: Calendar
    allowed: Parameter
    consequence: Text


@dataclass(frozen=True)
class VoteShare(Form):
    """The share of some votes among the ballots returned, in the newest vote of a type.

    ``compare`` is the side that raises no proposal.
    """

    subject_type: ClassVar[SubjectType] = PERSON

    type: str
    votes: tuple[str, ...]
    limit: Parameter
    at_most: bool
    within: LastMonths
    consequence: Text

    @property
    def compare(self) -> str:  # type: ignore[override]
        """Which side of the limit is in order."""
        return "at_most" if self.at_most else "at_least"


@dataclass(frozen=True)
class GhostPay(Form):
    """Months paid without any tenure in them, or without any day at work."""

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "at_most"

    allowed: Parameter


@dataclass(frozen=True)
class Unanswered(Form):
    """Action-list items past their deadline, neither closed nor answered: days of delay."""

    subject_type: ClassVar[SubjectType] = PERSON  # or the lead unit, where no person is named
    compare: ClassVar[str] = "at_most"

    allowed: Parameter


@dataclass(frozen=True)
class Influence(Form):
    """A mark whose influence period has not ended: no promotion until then.

    The period ends ``months`` after the record, or on the day in its column ``until``.
    """

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "at_most"

    marks: Selection
    allowed: Parameter
    months: Parameter | None = None
    until: str | None = None


@dataclass(frozen=True)
class PoolSize(Form):
    """A reserve pool's size leaves the target by more than the tolerance."""

    subject_type: ClassVar[SubjectType] = SubjectType.POOL
    compare: ClassVar[str] = "about"

    target: Parameter
    tolerance: Parameter


@dataclass(frozen=True)
class ProjectTarget(Form):
    """Fewer people took part in a programme than its target, or the default of its category."""

    subject_type: ClassVar[SubjectType] = SubjectType.PROJECT

    defaults: tuple[tuple[str, Parameter], ...]


@dataclass(frozen=True)
class GradeShare(Form):
    """The share of a grade, among a unit's people graded for last year, above the limit."""

    subject_type: ClassVar[SubjectType] = UNIT
    compare: ClassVar[str] = "at_most"

    categories: frozenset[str]
    grade: str
    limit: Parameter


@dataclass(frozen=True)
class PayRatio(Form):
    """A unit's average monthly pay at a level, against units of another category, too low."""

    subject_type: ClassVar[SubjectType] = UNIT

    categories: frozenset[str]
    reference: frozenset[str]
    months: Parameter
    least: Parameter


@dataclass(frozen=True)
class AgeLadder(Form):
    """A team without anyone up to one age, or without anyone above another."""

    subject_type: ClassVar[SubjectType] = UNIT
    compare: ClassVar[str] = "at_most"

    members: Parameter
    young: Parameter
    old: Parameter
    missing: Parameter


@dataclass(frozen=True)
class LastPlaced(Form):
    """Last of its category in last year's ranking, and found to be at fault: a card a year."""

    subject_type: ClassVar[SubjectType] = UNIT
    compare: ClassVar[str] = "below"

    cards: tuple[Grade, ...]
    ranked: Parameter


@dataclass(frozen=True)
class LowestRanked(Form):
    """Among the last n of a group in last year's ranking; ties at the border are included."""

    subject_type: ClassVar[SubjectType] = UNIT
    compare: ClassVar[str] = "rank"

    groups: tuple[tuple[frozenset[str], Parameter], ...]
    consequence: Text
