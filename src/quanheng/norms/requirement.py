"""Requirements: who must do what, within which window. Declared, not programmed.

``Requirement`` carries most sentences. The other forms are sentences of another shape: one answer
for each tenure, a share of villages, a comparison with the place of origin.
"""

from dataclasses import dataclass
from typing import ClassVar

from quanheng.norms.finding import SubjectType, Text
from quanheng.norms.measure import Calendar, Rolling, Selection, Threshold, Window
from quanheng.norms.pack import Form, Parameter
from quanheng.norms.population import People, Responsible, Units

PERSON, UNIT = SubjectType.PERSON, SubjectType.UNIT


@dataclass(frozen=True)
class Grade:
    """A grade reached from a threshold on."""

    least: Parameter
    label: Text


@dataclass(frozen=True)
class CatchUp(Form):
    """People promoted before they had met a rolling requirement: they have ``grace`` years.

    The requirement is then measured up to the end of that time at the latest.
    """

    subject_type: ClassVar[SubjectType] = PERSON

    who: People
    what: tuple[Threshold, ...]
    within: Rolling
    grace: Parameter


@dataclass(frozen=True)
class Requirement(Form):
    """Each of ``who`` reaches one of the thresholds ``what`` within the window.

    ``deferred_by`` takes this rule's place for a person while its time of grace runs. ``grades``
    name how well a subject stands, best first.
    """

    who: People | Responsible | Units
    what: Threshold | tuple[Threshold, ...]
    within: Window
    deferred_by: CatchUp | None = None
    grades: tuple[Grade, ...] = ()

    @property
    def ways(self) -> tuple[Threshold, ...]:
        """The thresholds, any of which suffices."""
        return self.what if isinstance(self.what, tuple) else (self.what,)

    @property
    def subject_type(self) -> SubjectType:  # type: ignore[override]
        """Units, or persons."""
        return UNIT if isinstance(self.who, Units) else PERSON


@dataclass(frozen=True)
class Term:
    """任期开始..任期结束 of a tenure; a blank end is the day before the n-th anniversary."""

    years: Parameter


@dataclass(frozen=True)
class Before:
    """From n days before the tenure began until the day it began."""

    days: Parameter


@dataclass(frozen=True)
class Until:
    """From the day the tenure began until n years later, which is when it falls due."""

    years: Parameter


@dataclass(frozen=True)
class EachTenure(Form):
    """For each tenure in force of ``who``: at least so much within the tenure's own window.

    ``begun_months`` keeps tenures that began in the last n months; ``begun_years`` those that
    began on or after the day n years ago.
    """

    subject_type: ClassVar[SubjectType] = PERSON

    who: People
    what: Threshold
    within: Term | Before | Until
    begun_months: Parameter | None = None
    begun_years: Parameter | None = None


@dataclass(frozen=True)
class NoDirectCharge(Form):
    """None of the areas occurs in what the people have in charge (分管工作)."""

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "at_most"

    who: People
    areas: Parameter
    allowed: Parameter


@dataclass(frozen=True)
class VillagesWalked(Form):
    """The share of all villages and communities of one's townships that were visited."""

    subject_type: ClassVar[SubjectType] = PERSON

    who: Responsible
    visits: Selection
    villages: Units
    share: Parameter
    within: Calendar


@dataclass(frozen=True)
class ContactVisited(Form):
    """Visits to one's contact point; with several points the least visited one counts."""

    subject_type: ClassVar[SubjectType] = PERSON

    who: Responsible
    visits: Selection
    least: Parameter
    within: Calendar


@dataclass(frozen=True)
class ContactKept(Form):
    """A contact point that ended in the window was kept for at least so many months."""

    subject_type: ClassVar[SubjectType] = PERSON

    who: Responsible
    months: Parameter
    within: Calendar


@dataclass(frozen=True)
class YearsHeld(Form):
    """Full years in the longest-held leading post reach a rung; proposes an exchange.

    ``one_unit`` speaks only of people all of whose tenures so far were in one unit.
    """

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "below"

    who: People
    rungs: tuple[Grade, ...]
    one_unit: bool = False


@dataclass(frozen=True)
class HomeArea(Form):
    """The unit does not lie where the person grew up."""

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "at_most"

    who: People
    allowed: Parameter


@dataclass(frozen=True)
class ConsecutiveGrade(Form):
    """The same grade in the latest graded year and the calendar years before it."""

    subject_type: ClassVar[SubjectType] = PERSON
    compare: ClassVar[str] = "below"

    grade: str
    years: Parameter


@dataclass(frozen=True)
class AlsoOnTheDay(Form):
    """The share of the days with one activity that also have the other."""

    subject_type: ClassVar[SubjectType] = UNIT

    who: Units
    days_with: Selection
    also: Selection
    share: Parameter
    within: Calendar


@dataclass(frozen=True)
class InForce(Form):
    """So many of the unit's records are in force on the day."""

    subject_type: ClassVar[SubjectType] = UNIT

    who: Units
    what: Selection
    least: Parameter


@dataclass(frozen=True)
class OnePerson(Form):
    """Somebody holds both roles in the unit."""

    subject_type: ClassVar[SubjectType] = UNIT

    who: Units
    first: str
    second: str
    least: Parameter


@dataclass(frozen=True)
class WithinQuota(Form):
    """No more heads and no more other team members than the approved posts."""

    subject_type: ClassVar[SubjectType] = UNIT
    compare: ClassVar[str] = "at_most"

    who: Units
    excess: Parameter


DUTIES: tuple[type[Form], ...] = (
    Requirement,
    CatchUp,
    EachTenure,
    NoDirectCharge,
    VillagesWalked,
    ContactVisited,
    ContactKept,
    AlsoOnTheDay,
    InForce,
    OnePerson,
    WithinQuota,
)
"""Forms that say what somebody owes: met, pending or missed, never for people to consider."""
