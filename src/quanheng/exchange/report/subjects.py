"""Whom a report speaks about: persons in their units, units, pools and projects."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quanheng.exchange.report.counts import Counts, worst_first
from quanheng.exchange.report.model import Report
from quanheng.norms.finding import Finding, SubjectType
from quanheng.norms.kinds import Tenure, Unit


@dataclass(slots=True)
class Subject:
    """A subject with its findings; ``unit`` is the code of a person's main unit.

    ``posts`` are the person's posts in force, the main one first.
    """

    type: SubjectType
    code: str
    name: str
    unit: str | None
    posts: tuple[Tenure, ...]
    findings: list[Finding] = field(default_factory=list)
    counts: Counts = field(default_factory=Counter)

    @property
    def worst(self) -> list[Finding]:
        """The findings, worst first, each status in the order of rules."""
        return sorted(self.findings, key=lambda finding: finding.status.severity)


@dataclass(slots=True)
class Group:
    """A unit with itself and its people as subjects; ``unit`` is None for what has no unit.

    ``code`` is the unit's code even where the sheet that names it is absent.
    """

    code: str | None
    unit: Unit | None
    subjects: list[Subject]
    counts: Counts


def posts_in_force(report: Report) -> dict[str, tuple[Tenure, ...]]:
    """The posts that each person holds on the day of the report, the main one first.

    The main post is the highest, among equals a leading one, then the one held longest.
    """
    held: dict[str, list[Tenure]] = {}
    for tenure in report.records.of(Tenure):
        if tenure.start <= report.as_of and (tenure.end is None or report.as_of < tenure.end):
            held.setdefault(tenure.person, []).append(tenure)
    return {person: tuple(sorted(posts, key=_rank)) for person, posts in held.items()}


def _rank(tenure: Tenure) -> tuple[object, ...]:
    return (tenure.level, not tenure.leading, tenure.start, tenure.row)


def subjects_of(report: Report) -> list[Subject]:
    """Every subject of the report, worst first, then by type and code."""
    posts = posts_in_force(report)
    found: dict[tuple[SubjectType, str], Subject] = {}
    for finding in report.findings:
        key = (finding.subject_type, finding.subject)
        subject = found.get(key)
        if subject is None:
            subject = found[key] = _subject(finding, posts)
        subject.findings.append(finding)
        subject.counts[finding.status] += 1
    return sorted(found.values(), key=_order)


def _subject(finding: Finding, posts: Mapping[str, tuple[Tenure, ...]]) -> Subject:
    own = posts.get(finding.subject, ()) if finding.subject_type is SubjectType.PERSON else ()
    unit = own[0].unit if own else None
    if finding.subject_type is SubjectType.UNIT:
        unit = finding.subject
    return Subject(finding.subject_type, finding.subject, finding.name, unit, own)


def _order(subject: Subject) -> tuple[object, ...]:
    return (*worst_first(subject.counts), subject.type.value, subject.code)


def grouped(report: Report, subjects: Iterable[Subject]) -> list[Group]:
    """Subjects by unit in the order of the sheet 单位; last, those that belong to no unit.

    Within a group the unit itself comes first, then its people, worst first.
    """
    units = report.records.units
    found: dict[str | None, Group] = {
        code: Group(code, unit, [], Counter()) for code, unit in units.items()
    }
    loose = Group(None, None, [], Counter())
    for subject in subjects:
        group = loose
        if subject.unit is not None:
            group = found.setdefault(subject.unit, Group(subject.unit, None, [], Counter()))
        group.subjects.append(subject)
        group.counts.update(subject.counts)
    groups = [group for group in (*found.values(), loose) if group.subjects]
    for group in groups:
        group.subjects.sort(key=lambda subject: subject.type is not SubjectType.UNIT)
    return groups
