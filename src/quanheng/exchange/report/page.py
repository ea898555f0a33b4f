"""What the page shows, prepared for its template: plain values, already worded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from quanheng.exchange.report.counts import (
    Counts,
    clause_of,
    count_by,
    pack_of,
    rule_of,
    worst_status,
)
from quanheng.exchange.report.model import PackInfo, Report
from quanheng.exchange.report.subjects import Group, Subject, grouped, subjects_of
from quanheng.exchange.report.views import (
    LETTERS,
    ClauseView,
    Figure,
    GroupView,
    Listed,
    Month,
    PackView,
    Row,
    RuleView,
    SubjectView,
    bar,
)
from quanheng.exchange.report.wording import against, part, rows, window
from quanheng.exchange.report.words import MONTHS as MONTH_NAMES
from quanheng.exchange.report.words import SUBJECT_TYPES, SUBJECTS_OF_TYPE, words_in
from quanheng.norms.finding import Finding, Language, NationalStatus, Status, SubjectType
from quanheng.norms.pack import Clause

SAME = NationalStatus.SAME
OVERRULED = (NationalStatus.CONTRADICTED, NationalStatus.SUPERSEDED)
HEAT_LEVELS = 10
MONTHS = 12


class Page:
    """The report as its page shows it, in one language."""

    def __init__(self, report: Report, lang: Language) -> None:
        """Count and sort the report once."""
        self.report = report
        self.lang: Language = lang
        self.words = words_in(lang)
        ids = dict.fromkeys((*report.rules, *(finding.rule for finding in report.findings)))
        self.places = {rule: place for place, rule in enumerate(ids)}
        self._groups = grouped(report, subjects_of(report))
        ordered = (subject for group in self._groups for subject in group.subjects)
        self.affected = Counter(
            LETTERS[status]
            for group in self._groups
            for subject in group.subjects
            for status in subject.counts
        )
        self.anchors = {(it.type, it.code): f"s{place}" for place, it in enumerate(ordered)}
        self._rules = count_by(report.findings, rule_of)
        self.overall: Counts = Counter(finding.status for finding in report.findings)

    def figures(self, counts: Counts) -> list[Figure]:
        """The five statuses with their counts."""
        total = counts.total()
        return [
            Figure(
                LETTERS[status],
                status.label.in_(self.lang),
                counts[status],
                -(-counts[status] * HEAT_LEVELS // total) if total else 0,
                part(counts[status], total) if total else "",
            )
            for status in Status
        ]

    def subject_types(self) -> list[tuple[str, str, int]]:
        """Type, its name, and how many subjects of it there are."""
        counted = Counter(kind for kind, _ in self.anchors)
        return [
            (kind.value, SUBJECTS_OF_TYPE[kind].in_(self.lang), counted[kind])
            for kind in (
                SubjectType.PERSON,
                SubjectType.UNIT,
                SubjectType.POOL,
                SubjectType.PROJECT,
            )
            if counted[kind]
        ]

    def packs(self) -> list[PackView]:
        """The documents in their order."""
        counted = count_by(self.report.findings, pack_of)
        listed = self._listed()
        by_clause: dict[str, list[str]] = {}
        for rule in self.places:
            by_clause.setdefault(self.report.rule(rule).clause, []).append(rule)
        clauses = count_by(self.report.findings, clause_of)
        return [
            self._pack(place, pack, counted.get(pack.id, Counter()), clauses, by_clause, listed)
            for place, pack in enumerate(self.report.packs)
        ]

    def _pack(
        self,
        place: int,
        pack: PackInfo,
        counts: Counts,
        clauses: Mapping[str, Counts],
        by_clause: Mapping[str, Sequence[str]],
        listed: Mapping[str, list[Listed]],
    ) -> PackView:
        views = [
            self._clause(
                f"c{place}-{number}",
                clause,
                clauses.get(clause.id, Counter()),
                [self._rule(rule, listed) for rule in by_clause.get(clause.id, ())],
            )
            for number, clause in enumerate(pack.clauses)
        ]
        return PackView(
            place,
            pack.id,
            pack.title.in_(self.lang),
            "" if pack.in_force else self.words["not_in_force"],
            self.figures(counts),
            bar(counts),
            counts.total(),
            views,
        )

    def _clause(
        self, anchor: str, clause: Clause, counts: Counts, rules: list[RuleView]
    ) -> ClauseView:
        worst = worst_status(counts)
        return ClauseView(
            anchor,
            clause,
            clause.summary.in_(self.lang),
            clause.status.label.in_(self.lang) if clause.status else "",
            clause.note.in_(self.lang) if clause.note else "",
            LETTERS[worst] if worst else "",
            f"{worst.label.in_(self.lang)} {counts[worst]}" if worst else "",
            rules,
        )

    def _rule(self, rule: str, listed: Mapping[str, list[Listed]]) -> RuleView:
        counts = self._rules.get(rule, Counter())
        return RuleView(
            self.places[rule],
            rule,
            self.report.rule(rule).title.in_(self.lang),
            self.figures(counts),
            bar(counts),
            counts.total(),
            listed.get(rule, []),
        )

    def _listed(self) -> dict[str, list[Listed]]:
        """For each rule its subjects, by status."""
        found: dict[str, dict[Status, list[tuple[str, str]]]] = {}
        for finding in self.report.findings:
            anchor = self.anchors[finding.subject_type, finding.subject]
            by_status = found.setdefault(finding.rule, {})
            by_status.setdefault(finding.status, []).append((anchor, finding.name))
        return {
            rule: [
                Listed(
                    LETTERS[status],
                    status.label.in_(self.lang),
                    len(names),
                    status is Status.MET,
                    names,
                )
                for status in Status
                if (names := by_status.get(status))
            ]
            for rule, by_status in found.items()
        }

    def groups(self) -> Iterator[GroupView]:
        """Units with their people, one after the other."""
        for place, group in enumerate(self._groups):
            yield self._group(f"u{place}", group)

    def _group(self, anchor: str, group: Group) -> GroupView:
        name = group.unit.name if group.unit else group.code or self.words["no_unit"]
        people = sum(subject.type is SubjectType.PERSON for subject in group.subjects)
        return GroupView(
            anchor,
            group.code or "",
            name,
            group.unit.category if group.unit else "",
            people,
            self.figures(group.counts),
            map(self._subject, group.subjects),
        )

    def _subject(self, subject: Subject) -> SubjectView:
        index: dict[str, list[str]] = {}
        for finding in subject.worst:
            place = str(self.places[finding.rule])
            index.setdefault(LETTERS[finding.status], []).append(place)
        worst = [self._row(finding) for finding in subject.worst]
        return SubjectView(
            self.anchors[subject.type, subject.code],
            subject,
            SUBJECT_TYPES[subject.type].in_(self.lang),
            self._posts(subject),
            self.figures(subject.counts),
            ";".join(letter + ",".join(places) for letter, places in index.items()),
            [row for row in worst if row.letter != LETTERS[Status.MET]],
            [row for row in worst if row.letter == LETTERS[Status.MET]],
        )

    def _posts(self, subject: Subject) -> str:
        units = self.report.records.units
        titles = []
        for tenure in subject.posts:
            unit = units.get(tenure.unit)
            place = "" if tenure.unit == subject.unit else unit.name if unit else tenure.unit
            titles.append(f"{place} {tenure.title}".strip())
        return ("、" if self.lang == "zh" else ", ").join(titles)

    def _row(self, finding: Finding) -> Row:
        national = finding.national_status
        return Row(
            LETTERS[finding.status],
            finding.status.label.in_(self.lang),
            self.places[finding.rule],
            self.report.rule(finding.rule).title.in_(self.lang),
            finding.clause,
            national.label.in_(self.lang) if national and national is not SAME else "",
            national in OVERRULED,
            against(finding, self.lang),
            window(finding.window_start, finding.window_end),
            str(finding.due or ""),
            str(finding.next_change_on or ""),
            rows(finding.evidence, self.lang),
            finding.message.in_(self.lang),
        )

    def months(self) -> list[Month]:
        """Pending findings by the month in which they fall due; the last entry is the rest."""
        first = _month(self.report.as_of)
        counted = Counter(
            min(_month(finding.due) - first, MONTHS)
            for finding in self.report.findings
            if finding.status is Status.PENDING and finding.due
        )
        top = max(counted.values(), default=1)
        return [
            Month(
                *self._month_name(first + place, place), counted[place], 100 * counted[place] / top
            )
            for place in range(MONTHS + 1)
        ]

    def _month_name(self, month: int, place: int) -> tuple[str, str]:
        if place == MONTHS:
            return self.words["later"], ""
        name = MONTH_NAMES[month % 12].in_(self.lang)
        return name, str(month // 12) if place == 0 or month % 12 == 0 else ""


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
