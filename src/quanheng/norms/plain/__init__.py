"""The plain executor: one subject in, findings out, obviously right, and able to explain itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property

from quanheng.norms.dates import Span
from quanheng.norms.finding import Evidence, Finding, Status, SubjectType
from quanheng.norms.pack import Pack, Rule
from quanheng.norms.plain import duties, organs, proposals, requirements, teams
from quanheng.norms.plain.case import Answer, Case, View, worst
from quanheng.norms.plain.windows import Judge, judge
from quanheng.norms.proposal import Unanswered
from quanheng.norms.records import Dossier, Records
from quanheng.norms.requirement import DUTIES
from quanheng.norms.sentence import sentence

__all__ = ["Bench", "duties", "evaluate", "organs", "proposals", "requirements", "teams"]

Progress = Callable[[int, int], None]


class Bench:
    """All rules prepared for one day: judges a subject in well under a millisecond."""

    def __init__(self, records: Records, packs: Iterable[Pack], on: date) -> None:
        """Prepare the rules of the packs that are in force on the day."""
        self.case = Case(records, on)
        self._judges: dict[SubjectType, list[tuple[Rule, Judge]]] = {t: [] for t in SubjectType}
        for pack in packs:
            if not pack.in_force(on):
                continue
            for rule in pack.rules.values():
                prepared = judge(rule.form, self.case)
                if prepared is None:
                    continue
                self._judges[rule.form.subject_type].append((rule, prepared))
                if isinstance(rule.form, Unanswered):
                    self._judges[SubjectType.UNIT].append((rule, prepared))

    def subjects(self) -> Mapping[SubjectType, Mapping[str, Dossier]]:
        """Every subject of every type, by code."""
        records = self.case.records
        return {
            SubjectType.PERSON: records.people,
            SubjectType.POOL: records.pools,
            SubjectType.PROJECT: records.projects,
            SubjectType.UNIT: records.organs,
        }

    def answers(
        self, type: SubjectType, dossier: Dossier, rules: Set[str] | None = None
    ) -> Iterator[tuple[Rule, Answer]]:
        """The worst answer of each rule that applies to the subject."""
        view = View(self.case, dossier)
        for rule, prepared in self._judges[type]:
            if rules is None or rule.id in rules:
                answer = worst(prepared(view))
                if answer is not None:
                    yield rule, answer

    def findings(
        self, type: SubjectType, dossier: Dossier, rules: Set[str] | None = None
    ) -> list[Finding]:
        """Everything the rules, or some of them, say of one subject."""
        return [
            self._finding(rule, type, dossier, answer)
            for rule, answer in self.answers(type, dossier, rules)
        ]

    def proposals(self, type: SubjectType, dossier: Dossier) -> list[Finding]:
        """What people should consider about one subject; duties are not asked about."""
        return [
            self._finding(rule, type, dossier, answer)
            for rule, answer in self.answers(type, dossier, self._proposing)
            if answer.status is Status.ATTENTION
        ]

    @cached_property
    def _proposing(self) -> Set[str]:
        return {
            rule.id
            for judges in self._judges.values()
            for rule, _ in judges
            if not isinstance(rule.form, DUTIES)
        }

    def _finding(self, rule: Rule, type: SubjectType, dossier: Dossier, answer: Answer) -> Finding:
        on = self.case.on
        clocks = [day for day in answer.clocks if day is not None and day > on]
        counted = {Evidence(row.sheet, row.row): None for row in answer.rows}
        return Finding(
            rule.id,
            rule.clause.id,
            type,
            dossier.code,
            dossier.name,
            answer.status,
            answer.measured,
            answer.required,
            answer.unit,
            rule.status,
            min(clocks, default=None),
            answer.first,
            answer.last,
            answer.due,
            tuple(counted),
            sentence(
                rule.title,
                rule.form.compare,
                answer.status,
                answer.measured,
                answer.required,
                answer.unit,
                Span(answer.first, answer.last),
                answer.due,
                answer.detail,
            ),
        )


def evaluate(
    records: Records,
    packs: Sequence[Pack],
    on: date,
    *,
    subject: str | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """All findings on a day, ordered by rule, subject type and subject.

    ``subject`` keeps one code (of any subject type). ``progress`` is told how many of how many
    subjects are done.
    """
    bench = Bench(records, packs, on)
    pairs = [
        (type, dossier)
        for type, dossiers in bench.subjects().items()
        for code, dossier in dossiers.items()
        if subject is None or code == subject
    ]
    findings: list[Finding] = []
    for done, (type, dossier) in enumerate(pairs):
        if progress is not None and done % 100 == 0:
            progress(done, len(pairs))
        findings += bench.findings(type, dossier)
    if progress is not None:
        progress(len(pairs), len(pairs))
    return sorted(findings, key=lambda finding: finding.key)


def missed_or_attention(findings: Iterable[Finding]) -> bool:
    """Whether any finding asks somebody to act."""
    return any(f.status in (Status.MISSED, Status.ATTENTION) for f in findings)
